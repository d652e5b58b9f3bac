// Change of a system in service: who may, base versions, the freeze, and the major change.
#include <doctest/doctest.h>

#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const std::string kChange = "R-2026-0002";

Change wish(std::vector<Line> lines, bool major = false) {
  return {"budget", "年底高峰", std::move(lines), major};
}
Change more_cpu(std::int64_t cpu = 8) { return wish({set("budget/host-1", "cpu", {cpu, {}})}); }

Office in_service(const std::string& policy) {
  Office office(policy);
  office.bring_to(Stage::open);
  office.as("zhang").on("2026-04-01");
  return office;
}

}  // namespace

TEST_CASE("change: who may, of what, and by how much") {
  auto added = host(2, 4);
  added.zone = "public";
  auto nowhere = host(2, 4);
  nowhere.zone = "government";
  struct Row { std::string what, by; Change command; std::string want; };
  const Row rows[] = {
      {"more", "zhang", more_cpu(), "submitted"},
      {"less", "zhang", more_cpu(1), "submitted"},
      {"elastic", "zhang", wish({set("budget/host-1", "cpu", {4, 8})}), "submitted"},
      {"another one", "zhang", wish({added}), "submitted"},
      {"in a zone of the other policy", "zhang", wish({nowhere}), "not_found"},
      {"without one", "zhang", wish({drop("budget/host-2")}), "submitted"},
      {"nothing", "zhang", wish({}), "line_missing"},
      {"of another unit's system", "li", more_cpu(), "unit_foreign"},
      {"by a reviewer", "wang", more_cpu(), "role_missing"},
      {"of a system that is not there",
       "zhang",
       {"ghost", "", {drop("ghost/host-1")}},
       "not_found"},
      {"of a resource that is not there", "zhang", wish({drop("budget/host-9")}), "not_found"},
      {"beyond the catalogue", "zhang", more_cpu(257), "beyond_catalogue"},
      {"a key that a host has not", "zhang", wish({set("budget/host-1", "mbps", {1, {}})}),
       "beyond_catalogue"},
      {"role before lines", "wang", wish({}), "role_missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto office = in_service("zhejiang");
    CHECK(office.as(row.by)(row.command) == row.want);
  }
}

TEST_CASE("change: only of a system in service") {
  struct Row { Stage stage; std::string want; };
  const Row rows[] = {{Stage::submitted, "stage_wrong"}, {Stage::approved, "stage_wrong"},
                      {Stage::trial, "stage_wrong"}, {Stage::open, "submitted"}};
  for (const auto& row : rows) {
    Office office("changde");
    office.bring_to(row.stage);
    CHECK(office.as("zhang")(more_cpu()) == row.want);
  }
}

TEST_CASE("change: the clocks are five and three working days, or none") {
  struct Row { std::string policy, decide, carry_out, article; };
  const Row rows[] = {{"zhejiang", "2026-04-09", "2026-04-13", "11"},
                      {"changde", "none", "none", "7"}};
  for (const auto& row : rows) {
    auto office = in_service(row.policy);
    REQUIRE(office(more_cpu()) == "submitted");  // Wednesday 1 April; Qingming is on the 6th
    CHECK(office.due(kChange, "decide_change") == row.decide);
    REQUIRE(office.as("wang").on("2026-04-08")(review(ReviewKind::approve, kChange)) == "approved");
    CHECK(office.due(kChange, "carry_out_change") == row.carry_out);
    CHECK(office.clock(kChange, "carry_out_change").article == row.article);
    CHECK(office.clock(kChange, "carry_out_change").owner == "provider");
    REQUIRE(office.as("sun").on("2026-04-13")(Provision{kChange}) == "applied");
    CHECK(office.clock(kChange, "carry_out_change").working_days_late == 0);
    CHECK(office.resource("budget/host-1").delivered.at("cpu") == Quantity{8, {}});
    CHECK(office.resource("budget/host-1").delivered.at("memory_gib") == Quantity{16, {}});
  }
}

TEST_CASE("change: lines that add, set and drop are carried out together") {
  auto office = in_service("zhejiang");
  auto added = host(2, 4, 2);
  added.zone = "dedicated";
  REQUIRE(office(wish({added, set("budget/host-1", "cpu", {2, {}}), drop("budget/host-2")})) ==
          "submitted");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, kChange)) == "approved");
  CHECK(office.resource("budget/host-3").state == ResourceState::granted);
  CHECK(office.as("sun")(Provision{kChange, {"budget/host-2"}}) == "delivered");
  CHECK(office.resource("budget/host-2").state == ResourceState::reclaimed);
  CHECK(office(Provision{kChange}) == "applied");
  CHECK(office.resource("budget/host-4").state == ResourceState::in_service);
  CHECK(office.resource("budget/host-1").delivered.at("cpu") == Quantity{2, {}});
  CHECK(office.as("zhang")(wish({drop("budget/host-2")})) == "stage_wrong");
}

TEST_CASE("change: judged on the version that it was asked on") {
  auto office = in_service("zhejiang");
  REQUIRE(office(more_cpu(8)) == "submitted");
  REQUIRE(office(wish({set("budget/host-1", "memory_gib", {32, {}})})) == "submitted");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0003")) == "approved");
  CHECK(office(review(ReviewKind::approve, kChange)) == "request_open");  // it waits for the other
  REQUIRE(office.as("sun")(Provision{"R-2026-0003"}) == "applied");
  CHECK(office.as("wang")(review(ReviewKind::approve, kChange)) == "record_moved");
  CHECK(office.refusal().citation.house_rule() == "H-04");
  CHECK(office(review(ReviewKind::reject, kChange, "请重新申请")) == "rejected");
  REQUIRE(office.as("zhang")(more_cpu(8)) == "submitted");
  CHECK(office.as("wang")(review(ReviewKind::approve, "R-2026-0004")) == "approved");
  CHECK(office.as("sun")(Provision{"R-2026-0004"}) == "applied");
  CHECK(office.resource("budget/host-1").delivered.at("memory_gib") == Quantity{32, {}});
}

