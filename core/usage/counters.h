// Counters that only grow, and what they say of the time between two readings.
#pragma once
#include <cstdint>

#include "core/usage/metric.h"

namespace govcloud {

/// A reading of a later second, in the year 2255, counts as one of then: nanoseconds go not much further.
inline constexpr std::int64_t kReadingSecondsMax = 9000000000;

/// What a machine's counters read at an instant; kMissing where they were not told.
struct CounterReading {
  std::int64_t at_ns = 0;               // UTC, since 1970
  std::int64_t cpu_ns = kMissing;       // of processor time, all processors together
  std::int64_t processors = kMissing;   // that the machine has now
  std::int64_t in_bytes = kMissing, out_bytes = kMissing;
  std::int64_t interfaces = kMissing;   // over which the bytes are summed
};

/// Fills in the use of the processors and the traffic between two readings. A counter that fell began
/// again, and says nothing of that time; so do the bytes where the number of interfaces changed, and
/// both where no time went by.
void rates_between(const CounterReading& before, const CounterReading& now, Values& values);

}  // namespace govcloud
