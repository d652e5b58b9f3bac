// Papers, clocks, capacity: what several acts of the model share.
#include <algorithm>

#include "tests/simulation/model.h"

namespace govcloud::simulation {
namespace {

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Working days of Zhejiang's articles 8, 9, 11 and 12; Changde has none.
std::optional<int> limit_of(bool zhejiang, const std::string& rule) {
  static const std::map<std::string, int> kDays{{"accept", 3}, {"approve", 2}, {"provide_trial", 2}, {"decide_change", 5},
                                                {"carry_out_change", 3}, {"decide_termination", 5}, {"reclaim", 3}, {"reclaim_trial", 3}};
  const auto at = kDays.find(rule);
  return zhejiang && at != kDays.end() ? std::optional(at->second) : std::nullopt;
}

struct Asked {
  std::vector<std::string> kinds;
  bool passed = false;
};

/// What is asked for before a step: Zhejiang articles 7, 9, 11 and 12, Changde article 7.
std::vector<Asked> asked_for(bool zhejiang, const std::string& step, int level) {
  if (zhejiang) {
    if (step == "submit" || step == "change_major") return {{{"plan", "self_test"}}};
    if (step == "apply_major") return {{{"performance_test", "security_test"}, true}};
    if (step == "terminate") return {{{"offline_record", "migration_record", "backup_record"}}};
    if (step == "reclaim") return {{{"reclaim_proof"}}};
    std::vector<Asked> all{{{"function_test", "performance_test", "security_test"}, true}};
    if (level >= 3) all.push_back({{"third_party_test"}, true});
    return all;
  }
  if (step != "open") return {};
  if (level >= 2) return {{{"third_party_test"}, true}, {{"security_agreement"}}};
  return {{{"self_test", "vulnerability_scan", "malware_scan"}, true}, {{"security_agreement"}}};
}

}  // namespace

std::pair<Day, bool> working_days_after(Day start, int n) {
  Day day = start;
  bool provisional = false;
  while (n > 0) {
    const auto& cell = testing::wall()[static_cast<std::size_t>(++day)];
    provisional = provisional || !cell.noticed;
    if (cell.works) --n;
  }
  return {day, provisional};
}

int working_days_late(Day due, Day done) {
  int late = 0;
  for (Day day = due + 1; day <= done; ++day) late += testing::wall()[static_cast<std::size_t>(day)].works ? 1 : 0;
  return done > due ? std::max(late, 1) : 0;
}

bool Entry::in_force(Day day) const {
  return waits.empty() && on <= day && (!from || *from <= day) && (!to || day <= *to) &&
         std::all_of(signed_on.begin(), signed_on.end(), [&](Day signed_day) { return signed_day <= day; });
}

std::optional<Filed> Model::newest(const std::string& kind, const std::vector<std::string>& subjects, const Act& act,
                                   std::optional<Day> since) const {
  std::optional<Filed> found;
  for (const auto& subject : subjects) {
    const auto at = papers.find(subject);
    if (at == papers.end()) continue;
    for (const auto& filed : at->second)
      if (filed.sheet.kind == kind && (!found || filed.number > found->number) &&
          (!since || filed.sheet.dated.value_or(filed.on) >= *since))
        found = filed;
  }
  for (const auto& sheet : act.papers)
    if (sheet.kind == kind && (!since || !sheet.dated || *sheet.dated >= *since)) found = Filed{0, sheet, act.effective};
  return found;
}

bool Model::good(const Filed& paper, bool passed, const std::string& unit, Day on) const {
  const auto& sheet = paper.sheet;
  if (passed && sheet.result != "pass") return false;
  if (sheet.expires && *sheet.expires < on) return false;
  if (sheet.kind != "third_party_test") return true;
  if (!sheet.issuer.empty() && (sheet.issuer == unit || sheet.issuer == units.at(unit).name)) return false;
  for (const auto& [id, assessor] : units) {
    if (assessor.kind != "assessor" || (sheet.issuer != id && sheet.issuer != assessor.name)) continue;
    const auto day = sheet.dated.value_or(paper.on);
    if ((assessor.from && day < *assessor.from) || (assessor.to && day > *assessor.to)) return false;
  }
  return !zhejiang || sheet.accreditation.starts_with("CNAS");
}

std::vector<std::string> Model::missing(const std::string& step, int level, const std::vector<std::string>& subjects,
                                        const std::string& unit, const Act& act, std::optional<Day> since) const {
  std::vector<std::string> all;
  for (const auto& asked : asked_for(zhejiang, step, level))
    for (const auto& kind : asked.kinds) {
      const auto recorded = std::any_of(records.begin(), records.end(), [&](const auto& entry) {
        return entry.second.kind == kind && has(subjects, entry.second.about) && entry.second.in_force(act.effective);
      });
      if (recorded && !asked.passed) continue;
      const auto paper = newest(kind, subjects, act, since);
      if (!paper || !good(*paper, asked.passed, unit, act.effective)) all.push_back(kind);
    }
  return all;
}

void Model::file(const Act& act, const std::string& subject) {
  for (const auto& sheet : act.papers) papers[subject].push_back({++filed_, sheet, act.effective});
}

std::string Model::number(const std::string& letter, const Act& act) {
  const auto series = letter + "-" + testing::wall()[static_cast<std::size_t>(act.recorded)].text.substr(0, 4);
  auto digits = std::to_string(++numbers_[series]);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return series + "-" + digits;
}

void Model::start(Request& request, const std::string& rule, Day on) const {
  Clock clock{rule, on};
  if (const auto days = limit_of(zhejiang, rule)) {
    const auto [due, provisional] = working_days_after(on, *days);
    clock.due = due, clock.provisional = provisional;
  }
  if (rule == "trial" && zhejiang) clock.due = request.trial_end;  // calendar days, and never moved
  request.clocks.push_back(clock);
}

void Model::keep(Request& request, const std::string& rule, const Act& act) const {
  // What was entered late is judged by the day on which it happened only with its paper.
  const auto done = act.late() && act.has("paper") ? act.effective : act.recorded;
  for (auto& clock : request.clocks)
    if (clock.rule == rule && clock.runs()) clock.done = done, clock.late = clock.due ? working_days_late(*clock.due, done) : 0;
}

void Model::end_clocks(Request& request) const {
  for (auto& clock : request.clocks)
    if (clock.runs()) clock.ended = true;
}

Model::Maybe Model::in_order(const Act& act, const Request& request) const {
  if (act.effective >= request.last) return std::nullopt;
  return Verdict{"date_order", "H-06"};
}

void Model::step(Request& request, const std::string& stage, const Act& act) const {
  request.stage = stage, request.last = act.effective;
}

Amounts Model::capacity(const std::string& system, bool tested) const {
  Amounts all;
  for (const auto& [id, resource] : resources) {
    if (resource.system != system || (resource.state != "in_service" && (tested || resource.state != "granted"))) continue;
    for (const auto& [key, range] : tested ? resource.delivered : resource.granted)
      if (key == "cpu" || key == "memory_gib" || key == "size_gib") all[key].to += range.to;
  }
  return all;
}

/// Our example of a major change: the system grown by more than half since its tests were last passed.
bool Model::is_major(const System& system, const Request& request, bool granted) const {
  if (!zhejiang) return false;
  auto after = capacity(system.id, false);
  for (const auto& line : request.lines) {
    if (line.wish.kind != WishKind::add)
      for (const auto& [key, range] : resources.at(line.wish.resource).granted) after[key].to -= range.to;
    if (line.wish.kind != WishKind::drop)
      for (const auto& [key, range] : granted ? line.granted : line.wish.amounts)
        after[key].to += range.to * (granted ? line.granted_count : line.wish.count);
  }
  return std::any_of(system.tested.begin(), system.tested.end(), [&](const auto& entry) {
    return entry.second.to > 0 && after[entry.first].to * 2 > entry.second.to * 3;
  });
}

}  // namespace govcloud::simulation