TEST_CASE("change: a conflict is told before an excess") {
  auto office = in_service("zhejiang");
  office(more_cpu(8)), office(more_cpu(6));
  office.as("wang")(review(ReviewKind::approve, "R-2026-0003"));
  office.as("sun")(Provision{"R-2026-0003"});
  auto excess = review(ReviewKind::approve, kChange);
  excess.grants[kChange + "/1"]["cpu"] = {9, {}};
  CHECK(office.as("wang")(excess) == "record_moved");
}

TEST_CASE("change: a system that is being terminated takes none") {
  for (const std::string policy : {"zhejiang", "changde"}) {
    auto office = in_service(policy);
    REQUIRE(office(more_cpu()) == "submitted");
    office.with(papers({"offline_record", "migration_record", "backup_record"}));
    REQUIRE(office(Decommission{"budget", "停用"}) == "submitted");
    CHECK(office(more_cpu(6)) == "system_frozen");
    CHECK(office(wish({})) == "system_frozen");  // Precedence: before the lines.
    CHECK(office.as("wang")(review(ReviewKind::approve, kChange)) == "system_frozen");
    CHECK(office.refusal().citation.house_rule() == "H-05");
    CHECK(office(review(ReviewKind::reject, "R-2026-0003", "仍在使用")) == "rejected");
    CHECK(office(review(ReviewKind::approve, kChange)) == "approved");  // in service again
  }
}

TEST_CASE("change: an elastic resource is delivered with its range") {
  auto office = in_service("zhejiang");
  REQUIRE(office(wish({set("budget/host-1", "cpu", {4, 8})})) == "submitted");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, kChange)) == "approved");
  CHECK(office.as("sun")(Provision{kChange}) == "applied");
  CHECK(office.resource("budget/host-1").delivered.at("cpu") == Quantity{4, 8});
}

TEST_CASE("major change: papers again, and tests after the delivery before it counts") {
  auto office = in_service("zhejiang");
  const auto big = wish({set("budget/host-1", "cpu", {16, {}})}, true);
  CHECK(office(big) == "paper_missing");
  CHECK(office.refusal().citation.article() == "11");
  REQUIRE(office.with(papers({"plan", "self_test"}))(big) == "submitted");
  // Tests of before the delivery are kept, and prove nothing.
  office.with(papers({"performance_test", "security_test"}, "pass"))(Attach{kChange});
  REQUIRE(office.as("wang").on("2026-04-02")(review(ReviewKind::approve, kChange)) == "approved");
  REQUIRE(office.as("sun").on("2026-04-03")(Provision{kChange}) == "trial_started");
  CHECK(office.due(kChange, "carry_out_change") == "2026-04-08");
  CHECK_FALSE(office.clock(kChange, "carry_out_change").is_open());
  CHECK_FALSE(office.request(kChange).trial.ends_on);
  office.as("zhang");
  CHECK(office.with(papers({"performance_test"}, "pass"))(Attach{kChange}) == "attached");
  CHECK(office.with(papers({"security_test"}, "fail"))(Attach{kChange}) == "attached");
  CHECK(office.request(kChange).stage == Stage::trial);
  CHECK(office.with(papers({"security_test"}, "pass"))(Attach{kChange}) == "applied");
  CHECK(office.request(kChange).stage == Stage::applied);
  CHECK(office.books.systems.at("budget").state == SystemState::in_service);
}

TEST_CASE("major change: it does not count as applied before it was delivered") {
  auto office = in_service("zhejiang");
  const auto big = wish({set("budget/host-1", "cpu", {16, {}})}, true);
  REQUIRE(office.with(papers({"plan", "self_test"}))(big) == "submitted");
  office.as("wang")(review(ReviewKind::approve, kChange));
  REQUIRE(office.as("sun").on("2026-04-03")(Provision{kChange}) == "trial_started");
  office.as("zhang").on("2026-04-08").with(papers({"performance_test", "security_test"}, "pass"));
  CHECK(office.happened_on("2026-04-02")(Attach{kChange}) == "date_order");
  office.with(papers({"performance_test", "security_test"}, "pass"));
  CHECK(office.happened_on("2026-04-03")(Attach{kChange}) == "applied");
}

TEST_CASE("major change: declared by the authority, it wants its papers at approval") {
  auto office = in_service("zhejiang");
  REQUIRE(office(more_cpu(6)) == "submitted");
  auto approval = review(ReviewKind::approve, kChange);
  approval.major = true;
  CHECK(office.as("wang")(approval) == "paper_missing");
  office.as("zhang").with(papers({"plan", "self_test"}))(Attach{kChange});
  CHECK(office.as("wang")(approval) == "approved");
  CHECK(office.as("sun")(Provision{kChange}) == "trial_started");
}

TEST_CASE("major change: Changde asks for neither papers nor tests") {
  auto office = in_service("changde");
  REQUIRE(office(wish({set("budget/host-1", "cpu", {16, {}})}, true)) == "submitted");
  CHECK(office.as("wang")(review(ReviewKind::approve, kChange)) == "approved");
}
