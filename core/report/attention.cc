// The parts of the monthly report on what wants attention: findings, papers that run out, duties.
#include <algorithm>
#include <tuple>

#include "core/law/duty.h"
#include "core/report/parts.h"

namespace govcloud {

std::string unit_of_system(const ReportView& view, const std::string& system) {
  const auto* found = find(view.books.systems, system);
  return found != nullptr ? found->unit : "";
}

namespace {

ReportFinding row_of(const ReportView& view, const Finding& finding) {
  ReportFinding row;
  row.id = finding.id, row.title = finding.title, row.asset = finding.asset;
  row.severity = name_of(finding.severity), row.system = finding.system;
  row.owner = finding.owner, row.state = name_of(finding.state);
  row.found_on = finding.found_on, row.due_on = finding.due();
  // Of a mended finding that waits for verification the owner owes nothing.
  row.overdue = finding.state == FindingState::open && row.due_on && *row.due_on < view.today;
  if (finding.state == FindingState::open && finding.accepted_until && *finding.accepted_until >= view.today) row.state = "accepted";
  return row;
}

auto order(const ReportFinding& row) {
  return std::tuple(!row.overdue, named<Severity>(row.severity), row.id);
}

/// What a paper belongs to: its unit, and whether that is still of use.
struct PaperSubject {
  std::string unit;
  bool alive = true;
};

PaperSubject subject_of_system(const ReportView& view, const std::string& id) {
  const auto* system = find(view.books.systems, id);
  if (system == nullptr) return {};
  return {system->unit,
          system->state != SystemState::ended && system->state != SystemState::off_cloud};
}

PaperSubject subject_of(const ReportView& view, const std::string& id) {
  if (const auto* request = find(view.books.requests, id)) {
    auto subject = subject_of_system(view, request->system);
    subject.alive = subject.alive && request->stage != Stage::refused &&
                    request->stage != Stage::rejected && request->stage != Stage::withdrawn;
    return {request->unit, subject.alive};
  }
  if (find(view.books.systems, id) != nullptr) return subject_of_system(view, id);
  if (const auto* finding = find(view.books.findings, id))
    return {unit_of_system(view, finding->system), finding->state != FindingState::closed};
  if (find(view.books.units, id) != nullptr) return {id, true};
  return {};
}

/// The newest paper of each kind and subject: a renewed one takes the place of the old.
std::map<std::pair<std::string, std::string>, const Evidence*> newest(const ReportView& view) {
  std::map<std::pair<std::string, std::string>, const Evidence*> papers;
  for (const auto& [id, paper] : view.books.evidence) {
    auto& place = papers[{paper.subject, paper.kind}];
    if (place == nullptr || place->seq <= paper.seq) place = &paper;
  }
  return papers;
}

void add_accreditations(MonthlyReport& report, const ReportView& view, Date until) {
  for (const auto& [id, unit] : view.books.units)
    if (unit.valid_to && *unit.valid_to <= until && view.shows(id))
      report.papers.push_back({unit.accreditation, id, "accreditation", *unit.valid_to,
                               *unit.valid_to < view.today});
}

/// When the duty's period that the month belongs to began, and whether it is over. A year's duty is
/// over with December.
std::string state_of(const ReportView& view, const DutyRule& duty) {
  if (duty.id == "monthly_report") return "this_report";
  const bool yearly = duty.period == "year";
  const int year = year_of(view.begin);
  const Date from = yearly ? first_day({year, 1}) : view.begin;
  const Date to = yearly ? first_day({year + 1, 1}) : view.end;
  const auto& ledger = view.books.ledger;
  if (local_date(ledger.created, std::chrono::minutes{ledger.offset_minutes}) > from)
    return "not_owed";
  return view.today < to || view.end < to ? "running" : "no_record";
}

/// The same, where every subject has its record for the period: done.
std::string recorded_state(const ReportView& view, const DutyRule& duty, std::string state) {
  std::size_t done = 0, open = 0;
  for (const auto& owed : duties_owed({view.books, view.policy, view.calendar}, view.today)) {
    if (owed.rule->id != duty.id || owed.period != period_of(duty, view.begin)) continue;
    if (duty.about != "platform" && !is_of_unit(view, owed)) continue;
    ++(owed.record.empty() ? open : done);
  }
  return done > 0 && open == 0 ? "done" : state;
}

}  // namespace

bool is_of_unit(const ReportView& view, const DutyOwed& owed) {
  if (!view.unit) return true;
  return owed.rule->about == "system" ? view.shows(unit_of_system(view, owed.about)) : owed.about == *view.unit;
}

void add_findings(MonthlyReport& report, const ReportView& view) {
  for (const auto severity : kSeverities) report.open_by_severity[std::string(severity)] = 0;
  for (const auto& [id, finding] : view.books.findings) {
    if (finding.found_on >= view.end || !view.shows(unit_of_system(view, finding.system))) continue;
    if (view.in_month(finding.found_on)) ++report.findings_found;
    if (finding.state == FindingState::closed) {
      if (view.in_month(finding.closed_on)) ++report.findings_closed;
      continue;
    }
    report.findings.push_back(row_of(view, finding));
    ++report.open_by_severity[report.findings.back().severity];
  }
  std::sort(report.findings.begin(), report.findings.end(),
            [](const auto& a, const auto& b) { return order(a) < order(b); });
}

void add_papers(MonthlyReport& report, const ReportView& view) {
  const Date until = view.today + std::chrono::days{kExpiryDays};
  for (const auto& [place, paper] : newest(view)) {
    if (!paper->expires || *paper->expires > until) continue;
    const auto subject = subject_of(view, paper->subject);
    if (!subject.alive || !view.shows(subject.unit)) continue;
    report.papers.push_back(
        {paper->id, paper->subject, paper->kind, *paper->expires, *paper->expires < view.today});
  }
  add_accreditations(report, view, until);
  std::sort(report.papers.begin(), report.papers.end(), [](const auto& a, const auto& b) {
    return std::tie(a.expires, a.id) < std::tie(b.expires, b.id);
  });
}

void add_duties(MonthlyReport& report, const ReportView& view) {
  for (const auto& duty : view.policy.duties) {
    if (duty.period.empty()) continue;
    report.duties.push_back({duty.id, duty.period, duty.owner, duty.about, duty.basis.article,
                             recorded_state(view, duty, state_of(view, duty)), duty.basis.says});
  }
}

}  // namespace govcloud
