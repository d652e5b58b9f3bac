// Ratings: whose affair it is, when it can be said, in which words, and that the last answer stands.
#include "core/law/rate.h"

#include <doctest/doctest.h>

#include "core/law/incident.h"
#include "core/law/period.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

Instant at(const std::string& text) { return parse_instant(text + "+08:00").value(); }

Rate grade(const std::string& about, const std::string& word = "satisfied", const std::string& provider = "") { return {about, word, "", provider}; }

/// Budget of czj in service since 2026-03-24; a fault of it was restored on 2026-04-01 at ten, one of the
/// platform lasts.
Office served(const std::string& policy) {
  Office office(policy);
  office.bring_to(Stage::open);
  office.at(at("2026-04-01T10:00:00")).as("sun");
  office(OpenIncident{"数据库无法连接", "serious", false, true, {"budget"}, at("2026-04-01T09:00:00"), {}});
  office(ResolveIncident{"I-2026-0001", "磁盘故障", "", at("2026-04-01T10:00:00")});
  office(OpenIncident{"断网", "serious", false, true, {}, at("2026-04-01T09:30:00"), {}});
  office.on("2026-04-02");
  return office;
}

}  // namespace

TEST_CASE("period: a name and its days, both ways") {
  struct Row { std::string name, first, after; };
  const Row rows[] = {{"2026-02", "2026-02-01", "2026-03-01"}, {"2026-12", "2026-12-01", "2027-01-01"},
                      {"2026-Q1", "2026-01-01", "2026-04-01"}, {"2026-Q4", "2026-10-01", "2027-01-01"},
                      {"2026-H2", "2026-07-01", "2027-01-01"}, {"2026", "2026-01-01", "2027-01-01"}};
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto period = parse_period(row.name);
    REQUIRE(period);
    CHECK(to_text(period->first) == row.first);
    CHECK(to_text(period->after) == row.after);
    CHECK(period->holds(period->first));
    CHECK_FALSE(period->holds(period->after));
  }
  for (const auto* none : {"", "26", "2026-13", "2026-Q5", "2026-Q0", "2026-H3", "2026-q1", "2026-1", "20261", "2026-01-01", "Q1-2026", "R-2026-0001"}) CHECK_FALSE(parse_period(none));
  CHECK(next(*parse_period("2026-Q4")).name == "2027-Q1");
  CHECK(next(*parse_period("2026-12")).name == "2027-01");
  CHECK(next(*parse_period("2026-H1")).name == "2026-H2");
  CHECK(next(*parse_period("2026")).name == "2027");
}

TEST_CASE("rate: who may, about what, and in which words") {
  struct Row { std::string what, by; Rate command; std::string want; };
  const Row rows[] = {
      {"the unit that was served", "zhang", grade("R-2026-0001"), "rated"},
      {"another unit", "li", grade("R-2026-0001"), "unit_foreign"},
      {"the provider", "sun", grade("R-2026-0001"), "role_missing"},
      {"the authority", "wang", grade("R-2026-0001"), "role_missing"},
      {"its own incident", "zhang", grade("I-2026-0001"), "rated"},
      {"another unit's incident", "li", grade("I-2026-0001"), "unit_foreign"},
      {"an incident that lasts", "zhang", grade("I-2026-0002"), "stage_wrong"},
      {"a month that is over", "zhang", grade("2026-03"), "rated"},
      {"a quarter that is over", "zhang", grade("2026-Q1"), "rated"},
      {"a month that runs", "zhang", grade("2026-04"), "date_order"},
      {"a month before it had anything", "zhang", grade("2026-02"), "unit_foreign"},
      {"a month by a unit that has nothing", "li", grade("2026-03"), "unit_foreign"},
      {"of a provider that is none", "zhang", grade("2026-03", "satisfied", "czj"), "not_found"},
      {"nothing that there is", "zhang", grade("R-2026-0009"), "not_found"},
      {"a fifth grade", "zhang", grade("R-2026-0001", "ecstatic"), "grade_unknown"},
      {"no grade", "zhang", grade("R-2026-0001", ""), "grade_unknown"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto office = served("zhejiang");
    CHECK(office.as(row.by)(row.command) == row.want);
  }
}

TEST_CASE("rate: the four grades are the policy's, and a policy without grades cites its silence") {
  for (const auto* word : {"dissatisfied", "basically_satisfied", "satisfied", "very_satisfied"}) {
    auto office = served("zhejiang");
    CHECK(office.as("zhang")(grade("R-2026-0001", word)) == "rated");
    CHECK(office.books.ratings.at("S-2026-0001").article == "23");
  }
  auto silent = served("changde");
  CHECK(silent.as("zhang")(grade("R-2026-0001")) == "grade_unknown");
  CHECK(silent.refusal().citation.article() == "20");
  auto own = served("changde");
  own.policy.satisfaction.grades = {{"good", {"好", "good"}}};
  CHECK(own.as("zhang")(grade("R-2026-0001", "good")) == "rated");
}

TEST_CASE("rate: what is asked for and not delivered is not rated, nor a day before it was") {
  Office waiting("zhejiang");
  waiting.bring_to(Stage::approved);
  CHECK(waiting.as("zhang")(grade("R-2026-0001")) == "stage_wrong");
  auto office = served("zhejiang");
  CHECK(office.as("zhang").happened_on("2026-03-04")(grade("R-2026-0001")) == "date_order");
  CHECK(office.happened_on("2026-03-06")(grade("R-2026-0001")) == "rated");
  CHECK(office.happened_on("2026-03-31")(grade("I-2026-0001")) == "date_order");
  CHECK(office.happened_on("2026-03-31")(grade("2026-03")) == "date_order");
}

TEST_CASE("rate: the last answer of a unit stands, and each says which it replaces") {
  auto office = served("zhejiang");
  office.as("zhang")(grade("R-2026-0001", "dissatisfied"));
  office(grade("2026-03", "dissatisfied"));
  office(grade("R-2026-0001", "very_satisfied"));
  const auto& ratings = office.books.ratings;
  CHECK(ratings.at("S-2026-0001").replaced_by == "S-2026-0003");
  CHECK(ratings.at("S-2026-0003").replaces == "S-2026-0001");
  CHECK(ratings.at("S-2026-0002").replaced_by.empty());
  CHECK(rating_of(office.books, "czj", "R-2026-0001", "yun") == &ratings.at("S-2026-0003"));
  CHECK(rating_of(office.books, "rsj", "R-2026-0001", "yun") == nullptr);
}

TEST_CASE("rate: with two providers a period's answer names one, and each has its own") {
  auto office = served("zhejiang");
  office.as("root")(AddUnit{{"lan", 0, "蓝云", UnitKind::provider}});
  CHECK(office.as("zhang")(grade("2026-03")) == "provider_missing");
  CHECK(office(grade("2026-03", "satisfied", "yun")) == "rated");
  CHECK(office(grade("2026-03", "dissatisfied", "lan")) == "rated");
  CHECK(rating_of(office.books, "czj", "2026-03", "yun")->grade == "satisfied");
  CHECK(office(grade("R-2026-0001")) == "rated");
}
