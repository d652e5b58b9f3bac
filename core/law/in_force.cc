// A new policy 办法 and a new catalogue 服务目录 hold from a day on; what was handed in before keeps what
// it was handed in under.
#include "core/law/in_force.h"

#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

/// From the day of the act at the earliest, and not before another that is to come.
MaybeNo begins_in_time(const std::vector<InForce>& others, const std::string& id, Date from, Date on) {
  const auto no = [&](Say hint) {
    return Refusal{Reason::date_order, id, to_text(from), house_rule("H-31"), {}, std::move(hint)};
  };
  if (from < on) return no(say("give a day from {0} on", to_text(on)));
  if (!others.empty() && from < others.back().from)
    return no(say("{0} begins on {1}; give a day not before it", others.back().id, to_text(others.back().from)));
  return std::nullopt;
}

Refusal in_force_already(const std::string& id, Date from) {
  return Refusal{Reason::stage_wrong, id, to_text(from), house_rule("H-11"), say("{0} is in force on {1} already", id, to_text(from)), {}};
}

Decision with_papers(const Facts& facts, const Acting& acting, Fact fact) {
  std::vector<Fact> recorded{std::move(fact)};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, facts.books.ledger.id, recorded);
  return recorded;
}

}  // namespace

Decision decide(const Facts& facts, const AdoptPolicy& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  const auto& ledger = facts.books.ledger;
  if (command.offset_minutes != ledger.offset_minutes)
    return Refusal{Reason::field_wrong, command.policy, "offset_minutes=" + std::to_string(command.offset_minutes), house_rule("H-31"), {},
                   say("a ledger keeps one time: {0} minutes", std::to_string(ledger.offset_minutes))};
  if (auto no = begins_in_time(ledger.adopted, command.policy, command.from, day_of(facts, acting.effective))) return *no;
  if (ledger.policy_on(command.from) == command.digest) return in_force_already(command.policy, command.from);
  return with_papers(facts, acting, PolicyAdopted{command.policy, command.digest, command.name, command.offset_minutes, command.from});
}

Decision decide(const Facts& facts, const LoadCatalog& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  const auto& ledger = facts.books.ledger;
  if (auto no = begins_in_time(ledger.catalogs, command.name, command.from, day_of(facts, acting.effective))) return *no;
  if (ledger.catalog_on(command.from) == command.digest) return in_force_already(command.name, command.from);
  return with_papers(facts, acting, CatalogLoaded{command.digest, command.name, command.from});
}

void put_in_force(std::vector<InForce>& all, InForce one) {
  if (!all.empty() && all.back().from == one.from) all.back() = std::move(one);
  else all.push_back(std::move(one));
}

}  // namespace govcloud
