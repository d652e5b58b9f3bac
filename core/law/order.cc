// check order: an order to mend 责令整改, to the unit that owes the mending; its carrying out, and the
// look at that by somebody else.
#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/rectify.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

constexpr std::string_view kAct = "check_order", kKindred = "check_verify";

Refusal wrong(const char* rule, const std::string& object, std::string detail, Say hint) {
  return Refusal{Reason::field_wrong, object, std::move(detail), house_rule(rule), {}, std::move(hint)};
}

Refusal not_open(const std::string& id, FindingState state) {
  const std::string word(name_of(state));
  return Refusal{Reason::stage_wrong, id, word, house_rule("H-11"), say("{0} is {1} already", id, word), {}};
}

bool is_kind(const Facts& facts, const std::string& unit, UnitKind kind) {
  const auto* found = find(facts.books.units, unit);
  return found != nullptr && found->kind == kind;
}

/// Whether a finding's mending is owed by the unit.
bool owes(const Facts& facts, const std::string& unit, const Finding& finding) {
  const auto owing = owing_unit(facts, finding);
  return owing.empty() ? is_kind(facts, unit, UnitKind::provider) : owing == unit;
}

MaybeNo findings_fit(const Facts& facts, const OrderMending& command, const std::string& to) {
  for (const auto& id : command.findings) {
    const auto& finding = facts.books.findings.at(id);
    if (finding.state != FindingState::open) return not_open(id, finding.state);
    if (!owes(facts, to, finding))
      return wrong("H-46", id, to, say("the mending of {0} is owed by {1}; an order goes to one unit", id,
                                       owing_unit(facts, finding).empty() ? std::string("provider") : owing_unit(facts, finding)));
  }
  return std::nullopt;
}

MaybeNo says_enough(const OrderMending& command, Date on) {
  const auto& object = command.findings.empty() ? command.to : command.findings.front();
  if (is_blank(command.scope)) return wrong("H-45", object, "scope", say("say what it is about: --scope TEXT"));
  const bool blank = std::any_of(command.items.begin(), command.items.end(), [](const auto& item) { return is_blank(item); });
  if (blank || (command.findings.empty() && command.items.empty()))
    return wrong("H-45", object, "item", say("name findings, or say what is to be mended: --item TEXT"));
  if (command.due_on < on)
    return wrong("H-46", object, to_text(command.due_on), say("give a day from {0} on: --due DATE", to_text(on)));
  return std::nullopt;
}

/// The unit of whose person it is has signed; what it cannot sign, waits.
void sign(const Facts& facts, const Acting& acting, Order& order) {
  const auto* person = in_whose_right(facts, acting);
  const auto* unit = person != nullptr ? find(facts.books.units, person->unit) : nullptr;
  if (unit == nullptr) return;
  const std::string party(name_of(unit->kind));
  order.signed_by.push_back({party, acting.person, acting.for_person, day_of(facts, acting.effective)});
  std::erase(order.waits_for, party);
}

Decision with_papers(const Facts& facts, const Acting& acting, const std::string& order, Fact fact) {
  std::vector<Fact> recorded{std::move(fact)};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, order, recorded);
  return recorded;
}

}  // namespace

std::string owner_of(const Books& books, const Order& order) {
  const auto* unit = find(books.units, order.to);
  return unit != nullptr && unit->kind == UnitKind::provider ? "provider" : "using";
}

