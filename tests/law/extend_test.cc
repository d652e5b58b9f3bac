// The extension of a trial, and major changes by growth.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kId = "R-2026-0001";

/// In trial from 2026-03-05 to 2026-04-04.
Office in_trial() {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  return office;
}

}  // namespace

TEST_CASE("extend: asked before the end, by the unit, one at a time") {
  struct Row { std::string what, on, by, want; };
  const Row rows[] = {{"in time", "2026-03-20", "zhang", "submitted"},
                      {"on the last day", "2026-04-04", "zhang", "submitted"},
                      {"a day late", "2026-04-05", "zhang", "trial_out_of_bounds"},
                      {"by another unit", "2026-03-20", "li", "unit_foreign"},
                      {"by the authority", "2026-03-20", "wang", "role_missing"}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto office = in_trial();
    REQUIRE(to_text(*office.request(kId).trial.ends_on) == "2026-04-04");
    CHECK(office.on(row.on).as(row.by)(Extend{kId, "测试未完成", 10}) == row.want);
    if (row.want == "trial_out_of_bounds") CHECK(office.refusal().citation.article() == "9");
  }
  auto office = in_trial();
  office.on("2026-03-20").as("zhang");
  CHECK(office(Extend{kId, "测试未完成", 10}) == "submitted");
  CHECK(office(Extend{kId, "再延", 5}) == "request_open");
  CHECK(office(Extend{"R-2026-0099", "无", 5}) == "not_found");
  CHECK(office(Withdraw{"R-2026-0002", "不需要了"}) == "withdrawn");
  CHECK(office(Extend{kId, "再延", 5}) == "submitted");
}

TEST_CASE("extend: only a trial that runs and has an end") {
  Office submitted("zhejiang");
  submitted.bring_to(Stage::submitted);
  CHECK(submitted.as("zhang")(Extend{kId, "早了", 5}) == "stage_wrong");
  Office changde("changde");  // it sets no bounds, and nobody named a number
  changde.bring_to(Stage::trial, 1);
  if (!changde.request(kId).trial.ends_on) CHECK(changde.as("zhang")(Extend{kId, "无期", 5}) == "stage_wrong");
}

TEST_CASE("extend: the authority grants it, at most what was asked, and each is counted") {
  auto office = in_trial();
  office.on("2026-03-20").as("zhang")(Extend{kId, "测试未完成", 10});
  CHECK(office.as("zhang")(review(extend, "R-2026-0002")) == "role_missing");
  auto more = review(extend, "R-2026-0002");
  more.days = 11;
  CHECK(office.as("wang")(more) == "exceeds_request");
  CHECK(office.as("wang")(review(approve, "R-2026-0002")) == "stage_wrong");
  more.days = 7;
  CHECK(office.as("wang")(more) == "trial_extended");
  CHECK(to_text(*office.request(kId).trial.ends_on) == "2026-04-11");
  CHECK(office.request(kId).trial.extensions == 1);
  CHECK(office.request("R-2026-0002").stage == Stage::applied);
  CHECK(office.as("wang")(more) == "stage_wrong");
  // The old end is no longer owed; the new one is a clock of its own.
  std::vector<std::string> dues;
  for (const auto& deadline : office.request(kId).deadlines)
    if (deadline.rule == "trial") dues.push_back(to_text(*deadline.due_on) + (deadline.is_open() ? " open" : " ended"));
  CHECK(dues == std::vector<std::string>{"2026-04-04 ended", "2026-04-11 open"});
  office.on("2026-04-10").as("zhang")(Extend{kId, "再延", 5});
  CHECK(office.as("wang")(review(extend, kId)) == "trial_extended");  // named by its application
  CHECK(to_text(*office.request(kId).trial.ends_on) == "2026-04-16");
  CHECK(office.request(kId).trial.extensions == 2);
}

TEST_CASE("extend: a rejection leaves the end, and a decision on the trial overtakes what is open") {
  auto office = in_trial();
  office.on("2026-03-20").as("zhang")(Extend{kId, "测试未完成", 10});
  CHECK(office.as("wang")(review(reject, "R-2026-0002")) == "opinion_missing");
  CHECK(office.as("wang")(review(reject, "R-2026-0002", "不必要")) == "rejected");
  CHECK(to_text(*office.request(kId).trial.ends_on) == "2026-04-04");
  office.as("zhang")(Extend{kId, "再申请", 10});
  office.with(office.all_tests())(Attach{kId});
  CHECK(office.as("zhao").on("2026-03-24")(review(open, kId)) == "opened");
  CHECK(office.request("R-2026-0003").stage == Stage::withdrawn);
  CHECK(office.request("R-2026-0003").cancelled_by == kId);
}

TEST_CASE("major: growth is counted since the last passed tests, however many changes it took") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);  // two hosts of 4 vCPU and 16 GiB, 500 GiB of storage
  CHECK(office.books.systems.at("budget").tested == std::map<std::string, std::int64_t>{{"cpu", 8}, {"memory_gib", 32}, {"size_gib", 500}});
  office.on("2026-04-01");
  const auto grow = [&](std::int64_t cpu) { return Change{"budget", "增长", {set("budget/host-1", "cpu", {cpu, {}})}}; };
  // 8 to 12 is half and not more; 13 is more.
  CHECK(office.as("zhang")(grow(9)) == "paper_missing");
  CHECK(office.refusal().citation.article() == "11");
  REQUIRE(office(grow(8)) == "submitted");
  CHECK_FALSE(office.request("R-2026-0002").major);
  REQUIRE(office.as("wang")(review(approve, "R-2026-0002")) == "approved");
  REQUIRE(office.as("sun")(Provision{"R-2026-0002"}) == "applied");
  // One more on top of that is the straw.
  CHECK(office.as("zhang")(grow(9)) == "paper_missing");
  REQUIRE(office.with(papers({"plan", "self_test"}))(grow(9)) == "submitted");
  CHECK(office.request("R-2026-0003").major);
  REQUIRE(office.as("wang")(review(approve, "R-2026-0003")) == "approved");
  REQUIRE(office.as("sun")(Provision{"R-2026-0003"}) == "trial_started");
  REQUIRE(office.as("zhang").on("2026-04-02").with(papers({"performance_test", "security_test"}, "pass"))(Attach{"R-2026-0003"}) == "applied");
  CHECK(office.books.systems.at("budget").tested.at("cpu") == 13);
  CHECK(office(grow(15)) == "submitted");  // counted anew
}

TEST_CASE("major: two changes that are small each and large together, approved one after the other") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  office.on("2026-04-01").as("zhang");
  REQUIRE(office(Change{"budget", "甲", {set("budget/host-1", "cpu", {7, {}})}}) == "submitted");
  REQUIRE(office(Change{"budget", "乙", {set("budget/host-2", "cpu", {7, {}})}}) == "submitted");
  office.as("wang");
  REQUIRE(office(review(approve, "R-2026-0002")) == "approved");
  CHECK(office(review(approve, "R-2026-0003")) == "paper_missing");
  office.as("zhang").with(papers({"plan", "self_test"}))(Attach{"R-2026-0003"});
  REQUIRE(office.as("wang")(review(approve, "R-2026-0003")) == "approved");
  CHECK(office.request("R-2026-0003").major);
}
