// Copies of a ledger for other people: `ledger backup` and `audit export` differ in their words only.
#pragma once
#include <string>

#include "cli/common_options.h"

namespace govcloud {

/// Writes a verified copy of the common options' ledger to `to`, and copies its papers into the
/// folder `evidence` unless that is empty. Gives the exit code: 0; 15 when the copy does not verify.
/// Throws LedgerError 10, 15, 73, 74, 75.
int hand_over(Desk& desk, const Common& common, const std::string& to, const std::string& evidence);

}  // namespace govcloud
