// Papers: who may hand in which, and the gates that they open.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const std::string kId = "R-2026-0001";

/// Everything that a policy can ask for before the opening, save these kinds.
std::vector<Paper> all_but(const Office& office, const std::vector<std::string>& kinds) {
  auto all = office.all_tests();
  std::erase_if(all, [&](const Paper& p) {
    return std::find(kinds.begin(), kinds.end(), p.kind) != kinds.end();
  });
  return all;
}

std::string open_with(Office& office, std::int64_t level, std::vector<Paper> held) {
  office.bring_to(Stage::trial, level);
  if (!held.empty()) office.as("zhang").on("2026-03-23").with(std::move(held))(Attach{kId});
  return office.as("zhao").on("2026-03-24")(review(ReviewKind::open, kId));
}

Paper dated(Paper p, const std::string& on) {
  p.dated = day(on);
  return p;
}

Paper expiring(Paper p, const std::string& on) {
  p.expires = day(on);
  return p;
}

}  // namespace

TEST_CASE("attach: who may, and to what") {
  struct Row { std::string what, by, subject; std::vector<std::string> kinds; std::string want; };
  const Row rows[] = {
      {"the applicant to the request", "zhang", kId, {"grading"}, "attached"},
      {"to the system", "zhang", "budget", {"mlps_report"}, "attached"},
      {"to the own unit", "zhang", "czj", {"filing"}, "attached"},
      {"to somebody else's unit", "zhang", "rsj", {"filing"}, "unit_foreign"},
      {"another unit's applicant", "li", kId, {"grading"}, "unit_foreign"},
      {"the operator's own kinds", "sun", kId, {"vulnerability_scan", "malware_scan"}, "attached"},
      {"the operator to the unit's agreement", "sun", kId, {"security_agreement"}, "attached"},
      {"the operator no test of the unit's", "sun", kId, {"third_party_test"}, "unit_foreign"},
      {"one good and one bad kind", "sun", kId, {"malware_scan", "plan"}, "unit_foreign"},
      {"a reviewer", "wang", kId, {"plan"}, "role_missing"},
      {"nobody", "nobody", kId, {"plan"}, "person_unknown"},
      {"to nothing there is", "zhang", "R-2026-0009", {"plan"}, "not_found"},
  };
  for (const std::string policy : {"zhejiang", "changde"})
    for (const auto& row : rows) {
      CAPTURE(row.what);
      Office office(policy);
      office.bring_to(Stage::submitted);
      CHECK(office.as(row.by).with(papers(row.kinds))(Attach{row.subject}) == row.want);
    }
}

TEST_CASE("attach: to a request from its submission to its opening") {
  struct Row { Stage stage; std::string want; };
  const Row rows[] = {{Stage::submitted, "attached"}, {Stage::accepted, "attached"},
                      {Stage::approved, "attached"},  {Stage::trial, "attached"},
                      {Stage::open, "stage_wrong"}};
  for (const auto& row : rows) {
    Office office("changde");
    office.bring_to(row.stage);
    CHECK(office.as("zhang").with(papers({"mlps_report"}))(Attach{kId}) == row.want);
  }
}

TEST_CASE("gates: what each regulation wants before the opening, by level") {
  struct Row { std::string policy; std::int64_t level; std::string missing; };
  const Row rows[] = {
      {"zhejiang", 1, "function_test, performance_test, security_test"},
      {"zhejiang", 2, "function_test, performance_test, security_test"},
      {"zhejiang", 3, "function_test, performance_test, security_test, third_party_test"},
      {"zhejiang", 4, "function_test, performance_test, security_test, third_party_test"},
      {"zhejiang", 5, "function_test, performance_test, security_test, third_party_test"},
      {"changde", 1, "self_test, vulnerability_scan, malware_scan, security_agreement"},
      {"changde", 2, "third_party_test, security_agreement"},
      {"changde", 3, "third_party_test, security_agreement"},
      {"changde", 5, "third_party_test, security_agreement"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.policy);
    CAPTURE(row.level);
    Office bare(row.policy);
    CHECK(open_with(bare, row.level, {}) == "gate_closed");
    CHECK(bare.refusal().detail == row.missing);
    Office full(row.policy);
    CHECK(open_with(full, row.level, full.all_tests()) == "opened");
  }
}

TEST_CASE(
    "gates: each paper that is asked for closes its gate when it is not there or not passed") {
  struct Row { std::string policy; std::int64_t level; std::string kind; bool passed; };
  const Row rows[] = {
      {"zhejiang", 1, "function_test", true},     {"zhejiang", 1, "performance_test", true},
      {"zhejiang", 1, "security_test", true},     {"zhejiang", 3, "third_party_test", true},
      {"changde", 1, "self_test", true},          {"changde", 1, "vulnerability_scan", true},
      {"changde", 1, "malware_scan", true},       {"changde", 2, "third_party_test", true},
      {"changde", 2, "security_agreement", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.kind);
    Office without(row.policy);
    CHECK(open_with(without, row.level, all_but(without, {row.kind})) == "gate_closed");
    CHECK(without.refusal().detail == row.kind);
    for (const std::string result : {"fail", ""}) {
      Office office(row.policy);
      auto held = all_but(office, {row.kind});
      held.push_back(paper(row.kind, result));
      held.back().accreditation = "CNAS L1";
      CHECK(open_with(office, row.level, held) == (row.passed ? "gate_closed" : "opened"));
    }
  }
}

