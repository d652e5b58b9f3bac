// Assessments: what each figure counts, how points are made of it, and what has no evidence.
#include "core/law/assess.h"

#include <doctest/doctest.h>

#include "core/law/house_rules.h"
#include "core/law/incident.h"
#include "core/law/rate.h"
#include "core/law/rectify.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

Instant at(const std::string& text) { return parse_instant(text + "+08:00").value(); }

/// Budget in service since 2026-03-24, delivered in time; two faults in April, the second responded to and
/// restored too late; three answers, one of them replaced; a finding that was mended and a grave one that was not.
Office worked(const std::string& policy = "zhejiang") {
  Office office(policy);
  office.bring_to(Stage::open);
  office.at(at("2026-04-02T10:00:00")).as("zhang");
  office(OpenIncident{"断网", "serious", false, true, {"budget"}, at("2026-04-02T10:00:00"), {}});
  office.at(at("2026-04-02T11:00:00")).as("sun");
  office.with(papers({"paper"}))(UpdateIncident{"I-2026-0001", "", "", {}, at("2026-04-02T10:20:00")});
  office(ResolveIncident{"I-2026-0001", "光缆", "", at("2026-04-02T11:00:00")});
  office.at(at("2026-04-10T10:00:00")).as("zhang");
  office(OpenIncident{"死机", "serious", false, true, {"budget"}, at("2026-04-10T10:00:00"), {}});
  office.at(at("2026-04-10T20:00:00")).as("sun");
  office(ResolveIncident{"I-2026-0002", "磁盘", "", at("2026-04-10T20:00:00")});
  HoldCheck check{"budget", "口令", "", "", {"管理口令"}, {}};
  check.found.resize(2);
  check.found[0].title = "弱口令", check.found[0].severity = Severity::high;
  check.found[1].title = "未授权", check.found[1].severity = Severity::critical;
  office.on("2026-04-13").as("he")(check);
  office.on("2026-04-15").as("zhang").with(papers({"paper"}))(FixFinding{"F-2026-0001", ""});
  if (policy == "zhejiang") {
    office.on("2026-04-20").as("zhang")(Rate{"R-2026-0001", "dissatisfied", "", ""});
    office(Rate{"R-2026-0001", "satisfied", "", ""});
    office(Rate{"I-2026-0002", "dissatisfied", "", ""});
  }
  return office;
}

Asked asked(const Office& office, const std::string& about, const std::string& period, const std::string& now) {
  return std::get<Asked>(asked_of(office.facts(), about, *parse_period(period), at(now)));
}

/// "3/4", or "none" without evidence.
std::string sums(const Office& office, const std::string& about, std::string_view figure, std::vector<std::string> only = {},
                 const std::string& period = "2026-Q2", const std::string& now = "2026-07-01T10:00:00") {
  const std::map<std::string, long long> grades{{"dissatisfied", 0}, {"basically_satisfied", 60}, {"satisfied", 85}, {"very_satisfied", 100}};
  std::int64_t numerator = 0, denominator = 0;
  for (const auto& one : counted_in(office.facts(), asked(office, about, period, now), figure, only, grades))
    numerator += one.numerator, denominator += one.denominator;
  return denominator == 0 ? "none" : std::to_string(numerator) + "/" + std::to_string(denominator);
}

Criterion criterion(const std::string& dimension, const std::string& figure, long long weight) {
  Criterion c;
  c.object = "unit", c.dimension = dimension, c.figure = figure, c.weight = weight;
  return c;
}

}  // namespace

TEST_CASE("assess: what each figure counts") {
  const auto office = worked();
  struct Row { std::string about, figure; std::vector<std::string> only; std::string want; };
  const Row rows[] = {
      {"yun", "clocks_in_time", {}, "none"},  // the trial was provided in March
      {"yun", "delivery_days", {}, "none"},
      {"yun", "responses_in_time", {}, "1/2"},
      {"yun", "restores_in_time", {}, "1/2"},
      {"yun", "restores_in_time", {"general"}, "none"},
      {"yun", "response_minutes", {}, "620/2"},  // 20 by its paper, and 600
      {"yun", "satisfaction", {}, "85/2"},
      {"yun", "faults", {}, "2/1"},
      {"yun", "faults", {"general"}, "0/1"},
      {"yun", "availability", {}, "130380/131040"},  // 91 days less one hour and ten
      {"yun", "findings_in_time", {}, "none"},
      {"yun", "orders_in_time", {}, "none"},
      {"czj", "findings_in_time", {}, "1/2"},
      {"czj", "findings_in_time", {"critical"}, "0/1"},
      {"czj", "findings_open", {}, "2/1"},
      {"czj", "findings_open", {"critical"}, "1/1"},
      {"czj", "systems_on_cloud", {}, "1/1"},
      {"czj", "share_on_cloud", {}, "1/1"},
      {"czj", "availability", {}, "130380/131040"},
      {"rsj", "systems_on_cloud", {}, "none"},
      {"rsj", "findings_open", {}, "none"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.about + " " + row.figure);
    CHECK(sums(office, row.about, row.figure, row.only) == row.want);
  }
  CHECK(sums(office, "yun", "clocks_in_time", {}, "2026-Q1") == "1/1");
  CHECK(sums(office, "yun", "delivery_days", {}, "2026-03") == "1/1");
  CHECK(sums(office, "yun", "clocks_in_time", {"carry_out_change"}, "2026-Q1") == "none");
}

