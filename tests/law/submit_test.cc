// Submission: who may, with which lines and papers, and what is promised then.
#include <doctest/doctest.h>

#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const std::vector<std::string> kBoth{"plan", "self_test"};

/// What is wrong with an otherwise good application of czj for "budget", made by zhang.
struct Row {
  std::string what;
  std::function<void(Office&, Submit&)> spoil;
  std::string zhejiang, changde;  // the outcomes; empty: the same
  std::vector<std::string> papers = kBoth;
};

std::string hand_in(const Row& row, const std::string& policy) {
  Office office(policy);
  office.as("zhang");
  auto command = submission("budget", "czj", 3, office.policy);
  row.spoil(office, command);
  return office.with(papers(row.papers))(command);
}

void check(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(hand_in(row, "zhejiang") == row.zhejiang);
    CHECK(hand_in(row, "changde") == (row.changde.empty() ? row.zhejiang : row.changde));
  }
}

}  // namespace

TEST_CASE("submit: who may") {
  check({
      {"as it should be", [](Office&, Submit&) {}, "submitted"},
      {"a person nobody added", [](Office& o, Submit&) { o.as("nobody"); }, "person_unknown"},
      {"a reviewer", [](Office& o, Submit&) { o.as("wang"); }, "role_missing"},
      {"the keeper", [](Office& o, Submit&) { o.as("root"); }, "role_missing"},
      {"an applicant of another unit", [](Office& o, Submit&) { o.as("li"); }, "unit_foreign"},
      {"a unit nobody added", [](Office&, Submit& c) { c.unit = "ghost"; }, "not_found"},
      {"a provider nobody added", [](Office&, Submit& c) { c.provider = "ghost"; }, "not_found"},
      {"a provider that is none", [](Office&, Submit& c) { c.provider = "dsj"; }, "not_found"},
      {"the only provider named", [](Office&, Submit& c) { c.provider = "yun"; }, "submitted"},
  });
}

TEST_CASE("submit: papers are asked for by one regulation only") {
  const auto nothing = [](Office&, Submit&) {};
  check({
      {"both", nothing, "submitted", "", kBoth},
      {"no plan", nothing, "paper_missing", "submitted", {"self_test"}},
      {"no self-test", nothing, "paper_missing", "submitted", {"plan"}},
      {"none", nothing, "paper_missing", "submitted", {}},
      {"others", nothing, "paper_missing", "submitted", {"grading", "filing"}},
      {"none, handed in as it is",
       [](Office&, Submit& c) { c.incomplete = true; },
       "submitted",
       "",
       {}},
      {"level 1 needs them too",
       [](Office&, Submit& c) { c.level = 1; },
       "paper_missing",
       "submitted",
       {}},
  });
}

TEST_CASE("submit: lines are judged by the catalogue") {
  const auto line_of = [](Line l) {
    return [l](Office& o, Submit& c) {
      c.lines = {l};
      if (c.lines[0].zone.empty()) c.lines[0].zone = o.policy.zone_default;
    };
  };
  auto database = line("database", {});
  database.words["engine"] = "postgresql";
  auto strange_word = host(4, 16);
  strange_word.words["colour"] = "red";
  auto elsewhere = host(4, 16);
  elsewhere.zone = "moon";
  check({
      {"no line", [](Office&, Submit& c) { c.lines.clear(); }, "line_missing"},
      {"an elastic host", line_of(line("host", {{"cpu", {4, 8}}, {"memory_gib", {16, {}}}})),
       "submitted"},
      {"a database", line_of(database), "submitted"},
      {"a database without its engine", line_of(line("database", {})), "beyond_catalogue"},
      {"a host without memory", line_of(line("host", {{"cpu", {4, {}}}})), "beyond_catalogue"},
      {"a key that the item has not", line_of(line("host", {{"mbps", {4, {}}}})),
       "beyond_catalogue"},
      {"a word that the item has not", line_of(strange_word), "beyond_catalogue"},
      {"nothing of it", line_of(host(0, 16)), "beyond_catalogue"},
      {"less than nothing", line_of(host(-4, 16)), "beyond_catalogue"},
      {"the most", line_of(host(256, 4096)), "submitted"},
      {"more than the most", line_of(host(257, 4096)), "beyond_catalogue"},
      {"elastic beyond it", line_of(line("host", {{"cpu", {4, 257}}, {"memory_gib", {16, {}}}})),
       "beyond_catalogue"},
      {"a range that ends before it begins",
       line_of(line("host", {{"cpu", {8, 4}}, {"memory_gib", {16, {}}}})), "beyond_catalogue"},
      {"an item nobody offers", line_of(line("teapot", {})), "not_found"},
      {"what Changde leaves out", line_of(line("application_operation", {})), "not_found",
       "item_excluded"},
      {"a zone nobody has", line_of(elsewhere), "not_found"},
  });
}

