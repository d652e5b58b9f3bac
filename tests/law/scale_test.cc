// Scaling inside the granted range, and what becomes of it when the range changes.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kHost = "budget/host-1";

/// In service, with budget/host-1 of 4 to 8 vCPU and 16 GiB, since 2026-04-01.
Office elastic(const std::string& policy = "zhejiang") {
  Office office(policy);
  office.bring_to(Stage::open, 1);
  office.on("2026-04-01").as("zhang")(Change{"budget", "弹性", {set(kHost, "cpu", {4, 8})}});
  office.as("wang")(review(approve, "R-2026-0002")), office.as("sun")(Provision{"R-2026-0002"});
  return office;
}

}  // namespace

TEST_CASE("scale: inside the range without a request, outside it with the article that asks for one") {
  struct Row { std::string what, by; std::map<std::string, std::int64_t> running; std::string want; };
  const Row rows[] = {
      {"the upper end", "sun", {{"cpu", 8}}, "scaled"},
      {"the lower end", "sun", {{"cpu", 4}}, "scaled"},
      {"above", "sun", {{"cpu", 9}}, "exceeds_grant"},
      {"below", "sun", {{"cpu", 3}}, "exceeds_grant"},
      {"a key without a range", "sun", {{"memory_gib", 16}}, "exceeds_grant"},
      {"one good and one bad", "sun", {{"cpu", 6}, {"memory_gib", 32}}, "exceeds_grant"},
      {"a key that it has not", "sun", {{"mbps", 10}}, "not_found"},
      {"nothing", "sun", {}, "line_missing"},
      {"by the unit", "zhang", {{"cpu", 6}}, "role_missing"},
      {"by the authority", "wang", {{"cpu", 6}}, "role_missing"},
  };
  for (const std::string policy : {"zhejiang", "changde"})
    for (const auto& row : rows) {
      CAPTURE(policy);
      CAPTURE(row.what);
      auto office = elastic(policy);
      const auto requests = office.books.requests.size();
      CHECK(office.as(row.by)(ScaleResource{kHost, "高峰", row.running}) == row.want);
      CHECK(office.books.requests.size() == requests);
      if (row.want != "exceeds_grant") continue;
      const auto& cited = office.refusal().citation;
      CHECK((cited.is_article() ? cited.article() : cited.house_rule()) == (policy == "zhejiang" ? "11" : "H-35"));
    }
}

TEST_CASE("scale: of what is there, in the order of the days") {
  auto office = elastic();
  CHECK(office.as("sun")(ScaleResource{"budget/host-9", "", {{"cpu", 6}}}) == "not_found");
  CHECK(office.happened_on("2026-03-01")(ScaleResource{kHost, "", {{"cpu", 6}}}) == "date_order");
  CHECK(office.on("2026-04-03")(ScaleResource{kHost, "", {{"cpu", 6}}}) == "scaled");
  CHECK(office.happened_on("2026-04-02")(ScaleResource{kHost, "", {{"cpu", 7}}}) == "date_order");
  CHECK(office.resource(kHost).running.at("cpu") == 6);
  CHECK(office.resource(kHost).scaled_on == day("2026-04-03"));
  office.as("zhang").with(papers({"offline_record", "migration_record", "backup_record"}))(Decommission{"budget", "停用"});
  office.as("wang")(review(approve, "R-2026-0003"));
  CHECK(office.as("sun")(ScaleResource{kHost, "", {{"cpu", 6}}}) == "stage_wrong");
}

TEST_CASE("scale: after another delivery only what lies in the new range still runs") {
  struct Row { Quantity range; std::string runs; };
  const Row rows[] = {{{5, 8}, "6"}, {{7, 8}, "lower end"}, {{6, {}}, "lower end"}};
  for (const auto& row : rows) {
    auto office = elastic();
    office.as("sun")(ScaleResource{kHost, "", {{"cpu", 6}}});
    office.as("zhang")(Change{"budget", "调整", {set(kHost, "cpu", row.range)}});
    office.as("wang")(review(approve, "R-2026-0003"));
    REQUIRE(office.as("sun")(Provision{"R-2026-0003"}) == "applied");
    const auto& running = office.resource(kHost).running;
    CHECK((running.contains("cpu") ? std::to_string(running.at("cpu")) : "lower end") == row.runs);
  }
}
