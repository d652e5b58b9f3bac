#include "core/ledger/policy_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

using namespace govcloud;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string shipped(const std::string& id) {
  return bytes_of(std::string(GOVCLOUD_SOURCE_DIR) + "/examples/policies/" + id + ".toml");
}

Policy policy_of(const std::string& id) { return read_policy(shipped(id), id + ".toml"); }

std::string all_messages(const std::vector<LintFinding>& findings) {
  std::string all;
  for (const auto& finding : findings)
    all += std::to_string(finding.line) + ": " + finding.message + "\n";
  return all;
}

std::set<std::string> carried_by(const Policy& policy) {
  std::set<std::string> ids;
  const auto take = [&](const Basis& b) { ids.insert(b.obligations.begin(), b.obligations.end()); };
  const auto take_all = [&](const auto& entries) {
    for (const auto& entry : entries) take(entry.basis);
  };
  take_all(policy.limits), take_all(policy.gates), take_all(policy.catalog);
  take_all(policy.roles), take_all(policy.duties), take_all(policy.records);
  take_all(policy.parameters), take_all(policy.measures), take(policy.fees.basis);
  take_all(policy.incidents), take_all(policy.assessment), take(policy.satisfaction.basis), take(policy.orders.basis);
  take(policy.trial.basis), take(policy.major), take(policy.zone_basis);
  take(policy.thresholds.basis);
  return ids;
}

const Gate* gate_at(const Policy& policy, const std::string& rule, const std::string& at) {
  for (const auto& gate : policy.gates)
    if (gate.rule == rule && gate.at == at) return &gate;
  return nullptr;
}

}  // namespace

TEST_CASE("the shipped policies are clean, and every entry cites, in both languages") {
  for (const std::string id : {"zhejiang", "changde"}) {
    CAPTURE(id);
    CHECK(all_messages(lint_policy(shipped(id), id)) == "");
    const Policy policy = policy_of(id);
    CHECK(policy.id == id);
    CHECK(policy.digest.empty());
    for (const auto& gate : policy.gates) CHECK(gate.basis.article.empty() == gate.house_rule);
    for (const auto& parameter : policy.parameters) {
      CAPTURE(parameter.key);
      CHECK(!parameter.basis.article.empty());
      CHECK(parameter.basis.line > 0);
      CHECK(!parameter.basis.says.zh.empty());
      CHECK(!parameter.basis.says.en.empty());
    }
  }
}

TEST_CASE("limits are those of the two regulations") {
  struct Row {
    std::string policy, rule;
    int days;  // 0: none
    std::string owner, article;
  };
  const Row rows[] = {
      {"zhejiang", "accept", 3, "authority", "8"},
      {"zhejiang", "approve", 2, "authority", "8"},
      {"zhejiang", "provide_trial", 2, "provider", "9"},
      {"zhejiang", "trial", 0, "authority", "9"},
      {"zhejiang", "open", 0, "authority", "10"},
      {"zhejiang", "decide_change", 5, "authority", "11"},
      {"zhejiang", "carry_out_change", 3, "provider", "11"},
      {"zhejiang", "decide_termination", 5, "authority", "12"},
      {"zhejiang", "reclaim", 3, "provider", "12"},
      {"changde", "accept", 0, "authority", "7"},
      {"changde", "approve", 0, "authority", "7"},
      {"changde", "provide_trial", 0, "provider", "7"},
      {"changde", "trial", 0, "authority", "7"},
      {"changde", "open", 0, "authority", "7"},
      {"changde", "decide_change", 0, "authority", "7"},
      {"changde", "carry_out_change", 0, "provider", "7"},
      {"changde", "decide_termination", 0, "authority", "7"},
      {"changde", "reclaim", 0, "provider", "7"},
  };
  const Policy zhejiang = policy_of("zhejiang"), changde = policy_of("changde");
  for (const auto& row : rows) {
    CAPTURE(row.policy);
    CAPTURE(row.rule);
    const Limit* limit = (row.policy == "zhejiang" ? zhejiang : changde).limit(row.rule);
    REQUIRE(limit != nullptr);
    CHECK(limit->working_days.value_or(0) == row.days);
    CHECK(limit->working_days.has_value() == (row.days != 0));
    CHECK(limit->owner == row.owner);
    CHECK(limit->basis.article == row.article);
  }
  CHECK(zhejiang.limit("tea_break") == nullptr);
}

