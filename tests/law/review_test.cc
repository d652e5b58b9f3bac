// Review: acceptance, refusal, approval, rejection and opening, with their order and their clocks.
#include <doctest/doctest.h>

#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kId = "R-2026-0001";

Review granting(const std::string& line_id, const std::string& key, Quantity quantity) {
  Review r = review(approve, kId);
  r.grants[line_id][key] = quantity;
  return r;
}

/// A review of the application at a stage, by somebody.
struct Row {
  std::string what;
  Stage stage;
  std::string by;
  Review command;
  std::string want;
};

void check(const std::vector<Row>& rows, const std::vector<std::string>& policies) {
  for (const auto& policy : policies)
    for (const auto& row : rows) {
      CAPTURE(policy);
      CAPTURE(row.what);
      Office office(policy);
      office.bring_to(row.stage);
      CHECK(office.as(row.by)(row.command) == row.want);
    }
}

}  // namespace

TEST_CASE("review: who may") {
  const std::vector<Row> rows{
      {"a reviewer accepts", Stage::submitted, "wang", review(accept, kId), "accepted"},
      {"the chief accepts as well", Stage::submitted, "zhao", review(accept, kId), "accepted"},
      {"the applicant does not", Stage::submitted, "zhang", review(accept, kId), "role_missing"},
      {"nor the operator", Stage::submitted, "sun", review(approve, kId), "role_missing"},
      {"nor somebody unknown", Stage::submitted, "nobody", review(refuse, kId, "否"),
       "person_unknown"},
      {"a reviewer does not open", Stage::trial, "wang", review(open, kId), "role_missing"},
      {"a request nobody made", Stage::submitted, "wang", review(accept, "R-2026-0009"),
       "not_found"},
      {"not found comes before the role", Stage::submitted, "sun", review(accept, "R-1"),
       "not_found"},
      {"role comes before stage", Stage::trial, "sun", review(accept, kId), "role_missing"},
  };
  check(rows, {"zhejiang", "changde"});
}

TEST_CASE("review: each stage takes what follows it") {
  const std::vector<Row> rows{
      {"accept twice", Stage::accepted, "wang", review(accept, kId), "stage_wrong"},
      {"refuse after acceptance", Stage::accepted, "wang", review(refuse, kId, "否"),
       "stage_wrong"},
      {"approve before acceptance", Stage::submitted, "wang", review(approve, kId), "stage_wrong"},
      {"reject before acceptance", Stage::submitted, "wang", review(reject, kId, "否"),
       "stage_wrong"},
      {"open before the trial", Stage::approved, "zhao", review(open, kId), "stage_wrong"},
      {"approve twice", Stage::approved, "wang", review(approve, kId), "stage_wrong"},
      {"reject what is approved", Stage::approved, "wang", review(reject, kId, "否"),
       "stage_wrong"},
      {"open twice", Stage::open, "zhao", review(open, kId), "stage_wrong"},
      {"reject what is open", Stage::open, "zhao", review(reject, kId, "否"), "stage_wrong"},
      {"refuse", Stage::submitted, "wang", review(refuse, kId, "需求不明"), "refused"},
      {"reject", Stage::accepted, "wang", review(reject, kId, "需求不明"), "rejected"},
      {"reject a failed trial", Stage::trial, "wang", review(reject, kId, "测试未过"), "rejected"},
      {"stage comes before opinion", Stage::accepted, "wang", review(refuse, kId), "stage_wrong"},
  };
  check(rows, {"zhejiang", "changde"});
}

TEST_CASE("review: a refusal says why, by the article where there is one") {
  struct Case { std::string policy, opinion, want, article; };
  const Case cases[] = {
      {"zhejiang", "", "opinion_missing", "8"},      {"zhejiang", " \t\n", "opinion_missing", "8"},
      {"zhejiang", "　", "opinion_missing", "8"},    {"zhejiang", "材料不全", "refused", ""},
      {"changde", "", "opinion_missing", ""},        {"changde", "材料不全", "refused", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.policy);
    Office office(c.policy);
    office.bring_to(Stage::submitted);
    CHECK(office.as("wang")(review(refuse, kId, c.opinion)) == c.want);
    if (c.want == "opinion_missing") CHECK(office.refusal().citation.article() == c.article);
  }
  Office office("zhejiang");  // Article 8 asks it of a refusal; that of a rejection is ours.
  office.bring_to(Stage::accepted);
  CHECK(office.as("wang")(review(reject, kId)) == "opinion_missing");
  CHECK(office.refusal().citation.house_rule() == "H-09");
}

