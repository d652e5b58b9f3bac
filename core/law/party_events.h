// The facts about persons' roles 角色 and delegations 代办; a part of the journal's vocabulary
// (core/law/events.h).
#pragma once
#include <string>
#include <vector>

#include "core/law/parties.h"
#include "core/law/trust_events.h"

namespace govcloud {

/// Further roles, held from a day on.
struct RolesGranted {
  static constexpr std::string_view kKind = "roles_granted";
  std::string person;
  std::vector<Role> roles;
  Date on{};
  Subjects subjects() const { return {person}; }
  static void fields(auto& self, auto& v) { v("person", self.person), v("roles", self.roles), v("on", self.on); }
};

/// Roles that are no longer held from a day on.
struct RolesRevoked {
  static constexpr std::string_view kKind = "roles_revoked";
  std::string person, reason;
  std::vector<Role> roles;
  Date on{};
  Subjects subjects() const { return {person}; }
  static void fields(auto& self, auto& v) {
    v("person", self.person), v("reason", self.reason), v("roles", self.roles), v("on", self.on);
  }
};

/// A person's work may be done by another of their unit, from one day to another, both included.
struct Delegated {
  static constexpr std::string_view kKind = "delegated";
  std::string person, deputy;
  Date since{}, until{};
  Subjects subjects() const { return {person, deputy}; }
  static void fields(auto& self, auto& v) {
    v("person", self.person), v("deputy", self.deputy), v("since", self.since), v("until", self.until);
  }
};

/// A delegation ended before its time: `on` is the first day on which it no longer holds.
struct DelegationEnded {
  static constexpr std::string_view kKind = "delegation_ended";
  std::string person, deputy;
  Date on{};
  Subjects subjects() const { return {person, deputy}; }
  static void fields(auto& self, auto& v) { v("person", self.person), v("deputy", self.deputy), v("on", self.on); }
};

}  // namespace govcloud
