// The bulk act: many rows, each decided on the state after the row before it, in one act with one
// signature and one transaction.
#pragma once
#include <vector>

#include "core/ledger/ledger.h"

namespace govcloud {

/// A row as a command: its own papers, key and time; the person and the verb are the whole act's.
struct BulkRow {
  std::int64_t number = 0;  // from 1
  Act act;
  Fetch fetch;
  Rule rule;
};

struct BulkOutcome {
  std::vector<Outcome> rows;  // as many as were given
  bool recorded = false;      // false too when nothing was to be recorded
};

/// Decides the rows in their order and records those that the law takes, or with `all_or_nothing` none
/// if it refuses one. Rows whose key was used before are replayed. `act` says who, when and how it is
/// signed. Throws as transact() does.
BulkOutcome transact_rows(Ledger& ledger, const Act& act, const std::vector<BulkRow>& rows, bool all_or_nothing);

}  // namespace govcloud
