// Scans through the law: whatever the order, twice, or with a smaller scope, and whatever people do in
// between, a finding is neither doubled nor closed wrongly, and what people found is no scanner's.
#include "core/security/importing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "core/law/rectify.h"
#include "core/security/collect.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

using Random = std::mt19937_64;

constexpr const char* kAssets[] = {"a", "b"};
constexpr const char* kRules[] = {"s:1", "s:2", "s:3"};

struct Seen {
  ScanReport report;
  Scan scan;
};

/// A scan of some machines by some rules, which finds at random.
Seen look(Random& random, int number, const std::string& system) {
  Seen seen;
  Collector collector(seen.report);
  seen.report.complete = random() % 4 != 0;
  seen.report.finished = morning(day("2026-04-01")) + std::chrono::hours{static_cast<int>(random() % 40) * 24};
  for (const std::string asset : kAssets) {
    if (random() % 4 == 0) continue;
    auto rules = std::make_shared<std::set<std::string>>();
    for (const std::string rule : kRules)
      if (random() % 3 != 0) rules->insert(rule);
    for (const auto& rule : *rules)
      if (random() % 2 == 0) collector.found({"", rule, rule, asset, "", Severity::high, "high", {}, ""});
    collector.covers({asset, "s:", "", rules});
  }
  collector.finish();
  seen.scan.digest = "s" + std::to_string(number), seen.scan.system = system;
  seen.scan.complete = seen.report.complete, seen.scan.finished = seen.report.finished;
  return seen;
}

bool found(const Seen& seen, const std::string& identity) {
  return std::any_of(seen.report.findings.begin(), seen.report.findings.end(), [&](const auto& one) { return one.identity == identity; });
}

bool covered(const Seen& seen, const std::string& identity) {
  const auto parts = parts_of(identity);
  return seen.report.complete && std::any_of(seen.report.scopes.begin(), seen.report.scopes.end(), [&](const auto& scope) {
    return scope.asset == parts.asset && scope.only_rules->contains(parts.rule);
  });
}

std::string import(Office& office, const Seen& seen) {
  std::int64_t older = 0;
  return office.as("he")(import_of(seen.report, seen.scan, office.books, Offset{480}, older));
}

/// The finding of a system's identity that is not closed; a second one is a fault.
const Finding* open_one(const Office& office, const std::string& system, const std::string& identity) {
  const Finding* one = nullptr;
  for (const auto& [id, finding] : office.books.findings) {
    if (finding.system != system || finding.identity != identity || finding.state == FindingState::closed) continue;
    CHECK_MESSAGE(one == nullptr, "doubled: ", id);
    one = &finding;
  }
  return one;
}

/// What an owner, a verifier or the authority does to some finding.
void meddle(Office& office, Random& random) {
  if (office.books.findings.empty()) return;
  auto at = office.books.findings.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(random() % office.books.findings.size()));
  const auto id = at->first;
  switch (random() % 3) {
    case 0: office.as("zhang").with(papers({"paper"}))(FixFinding{id, ""}); break;
    case 1: office.as("he")(VerifyFinding{id, "", random() % 2 == 0}); break;
    default: office.as("wang")(AcceptFinding{id, "年内下线", "zhang", day("2026-08-01")}); break;
  }
}

std::uint64_t seed_of() {
  const char* given = std::getenv("GOVCLOUD_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 20261125;
}

/// No scan at the latest time that spoke of it found it: then it may be closed.
bool may_be_closed(const std::vector<Seen>& scans, const std::string& system, const std::string& identity) {
  std::optional<Instant> last, last_found;
  for (const auto& seen : scans) {
    if (seen.scan.system != system) continue;
    if (found(seen, identity)) last_found = std::max(last_found, seen.report.finished);
    if (found(seen, identity) || covered(seen, identity)) last = std::max(last, seen.report.finished);
  }
  return !last_found || *last > *last_found;
}

}  // namespace

TEST_CASE("import through the law: in any order and twice nothing is doubled or closed wrongly, and each system is its own") {
  Random random(seed_of());
  CAPTURE(seed_of());
  for (int round = 0; round < 40; ++round) {
    Office office("zhejiang");
    office.bring_to(Stage::open);
    office.on("2026-06-01");
    HoldCheck check{"budget", "口令", "", "", {"管理口令"}, {}};
    check.found.resize(1), check.found[0].title = "弱口令";
    REQUIRE(office.as("he")(check) == "found");
    std::vector<Seen> scans;
    for (int i = 0; i < 8; ++i) scans.push_back(look(random, i, random() % 3 == 0 ? "" : "budget"));
    for (const auto& seen : scans) {
      REQUIRE(import(office, seen) != "scan_out_of_bounds");
      const auto events = office.journal.size(), findings = office.books.findings.size();
      CHECK(import(office, seen) == "attached");  // no fact at all
      CHECK(office.journal.size() == events);
      auto again = seen;
      again.scan.digest += "-again";  // the same scan in another file
      import(office, again);
      CHECK(office.books.findings.size() == findings);
    }
    for (const std::string system : {"", "budget"})
      for (const std::string asset : kAssets)
        for (const std::string rule : kRules) {
          const auto identity = identity_of(rule, asset, "");
          const auto* one = open_one(office, system, identity);
          if (!may_be_closed(scans, system, identity)) CHECK(one != nullptr);
        }
    CHECK(office.books.findings.at("F-2026-0001").state == FindingState::open);
  }
}

TEST_CASE("import through the law: whatever people do in between, nothing is doubled and no older scan takes a mending back") {
  Random random(seed_of() + 1);
  CAPTURE(seed_of());
  for (int round = 0; round < 40; ++round) {
    Office office("changde");
    office.bring_to(Stage::open);
    for (int i = 0; i < 12; ++i) {
      office.on(to_text(day("2026-04-01") + std::chrono::days{i * 4}));
      const auto seen = look(random, i, "budget");
      std::set<std::string> mended;
      for (const auto& [id, finding] : office.books.findings)
        if (finding.state == FindingState::fixed && *seen.report.finished <= start_of(*finding.fixed_on, Offset{480})) mended.insert(id);
      REQUIRE(import(office, seen) != "scan_out_of_bounds");
      for (const auto& id : mended) CHECK(office.books.findings.at(id).state == FindingState::fixed);
      for (int k = 0; k < 3; ++k) meddle(office, random);
      for (const std::string asset : kAssets)
        for (const std::string rule : kRules) open_one(office, "budget", identity_of(rule, asset, ""));
    }
  }
}
