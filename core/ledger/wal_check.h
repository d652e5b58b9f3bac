// A -wal file read for itself. SQLite takes from it what it can and is silent about the rest: a -wal
// whose header was changed counts as empty, and everything after a changed frame as never written. An
// auditor must be told, or an older state would pass for the whole.
#pragma once
#include <cstdint>
#include <string>

namespace govcloud {

struct WalFile {
  std::uint64_t frames = 0;     // whole, up to the last that ends a transaction
  std::uint64_t committed = 0;  // transactions among them
  std::string fault;            // why it is not what SQLite wrote; empty if it may be
};

/// Reads the -wal of an open descriptor. Throws LedgerError 74 when it cannot be read.
WalFile look_at_wal(int descriptor, const std::string& name);

}  // namespace govcloud
