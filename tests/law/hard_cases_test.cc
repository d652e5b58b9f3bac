// The hard cases of government-cloud administration: the rows of those that no other room has, and the
// list of which test covers which case (tests/hard_cases.csv).
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <sstream>

#include "core/law/compliance.h"
#include "core/law/duty.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kId = "R-2026-0001";

Office in_service(const std::string& policy) {
  Office office(policy);
  office.bring_to(Stage::open, 1);
  return office;
}

bool is_told(const Office& office, const std::string& date, const std::string& check, const std::string& subject) {
  for (const auto& shortfall : compliance(office.facts(), day(date), {2026, 3}, {}))
    if (shortfall.check == check && shortfall.subject == subject) return true;
  return false;
}

}  // namespace

TEST_CASE("hard case 15: the day of a mending never moves, and nobody closes their own without evidence") {
  auto office = in_service("zhejiang");
  ImportScan scan;
  scan.scan.digest = std::string(64, 'c'), scan.scan.system = "budget", scan.scan.complete = true, scan.found.resize(1);
  scan.found[0].severity = Severity::high;
  REQUIRE(office.on("2026-04-01").as("he")(scan) == "found");
  const std::string id = "F-2026-0001";
  const auto due = [&] { return to_text(office.books.findings.at(id).due_on.value()); };
  CHECK(due() == "2026-04-16");
  CHECK_FALSE(is_told(office, "2026-04-16", "finding_overdue", id));
  CHECK(is_told(office, "2026-04-17", "finding_overdue", id));
  office.on("2026-04-20").as("zhang");
  CHECK(office(FixFinding{id, "已处理"}) == "paper_missing");
  REQUIRE(office.with(papers({"paper"}))(FixFinding{id, "已处理"}) == "fixed");
  CHECK(office.as("zhang")(VerifyFinding{id, "没问题"}) == "role_missing");
  auto not_held = VerifyFinding{id, "复测仍在"};
  not_held.holds = false;
  REQUIRE(office.as("he")(not_held) == "verified");
  CHECK(due() == "2026-04-16");  // it is open again, and as late as before
  CHECK(is_told(office, "2026-04-21", "finding_overdue", id));
  // Seen again by a later scan, its day is still the same.
  scan.scan.digest = std::string(64, 'd'), scan.found.clear(), scan.seen = {id};
  REQUIRE(office.on("2026-05-06").as("he")(scan) == "scan_imported");
  CHECK(due() == "2026-04-16");
  // Whoever mended it does not verify it, whatever roles they have.
  office.as("root")(GrantRoles{"he", {Role::operator_}});
  REQUIRE(office.as("he").with(papers({"paper"}))(FixFinding{id, "重装"}) == "fixed");
  CHECK(office(VerifyFinding{id, "没问题"}) == "own_request");
  REQUIRE(office.as("wang")(VerifyFinding{id, "复测通过"}) == "verified");
  CHECK_FALSE(is_told(office, "2026-05-07", "finding_overdue", id));
}

TEST_CASE("hard case 22: a backup rests on a consent for that resource, by somebody who could give it that day") {
  auto office = in_service("changde");
  office.on("2026-04-20");
  const auto consent = [](const std::string& resource) {
    return MakeRecord{"backup_consent", resource, {{"signer", "张明"}, {"scope", "全部"}, {"dated", "2026-04-20"}}};
  };
  const auto run = [](const std::string& resource, const std::string& on) {
    return MakeRecord{"backup_run", resource, {{"done_on", on}, {"scope", "全部"}}};
  };
  CHECK(office.as("sun")(run("budget/storage-1", "2026-04-20")) == "record_missing");
  CHECK(office.refusal().citation.article() == "16");
  CHECK(office.as("sun")(consent("budget/storage-1")) == "role_missing");  // not for the centre to give
  CHECK(office.as("li")(consent("budget/storage-1")) == "unit_foreign");
  REQUIRE(office.as("zhang")(consent("budget/host-1")) == "record_made");
  CHECK(office.as("sun")(run("budget/host-1", "2026-04-20")) == "record_made");
  // A consent for the host is none for the storage, and none for the day before.
  CHECK(office(run("budget/storage-1", "2026-04-20")) == "record_missing");
  CHECK(office(run("budget/host-1", "2026-04-19")) == "record_missing");
  // The signer left the unit: what they consented to holds, and they consent to nothing more.
  REQUIRE(office.as("root").on("2026-05-06")(RevokeRoles{"zhang", "调离", {}}) == "roles_revoked");
  CHECK(office.as("zhang").on("2026-05-07")(consent("budget/storage-1")) == "role_missing");
  CHECK(office.as("sun")(run("budget/host-1", "2026-05-07")) == "record_made");
}

