// Provision: delivery of what was granted, in one act or in parts, and never more.
#include <doctest/doctest.h>

#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const std::string kId = "R-2026-0001";

Provision delivering(const std::string& resource, const std::string& key, Quantity quantity) {
  Provision p{kId};
  p.deliver[resource][key] = quantity;
  return p;
}

}  // namespace

TEST_CASE("provision: who may, and when") {
  struct Row {
    std::string what;
    Stage stage;
    std::string by;
    Provision command;
    std::string want;
  };
  const Row rows[] = {
      {"all that is due", Stage::approved, "sun", {kId}, "trial_started"},
      {"one of three", Stage::approved, "sun", {kId, {"budget/host-1"}}, "delivered"},
      {"the applicant", Stage::approved, "zhang", {kId}, "role_missing"},
      {"nobody", Stage::approved, "nobody", {kId}, "person_unknown"},
      {"before approval", Stage::accepted, "sun", {kId}, "stage_wrong"},
      {"in the trial", Stage::trial, "sun", {kId}, "stage_wrong"},
      {"when it is open", Stage::open, "sun", {kId}, "stage_wrong"},
      {"a request nobody made", Stage::approved, "sun", {"R-2026-0009"}, "not_found"},
      {"a resource nobody granted", Stage::approved, "sun", {kId, {"budget/host-9"}}, "not_found"},
      {"a cloud id for another",
       Stage::approved,
       "sun",
       {kId, {}, {{"budget/host-9", "i-1"}}},
       "not_found"},
      {"as granted", Stage::approved, "sun", delivering("budget/host-1", "cpu", {4, {}}),
       "trial_started"},
      {"less", Stage::approved, "sun", delivering("budget/host-1", "cpu", {3, {}}), "delivered"},
      {"more", Stage::approved, "sun", delivering("budget/host-1", "cpu", {5, {}}),
       "exceeds_grant"},
      {"elastic to more", Stage::approved, "sun", delivering("budget/host-1", "cpu", {4, 5}),
       "exceeds_grant"},
      {"what was not granted", Stage::approved, "sun", delivering("budget/host-1", "mbps", {5, {}}),
       "not_found"},
      {"of a resource nobody granted", Stage::approved, "sun",
       delivering("budget/host-9", "cpu", {1, {}}), "not_found"},
      {"role before stage", Stage::trial, "wang", {kId}, "role_missing"},
      {"stage before grant", Stage::trial, "sun", delivering("budget/host-1", "cpu", {5, {}}),
       "stage_wrong"},
  };
  for (const std::string policy : {"zhejiang", "changde"})
    for (const auto& row : rows) {
      CAPTURE(row.what);
      Office office(policy);
      office.bring_to(row.stage);
      CHECK(office.as(row.by)(row.command) == row.want);
    }
}

TEST_CASE("provision: another provider's operator has nothing to do with it") {
  Office office("zhejiang");
  office.bring_to(Stage::approved);
  office.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
  office(AddPerson{{"xu", 0, "徐", "yun2", {Role::operator_}}});
  CHECK(office.as("xu")(Provision{kId}) == "unit_foreign");
}

TEST_CASE("provision: the order of dates comes before what is delivered") {
  Office office("zhejiang");
  office.bring_to(Stage::approved);
  office.as("sun").on("2026-03-06").happened_on("2026-03-03");
  CHECK(office(delivering("budget/host-1", "cpu", {5, {}})) == "date_order");
  CHECK(office.happened_on("2026-03-04")(Provision{kId}) == "trial_started");
  CHECK(office.request(kId).trial.started_on == day("2026-03-04"));
}