TEST_CASE("review: nobody decides on what they or whom they stand in for asked") {
  struct Case { std::string by, in_place_of, want; };
  const Case cases[] = {{"qian", "", "own_request"}, {"wang", "qian", "own_request"},
                        {"qian", "wang", "own_request"}, {"wang", "", "accepted"},
                        {"wang", "zhao", "accepted"}};
  for (const auto& c : cases) {
    Office office("zhejiang");
    office.as("qian").with(papers({"plan", "self_test"}));
    REQUIRE(office(submission("own", "dsj", 1, office.policy)) == "submitted");
    if (!c.in_place_of.empty())
      REQUIRE(office.as("root")(Delegate{c.in_place_of, c.by, day("2026-03-02"), day("2026-03-09")}) == "delegated");
    CHECK(office.as(c.by, c.in_place_of)(review(accept, kId)) == c.want);
  }
  Office office("zhejiang");  // Precedence: before the stage.
  office.as("qian").with(papers({"plan", "self_test"}));
  office(submission("own", "dsj", 1, office.policy));
  CHECK(office(review(approve, kId)) == "own_request");
  office.policy.house_rules_off = {"H-01"};  // An office of four may switch it off.
  CHECK(office(review(accept, kId)) == "accepted");
}

TEST_CASE("review: the clocks of an application") {
  struct Case { std::string policy, rule, due, article, owner; };
  const Case cases[] = {
      {"zhejiang", "accept", "2026-03-05", "8", "authority"},
      {"zhejiang", "approve", "2026-03-05", "8", "authority"},       // accepted on the 3rd
      {"zhejiang", "provide_trial", "2026-03-06", "9", "provider"},  // approved on the 4th
      {"zhejiang", "trial", "2026-04-04", "9", "authority"},  // 30 calendar days from the 5th
      {"zhejiang", "open", "none", "10", "authority"},
      {"changde", "accept", "none", "7", "authority"},
      {"changde", "approve", "none", "7", "authority"},
      {"changde", "provide_trial", "none", "7", "provider"},
      {"changde", "trial", "none", "7", "authority"},
      {"changde", "open", "none", "7", "authority"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.policy);
    CAPTURE(c.rule);
    Office office(c.policy);
    office.bring_to(Stage::open);
    const auto& clock = office.clock(kId, c.rule);
    CHECK(office.due(kId, c.rule) == c.due);
    CHECK(clock.article == c.article);
    CHECK(clock.owner == c.owner);
    CHECK_FALSE(clock.is_open());
    CHECK(clock.working_days_late == 0);
  }
}

TEST_CASE("review: lateness is judged by the effective day only if the paper is there") {
  struct Case {
    std::string what;
    std::vector<std::string> papers;
    std::string want_done;
    int late;
  };
  const Case cases[] = {{"without the paper", {}, "2026-03-10", 3},
                        {"with the paper", {"paper"}, "2026-03-05", 0}};
  for (const auto& c : cases) {
    CAPTURE(c.what);
    Office office("zhejiang");
    office.bring_to(Stage::submitted);
    office.as("wang").on("2026-03-10").happened_on("2026-03-05").with(papers(c.papers));
    REQUIRE(office(review(accept, kId)) == "accepted");
    CHECK(to_text(*office.clock(kId, "accept").done_on) == c.want_done);
    CHECK(office.clock(kId, "accept").working_days_late == c.late);
    CHECK(office.due(kId, "approve") == "2026-03-09");  // from the effective day in both cases
    const auto& entry = office.request(kId).history.back();
    CHECK(entry.effective == morning(day("2026-03-05")));
    CHECK(entry.recorded == morning(day("2026-03-10")));
    CHECK(entry.with_paper == !c.papers.empty());
  }
}