TEST_CASE("hard case 24: the report is owed for who had something on a day of the month, and late is late") {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  office.on("2026-04-03").as("wang")(review(reject, kId, "试用未通过"));
  office.as("sun").with(papers({"reclaim_proof"}))(Provision{kId});
  std::map<std::string, std::string> due;  // by period, of the unit that left on the third of April
  for (const auto& owed : duties_owed(office.facts(), day("2026-06-20")))
    if (owed.rule->id == "monthly_report") {
      CHECK(owed.about == "czj");  // the other unit never had anything
      due[owed.period] = to_text(owed.due_on);
    }
  CHECK(due == std::map<std::string, std::string>{{"2026-04", "2026-05-10"}});
  REQUIRE(office.on("2026-05-11").as("sun")(MakeRecord{"monthly_report", "czj", {{"period", "2026-04"}}}) == "record_made");
  for (const auto& owed : duties_owed(office.facts(), day("2026-06-20")))
    if (owed.rule->id == "monthly_report") CHECK(*owed.done_on > owed.due_on);
}

TEST_CASE("hard case 25: an enterprise in the centre of a city has its own zone, by the article of that city only") {
  struct Row { std::string policy, unit, zone, want; };
  const Row rows[] = {{"changde", "qiye", "enterprise", "submitted"}, {"changde", "qiye", "government", "beyond_catalogue"},
                      {"changde", "czj", "government", "submitted"}, {"changde", "czj", "enterprise", "beyond_catalogue"},
                      {"zhejiang", "qiye", "dedicated", "submitted"}, {"zhejiang", "czj", "public", "submitted"}};
  for (const auto& row : rows) {
    CAPTURE(row.unit);
    CAPTURE(row.zone);
    Office office(row.policy);
    office.as("root")(AddUnit{{"qiye", 0, "某企业", UnitKind::using_unit, Tenancy::enterprise}});
    office(AddPerson{{"wu", 0, "吴", "qiye", {Role::applicant}}});
    auto command = submission("shop", row.unit, 1, office.policy);
    for (auto& l : command.lines) l.zone = row.zone;
    CHECK(office.as(row.unit == "qiye" ? "wu" : "zhang").with(papers({"plan", "self_test"}))(command) == row.want);
    if (row.want == "beyond_catalogue") CHECK(office.refusal().citation.article() == "2");
  }
  auto office = in_service("changde");
  auto added = host(2, 4);
  added.zone = "enterprise";
  CHECK(office.as("zhang")(Change{"budget", "扩容", {added}}) == "beyond_catalogue");
}

TEST_CASE("hard case 33: a paper whose last day is the 29th of February") {
  struct Row { std::string on, want; };
  const Row rows[] = {{"2028-02-28", "opened"}, {"2028-02-29", "opened"}, {"2028-03-01", "gate_closed"}};
  for (const auto& row : rows) {
    CAPTURE(row.on);
    Office office("zhejiang", "2028-01-28");
    office.as("zhang").with(papers({"plan", "self_test"}))(submission("budget", "czj", 1, office.policy));
    office.as("wang")(review(accept, "R-2028-0001")), office(review(approve, "R-2028-0001"));
    office.as("sun")(Provision{"R-2028-0001"});
    auto tests = office.all_tests();
    for (auto& test : tests) test.expires = day("2028-02-29");
    office.as("zhang").with(tests)(Attach{"R-2028-0001"});
    CHECK(office.as("zhao").on(row.on)(review(open, "R-2028-0001")) == row.want);
  }
}

TEST_CASE("hard cases: each has its test") {
  std::istringstream list(file_bytes("tests/hard_cases.csv"));
  std::string row;
  std::getline(list, row);
  CHECK(row == "case,what,file,test");
  std::set<int> covered;
  while (std::getline(list, row)) {
    CAPTURE(row);
    std::istringstream cells(row);
    std::string number, what, file, test;
    std::getline(cells, number, ','), std::getline(cells, what, ','), std::getline(cells, file, ','), std::getline(cells, test);
    REQUIRE_FALSE(test.empty());
    CHECK(file_bytes(file).find(test) != std::string::npos);
    covered.insert(std::stoi(number));
  }
  for (int number = 1; number <= 35; ++number) {
    CAPTURE(number);
    CHECK(covered.contains(number));
  }
}
