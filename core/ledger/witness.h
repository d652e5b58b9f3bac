// The countersigner's own memory 见证: the last head of each ledger that was countersigned here. It lies
// on the auditor's machine, where whoever keeps the ledger cannot write, and its size never falls.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "core/ledger/seal.h"

namespace govcloud {

/// `$XDG_STATE_HOME/govcloud/witness`, or with `.local/state` of the home. Throws InputError 78 when
/// neither is known.
std::string witness_folder(const std::string& state_home, const std::string& home);

class Witness {
 public:
  Witness(std::string folder, const std::string& ledger);

  /// What was countersigned last, as a seal; nothing the first time. Throws InputError 65 when the
  /// file does not read: what is not understood is not passed over.
  std::optional<Seal> last() const;
  /// Keeps a seal as the last one, if `check`, which is told the last one until now, does not throw.
  /// Between looking and keeping nobody else keeps another. It is on disk when this returns. Throws
  /// LedgerError 75 when others hold the lock for longer than `wait_seconds`, 74 when it cannot be kept.
  void keep(const Seal& seal, int wait_seconds, const std::function<void(const std::optional<Seal>&)>& check);

 private:
  std::string folder_, path_;
};

/// Whether a ledger may be countersigned by somebody who countersigned `last` before. Throws
/// LedgerError 15 when the ledger does not hold that head at its place, 13 when `seal` is older.
void check_witnessed(Database& db, const LedgerInfo& ledger, const std::optional<Seal>& last, const Seal& seal);

}  // namespace govcloud