TEST_CASE("gates are those of the two regulations and no other") {
  struct Row {
    std::string policy, rule, at;
    int level_min, level_max;
    std::vector<std::string> papers;
    bool passed;
    std::string article;  // empty: a house rule
  };
  const Row rows[] = {
      {"zhejiang", "application_papers", "submit", 1, 5, {"plan", "self_test"}, false, "7"},
      {"zhejiang",
       "three_tests",
       "open",
       1,
       5,
       {"function_test", "performance_test", "security_test"},
       true,
       "9"},
      {"zhejiang", "third_party_test", "open", 3, 5, {"third_party_test"}, true, "9"},
      {"zhejiang", "major_change_papers", "change_major", 1, 5, {"plan", "self_test"}, false, "11"},
      {"zhejiang",
       "major_change_tests",
       "apply_major",
       1,
       5,
       {"performance_test", "security_test"},
       true,
       "11"},
      {"zhejiang",
       "papers_of_termination",
       "terminate",
       1,
       5,
       {"offline_record", "migration_record", "backup_record"},
       false,
       "12"},
      {"zhejiang", "reclaim_proof", "reclaim", 1, 5, {"reclaim_proof"}, false, ""},
      {"changde",
       "own_tests_and_scans",
       "open",
       1,
       1,
       {"self_test", "vulnerability_scan", "malware_scan"},
       true,
       "7"},
      {"changde", "third_party_test", "open", 2, 5, {"third_party_test"}, true, "7"},
      {"changde", "security_agreement", "open", 1, 5, {"security_agreement"}, false, "7"},
  };
  const Policy zhejiang = policy_of("zhejiang"), changde = policy_of("changde");
  for (const auto& row : rows) {
    CAPTURE(row.policy);
    CAPTURE(row.rule);
    const Gate* gate = gate_at(row.policy == "zhejiang" ? zhejiang : changde, row.rule, row.at);
    REQUIRE(gate != nullptr);
    CHECK(gate->level_min == row.level_min);
    CHECK(gate->level_max == row.level_max);
    CHECK(gate->papers == row.papers);
    CHECK(gate->passed == row.passed);
    CHECK(gate->basis.article == row.article);
    CHECK(gate->house_rule == row.article.empty());
  }
  CHECK(zhejiang.gates.size() == 7);
  CHECK(changde.gates.size() == 3);
  CHECK(gate_at(zhejiang, "third_party_test", "open")->accredited_by ==
        std::vector<std::string>{"CNAS"});
  CHECK(gate_at(changde, "third_party_test", "open")->accredited_by.empty());
}

