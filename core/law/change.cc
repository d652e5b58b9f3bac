// Change 变更 of a system in service (Zhejiang article 11, Changde article 7).
#include "core/law/emergency.h"
#include "core/law/house_rules.h"
#include "core/law/major.h"
#include "core/law/measure.h"
#include "core/law/offices.h"
#include "core/law/rules.h"

#include <algorithm>

namespace govcloud {
namespace {

MaybeNo takes_changes(const System& system) {
  if (system.state == SystemState::ending)
    return Refusal{Reason::system_frozen, system.id, system.id, house_rule("H-05"), {},
                   say("{0} is being terminated", system.id)};
  if (system.state != SystemState::in_service)
    return Refusal{Reason::stage_wrong, system.id, std::string(name_of(system.state)),
                   house_rule("H-11"), say("{0} is not in service", system.id), {}};
  return std::nullopt;
}

/// Fills a line from the resource that it names: a set asks for what is there, with some keys other.
MaybeNo complete(const Facts& facts, const System& system, Line& line) {
  if (line.action == LineAction::add) {
    if (auto no = against_catalogue(facts, system.id, line)) return no;
    return in_own_zone(facts, system.unit, system.id, line);
  }
  const auto* resource = find(facts.books.resources, line.resource);
  if (resource == nullptr || resource->system != system.id)
    return NotFound{"resource", line.resource, say("see them with: govcloud show {0}", system.id)};
  if (resource->state != ResourceState::in_service)
    return Refusal{Reason::stage_wrong, line.resource, std::string(name_of(resource->state)),
                   house_rule("H-11"), say("{0} is not in service", line.resource), {}};
  line.item = resource->item, line.zone = resource->zone, line.words = resource->words;
  line.base_version = resource->version;
  auto asked = resource->delivered;
  for (const auto& [key, quantity] : line.asked) asked[key] = quantity;
  line.asked = std::move(asked);
  return line.action == LineAction::set ? against_catalogue(facts, system.id, line) : std::nullopt;
}

}  // namespace

Decision decide(const Facts& facts, const Change& command, const Acting& acting) {
  const auto* system = find(facts.books.systems, command.system);
  if (system == nullptr)
    return NotFound{"system", command.system, say("see them with: govcloud list systems")};
  // In an emergency the provider has done it already, and its operator says so.
  const bool emergency = command.emergency;
  if (auto no = emergency ? may(facts, acting, "provision", provider_for(facts, system->id))
                          : may(facts, acting, "change", system->unit))
    return *no;
  if (auto no = takes_changes(*system)) return *no;
  if (command.lines.empty())
    return Refusal{Reason::line_missing, system->id, "set, add, drop", house_rule("H-11"), {},
                   say("say what is to change: --set RES.KEY=VALUE, --add ITEM:…, --drop RES")};
  Numbers numbers(facts, acting);
  const auto on = day_of(facts, acting.effective);
  Submitted e;
  e.request = numbers.next("R"), e.case_id = e.request, e.kind = RequestKind::change;
  e.system = system->id, e.system_name = system->name, e.unit = system->unit;
  e.level = system->level, e.reason = command.reason, e.major = command.major;
  e.policy = facts.policy.id, e.policy_digest = facts.policy.digest;
  e.not_in_force = !facts.policy.in_force(on), e.submitted_on = on;
  e.lines = command.lines;
  for (std::size_t i = 0; i < e.lines.size(); ++i) {
    if (auto no = complete(facts, *system, e.lines[i])) return *no;
    e.lines[i].id = e.request + "/" + std::to_string(i + 1);
  }
  e.emergency = emergency;
  if (emergency)
    if (auto no = can_be_emergency(facts, acting, *system, e.lines)) return *no;
  e.authority = authority_for(facts, system->unit, system->id);
  e.provider = provider_for(facts, system->id);
  if (std::any_of(e.lines.begin(), e.lines.end(), [](const Line& line) { return line.action != LineAction::drop; }))
    if (auto no = serves(facts, e.provider, system->id, on)) return *no;
  std::vector<LineOfChange> grown;
  for (const auto& line : e.lines) grown.push_back({&line, &line.asked, line.count});
  e.major = e.major || !grown_beyond(facts, *system, grown).empty();
  if (e.major && !emergency) {  // then the papers are due at its approval
    Request as_if;
    as_if.unit = system->unit;
    const auto closed = closed_gates(facts, "change_major", system->level,
                                     papers_of(facts, acting, as_if), on, system->unit, {});
    if (!closed.empty())
      return refuse_gates(facts, Reason::paper_missing, system->id, closed,
                          command.major ? say("attach it: --attach KIND=FILE")
                                        : say("the system grows by more than the policy's share since its last tests, "
                                              "so that this is a major change; attach it: --attach KIND=FILE"));
  }
  start_clock(facts, e.clocks, emergency ? "decide_emergency" : "decide_change", on);
  std::vector<Fact> deliveries;
  if (emergency) done_at_once(facts, acting, e, deliveries);
  std::vector<Fact> recorded{e};
  recorded.insert(recorded.end(), deliveries.begin(), deliveries.end());
  attach_papers(facts, acting, numbers, e.request, recorded);
  return recorded;
}

}  // namespace govcloud
