// What if: the recorded past is judged by another policy. Each act is read back as the command that it
// records, and decided by that policy on books of their own, which hold what would have been. Nothing
// is written.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/ledger/ledger.h"

namespace govcloud {

/// One way in which the past would have come out otherwise.
struct Difference {
  std::uint64_t seq = 0;  // the first event of the act; 0: what is owed today
  std::string verb;       // of the act; empty for what is owed today
  std::string person;     // who acted, or the side that owes
  std::string subject;    // what it is about
  std::string outcome;    // refused, allowed, late, in_time
  std::string rule;       // the reason of a refusal, or the rule of a clock or a gate
  std::string article;    // of a policy, or a house rule
  std::string detail;     // codes: what is missing, or how many working days late
};

struct PolicyReplay {
  std::uint64_t acts = 0;  // that were judged; each row of a bulk act is one
  std::vector<Difference> differences;  // in the order of the journal, then what is owed today
};

/// Judges the whole journal by `policy`, whose digest is that of its bytes; what is still owed is held
/// against `today`. An act that the policy refuses is taken as done all the same, so that what came
/// after it is judged too. Throws LedgerError 15 for an event that does not read.
PolicyReplay replay_policy(Ledger& ledger, const Policy& policy, Date today);

}  // namespace govcloud
