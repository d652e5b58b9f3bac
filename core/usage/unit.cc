#include "core/usage/unit.h"

namespace govcloud {
namespace {

enum class Dimension { percent, memory, storage, rate, processor };

struct UnitFacts {
  std::string_view name;
  Dimension dimension;
  Scale scale;
};

// To hundredths of a percent, KiB, hundredths of a GiB, hundredths of a Mbit/s, hundredths of
// whatever the capacity is counted in. A unit that fits two dimensions stands twice.
constexpr UnitFacts kUnits[] = {
    {"percent", Dimension::percent, {100, 1}},
    {"fraction", Dimension::percent, {10000, 1}},
    {"byte", Dimension::memory, {1, 1024}},
    {"kib", Dimension::memory, {1, 1}},
    {"mib", Dimension::memory, {1024, 1}},
    {"gib", Dimension::memory, {1048576, 1}},
    {"kb", Dimension::memory, {1000, 1024}},
    {"mb", Dimension::memory, {1000000, 1024}},
    {"gb", Dimension::memory, {1000000000, 1024}},
    {"byte", Dimension::storage, {100, 1073741824}},
    {"kib", Dimension::storage, {100, 1048576}},
    {"mib", Dimension::storage, {100, 1024}},
    {"gib", Dimension::storage, {100, 1}},
    {"tib", Dimension::storage, {102400, 1}},
    {"gb", Dimension::storage, {48828125, 524288}},
    {"bps", Dimension::rate, {1, 10000}},
    {"kbps", Dimension::rate, {1, 10}},
    {"mbps", Dimension::rate, {100, 1}},
    {"gbps", Dimension::rate, {100000, 1}},
    {"byte_per_s", Dimension::rate, {8, 10000}},
    {"kb_per_s", Dimension::rate, {8, 10}},
    {"mb_per_s", Dimension::rate, {800, 1}},
    {"kib_per_s", Dimension::rate, {8192, 10000}},
    {"mib_per_s", Dimension::rate, {8388608, 10000}},
    {"cores", Dimension::processor, {100, 1}},
    {"mhz", Dimension::processor, {100, 1}},
    {"ghz", Dimension::processor, {100000, 1}},
};

Dimension dimension_of(Metric metric) {
  switch (metric) {
    case Metric::cpu_percent:
    case Metric::memory_percent:
      return Dimension::percent;
    case Metric::memory_used_mib:
    case Metric::memory_capacity_mib:
      return Dimension::memory;
    case Metric::storage_used_gib:
      return Dimension::storage;
    case Metric::network_in_mbps:
    case Metric::network_out_mbps:
      return Dimension::rate;
    case Metric::cpu_capacity:
      return Dimension::processor;
  }
  return Dimension::percent;
}

bool fits(const UnitFacts& unit, Metric metric) {
  return unit.dimension == dimension_of(metric) ||
         (metric == Metric::cpu_percent && unit.dimension == Dimension::processor);
}

}  // namespace

std::optional<SourceUnit> find_unit(std::string_view name, Metric metric) {
  for (const auto& unit : kUnits) {
    if (unit.name == name && fits(unit, metric)) {
      return SourceUnit{unit.scale, unit.dimension != dimension_of(metric)};
    }
  }
  return std::nullopt;
}

std::string units_of(Metric metric) {
  std::string names;
  for (const auto& unit : kUnits) {
    if (!fits(unit, metric)) continue;
    if (!names.empty()) names += ", ";
    names += unit.name;
  }
  return names;
}

}  // namespace govcloud
