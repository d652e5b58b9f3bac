// Findings and measurements: import, mending, and verification by somebody else.
#include <doctest/doctest.h>

#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

ImportScan scan(const std::string& digest, const std::string& system,
                std::vector<std::pair<std::string, Severity>> found) {
  ImportScan command;
  command.scan.digest = digest, command.scan.system = system, command.scan.complete = true;
  for (auto& [identity, severity] : found) {
    Finding f;
    f.identity = identity, f.severity = severity;
    command.found.push_back(std::move(f));
  }
  return command;
}

/// An office with budget in service and one open finding of it, F-2026-0001.
Office with_finding(const std::string& policy) {
  Office office(policy);
  office.bring_to(Stage::open);
  office.as("he").on("2026-04-01")(scan("s1", "budget", {{"ssh-weak", Severity::high}}));
  return office;
}

}  // namespace

TEST_CASE("check import: who may, for which system") {
  struct Row { std::string what, by, system, want; };
  const Row rows[] = {
      {"the inspector, of a system", "he", "budget", "found"},
      {"of the platform", "he", "", "found"},
      {"the operator, of the platform", "sun", "", "found"},
      {"the applicant, of their own", "zhang", "budget", "found"},
      {"not of the platform", "zhang", "", "unit_foreign"},
      {"nor of another unit's", "li", "budget", "unit_foreign"},
      {"a reviewer", "wang", "budget", "role_missing"},
      {"of a system that is not there", "he", "ghost", "not_found"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    office.bring_to(Stage::open);
    CHECK(office.as(row.by)(scan("s1", row.system, {{"x", Severity::low}})) == row.want);
  }
}

TEST_CASE("check import: numbers, owner and due day by severity") {
  struct Row { Severity severity; std::string system, owner, due; };
  const Row rows[] = {{Severity::critical, "budget", "using", "2026-04-08"},
                      {Severity::high, "budget", "using", "2026-04-16"},
                      {Severity::medium, "", "provider", "2026-05-01"},
                      {Severity::low, "", "provider", "2026-06-30"},
                      {Severity::info, "budget", "using", "none"}};
  for (const auto& row : rows) {
    Office office("zhejiang");
    office.bring_to(Stage::open);
    office.as("he").on("2026-04-01");
    REQUIRE(office(scan("s1", row.system, {{"x", row.severity}})) == "found");
    const auto& finding = office.books.findings.at("F-2026-0001");
    CHECK(finding.owner == row.owner);
    CHECK((finding.due_on ? to_text(*finding.due_on) : "none") == row.due);
    CHECK(finding.article == "17");
    CHECK(finding.scan == "s1");
  }
}

TEST_CASE("check import: what is seen again is open, what is no longer there is closed") {
  auto office = with_finding("changde");
  const auto& finding = office.books.findings.at("F-2026-0001");
  auto second = scan("s2", "budget", {{"tls-old", Severity::low}});
  second.closed = {"F-2026-0001"};
  REQUIRE(office.on("2026-04-02")(second) == "found");
  CHECK(finding.state == FindingState::closed);
  CHECK(finding.closed_on == day("2026-04-02"));
  auto third = scan("s3", "budget", {});
  third.seen = {"F-2026-0001", "F-2026-0002"};
  REQUIRE(office.on("2026-04-03")(third) == "scan_imported");
  CHECK(finding.state == FindingState::open);
  CHECK_FALSE(finding.closed_on);
  CHECK(finding.scan == "s1");
  CHECK(finding.last_scan == "s3");
  CHECK(office.books.scans.size() == 3);
}

TEST_CASE("check import: a scan speaks only for the system that was scanned, and closes only when it finished") {
  struct Row { std::string what, by, system, id; bool complete; std::string seen, closed; };
  const Row rows[] = {
      {"its own", "he", "budget", "F-2026-0001", true, "scan_imported", "scan_imported"},
      {"the platform's scan, of a system's", "he", "", "F-2026-0001", true, "scan_out_of_bounds", "scan_out_of_bounds"},
      {"a system's, of the platform's", "he", "budget", "F-2026-0002", true, "scan_out_of_bounds", "scan_out_of_bounds"},
      {"an applicant's, of the platform's", "zhang", "budget", "F-2026-0002", true, "scan_out_of_bounds", "scan_out_of_bounds"},
      {"not finished", "he", "budget", "F-2026-0001", false, "scan_imported", "scan_out_of_bounds"},
      {"a finding nobody made", "he", "budget", "F-2026-0009", true, "not_found", "not_found"},
      {"right before bounds", "wang", "budget", "F-2026-0002", true, "role_missing", "role_missing"},
  };
  for (const auto& row : rows)
    for (const bool closes : {false, true}) {
      CAPTURE(row.what);
      CAPTURE(closes);
      auto office = with_finding("zhejiang");
      REQUIRE(office(scan("s2", "", {{"ssh-weak", Severity::low}})) == "found");
      auto later = scan("s3", row.system, {});
      later.scan.complete = row.complete;
      (closes ? later.closed : later.seen) = {row.id};
      CHECK(office.as(row.by).on("2026-04-02")(later) == (closes ? row.closed : row.seen));
    }
}

TEST_CASE("check fix: by the owner, with a paper") {
  struct Row { std::string what, by, id; std::vector<std::string> papers; std::string want; };
  const Row rows[] = {
      {"with a paper", "zhang", "F-2026-0001", {"vulnerability_scan"}, "fixed"},
      {"without", "zhang", "F-2026-0001", {}, "paper_missing"},
      {"the operator", "sun", "F-2026-0001", {"vulnerability_scan"}, "fixed"},
      {"another unit's applicant", "li", "F-2026-0001", {"vulnerability_scan"}, "unit_foreign"},
      {"the inspector", "he", "F-2026-0001", {"vulnerability_scan"}, "role_missing"},
      {"a finding nobody made", "zhang", "F-2026-0009", {"vulnerability_scan"}, "not_found"},
      {"unit before paper", "li", "F-2026-0001", {}, "unit_foreign"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto office = with_finding("zhejiang");
    CHECK(office.as(row.by).with(papers(row.papers))(FixFinding{row.id, "补丁"}) == row.want);
  }
  auto attaching = with_finding("zhejiang");
  CHECK(attaching.as("li").with(papers({"plan"}))(Attach{"F-2026-0001"}) == "unit_foreign");
  CHECK(attaching.as("zhang").with(papers({"plan"}))(Attach{"F-2026-0001"}) == "attached");
  auto office = with_finding("zhejiang");
  office.as("zhang").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", ""});
  CHECK(office(FixFinding{"F-2026-0001", ""}) == "stage_wrong");  // Precedence: before the paper.
}

TEST_CASE("check verify: by somebody else, of what was mended") {
  auto office = with_finding("zhejiang");
  const VerifyFinding holds{"F-2026-0001", "已复核"}, fails{"F-2026-0001", "仍存在", false};
  CHECK(office.as("he")(holds) == "stage_wrong");  // nothing was mended yet
  office.as("root")(AddPerson{{"both", 0, "兼", "czj", {Role::applicant, Role::inspector}}});
  REQUIRE(office.as("both").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", ""}) ==
          "fixed");
  CHECK(office(holds) == "own_request");
  office.as("root")(AddPerson{{"he2", 0, "检", "czj", {Role::inspector}}});
  REQUIRE(office(Delegate{"both", "he2", day("2026-04-01"), day("2026-04-30")}) == "delegated");
  CHECK(office.as("he2", "both")(holds) == "own_request");
  CHECK(office.as("zhang")(holds) == "role_missing");
  CHECK(office.as("he")(fails) == "verified");
  CHECK(office.books.findings.at("F-2026-0001").state == FindingState::open);
  office.as("zhang").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", ""});
  CHECK(office.as("he").on("2026-04-09")(holds) == "verified");
  CHECK(office.books.findings.at("F-2026-0001").state == FindingState::closed);
  CHECK(office.books.findings.at("F-2026-0001").closed_on == day("2026-04-09"));
  CHECK(office(holds) == "stage_wrong");
  CHECK(office(VerifyFinding{"F-2026-0009"}) == "not_found");
}

TEST_CASE("usage import: by the operator, numbered one after another") {
  Office office("zhejiang");
  ImportUsage command;
  command.what.name = "vm.csv", command.what.digest = "d1", command.what.rows = 3;
  CHECK(office.as("zhang")(command) == "role_missing");
  CHECK(office.as("sun")(command) == "usage_imported");
  command.what.digest = "d2";
  CHECK(office(command) == "usage_imported");
  CHECK(office.books.ledger.imports == 2);
  CHECK(office.books.usage.at("d2").what.number == 2);
}
