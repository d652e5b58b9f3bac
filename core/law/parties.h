// Who takes part: units 单位 and the persons 人员 who act for them, in roles.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/law/date.h"
#include "core/law/names.h"

namespace govcloud {

/// Using unit 使用单位, authority 行政主管部门, security 信息安全主管部门, provider 供应商,
/// finance 财政, assessor 测评机构, auditor 审计.
enum class UnitKind { using_unit, authority, security, provider, finance, assessor, auditor };
constexpr std::array<std::string_view, 7> kUnitKinds{"using",   "authority", "security", "provider",
                                                     "finance", "assessor",  "auditor"};
constexpr const auto& names(UnitKind) { return kUnitKinds; }

enum class Tenancy { government, enterprise };
constexpr std::array<std::string_view, 2> kTenancies{"government", "enterprise"};
constexpr const auto& names(Tenancy) { return kTenancies; }

enum class Role {
  applicant, reviewer, chief, operator_, inspector, treasurer, keeper, steward, auditor
};
constexpr std::array<std::string_view, 9> kRoles{"applicant", "reviewer",  "chief",
                                                 "operator",  "inspector", "treasurer",
                                                 "keeper",    "steward",   "auditor"};
constexpr const auto& names(Role) { return kRoles; }

/// A name that a unit had up to the day before `until`.
struct FormerName {
  std::string name;
  Date until{};
  static void fields(auto& self, auto& v) { v("name", self.name), v("until", self.until); }
};

struct Unit {
  std::string id;
  std::uint64_t seq = 0;  // of the last event that touched it
  std::string name;
  UnitKind kind = UnitKind::using_unit;
  Tenancy tenancy = Tenancy::government;
  std::string authority;      // the unit that decides for it; empty: the only one there is
  std::string accreditation;  // of an assessor 测评机构: its number and validity
  std::optional<Date> valid_from, valid_to;
  std::vector<FormerName> former;    // oldest first
  std::string succeeded_by;          // the unit that took its place
  std::optional<Date> succeeded_on;  // the first day on which it did
  std::optional<Date> ended_on;  // of a provider: the cooperation has ended since that day

  /// What it was called on a day.
  const std::string& name_on(Date day) const {
    for (const auto& earlier : former)
      if (day < earlier.until) return earlier.name;
    return name;
  }
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("name", self.name), v("kind", self.kind), v("tenancy", self.tenancy);
    v("authority", self.authority), v("accreditation", self.accreditation);
    v("valid_from", self.valid_from), v("valid_to", self.valid_to), v("former", self.former);
    v("succeeded_by", self.succeeded_by), v("succeeded_on", self.succeeded_on);
    v("ended_on", self.ended_on);
  }
};

/// When a role was held: from a day on (from the first if none is named) up to the day before `until`.
struct RolePeriod {
  Role role{};
  std::optional<Date> since, until;
  bool holds(Date day) const { return (!since || day >= *since) && (!until || day < *until); }
  static void fields(auto& self, auto& v) { v("role", self.role), v("since", self.since), v("until", self.until); }
};

/// Another person of the unit stands in 代办, both days included.
struct Delegation {
  std::string deputy;
  Date since{}, until{};
  bool holds(Date day) const { return day >= since && day <= until; }
  static void fields(auto& self, auto& v) { v("deputy", self.deputy), v("since", self.since), v("until", self.until); }
};

struct Person {
  std::string id;
  std::uint64_t seq = 0;
  std::string name;
  std::string unit;  // empty for the founder only
  std::vector<Role> roles;
  bool service = false;  // a cron job's person, who decides nothing
  std::vector<RolePeriod> held;          // of roles that were granted or revoked later
  std::vector<Delegation> delegations;   // given by this person

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("name", self.name), v("unit", self.unit), v("roles", self.roles);
    v("service", self.service), v("held", self.held), v("delegations", self.delegations);
  }
};

/// Pending until a second person has cosigned it; replaced by a newer key of the same person.
enum class KeyState { pending, active, replaced, revoked };
constexpr std::array<std::string_view, 4> kKeyStates{"pending", "active", "replaced", "revoked"};
constexpr const auto& names(KeyState) { return kKeyStates; }

/// A person's key 密钥. It is valid by position in the journal: for acts that begin after event
/// `from` and not after event `until`.
struct Key {
  std::string id;  // K-2026-0001
  std::uint64_t seq = 0;
  std::string person;
  std::string public_key;  // as OpenSSH writes it, without a comment
  KeyState state = KeyState::pending;
  std::string enrolled_by, cosigned_by, revoked_by, reason;
  std::uint64_t from = 0, until = 0;  // 0: not yet

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("person", self.person), v("public_key", self.public_key);
    v("state", self.state), v("enrolled_by", self.enrolled_by);
    v("cosigned_by", self.cosigned_by), v("revoked_by", self.revoked_by);
    v("reason", self.reason), v("from", self.from), v("until", self.until);
  }
};

/// What a person signs with, and how often they were denied today.
struct Signatory {
  std::string person;
  std::uint64_t seq = 0;
  std::string key;  // the active one, or empty
  std::optional<Date> denied_on;
  std::int64_t denied = 0;  // on that day

  static void fields(auto& self, auto& v) {
    v("person", self.person), v("key", self.key), v("denied_on", self.denied_on);
    v("denied", self.denied);
  }
};

}  // namespace govcloud
