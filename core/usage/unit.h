// Units in which sources count, for mappings.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/usage/metric.h"
#include "core/usage/number.h"

namespace govcloud {

/// How a source's unit becomes the kept one of a metric (see core/usage/metric.h).
struct SourceUnit {
  Scale scale;
  bool of_capacity = false;  // an amount of processor time, to be divided by cpu_capacity
};

/// A unit by its name in mappings (`percent`, `kib`, `mbps` …); nothing where the metric is not
/// counted in it. cpu_percent may also be given as an amount in `cores`, `mhz` or `ghz`.
std::optional<SourceUnit> find_unit(std::string_view name, Metric metric);

/// The names of the units of a metric, for messages: "percent, fraction, cores, mhz, ghz".
std::string units_of(Metric metric);

}  // namespace govcloud
