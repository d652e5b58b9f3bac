// What if: a past under Zhejiang's regulation, judged by stricter and milder copies of it.
#include "core/ledger/policy_replay.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/ledger/illegal_acts.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

/// The differences as lines: outcome, subject, rule, article, detail.
std::string replayed(const Office& office, const Policy& policy, const std::string& today = "2026-03-30") {
  Folder folder;
  write_journal(folder.file("l.db"), office);
  auto ledger = Ledger::open(folder.file("l.db"), Database::Mode::read, 0);
  std::string all;
  for (const auto& d : replay_policy(ledger, policy, day(today)).differences)
    all += d.outcome + " " + d.subject + " " + d.rule + " " + d.article + " " + d.detail +
           (d.seq == 0 ? " today" : "") + "\n";
  return all;
}

Policy with_limit(const std::string& rule, std::optional<int> working_days) {
  auto policy = shipped_policy("zhejiang");
  for (auto& limit : policy.limits)
    if (limit.rule == rule) limit.working_days = working_days;
  return policy;
}

TEST_CASE("policy replay: by the policy that was in force nothing differs") {
  Office office("zhejiang");
  office.bring_to(Stage::open);
  CHECK(replayed(office, shipped_policy("zhejiang")) == "");
}

TEST_CASE("policy replay: a longer trial would have refused the opening") {
  Office office("zhejiang");
  office.bring_to(Stage::open);
  auto stricter = shipped_policy("zhejiang");
  stricter.trial.days_min = 25;
  const auto told = replayed(office, stricter);
  CHECK(told.starts_with("refused R-2026-0001 trial_too_short 9 "));
  CHECK(std::count(told.begin(), told.end(), '\n') == 1);
}

TEST_CASE("policy replay: another limit makes late what was in time, and the other way round") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  must(office.on("2026-03-06").as("wang")(review(ReviewKind::accept, kId)), "accepted");  // a day late
  CHECK(replayed(office, with_limit("accept", 5), "2026-03-06") == "in_time R-2026-0001 accept 8 1 -> 0\n");
  CHECK(replayed(office, with_limit("accept", 2), "2026-03-06") == "late R-2026-0001 accept 8 1 -> 2\n");
  CHECK(replayed(office, with_limit("accept", std::nullopt), "2026-03-06") == "in_time R-2026-0001 accept 8 1 -> 0\n");
}

TEST_CASE("policy replay: what is owed today is told without an event") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  CHECK(replayed(office, with_limit("accept", 15), "2026-03-09") == "in_time R-2026-0001 accept 8 2026-03-05 today\n");
  CHECK(replayed(office, with_limit("accept", 1), "2026-03-05") == "late R-2026-0001 accept 8 2026-03-03 today\n");
}

TEST_CASE("policy replay: papers that were lacking need not have been brought, or others would have been wanted") {
  Office office("zhejiang");
  auto milder = shipped_policy("zhejiang");
  std::erase_if(milder.gates, [](const Gate& gate) { return gate.at == "submit"; });
  auto stricter = shipped_policy("zhejiang");
  for (auto& gate : stricter.gates)
    if (gate.at == "submit") gate.papers.push_back("grading");
  office.bring_to(Stage::submitted);
  CHECK(replayed(office, milder, "2026-03-02") == "");
  CHECK(replayed(office, stricter, "2026-03-02").starts_with("refused R-2026-0001 paper_missing "));
  Office lacking("zhejiang");
  Submit command{"budget", "czj", "预算系统", "", "", "", 3};
  command.lines = {host(4, 16)}, command.incomplete = true;
  command.lines[0].zone = lacking.policy.zone_default;
  must(lacking.as("zhang")(command), "submitted");
  CHECK(replayed(lacking, milder, "2026-03-02") == "allowed R-2026-0001 paper_missing  plan, self_test\n");
}

}  // namespace
