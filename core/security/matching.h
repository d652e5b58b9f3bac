// Whether what a scan found is known already, and what a scan shows to be mended.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/law/check.h"
#include "core/law/date.h"
#include "core/security/scan.h"

namespace govcloud {

/// What the ledger knows of a finding.
struct KnownFinding {
  std::string id;        // "F-2026-0001"
  std::string identity;  // see identity_of()
  FindingState state = FindingState::open;
  /// The end of the latest scan that spoke of it, when it is known, or of a fixed one the day of its
  /// mending if that is later. A scan that ended no later
  /// tells nothing new: it closes nothing, and what it found is not found again after it was
  /// closed.
  std::optional<Instant> as_of;
  Severity severity = Severity::low;
};

struct ScanMatch {
  std::vector<ScanFinding> fresh;  // never seen, or closed and found again since
  std::vector<std::string> seen;   // ids of open or fixed findings that the scan found again
  /// Those that it found before a later scan, or before the mending: known, and nothing new of them.
  /// They change nothing, so that neither a mending is taken back nor the later scan forgotten.
  std::vector<std::string> older;
  std::vector<std::string>
      closed;  // ids of open or fixed findings that the scan shows to be mended
};

/// Pure. `known` may hold closed findings, and several of one identity, of which one that is not
/// closed goes before those that are. A finding is closed only by a complete scan in which its own
/// identity passed, or that states to have covered its machine, rule and place (ScanScope) and did not
/// find it: another profile, another machine, a rule that was not selected, not applicable
/// or in error leaves it open. The order of `fresh` and of `seen` is the scan's, of `closed` that
/// of `known`. The same scan twice gives nothing fresh and nothing closed the second time.
ScanMatch match_scan(const std::vector<KnownFinding>& known, const ScanReport& scan);

}  // namespace govcloud
