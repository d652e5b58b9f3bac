// Samples: what was measured of one resource, and how rows become them, in order, each instant once.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "core/law/date.h"
#include "core/usage/metric.h"

namespace govcloud {

/// What was measured of one resource. A column is empty where the metric was never measured, and
/// otherwise as long as `times`, with kMissing in the gaps.
struct Samples {
  std::vector<std::int64_t> times;  // UTC seconds; ascending and distinct once settled
  std::array<std::vector<std::int64_t>, kMetricCount> columns;
  std::int64_t repeated = 0;          // rows that gave an instant again, with nothing different
  std::int64_t conflicts = 0;         // rows that gave an instant again, with another value
  std::int64_t interval_seconds = 0;  // as the mapping states it; 0: not stated

  const std::vector<std::int64_t>& of(Metric metric) const { return columns[index_of(metric)]; }
  bool operator==(const Samples&) const = default;
};

/// The value of a metric at a sample, or kMissing.
inline std::int64_t value_at(const Samples& samples, Metric metric, std::size_t index) {
  const auto& column = samples.of(metric);
  return column.empty() ? kMissing : column[index];
}

/// Adds one row at the end.
void append(Samples& samples, std::int64_t at_seconds, const Values& values);
/// Adds all samples of a later import at the end, with its counts; a stated interval of the later
/// one wins.
void append(Samples& samples, const Samples& later);

/// Puts samples in order of time and makes instants distinct. Of several rows of one instant the
/// later one wins, value by value: an empty cell takes nothing away. A row counts as a conflict
/// where it changes a value, as repeated where it gives at least one value again and changes none.
void settle(Samples& samples);

/// The median gap between neighbouring instants (the lower one of two), in seconds; 0 for fewer
/// than two samples.
std::int64_t median_gap_seconds(const std::vector<std::int64_t>& times);

}  // namespace govcloud
