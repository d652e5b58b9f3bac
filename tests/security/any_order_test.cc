// Scans imported in any order, twice, or with a smaller scope afterwards: no finding is doubled, and none
// is closed that the last scan covering it still saw.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "core/security/collect.h"
#include "core/security/matching.h"

using namespace govcloud;

namespace {

using Random = std::mt19937_64;

// Scans of a small world: two machines, three rules, each on or off as the weeks go by.
struct World {
  std::map<std::string, bool> weak;  // by identity
};

ScanReport look(const World& world, Random& random, int week) {
  ScanReport report;
  Collector collector(report);
  report.complete = random() % 4 != 0;
  report.finished = Instant{std::chrono::hours{24 * 7 * week}};
  for (const std::string asset : {"a", "b"}) {
    auto rules = std::make_shared<std::set<std::string>>();
    for (const std::string rule : {"s:1", "s:2", "s:3"})
      if (random() % 3 != 0) rules->insert(rule);
    if (random() % 4 == 0) continue;  // this machine was not looked at
    for (const auto& rule : *rules) {
      const std::string identity = identity_of(rule, asset, "");
      if (!world.weak.at(identity)) continue;
      if (!report.complete && random() % 2 == 0) continue;  // it broke off before
      collector.found({"", rule, rule, asset, "", Severity::high, "high", {}, ""});
    }
    collector.covers({asset, "s:", "", rules});
  }
  collector.finish();
  return report;
}

// The ledger's part: what an import does to the findings.
struct Shelf {
  std::vector<KnownFinding> known;

  void import(const ScanReport& scan) {
    const ScanMatch match = match_scan(known, scan);
    const auto is_in = [](const std::vector<std::string>& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
    for (KnownFinding& finding : known) {
      if (is_in(match.closed, finding.id)) finding.state = FindingState::closed;
      if (is_in(match.closed, finding.id) || is_in(match.seen, finding.id)) finding.as_of = scan.finished;
    }
    for (const ScanFinding& fresh : match.fresh)
      known.push_back({"F-" + std::to_string(known.size() + 1), fresh.identity, FindingState::open, scan.finished, fresh.severity});
  }
  std::set<std::string> open() const {
    std::set<std::string> out;
    for (const KnownFinding& finding : known)
      if (finding.state != FindingState::closed) CHECK_MESSAGE(out.insert(finding.identity).second, "doubled: ", finding.identity);
    return out;
  }
};

bool saw(const ScanReport& scan, const std::string& identity) {
  return std::any_of(scan.findings.begin(), scan.findings.end(), [&](const ScanFinding& one) { return one.identity == identity; });
}

bool covered(const ScanReport& scan, const std::string& identity) {
  const auto parts = parts_of(identity);
  return scan.complete && std::any_of(scan.scopes.begin(), scan.scopes.end(), [&](const ScanScope& scope) {
    return scope.asset == parts.asset && scope.only_rules->contains(parts.rule);
  });
}

}  // namespace

TEST_CASE("any order, twice, and smaller scopes close and double nothing wrongly") {
  const char* given = std::getenv("GOVCLOUD_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20261125;
  Random random(seed);
  CAPTURE(seed);
  for (int round = 0; round < 400; ++round) {
    World world;
    std::vector<ScanReport> scans;
    for (int week = 1; week <= 6; ++week) {
      for (const std::string asset : {"a", "b"})
        for (const std::string rule : {"s:1", "s:2", "s:3"})
          if (week == 1 || random() % 3 == 0) world.weak[identity_of(rule, asset, "")] = random() % 2 == 0;
      scans.push_back(look(world, random, week));
    }
    // In order: exactly what the last scan that spoke of it says.
    Shelf in_order;
    for (const ScanReport& scan : scans) {
      in_order.import(scan);
      const auto before = in_order.open();
      const auto size = in_order.known.size();
      in_order.import(scan);
      CHECK(in_order.open() == before);
      CHECK(in_order.known.size() == size);
    }
    for (const auto& [identity, weak] : world.weak) {
      bool expected = false;
      for (const ScanReport& scan : scans) expected = saw(scan, identity) || (expected && !covered(scan, identity));
      CHECK(in_order.open().contains(identity) == expected);
    }
    // In any order: nothing is closed that no later, finished scan of that place showed to be mended.
    Shelf shuffled;
    auto mixed = scans;
    std::shuffle(mixed.begin(), mixed.end(), random);
    for (const ScanReport& scan : mixed) shuffled.import(scan), shuffled.import(scan);
    const auto open = shuffled.open();
    for (const auto& [identity, weak] : world.weak) {
      std::optional<Instant> last_seen;
      for (const ScanReport& scan : scans)
        if (saw(scan, identity)) last_seen = scan.finished;
      const bool mended = std::any_of(scans.begin(), scans.end(), [&](const ScanReport& scan) {
        return last_seen && scan.finished > last_seen && covered(scan, identity);
      });
      if (last_seen && !mended) CHECK(open.contains(identity));
      if (!last_seen) CHECK_FALSE(open.contains(identity));
    }
  }
}
