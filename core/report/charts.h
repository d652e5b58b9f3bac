// The report's pictures as values: what is drawn, in which words, and a sentence that says the same
// to whoever does not see it. Every figure of a picture stands in the report as a number too.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/format/json.h"
#include "core/report/sections.h"

namespace govcloud {

struct ChartSeries {
  std::string name;
  Tone tone = Tone::plain;
  std::vector<std::optional<Json::Decimal>> values;  // as many as there are names; nothing is a gap
};

struct Chart {
  /// Lines over days; bars of which the second series is a part of the first; bars whose series
  /// follow one another.
  enum class Kind { lines, parts, stacked } kind = Kind::lines;
  std::string id, title, unit;  // unit: what the values are in, "%"
  std::vector<std::string> names;
  std::vector<ChartSeries> series;
  std::string says;
};

/// Used over provisioned on days or in months, with the sentence of its ends; nothing where nothing was
/// measured.
struct UsePoint {
  std::string name;
  UsedOverProvisioned used;
};
std::optional<Chart> use_chart(const std::string& id, const std::string& title, const std::vector<UsePoint>& points, Lang lang);

/// What a unit has of processors: allocated at the upper bound, and of that what it used, by its own
/// ratio (thousandths of a percent).
struct UnitCpu {
  std::string name;
  std::int64_t allocated = 0;
  std::optional<std::int64_t> used_percent = {};
};
std::optional<Chart> units_chart(std::vector<UnitCpu> units, Lang lang);

/// Limits kept and missed, a bar for each name that has any.
struct LimitsBar {
  std::string name;
  DeadlineCounts counts;
};
std::optional<Chart> limits_chart(const std::string& title, const std::vector<LimitsBar>& bars, Lang lang);

/// Use by day, allocated against used by unit, deadlines kept and missed by owner; those without
/// anything to draw are left out. Of more than kChartUnits units the largest are drawn.
std::vector<Chart> charts_of(const MonthlyReport& report, Lang lang);
inline constexpr std::size_t kChartUnits = 12;

/// A chart as an inline SVG picture with its title and its sentence as text alternatives.
std::string svg_of(const Chart& chart);

}  // namespace govcloud
