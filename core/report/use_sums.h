// Sums from which ratios are made: used over provisioned of a resource, a system, a unit, the platform,
// over a month or a year. Used by core/report only.
#pragma once
#include "core/report/parts.h"

namespace govcloud {

// Sums of a year stay within 63 bits; those of hostile measurements stop at the largest number instead
// of wrapping round.
std::int64_t sum_of(std::int64_t a, std::int64_t b);

/// Both sides of a ratio, once with the capacity that sources state, once with the allocated one.
struct Sums {
  struct Pair {
    std::int64_t used = 0, provisioned = 0;
  };
  Pair source, allocated;

  void add(const Sums& other);
  void into(std::optional<std::int64_t>& percent, std::string& basis) const;
};

struct UseSums {
  Sums cpu, memory;
  void add(const UseSums& other) { cpu.add(other.cpu), memory.add(other.memory); }
  UsedOverProvisioned ratio() const;
};

UseSums sums_of(const Rollup& rollup, const Quantities& allocated);

}  // namespace govcloud