TEST_CASE("assess: a limit counts once it is met or past, and a period sees only its own") {
  auto office = worked();
  CHECK(sums(office, "czj", "findings_in_time", {}, "2026-Q2", "2026-04-16T10:00:00") == "1/1");  // the critical one has until 04-20
  CHECK(sums(office, "czj", "findings_in_time", {}, "2026-Q2", "2026-04-21T10:00:00") == "1/2");
  CHECK(sums(office, "czj", "findings_in_time", {}, "2026-Q3") == "none");
  office.as("zhang").on("2026-04-27")(Change{"budget", "", {set("budget/host-1", "cpu", {5, {}})}, false});
  office.as("wang")(review(ReviewKind::approve, "R-2026-0002"));
  CHECK(sums(office, "yun", "clocks_in_time", {}, "2026-Q2", "2026-04-28T10:00:00") == "none");
  CHECK(sums(office, "yun", "clocks_in_time", {}, "2026-Q2", "2026-05-20T10:00:00") == "0/1");
  office.as("sun").on("2026-05-21")(Provision{"R-2026-0002"});
  CHECK(sums(office, "yun", "clocks_in_time") == "0/1");
  CHECK(sums(office, "yun", "delivery_days") == "24/1");
}

TEST_CASE("assess: each thing that is counted names the event that settled it") {
  const auto office = worked();
  const auto event_of = [&](std::uint64_t seq) { return std::string(kind_of(office.journal.at(seq - 1).first.fact)); };
  const auto counted = [&](std::string_view figure, const std::string& period) {
    return counted_in(office.facts(), asked(office, "yun", period, "2026-07-01T10:00:00"), figure, {}, {{"satisfied", 85}, {"dissatisfied", 0}});
  };
  CHECK(event_of(counted("clocks_in_time", "2026-Q1").at(0).seq) == "trial_started");
  CHECK(event_of(counted("restores_in_time", "2026-Q2").at(0).seq) == "incident_resolved");
  CHECK(event_of(counted("satisfaction", "2026-Q2").at(0).seq) == "rated");
  const auto silent = counted("satisfaction", "2026-Q3");
  REQUIRE(silent.size() == 1);
  CHECK(silent[0].what == "no_answer");
  CHECK(silent[0].denominator == 0);
}

TEST_CASE("assess: duties that fell due, and what was measured") {
  auto office = worked();
  const auto now = "2026-06-10T10:00:00";
  CHECK(sums(office, "yun", "duties_in_time", {"bulletin"}, "2026-Q2", now) == "0/2");  // April and May; June runs
  CHECK(office.on("2026-04-28").as("sun")(MakeRecord{"bulletin", "platform", {{"period", "2026-04"}}}) == "record_made");
  CHECK(office.on("2026-06-02")(MakeRecord{"bulletin", "platform", {{"period", "2026-05"}}}) == "record_made");  // late
  CHECK(sums(office, "yun", "duties_in_time", {"bulletin"}, "2026-Q2", now) == "1/2");
  CHECK(sums(office, "czj", "duties_in_time", {}, "2026-Q2", now) == "none");
  auto measured = asked(office, "czj", "2026-Q2", now);
  measured.use = {1, 2, 3, 4, 9};
  const auto share = [&](std::string_view figure) {
    std::int64_t good = 0, all = 0;
    for (const auto& one : counted_in(office.facts(), measured, figure, {}, {})) good += one.numerator, all += one.denominator;
    return std::to_string(good) + "/" + std::to_string(all);
  };
  CHECK(share("in_use") == "7/10");
  CHECK(share("not_tight") == "7/10");
  measured.verdicts = {{"budget/host-1", "2026-04", "idle", 5}, {"budget/host-1", "2026-05", "tight", 6}, {"budget/host-1", "2026-06", "no_data", 0}};
  measured.use = tally_of(measured.verdicts);
  CHECK(measured.use == UseTally{1, 0, 1, 0, 1});
  CHECK(share("in_use") == "1/2");
}

