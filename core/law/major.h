// Major changes 重大变更 by growth: what a system has against what it had when its tests were last
// passed (Zhejiang article 11; the measure is the policy's [major], an example).
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

/// Processors, memory and storage of a system: key → sum, elastic quantities at their upper bound.
using Capacity = std::map<std::string, std::int64_t>;

/// Of all resources in service, as delivered: what tests that are passed now were held on.
Capacity capacity_of(const Books& books, std::string_view system);

/// A line with what is wished or granted of it, and how many.
struct LineOfChange {
  const Line* line = nullptr;
  const Quantities* quantities = nullptr;
  std::int64_t count = 1;
};

/// The key by which the system would have grown by strictly more than the policy's share since its
/// tests were last passed, however many changes that took; empty where it does not, or where it is not
/// known what was tested.
std::string grown_beyond(const Facts& facts, const System& system, const std::vector<LineOfChange>& lines);

}  // namespace govcloud
