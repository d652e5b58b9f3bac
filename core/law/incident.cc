#include "core/law/incident.h"

#include <algorithm>

#include "core/law/hand.h"
#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/rectify.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

Refusal wrong(const char* rule, const std::string& object, std::string detail, Say hint) {
  return Refusal{Reason::field_wrong, object, std::move(detail), house_rule(rule), {}, std::move(hint)};
}

std::string text_of(const Facts& facts, Instant instant) { return to_text(instant, facts.policy.offset); }

/// H-49: a time that lies ahead, or before the one that it follows.
MaybeNo in_order(const Facts& facts, const Acting& acting, const std::string& object, Instant told, std::optional<Instant> after) {
  if (minute_of(told) > acting.recorded)
    return Refusal{Reason::date_order, object, text_of(facts, told), house_rule("H-49"), {}, say("give a time that is not ahead")};
  if (after && minute_of(told) < *after)
    return Refusal{Reason::date_order, object, text_of(facts, told), house_rule("H-49"), {},
                   say("give a time not before {0}", text_of(facts, *after))};
  return std::nullopt;
}

/// What happened earlier than it is entered counts from its entry unless its paper is attached.
Moment moment_of(const Acting& acting, Instant told) {
  told = minute_of(told);
  return {told, acting.has_paper("paper") ? told : std::max(told, minute_of(acting.recorded))};
}

/// A class of the policy, if it has any.
MaybeNo known_class(const Facts& facts, const std::string& level) {
  if (facts.policy.incidents.empty() || class_of(facts.policy, level) != nullptr) return std::nullopt;
  std::vector<std::string> known;
  for (const auto& one : facts.policy.incidents) known.push_back(one.level);
  return NotFound{"class", level, say("the policy has: {0}", joined(known))};
}

std::optional<Instant> due(Instant from, const std::optional<long long>& minutes) {
  return minutes ? std::optional(from + std::chrono::minutes{*minutes}) : std::nullopt;
}

MaybeNo systems_there(const Facts& facts, const std::vector<std::string>& systems) {
  for (const auto& id : systems)
    if (find(facts.books.systems, id) == nullptr) return NotFound{"system", id, say("see them with: govcloud list systems")};
  return std::nullopt;
}

/// An applicant speaks for the systems of their own unit, an operator for those of their own provider.
MaybeNo of_their_own(const Facts& facts, const Acting& acting, std::string_view act, const std::vector<std::string>& systems,
                     const std::string& provider) {
  const auto* rule = rule_by(facts.policy, act, "provision");
  if (systems.empty())
    if (auto no = own_system(facts, acting, rule, "")) return no;
  for (const auto& id : systems)
    if (auto no = own_system(facts, acting, rule, id)) return no;
  const auto* person = in_whose_right(facts, acting);
  if (person == nullptr || !has_role(*person, {Role::operator_})) return std::nullopt;
  std::vector<std::string> providers{now_acting(facts.books, provider)};  // a fault outlasts who it befell
  for (const auto& id : systems) providers.push_back(provider_for(facts, id));
  for (const auto& owes : providers)
    if (!owes.empty() && owes != person->unit)
      return Refusal{Reason::unit_foreign, acting.person, owes, house_rule("H-02"), {},
                     say("{0} acts for {1}; this is for a person of {2}", acting.person, person->unit, owes)};
  return std::nullopt;
}

std::string provider_of(const Facts& facts, const std::vector<std::string>& systems) {
  return provider_for(facts, systems.empty() ? std::string() : systems.front());
}

MaybeNo may_open(const Facts& facts, const OpenIncident& command, const Acting& acting) {
  if (command.planned) return may_by(facts, acting, "incident_update", "provision");
  return may_by(facts, acting, "incident_open", "provision");
}

MaybeNo maintenance_fits(const Facts& facts, const OpenIncident& command, Instant began) {
  if (!command.planned) return std::nullopt;
  if (!command.until || minute_of(*command.until) <= minute_of(began))
    return wrong("H-50", command.title, "until", say("say when it will be over, after {0}: --until TIME", text_of(facts, began)));
  return std::nullopt;
}

/// Nobody was told before it was entered, whatever paper says so.
void announce(const Facts& facts, const OpenIncident& command, const Acting& acting, Incident& incident) {
  const auto notice = std::chrono::hours{facts.policy.maintenance.notice_hours.value_or(0)};
  incident.reported = minute_of(acting.recorded);
  incident.planned_until = incident.restore_due = minute_of(*command.until);
  incident.excluded = incident.reported + notice <= incident.began;
  incident.article = facts.policy.maintenance.basis.article;
}