TEST_CASE("review: an act entered late is never before the step before it") {
  struct Case { Stage stage; std::string by; Review command; std::string happened, want; };
  const Case cases[] = {
      {Stage::submitted, "wang", review(accept, kId), "2026-03-01", "date_order"},
      {Stage::submitted, "wang", review(accept, kId), "2026-03-02", "accepted"},
      {Stage::submitted, "wang", review(refuse, kId), "2026-03-01",
       "date_order"},  // before opinion
      {Stage::accepted, "wang", review(approve, kId), "2026-03-02", "date_order"},
      {Stage::accepted, "wang", review(reject, kId), "2026-03-02", "date_order"},
      {Stage::trial, "zhao", review(open, kId), "2026-03-04",
       "date_order"},  // before trial and gates
      {Stage::open, "zhao", review(open, kId), "2026-03-04", "stage_wrong"},  // after the stage
  };
  for (const auto& c : cases) {
    Office office("zhejiang");
    office.bring_to(c.stage);
    office.as(c.by).on("2026-03-25").happened_on(c.happened);
    CHECK(office(c.command) == c.want);
  }
}

TEST_CASE("approve: less than was asked, never more") {
  struct Case { std::string what; Review command; std::string want; };
  const Case cases[] = {
      {"as asked", review(approve, kId), "approved"},
      {"fewer vCPU", granting(kId + "/1", "cpu", {2, {}}), "approved"},
      {"as many", granting(kId + "/1", "cpu", {4, {}}), "approved"},
      {"more", granting(kId + "/1", "cpu", {5, {}}), "exceeds_request"},
      {"elastic to more", granting(kId + "/1", "cpu", {2, 5}), "exceeds_request"},
      {"elastic within", granting(kId + "/1", "cpu", {2, 4}), "approved"},
      {"one host of two", granting(kId + "/1", "count", {1, {}}), "approved"},
      {"three of two", granting(kId + "/1", "count", {3, {}}), "exceeds_request"},
      {"a key that nobody asked for", granting(kId + "/1", "size_gib", {1, {}}), "not_found"},
      {"a line that nobody asked for", granting(kId + "/9", "cpu", {1, {}}), "not_found"},
  };
  for (const std::string policy : {"zhejiang", "changde"})
    for (const auto& c : cases) {
      CAPTURE(c.what);
      Office office(policy);
      office.bring_to(Stage::accepted);
      CHECK(office.as("wang")(c.command) == c.want);
    }
}

TEST_CASE("approve: what is granted becomes numbered resources") {
  Office office("zhejiang");
  office.bring_to(Stage::accepted);
  auto command = granting(kId + "/1", "cpu", {2, {}});
  command.grants[kId + "/2"]["count"] = {0, {}};
  REQUIRE(office.as("wang")(command) == "approved");
  CHECK(office.request(kId).resources ==
        std::vector<std::string>{"budget/host-1", "budget/host-2"});
  CHECK(office.resource("budget/host-2").granted.at("cpu") == Quantity{2, {}});
  CHECK(office.resource("budget/host-2").granted.at("memory_gib") == Quantity{16, {}});
  CHECK(office.request(kId).lines[0].asked.at("cpu") == Quantity{4, {}});
  CHECK(office.books.resources.size() == 2);
}

TEST_CASE("approve: nothing at all is a rejection") {
  Office office("changde");
  office.bring_to(Stage::accepted);
  auto command = granting(kId + "/1", "count", {0, {}});
  command.grants[kId + "/2"]["count"] = {0, {}};
  CHECK(office.as("wang")(command) == "line_missing");
}

TEST_CASE("approve: the trial's length, by the authority") {
  struct Case { std::string policy; std::optional<std::int64_t> days; std::string want, ends; };
  const Case cases[] = {
      {"zhejiang", {}, "approved", "2026-04-04"},   {"zhejiang", 15, "approved", "2026-03-20"},
      {"zhejiang", 30, "approved", "2026-04-04"},   {"zhejiang", 14, "trial_out_of_bounds", ""},
      {"zhejiang", 31, "trial_out_of_bounds", ""},  {"changde", {}, "approved", "none"},
      {"changde", 3, "approved", "2026-03-08"},     {"changde", 300, "approved", "2026-12-30"},
  };
  for (const auto& c : cases) {
    Office office(c.policy);
    office.bring_to(Stage::accepted);
    auto command = review(approve, kId);
    command.days = c.days;
    REQUIRE(office.as("wang").on("2026-03-04")(command) == c.want);
    if (c.ends.empty()) continue;
    REQUIRE(office.as("sun").on("2026-03-05")(Provision{kId}) == "trial_started");
    const auto& trial = office.request(kId).trial;
    CHECK((trial.ends_on ? to_text(*trial.ends_on) : "none") == c.ends);
    CHECK((trial.earliest_on ? to_text(*trial.earliest_on) : "none") ==
          (c.policy == "zhejiang" ? "2026-03-20" : "none"));
  }
  Office office("zhejiang");  // Precedence: the trial's bounds before what was asked.
  office.bring_to(Stage::accepted);
  auto both = granting(kId + "/1", "cpu", {5, {}});
  both.days = 31;
  CHECK(office.as("wang")(both) == "trial_out_of_bounds");
}

