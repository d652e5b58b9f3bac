// The facts of the registers about systems 应用系统, units 单位, policies 办法 and catalogues 服务目录
// that were there, or that change; a part of the journal's vocabulary (core/law/events.h).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/law/case.h"
#include "core/law/trust_events.h"

namespace govcloud {

/// A system that was there before this ledger knew of it was taken over 接管: running on the cloud with
/// its resources, which get numbers, or off it. What is asked in `lines` is what was granted and delivered.
struct SystemTakenOver {
  static constexpr std::string_view kKind = "system_taken_over";
  std::string system, name, unit;
  std::int64_t level = 0;
  bool on_cloud = true;
  std::optional<Date> since;  // on the cloud, or running at all; nothing where nobody knows
  Date on{};
  std::string authority, provider;  // empty for a system off the cloud
  std::vector<Line> lines;
  std::map<std::string, std::string> cloud_ids;  // resource → the cloud's own id
  Subjects subjects() const {
    Subjects all{system, unit};
    for (const auto& line : lines) all.insert(all.end(), line.resources.begin(), line.resources.end());
    return all;
  }
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("name", self.name), v("unit", self.unit), v("level", self.level);
    v("on_cloud", self.on_cloud), v("since", self.since), v("on", self.on);
    v("authority", self.authority), v("provider", self.provider), v("lines", self.lines);
    v("cloud_ids", self.cloud_ids);
  }
};

/// The protection level 等保级别 of a system changed. One that is raised in service wants the papers of
/// the opening again: `wanted` are the kinds that were missing then.
struct LevelSet {
  static constexpr std::string_view kKind = "level_set";
  std::string system, reason;
  std::int64_t from = 0, to = 0;
  std::vector<std::string> wanted;
  Date on{};
  Subjects subjects() const { return {system}; }
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("reason", self.reason), v("from", self.from), v("to", self.to);
    v("wanted", self.wanted), v("on", self.on);
  }
};

/// The last paper that a raised level wanted is there.
struct LevelConfirmed {
  static constexpr std::string_view kKind = "level_confirmed";
  std::string system;
  std::int64_t level = 0;
  Date on{};
  Subjects subjects() const { return {system}; }
  static void fields(auto& self, auto& v) { v("system", self.system), v("level", self.level), v("on", self.on); }
};

/// A unit wants to hand a system over 移交; nothing changes until the other has cosigned.
struct TransferAsked {
  static constexpr std::string_view kKind = "transfer_asked";
  std::string system, from, to, reason;
  Date on{};
  Subjects subjects() const { return {system, from, to}; }
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("from", self.from), v("to", self.to), v("reason", self.reason), v("on", self.on);
  }
};

struct TransferWithdrawn {
  static constexpr std::string_view kKind = "transfer_withdrawn";
  std::string system, reason;
  Subjects subjects() const { return {system}; }
  static void fields(auto& self, auto& v) { v("system", self.system), v("reason", self.reason); }
};

/// A system is another unit's from a day on, with its living resources and its open requests. `records`
/// are those that the old unit had signed, and that end with the day before.
struct SystemTransferred {
  static constexpr std::string_view kKind = "system_transferred";
  std::string system, from, to;
  Date on{};
  std::vector<std::string> resources, requests, records;
  Subjects subjects() const {
    Subjects all{system, from, to};
    all.insert(all.end(), requests.begin(), requests.end());
    return all;
  }
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("from", self.from), v("to", self.to), v("on", self.on);
    v("resources", self.resources), v("requests", self.requests), v("records", self.records);
  }
};

/// A unit has another name from a day on; reports of earlier days print the earlier one.
struct UnitRenamed {
  static constexpr std::string_view kKind = "unit_renamed";
  std::string unit, was, name;
  Date since{};
  Subjects subjects() const { return {unit}; }
  static void fields(auto& self, auto& v) {
    v("unit", self.unit), v("was", self.was), v("name", self.name), v("since", self.since);
  }
};

/// Another unit takes a unit's place: what the old one has, owes and decides is the new one's from a day
/// on. The lists are the inventory 清册 that goes over; due dates stand.
struct UnitSucceeded {
  static constexpr std::string_view kKind = "unit_succeeded";
  std::string unit, successor, reason;
  Date on{};
  std::vector<std::string> systems, resources, requests;
  std::vector<std::string> units;   // for which an authority decided
  std::vector<std::string> orders;  // to mend, that are not closed
  Subjects subjects() const {
    Subjects all{unit, successor};
    for (const auto* part : {&systems, &resources, &requests, &units, &orders}) all.insert(all.end(), part->begin(), part->end());
    return all;
  }
  static void fields(auto& self, auto& v) {
    v("unit", self.unit), v("successor", self.successor), v("reason", self.reason), v("on", self.on);
    v("systems", self.systems), v("resources", self.resources), v("requests", self.requests), v("units", self.units);
    v("orders", self.orders);
  }
};

/// A policy holds from a day on: requests handed in before it keep theirs.
struct PolicyAdopted {
  static constexpr std::string_view kKind = "policy_adopted";
  std::string policy, digest, name;  // `name` is the file's
  int offset_minutes = 480;
  Date from{};
  Subjects subjects() const { return {}; }
  static void fields(auto& self, auto& v) {
    v("policy", self.policy), v("digest", self.digest), v("name", self.name);
    v("offset_minutes", self.offset_minutes), v("from", self.from);
  }
};

/// A version of the catalogue stands in the place of the policy's own from a day on.
struct CatalogLoaded {
  static constexpr std::string_view kKind = "catalog_loaded";
  std::string digest, name;
  Date from{};
  Subjects subjects() const { return {}; }
  static void fields(auto& self, auto& v) { v("digest", self.digest), v("name", self.name), v("from", self.from); }
};

}  // namespace govcloud
