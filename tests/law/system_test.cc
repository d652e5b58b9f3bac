// The register of systems: taken over, raised and lowered, handed to another unit.
#include "core/law/system.h"

#include <doctest/doctest.h>

#include "core/law/compliance.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

AddSystem running(const std::string& id = "portal", const std::string& unit = "czj") {
  AddSystem command{id, unit, "门户", "", "", 2, true, {}, {host(4, 16, 2)}, {}};
  command.lines.push_back(line("storage", {{"size_gib", {500, {}}}}));
  for (auto& l : command.lines) l.zone = shipped_policy("zhejiang").zone_default;
  return command;
}

AddSystem off_cloud(const std::string& id = "archive") { return {id, "czj", "档案", "", "", 2, false, {}, {}, {}}; }

std::vector<std::string> missing_of(const Office& office, const std::string& system, const std::string& today) {
  std::vector<std::string> all;
  for (const auto& gap : compliance(office.facts(), day(today), parse_month("2026-03").value(), {}))
    if (gap.check == "papers_missing" && gap.subject == system) all.insert(all.end(), gap.message.args.begin(), gap.message.args.end());
  return all;
}

}  // namespace

TEST_CASE("system: what is taken over, and what is not") {
  struct Row { std::string what, by; std::function<void(AddSystem&)> alter; std::string want; };
  const Row rows[] = {
      {"as it runs", "root", [](AddSystem&) {}, "system_taken_over"},
      {"off the cloud", "root", [](AddSystem& c) { c = off_cloud(); }, "system_taken_over"},
      {"since long", "root", [](AddSystem& c) { c.since = day("2020-02-29"); }, "system_taken_over"},
      {"since tomorrow", "root", [](AddSystem& c) { c.since = day("2026-03-03"); }, "date_order"},
      {"by an applicant", "zhang", [](AddSystem&) {}, "role_missing"},
      {"of nobody", "root", [](AddSystem& c) { c.unit = "ghost"; }, "not_found"},
      {"a name that is taken", "root", [](AddSystem& c) { c.system = "budget"; }, "exists_already"},
      {"with nothing on the cloud", "root", [](AddSystem& c) { c.lines.clear(); }, "line_missing"},
      {"with what the catalogue does not have", "root", [](AddSystem& c) { c.lines[0].item = "gpu"; }, "not_found"},
      {"beyond the catalogue", "root", [](AddSystem& c) { c.lines[0].asked["cpu"] = {100000, {}}; }, "beyond_catalogue"},
      {"in no zone", "root", [](AddSystem& c) { c.lines[0].zone = "moon"; }, "not_found"},
      {"by no provider", "root", [](AddSystem& c) { c.provider = "czj"; }, "not_found"},
      {"under no authority", "root", [](AddSystem& c) { c.authority = "czj"; }, "not_found"},
      {"a cloud id of nothing", "root", [](AddSystem& c) { c.cloud_ids["portal/host-3"] = "i-1"; }, "not_found"},
      {"a cloud id twice", "root", [](AddSystem& c) { c.cloud_ids = {{"portal/host-1", "i-1"}, {"portal/host-2", "i-1"}}; }, "exists_already"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    office.bring_to(Stage::submitted);
    auto command = running();
    row.alter(command);
    CHECK(office.as(row.by).on("2026-03-02")(command) == row.want);
  }
}

TEST_CASE("system: one that was taken over is marked, and lives like any other") {
  Office office("zhejiang");
  auto command = running();
  command.since = day("2024-05-06"), command.cloud_ids["portal/host-1"] = "i-81";
  REQUIRE(office.as("root")(command) == "system_taken_over");
  const auto& system = office.books.systems.at("portal");
  CHECK(system.state == SystemState::in_service);
  CHECK(system.taken_over_on == day("2026-03-02"));
  CHECK(system.opened_on == day("2024-05-06"));
  CHECK(system.tested.at("cpu") == 8);
  CHECK(office.resource("portal/host-1").cloud_id == "i-81");
  CHECK(office.resource("portal/host-1").provider == "yun");
  CHECK(office.resource("portal/storage-1").delivered.at("size_gib").amount == 500);
  CHECK(missing_of(office, "portal", "2026-03-03") ==
        std::vector<std::string>{"function_test, performance_test, security_test"});

  CHECK(office.as("zhang")(submission("portal", "czj", 2, office.policy)) == "stage_wrong");
  auto more = host(2, 8);
  more.zone = office.policy.zone_default;
  REQUIRE(office(Change{"portal", "高峰", {set("portal/host-1", "cpu", {6, {}}), more}}) == "submitted");
  REQUIRE(office.as("wang")(review(approve, "R-2026-0001")) == "approved");
  REQUIRE(office.as("sun")(Provision{"R-2026-0001"}) == "applied");
  CHECK(office.resource("portal/host-3").state == ResourceState::in_service);
  office.as("zhang").with(papers({"offline_record", "migration_record", "backup_record"}));
  REQUIRE(office(Decommission{"portal", "停用"}) == "submitted");
  REQUIRE(office.as("wang")(review(approve, "R-2026-0002")) == "approved");
  REQUIRE(office.as("sun").with(papers({"reclaim_proof"}))(Provision{"R-2026-0002"}) == "ended");
  CHECK(office.books.systems.at("portal").state == SystemState::ended);
}

TEST_CASE("system: growth is counted from what was taken over") {
  Office office("zhejiang");
  REQUIRE(office.as("root")(running()) == "system_taken_over");
  CHECK(office.as("zhang")(Change{"portal", "高峰", {set("portal/host-1", "cpu", {9, {}})}}) == "paper_missing");
  CHECK(office(Change{"portal", "高峰", {set("portal/host-1", "cpu", {8, {}})}}) == "submitted");
}

TEST_CASE("system: one off the cloud stays off it until it is opened there") {
  Office office("zhejiang");
  REQUIRE(office.as("root")(off_cloud("budget")) == "system_taken_over");
  CHECK(office.as("zhang")(Change{"budget", "高峰", {host(1, 1)}}) == "stage_wrong");
  office.as("zhang").with(papers({"plan", "self_test"}));
  REQUIRE(office(submission("budget", "czj", 2, office.policy)) == "submitted");
  CHECK(office.books.systems.at("budget").state == SystemState::off_cloud);
  REQUIRE(office.as("wang")(review(refuse, "R-2026-0001", "材料不全")) == "refused");
  CHECK(office.books.systems.at("budget").state == SystemState::off_cloud);
  office.as("zhang").with(papers({"plan", "self_test"}));
  REQUIRE(office(submission("budget", "czj", 2, office.policy)) == "submitted");
  office.as("wang")(review(accept, "R-2026-0002")), office(review(approve, "R-2026-0002")), office.as("sun")(Provision{"R-2026-0002"});
  REQUIRE(office.as("zhang").on("2026-03-23").with(office.all_tests())(Attach{"R-2026-0002"}) == "attached");
  REQUIRE(office.as("zhao")(review(open, "R-2026-0002")) == "opened");
  CHECK(office.books.systems.at("budget").is_on_cloud());
}

TEST_CASE("system: a level is set by the unit, and lowered on a paper") {
  struct Row { std::string what, by; Stage stage; std::int64_t level; std::vector<std::string> papers; std::string reason, want; };
  const Row rows[] = {
      {"raised", "zhang", Stage::open, 3, {}, "扩大范围", "level_set"},
      {"lowered with its paper", "zhang", Stage::open, 1, {"grading"}, "专家评审", "level_set"},
      {"lowered without", "zhang", Stage::open, 1, {}, "专家评审", "paper_missing"},
      {"lowered on another paper", "zhang", Stage::open, 1, {"plan"}, "专家评审", "paper_missing"},
      {"the same", "zhang", Stage::open, 2, {}, "不变", "stage_wrong"},
      {"while it is applied for", "zhang", Stage::trial, 3, {}, "扩大范围", "stage_wrong"},
      {"without a reason", "zhang", Stage::open, 3, {}, "　", "opinion_missing"},
      {"by another unit", "li", Stage::open, 3, {}, "扩大范围", "unit_foreign"},
      {"by the authority", "wang", Stage::open, 3, {}, "扩大范围", "role_missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    office.bring_to(row.stage, 2);
    CHECK(office.as(row.by).with(papers(row.papers))(SetLevel{"budget", row.reason, row.level}) == row.want);
  }
  Office office("zhejiang");
  CHECK(office.as("zhang")(SetLevel{"ghost", "扩大范围", 3}) == "not_found");
}

TEST_CASE("system: a raised level wants the tests of the opening anew, and the gate of its own") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 2);
  CHECK(missing_of(office, "budget", "2026-04-01").empty());
  REQUIRE(office.as("zhang").on("2026-04-01")(SetLevel{"budget", "扩大范围", 3}) == "level_set");
  CHECK(office.books.systems.at("budget").raised_on == day("2026-04-01"));
  CHECK(missing_of(office, "budget", "2026-04-01").size() == 2);
  REQUIRE(office.on("2026-04-08").with(papers({"function_test", "performance_test", "security_test"}, "pass"))(Attach{"budget"}) == "attached");
  CHECK(office.books.systems.at("budget").raised_on.has_value());
  CHECK(missing_of(office, "budget", "2026-04-08") == std::vector<std::string>{"third_party_test"});
  REQUIRE(office.on("2026-04-09").with({third_party("CNAS L1234")})(Attach{"budget"}) == "level_confirmed");
  CHECK_FALSE(office.books.systems.at("budget").raised_on.has_value());
  CHECK(missing_of(office, "budget", "2026-04-09").empty());
}