TEST_CASE("what else Zhejiang says") {
  const Policy policy = policy_of("zhejiang");
  CHECK(policy.document == "浙政办发〔2015〕8号");
  CHECK(to_text(policy.effective_from) == "2015-01-26");
  CHECK(!policy.effective_to);
  CHECK(policy.in_force(*parse_date("2026-03-02")));
  CHECK(!policy.in_force(*parse_date("2015-01-25")));
  CHECK(policy.trial.days_min == 15);
  CHECK(policy.trial.days_max == 30);
  CHECK(policy.trial.days_default == 30);
  CHECK(policy.trial.basis.article == "9");
  CHECK(policy.major_growth_percent == 50);
  CHECK(policy.major.example);
  CHECK(policy.zones == std::vector<std::string>{"dedicated", "public"});
  CHECK(policy.zone_default == "dedicated");
  CHECK(policy.zone_basis.article == "24");
  CHECK(policy.thresholds.idle_cpu_mean == 1000);
  CHECK(policy.thresholds.coverage_min == 9000);
  CHECK(policy.thresholds.basis.example);
  CHECK(policy.finding_due_days.at("critical") == 7);
  CHECK(policy.finding_due_days.count("info") == 0);
  CHECK(policy.stage_names.size() == 10);
  CHECK(policy.stage_names.at("refused").zh == "不予受理");
  CHECK(policy.house_rule_on("H-07"));
  REQUIRE(policy.item("host") != nullptr);
  CHECK(policy.item("host")->sizes.size() == 10);
  CHECK(policy.item("host")->sizes.front().at("memory_gib") == 2);
  CHECK(policy.item("toaster") == nullptr);
  CHECK(policy.roles_apart ==
        std::vector<std::vector<std::string>>{{"keeper", "steward", "auditor"}});
  REQUIRE(policy.role_rule("open") != nullptr);
  CHECK(policy.role_rule("open")->roles == std::vector<std::string>{"chief"});
  CHECK(std::count_if(policy.roles.begin(), policy.roles.end(),
                      [](const RoleRule& rule) { return rule.act == "attach"; }) == 2);
}

TEST_CASE("what else Changde says, and does not") {
  const Policy policy = policy_of("changde");
  CHECK(to_text(policy.effective_from) == "2016-07-01");
  CHECK(!policy.trial.days_min);
  CHECK(!policy.trial.days_max);
  CHECK(!policy.trial.days_default);
  CHECK(policy.trial.basis.article == "7");
  CHECK(!policy.major_growth_percent);
  CHECK(policy.zones == std::vector<std::string>{"government", "enterprise"});
  CHECK(policy.zone_default == "government");
  CHECK(policy.zone_basis.article == "2");
  CHECK(policy.excluded == std::vector<std::string>{"application_operation"});
  CHECK(!policy.house_rule_on("H-07"));
  CHECK(policy.house_rule_on("H-01"));
  for (const auto& duty : policy.duties) CHECK(duty.id != "monthly_report");
}

TEST_CASE("a citation names article and line, or the house rule") {
  const Policy policy = policy_of("zhejiang");
  const Gate& gate = policy.gates.front();
  const Citation article = cite(policy, gate.basis);
  CHECK(article.is_article());
  CHECK(article.policy() == "zhejiang");
  CHECK(article.article() == "7");
  CHECK(article.line() == gate.basis.line);
  CHECK(article.says().en == "an application comes with its plan and its self-test report");
  const Citation house = cite(policy, gate_at(policy, "reclaim_proof", "reclaim")->basis);
  CHECK(!house.is_article());
  CHECK(house.house_rule() == "H-07");
}

TEST_CASE("every obligation of both regulations is carried, and no other") {
  const char* where = std::getenv("GOVCLOUD_SHARED");
  const std::string shared = where != nullptr ? where : GOVCLOUD_SOURCE_DIR "/../shared";
  const std::string table = bytes_of(shared + "/design/obligations.csv");
  if (table.empty()) {
    MESSAGE("the table of obligations is not here; this check is left out");
    return;
  }
  std::set<std::string> zhejiang, changde;
  for (std::size_t at = 0; at < table.size();) {
    const std::string id = table.substr(at, table.find(',', at) - at);
    if (id.rfind("ZJ-", 0) == 0) zhejiang.insert(id);
    if (id.rfind("CD-", 0) == 0) changde.insert(id);
    const auto end = table.find('\n', at);
    at = end == std::string::npos ? table.size() : end + 1;
  }
  CHECK(zhejiang.size() == 84);
  CHECK(changde.size() == 68);
  CHECK(carried_by(policy_of("zhejiang")) == zhejiang);
  CHECK(carried_by(policy_of("changde")) == changde);
}
