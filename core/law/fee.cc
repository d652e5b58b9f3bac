// The fee of a month, and its fixing.
#include "core/law/fee.h"

#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/measure.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

constexpr std::chrono::days kDay{1};

/// What a version of a resource has of each thing that has a price.
std::vector<FeePart> parts_of(const CatalogItem* item, const std::map<std::string, std::int64_t>& amounts) {
  std::vector<FeePart> parts;
  if (item == nullptr) return parts;
  const auto take = [&](const std::map<std::string, long long>& prices, const char* per) {
    for (const auto& [key, price] : prices) {
      const auto at = amounts.find(key);
      const std::int64_t amount = key == "each" ? 1 : at == amounts.end() ? 0 : at->second;
      if (amount > 0) parts.push_back({key, amount, price, per});
    }
  };
  take(item->month_fen, "month"), take(item->day_fen, "day");
  return parts;
}

/// See FeeLine: the one place where anything is rounded.
std::int64_t fen_of(const FeeLine& line) {
  std::int64_t by_month = 0, by_day = 0;
  for (const auto& part : line.parts) (part.per == "month" ? by_month : by_day) += part.amount * part.price_fen;
  return (2 * by_month * line.days + line.days_of_month) / (2 * line.days_of_month) + by_day * line.days;
}

/// The lines of one resource between two days, both included: a version counts from its day to the day
/// before the next one's, the last to the day before the reclaiming.
void add_lines(const Facts& facts, const Resource& resource, Date first, Date last, std::vector<FeeLine>& lines) {
  auto versions = resource.versions;
  std::stable_sort(versions.begin(), versions.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
  for (std::size_t i = 0; i < versions.size(); ++i) {
    auto end = last + kDay;
    if (i + 1 < versions.size()) end = std::min(end, versions[i + 1].on);
    if (resource.reclaimed_on) end = std::min(end, *resource.reclaimed_on);
    const auto begin = std::max(first, versions[i].on);
    if (begin >= end) continue;
    FeeLine line{resource.id, resource.system, resource.unit, resource.item, begin, end - kDay};
    line.days = (end - begin).count();
    line.days_of_month = (first_day(next(month_of(first))) - first).count();
    line.parts = parts_of(facts.policy.item(resource.item), versions[i].amounts);
    line.fen = fen_of(line);
    lines.push_back(std::move(line));
  }
}

void add_measures(const Books& books, FeeStatement& statement) {
  for (const auto& [id, measure] : books.measures) {
    if (!measure.is_in_force() || measure.provider != statement.provider || measure.period != statement.period) continue;
    FeeMeasure one{id, std::string(name_of(measure.step)), measure.because, measure.deduct_fen.value_or(0), {}};
    if (measure.step == MeasureStep::defer) {
      one.until = measure.day;
      statement.deferred_until = std::max(statement.deferred_until, measure.day);
    }
    statement.deducted_fen += one.deduct_fen;
    statement.measures.push_back(std::move(one));
  }
}

Refusal wrong(const char* rule, const std::string& object, std::string detail, Say hint) {
  return Refusal{Reason::field_wrong, object, std::move(detail), house_rule(rule), {}, std::move(hint)};
}

/// The month is over, no measure about it waits, and no settlement stands but the one that is replaced.
MaybeNo can_be_fixed(const Facts& facts, const FixFee& command, const std::string& provider, Month month, Date on) {
  if (on < first_day(next(month)))
    return Refusal{Reason::date_order, provider, command.period, house_rule("H-68"), {}, say("fix it from {0} on", to_text(first_day(next(month))))};
  const auto* fixed = settlement_of(facts.books, provider, command.period);
  if (fixed != nullptr && fixed->id != command.replaces)
    return Refusal{Reason::exists_already, fixed->id, command.period, house_rule("H-68"),
                   say("the fee of {0} is fixed already: {1}", command.period, fixed->id), say("where it was wrong, name it: --replaces {0}", fixed->id)};
  if (fixed == nullptr && !command.replaces.empty())
    return NotFound{"settlement", command.replaces, say("see them with: govcloud list settlements")};
  for (const auto& [id, measure] : facts.books.measures)
    if (measure.provider == provider && measure.period == command.period && !measure.lifted_on && !measure.waits_for.empty())
      return Refusal{Reason::stage_wrong, id, joined(measure.waits_for), house_rule("H-11"),
                     say("{0} is not in force yet; it waits for: {1}", id, joined(measure.waits_for)), say("let it be signed, or lift it: govcloud measure lift {0}", id)};
  return std::nullopt;
}

}  // namespace

