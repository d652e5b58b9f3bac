// How the law says no. A Refusal cannot be made without a Citation.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/law/citation.h"
#include "core/law/names.h"

namespace govcloud {

/// A sentence for people: an English text with places {0}, {1} …, translated where it is printed.
struct Say {
  std::string id;
  std::vector<std::string> args;
  bool empty() const { return id.empty(); }
};

/// Marks a sentence for translation where it is written.
template <class... Args>
Say say(const char* id, const Args&... args) {
  return {id, {std::string(args)...}};
}

/// Why not, in order of precedence: of several reasons the first is given.
enum class Reason {
  // 14, not authorised
  person_unknown, role_missing, unit_foreign, own_request, delegation_missing,
  // 13, conflict
  exists_already, request_open, stage_wrong, ledger_unsigned, record_moved,
  // 12, refused
  system_frozen, date_order, opinion_missing, line_missing, item_excluded, beyond_catalogue,
  paper_missing, trial_out_of_bounds, exceeds_request, exceeds_grant, trial_too_short,
  gate_closed, proof_missing, roles_apart, provider_missing, last_keeper, authority_missing,
  delegation_out_of_bounds, field_wrong, record_missing, scan_out_of_bounds,
  grade_unknown, criteria_missing
};
constexpr std::array<std::string_view, 33> kReasons{
    "person_unknown", "role_missing", "unit_foreign", "own_request", "delegation_missing",
    "exists_already", "request_open", "stage_wrong", "ledger_unsigned", "record_moved",
    "system_frozen", "date_order", "opinion_missing", "line_missing", "item_excluded",
    "beyond_catalogue", "paper_missing", "trial_out_of_bounds", "exceeds_request",
    "exceeds_grant", "trial_too_short", "gate_closed", "proof_missing", "roles_apart",
    "provider_missing", "last_keeper",
    "authority_missing", "delegation_out_of_bounds", "field_wrong", "record_missing",
    "scan_out_of_bounds", "grade_unknown", "criteria_missing"};
constexpr const auto& names(Reason) { return kReasons; }

struct Refusal {
  Reason reason;
  std::string object;  // the item that it is about
  std::string detail;  // codes, never translated: "plan, self_test"
  Citation citation;
  Say message;  // for conflicts: the whole sentence
  Say hint;     // how to mend it
  std::string rule;  // the policy's own name of the gate or limit
};

/// An item that a command names is not there at all: exit 16.
struct NotFound {
  std::string what;  // unit, person, system, request, resource, item, finding …
  std::string id;
  Say hint;
};
using No = std::variant<Refusal, NotFound>;
using MaybeNo = std::optional<No>;

/// The documented exit code: 14, 13 or 12.
constexpr int exit_of(Reason reason) {
  if (reason <= Reason::delegation_missing) return 14;
  return reason <= Reason::record_moved ? 13 : 12;
}

}  // namespace govcloud
