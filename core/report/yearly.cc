#include "core/report/yearly.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

#include <fmt/format.h>

#include "core/law/duty.h"
#include "core/report/render.h"
#include "core/report/use_sums.h"
#include "core/report/yearly_sections.h"

namespace govcloud {
namespace {

/// The year, and each of its months, as the parts of the monthly report look at them.
struct YearView {
  ReportView year;
  std::vector<ReportView> months;
};

YearView year_view(const Books& books, const Policy& policy, const Calendar& calendar, int year, const YearRollups& rollups,
                   Date today, const std::optional<std::string>& unit) {
  assert(rollups.size() == 12);
  YearView view{{books, policy, calendar, rollups.back(), first_day({year, 1}), first_day({year + 1, 1}), today, unit}, {}};
  for (unsigned month = 1; month <= 12; ++month)
    view.months.push_back({books, policy, calendar, rollups[month - 1], first_day({year, month}), first_day(next({year, month})), today, unit});
  return view;
}

/// Which month of the year a day lies in, or nothing.
std::optional<std::size_t> month_in(const ReportView& year, const std::optional<Date>& day) {
  if (!year.in_month(day)) return std::nullopt;
  return month_of(*day).month - 1;
}

const Rollup* rollup_in(const ReportView& month, const std::string& resource) {
  const auto found = month.rollups.find(resource);
  return found == month.rollups.end() ? nullptr : &found->second;
}

void add_allocated(std::map<std::string, std::int64_t>& to, const Quantities& quantities) {
  for (const auto& [key, quantity] : quantities) to[key] = sum_of(to[key], quantity.upper());
}

/// Whether it is still there when the period ends, or on the day of the report.
bool is_there_at_end(const ReportView& view, const Resource& resource) {
  return !resource.reclaimed_on || *resource.reclaimed_on >= std::min(view.end, view.today + std::chrono::days{1});
}

// -- use and advice ------------------------------------------------------------------------------

/// A group's use, month by month and over the year.
struct GroupUse {
  std::array<UseSums, 12> months;
  UseSums year;
};

void settle(const GroupUse& sums, std::vector<MonthOfUse>& months, UsedOverProvisioned& year) {
  for (std::size_t m = 0; m < months.size(); ++m) months[m].used = sums.months[m].ratio();
  year = sums.year.ratio();
}

/// One resource in one month: counted, added to the sums, and judged.
Verdict add_month(const ReportView& month, const Resource& resource, UseSums& sums, MonthOfUse& use) {
  static const Rollup kNothing;
  const auto* found = rollup_in(month, resource.id);
  const Rollup& rollup = found != nullptr ? *found : kNothing;
  const auto verdict = judge(month.policy.thresholds, rollup, coverage(rollup, alive_span(month, resource)));
  sums.add(sums_of(rollup, resource.delivered));
  ++use.resources, use.samples = sum_of(use.samples, rollup.samples);
  count(use.verdicts, verdict);
  if (is_there_at_end(month, resource)) add_allocated(use.allocated, resource.delivered);
  return verdict;
}

/// What a verdict's advice would free: everything of what is given back, the difference of a smaller size.
void add_freed(std::map<std::string, std::int64_t>& to, const YearAdvice& row) {
  for (const auto& [key, amount] : row.allocated) {
    if (row.advice.action == "give_back") to[key] = sum_of(to[key], amount);
    const auto smaller = row.advice.size.find(key);
    if (row.advice.action == "shrink" && smaller != row.advice.size.end()) to[key] = sum_of(to[key], amount - smaller->second);
  }
}

void add_year_advice(YearlyReport& report, const ReportView& last, const Resource& resource, const std::vector<Verdict>& verdicts) {
  const auto* rollup = rollup_in(last, resource.id);
  if (verdicts.empty() || rollup == nullptr || !is_there_at_end(last, resource)) return;
  if (resource.state == ResourceState::reclaimed) return;
  auto advice = advice_for(last, resource, *rollup, judge(last.policy.thresholds, verdicts));
  if (!advice) return;
  YearAdvice row{std::move(*advice), {}, {}};
  for (const auto verdict : verdicts) count(row.months, verdict);
  add_allocated(row.allocated, resource.delivered);
  add_freed(report.give_back, row);
  report.advice.push_back(std::move(row));
}

/// A resource over the year, into its unit.
void add_resource(YearlyReport& report, const YearView& view, const Resource& resource, YearUnit& unit, GroupUse& of_unit) {
  std::vector<Verdict> verdicts;
  const ReportView* last = nullptr;
  for (std::size_t m = 0; m < view.months.size(); ++m) {
    const auto& month = view.months[m];
    if (!alive_in(month, resource) || month.begin > month.today) continue;
    UseSums sums;
    MonthOfUse& use = unit.months[m];
    const auto verdict = add_month(month, resource, sums, use);
    of_unit.months[m].add(sums), of_unit.year.add(sums);
    if (month.end > month.today) continue;  // of a month that runs nothing is advised
    verdicts.push_back(verdict), last = &month;
  }
  ++unit.resources;
  if (is_there_at_end(view.year, resource)) add_allocated(unit.allocated, resource.delivered);
  if (last != nullptr) add_year_advice(report, *last, resource, verdicts);
}

void add_up(MonthOfUse& to, const MonthOfUse& from) {
  to.resources += from.resources, to.samples = sum_of(to.samples, from.samples);
  to.verdicts.idle += from.verdicts.idle, to.verdicts.oversized += from.verdicts.oversized;
  to.verdicts.tight += from.verdicts.tight, to.verdicts.fit += from.verdicts.fit;
  to.verdicts.no_data += from.verdicts.no_data;
  for (const auto& [key, amount] : from.allocated) to.allocated[key] = sum_of(to.allocated[key], amount);
}

/// The resources of the year by unit, in order of their numbers.
std::map<std::string, std::vector<const Resource*>> by_unit(const ReportView& year) {
  std::map<std::string, std::vector<const Resource*>> units;
  for (const auto& [id, resource] : year.books.resources)
    if (alive_in(year, resource) && year.shows(resource.unit)) units[resource.unit].push_back(&resource);
  for (auto& [id, resources] : units) std::sort(resources.begin(), resources.end(), by_number);
  return units;
}

void add_use(YearlyReport& report, const YearView& view) {
  GroupUse all;
  for (const auto& [id, resources] : by_unit(view.year)) {
    const auto* known = find(view.year.books.units, id);
    YearUnit unit{id, known != nullptr ? known->name : "", 0, 0, {}, {}, std::vector<MonthOfUse>(12)};
    GroupUse of_unit;
    std::set<std::string> systems;
    for (const auto* resource : resources) {
      systems.insert(resource->system);
      add_resource(report, view, *resource, unit, of_unit);
    }
    unit.systems = static_cast<std::int64_t>(systems.size());
    settle(of_unit, unit.months, unit.used);
    all.year.add(of_unit.year);
    for (std::size_t m = 0; m < 12; ++m) all.months[m].add(of_unit.months[m]), add_up(report.months[m].use, unit.months[m]);
    report.resources += unit.resources;
    report.units.push_back(std::move(unit));
  }
  for (std::size_t m = 0; m < 12; ++m) {
    report.months[m].use.used = all.months[m].ratio();
    report.samples = sum_of(report.samples, report.months[m].use.samples);
  }
  report.used = all.year.ratio();
}

// -- requests, changes, findings, duties ---------------------------------------------------------

void add_deadline(YearlyReport& report, const ReportView& year, const Deadline& deadline) {
  const auto status = status_of(deadline, year.today);
  if (status == "ended") return;
  const auto day = deadline.done_on ? deadline.done_on : status == "overdue" ? deadline.due_on : std::optional(deadline.started_on);
  if (const auto m = month_in(year, day)) count(report.months[*m].deadlines, status);
}

void add_requests_of_year(YearlyReport& report, const ReportView& year) {
  for (auto& month : report.months)
    for (const auto kind : kRequestKinds) month.asked[std::string(kind)] = 0;
  for (const auto& [id, request] : year.books.requests) {
    if (!year.shows(request.unit)) continue;
    if (const auto m = month_in(year, request.submitted_on)) ++report.months[*m].asked[std::string(name_of(request.kind))];
    for (const auto& deadline : request.deadlines) add_deadline(report, year, deadline);
    if (request.kind != RequestKind::change) continue;
    for (const auto& entry : request.history)
      if (const auto m = month_in(year, local_date(entry.effective, year.policy.offset)); m && entry.event == "applied") ++report.months[*m].changed;
  }
}

void add_changes(YearlyReport& report, const ReportView& year) {
  for (const auto& [id, system] : year.books.systems) {
    if (!year.shows(system.unit)) continue;
    if (const auto m = month_in(year, system.opened_on)) ++report.months[*m].systems_opened;
    if (const auto m = month_in(year, system.ended_on)) ++report.months[*m].systems_ended;
  }
  for (const auto& [id, resource] : year.books.resources) {
    if (!year.shows(resource.unit)) continue;
    if (const auto m = month_in(year, resource.delivered_on)) ++report.months[*m].delivered;
    if (const auto m = month_in(year, resource.reclaimed_on)) ++report.months[*m].reclaimed;
  }
}

bool is_open_at(const Finding& finding, Date end) {
  return finding.found_on < end && !(finding.state == FindingState::closed && finding.closed_on && *finding.closed_on < end);
}

void add_findings_of_year(YearlyReport& report, const YearView& view) {
  const auto& year = view.year;
  for (const auto severity : kSeverities) report.open_by_severity[std::string(severity)] = 0;
  for (const auto& [id, finding] : year.books.findings) {
    if (!year.shows(unit_of_system(year, finding.system))) continue;
    if (const auto m = month_in(year, finding.found_on)) ++report.months[*m].findings_found;
    if (finding.state == FindingState::closed)
      if (const auto m = month_in(year, finding.closed_on)) ++report.months[*m].findings_closed;
    for (std::size_t m = 0; m < 12; ++m)
      if (report.months[m].began && is_open_at(finding, view.months[m].end)) ++report.months[m].findings_open;
    if (!is_open_at(finding, year.end)) continue;
    ++report.open_by_severity[std::string(name_of(finding.severity))];
    if (finding.state == FindingState::open && finding.due() && *finding.due() < year.today) ++report.findings_overdue;
  }
}

void add_duties_of_year(YearlyReport& report, const ReportView& year) {
  std::map<const DutyRule*, YearDuty> rows;
  for (const auto& owed : duties_owed({year.books, year.policy, year.calendar}, year.today)) {
    if (owed.period.substr(0, 4) != year_text(year_of(year.begin)) || owed.running || !is_of_unit(year, owed)) continue;
    auto& row = rows[owed.rule];
    ++row.owed;
    if (owed.record.empty()) row.missing += owed.is_overdue(year.today) ? 1 : 0;
    else ++(owed.done_on && *owed.done_on > owed.due_on ? row.late : row.kept);
  }
  for (const auto& rule : year.policy.duties) {
    if (rule.period.empty()) continue;
    auto row = rows[&rule];
    row.id = rule.id, row.period = rule.period, row.owner = rule.owner, row.article = rule.basis.article, row.says = rule.basis.says;
    if (!year.unit || rule.about != "platform") report.duties.push_back(std::move(row));
  }
}

}  // namespace

YearlyReport make_yearly(const Books& books, const Policy& policy, const Calendar& calendar, int year,
                         const YearRollups& rollups, Date today, const std::optional<std::string>& unit) {
  const auto view = year_view(books, policy, calendar, year, rollups, today, unit);
  YearlyReport report;
  report.year = year;
  add_head(report, view.year);
  for (const auto& month : view.months) {
    report.months.emplace_back();
    report.months.back().month = month_of(month.begin), report.months.back().began = month.begin <= today;
  }
  add_use(report, view);
  add_requests_of_year(report, view.year);
  add_changes(report, view.year);
  add_findings_of_year(report, view);
  add_duties_of_year(report, view.year);
  add_provider(report, view.year);
  return report;
}

std::string year_text(int year) { return fmt::format("{:04}", year); }

std::string digest_of(const YearlyReport& report) { return digest_of(report_json(report)); }

}  // namespace govcloud
