// Submission 申请: the first step of every case (Zhejiang articles 6-8, Changde article 7).
#include "core/law/house_rules.h"
#include "core/law/measure.h"
#include "core/law/offices.h"
#include "core/law/rules.h"
#include "core/law/succession.h"

namespace govcloud {
namespace {

Refusal conflict(Reason reason, const std::string& system, Say message, Say hint) {
  return Refusal{reason, system, system, house_rule("H-08"), std::move(message), std::move(hint)};
}

/// An application is for a system that is not there yet, or whose last one came to nothing.
MaybeNo system_is_free(const Facts& facts, const Submit& command) {
  if (command.system == kThePlatform)
    return conflict(Reason::exists_already, command.system, say("{0} is what the ledger calls the whole", command.system),
                    say("apply under a new name"));
  const auto* system = find(facts.books.systems, command.system);
  if (system == nullptr) return std::nullopt;
  if (system->state == SystemState::in_service || system->state == SystemState::ending)
    return conflict(Reason::stage_wrong, command.system, say("{0} is in service already", command.system),
                    say("ask for more with: govcloud change {0} --add …", command.system));
  if (system->state == SystemState::ended)
    return conflict(Reason::stage_wrong, command.system, say("{0} has ended", command.system),
                    say("apply under a new name"));
  if (system->unit != command.unit)
    return Refusal{Reason::unit_foreign, command.system, system->unit, house_rule("H-02"), {},
                   say("{0} belongs to {1}", command.system, system->unit)};
  for (const auto* request : requests_of(facts.books, command.system))
    if (request->is_open())
      return conflict(Reason::request_open, command.system,
                      say("{0} has an open request: {1}", command.system, request->id),
                      say("see it with: govcloud show {0}", request->id));
  return std::nullopt;
}

MaybeNo may_resubmit(const Facts& facts, const Submit& command, const Acting& acting) {
  if (command.resubmits.empty()) return std::nullopt;
  const auto* old = find(facts.books.requests, command.resubmits);
  if (old == nullptr || old->system != command.system || old->kind != RequestKind::onboarding)
    return NotFound{"request", command.resubmits, say("name the refused request of {0}", command.system)};
  if (old->stage != Stage::refused && old->stage != Stage::rejected &&
      old->stage != Stage::withdrawn)
    return wrong_stage(*old, "resubmit");
  return order_of_dates(facts, acting, *old);
}

MaybeNo lines_hold(const Facts& facts, const Submit& command) {
  if (command.lines.empty()) {
    const auto* gate = facts.policy.item("host");
    return Refusal{Reason::line_missing, command.system, "need",
                   gate != nullptr ? cite(facts.policy, gate->basis) : house_rule("H-11"), {},
                   say("say what is needed: --need host:cpu=4,memory_gib=16")};
  }
  for (const auto& line : command.lines)
    if (auto no = against_catalogue(facts, command.system, line)) return no;
  for (const auto& line : command.lines)
    if (auto no = in_own_zone(facts, command.unit, command.system, line)) return no;
  return std::nullopt;
}

MaybeNo trial_in_bounds(const Facts& facts, const Submit& command) {
  const auto& trial = facts.policy.trial;
  if (!command.trial_days || ((!trial.days_min || *command.trial_days >= *trial.days_min) &&
                              (!trial.days_max || *command.trial_days <= *trial.days_max)))
    return std::nullopt;
  return Refusal{Reason::trial_out_of_bounds, command.system, std::to_string(*command.trial_days),
                 cite(facts.policy, trial.basis), {},
                 say("a trial lasts from {0} to {1} days", std::to_string(trial.days_min.value_or(1)),
                     std::to_string(trial.days_max.value_or(0)))};
}

/// The papers of a refused request go over to the one that is handed in again.
PapersHeld papers_in_hand(const Facts& facts, const Submit& command, const Acting& acting) {
  Request as_if;
  as_if.id = command.resubmits, as_if.system = command.system, as_if.unit = command.unit;
  return papers_of(facts, acting, as_if);
}

std::vector<std::string> missing_papers(const std::vector<ClosedGate>& closed) {
  std::vector<std::string> missing;
  for (const auto& gate : closed)
    missing.insert(missing.end(), gate.missing.begin(), gate.missing.end());
  return missing;
}

Submitted submitted(const Facts& facts, const Submit& command, const Acting& acting,
                    const std::string& id) {
  Submitted e;
  const auto on = day_of(facts, acting.effective);
  e.request = id, e.case_id = id, e.system = command.system, e.system_name = command.name;
  e.unit = command.unit, e.level = command.level, e.lines = command.lines;
  e.authority = !command.authority.empty() ? command.authority
                                           : authority_for(facts, command.unit, command.system);
  e.provider = !command.provider.empty() ? command.provider : provider_for(facts, command.system);
  e.policy = facts.policy.id, e.policy_digest = facts.policy.digest;
  e.not_in_force = !facts.policy.in_force(on), e.submitted_on = on;
  e.resubmits = command.resubmits, e.trial_days = command.trial_days;
  if (const auto* old = find(facts.books.requests, command.resubmits)) e.case_id = old->case_id;
  for (std::size_t i = 0; i < e.lines.size(); ++i)
    e.lines[i].id = id + "/" + std::to_string(i + 1);
  start_clock(facts, e.clocks, "accept", on);
  return e;
}

/// The papers of the refused request, recorded again under the new one.
void carry_over(const Facts& facts, const Submit& command, const Acting& acting, Numbers& numbers,
                const std::string& id, std::vector<Fact>& recorded) {
  if (command.resubmits.empty()) return;
  for (const auto* evidence : evidence_of(facts.books, command.resubmits)) {
    if (acting.has_paper(evidence->kind)) continue;
    if (evidence->kind == "paper") continue;  // of somebody's late act, not of the application
    Evidence again = *evidence;
    again.id = numbers.next("E"), again.subject = id;
    recorded.push_back(Attached{std::move(again)});
  }
}

}  // namespace

Decision decide(const Facts& facts, const Submit& command, const Acting& acting) {
  if (find(facts.books.units, command.unit) == nullptr)
    return NotFound{"unit", command.unit, say("add the unit first: govcloud unit add {0} …", command.unit)};
  if (auto no = may(facts, acting, "submit", command.unit)) return *no;
  if (auto no = provider_exists(facts, command)) return *no;
  if (auto no = authority_decides(facts, command)) return *no;
  if (auto no = system_is_free(facts, command)) return *no;
  if (auto no = may_resubmit(facts, command, acting)) return *no;
  if (auto no = lines_hold(facts, command)) return *no;

  const auto closed =
      closed_gates(facts, "submit", command.level, papers_in_hand(facts, command, acting),
                   day_of(facts, acting.effective), command.unit, {});
  if (!closed.empty() && !command.incomplete) {
    const auto missing = missing_papers(closed);
    std::string attach;
    for (const auto& kind : missing) attach += (attach.empty() ? "--attach " : " --attach ") + kind + "=FILE";
    return refuse_gates(facts, Reason::paper_missing, command.system, closed,
                        say("attach it: {0}; or hand in as it is: --incomplete", attach));
  }
  if (auto no = trial_in_bounds(facts, command)) return *no;
  if (auto no = provider_is_known(facts, command)) return *no;
  if (auto no = authority_is_known(facts, command)) return *no;
  Numbers numbers(facts, acting);
  const auto id = numbers.next("R");
  auto e = submitted(facts, command, acting, id);
  if (auto no = serves(facts, e.provider, command.system, e.submitted_on)) return *no;
  e.missing = missing_papers(closed);
  std::vector<Fact> recorded{std::move(e)};
  carry_over(facts, command, acting, numbers, id, recorded);
  attach_papers(facts, acting, numbers, id, recorded);
  return recorded;
}

}  // namespace govcloud
