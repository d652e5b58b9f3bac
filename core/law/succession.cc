// Renaming 更名 and succession 承继 of units. A name holds from a day on. A successor takes over what the
// old unit has, owes and decides, with the due dates as they stand; the old unit's people end.
#include "core/law/succession.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "core/law/house_rules.h"
#include "core/law/rules.h"
#include "core/law/system.h"

namespace govcloud {
namespace {

MaybeNo known(const Facts& facts, const std::string& id) {
  if (find(facts.books.units, id) != nullptr) return std::nullopt;
  return NotFound{"unit", id, say("see them with: govcloud list units")};
}

Unit& put_unit(Books& books, const std::string& id, const Stamp& stamp) {
  const auto at = books.units.find(id);
  if (at == books.units.end()) throw std::logic_error("an event names " + id + ", which is not there");
  if (books.notes_touched) books.touched.emplace(Kind::unit, id);
  at->second.seq = stamp.seq;
  return at->second;
}

Order& put_order(Books& books, const std::string& id, const Stamp& stamp) {
  const auto at = books.orders.find(id);
  if (at == books.orders.end()) throw std::logic_error("an event names " + id + ", which is not there");
  if (books.notes_touched) books.touched.emplace(Kind::order, id);
  at->second.seq = stamp.seq;
  return at->second;
}

// -- the inventory -------------------------------------------------------------------------------

/// Which member of a record names the unit that is succeeded.
struct Part {
  std::string Resource::*of_resource;
  std::string Request::*of_request;
  std::string System::*of_system;
};

Part part_of(UnitKind kind) {
  if (kind == UnitKind::provider) return {&Resource::provider, &Request::provider, &System::provider};
  if (kind == UnitKind::authority) return {nullptr, &Request::authority, &System::authority};
  return {&Resource::unit, &Request::unit, &System::unit};
}

/// What goes over: living resources, open requests, systems that have not ended, units that it decided
/// for, and orders that it has not yet obeyed.
void take_stock(const Books& books, const Unit& unit, UnitSucceeded& fact) {
  const auto part = part_of(unit.kind);
  for (const auto& [id, system] : books.systems)
    if (system.state != SystemState::ended && system.*part.of_system == unit.id) fact.systems.push_back(id);
  for (const auto& [id, resource] : books.resources)
    if (part.of_resource != nullptr && is_alive(resource) && resource.*part.of_resource == unit.id) fact.resources.push_back(id);
  for (const auto& [id, request] : books.requests)
    if (is_unfinished(books, request) && request.*part.of_request == unit.id) fact.requests.push_back(id);
  for (const auto& [id, other] : books.units)
    if (unit.kind == UnitKind::authority && other.authority == unit.id) fact.units.push_back(id);
  for (const auto& [id, order] : books.orders)
    if (order.to == unit.id && order.state != FindingState::closed) fact.orders.push_back(id);
}

// -- its people ----------------------------------------------------------------------------------

bool keeps(const Person& person) { return has_role(person, {Role::keeper}); }

/// H-16: somebody must be left who keeps persons and keys.
MaybeNo keeper_is_left(const Facts& facts, const Unit& unit) {
  const auto& persons = facts.books.persons;
  const auto theirs = [&](const auto& entry) { return entry.second.unit == unit.id && keeps(entry.second); };
  const auto others = [&](const auto& entry) { return entry.second.unit != unit.id && keeps(entry.second); };
  if (!facts.policy.house_rule_on("H-16") || std::none_of(persons.begin(), persons.end(), theirs) ||
      std::any_of(persons.begin(), persons.end(), others))
    return std::nullopt;
  return Refusal{Reason::last_keeper, unit.id, "keeper", house_rule("H-16"), {},
                 say("give the role to another person first: govcloud person grant PERSON keeper")};
}

MaybeNo roles_unchanged_since(const Facts& facts, const Unit& unit, Date on) {
  for (const auto& [id, person] : facts.books.persons)
    for (const auto& period : person.held)
      for (const auto& day : {period.since, period.until})
        if (person.unit == unit.id && day && *day > on)
          return Refusal{Reason::date_order, id, to_text(on), house_rule("H-06"), {},
                         say("the roles of {0} were changed on {1}; give a day not before it", id, to_text(*day))};
  return std::nullopt;
}

/// All roles and keys of the old unit's people end.
void end_people(const Facts& facts, const UnitSucceeded& succession, std::vector<Fact>& recorded) {
  for (const auto& [id, person] : facts.books.persons)
    if (person.unit == succession.unit && !person.roles.empty())
      recorded.push_back(RolesRevoked{id, succession.reason, person.roles, succession.on});
  for (const auto& [id, key] : facts.books.keys) {
    const auto* person = find(facts.books.persons, key.person);
    if (person != nullptr && person->unit == succession.unit && (key.state == KeyState::active || key.state == KeyState::pending))
      recorded.push_back(KeyRevoked{id, key.person, succession.reason});
  }
}

MaybeNo can_succeed(const Facts& facts, const SucceedUnit& command) {
  for (const auto& id : {command.unit, command.successor}) {
    if (auto no = known(facts, id)) return no;
    if (auto no = still_acts(facts, id)) return no;
  }
  const auto& unit = facts.books.units.at(command.unit);
  if (command.unit == command.successor || facts.books.units.at(command.successor).kind != unit.kind)
    return NotFound{std::string(name_of(unit.kind)), command.successor, say("another unit of the same kind takes its place")};
  if (is_blank(command.reason))
    return Refusal{Reason::opinion_missing, command.unit, "reason", house_rule("H-30"), {}, say("say why: --reason TEXT")};
  return keeper_is_left(facts, unit);
}

}  // namespace

bool is_called(const Unit& unit, const std::string& text) {
  return unit.id == text || unit.name == text ||
         std::any_of(unit.former.begin(), unit.former.end(), [&](const FormerName& earlier) { return earlier.name == text; });
}

MaybeNo still_acts(const Facts& facts, const std::string& id) {
  const auto* unit = find(facts.books.units, id);
  if (unit == nullptr || unit->succeeded_by.empty()) return std::nullopt;
  return Refusal{Reason::stage_wrong, id, unit->succeeded_by, house_rule("H-30"), say("{0} is now {1}", id, unit->succeeded_by),
                 say("name that unit: {0}", unit->succeeded_by)};
}

Decision decide(const Facts& facts, const RenameUnit& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  if (auto no = known(facts, command.unit)) return *no;
  if (auto no = still_acts(facts, command.unit)) return *no;
  const auto& unit = facts.books.units.at(command.unit);
  if (unit.name == command.name)
    return Refusal{Reason::stage_wrong, unit.id, unit.name, house_rule("H-11"), say("{0} has this name already", unit.id), {}};
  const auto on = day_of(facts, acting.effective);
  const bool early = !unit.former.empty() && command.since < unit.former.back().until;
  if (command.since > on || early)
    return Refusal{Reason::date_order, unit.id, to_text(command.since), house_rule("H-29"), {},
                   early ? say("it was renamed on {0}; give a day not before it", to_text(unit.former.back().until))
                         : say("enter it when it holds: a day up to {0}", to_text(on))};
  std::vector<Fact> recorded{UnitRenamed{unit.id, unit.name, command.name, command.since}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, unit.id, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const SucceedUnit& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  if (auto no = can_succeed(facts, command)) return *no;
  const auto& unit = facts.books.units.at(command.unit);
  UnitSucceeded fact{unit.id, command.successor, command.reason, day_of(facts, acting.effective), {}, {}, {}, {}, {}};
  if (auto no = roles_unchanged_since(facts, unit, fact.on)) return *no;
  take_stock(facts.books, unit, fact);
  std::vector<Fact> recorded{fact};
  end_people(facts, fact, recorded);
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, unit.id, recorded);
  return recorded;
}

void rename(Books& books, const UnitRenamed& fact, const Stamp& stamp) {
  auto& unit = put_unit(books, fact.unit, stamp);
  unit.former.push_back({unit.name, fact.since});
  unit.name = fact.name;
}

void succeed(Books& books, const Event& event, const UnitSucceeded& fact, const Stamp& stamp) {
  auto& unit = put_unit(books, fact.unit, stamp);
  unit.succeeded_by = fact.successor, unit.succeeded_on = fact.on;
  const auto part = part_of(unit.kind);
  for (const auto& id : fact.systems) {
    if (part.of_system == &System::unit) hand_over(books, id, fact.successor, fact.on, stamp);
    auto& system = put_system(books, id, stamp);
    system.*part.of_system = fact.successor;
    if (part.of_system == &System::unit) system.transfer.reset();  // whoever asked for it is no more
    note(system, event, fact.unit + " → " + fact.successor + ": " + fact.reason, stamp);
  }
  for (const auto& id : fact.resources)
    if (part.of_resource != nullptr) put_resource(books, id, stamp).*part.of_resource = fact.successor;
  for (const auto& id : fact.requests) put_request(books, id, stamp).*part.of_request = fact.successor;
  for (const auto& id : fact.units) put_unit(books, id, stamp).authority = fact.successor;
  for (const auto& id : fact.orders) put_order(books, id, stamp).to = fact.successor;
}

}  // namespace govcloud
