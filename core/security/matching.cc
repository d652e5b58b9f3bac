#include "core/security/matching.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace govcloud {
namespace {

bool is_closed(const KnownFinding& finding) { return finding.state == FindingState::closed; }

// Whether the scan ended after the last one that spoke of the finding; where either time is unknown
// the scan is taken to be later, because scans are imported in the order in which they are made.
bool tells_news(const ScanReport& scan, const KnownFinding& finding) {
  return !scan.finished || !finding.as_of || *scan.finished > *finding.as_of;
}

// Which of two findings of one identity speaks for it: one not closed, else the one heard of last.
bool speaks_rather(const KnownFinding& one, const KnownFinding& other) {
  if (is_closed(one) != is_closed(other)) return !is_closed(one);
  return one.as_of > other.as_of;
}

using ByIdentity = std::unordered_map<std::string_view, const KnownFinding*>;

ByIdentity index(const std::vector<KnownFinding>& known) {
  ByIdentity out;
  for (const KnownFinding& finding : known) {
    const auto [place, is_new] = out.emplace(finding.identity, &finding);
    if (!is_new && speaks_rather(finding, *place->second)) place->second = &finding;
  }
  return out;
}

bool passed(const ScanReport& scan, const std::string& identity) {
  return std::binary_search(scan.passed.begin(), scan.passed.end(), identity);
}

}  // namespace

ScanMatch match_scan(const std::vector<KnownFinding>& known, const ScanReport& scan) {
  ScanMatch match;
  const ByIdentity by_identity = index(known);
  for (const ScanFinding& finding : scan.findings) {
    const auto place = by_identity.find(finding.identity);
    if (place == by_identity.end()) {
      match.fresh.push_back(finding);
    } else if (!is_closed(*place->second)) {
      match.seen.push_back(place->second->id);
    } else if (tells_news(scan, *place->second)) {
      match.fresh.push_back(finding);
    }
  }
  for (const KnownFinding& finding : known) {
    if (!scan.complete || is_closed(finding) || !tells_news(scan, finding)) continue;
    if (passed(scan, finding.identity)) match.closed.push_back(finding.id);
  }
  return match;
}

}  // namespace govcloud
