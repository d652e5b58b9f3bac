// A copy of a ledger for somebody else: one file in rollback mode, which opens read-only anywhere, also
// in a folder that cannot be written to.
#pragma once
#include <string>

#include "core/ledger/database.h"

namespace govcloud {

/// Written under a temporary name beside its place; there under its own name only after keep().
class LedgerCopy {
 public:
  /// Copies everything that `from` holds, as of one moment (VACUUM INTO). Throws LedgerError 73 when
  /// `path` is there already or its folder cannot be written to, 74.
  LedgerCopy(Database& from, const std::string& path);
  LedgerCopy(const LedgerCopy&) = delete;
  LedgerCopy& operator=(const LedgerCopy&) = delete;
  ~LedgerCopy();

  /// Where it lies until it is kept, to be verified there.
  const std::string& temporary() const { return temporary_; }
  /// Flushes it and gives it its name, unless somebody else took that meanwhile (73).
  void keep();

 private:
  std::string path_, temporary_;
};

}  // namespace govcloud
