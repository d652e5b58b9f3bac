// check accept: the risk of an open finding is borne for a time, by a named person of the unit that owes
// the mending. After that day the finding is due again.
#include "core/law/house_rules.h"
#include "core/law/rectify.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

Refusal wrong(const AcceptFinding& command, std::string detail, Say hint) {
  return Refusal{Reason::field_wrong, command.finding, std::move(detail), house_rule("H-47"), {}, std::move(hint)};
}

MaybeNo answers(const Facts& facts, const AcceptFinding& command, const Finding& finding) {
  const auto& person = facts.books.persons.at(command.answers);
  const auto unit = owing_unit(facts, finding);
  const auto* of = find(facts.books.units, person.unit);
  const bool fits = !unit.empty() ? person.unit == unit : of != nullptr && of->kind == UnitKind::provider;
  if (fits) return std::nullopt;
  return wrong(command, command.answers, say("name a person of {0}, who owes the mending: --answers PERSON", unit.empty() ? std::string("provider") : unit));
}

MaybeNo time_fits(const Facts& facts, const AcceptFinding& command, Date on) {
  if (command.until <= on) return wrong(command, to_text(command.until), say("give a day after {0}: --until DATE", to_text(on)));
  const auto most = facts.policy.accept_days_max;
  if (!most || command.until <= on + std::chrono::days{*most}) return std::nullopt;
  const auto* rule = rule_by(facts.policy, "check_accept", "check_verify");
  const auto last = to_text(on + std::chrono::days{*most});
  return Refusal{Reason::field_wrong, command.finding, to_text(command.until),
                 rule != nullptr ? cite(facts.policy, rule->basis) : house_rule("H-47"), {},
                 say("{0} days at the most, so until {1}; a further time is a further act", std::to_string(*most), last)};
}

}  // namespace

Decision decide(const Facts& facts, const AcceptFinding& command, const Acting& acting) {
  const auto* finding = find(facts.books.findings, command.finding);
  if (finding == nullptr) return NotFound{"finding", command.finding, say("see them with: govcloud list findings")};
  if (find(facts.books.persons, command.answers) == nullptr)
    return NotFound{"person", command.answers, say("see them with: govcloud list persons")};
  if (auto no = may_by(facts, acting, "check_accept", "check_verify")) return *no;
  if (facts.policy.house_rule_on("H-01") && (command.answers == acting.person || command.answers == acting.for_person))
    return Refusal{Reason::own_request, finding->id, acting.person, house_rule("H-01"), {},
                   say("let somebody accept it who does not answer for {0}", finding->id)};
  const std::string state(name_of(finding->state));
  if (finding->state != FindingState::open)
    return Refusal{Reason::stage_wrong, finding->id, state, house_rule("H-11"),
                   say("{0} is {1}; only an open finding can be accepted", finding->id, state), {}};
  if (is_blank(command.reason)) return wrong(command, "reason", say("say why it is borne: --reason TEXT"));
  if (auto no = answers(facts, command, *finding)) return *no;
  const auto on = day_of(facts, acting.effective);
  if (auto no = time_fits(facts, command, on)) return *no;
  std::vector<Fact> recorded{FindingAccepted{finding->id, {command.reason, command.answers, acting.person, on, command.until}}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, finding->id, recorded);
  return recorded;
}

}  // namespace govcloud
