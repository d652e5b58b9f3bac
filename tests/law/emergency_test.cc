// Emergency changes: done at once by the provider, decided afterwards, and put back where not approved.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kNext = "R-2026-0002", kHost = "budget/host-1";

Change altered(std::vector<Line> lines) { return {"budget", "系统被攻击", std::move(lines), false, true}; }
Change more_cpu(std::int64_t cpu) { return altered({set(kHost, "cpu", {cpu, {}})}); }

/// In service since 2026-03-24 with two hosts of 4 vCPU; it is 2026-04-01, a Wednesday.
Office in_service(const std::string& policy = "zhejiang") {
  Office office(policy);
  office.bring_to(Stage::open, 1);
  office.on("2026-04-01").as("sun");
  return office;
}

std::int64_t cpu_of(const Quantities& quantities) { return quantities.at("cpu").amount; }

}  // namespace

TEST_CASE("emergency: entered by who did it, amounts of what is in service only") {
  struct Row { std::string what, by; Change command; std::string want, cites; };
  const Row rows[] = {
      {"more", "sun", more_cpu(6), "delivered", ""},
      {"by the unit", "zhang", more_cpu(6), "role_missing", "4"},
      {"something new", "sun", altered({host(2, 4)}), "item_excluded", "H-36"},
      {"something given back", "sun", altered({drop(kHost)}), "item_excluded", "H-36"},
      {"beyond the catalogue", "sun", more_cpu(257), "beyond_catalogue", "7"},
      {"of a resource that is not there", "sun", altered({set("budget/host-9", "cpu", {6, {}})}), "not_found", ""},
      {"nothing", "sun", altered({}), "line_missing", "H-11"},
      {"nothing other than there is", "sun", more_cpu(4), "line_missing", "H-36"},
  };
  for (auto row : rows) {
    CAPTURE(row.what);
    auto office = in_service();
    for (auto& l : row.command.lines)
      if (l.action == LineAction::add) l.zone = office.policy.zone_default;
    CHECK(office.as(row.by)(row.command) == row.want);
    if (row.cites.empty()) continue;
    const auto& cited = office.refusal().citation;
    CHECK((cited.is_article() ? cited.article() : cited.house_rule()) == row.cites);
  }
  auto office = in_service();
  std::erase_if(office.policy.limits, [](const Limit& limit) { return limit.rule == "decide_emergency"; });
  CHECK(office(more_cpu(6)) == "exceeds_grant");
  CHECK(office.refusal().citation.house_rule() == "H-03");
}

TEST_CASE("emergency: it is delivered with the act, and decided within the policy's limit") {
  struct Row { std::string policy, due; };
  const Row rows[] = {{"zhejiang", "2026-04-03"}, {"changde", "none"}};
  for (const auto& row : rows) {
    CAPTURE(row.policy);
    auto office = in_service(row.policy);
    REQUIRE(office(more_cpu(6)) == "delivered");
    CHECK(office.request(kNext).emergency);
    CHECK(office.request(kNext).stage == Stage::submitted);
    CHECK(cpu_of(office.resource(kHost).delivered) == 6);
    CHECK(cpu_of(office.resource(kHost).granted) == 4);
    CHECK(office.due(kNext, "decide_emergency") == row.due);
    CHECK(office.as("zhang")(Withdraw{kNext, "不要了"}) == "stage_wrong");
    CHECK(office.as("sun")(Provision{kNext}) == "stage_wrong");
    REQUIRE(office.as("wang")(review(approve, kNext)) == "applied");
    CHECK(cpu_of(office.resource(kHost).granted) == 6);
    CHECK(office.request(kNext).resources == std::vector<std::string>{kHost});
    CHECK(office.clock(kNext, "decide_emergency").done_on == day("2026-04-01"));
  }
}

TEST_CASE("emergency: late approval is late, and nobody approves what they did") {
  auto office = in_service();
  office(more_cpu(6));
  CHECK(office.as("wang", "sun")(review(approve, kNext)) == "delegation_missing");
  REQUIRE(office.on("2026-04-07").as("wang")(review(approve, kNext)) == "applied");
  CHECK(office.clock(kNext, "decide_emergency").working_days_late == 1);  // Qingming lies between
}

TEST_CASE("emergency: less is approved, and the provider puts the difference back") {
  auto office = in_service();
  office(more_cpu(8));
  auto less = review(approve, kNext);
  less.grants[kNext + "/1"]["cpu"] = {6, {}};
  REQUIRE(office.as("wang")(less) == "approved");
  CHECK(office.due(kNext, "carry_out_change") == "2026-04-07");
  REQUIRE(office.as("sun")(Provision{kNext}) == "applied");
  CHECK(cpu_of(office.resource(kHost).delivered) == 6);
}

