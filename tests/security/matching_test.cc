#include "core/security/matching.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace govcloud;

namespace {

using Names = std::vector<std::string>;

Instant on_day(int day) {
  return *parse_instant("2026-03-" + std::to_string(10 + day) + "T09:00:00Z");
}

ScanReport scan_of(const Names& failed, const Names& passed, bool complete = true, int day = 5) {
  ScanReport scan;
  for (const std::string& identity : failed) {
    scan.findings.push_back({});
    scan.findings.back().identity = identity;
  }
  scan.passed = passed;
  scan.covered = failed;
  scan.covered.insert(scan.covered.end(), passed.begin(), passed.end());
  std::sort(scan.covered.begin(), scan.covered.end());
  scan.complete = complete;
  if (complete) scan.finished = on_day(day);
  return scan;
}

Names identities(const std::vector<ScanFinding>& findings) {
  Names out;
  for (const ScanFinding& finding : findings) out.push_back(finding.identity);
  return out;
}

}  // namespace

TEST_CASE("match_scan tells what is new, seen again and mended") {
  const KnownFinding open{"F-1", "a", FindingState::open, on_day(1)};
  const KnownFinding fixed{"F-2", "b", FindingState::fixed, on_day(1)};
  const KnownFinding closed{"F-3", "c", FindingState::closed, on_day(1)};
  const KnownFinding untold{"F-4", "d", FindingState::open, {}};
  const KnownFinding again{"F-5", "c", FindingState::open, on_day(2)};
  struct Row {
    std::string what;
    std::vector<KnownFinding> known;
    ScanReport scan;
    Names fresh, seen, closed;
  };
  const Row rows[] = {
      {"nothing known", {}, scan_of({"a", "b"}, {}), {"a", "b"}, {}, {}},
      {"all known", {open, fixed}, scan_of({"a", "b"}, {}), {}, {"F-1", "F-2"}, {}},
      {"mended", {open, fixed}, scan_of({}, {"a", "b"}), {}, {}, {"F-1", "F-2"}},
      {"unfinished closes nothing", {open}, scan_of({}, {"a"}, false), {}, {}, {}},
      {"unfinished still finds", {}, scan_of({"a"}, {}, false), {"a"}, {}, {}},
      {"not covered stays open", {open}, scan_of({"x"}, {"y"}), {"x"}, {}, {}},
      {"closed and found again later", {closed}, scan_of({"c"}, {}), {"c"}, {}, {}},
      {"closed since an older scan", {closed}, scan_of({"c"}, {}, true, 0), {}, {}, {}},
      {"closed by the same scan's end", {closed}, scan_of({"c"}, {}, true, 1), {}, {}, {}},
      {"an older scan closes nothing", {open}, scan_of({}, {"a"}, true, 0), {}, {}, {}},
      {"no time known", {untold}, scan_of({}, {"d"}), {}, {}, {"F-4"}},
      {"closed ones are not closed again", {closed}, scan_of({}, {"c"}), {}, {}, {}},
      {"the open one of two speaks", {closed, again}, scan_of({"c"}, {}), {}, {"F-5"}, {}},
      {"in either order", {again, closed}, scan_of({"c"}, {}), {}, {"F-5"}, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const ScanMatch match = match_scan(row.known, row.scan);
    CHECK(identities(match.fresh) == row.fresh);
    CHECK(match.seen == row.seen);
    CHECK(match.closed == row.closed);
  }
}

TEST_CASE("the same scan twice adds nothing and closes nothing") {
  const ScanReport scan = scan_of({"a", "b"}, {"c"});
  std::vector<KnownFinding> known{{"F-9", "c", FindingState::open, on_day(1)}};
  const ScanMatch first = match_scan(known, scan);
  CHECK(first.closed == Names{"F-9"});
  known[0].state = FindingState::closed;
  known[0].as_of = scan.finished;
  for (const ScanFinding& finding : first.fresh) {
    known.push_back({"F-" + finding.identity, finding.identity, FindingState::open, scan.finished});
  }
  const ScanMatch second = match_scan(known, scan);
  CHECK(second.fresh.empty());
  CHECK(second.seen == Names{"F-a", "F-b"});
  CHECK(second.closed.empty());
}

TEST_CASE("a scan from before what is known takes nothing back") {
  struct Row {
    FindingState state;
    int as_of, day;
    Names seen, older;
  };
  const Row rows[] = {{FindingState::open, 3, 4, {"F-1"}, {}},  {FindingState::open, 3, 3, {"F-1"}, {}},
                      {FindingState::open, 3, 2, {}, {"F-1"}},  {FindingState::fixed, 3, 4, {"F-1"}, {}},
                      {FindingState::fixed, 3, 3, {}, {"F-1"}}, {FindingState::fixed, 3, 2, {}, {"F-1"}}};
  for (const Row& row : rows) {
    CAPTURE(row.day);
    ScanReport scan = scan_of({"a"}, {});
    scan.finished = on_day(row.day);
    const ScanMatch match = match_scan({{"F-1", "a", row.state, on_day(row.as_of)}}, scan);
    CHECK(match.seen == row.seen);
    CHECK(match.older == row.older);
    CHECK(match.fresh.empty());
  }
}
