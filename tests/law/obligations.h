// The obligations of both regulations, each met and broken: one row is one act of an obligation that
// the ledger judges (M), or that it only keeps (m), named as in the table of obligations.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "tests/law/clerk.h"

namespace govcloud::testing {

using Step = std::function<std::string(Office&)>;

/// A step that the obligation allows and one that it forbids, each from the same state of the office,
/// and the words that the ledger has for them. A clock forbids nothing: its word is "late 1".
struct Judged {
  std::string id;  // ZJ-08.2
  Stage from = Stage::submitted;
  std::int64_t level = 1;
  Step kept;
  std::string allowed;
  Step broken;
  std::string forbidden;
};

/// A step that the ledger keeps for an obligation which nobody can judge from its records.
struct Kept {
  std::string id;
  Stage from = Stage::open;
  Step step;
  std::string word;
};

/// An obligation that its table wants judged or recorded and that is not, and what is wanting.
struct Wanting {
  std::string id, what;
};

std::vector<Judged> judged_in_zhejiang();
std::vector<Judged> judged_in_changde();
std::vector<Kept> kept_in_zhejiang();
std::vector<Kept> kept_in_changde();
std::vector<Wanting> wanting_judgement();
std::vector<Wanting> wanting_record();

/// The policy of an obligation, by its first letters.
inline std::string policy_of(const std::string& id) { return id.starts_with("ZJ") ? "zhejiang" : "changde"; }

/// An act on a day, and how late the clock says it was; the act's own word where it was refused.
template <class Command>
std::string late(Office& office, const std::string& request, std::string_view rule, const Command& command) {
  const auto word = office(command);
  if (!std::holds_alternative<std::vector<Fact>>(office.last)) return word;
  return "late " + std::to_string(office.clock(request, rule).working_days_late);
}

/// The whole points of a figure of April: a critical finding was made on the 9th, a serious fault reported on
/// the 16th; both are mended, responded to and restored on a day at ten.
Step scored(const std::string& about, const std::string& figure, const std::string& mended_on);

inline MakeRecord entry(const std::string& kind, const std::string& about, std::map<std::string, std::string> values) {
  return {kind, about, std::move(values)};
}

}  // namespace govcloud::testing