const Settlement* settlement_of(const Books& books, std::string_view provider, std::string_view period) {
  for (const auto& [id, settlement] : books.settlements)
    if (settlement.provider == provider && settlement.period == period && settlement.replaced_by.empty()) return &settlement;
  return nullptr;
}

FeeStatement statement_of(const Facts& facts, const std::string& provider, Month month, Date today) {
  FeeStatement statement;
  statement.ledger = facts.books.ledger.id, statement.provider = provider, statement.period = to_text(month);
  statement.through = std::min(first_day(next(month)) - kDay, today);
  statement.policy = facts.policy.id, statement.policy_digest = facts.policy.digest;
  if (const auto catalog = facts.books.ledger.catalog_on(today); !catalog.empty()) statement.catalog_digest = std::string(catalog);
  for (const auto& [id, resource] : facts.books.resources)
    if (resource.provider == provider) add_lines(facts, resource, first_day(month), statement.through, statement.lines);
  for (const auto& line : statement.lines) statement.gross_fen += line.fen;
  add_measures(facts.books, statement);
  statement.payable_fen = statement.gross_fen - statement.deducted_fen;
  return statement;
}

Decision decide(const Facts& facts, const FixFee& command, const Acting& acting) {
  const auto provider = provider_meant(facts, command.provider);
  if (auto no = no_provider(facts, provider)) return *no;
  const auto& rule = facts.policy.fees;
  if (rule.by.empty()) return Refusal{Reason::field_wrong, provider, "fees", house_rule("H-68"), {}, say("the policy says nothing of fees")};
  if (auto no = may_in_roles(facts, acting, rule)) return *no;
  const auto month = parse_month(command.period);
  if (!month) return wrong("H-68", provider, "period", say("write it as {0}", "YYYY-MM"));
  const auto on = day_of(facts, acting.effective);
  if (auto no = can_be_fixed(facts, command, provider, *month, on)) return *no;
  const auto statement = statement_of(facts, provider, *month, on);
  if (statement.payable_fen < 0)
    return wrong("H-67", provider, std::to_string(statement.deducted_fen), say("more is deducted than the fee of {0}: {1} fen; lift a measure", command.period, std::to_string(statement.gross_fen)));
  Numbers numbers(facts, acting);
  Settlement fixed;
  fixed.id = numbers.next("P"), fixed.provider = provider, fixed.period = command.period, fixed.digest = command.digest;
  fixed.lines = static_cast<std::int64_t>(statement.lines.size()), fixed.gross_fen = statement.gross_fen;
  fixed.deducted_fen = statement.deducted_fen, fixed.payable_fen = statement.payable_fen;
  for (const auto& measure : statement.measures) fixed.measures.push_back(measure.measure);
  fixed.deferred_until = statement.deferred_until, fixed.replaces = command.replaces;
  fixed.policy = facts.policy.id, fixed.article = rule.basis.article, fixed.fixed_by = acting.person, fixed.on = on;
  fixed.waits_for = rule.signatories;
  sign_for_unit(facts, acting, {fixed.waits_for, fixed.signed_by});
  const auto id = fixed.id;
  std::vector<Fact> recorded{FeeFixed{std::move(fixed)}};
  attach_papers(facts, acting, numbers, id, recorded);
  return recorded;
}

Decision cosign_fee(const Facts& facts, const Settlement& settlement, const Acting& acting) {
  if (settlement.waits_for.empty() || !settlement.replaced_by.empty())
    return Refusal{Reason::stage_wrong, settlement.id, settlement.replaced_by, house_rule("H-11"), say("{0} is signed by all its parties", settlement.id), {}};
  if (auto no = may_in_roles(facts, acting, facts.policy.fees)) return *no;
  auto after = settlement;
  const auto kind = sign_for_unit(facts, acting, {after.waits_for, after.signed_by});
  if (kind.empty())
    return Refusal{Reason::unit_foreign, acting.person, joined(settlement.waits_for), house_rule("H-02"), {},
                   say("it waits for a person of a further unit of: {0}", joined(settlement.waits_for))};
  std::vector<Fact> recorded{FeeCosigned{settlement.id, kind, after.signed_by.back()}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, settlement.id, recorded);
  return recorded;
}

}  // namespace govcloud
