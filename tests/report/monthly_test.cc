// The monthly report as a value: who is in it, what comes first, and what is counted.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/report/office.h"

using namespace govcloud;
using office::day;

namespace {

MonthlyReport made(const Books& books, const std::optional<std::string>& unit = {}) {
  return make_monthly(books, office::policy(), office::calendar(), office::kOctober,
                      office::rollups(), office::read_on(), unit);
}

std::int64_t sum(const VerdictCounts& counts) {
  return counts.idle + counts.oversized + counts.tight + counts.fit + counts.no_data;
}

}  // namespace

TEST_CASE("a resource is in the report that was alive at any moment of the month") {
  struct Case {
    std::string delivered, reclaimed;
    bool alive;
  };
  const Case cases[] = {
      {"2026-10-31", "", true},            // delivered on the last day
      {"2026-11-01", "", false},           // on the day after
      {"2026-03-01", "2026-10-01", true},  // reclaimed on the first day
      {"2026-03-01", "2026-09-30", false}, // on the day before
      {"2026-10-15", "2026-10-15", true},  // there for one day
      {"2026-03-01", "2026-11-02", true},  // reclaimed since
      {"", "", false},                     // granted and not delivered
  };
  for (const auto& c : cases) {
    CAPTURE(c.delivered);
    CAPTURE(c.reclaimed);
    Books books;
    auto& resource = books.resources["s/host-1"] =
        office::host("s/host-1", "finance", 2, 4, "2026-01-01");
    resource.delivered_on = parse_date(c.delivered);
    resource.reclaimed_on = parse_date(c.reclaimed);
    const auto report = made(books);
    CHECK(report.resources == (c.alive ? 1 : 0));
    CHECK(report.units.size() == (c.alive ? 1u : 0u));
    CHECK(sum(report.verdicts) == report.resources);
  }
}

TEST_CASE("what was reclaimed in the month is listed, and is not allocated at its end") {
  Books books;
  auto& gone = books.resources["s/host-1"] =
      office::host("s/host-1", "finance", 2, 4, "2026-01-01");
  gone.reclaimed_on = day("2026-10-31");
  books.resources["s/host-2"] = office::host("s/host-2", "finance", 8, 16, "2026-10-31");
  const auto report = made(books);
  CHECK(report.resources == 2);
  REQUIRE(report.capacity.size() == 1);
  CHECK(report.capacity[0].resources == 1);
  CHECK(report.capacity[0].allocated.at("cpu") == 8);
}

TEST_CASE("verdicts and advice of the invented month") {
  const auto report = office::report();
  struct Case {
    std::string resource, verdict, advice;
  };
  const Case cases[] = {{"budget/host-1", "idle", "give_back"},
                        {"budget/host-2", "tight", "enlarge"},
                        {"clinic/host-1", "fit", ""},
                        {"portal/host-1", "oversized", "shrink"},
                        {"portal/storage-1", "no_data", ""}};
  for (const auto& unit : report.units)
    for (const auto& system : unit.systems)
      for (const auto& row : system.resources) {
        CAPTURE(row.id);
        const auto* expected = std::find_if(std::begin(cases), std::end(cases),
                                            [&](const Case& c) { return c.resource == row.id; });
        REQUIRE(expected != std::end(cases));
        CHECK(row.verdict == expected->verdict);
        CHECK(row.advice == expected->advice);
      }
  CHECK(report.advice.size() == 3);
  CHECK(report.samples == 744 + 740 + 744 + 400);
}

TEST_CASE("used over provisioned is a ratio of sums and not a mean of percentages") {
  Books books;
  books.resources["s/host-1"] = office::host("s/host-1", "finance", 1, 2, "2026-01-01");
  books.resources["s/host-2"] = office::host("s/host-2", "finance", 9, 18, "2026-01-01");
  auto small = office::hourly(744, office::spread(744, 10000, 10000, 10000), {}, 100);
  auto large = office::hourly(744, office::spread(744, 0, 0, 0), {}, 900);
  const auto ratio = [&] {
    return make_monthly(books, office::policy(), office::calendar(), office::kOctober,
                        {{"s/host-1", small}, {"s/host-2", large}}, office::read_on())
        .used;
  };
  CHECK(ratio().cpu_percent == 10000);  // ten percent, not fifty
  CHECK(ratio().cpu_basis == "source");
  // Without any capacity from the source the allocated quantities stand in.
  small.cpu_provisioned = small.cpu_used = large.cpu_provisioned = large.cpu_used = 0;
  CHECK(ratio().cpu_percent == 10000);
  CHECK(ratio().cpu_basis == "allocated");
  // One source with a capacity: the other machine is left out, never mixed in.
  large.cpu_provisioned = 900 * 744;
  CHECK(ratio().cpu_percent == 0);
  CHECK(ratio().cpu_basis == "source");
  CHECK_FALSE(ratio().memory_percent.has_value());
  CHECK(ratio().memory_basis.empty());
}

