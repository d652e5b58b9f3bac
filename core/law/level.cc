// The protection level 等保级别 of a system that is there: raised or lowered by its unit. One that is
// raised in service wants the papers of the opening again (Zhejiang articles 9 and 18, Changde article 7).
#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/rules.h"
#include "core/law/system.h"

namespace govcloud {
namespace {

Refusal conflict(const System& system, Say message, Say hint) {
  return Refusal{Reason::stage_wrong, system.id, std::string(name_of(system.state)), house_rule("H-11"), std::move(message), std::move(hint)};
}

MaybeNo can_be_set(const System& system, std::int64_t level) {
  if (system.state == SystemState::applying)
    return conflict(system, say("{0} is not in service", system.id),
                    say("the level is the application's: withdraw it and hand in anew, with the other level"));
  if (system.state == SystemState::ending || system.state == SystemState::ended)
    return conflict(system, say("{0} is not in service", system.id), {});
  if (system.level == level) return conflict(system, say("{0} has the level {1} already", system.id, std::to_string(level)), {});
  return std::nullopt;
}

/// A test that was passed for the lower level does not pass for the higher one.
PapersHeld since_raised(PapersHeld papers, Date raised_on) {
  std::erase_if(papers.attached, [&](const Evidence* e) { return e->attached_on < raised_on; });
  return papers;
}

}  // namespace

Request opening_of(const Books& books, const System& system) {
  Request opening;
  for (const auto* request : requests_of(books, system.id))
    if (request->kind == RequestKind::onboarding && request->stage == Stage::open) opening = *request;
  opening.system = system.id, opening.unit = system.unit;
  return opening;
}

std::vector<ClosedGate> opening_gates(const Facts& facts, const Acting& acting, const System& system, Date on) {
  const auto papers = papers_of(facts, acting, opening_of(facts.books, system));
  auto closed = closed_gates(facts, "open", system.level, papers, on, system.unit, {});
  if (!system.raised_on) return closed;
  std::erase_if(closed, [](const ClosedGate& gate) { return gate.gate->passed; });
  for (auto& gate : closed_gates(facts, "open", system.level, since_raised(papers, *system.raised_on), on, system.unit, {}))
    if (gate.gate->passed) closed.push_back(std::move(gate));
  return closed;
}

Decision decide(const Facts& facts, const SetLevel& command, const Acting& acting) {
  const auto* system = find(facts.books.systems, command.system);
  if (system == nullptr) return NotFound{"system", command.system, say("see them with: govcloud list systems")};
  if (auto no = may(facts, acting, "submit", system->unit)) return *no;
  if (auto no = can_be_set(*system, command.level)) return *no;
  if (is_blank(command.reason))
    return Refusal{Reason::opinion_missing, system->id, "reason", house_rule("H-26"), {}, say("say why: --reason TEXT")};
  if (command.level < system->level && !acting.has_paper("grading"))
    return Refusal{Reason::paper_missing, system->id, "grading", house_rule("H-26"), {}, say("attach it: --attach grading=FILE")};
  const auto on = day_of(facts, acting.effective);
  LevelSet fact{system->id, command.reason, system->level, command.level, {}, on};
  if (command.level > system->level && system->state == SystemState::in_service) {
    auto raised = *system;
    raised.level = command.level, raised.raised_on = on;
    for (const auto& closed : opening_gates(facts, acting, raised, on))
      fact.wanted.insert(fact.wanted.end(), closed.missing.begin(), closed.missing.end());
  }
  std::vector<Fact> recorded{std::move(fact)};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, system->id, recorded);
  return recorded;
}

void confirm_level(const Facts& facts, const Acting& acting, const System& system, std::vector<Fact>& recorded) {
  const auto on = day_of(facts, acting.effective);
  if (!system.raised_on || on < *system.raised_on || !opening_gates(facts, acting, system, on).empty()) return;
  recorded.push_back(LevelConfirmed{system.id, system.level, on});
}

void set_level(Books& books, const Event& event, const LevelSet& fact, const Stamp& stamp) {
  auto& system = put_system(books, fact.system, stamp);
  system.level = fact.to;
  if (!fact.wanted.empty()) system.raised_on = fact.on;
  else if (fact.to < fact.from) system.raised_on.reset();
  note(system, event, std::to_string(fact.from) + " → " + std::to_string(fact.to) + ": " + fact.reason, stamp);
}

void confirm(Books& books, const Event& event, const LevelConfirmed& fact, const Stamp& stamp) {
  auto& system = put_system(books, fact.system, stamp);
  system.raised_on.reset();
  note(system, event, "", stamp);
}

}  // namespace govcloud
