// The facts of elastic resources 弹性, emergency changes 应急变更 and corrections 更正; a part of the journal's vocabulary
// (core/law/events.h).
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/law/clocks.h"
#include "core/law/record.h"
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

/// What an event told is other than it told: of a paper, of the cloud's own id, of a record. `event` is
/// its number, `kind` its kind; that this is so was checked in the journal.
struct Corrected {
  static constexpr std::string_view kKind = "corrected";
  std::uint64_t event = 0;
  std::string kind, id;  // of the paper, resource or record
  std::string about;     // the item to which that belongs
  std::map<std::string, std::string> was, now;
  std::string reason;
  Date on{};
  std::vector<std::string> waits_for;  // of a record: parties that have to sign it anew
  std::vector<Signed> signed_by;
  Subjects subjects() const { return about.empty() || about == "platform" ? Subjects{id} : Subjects{id, about}; }
  static void fields(auto& self, auto& v) {
    v("event", self.event), v("kind", self.kind), v("id", self.id), v("about", self.about);
    v("was", self.was), v("now", self.now), v("reason", self.reason), v("on", self.on);
    v("waits_for", self.waits_for), v("signed_by", self.signed_by);
  }
};

}  // namespace govcloud
