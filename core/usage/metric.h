// What is measured, and in which whole numbers it is kept.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace govcloud {

/// The numbers stand in the ledger's block keys: add at the end, never renumber.
enum class Metric : std::uint8_t {
  cpu_percent = 0,         // of the provisioned capacity; above 100 is kept
  memory_used_mib = 1,     //
  memory_percent = 2,      // where a source gives the percentage and not the amount
  storage_used_gib = 3,    //
  network_in_mbps = 4,     //
  network_out_mbps = 5,    //
  cpu_capacity = 6,        // MHz or cores, whichever the source saw; 0: the machine was absent
  memory_capacity_mib = 7  //
};
inline constexpr std::size_t kMetricCount = 8;

/// A value is a whole number of `units_per_one`-th parts of the unit in the name: cpu_percent 6.54
/// is 654, memory_used_mib 1.5 is 1536 (memory is kept in KiB, so that a percentage worked out from
/// it is true to a hundredth on the smallest machine).
struct MetricFacts {
  Metric metric;
  std::string_view name;
  std::int64_t units_per_one;
  std::string_view unit;
};

inline constexpr std::array<MetricFacts, kMetricCount> kMetrics{{
    {Metric::cpu_percent, "cpu_percent", 100, "%"},
    {Metric::memory_used_mib, "memory_used_mib", 1024, "MiB"},
    {Metric::memory_percent, "memory_percent", 100, "%"},
    {Metric::storage_used_gib, "storage_used_gib", 100, "GiB"},
    {Metric::network_in_mbps, "network_in_mbps", 100, "Mbit/s"},
    {Metric::network_out_mbps, "network_out_mbps", 100, "Mbit/s"},
    {Metric::cpu_capacity, "cpu_capacity", 100, "MHz or cores"},
    {Metric::memory_capacity_mib, "memory_capacity_mib", 1024, "MiB"},
}};

constexpr std::size_t index_of(Metric metric) { return static_cast<std::size_t>(metric); }
constexpr const MetricFacts& facts_of(Metric metric) { return kMetrics[index_of(metric)]; }

constexpr std::optional<Metric> metric_named(std::string_view name) {
  for (const auto& facts : kMetrics) {
    if (facts.name == name) return facts.metric;
  }
  return std::nullopt;
}

/// No value is as large: sums over a month then stay within 63 bits.
inline constexpr std::int64_t kValueMax = std::int64_t{1} << 40;
/// Stands for "not measured" among values, which are never below zero.
inline constexpr std::int64_t kMissing = -1;

/// One value of each metric at one instant, or kMissing.
using Values = std::array<std::int64_t, kMetricCount>;
constexpr Values no_values() {
  Values values{};
  values.fill(kMissing);
  return values;
}

}  // namespace govcloud
