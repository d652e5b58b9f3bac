// The commands that keep the registers of systems, units, policies and catalogues; a part of
// core/law/decide.h.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/law/case.h"
#include "core/law/date.h"

namespace govcloud {

/// Takes over a system that was there before the ledger knew of it: on the cloud with the resources of
/// `lines`, or off it with none.
struct AddSystem {
  std::string system, unit, name, provider, authority;
  std::int64_t level = 0;
  bool on_cloud = true;
  std::optional<Date> since;
  std::vector<Line> lines;
  std::map<std::string, std::string> cloud_ids;  // resource → the cloud's own id
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("unit", self.unit), v("name", self.name), v("provider", self.provider);
    v("authority", self.authority), v("level", self.level), v("on_cloud", self.on_cloud);
    v("since", self.since), v("lines", self.lines), v("cloud_ids", self.cloud_ids);
  }
};

struct SetLevel {
  std::string system, reason;
  std::int64_t level = 0;
  static void fields(auto& self, auto& v) { v("system", self.system), v("reason", self.reason), v("level", self.level); }
};
/// Hands a system over to another unit, which cosigns; without one, what was asked is taken back.
struct TransferSystem {
  std::string system, to, reason;
  static void fields(auto& self, auto& v) { v("system", self.system), v("to", self.to), v("reason", self.reason); }
};
struct RenameUnit {
  std::string unit, name;
  Date since{};
  static void fields(auto& self, auto& v) { v("unit", self.unit), v("name", self.name), v("since", self.since); }
};
struct SucceedUnit {
  std::string unit, successor, reason;
  static void fields(auto& self, auto& v) { v("unit", self.unit), v("successor", self.successor), v("reason", self.reason); }
};
/// The policy's file was read before, and says this of itself.
struct AdoptPolicy {
  std::string policy, digest, name;
  int offset_minutes = 480;
  Date from{};
  static void fields(auto& self, auto& v) {
    v("policy", self.policy), v("digest", self.digest), v("name", self.name);
    v("offset_minutes", self.offset_minutes), v("from", self.from);
  }
};
struct LoadCatalog {
  std::string digest, name;
  Date from{};
  static void fields(auto& self, auto& v) { v("digest", self.digest), v("name", self.name), v("from", self.from); }
};

}  // namespace govcloud
