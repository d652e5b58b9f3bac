// One act of a simulated office in plain values: what the model judges, the program decides, and a
// failing seed prints. Nothing of core is known here.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace govcloud::simulation {

using Day = int;  // days since 2016-01-01, the first of the wall calendar

/// An amount, or an elastic range when the ends differ.
struct Range {
  int from = 0, to = 0;
  bool operator==(const Range&) const = default;
};
using Amounts = std::map<std::string, Range>;

/// A paper in hand.
struct Sheet {
  std::string kind, result, issuer, accreditation;
  std::optional<Day> dated, expires;
};

enum class WishKind { add, set, drop };

/// One line that is asked for.
struct Wish {
  WishKind kind = WishKind::add;
  std::string item, zone;
  int count = 1;
  Amounts amounts;
  std::string resource;  // of a set or drop
};

enum class Verb {
  submit, change, decommission, extend, withdraw, attach,
  accept, refuse, approve, reject, open, extend_trial, provision,
  grant_roles, revoke_roles, delegate, end_delegation,
  record, cosign, scan, fix, verify
};

struct Act {
  Verb verb = Verb::submit;
  std::string by, instead_of;
  Day recorded = 0, effective = 0;  // the same unless entered late
  int minute = 0;                   // of the working day, from eight in the morning
  std::vector<Sheet> papers;
  std::string about;  // the system, request, person, finding or record
  std::string unit, provider, authority, resubmits, deputy, kind;
  int level = 1;
  std::optional<int> days;
  std::vector<Wish> wishes;
  std::map<std::string, Amounts> amounts;  // granted by line, or delivered by resource; "count" too
  std::vector<std::string> named;          // resources, roles, or rules that are waived
  std::map<std::string, std::string> fields;
  Day since = 0, until = 0;
  bool opinion = true, major = false, incomplete = false, holds = true;

  std::string made;  // the number that it gave to a request or record, once it was judged

  bool late() const { return effective != recorded; }
  bool has(const std::string& kind_of_paper) const {
    for (const auto& sheet : papers)
      if (sheet.kind == kind_of_paper) return true;
    return false;
  }
};

/// The act in one line, for whoever reads a failure.
std::string tell(const Act& act);

}  // namespace govcloud::simulation
