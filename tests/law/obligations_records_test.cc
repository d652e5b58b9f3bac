// What the ledger keeps of both measures without judging it: each can really be recorded, by whom it falls to.
#include <doctest/doctest.h>

#include "tests/law/obligations.h"
#include "tests/law/three_offices.h"

namespace govcloud::testing {
namespace {

using enum ReviewKind;
using Values = std::map<std::string, std::string>;
const std::string kId = "R-2026-0001";

Kept record(const std::string& id, const std::string& by, const std::string& kind, const std::string& about, Values values) {
  return {id, Stage::open, [=](Office& o) { return o.as(by).on("2026-04-20")(entry(kind, about, values)); }, "record_made"};
}

const Values kException{{"legal_basis", "某法第三条"}, {"granted_by", "省政府"}, {"valid_from", "2026-04-01"}};
const Values kPurchase{{"goods", "数据库"}, {"legal_basis", "某法第三条"}, {"granted_by", "省政府"}, {"valid_from", "2026-04-01"}};
const Values kDone{{"subject", "迁移方案"}, {"done_on", "2026-04-20"}};
const Values kContract{{"number", "2026-17"}, {"valid_from", "2026-01-01"}};
const Values kBudget{{"year", "2026"}, {"amount_fen", "100000"}, {"system", "budget"}};
const Values kFunding{{"year", "2026"}, {"use_considered", "四月报告"}, {"decided_on", "2026-04-20"}};
const Values kAttacks{{"period", "2026-03"}, {"detected", "12"}, {"blocked", "12"}};

Step found(const std::string& by) {
  return [=](Office& o) {
    ImportScan scan;
    scan.scan.digest = "s1", scan.scan.system = "budget", scan.scan.complete = true;
    scan.found.emplace_back().identity = "ssh-weak";
    return o.as(by).on("2026-04-20")(scan);
  };
}

Step adds_unit() {
  return [](Office& o) { return o.as("root")(AddUnit{{"wjw", 0, "卫健委", UnitKind::using_unit}}); };
}

/// The whole of what was asked is not granted: two vCPU in place of four.
Step grants_less() {
  return [](Office& o) {
    auto command = review(approve, kId);
    command.grants[kId + "/1"]["cpu"] = {2, {}};
    return o.as("wang")(command);
  };
}

std::string off_the_cloud(Office& o) { return o.as("root")(AddSystem{"archive", "czj", "档案", "", "", 2, false, {}, {}, {}}); }

}  // namespace

std::vector<Kept> kept_in_zhejiang() {
  const auto examined = [](Office& o) { return o.as("wang")(review(accept, kId, "材料齐全,需求合理")); };
  const auto other_paper = [](Office& o) { return o.as("zhang").with(papers({"paper"}))(Attach{kId}); };
  const auto applied = [](Office& o) { return o.as("zhang").with(papers({"plan", "self_test"}))(submission("other", "czj", 1, o.policy)); };
  return {
      {"ZJ-02.1", Stage::submitted, adds_unit(), "unit_added"},
      record("ZJ-03.2", "zhang", "exception_own_room", "czj", kException),
      record("ZJ-03.3", "zhang", "exception_own_purchase", "czj", kPurchase),
      record("ZJ-03.5", "zhang", "migration_plan", "budget", {{"target_date", "2026-12-31"}, {"state", "计划"}}),
      record("ZJ-04.3", "wang", "platform_plan_filing", "dsj", {{"filed_with", "省主管部门"}, {"filed_on", "2026-04-01"}}),
      record("ZJ-04.4", "he", "security_monitoring", "platform", {{"done_on", "2026-04-20"}}),
      {"ZJ-03.1", Stage::open, off_the_cloud, "system_taken_over"},
      {"ZJ-04.5", Stage::submitted, applied, "submitted"},
      record("ZJ-04.6", "wang", "service_contract", "platform", kContract),
      record("ZJ-05.3", "wang", "county_platform_exception", "dsj", {{"reason", "山区"}, {"granted_by", "市政府"}, {"granted_on", "2026-04-01"}}),
      {"ZJ-07.2d", Stage::submitted, other_paper, "attached"},
      {"ZJ-08.1", Stage::submitted, examined, "accepted"},
      {"ZJ-10.3", Stage::accepted, grants_less(), "approved"},
      record("ZJ-13.2", "zhang", "operating_contact", "budget", {{"person", "张明"}, {"valid_from", "2026-04-01"}}),
      record("ZJ-13.3", "zhang", "problem_report", "budget",
             {{"problem", "页面打不开"}, {"found_at", "2026-04-20T09:00:00+08:00"}, {"reported_at", "2026-04-20T09:10:00+08:00"}}),
      record("ZJ-14.1", "sun", "consulting", "czj", kDone),
      record("ZJ-14.2", "sun", "migration_support", "budget", kDone),
      record("ZJ-14.3", "sun", "training", "platform", {{"result", "四十人参加"}}),
      record("ZJ-18.3", "zhang", "security_construction", "budget", {{"level", "3"}, {"dated", "2026-04-20"}}),
      record("ZJ-19.2", "sun", "attack_statistics", "platform", kAttacks),
      record("ZJ-19.3", "sun", "backup_run", "budget/host-1", {{"done_on", "2026-04-20"}, {"scope", "全部"}}),
      record("ZJ-21.1", "zhang", "budget_line", "czj", kBudget),
      record("ZJ-21.2", "wang", "funding_decision", "czj", kFunding),
      record("ZJ-24.3", "sun", "interconnection", "platform",
             {{"from_zone", "dedicated"}, {"to_zone", "public"}, {"safeguard", "网闸"}, {"approved_on", "2026-04-01"}})};
}

std::vector<Kept> kept_in_changde() {
  return {
      {"CD-02.1", Stage::submitted, adds_unit(), "unit_added"},
      {"CD-03.1", Stage::open, off_the_cloud, "system_taken_over"},
      record("CD-03.2", "zhang", "exception_own_room", "czj", kException),
      record("CD-03.3", "zhang", "exception_own_purchase", "czj", kPurchase),
      record("CD-03.5", "zhang", "migration_plan", "budget", {{"target_date", "2026-12-31"}, {"state", "计划"}}),
      record("CD-04.2", "wang", "scheme_advice", "budget", {{"subject", "方案"}, {"given_by", "王五"}, {"dated", "2026-04-20"}}),
      {"CD-04.6", Stage::approved, [](Office& o) { return o.as("sun")(Provision{kId}); }, "trial_started"},
      record("CD-05.1", "wang", "service_contract", "platform", kContract),
      record("CD-06.1", "sun", "consulting", "czj", kDone),
      record("CD-06.2", "sun", "migration_support", "budget", kDone),
      record("CD-06.3", "sun", "training", "platform", {{"result", "四十人参加"}}),
      record("CD-09.1", "sun", "process_document", "platform", {{"title", "受理流程"}, {"version", "1"}, {"valid_from", "2026-04-01"}}),
      record("CD-13.3", "sun", "third_party_check", "platform", {{"result", "合格"}}),
      record("CD-13.4", "sun", "risk_assessment", "platform", {{"done_on", "2026-04-20"}}),
      {"CD-13.6", Stage::open, found("he"), "found"},
      record("CD-15.1", "sun", "attack_statistics", "platform", kAttacks),
      record("CD-16.1", "sun", "disaster_recovery_site", "platform", {{"kind", "同城"}, {"place", "鼎城"}, {"ready_on", "2026-04-01"}}),
      record("CD-16.2", "sun", "backup_plan", "budget", {{"scope", "数据库"}, {"frequency", "每日"}, {"valid_from", "2026-04-20"}}),
      record("CD-17.2", "sun", "supply_statement", "platform", {{"subject", "交换机"}, {"dated", "2026-04-20"}}),
      record("CD-18.1", "zhang", "budget_line", "czj", kBudget),
      record("CD-18.2", "wang", "funding_decision", "czj", kFunding),
      record("CD-20.1", "wang", "assessment_rules", "platform", {{"title", "考核细则"}, {"version", "1"}, {"valid_from", "2026-04-01"}}),
      {"CD-20.6", Stage::open, [](Office& o) { return deduct(o), o.as("wang")(moving({"I-2026-0001"})); }, "measure_taken"},
      {"CD-20.7", Stage::open, [](Office& o) { return deduct(o), o.as("wang")(by_law({"I-2026-0001"})); }, "measure_taken"},
      record("CD-21.1", "sun", "asset_handover", "platform", {{"handed_over_on", "2026-04-20"}, {"signed_by", "市政府"}})};
}

}  // namespace govcloud::testing
