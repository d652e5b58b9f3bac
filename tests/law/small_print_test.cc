// What years of random clerks brought to light (tests/simulation), each in the few steps that it takes.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

using enum ReviewKind;
const std::string kFirst = "R-2026-0001", kSecond = "R-2026-0002", kThird = "R-2026-0003";
const std::vector<std::string> kBoth{"plan", "self_test"}, kLeaving{"offline_record", "migration_record", "backup_record"};

std::string approved(Office& office, const std::string& id) { return office.as("wang").on("2026-04-08")(review(approve, id)); }

}  // namespace

TEST_CASE("small print: a change to what is there already is applied, though there is nothing to deliver") {
  for (const std::string policy : {"zhejiang", "changde"}) {
    Office office(policy);
    office.bring_to(Stage::open, 1);
    CHECK(office.as("zhang").on("2026-04-01")(Change{"budget", "高峰", {set("budget/host-1", "cpu", {4, {}})}}) == "submitted");
    CHECK(approved(office, kSecond) == "approved");
    CHECK(office.as("sun")(Provision{kSecond}) == "applied");
    CHECK(office.request(kSecond).stage == Stage::applied);
  }
}

TEST_CASE("small print: a change that is declared to be major is tried only where the measures ask for its tests") {
  for (const auto& [policy, stage] : {std::pair{"zhejiang", Stage::trial}, {"changde", Stage::applied}}) {
    Office office(policy);
    office.bring_to(Stage::open, 1);
    office.as("zhang").on("2026-04-01").with(papers(kBoth))(Change{"budget", "高峰", {set("budget/host-1", "cpu", {6, {}})}, true});
    approved(office, kSecond);
    office.as("sun")(Provision{kSecond});
    CHECK(office.request(kSecond).stage == stage);
  }
}

TEST_CASE("small print: what two changes add together is a major growth, delivered or not") {
  Office office("zhejiang");  // tested with 8 vCPU; by half means 12
  office.bring_to(Stage::open, 1);
  const auto adds = [&](std::vector<Paper> in_hand) {
    auto line = host(3, 4);
    line.zone = "dedicated";
    return office.as("zhang").on("2026-04-01").with(std::move(in_hand))(Change{"budget", "高峰", {line}});
  };
  CHECK(adds({}) == "submitted");
  CHECK(approved(office, kSecond) == "approved");
  CHECK(adds({}) == "paper_missing");
  CHECK(adds(papers(kBoth)) == "submitted");
}

TEST_CASE("small print: a test of a major change that is dated before its delivery does not count") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  office.as("zhang").on("2026-04-01").with(papers(kBoth))(Change{"budget", "高峰", {set("budget/host-1", "cpu", {16, {}})}, true});
  approved(office, kSecond), office.as("sun")(Provision{kSecond});
  const auto tested = [&](const std::string& on) {
    auto tests = papers({"performance_test", "security_test"}, "pass");
    for (auto& test : tests) test.dated = day(on);
    return office.as("zhang").on("2026-04-10").with(tests)(Attach{kSecond});
  };
  CHECK(tested("2026-04-07") == "attached");
  CHECK(tested("2026-04-08") == "applied");
}

TEST_CASE("small print: nobody grants the extension that they asked for, whatever it is called by") {
  for (const auto& named : {kFirst, kSecond}) {
    Office office("zhejiang");
    office.as("root")(GrantRoles{"wang", {Role::applicant}});
    office.as("qian").on("2026-03-02").with(papers(kBoth))(submission("portal", "dsj", 1, office.policy));
    office.as("zhao").on("2026-03-03")(review(accept, kFirst)), office(review(approve, kFirst));
    office.as("sun").on("2026-03-04")(Provision{kFirst});
    CHECK(office.as("wang").on("2026-03-10")(Extend{kFirst, "未测完", 5}) == "submitted");
    CHECK(office.as("wang")(review(extend, named)) == "own_request");
    CHECK(office.as("zhao").with(papers({"paper"}))(review(extend, named)) == "trial_extended");
  }
}

TEST_CASE("small print: the end of the whole takes what the end of a part had still to take") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  office.as("zhang").on("2026-04-01").with(papers(kLeaving))(Decommission{"budget", "停用", {"budget/host-1"}});
  CHECK(approved(office, kSecond) == "approved");
  office.as("zhang").with(papers(kLeaving))(Decommission{"budget", "停用"});
  CHECK(approved(office, kThird) == "approved");
  CHECK(office.request(kSecond).stage == Stage::withdrawn);
  CHECK(office.as("sun").with(papers({"reclaim_proof"}))(Provision{kThird}) == "ended");
  for (const auto& [id, resource] : office.books.resources) CHECK(resource.state == ResourceState::reclaimed);
}

