// The part of the monthly report on requests: days used against limits, what is overdue first.
#include <algorithm>
#include <tuple>

#include "core/report/parts.h"

namespace govcloud {

std::string status_of(const Deadline& deadline, Date today) {
  if (deadline.ended) return "ended";
  if (!deadline.done_on) return deadline.due_on && *deadline.due_on < today ? "overdue" : "open";
  if (!deadline.due_on) return "done";
  return deadline.working_days_late > 0 ? "late" : "kept";
}

void count(DeadlineCounts& counts, const std::string& status) {
  if (status == "overdue") ++counts.overdue;
  else if (status == "open") ++counts.open;
  else if (status == "late") ++counts.late;
  else if (status == "kept") ++counts.kept;
  else if (status == "done") ++counts.no_limit;
}

namespace {

/// Working days after the first day up to the last; 0 when the last is not after the first.
int working_days_between(const Calendar& calendar, Date first, Date last) {
  int days = 0;
  for (Date day = first + std::chrono::days{1}; day <= last; day += std::chrono::days{1})
    if (calendar.is_workday(day)) ++days;
  return days;
}

/// Whether the clock started, was due or was done in the month, or was open in it.
bool is_of_month(const ReportView& view, const Deadline& deadline) {
  if (deadline.started_on >= view.end) return false;
  if (deadline.started_on >= view.begin || view.in_month(deadline.due_on)) return true;
  return deadline.done_on ? *deadline.done_on >= view.begin : !deadline.ended;
}

ReportDeadline row_of(const ReportView& view, const Deadline& deadline) {
  ReportDeadline row;
  row.rule = deadline.rule, row.article = deadline.article, row.owner = deadline.owner;
  row.status = status_of(deadline, view.today);
  row.started_on = deadline.started_on, row.due_on = deadline.due_on;
  row.done_on = deadline.done_on, row.limit_working_days = deadline.working_days;
  row.provisional = deadline.provisional;
  // Days used are counted by the calendar of today; the lateness of what is done is recorded.
  row.working_days_used = working_days_between(view.calendar, deadline.started_on,
                                               deadline.done_on.value_or(view.today));
  row.working_days_late = row.status == "overdue"
                              ? working_days_late(view.calendar, *deadline.due_on, view.today)
                              : deadline.working_days_late;
  return row;
}

int urgency(const std::string& status) {
  if (status == "overdue") return 0;
  if (status == "open") return 1;
  return status == "late" ? 2 : 3;
}

/// The most urgent clock, and of several the one that started last.
std::size_t governing(const std::vector<ReportDeadline>& deadlines) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < deadlines.size(); ++i)
    if (urgency(deadlines[i].status) <= urgency(deadlines[best].status)) best = i;
  return best;
}

ReportRequest row_of(const ReportView& view, const Request& request) {
  ReportRequest row;
  row.id = request.id, row.kind = name_of(request.kind), row.system = request.system;
  row.unit = request.unit, row.stage = name_of(request.stage), row.policy = request.policy;
  row.not_in_force = request.not_in_force;
  for (const auto& deadline : request.deadlines)
    if (is_of_month(view, deadline)) row.deadlines.push_back(row_of(view, deadline));
  row.governing = governing(row.deadlines);
  return row;
}

/// The most urgent first; of those the latest; then in order of number.
auto order(const ReportRequest& request) {
  return std::tuple(urgency(request.main().status), -request.main().working_days_late, request.id);
}

}  // namespace

void add_requests(MonthlyReport& report, const ReportView& view) {
  for (const auto& [id, request] : view.books.requests) {
    if (!view.shows(request.unit)) continue;
    auto row = row_of(view, request);
    if (row.deadlines.empty()) continue;
    for (const auto& deadline : row.deadlines) count(report.deadlines, deadline.status);
    report.requests.push_back(std::move(row));
  }
  std::sort(report.requests.begin(), report.requests.end(),
            [](const auto& a, const auto& b) { return order(a) < order(b); });
}

}  // namespace govcloud