TEST_CASE("system: a level that comes with all its papers wants nothing, and a lowered one no more") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 2);
  REQUIRE(office.as("zhang").with(office.all_tests())(SetLevel{"budget", "扩大范围", 3}) == "level_set");
  CHECK_FALSE(office.books.systems.at("budget").raised_on.has_value());
  REQUIRE(office.on("2026-04-01")(SetLevel{"budget", "再扩大", 4}) == "level_set");
  CHECK(office.books.systems.at("budget").raised_on.has_value());
  REQUIRE(office.with(papers({"grading"}))(SetLevel{"budget", "专家评审", 2}) == "level_set");
  CHECK_FALSE(office.books.systems.at("budget").raised_on.has_value());
}

// -- transfer ------------------------------------------------------------------------------------

TEST_CASE("system: a transfer is asked by one unit and cosigned by the other") {
  struct Row { std::string what, by, to, reason, want; };
  const Row rows[] = {
      {"to another unit", "zhang", "rsj", "职能划转", "transfer_asked"}, {"to itself", "zhang", "czj", "职能划转", "stage_wrong"},
      {"to nobody", "zhang", "ghost", "职能划转", "not_found"},         {"by the receiver", "li", "rsj", "职能划转", "unit_foreign"},
      {"by the authority", "wang", "rsj", "职能划转", "role_missing"},  {"without a reason", "zhang", "rsj", " ", "opinion_missing"},
      {"back, when none waits", "zhang", "", "暂缓", "stage_wrong"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("changde");
    office.bring_to(Stage::open, 1);
    CHECK(office.as(row.by)(TransferSystem{"budget", row.to, row.reason}) == row.want);
  }
}

TEST_CASE("system: until the other unit has cosigned nothing changes; then all goes over") {
  Office office("changde");
  office.bring_to(Stage::open, 1);
  office.as("zhang")(MakeRecord{"security_agreement", "budget", {{"valid_from", "2026-03-01"}}});
  office.as("sun")(Cosign{"D-2026-0001"});
  office.as("zhang")(Change{"budget", "高峰", {set("budget/host-1", "cpu", {5, {}})}});
  REQUIRE(office.as("zhang")(TransferSystem{"budget", "rsj", "职能划转"}) == "transfer_asked");
  CHECK(office.books.systems.at("budget").unit == "czj");
  CHECK(office(TransferSystem{"budget", "dsj", "又一家"}) == "stage_wrong");
  CHECK(office(Cosign{"budget"}) == "unit_foreign");
  CHECK(office.as("wang")(Cosign{"budget"}) == "role_missing");
  CHECK(office.as("li")(Change{"budget", "高峰", {set("budget/host-2", "cpu", {5, {}})}}) == "unit_foreign");
  REQUIRE(office.as("li").on("2026-04-01")(Cosign{"budget"}) == "system_transferred");

  const auto& system = office.books.systems.at("budget");
  CHECK(system.unit == "rsj");
  CHECK(system.tenures.at(0).unit == "czj");
  CHECK(system.tenures.at(0).until == day("2026-04-01"));
  CHECK_FALSE(system.transfer.has_value());
  CHECK(office.resource("budget/host-1").unit == "rsj");
  CHECK(office.request("R-2026-0002").unit == "rsj");  // open
  CHECK(office.request("R-2026-0001").unit == "czj");  // history
  CHECK(office.books.records.at("D-2026-0001").in_force(day("2026-03-31")));
  CHECK_FALSE(office.books.records.at("D-2026-0001").in_force(day("2026-04-01")));
  CHECK(office.as("zhang")(Withdraw{"R-2026-0002", "不要了"}) == "unit_foreign");
  CHECK(office.as("li")(Withdraw{"R-2026-0002", "不要了"}) == "withdrawn");
  CHECK(office(Cosign{"budget"}) == "stage_wrong");
}

TEST_CASE("system: a transfer can be taken back, and an open request at another authority blocks it") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  REQUIRE(office.as("zhang")(TransferSystem{"budget", "rsj", "职能划转"}) == "transfer_asked");
  REQUIRE(office(TransferSystem{"budget", "", "暂缓"}) == "transfer_withdrawn");
  CHECK(office.as("li")(Cosign{"budget"}) == "stage_wrong");

  office.as("root")(AddUnit{{"dsj2", 0, "另一数据局", UnitKind::authority}});
  Unit theirs{"jyj", 0, "教育局"};
  theirs.authority = "dsj2";
  office(AddUnit{theirs});
  REQUIRE(office.as("zhang")(Change{"budget", "高峰", {set("budget/host-1", "cpu", {5, {}})}}) == "submitted");
  CHECK(office(TransferSystem{"budget", "jyj", "职能划转"}) == "request_open");
  REQUIRE(office(Withdraw{"R-2026-0002", "不要了"}) == "withdrawn");
  CHECK(office(TransferSystem{"budget", "jyj", "职能划转"}) == "transfer_asked");
}

