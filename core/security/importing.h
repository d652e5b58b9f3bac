// From what a scanner's file says to the command that the law decides on.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/law/decide.h"
#include "core/security/matching.h"

namespace govcloud {

/// What the books know of a system's findings, or of the platform's (an empty system); those that people
/// found are none of a scanner's.
std::vector<KnownFinding> known_findings(const Books& books, const std::string& system, Offset offset);

/// What the scan means for the ledger: its record, and what is new, seen and closed; in `older` how many
/// findings it saw of which more is known by now.
ImportScan import_of(const ScanReport& report, const Scan& scan, const Books& books, Offset offset, std::int64_t& older);

}  // namespace govcloud
