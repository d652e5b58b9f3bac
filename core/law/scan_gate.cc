// A finished scan that was imported stands for the paper that tells of it (Changde article 7).
#include <algorithm>

#include "core/law/rules.h"

namespace govcloud {
namespace {

/// The kind of paper that a scanner's output tells what such a paper would: a port list, a check of the
/// configuration or of source code is none of them.
std::string_view paper_of(const Scan& scan) {
  if (scan.format == "clamav") return "malware_scan";
  const bool looks_for_weaknesses = scan.format.starts_with("nessus") || scan.format.starts_with("openvas") || scan.format == "trivy";
  return looks_for_weaknesses ? "vulnerability_scan" : "";
}

/// Whether a finding that such a scan made is open, mended and not verified included, and above the
/// severity that the gate lets pass. An accepted one is no passed test.
bool stands_in_the_way(const Facts& facts, const Finding& finding, std::string_view kind, Severity passes) {
  if (finding.state == FindingState::closed || finding.severity >= passes) return false;
  for (const auto& digest : {finding.scan, finding.last_scan})
    if (const auto* scan = find(facts.books.scans, digest); scan != nullptr && paper_of(*scan) == kind) return true;
  return false;
}

}  // namespace

bool scan_stands_for(const Facts& facts, const Gate& gate, std::string_view kind, std::string_view system, ScanDays days) {
  const auto passes = named<Severity>(gate.scan_severity);
  if (!passes || system.empty()) return false;
  const auto scans = scans_of(facts.books, system);
  const bool scanned = std::any_of(scans.begin(), scans.end(), [&](const Scan* scan) {
    if (!scan->complete || paper_of(*scan) != kind || scan->assets.empty() || !scan->finished) return false;
    const auto finished = day_of(facts, *scan->finished);
    return finished <= days.on && (!days.after || finished > *days.after);
  });
  const auto findings = findings_of(facts.books, system);
  return scanned && std::none_of(findings.begin(), findings.end(),
                                 [&](const Finding* finding) { return stands_in_the_way(facts, *finding, kind, *passes); });
}

}  // namespace govcloud
