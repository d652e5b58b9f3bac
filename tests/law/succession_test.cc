// Units that change: their names have periods, and a successor takes over what is open as it stands.
#include "core/law/succession.h"

#include <doctest/doctest.h>

#include "core/law/incident.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

TEST_CASE("succession: a name holds from a day on") {
  struct Row { std::string what, by, unit, name, since, want; };
  const Row rows[] = {
      {"today", "root", "czj", "财政厅", "2026-03-02", "unit_renamed"}, {"since long", "root", "czj", "财政厅", "2025-01-01", "unit_renamed"},
      {"to come", "root", "czj", "财政厅", "2026-03-03", "date_order"}, {"the same", "root", "czj", "市财政局", "2026-03-02", "stage_wrong"},
      {"nobody's", "root", "ghost", "财政厅", "2026-03-02", "not_found"}, {"by the chief", "zhao", "czj", "财政厅", "2026-03-02", "role_missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    CHECK(office.as(row.by)(RenameUnit{row.unit, row.name, day(row.since)}) == row.want);
  }
  Office office("zhejiang");
  REQUIRE(office.as("root")(RenameUnit{"czj", "财政厅", day("2026-01-01")}) == "unit_renamed");
  CHECK(office(RenameUnit{"czj", "财金局", day("2025-12-31")}) == "date_order");
  REQUIRE(office(RenameUnit{"czj", "财金局", day("2026-02-01")}) == "unit_renamed");
  const auto& unit = office.books.units.at("czj");
  CHECK(unit.name_on(day("2025-12-31")) == "市财政局");
  CHECK(unit.name_on(day("2026-01-01")) == "财政厅");
  CHECK(unit.name_on(day("2026-01-31")) == "财政厅");
  CHECK(unit.name_on(day("2026-02-01")) == "财金局");
  for (const char* name : {"czj", "市财政局", "财政厅", "财金局"}) CHECK(is_called(unit, name));
  CHECK_FALSE(is_called(unit, "人社局"));
}

TEST_CASE("succession: who takes whose place") {
  struct Row { std::string what, by, unit, successor, reason, want; };
  const Row rows[] = {
      {"using units merge", "root", "czj", "rsj", "机构合并", "roles_revoked"}, {"of another kind", "root", "czj", "yun", "机构合并", "not_found"},
      {"itself", "root", "czj", "czj", "机构合并", "not_found"},                {"nobody", "root", "ghost", "rsj", "机构合并", "not_found"},
      {"by nobody", "root", "czj", "ghost", "机构合并", "not_found"},           {"without a reason", "root", "czj", "rsj", "", "opinion_missing"},
      {"by an applicant", "zhang", "czj", "rsj", "机构合并", "role_missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    CHECK(office.as(row.by)(SucceedUnit{row.unit, row.successor, row.reason}) == row.want);
  }
}

TEST_CASE("succession: of a provider, with its open orders, their due dates and an inventory") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  office.as("zhang")(Change{"budget", "高峰", {set("budget/host-1", "cpu", {5, {}})}});
  office.as("wang")(review(approve, "R-2026-0002"));
  const auto due = office.due("R-2026-0002", "carry_out_change");
  office.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
  office(AddPerson{{"sun2", 0, "孙", "yun2", {Role::operator_}}});
  CHECK(office.as("sun2")(Provision{"R-2026-0002"}) == "unit_foreign");
  REQUIRE(office.as("root")(SucceedUnit{"yun", "yun2", "合同到期"}) == "roles_revoked");
  const auto& fact = std::get<UnitSucceeded>(std::get<std::vector<Fact>>(office.last).front());
  CHECK(fact.resources == std::vector<std::string>{"budget/host-1", "budget/host-2", "budget/storage-1"});
  CHECK(fact.requests == std::vector<std::string>{"R-2026-0002"});
  CHECK(office.due("R-2026-0002", "carry_out_change") == due);
  CHECK(office.as("sun")(Provision{"R-2026-0002"}) == "role_missing");
  CHECK(office.as("sun2")(Provision{"R-2026-0002"}) == "applied");
  CHECK(office.request("R-2026-0001").provider == "yun");  // history
  // The successor is the only provider that there is now.
  CHECK(office.as("zhang").with(papers({"plan", "self_test"}))(submission("other", "czj", 1, office.policy)) == "submitted");
  CHECK(office.request("R-2026-0003").provider == "yun2");
  CHECK(office.as("root")(AddPerson{{"sun3", 0, "孙", "yun", {Role::operator_}}}) == "stage_wrong");
  CHECK(office(GrantRoles{"sun", {Role::operator_}}) == "stage_wrong");
  CHECK(office(SucceedUnit{"yun", "yun2", "再来"}) == "stage_wrong");
  CHECK(office(RenameUnit{"yun", "旧云", day("2026-03-02")}) == "stage_wrong");
}

TEST_CASE("succession: a fault that goes on is the successor's to end, of a system and of the platform") {
  for (const std::vector<std::string>& systems : {std::vector<std::string>{"budget"}, std::vector<std::string>{}}) {
    CAPTURE(systems.size());
    Office office("zhejiang");
    office.bring_to(Stage::open, 1);
    office.on("2026-04-01").as("sun")(OpenIncident{"断网", "serious", false, true, systems, {}, {}});
    office.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
    office(AddPerson{{"sun2", 0, "孙", "yun2", {Role::operator_}}});
    CHECK(office.as("sun2")(ResolveIncident{"I-2026-0001", "光缆", "", {}}) == "unit_foreign");
    REQUIRE(office.as("root")(SucceedUnit{"yun", "yun2", "合同到期"}) == "roles_revoked");
    CHECK(office.as("sun2")(UpdateIncident{"I-2026-0001", "已派人", "", {}, {}}) == "incident_updated");
    CHECK(office(ResolveIncident{"I-2026-0001", "光缆", "", {}}) == "incident_resolved");
    CHECK(office.books.incidents.at("I-2026-0001").provider == "yun");  // in whose time it began
  }
}

TEST_CASE("succession: what a failed trial has still to give back goes over, and what was taken back long ago names nobody") {
  Office office("changde");
  office.bring_to(Stage::trial, 1);
  office.as("wang")(review(reject, "R-2026-0001", "测试未过"));
  office.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
  office(AddPerson{{"sun2", 0, "孙", "yun2", {Role::operator_}}});
  REQUIRE(office(SucceedUnit{"yun", "yun2", "合同到期"}) == "roles_revoked");
  CHECK(office.as("sun2")(Provision{"R-2026-0001"}) == "ended");
  office.as("root")(AddUnit{{"yun3", 0, "云公司三", UnitKind::provider}});
  office(SucceedUnit{"yun2", "yun3", "再换"});
  auto command = submission("budget", "czj", 1, office.policy);
  command.provider = "yun";
  CHECK(office.as("zhang")(command) == "stage_wrong");
  command.provider.clear();
  REQUIRE(office(command) == "submitted");
  CHECK(office.request("R-2026-0002").provider == "yun3");
}

TEST_CASE("succession: of an authority, which decides on what is open and for its units") {
  Office office("changde");
  office.as("root")(AddUnit{{"dsj2", 0, "市数据局", UnitKind::authority}});
  Unit jyj{"jyj", 0, "教育局"};
  jyj.authority = "dsj";
  office(AddUnit{jyj}), office(AddPerson{{"gao", 0, "高", "dsj2", {Role::reviewer, Role::chief}}});
  auto command = submission("budget", "czj", 1, office.policy);
  command.authority = "dsj";
  REQUIRE(office.as("zhang")(command) == "submitted");
  REQUIRE(office.as("root")(SucceedUnit{"dsj", "dsj2", "机构改革"}) == "roles_revoked");
  CHECK(office.books.units.at("jyj").authority == "dsj2");
  CHECK(office.as("wang")(review(accept, "R-2026-0001")) == "role_missing");
  CHECK(office.as("gao")(review(accept, "R-2026-0001")) == "accepted");
}

TEST_CASE("succession: of a using unit, whose systems, resources and open requests go over") {
  Office office("changde");
  office.bring_to(Stage::open, 1);
  office.as("zhang")(Change{"budget", "高峰", {set("budget/host-1", "cpu", {5, {}})}});
  REQUIRE(office.as("root").on("2026-04-01")(SucceedUnit{"czj", "rsj", "机构合并"}) == "roles_revoked");
  CHECK(office.books.systems.at("budget").unit == "rsj");
  CHECK(office.books.systems.at("budget").tenures.at(0).unit == "czj");
  CHECK(office.resource("budget/host-1").unit == "rsj");
  CHECK(office.request("R-2026-0002").unit == "rsj");
  CHECK(office.as("zhang")(Withdraw{"R-2026-0002", "不要了"}) == "role_missing");
  CHECK(office.as("li")(Withdraw{"R-2026-0002", "不要了"}) == "withdrawn");
}

TEST_CASE("succession: the last keeper does not go with a unit, and roles are not taken before they were given") {
  Office office("zhejiang");
  office.as("root")(AddPerson{{"ke", 0, "柯", "czj", {Role::keeper}}});
  office(RevokeRoles{"root", "离任", {Role::keeper}});
  CHECK(office.as("ke")(SucceedUnit{"czj", "rsj", "机构合并"}) == "last_keeper");
  Office later("zhejiang");
  later.as("root").on("2026-04-01")(GrantRoles{"zhang", {Role::inspector}});
  CHECK(later.happened_on("2026-03-15")(SucceedUnit{"czj", "rsj", "机构合并"}) == "date_order");
}

TEST_CASE("succession: in a signed ledger the keys of the old unit's people end") {
  Office office("zhejiang");
  office.found_root();
  office.as("root")(EnrolKey{"zhang", "ssh-ed25519 ZHANG", "proof"});
  REQUIRE(office(SucceedUnit{"czj", "rsj", "机构合并"}) == "key_revoked");
  CHECK(office.books.keys.at("K-2026-0002").state == KeyState::revoked);
  CHECK(office.books.keys.at("K-2026-0001").state == KeyState::active);
}
