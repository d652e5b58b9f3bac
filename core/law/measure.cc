// Measures against a provider: who may take them, what they answer, and which lower step they follow.
#include "core/law/measure.h"

#include <algorithm>

#include "core/law/duty.h"
#include "core/law/fee.h"
#include "core/law/house_rules.h"
#include "core/law/incident.h"
#include "core/law/offices.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

using Words = std::vector<std::string>;

bool holds(const Words& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

Refusal wrong(const char* rule, const std::string& object, std::string detail, Say hint) {
  return Refusal{Reason::field_wrong, object, std::move(detail), house_rule(rule), {}, std::move(hint)};
}

// -- breaches ------------------------------------------------------------------------------------

/// Not mended by its day, or mended after it.
bool is_late(FindingState state, std::optional<Date> due, std::optional<Date> fixed_on, Date on) {
  if (!due) return false;
  return state == FindingState::open ? on > *due : fixed_on && *fixed_on > *due;
}

/// A fault is left unsolved when it is not restored in time; a slow response alone is none.
std::string kind_of_incident(const Incident& incident, const std::string& provider, Instant now) {
  if (incident.planned || (!incident.provider.empty() && incident.provider != provider)) return "";
  const auto clocks = clocks_of(incident);
  return std::any_of(clocks.begin(), clocks.end(), [&](const IncidentClock& c) { return c.rule == "restore" && c.is_late(now); }) ? "incident" : "fault";
}

std::string kind_of_finding(const Facts& facts, const Finding& finding, const std::string& provider, Date on) {
  const auto theirs = finding.system.empty() ? provider : provider_for(facts, finding.system);
  const bool breach = finding.owner == "provider" && (theirs.empty() || theirs == provider) &&
                      is_late(finding.state, finding.due(), finding.fixed_on, on);
  return breach ? "finding" : "";
}

/// "bulletin:platform:2026-03": a duty that the provider owed and did not do, or did late.
std::optional<std::string> kind_of_duty(const Facts& facts, const std::string& id, Date on) {
  for (const auto& duty : duties_owed(facts, on)) {
    if (id != duty.rule->id + ":" + duty.about + ":" + duty.period) continue;
    const bool late = duty.is_overdue(on) || (duty.done_on && *duty.done_on > duty.due_on);
    return duty.rule->owner == "provider" && late ? "duty" : "";
  }
  return std::nullopt;
}

/// What a record on a shelf is, if it is one of this provider's breaches; nothing when there is no such id.
std::optional<std::string> breach(const Facts& facts, const std::string& id, const std::string& provider, Instant now) {
  const auto& books = facts.books;
  const auto on = day_of(facts, now);
  if (const auto* order = find(books.orders, id))
    return order->to == provider && order->is_in_force() && is_late(order->state, order->due_on, order->fixed_on, on) ? "order" : "";
  if (const auto* incident = find(books.incidents, id)) return kind_of_incident(*incident, provider, now);
  if (const auto* finding = find(books.findings, id)) return kind_of_finding(facts, *finding, provider, on);
  if (const auto* measure = find(books.measures, id)) return measure->provider == provider && measure->is_in_force() ? "measure" : "";
  return id.find(':') == std::string::npos ? std::nullopt : kind_of_duty(facts, id, on);
}

MaybeNo grounds_hold(const Facts& facts, const TakeMeasure& command, const MeasureRule& rule, const std::string& provider, Instant now, Words& kinds) {
  if (command.because.empty()) return wrong("H-65", provider, "because", say("name the breach that it answers: --because ID"));
  for (const auto& id : command.because) {
    const auto kind = breach(facts, id, provider, now);
    if (!kind) return NotFound{"breach", id, say("name an order, an incident, a finding, a measure, or a duty as bulletin:platform:2026-03")};
    if (!holds(rule.grounds, *kind) && !(*kind == "incident" && holds(rule.grounds, "fault")))
      return Refusal{Reason::field_wrong, provider, id, house_rule("H-65"), {},
                     say("{0} is no breach of {1} that this measure answers: {2}", id, provider, joined(rule.grounds)), rule.step};
    kinds.push_back(*kind);
  }
  return std::nullopt;
}

// -- the ladder ----------------------------------------------------------------------------------

/// The measures of these steps that hold and are about one of the same things, or named themselves.
Words lower_ones(const Facts& facts, const TakeMeasure& command, const std::string& provider, const Words& steps) {
  Words found;
  for (const auto& [id, measure] : facts.books.measures) {
    if (measure.provider != provider || !measure.is_in_force() || !holds(steps, name_of(measure.step))) continue;
    const bool same = holds(command.because, id) || std::any_of(measure.because.begin(), measure.because.end(),
                                                                [&](const std::string& ground) { return holds(command.because, ground); });
    if (same) found.push_back(id);
  }
  return found;
}

/// What falls short is ordered to be mended first (a duty that was missed); a fault left unsolved need not be.
MaybeNo lowest_step(const Facts& facts, const TakeMeasure& command, const Words& kinds, const std::string& provider) {
  const auto orders = std::count(kinds.begin(), kinds.end(), "order");
  const bool only_short = std::all_of(kinds.begin(), kinds.end(), [](const std::string& kind) { return kind == "duty"; });
  if (!only_short || orders > 0 || !facts.policy.house_rule_on("H-66")) return std::nullopt;
  return Refusal{Reason::record_missing, provider, "order", house_rule("H-66"), {},
                 say("order the mending first, and name the order when its day is past: govcloud check order --to {0} …", provider),
                 std::string(name_of(command.step))};
}

MaybeNo climbs(const Facts& facts, const TakeMeasure& command, const MeasureRule& rule, const Words& kinds, const std::string& provider, Words& follows) {
  if (auto no = lowest_step(facts, command, kinds, provider)) return no;
  const bool by_article = !rule.after.empty();
  const auto& steps = by_article ? rule.after : rule.after_by_house_rule;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == "order") follows.push_back(command.because[i]);
  if (steps.empty()) return std::nullopt;
  const auto lower = lower_ones(facts, command, provider, steps);
  follows.insert(follows.end(), lower.begin(), lower.end());
  if (!lower.empty() || (!by_article && !facts.policy.house_rule_on("H-66"))) return std::nullopt;
  return Refusal{Reason::record_missing, provider, joined(steps), by_article ? cite(facts.policy, rule.basis) : house_rule("H-66"), {},
                 say("take a lower measure about the same first, and let its parties sign: {0}", joined(steps)), rule.step};
}