void start_clocks(const Facts& facts, Incident& incident) {
  const auto* level = class_of(facts.policy, incident.level);
  if (level == nullptr) return;
  incident.article = level->basis.article;
  incident.response_due = due(incident.reported, level->response_minutes);
  incident.restore_due = due(incident.reported, level->restore_minutes);
}

Decision with_papers(const Facts& facts, const Acting& acting, Numbers& numbers, const std::string& id, Fact fact) {
  std::vector<Fact> recorded{std::move(fact)};
  attach_papers(facts, acting, numbers, id, recorded);
  return recorded;
}

Refusal resolved_already(const Incident& incident) {
  return Refusal{Reason::stage_wrong, incident.id, "resolved", house_rule("H-11"), say("{0} is {1} already", incident.id, "resolved"), {}};
}

NotFound no_incident(const std::string& id) { return {"incident", id, say("see them with: govcloud list incidents")}; }

/// Each thing that is said wants its own right: a class is changed by who oversees, a response is said by
/// the provider, all else by whoever may report, of their own systems.
MaybeNo may_update(const Facts& facts, const UpdateIncident& command, const Acting& acting, const Incident& incident) {
  const bool adds = !command.systems.empty();
  if (!command.level.empty())
    if (auto no = may_by(facts, acting, "incident_class", "check_verify")) return no;
  if (command.responded) {
    if (auto no = may_by(facts, acting, "incident_update", "provision")) return no;
    if (auto no = of_their_own(facts, acting, "incident_update", incident.systems, incident.provider)) return no;
  }
  const bool only_reports = command.level.empty() && !command.responded;
  if (adds || only_reports) {
    if (auto no = may_by(facts, acting, "incident_open", "provision")) return no;
    if (auto no = of_their_own(facts, acting, "incident_open", incident.systems, incident.provider)) return no;
  }
  return adds ? of_their_own(facts, acting, "incident_open", command.systems, incident.provider) : std::nullopt;
}

MaybeNo update_fits(const Facts& facts, const UpdateIncident& command, const Acting& acting, const Incident& incident) {
  const auto object = incident.id;
  if (command.note.empty() && command.level.empty() && command.systems.empty() && !command.responded)
    return wrong("H-49", object, "note", say("say what became known: --note TEXT"));
  if (!command.systems.empty() && incident.systems.empty())
    return wrong("H-49", object, "system", say("{0} is of the platform, and so of every system", object));
  if (!command.level.empty() && incident.planned) return wrong("H-50", object, "class", say("maintenance has no class"));
  if (!command.level.empty())
    if (auto no = known_class(facts, command.level)) return no;
  if (!command.responded) return std::nullopt;
  if (incident.responded)
    return Refusal{Reason::stage_wrong, object, "responded", house_rule("H-11"), say("{0} was responded to already", object), {}};
  return in_order(facts, acting, object, *command.responded, incident.began);
}

}  // namespace

const IncidentClass* class_of(const Policy& policy, std::string_view level) {
  for (const auto& one : policy.incidents)
    if (one.level == level) return &one;
  return nullptr;
}

Instant minute_of(Instant instant) { return std::chrono::floor<std::chrono::minutes>(instant); }

Decision decide(const Facts& facts, const OpenIncident& command, const Acting& acting) {
  if (auto no = systems_there(facts, command.systems)) return *no;
  if (auto no = may_open(facts, command, acting)) return *no;
  const auto provider = provider_of(facts, command.systems);
  if (auto no = of_their_own(facts, acting, command.planned ? "incident_update" : "incident_open", command.systems, provider)) return *no;
  if (is_blank(command.title)) return wrong("H-49", "incident", "title", say("say what happened: --title TEXT"));
  if (command.planned != command.level.empty()) {
    if (command.planned) return wrong("H-50", command.title, "class", say("maintenance has no class"));
    return wrong("H-49", command.title, "class", say("say how grave it is: --class CLASS"));
  }
  if (!command.planned)
    if (auto no = known_class(facts, command.level)) return *no;
  const auto began = command.began.value_or(acting.effective);
  if (auto no = maintenance_fits(facts, command, began)) return *no;
  if (!command.planned)
    if (auto no = in_order(facts, acting, command.title, began, {})) return *no;
  Numbers numbers(facts, acting);
  Incident incident;
  incident.id = numbers.next("I"), incident.title = command.title, incident.level = command.level;
  incident.planned = command.planned, incident.outage = command.outage, incident.systems = command.systems;
  incident.provider = provider, incident.began = minute_of(began), incident.policy = facts.policy.id;
  incident.reported = minute_of(acting.judged()), incident.reported_by = acting.person;
  // Nothing is reported before it begins, though the day that is told for it begins at midnight.
  if (!incident.planned) incident.reported = std::max(incident.reported, incident.began);
  if (incident.planned) announce(facts, command, acting, incident);
  else start_clocks(facts, incident);
  const auto id = incident.id;
  return with_papers(facts, acting, numbers, id, IncidentOpened{std::move(incident)});
}

