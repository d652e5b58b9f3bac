// Verification: is the record what was written? Fails closed, counts what it reads, names the first
// bad event.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/ledger/ledger.h"

namespace govcloud {

/// One check: whether it holds, how much it looked at, and the first event that is wrong (0: none).
struct Check {
  std::string name;  // file, schema, integrity, acts, chain, signatures, content, order, replay, derived …
  bool holds = true;
  std::uint64_t count = 0;
  std::uint64_t first_bad = 0;
  std::string message;
};

/// proven, unproven (19), damaged, forged, illegal (15).
struct Verification {
  std::string verdict = "unproven";
  std::uint64_t first_bad = 0;
  std::vector<Check> checks;
  Head head;
  Books books;  // what the journal gives
  bool holds() const;
};

/// Checks a ledger that was opened for reading. Every SQLite error while reading is damage.
Verification verify(Database& db);

/// Opens a file for verification: read-only where it lies; where that cannot be done (a read-only
/// folder, a copy without its companions) through a private copy with its -wal.
Database open_for_audit(const std::string& path);

}  // namespace govcloud
