#include "core/law/emergency.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/law/house_rules.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_undone(const Request& request) {
  return std::any_of(request.history.begin(), request.history.end(), [](const HistoryEntry& entry) { return entry.event == Undone::kKind; });
}

/// Another request that has this resource still to change or to put back, or whose emergency is undecided.
const Request* in_the_way(const Facts& facts, const Resource& resource) {
  for (const auto* other : requests_of(facts.books, resource.system)) {
    const bool at_work = other->kind == RequestKind::change && other->stage == Stage::approved;
    if (has(other->resources, resource.id) && (at_work || is_in_emergency(*other, resource))) return other;
  }
  return nullptr;
}

MaybeNo can_be_altered(const Facts& facts, const Resource& resource, const Quantities& now, Date on) {
  if (now == resource.delivered)
    return Refusal{Reason::line_missing, resource.id, "set", house_rule("H-36"), {}, say("{0} has these amounts already", resource.id)};
  if (const auto* other = in_the_way(facts, resource))
    return Refusal{Reason::request_open, resource.id, other->id, house_rule("H-04"),
                   say("{0} is being changed by {1}", resource.id, other->id), say("see it with: govcloud show {0}", other->id)};
  if (resource.delivered_on && on < *resource.delivered_on)
    return Refusal{Reason::date_order, resource.id, to_text(on), house_rule("H-06"), {},
                   say("{0} was delivered on {1}; give a day not before it", resource.id, to_text(*resource.delivered_on))};
  return std::nullopt;
}

}  // namespace

bool knows_emergencies(const Policy& policy) { return policy.limit("decide_emergency") != nullptr; }

MaybeNo can_be_emergency(const Facts& facts, const Acting& acting, const System& system, const std::vector<Line>& lines) {
  if (!knows_emergencies(facts.policy))
    return Refusal{Reason::exceeds_grant, system.id, "decide_emergency", house_rule("H-03"), {},
                   say("the policy names no limit for the decision on an emergency change; ask for a change")};
  for (const auto& line : lines) {
    if (line.action != LineAction::set)
      return Refusal{Reason::item_excluded, system.id, line.resource.empty() ? line.item : line.resource, house_rule("H-36"), {},
                     say("name with --set what was altered; what is new or given back is an ordinary change")};
    if (auto no = can_be_altered(facts, facts.books.resources.at(line.resource), line.asked, day_of(facts, acting.effective))) return no;
  }
  return std::nullopt;
}

void done_at_once(const Facts& facts, const Acting& acting, Submitted& request, std::vector<Fact>& recorded) {
  const auto* person = in_whose_right(facts, acting);
  for (auto& line : request.lines) {
    ++line.base_version;  // it is decided on the version that the emergency made
    request.resources.push_back(line.resource);
    recorded.push_back(Delivered{request.request, line.resource, "", person != nullptr ? person->unit : "", line.asked, false,
                                 request.submitted_on});
  }
}

bool is_to_undo(const Request& request, const Resource& resource) {
  return is_in_emergency(request, resource) && request.stage == Stage::rejected &&
         resource.state == ResourceState::in_service && resource.delivered != resource.granted;
}

bool is_in_emergency(const Request& request, const Resource& resource) {
  if (!request.emergency || !has(request.resources, resource.id)) return false;
  return request.stage == Stage::submitted || (request.stage == Stage::rejected && !is_undone(request));
}

bool is_done_as_granted(const Facts& facts, const Approved& approved) {
  return std::all_of(approved.grants.begin(), approved.grants.end(), [&](const Approved::Grant& grant) {
    return std::all_of(grant.resources.begin(), grant.resources.end(), [&](const std::string& id) {
      return facts.books.resources.at(id).delivered == grant.granted;
    });
  });
}

Decision undo(const Facts& facts, const Provision& command, const Request& request, const Acting& acting,
              const std::vector<std::string>& chosen) {
  const auto* person = in_whose_right(facts, acting);
  const auto on = day_of(facts, acting.effective);
  std::vector<Fact> recorded;
  for (const auto& id : chosen) {
    const auto& before = facts.books.resources.at(id).granted;
    if (const auto said = command.deliver.find(id); said != command.deliver.end())
      for (const auto& [key, quantity] : said->second)
        if (const auto at = before.find(key); at == before.end() || at->second != quantity)
          return Refusal{Reason::exceeds_grant, request.id, fmt::format("{}.{}={}", id, key, quantity.upper()), house_rule("H-37"), {},
                         say("it is put back to what was granted before: leave out --deliver")};
    const auto given = command.cloud_ids.find(id);
    recorded.push_back(Delivered{request.id, id, given != command.cloud_ids.end() ? given->second : "",
                                 person != nullptr ? person->unit : "", before, false, on});
  }
  const bool left = std::any_of(request.resources.begin(), request.resources.end(), [&](const std::string& id) {
    return !has(chosen, id) && is_to_undo(request, facts.books.resources.at(id));
  });
  if (left) return recorded;
  Undone e{request.id, "", {}};
  keep_clock(facts, e.clocks, request, "undo_emergency", acting);
  recorded.push_back(std::move(e));
  return recorded;
}

void overtake_undoing(const Facts& facts, const Request& termination, const std::vector<std::string>& reclaim,
                      std::vector<Fact>& recorded) {
  for (const auto* other : requests_of(facts.books, termination.system)) {
    bool owed = false, left = false;
    for (const auto& id : other->resources) {
      const auto* resource = find(facts.books.resources, id);
      if (resource == nullptr || !is_to_undo(*other, *resource)) continue;
      owed = true, left = left || !has(reclaim, id);
    }
    if (owed && !left) recorded.push_back(Undone{other->id, termination.id, {{}, {}, {"undo_emergency"}}});
  }
}

}  // namespace govcloud
