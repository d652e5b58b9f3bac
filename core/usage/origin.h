// Where a mapping takes a metric from, in words for people.
#pragma once
#include <string>

#include "core/usage/mapping.h"

namespace govcloud {

/// The column, key or query, and the unit it is counted in; both empty where the source has none.
struct Origin {
  std::string column, unit;
};
Origin origin_of(const Mapping& mapping, Metric metric);

}  // namespace govcloud