TEST_CASE("hostile numbers do not overflow") {
  Books books;
  books.resources["s/host-1"] = office::host("s/host-1", "finance", 256, 4096, "2026-01-01");
  Rollup rollup;
  rollup.samples = 1, rollup.interval_seconds = 1;
  rollup.cpu_percent = {1 << 20, std::int64_t{1} << 60, 0, 1 << 30, 0, 0, 0};
  rollup.cpu_used = rollup.cpu_provisioned = std::int64_t{1} << 62;
  const auto report = make_monthly(books, office::policy(), office::calendar(), office::kOctober,
                                   {{"s/host-1", rollup}}, office::read_on());
  CHECK(report.used.cpu_percent == 100000);
}

TEST_CASE("coverage counts only the days on which the resource was there") {
  struct Case {
    std::string delivered, reclaimed;
    std::int64_t samples, coverage;
  };
  const Case cases[] = {{"2026-01-01", "", 744, 10000}, {"2026-01-01", "", 372, 5000},
                        {"2026-10-31", "", 24, 10000},  {"2026-01-01", "2026-10-01", 24, 10000},
                        {"2026-01-01", "", 0, 0},       {"2026-10-31", "", 800, 10000}};
  for (const auto& c : cases) {
    CAPTURE(c.delivered);
    CAPTURE(c.samples);
    Books books;
    auto& resource = books.resources["s/host-1"] =
        office::host("s/host-1", "finance", 2, 4, c.delivered);
    resource.reclaimed_on = parse_date(c.reclaimed);
    const auto cpu = office::spread(c.samples, 5000, 6000, 7000);
    const auto rollup = office::hourly(c.samples, cpu, {}, 200);
    const auto report = make_monthly(books, office::policy(), office::calendar(), office::kOctober,
                                     {{"s/host-1", rollup}}, office::read_on());
    CHECK(report.units.at(0).systems.at(0).resources.at(0).coverage == c.coverage);
  }
}

TEST_CASE("a month that runs on is measured up to today") {
  Books books;
  books.resources["s/host-1"] = office::host("s/host-1", "finance", 2, 4, "2026-01-01");
  const auto rollup = office::hourly(240, office::spread(240, 5000, 6000, 7000), {}, 200);
  const auto report = make_monthly(books, office::policy(), office::calendar(), office::kOctober,
                                   {{"s/host-1", rollup}}, day("2026-10-10"));
  CHECK_FALSE(report.complete);
  CHECK(report.units.at(0).systems.at(0).resources.at(0).coverage == 10000);
}

TEST_CASE("requests: overdue first, each clock in its place") {
  const auto report = office::report();
  REQUIRE(report.requests.size() == 2);  // the one of March is over
  CHECK(report.requests[0].id == "R-2026-0007");
  CHECK(report.requests[0].main().status == "overdue");
  CHECK(report.requests[0].main().working_days_late == 13);
  CHECK(report.requests[0].main().working_days_used == 18);
  CHECK(report.requests[1].main().rule == "open");
  struct Case {
    std::string rule, status;
    int used, late;
  };
  // The 8th is the first working day after the holidays; Saturday the 10th is worked.
  const Case cases[] = {{"accept", "kept", 2, 0}, {"approve", "late", 4, 2},
                        {"trial", "open", 14, 0}, {"open", "open", 14, 0}};
  REQUIRE(report.requests[1].deadlines.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& row = report.requests[1].deadlines[i];
    CAPTURE(row.rule);
    CHECK(row.rule == cases[i].rule);
    CHECK(row.status == cases[i].status);
    CHECK(row.working_days_late == cases[i].late);
    CHECK(row.working_days_used == cases[i].used);
  }
  CHECK(report.deadlines.kept == 1);
  CHECK(report.deadlines.late == 1);
  CHECK(report.deadlines.overdue == 1);
  CHECK(report.deadlines.open == 2);
}