TEST_CASE("assess: values and points, rounded as the manual says") {
  CHECK(value_of(FigureForm::share, 2, 3) == 6666);
  CHECK(value_of(FigureForm::mean, 7, 3) == 3);
  CHECK(value_of(FigureForm::mean, 6, 3) == 2);
  CHECK(value_of(FigureForm::count, 0, 4) == 0);
  CHECK(value_of(FigureForm::grade, 85, 2) == 4250);
  for (const auto form : {FigureForm::share, FigureForm::mean, FigureForm::count, FigureForm::grade}) CHECK_FALSE(value_of(form, 0, 0));
  auto share = criterion("", "availability", 1);
  CHECK(points_of(share, 9987) == 9987);
  share.bands = {{9999, 100}, {9990, 95}, {9900, 60}};
  struct Row { long long value, points; };
  for (const auto& [value, points] : {Row{10000, 100}, Row{9999, 100}, Row{9998, 95}, Row{9990, 95}, Row{9989, 60}, Row{9899, 0}}) CHECK(points_of(share, value) == points * 100);
  share.less_is_better = true, share.bands = {{0, 100}, {2, 90}};
  for (const auto& [value, points] : {Row{0, 100}, Row{1, 90}, Row{2, 90}, Row{3, 0}}) CHECK(points_of(share, value) == points * 100);
}

TEST_CASE("assess: what has no evidence gives its weight to its dimension, then to the others") {
  auto office = worked();
  auto& criteria = office.policy.assessment;
  const auto points = [&](const std::string& about) {
    const auto done = assess(office.facts(), asked(office, about, "2026-Q2", "2026-07-01T10:00:00")).sheet;
    std::string all;
    for (const auto& one : done.dimensions) all += one.dimension + "=" + (one.points ? std::to_string(*one.points) : "none") + " ";
    return all + (done.points ? std::to_string(*done.points) : "none");
  };
  criteria = {criterion("ratio", "share_on_cloud", 40), criterion("efficiency", "in_use", 30), criterion("security", "findings_in_time", 20), criterion("security", "orders_in_time", 10)};
  // 40 of 100 %, 30 of 50 %: (40 * 10000 + 30 * 5000) / 70
  CHECK(points("czj") == "ratio=10000 efficiency=none security=5000 7857");
  CHECK(points("rsj") == "ratio=none efficiency=none security=none none");
  criteria = {criterion("efficiency", "in_use", 30)};
  CHECK(points("czj") == "efficiency=none none");
  criteria.clear();
  const auto found = asked_of(office.facts(), "czj", *parse_period("2026"), at("2026-07-01T10:00:00"));
  const auto& refusal = std::get<Refusal>(std::get<No>(found));
  CHECK(refusal.reason == Reason::criteria_missing);
  CHECK(refusal.citation.house_rule() == "H-62");
}

TEST_CASE("assess: the shipped policies have the dimensions of their articles") {
  struct Row { std::string policy; bool provider; std::vector<std::string> dimensions; std::string article; };
  const Row rows[] = {
      {"zhejiang", true, {"response", "satisfaction", "quality"}, "23"},
      {"zhejiang", false, {"ratio", "efficiency", "security"}, "22"},
      {"changde", true, {"response", "satisfaction", "quality", "security", "stability", "efficiency", "emergency_measures"}, "20"},
      {"changde", false, {"count", "efficiency", "security"}, "19"},
  };
  for (const auto& row : rows) {
    std::vector<std::string> found;
    long long weight = 0;
    for (const auto* one : criteria_for(shipped_policy(row.policy), row.provider)) {
      if (found.empty() || found.back() != one->dimension) found.push_back(one->dimension);
      CHECK(one->basis.article == row.article);
      CHECK(one->basis.example);
      weight += one->weight;
    }
    CHECK(found == row.dimensions);
    CHECK(weight == 100);
  }
  // No grades in Changde: satisfaction has no evidence whatever happens.
  const auto office = worked("changde");
  const auto sheet = assess(office.facts(), asked(office, "yun", "2026-Q2", "2026-07-01T10:00:00")).sheet;
  CHECK_FALSE(sheet.dimensions.at(1).points);
  CHECK(sheet.points);
}
