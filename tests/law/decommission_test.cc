// Termination: papers, the freeze, parts and wholes, and the end when the last resource is back.
#include <doctest/doctest.h>

#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const std::string kEnd = "R-2026-0002";
const std::vector<std::string> kThree{"offline_record", "migration_record", "backup_record"};

/// "budget" in service with five hosts (and a storage), as of 2026-11-02; zhang acts.
Office in_service(const std::string& policy) {
  Office office(policy);
  auto command = submission("budget", "czj", 1, office.policy);
  command.lines[0].count = 5;
  office.as("zhang").with(papers({"plan", "self_test"}))(command);
  office.as("wang")(review(ReviewKind::accept, "R-2026-0001"));
  office(review(ReviewKind::approve, "R-2026-0001"));
  office.as("sun")(Provision{"R-2026-0001"});
  auto opening = review(ReviewKind::open, "R-2026-0001");
  opening.waive = {"trial_min"};
  office.as("zhao").with(office.all_tests())(opening);
  office.as("zhang").on("2026-11-02");
  return office;
}

Provision taking(std::vector<std::string> resources = {}) { return {kEnd, std::move(resources)}; }

}  // namespace

TEST_CASE("termination: who may, and with which papers") {
  struct Row {
    std::string what, by;
    Decommission command;
    std::vector<std::string> papers;
    std::string zhejiang, changde;
  };
  const Row rows[] = {
      {"with all three", "zhang", {"budget"}, kThree, "submitted", "submitted"},
      {"without any", "zhang", {"budget"}, {}, "paper_missing", "submitted"},
      {"without migration",
       "zhang",
       {"budget"},
       {"offline_record", "backup_record"},
       "paper_missing",
       "submitted"},
      {"a part, without any",
       "zhang",
       {"budget", "", {"budget/host-1"}},
       {},
       "paper_missing",
       "submitted"},
      {"a part", "zhang", {"budget", "", {"budget/host-1"}}, kThree, "submitted", "submitted"},
      {"another unit's", "li", {"budget"}, kThree, "unit_foreign", "unit_foreign"},
      {"by the operator", "sun", {"budget"}, kThree, "role_missing", "role_missing"},
      {"a system nobody has", "zhang", {"ghost"}, kThree, "not_found", "not_found"},
      {"a resource nobody has",
       "zhang",
       {"budget", "", {"budget/host-9"}},
       kThree,
       "not_found",
       "not_found"},
      {"offline today",
       "zhang",
       {"budget", "", {}, day("2026-11-02")},
       kThree,
       "submitted",
       "submitted"},
      {"offline tomorrow",
       "zhang",
       {"budget", "", {}, day("2026-11-03")},
       kThree,
       "date_order",
       "date_order"},
      {"dates before papers",
       "zhang",
       {"budget", "", {}, day("2026-11-03")},
       {},
       "date_order",
       "date_order"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    for (const std::string policy : {"zhejiang", "changde"}) {
      auto office = in_service(policy);
      office.as(row.by).with(papers(row.papers));
      CHECK(office(row.command) == (policy == "zhejiang" ? row.zhejiang : row.changde));
    }
  }
}

TEST_CASE("termination: only of what is in service, and once") {
  for (const auto stage : {Stage::submitted, Stage::approved, Stage::trial}) {
    Office office("changde");
    office.bring_to(stage);
    CHECK(office.as("zhang")(Decommission{"budget"}) == "stage_wrong");
  }
  auto office = in_service("changde");
  REQUIRE(office(Decommission{"budget"}) == "submitted");
  CHECK(office(Decommission{"budget"}) == "stage_wrong");
  CHECK(office(Decommission{"budget", "", {"budget/host-1"}}) == "stage_wrong");
}

TEST_CASE("termination: the clocks, and the end with the last resource") {
  struct Row { std::string policy, decide, reclaim, article; };
  const Row rows[] = {{"zhejiang", "2026-11-09", "2026-11-06", "12"},
                      {"changde", "none", "none", "7"}};
  for (const auto& row : rows) {
    auto office = in_service(row.policy);
    const auto proof = [&] { return papers({"reclaim_proof"}); };
    REQUIRE(office.with(papers(kThree))(Decommission{"budget", "停用"}) == "submitted");
    CHECK(office.due(kEnd, "decide_termination") == row.decide);
    CHECK(office.books.systems.at("budget").state == SystemState::ending);
    REQUIRE(office.as("wang").on("2026-11-03")(review(ReviewKind::approve, kEnd)) == "approved");
    CHECK(office.due(kEnd, "reclaim") == row.reclaim);
    CHECK(office.clock(kEnd, "reclaim").article == row.article);
    office.as("sun").on("2026-11-05");
    CHECK(office.with(proof())(taking({"budget/host-1", "budget/storage-1"})) == "reclaimed");
    CHECK(office.request(kEnd).stage == Stage::approved);
    CHECK(office.clock(kEnd, "reclaim").is_open());
    CHECK(office.with(proof())(taking({"budget/host-1"})) == "stage_wrong");
    CHECK(office.on("2026-11-09").with(proof())(taking()) == "ended");
    CHECK(office.request(kEnd).stage == Stage::reclaimed);
    CHECK(office.books.systems.at("budget").state == SystemState::ended);
    CHECK(office.books.systems.at("budget").ended_on == day("2026-11-09"));
    CHECK(office.clock(kEnd, "reclaim").working_days_late == (row.policy == "zhejiang" ? 1 : 0));
    for (const auto& [id, resource] : office.books.resources)
      CHECK(resource.state == ResourceState::reclaimed);
    CHECK(office.as("zhang")(Decommission{"budget"}) == "stage_wrong");
    CHECK(office(submission("budget", "czj", 1, office.policy)) == "stage_wrong");
  }
}

TEST_CASE("termination: two of five hosts") {
  auto office = in_service("zhejiang");
  const Decommission part{"budget", "", {"budget/host-2", "budget/host-4", "budget/host-2"}};
  REQUIRE(office.with(papers(kThree))(part) == "submitted");
  CHECK(office.request(kEnd).resources ==
        std::vector<std::string>{"budget/host-2", "budget/host-4"});
  CHECK(office.books.systems.at("budget").state == SystemState::in_service);
  REQUIRE(office.as("wang")(review(ReviewKind::approve, kEnd)) == "approved");
  office.as("sun").with(papers({"reclaim_proof"}));
  CHECK(office(taking({"budget/host-4", "budget/host-4"})) == "reclaimed");
  CHECK(office.with(papers({"reclaim_proof"}))(taking()) == "ended");
  CHECK(office.request(kEnd).stage == Stage::reclaimed);
  CHECK(office.books.systems.at("budget").state == SystemState::in_service);
  CHECK(office.resource("budget/host-1").state == ResourceState::in_service);
  CHECK(office.resource("budget/host-4").state == ResourceState::reclaimed);
  CHECK(office.resource("budget/host-4").proof == "E-2026-0014");
}

TEST_CASE("termination: a proof of reclaiming is ours in Zhejiang and nobody's in Changde") {
  struct Row { std::string policy; std::vector<std::string> papers; std::string want; };
  const Row rows[] = {{"zhejiang", {}, "proof_missing"}, {"zhejiang", {"paper"}, "proof_missing"},
                      {"zhejiang", {"reclaim_proof"}, "ended"}, {"changde", {}, "ended"}};
  for (const auto& row : rows) {
    auto office = in_service(row.policy);
    office.with(papers(kThree))(Decommission{"budget"});
    office.as("wang")(review(ReviewKind::approve, kEnd));
    CHECK(office.as("sun").with(papers(row.papers))(taking()) == row.want);
    if (row.want == "proof_missing") CHECK(office.refusal().citation.house_rule() == "H-07");
  }
  auto office = in_service("zhejiang");  // Precedence: the order of dates before the proof.
  office.with(papers(kThree))(Decommission{"budget"});
  office.as("wang").on("2026-11-04")(review(ReviewKind::approve, kEnd));
  CHECK(office.as("sun").happened_on("2026-11-03")(taking()) == "date_order");
}

TEST_CASE("termination: once approved it withdraws the changes that are open") {
  auto office = in_service("zhejiang");
  const auto change = [](const std::string& host_id) {
    return Change{"budget", "", {set(host_id, "cpu", {8, {}})}, false};
  };
  auto added = host(2, 4);
  added.zone = "dedicated";
  REQUIRE(office(change("budget/host-1")) == "submitted");                    // R-2026-0002
  REQUIRE(office(Change{"budget", "", {added}, false}) == "submitted");       // R-2026-0003
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0003")) == "approved");
  office.as("zhang").with(papers(kThree));
  REQUIRE(office(Decommission{"budget"}) == "submitted");                     // R-2026-0004
  CHECK(office.request("R-2026-0002").is_open());
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0004")) == "approved");
  for (const std::string id : {"R-2026-0002", "R-2026-0003"}) {
    CHECK(office.request(id).stage == Stage::withdrawn);
    CHECK(office.request(id).cancelled_by == "R-2026-0004");
    for (const auto& clock : office.request(id).deadlines) CHECK_FALSE(clock.is_open());
  }
  CHECK(office.resource("budget/host-6").state == ResourceState::cancelled);
  CHECK(office.as("sun")(Provision{"R-2026-0003"}) == "stage_wrong");
}

TEST_CASE("termination: takes what a change delivered after it was asked") {
  auto office = in_service("changde");
  auto added = host(2, 4);
  added.zone = "government";
  office(Change{"budget", "", {added}, false});
  office.as("wang")(review(ReviewKind::approve, kEnd));
  REQUIRE(office.as("zhang")(Decommission{"budget"}) == "submitted");
  REQUIRE(office.as("sun")(Provision{kEnd}) == "applied");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0003")) == "approved");
  CHECK(office.resource("budget/host-6").state == ResourceState::ending);
  CHECK(office.as("sun")(Provision{"R-2026-0003"}) == "ended");
  CHECK(office.resource("budget/host-6").state == ResourceState::reclaimed);
}

TEST_CASE("termination of a part: withdraws the changes of that part, and no others") {
  auto office = in_service("changde");
  office(Change{"budget", "", {set("budget/host-1", "cpu", {8, {}})}, false});
  office(Change{"budget", "", {set("budget/host-2", "cpu", {8, {}})}, false});
  REQUIRE(office(Decommission{"budget", "", {"budget/host-1"}}) == "submitted");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0004")) == "approved");
  CHECK(office.request("R-2026-0002").cancelled_by == "R-2026-0004");
  CHECK(office.request("R-2026-0003").is_open());
}

TEST_CASE("termination of a part: a change that it withdraws leaves the rest as it was") {
  auto office = in_service("changde");
  office(Change{"budget",
                "",
                {set("budget/host-1", "cpu", {2, {}}), set("budget/host-2", "cpu", {2, {}})},
                false});
  REQUIRE(office.as("wang")(review(ReviewKind::approve, kEnd)) == "approved");
  CHECK(office.resource("budget/host-2").granted.at("cpu") == Quantity{2, {}});
  REQUIRE(office.as("zhang")(Decommission{"budget", "", {"budget/host-1"}}) == "submitted");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0003")) == "approved");
  CHECK(office.request(kEnd).stage == Stage::withdrawn);
  CHECK(office.resource("budget/host-2").granted.at("cpu") == Quantity{4, {}});
  CHECK(office.resource("budget/host-2").state == ResourceState::in_service);
}

TEST_CASE("termination of a part: the same part only once") {
  auto office = in_service("changde");
  REQUIRE(office(Decommission{"budget", "", {"budget/host-1"}}) == "submitted");
  REQUIRE(office(Decommission{"budget", "", {"budget/host-1"}}) == "submitted");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, kEnd)) == "approved");
  CHECK(office(review(ReviewKind::approve, "R-2026-0003")) == "record_moved");
  CHECK(office.as("zhang")(Decommission{"budget", "", {"budget/host-1"}}) == "stage_wrong");
}