TEST_CASE("small print: a change that is overtaken in its trial takes nothing from the one that is approved after it") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  const auto changes = [&](std::vector<Line> lines, bool major) {
    return office.as("zhang").on("2026-04-01").with(papers(kBoth))(Change{"budget", "高峰", std::move(lines), major});
  };
  CHECK(changes({set("budget/host-1", "cpu", {5, {}}), set("budget/host-2", "cpu", {5, {}})}, true) == "submitted");
  approved(office, kSecond);
  CHECK(office.as("sun")(Provision{kSecond}) == "trial_started");
  CHECK(changes({set("budget/host-1", "cpu", {6, {}})}, false) == "submitted");
  approved(office, kThird);
  office.as("zhang").with(papers(kLeaving))(Decommission{"budget", "停用", {"budget/host-2"}});
  CHECK(approved(office, "R-2026-0004") == "approved");
  CHECK(office.request(kSecond).stage == Stage::withdrawn);
  CHECK(office.resource("budget/host-1").granted.at("cpu").amount == 6);
  CHECK(office.as("sun")(Provision{kThird}) == "applied");
}

TEST_CASE("small print: a termination that was rejected takes nothing back, whoever else is taking it") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  const auto ends = [&] { return office.as("zhang").on("2026-04-01").with(papers(kLeaving))(Decommission{"budget", "停用", {"budget/host-1"}}); };
  CHECK(ends() == "submitted");
  CHECK(ends() == "submitted");
  CHECK(office.as("wang").on("2026-04-08")(review(reject, kSecond, "仍在用")) == "rejected");
  CHECK(approved(office, kThird) == "approved");
  CHECK(office.as("sun").with(papers({"reclaim_proof"}))(Provision{kSecond}) == "stage_wrong");
}

TEST_CASE("small print: what was taken back is not delivered to by the change that added it") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  auto line = host(2, 4);
  line.zone = "dedicated";
  office.as("zhang").on("2026-04-01")(Change{"budget", "高峰", {line}});
  approved(office, kSecond);
  Provision half{kSecond, {}, {}, {{"budget/host-3", {{"cpu", {1, {}}}}}}};
  CHECK(office.as("sun")(half) == "delivered");
  office.as("zhang").with(papers(kLeaving))(Decommission{"budget", "停用", {"budget/host-3"}});
  CHECK(approved(office, kThird) == "approved");
  CHECK(office.as("sun")(Provision{kSecond, {"budget/host-3"}}) == "stage_wrong");
  CHECK(office.resource("budget/host-3").state == ResourceState::ending);
}

TEST_CASE("small print: an application is handed in again, and an extension of it is not one") {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  office.as("zhang").on("2026-03-10")(Extend{kFirst, "未测完", 5});
  office.as("wang")(review(reject, kSecond, "不必")), office(review(reject, kFirst, "未通过"));
  const auto again = [&](const std::string& of) {
    auto command = submission("budget", "czj", 1, office.policy);
    command.resubmits = of;
    return office.as("zhang").on("2026-03-12").with(papers(kBoth))(command);
  };
  CHECK(again(kSecond) == "not_found");
  CHECK(again(kFirst) == "submitted");
}

TEST_CASE("small print: the provider that serves a system now carries out its changes, not one before it") {
  Office office("changde");
  office.as("root")(AddUnit{{"dian", 0, "电信", UnitKind::provider}}), office(AddPerson{{"guo", 0, "guo", "dian", {Role::operator_}}});
  const auto tried = [&](const std::string& id, const std::string& provider, const std::string& by, const std::string& on) {
    auto command = submission("budget", "czj", 1, office.policy);
    command.provider = provider;
    office.as("zhang").on(on)(command), office.as("wang")(review(accept, id)), office(review(approve, id));
    return office.as(by)(Provision{id});
  };
  CHECK(tried(kFirst, "yun", "sun", "2026-03-02") == "trial_started");
  office.as("wang")(review(reject, kFirst, "未通过"));
  CHECK(office.as("sun")(Provision{kFirst}) == "ended");
  CHECK(tried(kSecond, "dian", "guo", "2026-03-03") == "trial_started");
  office.as("zhao").with(office.all_tests())(review(open, kSecond));
  office.as("zhang")(Change{"budget", "高峰", {drop("budget/host-3")}});
  CHECK(office.request(kThird).provider == "dian");
}

TEST_CASE("small print: before anything is granted the provider is the one that was applied for") {
  Office office("changde");
  office.as("root")(AddUnit{{"dian", 0, "电信", UnitKind::provider}}), office(AddPerson{{"guo", 0, "guo", "dian", {Role::operator_}}});
  auto command = submission("budget", "czj", 1, office.policy);
  command.provider = "yun";
  CHECK(office.as("zhang")(command) == "submitted");
  const MakeRecord agreement{"security_agreement", "budget", {{"valid_from", "2026-03-02"}}};
  CHECK(office.as("guo")(agreement) == "unit_foreign");
  CHECK(office.as("sun")(agreement) == "record_made");
}

