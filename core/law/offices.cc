#include "core/law/offices.h"

#include "core/law/house_rules.h"
#include "core/law/succession.h"

namespace govcloud {
namespace {

/// The request that was handed in last for a system; null before the first. What still happens to an
/// older one does not make it the last.
const Request* last_request(const Books& books, const std::string& system) {
  const auto handed_in = [](const Request& request) { return request.history.empty() ? 0 : request.history.front().seq; };
  const Request* last = nullptr;
  for (const auto* request : requests_of(books, system))
    if (last == nullptr || handed_in(*last) < handed_in(*request)) last = request;
  return last;
}

/// The only unit of a kind, or empty.
std::string only(const Books& books, UnitKind kind) {
  const auto units = units_of(books, kind);
  return units.size() == 1 ? units.front()->id : "";
}

}  // namespace

std::string now_acting(const Books& books, std::string id) {
  for (const auto* unit = find(books.units, id); unit != nullptr && !unit->succeeded_by.empty(); unit = find(books.units, id))
    id = unit->succeeded_by;
  return id;
}

std::string authority_for(const Facts& facts, const std::string& unit, const std::string& system) {
  const auto* found = find(facts.books.units, unit);
  if (found != nullptr && !found->authority.empty()) return found->authority;
  const auto* last = last_request(facts.books, system);
  if (last != nullptr && !last->authority.empty()) return now_acting(facts.books, last->authority);
  const auto* taken_over = find(facts.books.systems, system);
  return taken_over != nullptr && !taken_over->authority.empty() ? taken_over->authority
                                                                 : only(facts.books, UnitKind::authority);
}

std::string provider_for(const Facts& facts, const std::string& system) {
  std::string before;  // of what was taken back, as after a trial that failed
  for (const auto* resource : resources_of(facts.books, system)) {
    const bool ended = resource->state == ResourceState::ending || resource->state == ResourceState::reclaimed ||
                       resource->state == ResourceState::cancelled;
    if (!ended && !resource->provider.empty()) return now_acting(facts.books, resource->provider);
    if (before.empty()) before = resource->provider;
  }
  if (!before.empty()) return now_acting(facts.books, before);
  const auto* last = last_request(facts.books, system);
  return last != nullptr && !last->provider.empty() ? now_acting(facts.books, last->provider)
                                                    : only(facts.books, UnitKind::provider);
}

MaybeNo provider_exists(const Facts& facts, const Submit& command) {
  if (command.provider.empty()) return std::nullopt;
  const auto* provider = find(facts.books.units, command.provider);
  if (provider != nullptr && provider->kind == UnitKind::provider) return still_acts(facts, provider->id);
  return NotFound{"provider", command.provider, {}};
}

/// Where several providers are registered, the application names its own.
MaybeNo provider_is_known(const Facts& facts, const Submit& command) {
  const auto providers = units_of(facts.books, UnitKind::provider).size();
  if (providers < 2 || !command.provider.empty() || !provider_for(facts, command.system).empty())
    return std::nullopt;
  return Refusal{Reason::provider_missing, command.system, "provider", house_rule("H-02"), {},
                 say("there are several providers; name one: --provider UNIT")};
}

/// An authority that is named is one, still acts, and is no other than the unit's own.
MaybeNo authority_decides(const Facts& facts, const Submit& command) {
  if (command.authority.empty()) return std::nullopt;
  const auto* unit = find(facts.books.units, command.unit);
  const auto* named = find(facts.books.units, command.authority);
  if (named == nullptr || named->kind != UnitKind::authority)
    return NotFound{"authority", command.authority, say("see them with: govcloud list units")};
  if (auto no = still_acts(facts, command.authority)) return no;
  if (unit->authority.empty() || unit->authority == command.authority) return std::nullopt;
  return Refusal{Reason::unit_foreign, command.unit, command.authority, house_rule("H-02"), {},
                 say("{0} decides for {1}", unit->authority, command.unit)};
}

/// Where several authorities are registered, the unit has its own or the application names it.
MaybeNo authority_is_known(const Facts& facts, const Submit& command) {
  if (!command.authority.empty()) return std::nullopt;
  const auto several = units_of(facts.books, UnitKind::authority).size();
  if (several < 2 || !authority_for(facts, command.unit, command.system).empty()) return std::nullopt;
  return Refusal{Reason::authority_missing, command.system, "authority", house_rule("H-02"), {},
                 say("there are several authorities; name one: --authority UNIT")};
}

}  // namespace govcloud
