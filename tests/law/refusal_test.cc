// Every reason to refuse, made to happen: its exit code, what it rests on, and that no reason in
// the enumeration is without a way to meet it.
#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "core/law/assessment.h"
#include "core/law/house_rules.h"
#include "core/law/rate.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kId = "R-2026-0001";

Change bigger() { return {"budget", "", {set("budget/host-1", "cpu", {8, {}})}, false}; }

struct Row {
  std::string want;
  int exit;
  std::string policy;
  Stage brought_to;
  std::function<std::string(Office&)> step;
  std::string cites;  // an article, or a house rule
};

const Row kRows[] = {
    {"person_unknown", 14, "zhejiang", Stage::submitted,
     [](Office& o) { return o.as("nobody")(review(accept, kId)); }, "H-02"},
    {"role_missing", 14, "zhejiang", Stage::submitted,
     [](Office& o) { return o.as("sun")(review(accept, kId)); }, "4"},
    {"unit_foreign", 14, "zhejiang", Stage::submitted,
     [](Office& o) { return o.as("li")(Withdraw{kId}); }, "H-02"},
    {"own_request", 14, "changde", Stage::submitted,
     [](Office& o) {
       o.as("qian")(submission("own", "dsj", 1, o.policy));
       return o(review(accept, "R-2026-0002"));
     },
     "H-01"},
    {"field_wrong", 12, "changde", Stage::open,
     [](Office& o) { return o.as("zhang")(MakeRecord{"security_agreement", "budget", {{"valid_from", "soon"}}}); }, "7"},
    {"record_missing", 12, "changde", Stage::open,
     [](Office& o) { return o.as("sun")(MakeRecord{"backup_run", "budget/host-1", {{"done_on", "2026-04-01"}, {"scope", "全部"}}}); }, "16"},
    {"scan_out_of_bounds", 12, "zhejiang", Stage::open,
     [](Office& o) {
       ImportScan platform, budget;
       platform.scan.digest = "s1", platform.found.resize(1);
       o.as("he")(platform);
       budget.scan.digest = "s2", budget.scan.system = "budget", budget.scan.complete = true, budget.closed = {"F-2026-0001"};
       return o(budget);
     },
     "H-19"},
    {"grade_unknown", 12, "changde", Stage::open, [](Office& o) { return o.as("zhang")(Rate{kId, "satisfied", "", ""}); }, "20"},
    {"criteria_missing", 12, "zhejiang", Stage::open,
     [](Office& o) {
       o.policy.assessment.clear();
       return o.as("wang")(FixAssessment{"yun", "2026-03", {}});
     },
     "H-62"},
    {"delegation_missing", 14, "zhejiang", Stage::submitted,
     [](Office& o) { return o.as("wang", "zhao")(review(accept, kId)); }, "H-18"},
    {"delegation_out_of_bounds", 12, "zhejiang", Stage::submitted,
     [](Office& o) { return o.as("zhao")(Delegate{"zhao", "zhang", day("2026-03-02"), day("2026-03-09")}); }, "H-18"},
    {"exists_already", 13, "changde", Stage::submitted,
     [](Office& o) { return o.as("root")(AddUnit{{"czj"}}); }, "H-12"},
    {"request_open", 13, "changde", Stage::submitted,
     [](Office& o) { return o(submission("budget", "czj", 1, o.policy)); }, "H-08"},
    {"stage_wrong", 13, "changde", Stage::open, [](Office& o) { return o(review(open, kId)); },
     "H-11"},
    {"ledger_unsigned", 13, "zhejiang", Stage::submitted,
     [](Office& o) { return o.as("root")(EnrolKey{"wang", "ssh-ed25519 AAAA", "proof"}); }, "H-11"},
    {"last_keeper", 12, "zhejiang", Stage::submitted,
     [](Office& o) {
       o.found_root();
       return o.as("root")(RevokeKey{"K-2026-0001", "lost"});
     },
     "H-16"},
    {"record_moved", 13, "changde", Stage::open,
     [](Office& o) {
       o.as("zhang")(bigger()),
           o(Change{"budget", "", {set("budget/host-1", "cpu", {6, {}})}, false});
       o.as("wang")(review(approve, "R-2026-0003")), o.as("sun")(Provision{"R-2026-0003"});
       return o.as("wang")(review(approve, "R-2026-0002"));
     },
     "H-04"},
    {"system_frozen", 12, "changde", Stage::open,
     [](Office& o) {
       o.as("zhang")(Decommission{"budget"});
       return o(bigger());
     },
     "H-05"},
    {"date_order", 12, "changde", Stage::accepted,
     [](Office& o) { return o.happened_on("2026-03-01")(review(approve, kId)); }, "H-06"},
    {"opinion_missing", 12, "zhejiang", Stage::submitted,
     [](Office& o) { return o.as("wang")(review(refuse, kId)); }, "8"},
    {"line_missing", 12, "changde", Stage::open,
     [](Office& o) { return o.as("zhang")(Change{"budget"}); }, "H-11"},
    {"item_excluded", 12, "changde", Stage::submitted,
     [](Office& o) {
       auto command = submission("other", "czj", 1, o.policy);
       command.lines[0].item = "application_operation";
       return o(command);
     },
     "5"},
    {"beyond_catalogue", 12, "changde", Stage::open,
     [](Office& o) {
       return o.as("zhang")(Change{"budget", "", {set("budget/host-1", "cpu", {999, {}})}, false});
     },
     "5"},
    {"paper_missing", 12, "zhejiang", Stage::submitted,
     [](Office& o) { return o(submission("other", "czj", 1, o.policy)); }, "7"},
    {"trial_out_of_bounds", 12, "zhejiang", Stage::accepted,
     [](Office& o) {
       auto command = review(approve, kId);
       command.days = 31;
       return o.as("wang")(command);
     },
     "9"},
    {"exceeds_request", 12, "changde", Stage::accepted,
     [](Office& o) {
       auto command = review(approve, kId);
       command.grants[kId + "/1"]["count"] = {3, {}};
       return o.as("wang")(command);
     },
     "H-03"},
    {"exceeds_grant", 12, "changde", Stage::approved,
     [](Office& o) {
       Provision command{kId};
       command.deliver["budget/host-1"]["cpu"] = {5, {}};
       return o.as("sun")(command);
     },
     "H-03"},
    {"trial_too_short", 12, "zhejiang", Stage::trial,
     [](Office& o) { return o.as("zhao")(review(open, kId)); }, "9"},
    {"gate_closed", 12, "changde", Stage::trial,
     [](Office& o) { return o.as("zhao")(review(open, kId)); }, "7"},
    {"proof_missing", 12, "zhejiang", Stage::trial,
     [](Office& o) {
       o.as("wang")(review(reject, kId, "测试未过"));
       return o.as("sun")(Provision{kId});
     },
     "H-07"},
    {"roles_apart", 12, "changde", Stage::submitted,
     [](Office& o) {
       return o.as("root")(AddPerson{{"x", 0, "", "dsj", {Role::keeper, Role::steward}}});
     },
     "H-10"},
    {"provider_missing", 12, "changde", Stage::submitted,
     [](Office& o) {
       o.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
       return o.as("zhang")(submission("other", "czj", 1, o.policy));
     },
     "H-02"},
    {"authority_missing", 12, "changde", Stage::submitted,
     [](Office& o) {
       o.as("root")(AddUnit{{"dsj2", 0, "数据局二", UnitKind::authority}});
       return o.as("zhang")(submission("other", "czj", 1, o.policy));
     },
     "H-02"},
};

}  // namespace