Decision decide(const Facts& facts, const UpdateIncident& command, const Acting& acting) {
  const auto* incident = find(facts.books.incidents, command.incident);
  if (incident == nullptr) return no_incident(command.incident);
  if (auto no = systems_there(facts, command.systems)) return *no;
  if (auto no = may_update(facts, command, acting, *incident)) return *no;
  if (incident->state != IncidentState::open) return resolved_already(*incident);
  if (auto no = update_fits(facts, command, acting, *incident)) return *no;
  IncidentUpdated fact{incident->id, command.level, command.systems, {}, {}, {}, {}};
  if (!command.level.empty()) {
    auto after = *incident;
    after.level = command.level, after.response_due.reset(), after.restore_due.reset();
    start_clocks(facts, after);
    fact.response_due = after.response_due, fact.restore_due = after.restore_due;
  }
  if (command.responded) fact.responded = moment_of(acting, *command.responded);
  fact.note = {minute_of(acting.effective), acting.person, command.note};
  Numbers numbers(facts, acting);
  return with_papers(facts, acting, numbers, incident->id, std::move(fact));
}

Decision decide(const Facts& facts, const ResolveIncident& command, const Acting& acting) {
  const auto* incident = find(facts.books.incidents, command.incident);
  if (incident == nullptr) return no_incident(command.incident);
  if (auto no = may_by(facts, acting, "incident_resolve", "provision")) return *no;
  if (auto no = of_their_own(facts, acting, "incident_resolve", incident->systems, incident->provider)) return *no;
  if (incident->state != IncidentState::open) return resolved_already(*incident);
  if (is_blank(command.cause)) return wrong("H-49", incident->id, "cause", say("say what the cause was: --cause TEXT"));
  const auto after = incident->responded ? std::max(incident->began, incident->responded->told) : incident->began;
  const auto restored = command.restored.value_or(acting.effective);
  if (auto no = in_order(facts, acting, incident->id, restored, after)) return *no;
  IncidentResolved fact{incident->id, command.cause, moment_of(acting, restored), {minute_of(acting.effective), acting.person, command.note}};
  Numbers numbers(facts, acting);
  return with_papers(facts, acting, numbers, incident->id, std::move(fact));
}

std::vector<IncidentClock> clocks_of(const Incident& incident) {
  const auto judged = [](const std::optional<Moment>& moment) { return moment ? std::optional(moment->counts) : std::nullopt; };
  std::vector<IncidentClock> clocks;
  if (!incident.planned) clocks.push_back({"respond", incident.response_due, judged(incident.responded)});
  clocks.push_back({"restore", incident.restore_due, judged(incident.restored)});
  return clocks;
}

// -- what the facts do ---------------------------------------------------------------------------

void on(Hand& hand, const IncidentOpened& e) {
  hand.number(e.incident.id);
  auto& incident = hand.put(hand.books.incidents, Kind::incident, e.incident.id);
  incident = e.incident, incident.seq = hand.stamp.seq;
}

void on(Hand& hand, const IncidentUpdated& e) {
  auto& incident = hand.take(hand.books.incidents, Kind::incident, e.incident);
  for (const auto& id : e.systems)
    if (std::find(incident.systems.begin(), incident.systems.end(), id) == incident.systems.end()) incident.systems.push_back(id);
  if (!e.level.empty()) incident.level = e.level, incident.response_due = e.response_due, incident.restore_due = e.restore_due;
  if (e.responded) incident.responded = e.responded, incident.responded_by = e.note.person;
  incident.notes.push_back(e.note);
}

/// What was restored without a word before was responded to then at the latest.
void on(Hand& hand, const IncidentResolved& e) {
  auto& incident = hand.take(hand.books.incidents, Kind::incident, e.incident);
  incident.restored = e.restored, incident.resolved_by = e.note.person, incident.cause = e.cause;
  if (!incident.responded && !incident.planned) incident.responded = e.restored, incident.responded_by = e.note.person;
  incident.state = IncidentState::resolved;
  incident.notes.push_back(e.note);
}

}  // namespace govcloud
