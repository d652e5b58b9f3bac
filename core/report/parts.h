// The parts of make_monthly(); each fills its members of the report. Used by core/report only.
#pragma once
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