// -- what each step says -------------------------------------------------------------------------

MaybeNo about_a_month(const Facts& facts, const TakeMeasure& command, const std::string& provider, Date on) {
  const auto month = parse_month(command.period);
  if (!month || first_day(*month) > on)
    return wrong("H-67", provider, command.period.empty() ? "period" : command.period, say("name the month whose fee it is, not one to come: --period YYYY-MM"));
  if (const auto* fixed = settlement_of(facts.books, provider, command.period))
    return Refusal{Reason::stage_wrong, fixed->id, command.period, house_rule("H-68"),
                   say("the fee of {0} is fixed already: {1}", command.period, fixed->id), say("take it from a later month")};
  if (command.step == MeasureStep::defer) {
    if (command.day && *command.day > on) return std::nullopt;
    return wrong("H-67", provider, "until", say("give a day after {0}: --until DATE", to_text(on)));
  }
  if (!command.deduct_fen || *command.deduct_fen < 1) return wrong("H-67", provider, "fen", say("say how much: --fen N"));
  const auto so_far = statement_of(facts, provider, *month, on);
  auto left = so_far.gross_fen;
  for (const auto& [id, other] : facts.books.measures)
    if (other.provider == provider && other.period == command.period && !other.lifted_on) left -= other.deduct_fen.value_or(0);
  if (*command.deduct_fen <= left) return std::nullopt;
  return wrong("H-67", provider, std::to_string(*command.deduct_fen),
               say("the fee of {0} is {1} fen, of which {2} are left to deduct", command.period, std::to_string(so_far.gross_fen), std::to_string(std::max<std::int64_t>(left, 0))));
}