TEST_CASE("termination: of a system whose last resource is gone already") {
  auto office = in_service("zhejiang");
  std::vector<Line> all{drop("budget/storage-1")};
  for (const char* n : {"1", "2", "3", "4", "5"})
    all.push_back(drop("budget/host-" + std::string(n)));
  office(Change{"budget", "", all, false});
  office.as("wang")(review(ReviewKind::approve, kEnd));
  REQUIRE(office.as("sun")(Provision{kEnd}) == "applied");
  REQUIRE(office.as("zhang").with(papers(kThree))(Decommission{"budget"}) == "submitted");
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0003")) == "approved");
  CHECK(office.as("sun")(Provision{"R-2026-0003"}) == "ended");
  CHECK(office.books.systems.at("budget").state == SystemState::ended);
}

TEST_CASE("termination: refused or withdrawn, the system is in service again") {
  auto office = in_service("changde");
  office(Decommission{"budget"});
  CHECK(office.as("wang")(review(ReviewKind::reject, kEnd, "仍在使用")) == "rejected");
  CHECK(office.books.systems.at("budget").state == SystemState::in_service);
  CHECK(office.as("zhang")(Decommission{"budget"}) == "submitted");
  CHECK(office(Withdraw{"R-2026-0003", "误报"}) == "withdrawn");
  CHECK(office.books.systems.at("budget").state == SystemState::in_service);
}

TEST_CASE("termination: one that was rejected takes nothing back, not even what another ends") {
  Office office("changde");
  office.bring_to(Stage::open);
  office.on("2026-04-01").as("zhang")(Decommission{"budget", "停用", {"budget/host-1"}, {}});
  office.as("wang")(review(ReviewKind::reject, "R-2026-0002", "仍在使用"));
  office.as("zhang")(Decommission{"budget", "停用", {"budget/host-1", "budget/host-2"}, {}});
  REQUIRE(office.as("wang")(review(ReviewKind::approve, "R-2026-0003")) == "approved");
  CHECK(office.as("sun")(Provision{"R-2026-0002"}) == "stage_wrong");
  CHECK(office(Provision{"R-2026-0003"}) == "ended");
}