Decision decide(const Facts& facts, const OrderMending& command, const Acting& acting) {
  for (const auto& id : command.findings)
    if (find(facts.books.findings, id) == nullptr) return NotFound{"finding", id, say("see them with: govcloud list findings")};
  const auto to = !command.to.empty()          ? command.to
                  : command.findings.empty() ? std::string()
                                             : owing_unit(facts, facts.books.findings.at(command.findings.front()));
  if (!to.empty() && find(facts.books.units, to) == nullptr)
    return NotFound{"unit", to, say("see them with: govcloud list units")};
  if (auto no = may_by(facts, acting, kAct, kKindred)) return *no;
  const auto on = day_of(facts, acting.effective);
  if (!is_kind(facts, to, UnitKind::provider) && !is_kind(facts, to, UnitKind::using_unit) && !is_kind(facts, to, UnitKind::authority))
    return wrong("H-46", to, "to", say("name the unit that owes the mending: --to UNIT"));
  if (auto no = findings_fit(facts, command, to)) return *no;
  if (auto no = says_enough(command, on)) return *no;
  Numbers numbers(facts, acting);
  Order order;
  order.id = numbers.next("O"), order.to = to, order.scope = command.scope;
  order.findings = command.findings, order.items = command.items, order.due_on = command.due_on;
  order.policy = facts.policy.id, order.ordered_by = acting.person, order.on = on;
  order.article = facts.policy.orders.basis.article;
  if (const auto* rule = rule_by(facts.policy, kAct, kKindred); order.article.empty() && rule != nullptr) order.article = rule->basis.article;
  order.waits_for = facts.policy.orders.signatories;
  sign(facts, acting, order);
  std::vector<Fact> recorded{Ordered{order}};
  attach_papers(facts, acting, numbers, order.id, recorded);
  return recorded;
}

Decision cosign_order(const Facts& facts, const Order& order, const Acting& acting) {
  if (order.is_in_force())
    return Refusal{Reason::stage_wrong, order.id, "", house_rule("H-11"), say("{0} is signed by all its parties", order.id), {}};
  if (auto no = may_by(facts, acting, kAct, kKindred)) return *no;
  auto after = order;
  sign(facts, acting, after);
  if (after.waits_for.size() == order.waits_for.size())
    return Refusal{Reason::unit_foreign, acting.person, joined(order.waits_for), house_rule("H-02"), {},
                   say("it waits for a person of: {0}", joined(order.waits_for))};
  return with_papers(facts, acting, order.id, OrderCosigned{order.id, after.signed_by.back()});
}

Decision fix_order(const Facts& facts, const Order& order, const FixFinding& command, const Acting& acting) {
  if (auto no = may(facts, acting, "check_fix", order.to)) return *no;
  if (!order.is_in_force())
    return Refusal{Reason::stage_wrong, order.id, joined(order.waits_for), house_rule("H-11"),
                   say("{0} is not in force yet; it waits for: {1}", order.id, joined(order.waits_for)), {}};
  if (order.state != FindingState::open) return not_open(order.id, order.state);
  for (const auto& id : order.findings)
    if (const auto* finding = find(facts.books.findings, id); finding != nullptr && finding->state == FindingState::open)
      return Refusal{Reason::stage_wrong, order.id, id, house_rule("H-48"), say("{0} of {1} is still open", id, order.id),
                     say("mend it first: govcloud check fix {0} --attach KIND=FILE", id)};
  if (acting.papers.empty())
    return Refusal{Reason::paper_missing, order.id, "evidence", house_rule("H-13"), {}, say("show the mending: --attach KIND=FILE")};
  return with_papers(facts, acting, order.id, OrderFixed{order.id, acting.person, command.note, day_of(facts, acting.effective)});
}

Decision verify_order(const Facts& facts, const Order& order, const VerifyFinding& command, const Acting& acting) {
  if (auto no = may(facts, acting, "check_verify", "")) return *no;
  if (facts.policy.house_rule_on("H-01") && is_theirs(acting, order.fixed_by, order.fixed_for))
    return Refusal{Reason::own_request, order.id, acting.person, house_rule("H-01"), {},
                   say("let somebody else look at the mending of {0}", order.id)};
  const std::string state(name_of(order.state));
  if (order.state != FindingState::fixed)
    return Refusal{Reason::stage_wrong, order.id, state, house_rule("H-11"),
                   say("{0} is {1}; only a fixed order can be verified", order.id, state),
                   say("record the mending first: govcloud check fix {0} --attach KIND=FILE", order.id)};
  for (const auto& id : order.findings)
    if (const auto* finding = find(facts.books.findings, id); command.holds && finding != nullptr && finding->state != FindingState::closed)
      return Refusal{Reason::stage_wrong, order.id, id, house_rule("H-48"), say("{0} of {1} is not closed", id, order.id),
                     say("look at it first: govcloud check verify {0}", id)};
  return with_papers(facts, acting, order.id,
                     OrderVerified{order.id, acting.person, command.note, command.holds, day_of(facts, acting.effective)});
}

}  // namespace govcloud