TEST_CASE("refusal: each reason can be met, has its exit code and rests on something") {
  std::set<std::string> met;
  for (const auto& row : kRows) {
    CAPTURE(row.want);
    Office office(row.policy);
    office.bring_to(row.brought_to);
    const auto before = office.journal.size();
    REQUIRE(row.step(office) == row.want);
    const auto& refusal = office.refusal();
    CHECK(exit_of(refusal.reason) == row.exit);
    const auto& cited = refusal.citation;
    CHECK((cited.is_article() ? cited.article() : cited.house_rule()) == row.cites);
    CHECK(cited.policy() == (cited.is_article() ? row.policy : ""));
    CHECK_FALSE(cited.says().zh.empty());
    CHECK_FALSE(cited.says().en.empty());
    CHECK((!refusal.message.empty() || !refusal.hint.empty()));
    CHECK(office.journal.size() >= before);
    met.insert(row.want);
  }
  for (const auto reason : kReasons) {
    CAPTURE(std::string(reason));
    CHECK(met.contains(std::string(reason)));
  }
}

TEST_CASE("refusal: an article's citation says in which line of the policy it stands") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  REQUIRE(office(submission("other", "czj", 1, office.policy)) == "paper_missing");
  CHECK(office.refusal().citation.line() > 0);
  CHECK(office.refusal().rule == "application_papers");
  CHECK(office.refusal().detail == "plan, self_test");
}

TEST_CASE("refusal: a house rule's number exists once, and no other can be cited") {
  std::set<std::string> ids;
  for (const auto& rule : kHouseRules) {
    CHECK(ids.insert(std::string(rule.id)).second);
    CHECK(house_rule(rule.id).house_rule() == rule.id);
  }
  CHECK_THROWS_AS(house_rule("H-99"), std::logic_error);
}
