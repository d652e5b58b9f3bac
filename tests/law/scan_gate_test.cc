// Changde article 7: a finished scan that was imported stands for the paper of its kind at the opening.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

struct Scanned {
  std::string format, system = "budget", finished = "2026-03-06";
  bool complete = true;
  std::vector<Severity> found = {};
};

ImportScan import_of(const Scanned& scanned, int number) {
  ImportScan command;
  auto& scan = command.scan;
  scan.digest = "s" + std::to_string(number), scan.format = scanned.format, scan.system = scanned.system;
  scan.complete = scanned.complete, scan.assets = {"web-1"};
  if (!scanned.finished.empty()) scan.finished = morning(day(scanned.finished));
  for (const auto severity : scanned.found) {
    Finding finding;
    finding.identity = scanned.format + std::to_string(command.found.size()), finding.severity = severity;
    command.found.push_back(std::move(finding));
  }
  return command;
}

/// A system of level 1 in trial with its self-test and agreement, and what was scanned.
Office in_trial(const std::vector<Scanned>& scans, const std::string& policy = "changde") {
  Office office(policy);
  office.bring_to(Stage::trial, 1);
  office.as("zhang").on("2026-03-10").with(papers({"self_test"}, "pass"))(Attach{"R-2026-0001"});
  office.with(papers({"security_agreement"}))(Attach{"R-2026-0001"});
  int number = 0;
  for (const auto& scan : scans) office.as("he")(import_of(scan, ++number));
  return office;
}

const Scanned kNessus{"nessus-2"}, kClamav{"clamav"};

Scanned with(Scanned scan, std::vector<Severity> found) { return scan.found = std::move(found), scan; }

}  // namespace

TEST_CASE("review open: scans that were imported count as passed papers") {
  struct Row { std::string what; std::vector<Scanned> scans; std::string want, missing; };
  auto unfinished = kNessus, of_the_platform = kNessus, later = kNessus, untimed = kNessus;
  unfinished.complete = false, of_the_platform.system.clear(), later.finished = "2026-03-11", untimed.finished.clear();
  const Row rows[] = {
      {"none", {}, "gate_closed", "vulnerability_scan, malware_scan"},
      {"both", {kNessus, kClamav}, "opened", ""},
      {"of other makers", {{"openvas"}, kClamav}, "opened", ""},
      {"of a container", {{"trivy"}, kClamav}, "opened", ""},
      {"no malware scan", {kNessus}, "gate_closed", "malware_scan"},
      {"no vulnerability scan", {kClamav}, "gate_closed", "vulnerability_scan"},
      {"open ports only", {{"nmap"}, kClamav}, "gate_closed", "vulnerability_scan"},
      {"a check of the configuration", {{"xccdf-1.2"}, kClamav}, "gate_closed", "vulnerability_scan"},
      {"not finished", {unfinished, kClamav}, "gate_closed", "vulnerability_scan"},
      {"at no time that is known", {untimed, kClamav}, "gate_closed", "vulnerability_scan"},
      {"of the platform", {of_the_platform, kClamav}, "gate_closed", "vulnerability_scan"},
      {"after the day of the opening", {later, kClamav}, "gate_closed", "vulnerability_scan"},
      {"with what the policy lets pass", {with(kNessus, {Severity::low, Severity::info}), kClamav}, "opened", ""},
      {"with more than that", {with(kNessus, {Severity::low, Severity::medium}), kClamav}, "gate_closed", "vulnerability_scan"},
      {"with malware", {kNessus, with(kClamav, {Severity::high})}, "gate_closed", "malware_scan"},
      {"what is no such scan's finding", {kNessus, kClamav, with({"xccdf-1.2"}, {Severity::critical})}, "opened", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto office = in_trial(row.scans);
    CHECK(office.as("zhao")(review(open, "R-2026-0001")) == row.want);
    if (!row.missing.empty()) CHECK(office.refusal().detail == row.missing);
  }
}

TEST_CASE("review open: what a scan found stands in the way until it is verified, and accepting it is no pass") {
  auto office = in_trial({with(kNessus, {Severity::high}), kClamav});
  const auto opening = review(open, "R-2026-0001");
  CHECK(office.as("zhao")(opening) == "gate_closed");
  office.as("zhang").with(papers({"paper"}))(FixFinding{"F-2026-0001", ""});
  CHECK(office.as("zhao")(opening) == "gate_closed");
  office.as("he")(VerifyFinding{"F-2026-0001", ""});
  CHECK(office.as("zhao")(opening) == "opened");
}

TEST_CASE("review open: a paper that says fail is outweighed by a later scan, where the policy takes scans") {
  for (const auto& [finished, want] : {std::pair{"2026-03-09", "gate_closed"}, {"2026-03-10", "gate_closed"}, {"2026-03-12", "opened"}}) {
    CAPTURE(finished);
    auto scan = kNessus;
    scan.finished = finished;
    auto office = in_trial({scan, kClamav});
    office.as("zhang").on("2026-03-10").with(papers({"vulnerability_scan"}, "fail"))(Attach{"R-2026-0001"});
    CHECK(office.as("zhao").on("2026-03-12")(review(open, "R-2026-0001")) == want);
  }
  auto office = in_trial({kNessus, kClamav});
  for (auto& gate : office.policy.gates) gate.scan_severity.clear();
  CHECK(office.as("zhao")(review(open, "R-2026-0001")) == "gate_closed");
  CHECK(office.refusal().detail == "vulnerability_scan, malware_scan");
}