TEST_CASE("which clocks are of the month") {
  struct Case {
    std::string started, due, done;
    bool ended, listed;
  };
  const Case cases[] = {
      {"2026-09-01", "2026-09-05", "2026-09-30", false, false},  // over before
      {"2026-09-01", "2026-09-05", "2026-10-01", false, true},   // done in it
      {"2026-09-28", "2026-10-09", "2026-09-29", false, true},   // due in it
      {"2026-10-31", "2026-11-05", "", false, true},             // started in it
      {"2026-11-01", "2026-11-05", "", false, false},            // started after it
      {"2026-08-01", "2026-08-05", "", false, true},             // open all the while
      {"2026-08-01", "2026-08-05", "2026-11-02", false, true},   // open in it, done since
      {"2026-08-01", "2026-08-05", "", true, false},             // no longer owed
      {"2026-08-01", "", "", false, true},                       // open without a limit
  };
  for (const auto& c : cases) {
    CAPTURE(c.started);
    CAPTURE(c.done);
    Books books;
    auto& request = books.requests["R-2026-0001"] = office::request(
        "R-2026-0001", RequestKind::change, "portal", "finance", Stage::submitted);
    request.deadlines = {office::deadline("decide_change", "11", c.started, 5, c.due, c.done, 0)};
    request.deadlines[0].ended = c.ended;
    CHECK(made(books).requests.size() == (c.listed ? 1u : 0u));
  }
}

TEST_CASE("findings: open ones only, overdue first, then the gravest") {
  const auto report = office::report();
  std::string order;
  for (const auto& finding : report.findings) order += finding.id.substr(7) + " ";
  CHECK(order == "0002 0003 0001 ");
  CHECK(report.open_by_severity.at("critical") == 1);
  CHECK(report.open_by_severity.at("low") == 0);
  CHECK(report.open_by_severity.size() == 5);
  CHECK(report.findings_found == 3);
  CHECK(report.findings_closed == 1);
}

TEST_CASE("papers: expired, or running out; a renewed one is not asked for") {
  auto books = office::books();
  auto& assessor = books.units["lab"];
  assessor.id = "lab", assessor.accreditation = "CNAS L1234", assessor.valid_to = day("2026-11-01");
  books.systems["clinic"].state = SystemState::ended;  // its papers are of no use any more
  const auto report = made(books);
  REQUIRE(report.papers.size() == 2);
  CHECK(report.papers[0].id == "E-2026-0001");
  CHECK(report.papers[0].expired);
  CHECK(report.papers[1].kind == "accreditation");
}

TEST_CASE("duties are told honestly") {
  struct Case {
    std::string created;
    Month month;
    std::string bulletin, drill;
  };
  const Case cases[] = {{"2026-03-01", {2026, 10}, "no_record", "not_owed"},
                        {"2025-12-31", {2026, 10}, "no_record", "running"},
                        {"2026-01-01", {2026, 12}, "no_record", "no_record"},
                        {"2026-10-02", {2026, 10}, "not_owed", "not_owed"}};
  for (const auto& c : cases) {
    CAPTURE(c.created);
    auto books = office::books();
    books.ledger.created = start_of(day(c.created), Offset{480});
    const auto report = make_monthly(books, office::policy(), office::calendar(), c.month, {},
                                     day("2027-01-04"));
    REQUIRE(report.duties.size() == 3);  // the one without a period is not due in any month
    CHECK(report.duties[0].state == "this_report");
    CHECK(report.duties[1].state == c.bulletin);
    CHECK(report.duties[2].state == c.drill);
  }
}

TEST_CASE("one unit's report holds nothing of another's") {
  const auto report = made(office::books(), "health");
  REQUIRE(report.units.size() == 1);
  CHECK(report.units[0].id == "health");
  CHECK(report.requests.size() == 1);
  CHECK(report.findings.empty());
  CHECK(report.papers.size() == 1);
  CHECK(made(office::books(), "nobody").resources == 0);
}

TEST_CASE("a policy that was not in force on some day is marked") {
  auto policy = office::policy();
  const auto marked = [&] {
    return make_monthly(office::books(), policy, office::calendar(), office::kOctober, {},
                        office::read_on()).not_in_force;
  };
  CHECK_FALSE(marked());
  policy.effective_to = day("2026-10-30");
  CHECK(marked());
  policy.effective_to = {}, policy.effective_from = day("2026-10-02");
  CHECK(marked());
}

TEST_CASE("the digest covers the value and not itself") {
  auto report = office::report();
  const auto digest = report.digest;
  CHECK(digest.size() == 64);
  CHECK(digest_of(report) == digest);
  report.head_seq += 1;
  CHECK(digest_of(report) != digest);
  CHECK(office::report().digest == digest);
}

TEST_CASE("resources stand in order of their numbers") {
  Books books;
  for (const std::string id : {"s/host-10", "s/host-2", "s/backup-1", "s/host-1"})
    books.resources[id] = office::host(id, "finance", 2, 4, "2026-01-01");
  std::string order;
  const auto report = made(books);
  for (const auto& row : report.units.at(0).systems.at(0).resources) order += row.id + " ";
  CHECK(order == "s/backup-1 s/host-1 s/host-2 s/host-10 ");
}