TEST_CASE("submit: the trial that is asked for lies within both bounds") {
  const auto days = [](std::int64_t n) { return [n](Office&, Submit& c) { c.trial_days = n; }; };
  check({{"14 days", days(14), "trial_out_of_bounds", "submitted"},
         {"15 days", days(15), "submitted"},
         {"30 days", days(30), "submitted"},
         {"31 days", days(31), "trial_out_of_bounds", "submitted"},
         {"0 days", days(0), "trial_out_of_bounds", "submitted"}});
}

TEST_CASE("submit: of several reasons the first in order is given") {
  check({
      {"foreign unit before paper", [](Office& o, Submit&) { o.as("li"); }, "unit_foreign", "", {}},
      {"role before unit", [](Office& o, Submit&) { o.as("sun"); }, "role_missing", "", {}},
      {"what is not there before the role",
       [](Office& o, Submit& c) { o.as("wang"), c.unit = "ghost"; }, "not_found"},
      {"line before paper", [](Office&, Submit& c) { c.lines.clear(); }, "line_missing", "", {}},
      {"catalogue before paper",
       [](Office&, Submit& c) { c.lines = {host(0, 1)}, c.lines[0].zone = "dedicated"; },
       "beyond_catalogue",
       "not_found",
       {}},
      {"paper before trial",
       [](Office&, Submit& c) { c.trial_days = 99; },
       "paper_missing",
       "submitted",
       {}},
      {"open request before paper",
       [](Office& o, Submit&) { o.with(papers(kBoth))(submission("budget", "czj", 3, o.policy)); },
       "request_open",
       "",
       {}},
  });
}

TEST_CASE("submit: a system in service is changed, an ended one stays ended") {
  struct Way { std::string policy; Stage stage; std::string want; };
  const Way ways[] = {
      {"zhejiang", Stage::submitted, "request_open"}, {"zhejiang", Stage::accepted, "request_open"},
      {"zhejiang", Stage::approved, "request_open"},  {"zhejiang", Stage::trial, "request_open"},
      {"zhejiang", Stage::open, "stage_wrong"},       {"changde", Stage::open, "stage_wrong"},
  };
  for (const auto& way : ways) {
    Office office(way.policy);
    office.bring_to(way.stage);
    office.as("zhang").with(papers(kBoth));
    CHECK(office(submission("budget", "czj", 3, office.policy)) == way.want);
  }
}

TEST_CASE("submit: an application that came to nothing frees the name for its own unit") {
  Office office("zhejiang");
  const auto id = office.bring_to(Stage::submitted);
  CHECK(office.as("wang")(review(ReviewKind::refuse, id, "需求不明")) == "refused");
  office.as("li").with(papers(kBoth));
  CHECK(office(submission("budget", "rsj", 3, office.policy)) == "unit_foreign");
  office.as("zhang").with(papers(kBoth));
  CHECK(office(submission("budget", "czj", 3, office.policy)) == "submitted");
}

TEST_CASE("submit: what is promised") {
  struct Way { std::string policy, on, due; bool not_in_force; };
  const Way ways[] = {
      {"zhejiang", "2026-03-02", "2026-03-05", false},
      {"changde", "2026-03-02", "none", false},
      {"zhejiang", "2026-02-12", "2026-02-24", false},
      {"zhejiang", "2026-05-06", "2026-05-09", false},
      {"zhejiang", "2015-01-26", "2015-01-29", false},
      {"zhejiang", "2015-01-23", "2015-01-28", true},
      {"changde", "2016-06-30", "none", true},
      {"changde", "2016-07-01", "none", false},
  };
  for (const auto& way : ways) {
    CAPTURE(way.on);
    Office office(way.policy, way.on);
    office.as("zhang").with(papers(kBoth));
    REQUIRE(office(submission("budget", "czj", 3, office.policy)) == "submitted");
    const auto& request = office.request("R-" + way.on.substr(0, 4) + "-0001");
    CHECK(office.due(request.id, "accept") == way.due);
    CHECK(request.not_in_force == way.not_in_force);
    const auto& clock = office.clock(request.id, "accept");
    CHECK(clock.owner == "authority");
    CHECK(clock.article == (way.policy == "zhejiang" ? "8" : "7"));
    CHECK(clock.policy_digest == office.policy.digest);
    CHECK(clock.provisional == (way.policy == "zhejiang" && way.on < "2015-12"));
  }
}

TEST_CASE("submit: just before midnight in China it is still that day") {
  struct Row { std::string at, due; };
  const Row rows[] = {{"2026-03-02T23:59:59+08:00", "2026-03-05"},
                      {"2026-03-03T00:00:00+08:00", "2026-03-06"},
                      {"2026-03-07T12:00:00+08:00", "2026-03-11"}};
  for (const auto& row : rows) {
    Office office("zhejiang");
    office.as("zhang").at(parse_instant(row.at).value()).with(papers(kBoth));
    office(submission("budget", "czj", 3, office.policy));
    CHECK(office.due("R-2026-0001", "accept") == row.due);
  }
}

