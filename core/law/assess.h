// assess: how a provider or a using unit did in a period, by the criteria of the policy, from what is
// recorded (Zhejiang articles 22 and 23, Changde articles 19 and 20).
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "core/law/assessment_events.h"
#include "core/law/figure.h"

namespace govcloud {

/// A sheet, and of each score what it counts.
struct Assessed {
  ScoreSheet sheet;
  std::vector<std::vector<Counted>> counted;  // as sheet.scores
};

/// The criteria of the policy for a provider or for a using unit.
std::vector<const Criterion*> criteria_for(const Policy& policy, bool provider);

/// What is asked of a unit's id: a provider is assessed as one, any other as a using unit. Nothing is
/// assessed without criteria in the policy (H-62).
std::variant<Asked, No> asked_of(const Facts& facts, const std::string& about, const Period& period, Instant now);
/// That a provider was asked for as a unit, or the other way round.
No other_kind(const Asked& asked);

/// Whole numbers throughout. A share and the mean of grades are rounded down, other means up. Points are
/// those of the first band that a value reaches, or the share or mean itself where there are no bands.
/// What has no evidence does not count: its weight goes to the rest of its dimension, and that of a
/// dimension without any to the other dimensions (H-62).
Assessed assess(const Facts& facts, const Asked& asked);

/// The value of sums by a figure's form; nothing where the denominator is 0.
std::optional<std::int64_t> value_of(FigureForm form, std::int64_t numerator, std::int64_t denominator);
/// The points of a value, in hundredths.
std::int64_t points_of(const Criterion& criterion, std::int64_t value);

}  // namespace govcloud
