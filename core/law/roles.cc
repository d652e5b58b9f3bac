// Roles granted and revoked, and deputies 代办: dated, within one unit, never in a circle.
#include "core/law/roles.h"

#include <algorithm>
#include <set>

#include "core/law/house_rules.h"
#include "core/law/rules.h"
#include "core/law/succession.h"

namespace govcloud {
namespace {

bool has(const std::vector<Role>& roles, Role role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

MaybeNo known(const Facts& facts, const std::string& id) {
  if (find(facts.books.persons, id) != nullptr) return std::nullopt;
  return NotFound{"person", id, say("see them with: govcloud list persons")};
}

std::string words(const std::vector<Role>& roles) {
  std::vector<std::string> all;
  for (const auto role : roles) all.emplace_back(name_of(role));
  return joined(all);
}

/// Roles are changed for the days to come, or for those since it happened: never before a change that
/// stands already.
MaybeNo after_last_change(const Facts& facts, const Acting& acting, const Person& person) {
  const auto on = day_of(facts, acting.effective);
  for (const auto& period : person.held)
    for (const auto& day : {period.since, period.until})
      if (day && *day > on)
        return Refusal{Reason::date_order, person.id, to_text(on), house_rule("H-06"), {},
                       say("the roles of {0} were changed on {1}; give a day not before it", person.id, to_text(*day))};
  return std::nullopt;
}

Decision with_papers(const Facts& facts, const Acting& acting, const std::string& subject, Fact fact) {
  std::vector<Fact> recorded{std::move(fact)};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, subject, recorded);
  return recorded;
}

/// A keeper, or the person whose work it is.
MaybeNo may_delegate(const Facts& facts, const Acting& acting, const std::string& person) {
  if (acting.for_person.empty() && acting.person == person) return std::nullopt;
  return may(facts, acting, "register", "");
}

Refusal out_of_bounds(const std::string& object, std::string detail, Say hint) {
  return Refusal{Reason::delegation_out_of_bounds, object, std::move(detail), house_rule("H-18"), {}, std::move(hint)};
}

bool overlap(const Delegation& a, Date since, Date until) { return a.since <= until && a.until >= since; }

/// Whether somebody's work would come back to them through deputies on some of these days.
bool comes_back(const Books& books, const std::string& from, const std::string& to, Date since, Date until,
                std::set<std::string>& seen) {
  if (from == to) return true;
  if (!seen.insert(from).second) return false;
  const auto* person = find(books.persons, from);
  return person != nullptr &&
         std::any_of(person->delegations.begin(), person->delegations.end(), [&](const Delegation& delegation) {
           return overlap(delegation, since, until) &&
                  comes_back(books, delegation.deputy, to, std::max(since, delegation.since),
                             std::min(until, delegation.until), seen);
         });
}

/// Roles that are kept apart may not meet in a deputy either.
MaybeNo apart(const Facts& facts, const Person& person, const Person& deputy) {
  auto both = person.roles;
  both.insert(both.end(), deputy.roles.begin(), deputy.roles.end());
  std::sort(both.begin(), both.end());
  both.erase(std::unique(both.begin(), both.end()), both.end());
  const auto met = meeting_roles(facts.policy, both);
  if (met.empty() || !meeting_roles(facts.policy, person.roles).empty()) return std::nullopt;
  return Refusal{Reason::roles_apart, deputy.id, joined(met), house_rule("H-10"), {},
                 say("give these roles to different persons")};
}

}  // namespace

void grant_roles(Person& person, const RolesGranted& granted) {
  for (const auto role : granted.roles) {
    person.roles.push_back(role);
    person.held.push_back({role, granted.on, {}});
  }
}

void revoke_roles(Person& person, const RolesRevoked& revoked) {
  for (const auto role : revoked.roles) {
    std::erase(person.roles, role);
    const auto open = std::find_if(person.held.begin(), person.held.end(),
                                   [&](const RolePeriod& period) { return period.role == role && !period.until; });
    if (open != person.held.end()) open->until = revoked.on;
    else person.held.push_back({role, {}, revoked.on});
  }
}

bool held_on(const Person& person, Role role, Date day) {
  bool dated = false;
  for (const auto& period : person.held) {
    if (period.role != role) continue;
    if (period.holds(day)) return true;
    dated = true;
  }
  return !dated && has(person.roles, role);
}

const Person* in_whose_right(const Facts& facts, const Acting& acting) {
  return find(facts.books.persons, acting.for_person.empty() ? acting.person : acting.for_person);
}

std::vector<Role> roles_of(const Facts& facts, const Acting& acting) {
  std::vector<Role> roles;
  const auto* person = in_whose_right(facts, acting);
  if (person == nullptr) return roles;
  for (const auto role : person->roles)
    if (held_on(*person, role, day_of(facts, acting.effective)) && held_on(*person, role, day_of(facts, acting.recorded)))
      roles.push_back(role);
  return roles;
}

MaybeNo stands_in(const Facts& facts, const Acting& acting) {
  if (acting.for_person.empty()) return std::nullopt;
  const auto* person = find(facts.books.persons, acting.for_person);
  const auto* deputy = find(facts.books.persons, acting.person);
  const auto holds_on = [&](Date day) {
    return std::any_of(person->delegations.begin(), person->delegations.end(), [&](const Delegation& delegation) {
      return delegation.deputy == acting.person && delegation.holds(day);
    });
  };
  if (person != nullptr && deputy != nullptr && person->unit == deputy->unit &&
      holds_on(day_of(facts, acting.effective)) && holds_on(day_of(facts, acting.recorded)))
    return std::nullopt;
  return Refusal{Reason::delegation_missing, acting.person, acting.for_person, house_rule("H-18"), {},
                 say("{0} has not delegated to {1} for these days: govcloud person delegate {0} {1} --since D --until D",
                     acting.for_person, acting.person)};
}

Decision decide(const Facts& facts, const GrantRoles& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  if (auto no = known(facts, command.person)) return *no;
  const auto& person = facts.books.persons.at(command.person);
  for (const auto role : command.roles)
    if (has(person.roles, role))
      return Refusal{Reason::exists_already, person.id, std::string(name_of(role)), house_rule("H-12"),
                     say("{0} has the role {1} already", person.id, std::string(name_of(role))), {}};
  if (auto no = still_acts(facts, person.unit)) return *no;
  if (auto no = after_last_change(facts, acting, person)) return *no;
  auto after = person;
  after.roles.insert(after.roles.end(), command.roles.begin(), command.roles.end());
  if (auto no = roles_fit(facts, after)) return *no;
  return with_papers(facts, acting, person.id, RolesGranted{person.id, command.roles, day_of(facts, acting.effective)});
}

Decision decide(const Facts& facts, const RevokeRoles& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  if (auto no = known(facts, command.person)) return *no;
  const auto& person = facts.books.persons.at(command.person);
  const auto roles = command.roles.empty() ? person.roles : command.roles;
  for (const auto role : roles)
    if (!has(person.roles, role))
      return Refusal{Reason::stage_wrong, person.id, std::string(name_of(role)), house_rule("H-11"),
                     say("{0} does not have the role {1}", person.id, std::string(name_of(role))), {}};
  if (roles.empty())
    return Refusal{Reason::stage_wrong, person.id, "", house_rule("H-11"), say("{0} has no role", person.id), {}};
  if (auto no = after_last_change(facts, acting, person)) return *no;
  const auto others = std::any_of(facts.books.persons.begin(), facts.books.persons.end(), [&](const auto& entry) {
    return entry.first != person.id && has(entry.second.roles, Role::keeper);
  });
  if (has(roles, Role::keeper) && !others && facts.policy.house_rule_on("H-16"))
    return Refusal{Reason::last_keeper, person.id, words({Role::keeper}), house_rule("H-16"), {},
                   say("give the role to another person first: govcloud person grant PERSON keeper")};
  return with_papers(facts, acting, person.id,
                     RolesRevoked{person.id, command.reason, roles, day_of(facts, acting.effective)});
}

Decision decide(const Facts& facts, const Delegate& command, const Acting& acting) {
  if (auto no = may_delegate(facts, acting, command.person)) return *no;
  for (const auto& id : {command.person, command.deputy})
    if (auto no = known(facts, id)) return *no;
  const auto& person = facts.books.persons.at(command.person);
  const auto& deputy = facts.books.persons.at(command.deputy);
  if (person.id == deputy.id || deputy.service)
    return out_of_bounds(person.id, deputy.id, say("name another person, and not a cron job's"));
  if (person.unit != deputy.unit)
    return out_of_bounds(person.id, deputy.id, say("a deputy is of the same unit: {0}", person.unit.empty() ? std::string("-") : person.unit));
  if (command.since > command.until || command.since < day_of(facts, acting.effective))
    return out_of_bounds(person.id, to_text(command.since) + ".." + to_text(command.until),
                         say("it begins on {0} or later, and ends on a day after that", to_text(day_of(facts, acting.effective))));
  for (const auto& delegation : person.delegations)
    if (delegation.deputy == deputy.id && overlap(delegation, command.since, command.until))
      return Refusal{Reason::exists_already, person.id, deputy.id, house_rule("H-12"),
                     say("{0} stands in for {1} from {2} to {3} already", deputy.id, person.id,
                         to_text(delegation.since), to_text(delegation.until)), {}};
  std::set<std::string> seen;
  if (comes_back(facts.books, deputy.id, person.id, command.since, command.until, seen))
    return out_of_bounds(person.id, deputy.id, say("the work of {0} would come back to them", person.id));
  if (auto no = apart(facts, person, deputy)) return *no;
  return with_papers(facts, acting, person.id, Delegated{person.id, deputy.id, command.since, command.until});
}

Decision decide(const Facts& facts, const EndDelegation& command, const Acting& acting) {
  if (auto no = may_delegate(facts, acting, command.person)) return *no;
  if (auto no = known(facts, command.person)) return *no;
  const auto& person = facts.books.persons.at(command.person);
  const auto on = day_of(facts, acting.effective);
  const bool there = std::any_of(person.delegations.begin(), person.delegations.end(), [&](const Delegation& d) {
    return d.deputy == command.deputy && d.until >= on && d.since <= d.until;
  });
  if (!there)
    return Refusal{Reason::stage_wrong, person.id, command.deputy, house_rule("H-11"),
                   say("{0} does not stand in for {1}", command.deputy, person.id), {}};
  return with_papers(facts, acting, person.id, DelegationEnded{person.id, command.deputy, on});
}

}  // namespace govcloud
