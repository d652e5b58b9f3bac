// Registers: units, persons, calendars. Kept by the keeper.
#include "core/law/house_rules.h"
#include "core/law/rules.h"
#include "core/law/succession.h"

#include <algorithm>

namespace govcloud {
namespace {

Refusal taken(const std::string& id) {
  return Refusal{Reason::exists_already, id, id, house_rule("H-12"),
                 say("{0} is there already", id), say("choose another id")};
}

/// The first role of a service person that decides, keeps keys or verifies, or nothing.
std::string service_decides(const Policy& policy, const Person& person) {
  if (!person.service || !policy.house_rule_on("H-15")) return "";
  for (const auto role : person.roles)
    if (role == Role::reviewer || role == Role::chief || role == Role::keeper || role == Role::auditor)
      return std::string(name_of(role));
  return "";
}

}  // namespace

std::vector<std::string> meeting_roles(const Policy& policy, const std::vector<Role>& roles) {
  for (const auto& apart : policy.roles_apart) {
    std::vector<std::string> both;
    for (const auto role : roles)
      if (std::find(apart.begin(), apart.end(), name_of(role)) != apart.end())
        both.emplace_back(name_of(role));
    if (both.size() > 1) return both;
  }
  return {};
}

MaybeNo roles_fit(const Facts& facts, const Person& person) {
  if (const auto both = meeting_roles(facts.policy, person.roles); !both.empty())
    return Refusal{Reason::roles_apart, person.id, joined(both), house_rule("H-10"), {},
                   say("give these roles to different persons")};
  if (const auto deciding = service_decides(facts.policy, person); !deciding.empty())
    return Refusal{Reason::roles_apart, person.id, deciding, house_rule("H-15"), {},
                   say("a person of flesh and blood decides; give a cron job the role of an operator")};
  return std::nullopt;
}

Decision decide(const Facts& facts, const AddUnit& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  const auto& unit = command.unit;
  if (find(facts.books.units, unit.id) != nullptr || unit.id == kThePlatform) return taken(unit.id);
  const auto* authority = find(facts.books.units, unit.authority);
  if (!unit.authority.empty() && (authority == nullptr || authority->kind != UnitKind::authority))
    return NotFound{"authority", unit.authority, say("see them with: govcloud list units")};
  if (auto no = still_acts(facts, unit.authority)) return *no;
  std::vector<Fact> recorded{UnitAdded{unit}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, unit.id, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const AddPerson& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  const auto& person = command.person;
  if (find(facts.books.units, person.unit) == nullptr)
    return NotFound{"unit", person.unit, say("add the unit first: govcloud unit add {0} …", person.unit)};
  if (find(facts.books.persons, person.id) != nullptr) return taken(person.id);
  if (auto no = still_acts(facts, person.unit)) return *no;
  if (auto no = roles_fit(facts, person)) return *no;
  std::vector<Fact> recorded{PersonAdded{person}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, person.id, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const LoadCalendar& command, const Acting& acting) {
  if (auto no = may(facts, acting, "calendar_load", "")) return *no;
  std::vector<Fact> recorded{CalendarLoaded{command.digest, command.name, command.arranged}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, facts.books.ledger.id, recorded);
  return recorded;
}

}  // namespace govcloud