TEST_CASE("emergency: rejected, and put back as it was before, one by one") {
  auto office = in_service();
  REQUIRE(office(altered({set(kHost, "cpu", {6, {}}), set("budget/host-2", "memory_gib", {20, {}})})) == "delivered");
  REQUIRE(office.as("wang")(review(reject, kNext, "并非急需")) == "rejected");
  CHECK(office.due(kNext, "undo_emergency") == "2026-04-03");
  CHECK(office.clock(kNext, "undo_emergency").owner == "provider");
  // Nothing else is built on what has to go.
  office.as("zhang")(Change{"budget", "扩容", {set(kHost, "cpu", {7, {}})}});
  CHECK(office.as("wang")(review(approve, "R-2026-0003")) == "request_open");
  CHECK(office.as("sun")(more_cpu(5)) == "request_open");
  Provision first{kNext};
  first.resources = {kHost};
  first.deliver[kHost]["cpu"] = {5, {}};
  CHECK(office(first) == "exceeds_grant");
  CHECK(office.refusal().citation.house_rule() == "H-37");
  first.deliver.clear();
  REQUIRE(office(first) == "delivered");
  CHECK(office.clock(kNext, "undo_emergency").is_open());
  REQUIRE(office(Provision{kNext}) == "undone");
  CHECK_FALSE(office.clock(kNext, "undo_emergency").is_open());
  for (const auto* id : {"budget/host-1", "budget/host-2"}) CHECK(office.resource(id).delivered == office.resource(id).granted);
  CHECK(office(Provision{kNext}) == "stage_wrong");
  CHECK(office.request(kNext).stage == Stage::rejected);
  // It is over: the next emergency is a case of its own.
  REQUIRE(office(more_cpu(5)) == "delivered");
  CHECK(office.as("wang")(review(approve, "R-2026-0004")) == "applied");
}

TEST_CASE("emergency: a major one brings its papers before the approval and its tests after it") {
  auto office = in_service();
  REQUIRE(office(more_cpu(12)) == "delivered");  // 8 to 16 vCPU
  CHECK(office.request(kNext).major);
  CHECK(office.as("wang")(review(approve, kNext)) == "paper_missing");
  CHECK(office.refusal().citation.article() == "11");
  office.as("zhang").with(papers({"plan", "self_test"}))(Attach{kNext});
  REQUIRE(office.as("wang")(review(approve, kNext)) == "trial_started");
  CHECK(office.as("zhang").with(papers({"performance_test", "security_test"}, "pass"))(Attach{kNext}) == "applied");
  CHECK(office.books.systems.at("budget").tested.at("cpu") == 16);
}

TEST_CASE("emergency: with changes and terminations beside it") {
  SUBCASE("a change that was asked before is asked on what is no longer there") {
    auto office = in_service();
    office.as("zhang")(Change{"budget", "扩容", {set(kHost, "cpu", {5, {}})}});
    REQUIRE(office.as("sun")(more_cpu(6)) == "delivered");
    CHECK(office.as("wang")(review(approve, kNext)) == "request_open");
    REQUIRE(office(review(approve, "R-2026-0003")) == "applied");
    CHECK(office(review(approve, kNext)) == "record_moved");
  }
  SUBCASE("while a change is being carried out, the provider carries that out") {
    auto office = in_service();
    office.as("zhang")(Change{"budget", "扩容", {set(kHost, "cpu", {5, {}})}});
    office.as("wang")(review(approve, kNext));
    CHECK(office.as("sun")(more_cpu(6)) == "request_open");
  }
  SUBCASE("the end of a part waits for the decision") {
    auto office = in_service();
    office(more_cpu(6));
    office.as("zhang").with(papers({"offline_record", "migration_record", "backup_record"}));
    REQUIRE(office(Decommission{"budget", "停用", {kHost}, {}}) == "submitted");
    CHECK(office.as("wang")(review(approve, "R-2026-0003")) == "request_open");
    REQUIRE(office(review(reject, kNext, "并非急需")) == "rejected");
    REQUIRE(office(review(approve, "R-2026-0003")) == "undone");  // it is taken back as it is
    CHECK_FALSE(office.clock(kNext, "undo_emergency").is_open());
  }
  SUBCASE("the end of the whole withdraws it") {
    auto office = in_service();
    office(more_cpu(6));
    office.as("zhang").with(papers({"offline_record", "migration_record", "backup_record"}));
    REQUIRE(office(Decommission{"budget", "停用"}) == "submitted");
    CHECK(office.as("sun")(more_cpu(7)) == "system_frozen");
    REQUIRE(office.as("wang")(review(approve, "R-2026-0003")) == "approved");
    CHECK(office.request(kNext).stage == Stage::withdrawn);
    CHECK(office.request(kNext).cancelled_by == "R-2026-0003");
  }
  SUBCASE("it is decided although the system is about to end") {
    auto office = in_service();
    office(more_cpu(6));
    office.as("zhang").with(papers({"offline_record", "migration_record", "backup_record"}))(Decommission{"budget", "停用"});
    CHECK(office.as("wang")(review(approve, kNext)) == "applied");
  }
}

TEST_CASE("emergency: entered late, the day on which it was done stands beside the day of the entry") {
  auto office = in_service();
  CHECK(office.happened_on("2026-03-01")(more_cpu(6)) == "date_order");
  REQUIRE(office.happened_on("2026-03-30")(more_cpu(6)) == "delivered");
  CHECK(office.due(kNext, "decide_emergency") == "2026-04-01");
}
