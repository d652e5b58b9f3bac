// check hold: a check that people made, of the platform or a system, with what they found.
#include "core/law/duty.h"
#include "core/law/house_rules.h"
#include "core/law/rectify.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

Refusal unsaid(const std::string& object, const char* what, Say hint) {
  return Refusal{Reason::field_wrong, object, what, house_rule("H-45"), {}, std::move(hint)};
}

MaybeNo says_enough(const HoldCheck& command) {
  if (is_blank(command.scope)) return unsaid(command.about, "scope", say("say what the check covered: --scope TEXT"));
  if (command.items.empty()) return unsaid(command.about, "item", say("say what was looked at: --item TEXT"));
  for (const auto& item : command.items)
    if (is_blank(item)) return unsaid(command.about, "item", say("say what was looked at: --item TEXT"));
  for (const auto& finding : command.found)
    if (is_blank(finding.title)) return unsaid(command.about, "find", say("say what was found: --find SEVERITY=TITLE"));
  return std::nullopt;
}

/// A check of the subject stands for the duty to make one in the period, where the policy sets one.
void settle_duty(const Facts& facts, const Inspection& check, Numbers& numbers, std::vector<Fact>& recorded) {
  constexpr std::string_view kDuty = "security_check";
  for (const auto& duty : facts.policy.duties) {
    if (duty.id != kDuty || duty.period.empty() || duty.about != (check.about == "platform" ? "platform" : "system")) continue;
    const auto period = period_of(duty, check.on);
    for (const auto* record : records_of(facts.books, check.about))
      if (const auto at = record->values.find("period"); record->kind == kDuty && at != record->values.end() && at->second == period) return;
    Record record;
    record.id = numbers.next("D"), record.kind = duty.id, record.about = check.about, record.on = check.on;
    record.values = {{"note", check.id}, {"period", period}, {"result", check.passed ? "pass" : "fail"}};
    record.policy = facts.policy.id, record.article = duty.basis.article, record.recorded_by = check.held_by;
    if (const auto* system = find(facts.books.systems, check.about)) record.unit = system->unit;
    recorded.push_back(RecordMade{std::move(record)});
  }
}

}  // namespace

Decision decide(const Facts& facts, const HoldCheck& command, const Acting& acting) {
  if (command.about != "platform" && find(facts.books.systems, command.about) == nullptr)
    return NotFound{"system", command.about, say("a check is of the platform or of a system: govcloud list systems")};
  if (!command.with.empty() && find(facts.books.units, command.with) == nullptr)
    return NotFound{"unit", command.with, say("see them with: govcloud list units")};
  if (auto no = may_by(facts, acting, "check_hold", "check_verify")) return *no;
  if (auto no = says_enough(command)) return *no;
  Numbers numbers(facts, acting);
  Inspection check;
  check.id = numbers.next("C"), check.about = command.about, check.scope = command.scope, check.items = command.items;
  check.passed = command.found.empty(), check.note = command.note, check.held_by = acting.person, check.with = command.with;
  check.policy = facts.policy.id, check.on = day_of(facts, acting.effective);
  if (const auto* rule = rule_by(facts.policy, "check_hold", "check_verify")) check.article = rule->basis.article;
  std::vector<Fact> found;
  for (const auto& given : command.found) {
    Finding finding;
    finding.id = numbers.next("F"), finding.title = given.title, finding.severity = given.severity;
    finding.source_severity = name_of(given.severity), finding.rule = "inspection", finding.asset = command.about;
    finding.system = command.about == "platform" ? "" : command.about, finding.check = check.id;
    check.findings.push_back(finding.id);
    finding.location = std::to_string(check.findings.size());
    finding.identity = "inspection|" + check.id + "|" + finding.location;
    rate(facts, finding, check.on);
    found.push_back(Found{std::move(finding)});
  }
  std::vector<Fact> recorded{CheckHeld{check}};
  recorded.insert(recorded.end(), found.begin(), found.end());
  settle_duty(facts, check, numbers, recorded);
  attach_papers(facts, acting, numbers, check.id, recorded);
  return recorded;
}

}  // namespace govcloud
