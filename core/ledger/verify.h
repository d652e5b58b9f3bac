// Verification: is the record what was written? Fails closed, counts what it reads, names the first
// bad event.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/ledger/ledger.h"
#include "core/ledger/seal.h"

namespace govcloud {

/// One check: whether it holds, how much it looked at, and the first event that is wrong (0: none).
struct Check {
  std::string name;  // file, schema, integrity, acts, chain, signatures, content, order, legality, replay, derived …
  bool holds = true;
  std::uint64_t count = 0;
  std::uint64_t first_bad = 0;
  std::string message;
  std::string note;  // what a reader must know of it although it holds
  std::uint64_t differs = 0;  // acts of another version that this one would judge otherwise: no damage
};

/// What a check of that name makes of the ledger when it does not hold.
std::string verdict_of(const std::string& check);

/// What the verifier holds against the ledger from outside.
struct Outside {
  std::string root;      // the root key's fingerprint, SHA256:…, or empty
  unsigned threads = 1;  // for signatures, the walk's own included; 0: one for each processor
  std::vector<SealFile> seals;
};

/// proven (0), unproven (19), damaged, forged, illegal, behind_seal (15). The first check that does not
/// hold decides; proven is a signed ledger whose root and a seal are known from outside.
struct Verification {
  std::string verdict = "unproven";
  std::uint64_t first_bad = 0;
  std::vector<Check> checks;
  Head head;
  Books books;  // what the journal gives
  bool rooted = false;  // the root key is the one that was given
  bool holds() const;
  bool is_signed() const { return !books.ledger.root_key.empty(); }
  /// Adds a check, and lets it decide the verdict if it is the first that does not hold.
  void add(Check check);
};

/// Is told the number of the event that was just walked over.
using Tick = std::function<void(std::uint64_t)>;

/// Checks a ledger that was opened for reading. What SQLite cannot make sense of is damage; throws
/// LedgerError 74 or 75 when the file could not be read or is busy, which says nothing of it. `twin` is
/// another connection to the same bytes: where there is more than one thread, SQLite looks at the whole
/// file through it while the journal is walked.
Verification verify(Database& db, const Outside& outside = {}, const Tick& tick = {}, Database* twin = nullptr);

}  // namespace govcloud
