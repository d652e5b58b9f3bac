// Scaling 弹性伸缩: the provider's operator moves an elastic resource inside its granted range without
// a request (Zhejiang article 10); beyond it a change is asked for (article 11).
#include "core/law/scale.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

/// The article that asks for a change, or the house rule where the regulation has none.
Citation wants_change(const Policy& policy) {
  for (const auto& parameter : policy.parameters)
    if (parameter.key == "procedure.change_application") return cite(policy, parameter.basis);
  return house_rule("H-35");
}

MaybeNo in_range(const Facts& facts, const ScaleResource& command, const Resource& resource) {
  for (const auto& [key, amount] : command.running) {
    const auto range = resource.delivered.find(key);
    if (range == resource.delivered.end())
      return NotFound{"quantity", resource.id + "." + key, say("nothing of it was granted")};
    const auto& [low, high] = range->second;
    if (high && low <= amount && amount <= *high) continue;
    return Refusal{Reason::exceeds_grant, resource.id, fmt::format("{}.{}={}", resource.id, key, amount), wants_change(facts.policy), {},
                   high ? say("{0} may run from {1} to {2}; for more or less: govcloud change {3}", key, std::to_string(low),
                              std::to_string(*high), resource.system)
                        : say("{0} has no range; ask for another amount: govcloud change {1}", key, resource.system)};
  }
  return std::nullopt;
}

MaybeNo order_of_scaling(const Resource& resource, Date on) {
  const auto last = std::max(resource.delivered_on, resource.scaled_on);
  if (!last || on >= *last) return std::nullopt;
  return Refusal{Reason::date_order, resource.id, to_text(on), house_rule("H-06"), {},
                 say("the last step of {0} was on {1}; give a day not before it", resource.id, to_text(*last))};
}

}  // namespace

Decision decide(const Facts& facts, const ScaleResource& command, const Acting& acting) {
  const auto* resource = find(facts.books.resources, command.resource);
  if (resource == nullptr)
    return NotFound{"resource", command.resource, say("see them with: govcloud list resources")};
  // Whoever may deliver may scale: no regulation names another.
  if (auto no = may(facts, acting, "provision", resource->provider)) return *no;
  if (resource->state != ResourceState::trial && resource->state != ResourceState::in_service)
    return Refusal{Reason::stage_wrong, resource->id, std::string(name_of(resource->state)), house_rule("H-11"),
                   say("{0} is not in service", resource->id), {}};
  if (command.running.empty())
    return Refusal{Reason::line_missing, resource->id, "set", house_rule("H-35"), {}, say("say what runs now: --set KEY=VALUE")};
  if (auto no = in_range(facts, command, *resource)) return *no;
  const auto on = day_of(facts, acting.effective);
  if (auto no = order_of_scaling(*resource, on)) return *no;
  std::vector<Fact> recorded{Scaled{resource->id, resource->system, command.running, command.reason, on}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, resource->system, recorded);
  return recorded;
}

void scale(Resource& resource, const Scaled& e) {
  for (const auto& [key, amount] : e.running) resource.running[key] = amount;
  resource.scaled_on = e.on;
  note_version(resource, e.on);
}

void note_version(Resource& resource, Date on) {
  ResourceVersion version{on, resource.running};
  for (const auto& [key, quantity] : resource.delivered) version.amounts.emplace(key, quantity.amount);
  resource.versions.push_back(std::move(version));
}

void keep_in_range(Resource& resource) {
  std::erase_if(resource.running, [&](const std::pair<const std::string, std::int64_t>& entry) {
    const auto range = resource.delivered.find(entry.first);
    if (range == resource.delivered.end()) return true;
    const auto& [low, high] = range->second;
    return !high || entry.second < low || entry.second > *high;
  });
}

}  // namespace govcloud
