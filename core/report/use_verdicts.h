// What was measured of a provider's or a unit's resources in a period, month by month, for assessments.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/law/figure.h"
#include "core/usage/rollup.h"

namespace govcloud {

/// A month's roll-ups by resource.
using MonthRollups = std::map<std::string, Rollup>;

/// The verdict on each month of each resource that was there in it and that `asked` is about, by month and
/// resource; `rollups` has the period's months in order, those to come included.
std::vector<UseVerdict> use_verdicts(const Facts& facts, const Asked& asked, const std::vector<MonthRollups>& rollups);

}  // namespace govcloud
