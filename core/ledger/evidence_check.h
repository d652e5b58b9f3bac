// The store of evidence files held against the journal: each paper that was attached lies there under
// its digest, and holds what that digest says.
#pragma once
#include <string>

#include "core/ledger/verify.h"

namespace govcloud {

/// Hashes every file of `folder` that the journal names, through a descriptor that follows no link.
/// The first paper that is missing or changed is named with its event; files that no event names are
/// mentioned in the note and spoil nothing. Throws LedgerError 66 when the folder cannot be read.
Check check_evidence(const Books& books, const std::string& folder);

/// Copies every file that the journal names from one store into another, each as it is kept: hashed
/// while it is copied, temporary name, fsync, rename. Gives how many; a file that is not what was
/// attached is LedgerError 15, one that cannot be written 74.
std::size_t copy_evidence(const Books& books, const std::string& from, const std::string& to);

}  // namespace govcloud