TEST_CASE("small print: the authority of a system is that of its last request, whatever still happens to older ones") {
  Office office("changde");
  office.as("root")(AddUnit{{"xxb", 0, "信息办", UnitKind::authority}});
  office(AddPerson{{"tang", 0, "tang", "xxb", {Role::reviewer, Role::chief}}});
  const auto applies = [&](const std::string& authority) {
    auto command = submission("budget", "czj", 1, office.policy);
    command.authority = authority;
    return office.as("zhang")(command);
  };
  CHECK(applies("dsj") == "submitted");
  office.as("wang")(review(accept, kFirst)), office(review(approve, kFirst)), office.as("sun")(Provision{kFirst});
  CHECK(office.as("wang")(review(reject, kFirst, "未通过")) == "rejected");
  CHECK(applies("xxb") == "submitted");
  office.as("tang")(review(accept, kSecond)), office(review(approve, kSecond)), office.as("sun")(Provision{kSecond});
  CHECK(office.as("tang").with(office.all_tests())(review(open, kSecond)) == "opened");
  CHECK(office.as("sun")(Provision{kFirst}) == "ended");
  office.as("zhang")(Change{"budget", "高峰", {drop("budget/host-4")}});
  CHECK(office.request(kThird).authority == "xxb");
}

TEST_CASE("small print: an entry into a resource lies within its authorisation while it lasts, not when it is written down") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  office.as("zhang").on("2026-04-01")(MakeRecord{"access_authorisation", "budget/host-1",
                                                 {{"person", "李维"}, {"valid_from", "2026-04-02"}, {"valid_to", "2026-04-03"}}});
  const auto enters = [&](const std::string& began, const std::string& ended) {
    MakeRecord command{"access", "budget/host-1", {{"person", "李维"}, {"purpose", "排障"}, {"began", began}}};
    if (!ended.empty()) command.values["ended"] = ended;
    return office.as("sun").on("2026-04-10")(command);
  };
  CHECK(enters("2026-04-01T09:00:00+08:00", "") == "record_missing");
  CHECK(enters("2026-04-02T09:00:00+08:00", "") == "record_made");
  CHECK(enters("2026-04-03T09:00:00+08:00", "2026-04-03T23:00:00+08:00") == "record_made");
  CHECK(enters("2026-04-03T23:00:00+08:00", "2026-04-04T01:00:00+08:00") == "record_missing");
}

TEST_CASE("small print: the unit of a system signs its agreement, though it is the authority itself") {
  Office office("changde");
  office.as("qian").on("2026-03-02")(submission("portal", "dsj", 1, office.policy));
  CHECK(office.as("sun")(MakeRecord{"security_agreement", "portal", {{"valid_from", "2026-03-02"}}}) == "record_made");
  CHECK(office.as("qian")(Cosign{"D-2026-0001"}) == "record_cosigned");
  CHECK(office.books.records.at("D-2026-0001").waits_for.empty());
}

TEST_CASE("small print: an applicant checks their own unit's systems, whatever else they are") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  ImportScan scan;
  scan.scan.digest = "s1", scan.scan.system = "budget", scan.scan.complete = true;
  scan.found.emplace_back().identity = "ssh-weak";
  CHECK(office.as("qian").on("2026-04-01")(scan) == "unit_foreign");
  CHECK(office.as("he")(scan) == "found");
  CHECK(office.as("qian").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", "补丁"}) == "unit_foreign");
}

TEST_CASE("small print: nobody verifies what was mended in their place") {
  Office office("zhejiang");
  office.as("qian").on("2026-03-02").with(papers(kBoth))(submission("portal", "dsj", 1, office.policy));
  ImportScan scan;
  scan.scan.digest = "s1", scan.scan.system = "portal", scan.scan.complete = true;
  scan.found.emplace_back().identity = "ssh-weak";
  office.as("he")(scan);
  office.as("root")(Delegate{"qian", "wang", day("2026-03-02"), day("2026-03-31")});
  CHECK(office.as("wang", "qian").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", "补丁"}) == "fixed");
  CHECK(office.as("qian")(VerifyFinding{"F-2026-0001", "复核"}) == "own_request");
  CHECK(office.as("zhao")(VerifyFinding{"F-2026-0001", "复核"}) == "verified");
}

TEST_CASE("small print: who hands in papers for a day held the role on that day") {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  office.as("root").on("2026-03-10")(GrantRoles{"sun", {Role::applicant}});
  CHECK(office.as("sun").on("2026-03-12").with(papers({"plan"})).happened_on("2026-03-09")(Attach{"yun"}) == "unit_foreign");
  CHECK(office.as("sun").with(papers({"plan"}))(Attach{"yun"}) == "attached");
}

TEST_CASE("small print: of two reasons the first in their order is given, also for extensions and applications") {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  office.as("zhang").on("2026-03-10")(Extend{kFirst, "未测完", 5});
  CHECK(office.on("2026-05-06")(Extend{kFirst, "未测完", 5}) == "request_open");
  office.as("root")(AddUnit{{"xxb", 0, "信息办", UnitKind::authority}});
  auto command = submission("other", "czj", 1, office.policy);
  command.lines.clear();
  CHECK(office.as("zhang")(command) == "line_missing");
}