TEST_CASE("submit: an incomplete application says what is missing until it is attached") {
  Office office("zhejiang");
  auto command = submission("budget", "czj", 3, office.policy);
  command.incomplete = true;
  REQUIRE(office.as("zhang").with(papers({"plan"}))(command) == "submitted");
  CHECK(office.request("R-2026-0001").missing == std::vector<std::string>{"self_test"});
  CHECK(office.due("R-2026-0001", "accept") == "2026-03-05");
  CHECK(office.as("wang")(review(ReviewKind::accept, "R-2026-0001")) == "paper_missing");
  CHECK(office.refusal().detail == "self_test");
  CHECK(office.as("zhang").with(papers({"self_test"}))(Attach{"R-2026-0001"}) == "attached");
  CHECK(office.request("R-2026-0001").missing.empty());
  CHECK(office.as("wang")(review(ReviewKind::accept, "R-2026-0001")) == "accepted");
}

TEST_CASE("resubmission: the same case, a new clock, and the papers again") {
  Office office("zhejiang");
  const auto first = office.bring_to(Stage::submitted);
  REQUIRE(office.as("wang").on("2026-03-09")(review(ReviewKind::refuse, first, "方案过期")) ==
          "refused");
  CHECK(office.clock(first, "accept").working_days_late == 2);
  auto again = submission("budget", "czj", 3, office.policy);
  again.resubmits = first;
  auto newer = paper("plan");
  newer.name = "方案二.pdf";
  REQUIRE(office.as("zhang").on("2026-03-10").with({newer})(again) == "submitted");
  const auto& request = office.request("R-2026-0002");
  CHECK(request.case_id == first);
  CHECK(office.due(request.id, "accept") == "2026-03-13");
  CHECK(office.request(first).resubmitted_by == request.id);
  CHECK(office.clock(first, "accept").working_days_late == 2);
  std::string held;
  for (const auto& [id, e] : office.books.evidence)
    if (e.subject == request.id) held += e.kind + ":" + e.name + " ";
  CHECK(held == "self_test:self_test.pdf plan:方案二.pdf ");
}

TEST_CASE("resubmission: of a request that came to nothing, and not before its end") {
  struct Row { std::string what; std::function<void(Office&, Submit&)> step; std::string want; };
  const Row rows[] = {
      {"of a request nobody made", [](Office&, Submit& c) { c.resubmits = "R-2026-0009"; },
       "not_found"},
      {"of another system's",
       [](Office& o, Submit& c) {
         c.system = "other", c.resubmits = "R-2026-0001", o.on("2026-03-04");
       },
       "not_found"},
      {"a day later", [](Office& o, Submit&) { o.on("2026-03-04"); }, "submitted"},
      {"on a day before the refusal",
       [](Office& o, Submit&) { o.on("2026-03-04").happened_on("2026-03-02"); }, "date_order"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    const auto id = office.bring_to(Stage::submitted);
    office.as("wang").on("2026-03-03")(review(ReviewKind::refuse, id, "需求不明"));
    auto command = submission("budget", "czj", 3, office.policy);
    command.resubmits = id;
    office.as("zhang");
    row.step(office, command);
    CHECK(office.with(papers(kBoth))(command) == row.want);
  }
}

TEST_CASE("submit: several providers leave the choice to the application") {
  Office office("changde");
  REQUIRE(office.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}}) == "unit_added");
  auto command = submission("budget", "czj", 1, office.policy);
  CHECK(office.as("zhang")(command) == "provider_missing");
  command.provider = "yun2";
  CHECK(office(command) == "submitted");
  CHECK(office.request("R-2026-0001").provider == "yun2");
}

TEST_CASE("submit: several authorities, and none of the unit's own, leave the choice to the application") {
  Office office("changde");
  REQUIRE(office.as("root")(AddUnit{{"dsj2", 0, "数据局二", UnitKind::authority}}) == "unit_added");
  auto command = submission("budget", "czj", 1, office.policy);
  CHECK(office.as("zhang")(command) == "authority_missing");
  command.authority = "yun";
  CHECK(office(command) == "not_found");
  command.authority = "dsj";
  CHECK(office(command) == "submitted");
  CHECK(office.request("R-2026-0001").authority == "dsj");
  office.as("wang")(review(ReviewKind::refuse, "R-2026-0001", "需求不明"));
  SUBCASE("the next request of the system goes where the last one went") {
    command.authority = "", command.resubmits = "R-2026-0001";
    CHECK(office.as("zhang")(command) == "submitted");
    CHECK(office.request("R-2026-0002").authority == "dsj");
  }
  SUBCASE("a unit with an authority of its own goes to no other") {
    Unit own{"own", 0, "自有主管的单位"};
    own.authority = "dsj2";
    REQUIRE(office.as("root")(AddUnit{own}) == "unit_added");
    REQUIRE(office(AddPerson{{"feng", 0, "冯", "own", {Role::applicant}}}) == "person_added");
    auto theirs = submission("other", "own", 1, office.policy);
    theirs.authority = "dsj";
    CHECK(office.as("feng")(theirs) == "unit_foreign");
    theirs.authority = "";
    CHECK(office(theirs) == "submitted");
    CHECK(office.as("wang")(review(ReviewKind::accept, "R-2026-0002")) == "unit_foreign");
  }
}