TEST_CASE("provision: a delivery in parts is complete with its last, and so is its clock") {
  Office office("zhejiang");
  office.bring_to(Stage::approved);
  office.as("sun").on("2026-03-05");
  CHECK(office(Provision{kId, {"budget/host-1"}, {{"budget/host-1", "i-81"}}}) == "delivered");
  CHECK(office.request(kId).stage == Stage::approved);
  CHECK(office.clock(kId, "provide_trial").is_open());
  CHECK(office(Provision{kId, {"budget/host-1"}}) == "stage_wrong");  // it is done already
  CHECK(office.on("2026-03-06")(delivering("budget/host-2", "cpu", {3, {}})) == "delivered");
  CHECK(office.resource("budget/storage-1").state == ResourceState::trial);
  CHECK(office.clock(kId, "provide_trial").is_open());  // one vCPU is still owed
  CHECK(office.on("2026-03-09")(Provision{kId}) == "trial_started");
  CHECK(office.clock(kId, "provide_trial").working_days_late == 1);
  const auto& host = office.resource("budget/host-1");
  CHECK(host.cloud_id == "i-81");
  CHECK(host.provider == "yun");
  CHECK(host.delivered_on == day("2026-03-05"));
  CHECK(host.version == 1);
  CHECK(office.resource("budget/host-2").version == 2);
  CHECK(office.resource("budget/host-2").delivered.at("cpu") == Quantity{4, {}});
  CHECK(office.request(kId).trial.ends_on == day("2026-04-08"));
}

TEST_CASE("provision: what was granted is delivered, not what was asked") {
  Office office("changde");
  office.bring_to(Stage::accepted);
  auto approval = review(ReviewKind::approve, kId);
  approval.grants[kId + "/1"]["cpu"] = {2, {}};
  REQUIRE(office.as("wang")(approval) == "approved");
  CHECK(office.as("sun")(delivering("budget/host-1", "cpu", {4, {}})) == "exceeds_grant");
  CHECK(office(Provision{kId}) == "trial_started");
  CHECK(office.resource("budget/host-1").delivered.at("cpu") == Quantity{2, {}});
}

TEST_CASE("provision: the trial runs in calendar days, and no holiday moves its end") {
  struct Row { std::string start; std::int64_t days; std::string earliest, ends; };
  const Row rows[] = {
      {"2026-01-20", 30, "2026-02-04", "2026-02-19"},  // ends in the Spring Festival
      {"2026-09-10", 21, "2026-09-25", "2026-10-01"},  // and on National Day
      {"2026-03-05", 15, "2026-03-20", "2026-03-20"}};
  for (const auto& row : rows) {
    Office office("zhejiang", row.start);
    office.as("zhang").with(papers({"plan", "self_test"}));
    office(submission("budget", "czj", 1, office.policy));
    office.as("wang")(review(ReviewKind::accept, kId));
    auto approval = review(ReviewKind::approve, kId);
    approval.days = row.days;
    office(approval);
    REQUIRE(office.as("sun")(Provision{kId}) == "trial_started");
    CHECK(to_text(*office.request(kId).trial.earliest_on) == row.earliest);
    CHECK(to_text(*office.request(kId).trial.ends_on) == row.ends);
    CHECK(office.due(kId, "trial") == row.ends);
  }
}

TEST_CASE("provision: no two living resources bear one cloud id") {
  struct Row { std::string what; std::map<std::string, std::string> ids; std::string want; };
  const Row rows[] = {{"one each", {{"budget/host-1", "i-1"}, {"budget/host-2", "i-2"}}, "trial_started"},
                      {"one for both", {{"budget/host-1", "i-1"}, {"budget/host-2", "i-1"}}, "exists_already"}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("changde");
    office.bring_to(Stage::approved);
    CHECK(office.as("sun")(Provision{kId, {}, row.ids}) == row.want);
  }
  Office office("changde");
  office.bring_to(Stage::approved);
  REQUIRE(office.as("sun")(Provision{kId, {"budget/host-1"}, {{"budget/host-1", "i-1"}}}) == "delivered");
  CHECK(office(Provision{kId, {}, {{"budget/host-2", "i-1"}}}) == "exists_already");
  CHECK(office(Provision{kId, {}, {{"budget/host-2", "i-2"}}}) == "trial_started");
}
