// Checks that people hold, orders to mend, and risks accepted for a time: house rules H-45 to H-48.
#include "core/law/rectify.h"

#include <doctest/doctest.h>

#include "core/law/compliance.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

HoldCheck check_of(const std::string& about, std::vector<std::pair<Severity, std::string>> found = {}) {
  HoldCheck command{about, "口令和补丁", "", "", {"管理口令", "系统补丁"}, {}};
  for (auto& [severity, title] : found) {
    Finding finding;
    finding.severity = severity, finding.title = title;
    command.found.push_back(std::move(finding));
  }
  return command;
}

OrderMending order_of(std::vector<std::string> findings, const std::string& due = "2026-05-20", const std::string& to = "") {
  return {to, "弱口令", std::move(findings), {}, day(due)};
}

AcceptFinding acceptance(const std::string& until, const std::string& answers = "zhang") {
  return {"F-2026-0001", "系统年内下线", answers, day(until)};
}

/// Budget in service on 2026-04-01 with F-2026-0001 of it (high) and F-2026-0002 of the platform (info).
Office with_findings(const std::string& policy) {
  Office office(policy);
  office.bring_to(Stage::open);
  office.as("he").on("2026-04-01");
  office(check_of("budget", {{Severity::high, "弱口令"}}));
  office(check_of("platform", {{Severity::info, "横幅"}}));
  return office;
}

const Finding& first(const Office& office) { return office.books.findings.at("F-2026-0001"); }
const Order& order(const Office& office) { return office.books.orders.at("O-2026-0001"); }

/// The names of the shortfalls on a day, of findings and orders only.
std::string short_on(const Office& office, const std::string& today) {
  std::string all;
  for (const auto& one : compliance(office.facts(), morning(day(today)), {2026, 4}, {}))
    if (one.check == "finding_overdue" || one.check == "order_overdue") all += (all.empty() ? "" : " ") + one.check + ":" + one.subject;
  return all;
}

}  // namespace

