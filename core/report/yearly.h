// The yearly report 年度报告 as a value: twelve months made of their roll-ups, in no language. It says
// what became of requests, of what was allocated, of findings and of duties, and what could be given
// back.
#pragma once
#include <string_view>

#include "core/format/catalogue.h"
#include "core/format/json.h"
#include "core/report/monthly.h"

namespace govcloud {

/// What was measured in a year: the roll-ups of each month by resource, January first.
using YearRollups = std::vector<std::map<std::string, Rollup>>;  // twelve

/// Use and allocation of a group of resources in one month. `allocated` counts what stood there at the
/// month's end, or on the day of the report, in the size that it has by now.
struct MonthOfUse {
  std::int64_t resources = 0, samples = 0;
  UsedOverProvisioned used;
  VerdictCounts verdicts;
  std::map<std::string, std::int64_t> allocated;  // cpu, memory_gib, size_gib, mbps …
};

/// One month of the year. A clock counts once in the year: in the month in which it was done, else in
/// which it was due when it is overdue, else in which it started.
struct YearMonth {
  Month month;
  bool began = false;  // by the day of the report; of a later month everything is 0
  MonthOfUse use;
  std::map<std::string, std::int64_t> asked;  // requests handed in, by kind; all four kinds
  DeadlineCounts deadlines;
  std::int64_t findings_found = 0, findings_closed = 0, findings_open = 0;  // open at its end
  std::int64_t systems_opened = 0, systems_ended = 0;
  std::int64_t delivered = 0, changed = 0, reclaimed = 0;  // resources; changes that were carried out
};

struct YearUnit {
  std::string id, name;
  std::int64_t systems = 0, resources = 0;  // that were there on some day
  UsedOverProvisioned used;
  std::map<std::string, std::int64_t> allocated;  // at the year's end, or on the day of the report
  std::vector<MonthOfUse> months;                 // twelve
};

/// Advice on a resource that is still there, by the policy's number of months up to the last one that
/// was over. `months` counts its verdicts in the year, `allocated` is at the upper bound.
struct YearAdvice {
  ReportAdvice advice;
  VerdictCounts months;
  std::map<std::string, std::int64_t> allocated;
};

/// A duty's periods that ended in the year, over all its subjects.
struct YearDuty {
  std::string id, period, owner, article;
  Wording says;
  std::int64_t owed = 0, kept = 0, late = 0, missing = 0;
};

/// A measure that was taken against a provider in the year. `state`: pending (it waits for signatures),
/// in_force, lifted.
struct YearMeasure {
  std::string id, step, provider, state, period, article;
  std::vector<std::string> because;
  Date on{};
  std::optional<std::int64_t> deduct_fen;
};

/// The fee of a month of the year that was fixed, as it was corrected last.
struct YearFee {
  std::string id, provider, period;
  std::int64_t gross_fen = 0, deducted_fen = 0, payable_fen = 0;
  std::optional<Date> deferred_until;
  bool is_signed = false;
};

struct YearlyReport : ReportHead {
  int year = 0;
  std::int64_t resources = 0, samples = 0;
  UsedOverProvisioned used;
  std::vector<YearMonth> months;  // twelve
  std::vector<YearUnit> units;
  std::vector<YearAdvice> advice;
  std::map<std::string, std::int64_t> give_back;  // the sum of what the advice would free, by key
  std::map<std::string, std::int64_t> open_by_severity;  // all five severities, at the period's end
  std::int64_t findings_overdue = 0;
  std::vector<YearDuty> duties;
  std::vector<YearMeasure> measures;  // of these two a unit's report has none
  std::vector<YearFee> fees;
};

/// The report on a year; `today` is the local date of the head's recorded instant. With `unit` only
/// what belongs to that unit.
YearlyReport make_yearly(const Books& books, const Policy& policy, const Calendar& calendar, int year,
                         const YearRollups& rollups, Date today, const std::optional<std::string>& unit = {});

/// Four digits.
std::string year_text(int year);
std::string digest_of(const YearlyReport& report);

/// The `item` of govcloud.report.yearly/1. Every key is always there; what is not known is null.
Json report_json(const YearlyReport& report);
/// A row for each unit and month, codes as they are, the report's head and digest in the last columns.
std::string render_csv(const YearlyReport& report, bool excel);
std::string render_text(const YearlyReport& report, Lang lang);
std::string render_html(const YearlyReport& report, Lang lang, std::string_view version);
std::string render_markdown(const YearlyReport& report, Lang lang);
std::string render_xlsx(const YearlyReport& report, Lang lang, std::string_view version);

}  // namespace govcloud