TEST_CASE("gates: nothing is borrowed from the other regulation") {
  struct Row { std::string policy; std::int64_t level; std::vector<std::string> not_needed; };
  const Row rows[] = {
      {"zhejiang",
       2,
       {"third_party_test", "self_test", "vulnerability_scan", "malware_scan",
        "security_agreement"}},
      {"changde", 1, {"third_party_test", "function_test", "performance_test", "security_test"}},
      {"changde",
       2,
       {"self_test", "vulnerability_scan", "malware_scan", "function_test", "performance_test",
        "security_test"}},
  };
  for (const auto& row : rows) {
    Office office(row.policy);
    CHECK(open_with(office, row.level, all_but(office, row.not_needed)) == "opened");
  }
}

TEST_CASE("gates: the third party, its accreditation and its independence") {
  struct Row { std::string what; Paper report; std::string zhejiang, changde; };
  const auto of = [](const std::string& issuer) { return third_party("CNAS L9", issuer); };
  const Row rows[] = {
      {"accredited", third_party("CNAS L1234"), "opened", "opened"},
      {"accredited by somebody else", third_party("CMA 99"), "gate_closed", "opened"},
      {"not accredited", third_party(""), "gate_closed", "opened"},
      {"a word inside is no beginning", third_party("no CNAS"), "gate_closed", "opened"},
      {"by the unit's own name", of("市财政局"), "gate_closed", "gate_closed"},
      {"by the unit's own id", of("czj"), "gate_closed", "gate_closed"},
      {"issuer unknown", of(""), "opened", "opened"},
      {"registered and valid on its date", dated(of("测评一所"), "2026-02-28"), "opened", "opened"},
      {"valid on its last day", dated(of("ceping"), "2026-03-10"), "opened", "opened"},
      {"lapsed the day after", dated(of("测评一所"), "2026-03-11"), "gate_closed", "gate_closed"},
      {"not yet valid", dated(of("ceping"), "2025-12-31"), "gate_closed", "gate_closed"},
      {"undated, attached when it had lapsed", of("测评一所"), "gate_closed", "gate_closed"},
      {"expired report", expiring(third_party("CNAS L1"), "2026-03-23"), "gate_closed",
       "gate_closed"},
      {"expiring today", expiring(third_party("CNAS L1"), "2026-03-24"), "opened", "opened"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    for (const std::string policy : {"zhejiang", "changde"}) {
      Office office(policy);
      Unit assessor{"ceping", 0, "测评一所", UnitKind::assessor};
      assessor.accreditation = "CNAS L9";
      assessor.valid_from = day("2026-01-01"), assessor.valid_to = day("2026-03-10");
      REQUIRE(office.as("root")(AddUnit{assessor}) == "unit_added");
      auto held = all_but(office, {"third_party_test"});
      held.push_back(row.report);
      CHECK(open_with(office, 3, held) == (policy == "zhejiang" ? row.zhejiang : row.changde));
    }
  }
}

TEST_CASE("gates: the newest paper of a kind counts, wherever it was attached") {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  office.as("zhang").on("2026-03-20").with(office.all_tests())(Attach{kId});
  office.on("2026-03-21").with(papers({"security_test"}, "fail"))(Attach{kId});
  CHECK(office.as("zhao").on("2026-03-24")(review(ReviewKind::open, kId)) == "gate_closed");
  office.as("zhang").with(papers({"security_test"}, "pass"))(Attach{"budget"});
  CHECK(office.as("zhao")(review(ReviewKind::open, kId)) == "opened");
}

TEST_CASE("gates: papers in the chief's hand count, those of another request do not") {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  auto other = submission("other", "czj", 1, office.policy);
  REQUIRE(office.as("zhang").with(papers({"plan", "self_test"}))(other) == "submitted");
  REQUIRE(office.with(office.all_tests())(Attach{"R-2026-0002"}) == "attached");
  CHECK(office.as("zhao").on("2026-03-24")(review(ReviewKind::open, kId)) == "gate_closed");
  CHECK(office.with(office.all_tests())(review(ReviewKind::open, kId)) == "opened");
}

TEST_CASE("attach: each paper has its own number and keeps what was said of it") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  auto report = expiring(dated(third_party("CNAS L1"), "2026-02-01"), "2027-02-01");
  REQUIRE(office.as("zhang").with({report, paper("filing")})(Attach{kId}) == "attached");
  const auto& e = office.books.evidence.at("E-2026-0003");  // after plan and self-test
  CHECK(e.subject == kId);
  CHECK(e.issuer == "某测评机构");
  CHECK(e.accreditation == "CNAS L1");
  CHECK(e.dated == day("2026-02-01"));
  CHECK(e.expires == day("2027-02-01"));
  CHECK(e.result == "pass");
  CHECK(e.attached_by == "zhang");
  CHECK(office.books.evidence.at("E-2026-0004").kind == "filing");
}
