#include "core/report/monthly.h"

#include "core/report/parts.h"
#include "core/report/render.h"

namespace govcloud {
namespace {

std::optional<std::int64_t> ratio(std::int64_t used, std::int64_t provisioned) {
  return used < 0 ? std::nullopt : percent_of(used, provisioned, 3);
}

/// One a day of the month up to the day of the report; none at all where nothing was measured.
void add_days(MonthlyReport& report, const ReportView& view, const MonthDays& days) {
  Date day = view.begin;
  for (const auto& sums : days.days) {
    if (day > view.today) return;
    ReportDay row{day, sums.samples, {}};
    row.used.cpu_percent = ratio(sums.cpu_used, sums.cpu_provisioned);
    row.used.memory_percent = ratio(sums.memory_used, sums.memory_provisioned);
    if (row.used.cpu_percent) row.used.cpu_basis = "source";
    if (row.used.memory_percent) row.used.memory_basis = "source";
    report.days.push_back(std::move(row));
    day += std::chrono::days{1};
  }
}

}  // namespace

MonthlyReport make_monthly(const Books& books, const Policy& policy, const Calendar& calendar,
                           Month month, const std::map<std::string, Rollup>& rollups, Date today,
                           const std::optional<std::string>& unit, const MonthDays& days) {
  const ReportView view{books, policy, calendar, rollups, first_day(month), first_day(next(month)),
                        today, unit};
  MonthlyReport report;
  report.period = month;
  add_head(report, view);
  add_resources(report, view);
  if (!unit) add_days(report, view, days);
  add_requests(report, view);
  add_findings(report, view);
  add_orders(report, view);
  add_incidents(report, view);
  add_papers(report, view);
  add_duties(report, view);
  return report;
}

std::string digest_of(const MonthlyReport& report) { return digest_of(report_json(report)); }

}  // namespace govcloud
