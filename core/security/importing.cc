#include "core/security/importing.h"

#include <algorithm>
#include <utility>

namespace govcloud {

std::vector<KnownFinding> known_findings(const Books& books, const std::string& system, Offset offset) {
  std::vector<KnownFinding> known;
  for (const auto& [id, finding] : books.findings) {
    if (finding.system != system || !finding.check.empty()) continue;
    const auto* scan = find(books.scans, finding.last_scan);
    auto as_of = scan != nullptr ? scan->finished : std::optional<Instant>{};
    if (finding.state == FindingState::fixed && finding.fixed_on)
      as_of = std::max(as_of, std::optional(start_of(*finding.fixed_on, offset)));
    known.push_back({id, finding.identity, finding.state, as_of, finding.severity});
  }
  return known;
}

ImportScan import_of(const ScanReport& report, const Scan& scan, const Books& books, Offset offset, std::int64_t& older) {
  auto match = match_scan(known_findings(books, scan.system, offset), report);
  older = static_cast<std::int64_t>(match.older.size());
  ImportScan command{scan, {}, std::move(match.seen), std::move(match.closed)};
  command.found.reserve(match.fresh.size());
  for (auto& fresh : match.fresh) {  // moved: a scan may have a hundred thousand of them
    Finding finding;
    finding.identity = std::move(fresh.identity), finding.rule = std::move(fresh.rule), finding.title = std::move(fresh.title);
    finding.asset = std::move(fresh.asset), finding.location = std::move(fresh.location), finding.severity = fresh.severity;
    finding.source_severity = std::move(fresh.source_severity);
    command.found.push_back(std::move(finding));
  }
  return command;
}

}  // namespace govcloud
