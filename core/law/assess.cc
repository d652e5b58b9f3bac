#include "core/law/assess.h"

#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

constexpr std::int64_t kHundred = 100;  // hundredths of a point or of a percent in one

Score score_of(const Criterion& criterion, const std::vector<Counted>& counted) {
  Score score{criterion.dimension, criterion.figure, criterion.weight};
  for (const auto& one : counted) score.numerator += one.numerator, score.denominator += one.denominator;
  const auto* figure = figure_named(criterion.figure);
  if (figure != nullptr) score.value = value_of(figure->form, score.numerator, score.denominator);
  if (score.value) score.points = points_of(criterion, *score.value);
  return score;
}

/// The mean by weight of those that have points, rounded down.
template <class T>
std::optional<std::int64_t> mean_of(const std::vector<T>& all, auto counts) {
  std::int64_t sum = 0, weight = 0;
  for (const auto& one : all)
    if (one.points && counts(one)) sum += one.weight * *one.points, weight += one.weight;
  return weight == 0 ? std::nullopt : std::optional(sum / weight);
}

DimensionScore dimension_of(const std::vector<Score>& scores, const std::string& name) {
  DimensionScore dimension{name};
  const auto is_its = [&](const Score& score) { return score.dimension == name; };
  for (const auto& score : scores)
    if (is_its(score)) dimension.weight += score.weight;
  dimension.points = mean_of(scores, is_its);
  return dimension;
}

}  // namespace

std::optional<std::int64_t> value_of(FigureForm form, std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return std::nullopt;
  switch (form) {
    case FigureForm::share: return numerator * kHundred * kHundred / denominator;
    case FigureForm::mean: return (numerator + denominator - 1) / denominator;
    case FigureForm::count: return numerator;
    case FigureForm::grade: return numerator * kHundred / denominator;
  }
  return std::nullopt;
}

std::int64_t points_of(const Criterion& criterion, std::int64_t value) {
  if (criterion.bands.empty()) return value;
  for (const auto& band : criterion.bands)
    if (criterion.less_is_better ? value <= band.bound : value >= band.bound) return band.points * kHundred;
  return 0;
}

std::vector<const Criterion*> criteria_for(const Policy& policy, bool provider) {
  std::vector<const Criterion*> all;
  for (const auto& criterion : policy.assessment)
    if ((criterion.object == "provider") == provider) all.push_back(&criterion);
  return all;
}

std::variant<Asked, No> asked_of(const Facts& facts, const std::string& about, const Period& period, Instant now) {
  if (about.empty())
    return No{Refusal{Reason::provider_missing, "provider", "provider", house_rule("H-02"), {}, say("name the provider: --provider UNIT")}};
  const auto* unit = find(facts.books.units, about);
  if (unit == nullptr) return No{NotFound{"unit", about, say("see them with: govcloud list units")}};
  Asked asked{about, unit->kind == UnitKind::provider, period, now, {}, {}};
  if (criteria_for(facts.policy, asked.is_provider).empty())
    return No{Refusal{Reason::criteria_missing, about, "[[assessment]]", house_rule("H-62"), {}, say("the policy names what is weighed: [[assessment]]")}};
  return asked;
}

No other_kind(const Asked& asked) {
  if (asked.is_provider) return NotFound{"using unit", asked.about, say("it is a provider: govcloud assess provider")};
  return NotFound{"provider", asked.about, say("it is no provider: govcloud assess unit {0}", asked.about)};
}

Assessed assess(const Facts& facts, const Asked& asked) {
  Assessed done;
  auto& [scores, dimensions, points] = done.sheet;
  for (const auto* criterion : criteria_for(facts.policy, asked.is_provider)) {
    done.counted.push_back(counted_in(facts, asked, criterion->figure, criterion->only, criterion->grades));
    scores.push_back(score_of(*criterion, done.counted.back()));
  }
  for (const auto& score : scores)
    if (std::none_of(dimensions.begin(), dimensions.end(), [&](const auto& one) { return one.dimension == score.dimension; }))
      dimensions.push_back(dimension_of(scores, score.dimension));
  points = mean_of(dimensions, [](const auto&) { return true; });
  return done;
}

}  // namespace govcloud
