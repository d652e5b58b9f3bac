// The parts that make_monthly() and make_yearly() are made of; each fills its members of the report. Used
// by core/report only.
#pragma once
#include "core/law/duty.h"
#include "core/report/monthly.h"

namespace govcloud {

/// What every part looks at.
struct ReportView {
  const Books& books;
  const Policy& policy;
  const Calendar& calendar;
  const std::map<std::string, Rollup>& rollups;
  Date begin, end;  // of the month, the end not included
  Date today;
  std::optional<std::string> unit;

  bool shows(std::string_view of_unit) const { return !unit || *unit == of_unit; }
  bool in_month(const std::optional<Date>& day) const {
    return day && *day >= begin && *day < end;
  }
};

/// Whether a resource was there on some day of the view's period.
bool alive_in(const ReportView& view, const Resource& resource);
/// The whole local days of the period on which the resource was there, and which have passed.
Span alive_span(const ReportView& view, const Resource& resource);
/// Advice for a verdict that calls for some; nothing for an oversized one that no size fits better.
std::optional<ReportAdvice> advice_for(const ReportView& view, const Resource& resource,
                                       const Rollup& rollup, Verdict verdict);
/// host-2 before host-10: by what stands before the last dash, then by the number.
bool by_number(const Resource* a, const Resource* b);
void count(VerdictCounts& counts, Verdict verdict);

/// Of a clock: overdue, open, late, kept, done, ended (see ReportDeadline).
std::string status_of(const Deadline& deadline, Date today);
void count(DeadlineCounts& counts, const std::string& status);
/// The unit of a system, or empty.
std::string unit_of_system(const ReportView& view, const std::string& system);
/// Whether a duty is the view's unit's own; of the platform's view all are.
bool is_of_unit(const ReportView& view, const DutyOwed& owed);

/// What the head says, apart from the ledger's head and the digest.
void add_head(ReportHead& head, const ReportView& view);
/// units, advice, capacity and the totals.
void add_resources(MonthlyReport& report, const ReportView& view);
/// requests and deadlines.
void add_requests(MonthlyReport& report, const ReportView& view);
/// findings, open_by_severity and their counts. Those of the platform belong to no unit.
void add_findings(MonthlyReport& report, const ReportView& view);
/// orders.
void add_orders(MonthlyReport& report, const ReportView& view);
/// incidents and availability.
void add_incidents(MonthlyReport& report, const ReportView& view);
/// papers: the newest of each kind and subject that is still of use.
void add_papers(MonthlyReport& report, const ReportView& view);
/// duties.
void add_duties(MonthlyReport& report, const ReportView& view);

}  // namespace govcloud
