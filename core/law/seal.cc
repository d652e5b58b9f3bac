// Seals: countersigned by an auditor outside, brought back by an auditor or a steward.
#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

Refusal role_missing(const std::string& person, const std::string& roles) {
  return {Reason::role_missing, person, roles, house_rule("H-17"), {}, say("this is for a person with the role {0}", roles)};
}

/// No regulation speaks of seals, so a policy need not either; one that does outranks the house rule.
MaybeNo may_import(const Facts& facts, const Acting& acting) {
  const auto* person = find(facts.books.persons, acting.person);
  if (person == nullptr || facts.policy.role_rule("seal_import") != nullptr) return may(facts, acting, "seal_import", "");
  if (!facts.policy.house_rule_on("H-17") || has_role(*person, {Role::auditor, Role::steward})) return std::nullopt;
  return role_missing(acting.person, "auditor, steward");
}

/// The countersigner is an auditor, with a key that nobody has revoked.
MaybeNo countersigner(const Facts& facts, const SealImported& seal) {
  const auto* key = find(facts.books.keys, seal.key);
  if (key == nullptr) return NotFound{"key", seal.key, say("see them all: govcloud key list")};
  const auto* person = find(facts.books.persons, seal.person);
  if (person == nullptr || key->person != seal.person || !has_role(*person, {Role::auditor}))
    return role_missing(seal.person, "auditor");
  if (key->state != KeyState::active && key->state != KeyState::replaced)
    return Refusal{Reason::stage_wrong, key->id, std::string(name_of(key->state)), house_rule("H-17"),
                   say("{0} is {1}; its countersignature is not accepted", key->id, std::string(name_of(key->state))),
                   say("have a new seal countersigned")};
  return std::nullopt;
}

}  // namespace

Decision decide(const Facts& facts, const ImportSeal& command, const Acting& acting) {
  if (auto no = may_import(facts, acting)) return *no;
  if (auto no = want_signed(facts)) return *no;
  if (auto no = countersigner(facts, command.what)) return *no;
  const auto& last = facts.books.ledger.seal;
  if (last && command.what.size <= last->size)
    return Refusal{Reason::exists_already, facts.books.ledger.id, std::to_string(last->size), house_rule("H-12"),
                   say("this ledger is sealed up to event {0} already", std::to_string(last->size)), {}};
  std::vector<Fact> recorded{command.what};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, facts.books.ledger.id, recorded);
  return recorded;
}

}  // namespace govcloud
