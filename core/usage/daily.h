// The use of the whole platform day by day: sums over all resources, kept beside the roll-ups.
#pragma once
#include <cstdint>
#include <vector>

#include "core/law/date.h"
#include "core/usage/series.h"

namespace govcloud {

/// Sums of a local day over the samples that have both a use and a capacity, in the units of Rollup.
/// Sums of hostile measurements wrap round, so that what was added can always be taken away again.
struct DaySums {
  std::int64_t samples = 0;  // with capacity, whatever was measured of them
  std::int64_t cpu_used = 0, cpu_provisioned = 0;
  std::int64_t memory_used = 0, memory_provisioned = 0;
  bool operator==(const DaySums&) const = default;
  static void fields(auto& self, auto& v) {
    v("samples", self.samples), v("cpu_used", self.cpu_used), v("cpu_provisioned", self.cpu_provisioned);
    v("memory_used", self.memory_used), v("memory_provisioned", self.memory_provisioned);
  }
};

/// The days of a month, the first one first; as many as the month has.
struct MonthDays {
  std::vector<DaySums> days;
  bool operator==(const MonthDays&) const = default;
  static void fields(auto& self, auto& v) { v("days", self.days); }

  void add(const MonthDays& other);
  void take_away(const MonthDays& other);
};

/// What settled samples of one month and resource come to, day by day at an offset.
MonthDays days_of(const Samples& samples, Month month, Offset offset);

}  // namespace govcloud