TEST_CASE("open: not before the trial's shortest length, save with a recorded waiver") {
  struct Case { std::string policy, on; std::vector<std::string> waive; std::string want; };
  const Case cases[] = {
      {"zhejiang", "2026-03-19", {}, "trial_too_short"},
      {"zhejiang", "2026-03-20", {}, "opened"},
      {"zhejiang", "2026-03-19", {"trial_min"}, "opened"},
      {"zhejiang", "2026-03-19", {"third_party_test"}, "trial_too_short"},
      {"changde", "2026-03-06", {}, "opened"},
  };
  for (const auto& c : cases) {
    Office office(c.policy);
    office.bring_to(Stage::trial);
    office.as("zhang").on("2026-03-06").with(office.all_tests())(Attach{kId});
    auto command = review(open, kId);
    command.waive = c.waive;
    CHECK(office.as("zhao").on(c.on)(command) == c.want);
    if (c.want == "opened") CHECK(office.request(kId).waived == c.waive);
  }
}

TEST_CASE("open: after the trial's end it is late, and says so") {
  Office office("zhejiang");
  office.bring_to(Stage::trial);
  office.as("zhang").on("2026-03-23").with(office.all_tests())(Attach{kId});
  REQUIRE(office.as("zhao").on("2026-04-08")(review(open, kId)) == "opened");
  CHECK(office.clock(kId, "trial").working_days_late == 2);  // after Qingming on the 6th
}

TEST_CASE("open: a waiver of the trial's length opens no gate") {
  Office office("zhejiang");
  office.bring_to(Stage::trial);
  auto command = review(open, kId);
  command.waive = {"trial_min", "three_tests", "third_party_test"};
  CHECK(office.as("zhao").on("2026-03-19")(command) == "gate_closed");
  CHECK(office(review(open, kId)) == "trial_too_short");  // Precedence: before the gates.
}

TEST_CASE("open: the trial's resources become formal, the same ones") {
  Office office("changde");
  office.bring_to(Stage::trial);
  CHECK(office.resource("budget/host-1").state == ResourceState::trial);
  CHECK(office.books.systems.at("budget").state == SystemState::applying);
  office.as("zhang").with(office.all_tests())(Attach{kId});
  REQUIRE(office.as("zhao").on("2026-03-24")(review(open, kId, "同意")) == "opened");
  CHECK(office.resource("budget/host-1").state == ResourceState::in_service);
  CHECK(office.books.systems.at("budget").state == SystemState::in_service);
  CHECK(office.books.systems.at("budget").opened_on == day("2026-03-24"));
  CHECK(office.request(kId).opinion == "同意");
}

TEST_CASE("reject: a failed trial's resources go back to the provider") {
  Office office("zhejiang");
  office.bring_to(Stage::trial);
  REQUIRE(office.as("wang").on("2026-04-07")(review(reject, kId, "测试未过")) == "rejected");
  CHECK(office.clock(kId, "trial").working_days_late == 1);
  CHECK(office.clock(kId, "open").ended);
  CHECK(office.resource("budget/host-1").state == ResourceState::ending);
  CHECK(office.as("sun")(Provision{kId}) == "proof_missing");
  CHECK(office.with(papers({"reclaim_proof"}))(Provision{kId}) == "ended");
  CHECK(office.request(kId).stage == Stage::rejected);
  CHECK(office.resource("budget/host-1").state == ResourceState::reclaimed);
  CHECK(office.with(papers({"reclaim_proof"}))(Provision{kId}) == "stage_wrong");
  auto again = submission("budget", "czj", 3, office.policy);
  again.resubmits = kId;
  REQUIRE(office.as("zhang")(again) == "submitted");
  office.as("wang")(review(accept, "R-2026-0002")), office(review(approve, "R-2026-0002"));
  CHECK(office.request("R-2026-0002").resources[0] == "budget/host-3");  // numbers are never reused
}
