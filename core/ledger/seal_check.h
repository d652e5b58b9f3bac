// Whether a journal is what a seal says it was. Events after the seal do not spoil it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/ledger/verify.h"

namespace govcloud {

/// What is wrong, and with which event (0: with none in particular).
struct SealFault {
  std::uint64_t event = 0;
  std::string message;
};

/// Whether the seal is true of the ledger: its origin, its head at its place, and what else it tells.
std::optional<SealFault> seal_fault(Database& db, const LedgerInfo& ledger, const Seal& seal);

/// Whether a countersignature, if there is one, was made with the key that it names, and whether that
/// key is the person's. `books` hold the ledger's keys.
std::optional<SealFault> countersignature_fault(const Books& books, const Seal& seal);

/// A seal as the journal keeps it.
Seal imported_seal(const SealImported& fact);

/// One check "seals" of those that were imported, if any were, each with the number of the event that
/// did; then one check "seal" for each from outside. `books` are what the journal gives.
std::vector<Check> check_seals(Database& db, const Books& books,
                               const std::vector<std::pair<std::uint64_t, SealImported>>& imported,
                               const std::vector<SealFile>& outside);

}  // namespace govcloud
