// Termination 终止 of a system, or of part of it (Zhejiang article 12, Changde article 7).
#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/rules.h"

#include <algorithm>

namespace govcloud {
namespace {

MaybeNo can_end(const Facts& facts, const Decommission& command, const System& system) {
  if (system.state != SystemState::in_service)
    return Refusal{Reason::stage_wrong, system.id, std::string(name_of(system.state)),
                   house_rule("H-11"),
                   system.state == SystemState::ending ? say("{0} is being terminated already", system.id)
                                                       : say("{0} is not in service", system.id), {}};
  for (const auto& id : command.resources) {
    const auto* resource = find(facts.books.resources, id);
    if (resource == nullptr || resource->system != system.id)
      return NotFound{"resource", id, say("see them with: govcloud show {0}", system.id)};
    if (resource->state != ResourceState::in_service)
      return Refusal{Reason::stage_wrong, id, std::string(name_of(resource->state)),
                     house_rule("H-11"), say("{0} is not in service", id), {}};
  }
  return std::nullopt;
}

MaybeNo offline_before(const Decommission& command, const System& system, Date on) {
  if (!command.offline_on || *command.offline_on <= on) return std::nullopt;
  return Refusal{Reason::date_order, system.id, to_text(*command.offline_on), house_rule("H-06"), {},
                 say("take the system offline first; --offline-on is a day up to {0}", to_text(on))};
}

std::vector<std::string> in_service(const Facts& facts, const System& system) {
  std::vector<std::string> ids;
  for (const auto* resource : resources_of(facts.books, system.id))
    if (resource->state == ResourceState::in_service) ids.push_back(resource->id);
  return ids;
}

}  // namespace

Decision decide(const Facts& facts, const Decommission& command, const Acting& acting) {
  const auto* system = find(facts.books.systems, command.system);
  if (system == nullptr)
    return NotFound{"system", command.system, say("see them with: govcloud list systems")};
  if (auto no = may(facts, acting, "decommission", system->unit)) return *no;
  if (auto no = can_end(facts, command, *system)) return *no;
  const auto on = day_of(facts, acting.effective);
  if (auto no = offline_before(command, *system, on)) return *no;
  Request as_if;
  as_if.unit = system->unit;
  const auto closed = closed_gates(facts, "terminate", system->level,
                                   papers_of(facts, acting, as_if), on, system->unit, {});
  if (!closed.empty())
    return refuse_gates(facts, Reason::paper_missing, system->id, closed,
                        say("attach it: --attach KIND=FILE"));
  Numbers numbers(facts, acting);
  Submitted e;
  e.request = numbers.next("R"), e.case_id = e.request, e.kind = RequestKind::termination;
  e.system = system->id, e.system_name = system->name, e.unit = system->unit;
  e.level = system->level, e.reason = command.reason, e.offline_on = command.offline_on;
  e.policy = facts.policy.id, e.policy_digest = facts.policy.digest;
  e.not_in_force = !facts.policy.in_force(on), e.submitted_on = on;
  e.whole = command.resources.empty();
  for (const auto& id : e.whole ? in_service(facts, *system) : command.resources)
    if (std::find(e.resources.begin(), e.resources.end(), id) == e.resources.end())
      e.resources.push_back(id);
  e.authority = authority_for(facts, system->unit, system->id);
  e.provider = provider_for(facts, system->id);
  start_clock(facts, e.clocks, "decide_termination", on);
  std::vector<Fact> recorded{e};
  attach_papers(facts, acting, numbers, e.request, recorded);
  return recorded;
}

}  // namespace govcloud