TEST_CASE("system: an order to mend what was found in it blocks a transfer, and goes over to a successor") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  ImportScan scan;
  scan.scan.digest = std::string(64, 'c'), scan.scan.system = "budget", scan.found.resize(1);
  REQUIRE(office.as("he").on("2026-04-20")(scan) == "found");
  REQUIRE(office(OrderMending{"", "整改", {"F-2026-0001"}, {}, day("2026-05-20")}) == "ordered");
  CHECK(office.as("zhang")(TransferSystem{"budget", "rsj", "职能划转"}) == "request_open");
  REQUIRE(office.as("root")(SucceedUnit{"czj", "rsj", "机构合并"}) == "roles_revoked");
  CHECK(office.books.orders.at("O-2026-0001").to == "rsj");
  CHECK(office.books.orders.at("O-2026-0001").due_on == day("2026-05-20"));
}

TEST_CASE("system: what has ended is neither transferred nor given another level") {
  Office office("changde");
  office.bring_to(Stage::open, 1);
  office.as("zhang")(Decommission{"budget", "停用"});
  office.as("wang")(review(approve, "R-2026-0002")), office.as("sun")(Provision{"R-2026-0002"});
  REQUIRE(office.books.systems.at("budget").state == SystemState::ended);
  CHECK(office.as("zhang")(TransferSystem{"budget", "rsj", "职能划转"}) == "stage_wrong");
  CHECK(office(SetLevel{"budget", "扩大范围", 2}) == "stage_wrong");
}