TEST_CASE("check hold: who may, of what, and what it must say") {
  struct Row { std::string what, policy, by; HoldCheck command; std::string want; };
  auto no_scope = check_of("platform"), no_item = check_of("platform"), blank_item = check_of("platform"), with_nobody = check_of("platform");
  no_scope.scope = "　", no_item.items.clear(), blank_item.items[1] = " ", with_nobody.with = "ghost";
  const Row rows[] = {
      {"the inspector, of the platform", "zhejiang", "he", check_of("platform"), "check_held"},
      {"the reviewer, of a system", "changde", "wang", check_of("budget"), "check_held"},
      {"with a finding", "changde", "zhao", check_of("budget", {{Severity::low, "日志"}}), "found"},
      {"the applicant", "zhejiang", "zhang", check_of("budget"), "role_missing"},
      {"the operator", "changde", "sun", check_of("platform"), "role_missing"},
      {"nobody known", "changde", "ghost", check_of("platform"), "person_unknown"},
      {"of what is not there", "changde", "he", check_of("ghost"), "not_found"},
      {"with an office that is not there", "changde", "he", with_nobody, "not_found"},
      {"without a scope", "zhejiang", "he", no_scope, "field_wrong"},
      {"without items", "zhejiang", "he", no_item, "field_wrong"},
      {"with an item that says nothing", "zhejiang", "he", blank_item, "field_wrong"},
      {"with a finding that says nothing", "zhejiang", "he", check_of("budget", {{Severity::low, ""}}), "field_wrong"},
      {"right before form", "zhejiang", "zhang", no_scope, "role_missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office(row.policy);
    office.bring_to(Stage::open);
    CHECK(office.as(row.by)(row.command) == row.want);
    if (row.want == "field_wrong") CHECK(office.refusal().citation.house_rule() == "H-45");
  }
}

TEST_CASE("check hold: its findings are rated as a scanner's are, and no scan is theirs") {
  const auto office = with_findings("zhejiang");
  const auto& check = office.books.inspections.at("C-2026-0001");
  CHECK_FALSE(check.passed);
  CHECK(check.article == "17");
  CHECK(check.findings == std::vector<std::string>{"F-2026-0001"});
  CHECK(first(office).identity == "inspection|C-2026-0001|1");
  CHECK(first(office).check == "C-2026-0001");
  CHECK(first(office).owner == "using");
  CHECK(first(office).due_on == day("2026-04-16"));
  CHECK(office.books.findings.at("F-2026-0002").owner == "provider");
  CHECK_FALSE(office.books.findings.at("F-2026-0002").due_on);
  CHECK(office.books.scans.empty());
  auto other = office;
  ImportScan scan;
  scan.scan.digest = "s1", scan.scan.system = "budget", scan.scan.complete = true, scan.closed = {"F-2026-0001"};
  CHECK(other.as("he")(scan) == "scan_out_of_bounds");
}

TEST_CASE("check hold: stands once for the duty to check, where the policy sets a period") {
  Office office("zhejiang");
  for (auto& duty : office.policy.duties)
    if (duty.id == "security_check") duty.period = "half_year";
  office.as("he").on("2026-04-01")(check_of("platform"));
  office.on("2026-05-01")(check_of("platform"));
  office.on("2026-07-01")(check_of("platform"));
  REQUIRE(office.books.records.size() == 2);
  CHECK(office.books.records.at("D-2026-0001").values.at("period") == "2026-H1");
  CHECK(office.books.records.at("D-2026-0001").values.at("note") == "C-2026-0001");
  CHECK(office.books.records.at("D-2026-0002").values.at("period") == "2026-H2");
  Office silent("zhejiang");
  silent.as("he").on("2026-04-01")(check_of("platform"));
  CHECK(silent.books.records.empty());
}

TEST_CASE("check order: who may, to whom, what and until when") {
  struct Row { std::string what, policy, by; OrderMending command; std::string want, cites; };
  auto words = order_of({}, "2026-05-20", "yun"), blank = order_of({}, "2026-05-20", "yun"), unsaid = order_of({"F-2026-0001"});
  words.items = {"提交应急预案"}, blank.items = {" "}, unsaid.scope = "";
  const Row rows[] = {
      {"a finding", "changde", "wang", order_of({"F-2026-0001"}), "ordered", ""},
      {"the security authority in Zhejiang", "zhejiang", "he", order_of({"F-2026-0001"}), "ordered", ""},
      {"but not in Changde", "changde", "he", order_of({"F-2026-0001"}), "role_missing", "20"},
      {"the owner", "changde", "zhang", order_of({"F-2026-0001"}), "role_missing", "20"},
      {"words, to the provider", "changde", "zhao", words, "ordered", ""},
      {"of today", "changde", "wang", order_of({"F-2026-0001"}, "2026-04-01"), "ordered", ""},
      {"of yesterday", "changde", "wang", order_of({"F-2026-0001"}, "2026-03-31"), "field_wrong", "H-46"},
      {"to another unit", "changde", "wang", order_of({"F-2026-0001"}, "2026-05-20", "rsj"), "field_wrong", "H-46"},
      {"of two owners", "changde", "wang", order_of({"F-2026-0001", "F-2026-0002"}), "field_wrong", "H-46"},
      {"to the security authority", "changde", "wang", order_of({}, "2026-05-20", "wxb"), "field_wrong", "H-46"},
      {"to nobody", "changde", "wang", order_of({}), "field_wrong", "H-46"},
      {"of nothing", "changde", "wang", order_of({}, "2026-05-20", "yun"), "field_wrong", "H-45"},
      {"of words that say nothing", "changde", "wang", blank, "field_wrong", "H-45"},
      {"about nothing", "changde", "wang", unsaid, "field_wrong", "H-45"},
      {"a finding that is not there", "changde", "wang", order_of({"F-2026-0009"}), "not_found", ""},
      {"to a unit that is not there", "changde", "wang", order_of({}, "2026-05-20", "ghost"), "not_found", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto office = with_findings(row.policy);
    CHECK(office.as(row.by)(row.command) == row.want);
    if (row.cites.empty()) continue;
    const auto& citation = office.refusal().citation;
    CHECK((citation.is_article() ? citation.article() : citation.house_rule()) == row.cites);
  }
}

TEST_CASE("check order: in Zhejiang both authorities sign before it binds; in Changde one") {
  auto office = with_findings("zhejiang");
  office.as("wang")(order_of({"F-2026-0002"}));
  CHECK(order(office).waits_for == std::vector<std::string>{"security"});
  CHECK_FALSE(office.books.findings.at("F-2026-0002").due_on);
  CHECK(office.as("sun").with(papers({"paper"}))(FixFinding{"O-2026-0001", ""}) == "stage_wrong");
  CHECK(office.as("zhao")(Cosign{"O-2026-0001"}) == "unit_foreign");
  CHECK(office.as("zhang")(Cosign{"O-2026-0001"}) == "role_missing");
  CHECK(office.as("he")(Cosign{"O-2026-0001"}) == "order_cosigned");
  CHECK(office.as("he")(Cosign{"O-2026-0001"}) == "stage_wrong");
  CHECK(office.as("he")(Cosign{"O-2026-0009"}) == "not_found");
  CHECK(order(office).is_in_force());
  CHECK(order(office).article == "17");
  CHECK(office.books.findings.at("F-2026-0002").due_on == day("2026-05-20"));
  CHECK(office.books.findings.at("F-2026-0002").order == "O-2026-0001");

  auto other = with_findings("changde");
  other.as("wang")(order_of({"F-2026-0001"}));
  CHECK(order(other).is_in_force());
  CHECK(order(other).to == "czj");
  CHECK(first(other).due_on == day("2026-04-16"));  // the policy's own day does not move for an order
}

TEST_CASE("check order: carried out by the unit, looked at by somebody else, its findings first") {
  auto office = with_findings("changde");
  office.as("wang")(order_of({"F-2026-0001"}));
  const FixFinding fix{"O-2026-0001", "已改"}, mend{"F-2026-0001", ""};
  const VerifyFinding holds{"O-2026-0001", ""}, fails{"O-2026-0001", "", false}, closed{"F-2026-0001", ""};
  CHECK(office.as("li").with(papers({"paper"}))(fix) == "unit_foreign");
  CHECK(office.as("zhang").with(papers({"paper"}))(fix) == "stage_wrong");
  CHECK(office.refusal().citation.house_rule() == "H-48");
  CHECK(office.with(papers({"paper"}))(mend) == "fixed");
  CHECK(office(fix) == "paper_missing");
  CHECK(office.as("wang")(holds) == "stage_wrong");  // nothing was carried out yet
  CHECK(office.as("zhang").with(papers({"paper"}))(fix) == "order_fixed");
  CHECK(office.as("wang")(holds) == "stage_wrong");  // the finding is not closed
  CHECK(office.refusal().citation.house_rule() == "H-48");
  CHECK(office(fails) == "order_verified");
  CHECK(order(office).state == FindingState::open);
  CHECK(office.as("zhang").with(papers({"paper"}))(fix) == "order_fixed");
  CHECK(office.as("he")(closed) == "verified");
  CHECK(office.on("2026-04-20")(holds) == "order_verified");
  CHECK(order(office).state == FindingState::closed);
  CHECK(order(office).closed_on == day("2026-04-20"));
  CHECK(office.as("zhang").with(papers({"paper"}))(fix) == "stage_wrong");
}

TEST_CASE("check verify: of an order by who carried it out is refused") {
  auto office = with_findings("changde");
  office.as("root")(AddPerson{{"both", 0, "兼", "czj", {Role::applicant, Role::inspector}}});
  auto words = order_of({}, "2026-05-20", "czj");
  words.items = {"补交自查报告"};
  office.as("wang")(words);
  REQUIRE(office.as("both").with(papers({"paper"}))(FixFinding{"O-2026-0001", ""}) == "order_fixed");
  CHECK(office(VerifyFinding{"O-2026-0001", ""}) == "own_request");
  CHECK(office.as("he")(VerifyFinding{"O-2026-0001", ""}) == "order_verified");
}

TEST_CASE("check accept: by whom, with whom answering, for how long") {
  struct Row { std::string what, by; AcceptFinding command; std::string want, cites; };
  auto unsaid = acceptance("2026-05-01");
  unsaid.reason = " ";
  const Row rows[] = {
      {"the reviewer", "wang", acceptance("2026-05-01"), "finding_accepted", ""},
      {"the inspector", "he", acceptance("2026-09-28"), "finding_accepted", ""},
      {"the owner", "zhang", acceptance("2026-05-01"), "role_missing", "17"},
      {"longer than the policy's bound", "wang", acceptance("2026-09-29"), "field_wrong", "17"},
      {"until today", "wang", acceptance("2026-04-01"), "field_wrong", "H-47"},
      {"without a reason", "wang", unsaid, "field_wrong", "H-47"},
      {"somebody of another unit answers", "wang", acceptance("2026-05-01", "li"), "field_wrong", "H-47"},
      {"nobody answers", "wang", acceptance("2026-05-01", "ghost"), "not_found", ""},
      {"who answers accepts", "wang", acceptance("2026-05-01", "wang"), "own_request", "H-01"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto office = with_findings("zhejiang");
    CHECK(office.as(row.by)(row.command) == row.want);
    if (row.cites.empty()) continue;
    const auto& citation = office.refusal().citation;
    CHECK((citation.is_article() ? citation.article() : citation.house_rule()) == row.cites);
  }
  auto office = with_findings("zhejiang");
  office.as("zhang").with(papers({"paper"}))(FixFinding{"F-2026-0001", ""});
  CHECK(office.as("wang")(acceptance("2026-05-01")) == "stage_wrong");
  CHECK(office(AcceptFinding{"F-2026-0009", "x", "zhang", day("2026-05-01")}) == "not_found");
}

TEST_CASE("check accept: nobody is late until its end, then the finding is due again; a further time is a further act") {
  auto office = with_findings("zhejiang");
  CHECK(short_on(office, "2026-04-16") == "");
  CHECK(short_on(office, "2026-04-17") == "finding_overdue:F-2026-0001");
  office.as("wang")(acceptance("2026-05-31"));
  CHECK(first(office).due_on == day("2026-04-16"));  // the day that was promised does not move
  CHECK(short_on(office, "2026-05-31") == "");
  CHECK(short_on(office, "2026-06-01") == "finding_overdue:F-2026-0001");
  office.on("2026-06-01")(acceptance("2026-07-31"));
  CHECK(short_on(office, "2026-07-31") == "");
  CHECK(short_on(office, "2026-08-01") == "finding_overdue:F-2026-0001");
  REQUIRE(first(office).acceptances.size() == 2);
  CHECK(first(office).acceptances[0].until == day("2026-05-31"));
  CHECK(first(office).acceptances[1].answers == "zhang");
  office.as("zhang").with(papers({"paper"}))(FixFinding{"F-2026-0001", ""});
  office.as("he")(VerifyFinding{"F-2026-0001", ""});
  CHECK_FALSE(first(office).accepted_until);  // what is closed is not accepted any more
}

TEST_CASE("check run: an order is overdue from the day after its own") {
  auto office = with_findings("changde");
  office.as("wang")(order_of({"F-2026-0001"}, "2026-04-10"));
  CHECK(short_on(office, "2026-04-10") == "");
  CHECK(short_on(office, "2026-04-11") == "order_overdue:O-2026-0001");
  auto waiting = with_findings("zhejiang");
  waiting.as("wang")(order_of({"F-2026-0001"}, "2026-04-10"));
  CHECK(short_on(waiting, "2026-04-11") == "");  // it binds nobody yet
}

TEST_CASE("an older policy, which names none of these acts, leaves them to who verifies") {
  auto office = with_findings("zhejiang");
  std::erase_if(office.policy.roles, [](const RoleRule& rule) {
    return rule.act == "check_hold" || rule.act == "check_order" || rule.act == "check_accept";
  });
  office.policy.orders = {}, office.policy.accept_days_max.reset();
  CHECK(office.as("he")(check_of("platform")) == "check_held");
  CHECK(office(order_of({"F-2026-0001"})) == "ordered");
  CHECK(order(office).is_in_force());
  CHECK(order(office).article == "17");
  CHECK(office(acceptance("2030-01-01")) == "finding_accepted");
  CHECK(office.as("zhang")(check_of("platform")) == "role_missing");
}
