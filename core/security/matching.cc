#include "core/security/matching.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace govcloud {
namespace {

bool is_closed(const KnownFinding& finding) { return finding.state == FindingState::closed; }

// Whether the scan ended after the last one that spoke of the finding; where either time is unknown
// the scan is taken to be later, because scans are imported in the order in which they are made.
bool tells_news(const ScanReport& scan, const KnownFinding& finding) {
  return !scan.finished || !finding.as_of || *scan.finished > *finding.as_of;
}

// Whether what is known of a finding that is not closed is later than the scan. Another file of the same
// scan is as good as the first, but does not take back a mending.
bool is_behind(const ScanReport& scan, const KnownFinding& finding) {
  if (tells_news(scan, finding)) return false;
  return finding.state == FindingState::fixed || *scan.finished < *finding.as_of;
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

// "tcp/443 #2" stands at "tcp/443".
std::string place_of(const std::string& location) {
  const auto mark = location.rfind('#');
  if (mark == location.npos || location.find_first_not_of("0123456789", mark + 1) != location.npos) return location;
  return location.substr(0, mark == 0 ? 0 : mark - 1);
}

bool holds(const ScanScope& scope, const IdentityParts& parts, Severity severity) {
  if (scope.asset != parts.asset || severity > scope.least) return false;
  if (!parts.rule.starts_with(scope.rules) || !parts.location.starts_with(scope.place)) return false;
  if (scope.only_rules && !scope.only_rules->contains(parts.rule)) return false;
  return !scope.only_places || scope.only_places->contains(place_of(parts.location));
}

// The scopes of a scan by machine, and what it found.
struct Coverage {
  std::unordered_multimap<std::string_view, const ScanScope*> scopes;
  std::unordered_set<std::string_view> found;

  explicit Coverage(const ScanReport& scan) {
    for (const ScanScope& scope : scan.scopes) scopes.emplace(scope.asset, &scope);
    if (scopes.empty()) return;
    for (const ScanFinding& finding : scan.findings) found.insert(finding.identity);
  }
  bool shows_mended(const KnownFinding& known) const {
    if (scopes.empty() || found.contains(known.identity)) return false;
    const IdentityParts parts = parts_of(known.identity);
    const auto [from, to] = scopes.equal_range(parts.asset);
    return std::any_of(from, to, [&](const auto& one) { return holds(*one.second, parts, known.severity); });
  }
};

}  // namespace

ScanMatch match_scan(const std::vector<KnownFinding>& known, const ScanReport& scan) {
  ScanMatch match;
  const ByIdentity by_identity = index(known);
  for (const ScanFinding& finding : scan.findings) {
    const auto place = by_identity.find(finding.identity);
    if (place == by_identity.end()) {
      match.fresh.push_back(finding);
    } else if (!is_closed(*place->second)) {
      (is_behind(scan, *place->second) ? match.older : match.seen).push_back(place->second->id);
    } else if (tells_news(scan, *place->second)) {
      match.fresh.push_back(finding);
    }
  }
  const Coverage coverage(scan);
  for (const KnownFinding& finding : known) {
    if (!scan.complete || is_closed(finding) || !tells_news(scan, finding)) continue;
    if (passed(scan, finding.identity) || coverage.shows_mended(finding)) match.closed.push_back(finding.id);
  }
  return match;
}

}  // namespace govcloud