MaybeNo says_enough(const Facts& facts, const TakeMeasure& command, const std::string& provider, Date on) {
  if (is_blank(command.reason)) return wrong("H-65", provider, "reason", say("say why: --reason TEXT"));
  switch (command.step) {
    case MeasureStep::defer:
    case MeasureStep::deduct: return about_a_month(facts, command, provider, on);
    case MeasureStep::staff:
      if (is_blank(command.detail)) return wrong("H-65", provider, "whom", say("say who is moved or dismissed: --whom TEXT"));
      return std::nullopt;
    case MeasureStep::law:
      if (is_blank(command.detail)) return wrong("H-65", provider, "to", say("say to whom it was handed: --to TEXT"));
      return std::nullopt;
    case MeasureStep::end:
      if (command.day && *command.day < on) return wrong("H-65", provider, to_text(*command.day), say("give a day from {0} on: --from-day DATE", to_text(on)));
      return std::nullopt;
  }
  return std::nullopt;
}

MaybeNo has_right(const Facts& facts, const Acting& acting, const MeasureRule& rule) {
  return may_in_roles(facts, acting, {rule.by, rule.signatories, rule.basis});
}

Decision with_papers(const Facts& facts, const Acting& acting, Numbers& numbers, const std::string& id, Fact fact) {
  std::vector<Fact> recorded{std::move(fact)};
  attach_papers(facts, acting, numbers, id, recorded);
  return recorded;
}

}  // namespace

MaybeNo may_in_roles(const Facts& facts, const Acting& acting, const FeeRule& rule) {
  const auto* person = in_whose_right(facts, acting);
  if (person == nullptr || find(facts.books.persons, acting.person) == nullptr)
    return Refusal{Reason::person_unknown, acting.person, acting.person, house_rule("H-02"), {},
                   say("add the person first: govcloud person add {0} …", acting.person)};
  const auto roles = roles_of(facts, acting);
  if (std::none_of(roles.begin(), roles.end(), [&](Role role) { return holds(rule.by, name_of(role)); }))
    return Refusal{Reason::role_missing, acting.person, joined(rule.by), cite(facts.policy, rule.basis), {},
                   say("this is for a person with the role {0}", joined(rule.by))};
  const auto* unit = find(facts.books.units, person->unit);
  if (rule.signatories.empty() || (unit != nullptr && holds(rule.signatories, name_of(unit->kind)))) return std::nullopt;
  return Refusal{Reason::unit_foreign, acting.person, joined(rule.signatories), cite(facts.policy, rule.basis), {},
                 say("this is for a person of: {0}", joined(rule.signatories))};
}

std::string sign_for_unit(const Facts& facts, const Acting& acting, Signatures of) {
  const auto* person = in_whose_right(facts, acting);
  const auto* unit = person != nullptr ? find(facts.books.units, person->unit) : nullptr;
  if (unit == nullptr) return "";
  const std::string kind(name_of(unit->kind));
  const auto slot = std::find(of.waits_for.begin(), of.waits_for.end(), kind);
  const bool signed_before = std::any_of(of.signed_by.begin(), of.signed_by.end(), [&](const Signed& s) { return s.party == unit->id; });
  if (slot == of.waits_for.end() || signed_before) return "";
  of.waits_for.erase(slot);
  of.signed_by.push_back({unit->id, acting.person, acting.for_person, day_of(facts, acting.effective)});
  return kind;
}

std::string provider_meant(const Facts& facts, const std::string& named) {
  return named.empty() ? provider_for(facts, "") : named;
}

MaybeNo no_provider(const Facts& facts, const std::string& provider) {
  const auto* unit = find(facts.books.units, provider);
  if (unit != nullptr && unit->kind == UnitKind::provider) return std::nullopt;
  return NotFound{"provider", provider, say("see them with: govcloud list units")};
}

MaybeNo serves(const Facts& facts, const std::string& provider, const std::string& object, Date on) {
  const auto* unit = find(facts.books.units, provider);
  if (unit == nullptr || !unit->ended_on || on < *unit->ended_on) return std::nullopt;
  const auto* rule = facts.policy.measure_rule("end");
  return Refusal{Reason::provider_missing, object, provider, rule != nullptr ? cite(facts.policy, rule->basis) : house_rule("H-69"), {},
                 say("the cooperation with {0} ended on {1}; name another provider", provider, to_text(*unit->ended_on))};
}

