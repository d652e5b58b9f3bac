// The facts of elastic resources 弹性 and emergency changes 应急变更; a part of the journal's vocabulary
// (core/law/events.h).
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "core/law/clocks.h"
#include "core/law/trust_events.h"

namespace govcloud {

/// An elastic resource runs with other amounts from now on, each inside its granted range.
struct Scaled {
  static constexpr std::string_view kKind = "scaled";
  std::string resource, system;
  std::map<std::string, std::int64_t> running;  // the keys that were set, in the unit that each names
  std::string reason;
  Date on{};
  Subjects subjects() const { return {resource, system}; }
  static void fields(auto& self, auto& v) {
    v("resource", self.resource), v("system", self.system), v("running", self.running);
    v("reason", self.reason), v("on", self.on);
  }
};

/// What a rejected emergency change had altered is as it was before, or was taken by a termination.
struct Undone {
  static constexpr std::string_view kKind = "undone";
  std::string request;
  std::string overtaken_by;  // the termination that took the resources, or empty
  Clocks clocks;
  Subjects subjects() const { return {request}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("overtaken_by", self.overtaken_by), v("clocks", self.clocks);
  }
};

}  // namespace govcloud