std::string_view state_of(const Measure& measure) {
  if (measure.lifted_on) return "lifted";
  return measure.is_in_force() ? "in_force" : "pending";
}

Decision decide(const Facts& facts, const TakeMeasure& command, const Acting& acting) {
  const auto provider = provider_meant(facts, command.provider);
  if (auto no = no_provider(facts, provider)) return *no;
  const auto* rule = facts.policy.measure_rule(name_of(command.step));
  if (rule == nullptr)
    return Refusal{Reason::field_wrong, provider, std::string(name_of(command.step)), house_rule("H-65"), {}, say("the policy names no such measure")};
  if (auto no = has_right(facts, acting, *rule)) return *no;
  const auto on = day_of(facts, acting.effective);
  if (auto no = serves(facts, provider, provider, on)) return *no;
  Words kinds;
  Measure measure;
  if (auto no = grounds_hold(facts, command, *rule, provider, acting.effective, kinds)) return *no;
  if (auto no = climbs(facts, command, *rule, kinds, provider, measure.follows)) return *no;
  if (auto no = says_enough(facts, command, provider, on)) return *no;
  Numbers numbers(facts, acting);
  measure.id = numbers.next("M"), measure.step = command.step, measure.provider = provider;
  measure.because = command.because, measure.reason = command.reason, measure.period = command.period;
  measure.deduct_fen = command.deduct_fen, measure.day = command.day, measure.detail = command.detail;
  if (command.step == MeasureStep::end && !measure.day) measure.day = on;
  measure.policy = facts.policy.id, measure.article = rule->basis.article, measure.taken_by = acting.person, measure.on = on;
  measure.waits_for = rule->signatories;
  sign_for_unit(facts, acting, {measure.waits_for, measure.signed_by});
  const auto id = measure.id;
  return with_papers(facts, acting, numbers, id, MeasureTaken{std::move(measure)});
}

Decision cosign_measure(const Facts& facts, const Measure& measure, const Acting& acting) {
  if (measure.waits_for.empty() || measure.lifted_on)
    return Refusal{Reason::stage_wrong, measure.id, "", house_rule("H-11"), say("{0} is signed by all its parties", measure.id), {}};
  const auto* rule = facts.policy.measure_rule(name_of(measure.step));
  if (rule == nullptr) return NotFound{"measure", measure.id, say("the policy names no such measure")};
  if (auto no = has_right(facts, acting, *rule)) return *no;
  auto after = measure;
  const auto kind = sign_for_unit(facts, acting, {after.waits_for, after.signed_by});
  if (kind.empty())
    return Refusal{Reason::unit_foreign, acting.person, joined(measure.waits_for), house_rule("H-02"), {},
                   say("it waits for a person of a further unit of: {0}", joined(measure.waits_for))};
  Numbers numbers(facts, acting);
  return with_papers(facts, acting, numbers, measure.id, MeasureCosigned{measure.id, kind, after.signed_by.back()});
}

Decision decide(const Facts& facts, const LiftMeasure& command, const Acting& acting) {
  const auto* measure = find(facts.books.measures, command.measure);
  if (measure == nullptr) return NotFound{"measure", command.measure, say("see them with: govcloud list measures")};
  const auto* rule = facts.policy.measure_rule(name_of(measure->step));
  if (rule == nullptr) return NotFound{"measure", command.measure, say("the policy names no such measure")};
  if (auto no = has_right(facts, acting, *rule)) return *no;
  if (measure->lifted_on)
    return Refusal{Reason::stage_wrong, measure->id, "lifted", house_rule("H-11"), say("{0} is {1} already", measure->id, "lifted"), {}};
  if (is_blank(command.reason)) return wrong("H-65", measure->id, "reason", say("say why: --reason TEXT"));
  Numbers numbers(facts, acting);
  return with_papers(facts, acting, numbers, measure->id,
                     MeasureLifted{measure->id, acting.person, command.reason, day_of(facts, acting.effective)});
}

}  // namespace govcloud
