// The yearly report: each clock once, ratios of sums over the year, advice over the policy's months,
// and the same page in every form.
#include <doctest/doctest.h>

#include "core/report/page.h"
#include "core/report/render.h"
#include "core/report/yearly.h"
#include "tests/report/office.h"

using namespace govcloud;

namespace {

/// Nothing was measured but October.
YearRollups rollups() {
  YearRollups all(12);
  all[9] = office::rollups();
  return all;
}

YearlyReport report(const YearRollups& measured = rollups(), const std::optional<std::string>& unit = {},
                    const Books& books = office::books(), const std::string& today = "2026-11-03") {
  return make_yearly(books, office::policy(), office::calendar(), 2026, measured, office::day(today), unit);
}

MonthlyReport october() {
  return make_monthly(office::books(), office::policy(), office::calendar(), office::kOctober, office::rollups(), office::read_on());
}

}  // namespace

TEST_CASE("year: a month of it says what the monthly report says") {
  const auto year = report();
  const auto month = october();
  const auto& october = year.months[9];
  CHECK(october.use.resources == month.resources);
  CHECK(october.use.samples == month.samples);
  CHECK(october.use.used.cpu_percent == month.used.cpu_percent);
  CHECK(october.use.used.memory_percent == month.used.memory_percent);
  CHECK(october.use.verdicts.idle == month.verdicts.idle);
  CHECK(october.use.verdicts.no_data == month.verdicts.no_data);
  CHECK(october.findings_found == month.findings_found);
  CHECK(october.findings_closed == month.findings_closed);
  CHECK(year.samples == month.samples);
  CHECK(year.used.cpu_percent == month.used.cpu_percent);  // nothing else was measured
  CHECK(!year.months[11].began);
  CHECK(year.months[11].use.resources == 0);
  CHECK(!year.complete);
}

TEST_CASE("year: used over provisioned is a ratio of sums over the months") {
  auto measured = rollups();
  for (auto& [id, rollup] : measured[8] = measured[9]) rollup.cpu_used *= 3;
  const auto one = report();
  const auto two = report(measured);
  std::int64_t used = 0, provisioned = 0;
  for (const auto* month : {&measured[8], &measured[9]})
    for (const auto& [id, rollup] : *month)
      if (const auto* resource = find(office::books().resources, id);
          resource != nullptr && (month == &measured[9] || *resource->delivered_on < office::day("2026-10-01"))) {
        used += rollup.cpu_used, provisioned += rollup.cpu_provisioned;
      }
  CHECK(two.used.cpu_percent == percent_of(used, provisioned, 3));
  CHECK(two.used.cpu_percent != one.used.cpu_percent);
}

TEST_CASE("year: each clock counts once, whatever the number of months it was open in") {
  const auto books = office::books();
  const auto year = report();
  DeadlineCounts counted, expected;
  for (const auto& month : year.months) {
    counted.kept += month.deadlines.kept, counted.late += month.deadlines.late, counted.overdue += month.deadlines.overdue;
    counted.open += month.deadlines.open, counted.no_limit += month.deadlines.no_limit;
  }
  for (const auto& [id, request] : books.requests)
    for (const auto& deadline : request.deadlines) {
      if (deadline.ended) continue;
      if (!deadline.done_on) ++(deadline.due_on && *deadline.due_on < office::read_on() ? expected.overdue : expected.open);
      else if (!deadline.due_on) ++expected.no_limit;
      else ++(deadline.working_days_late > 0 ? expected.late : expected.kept);
    }
  CHECK(counted.kept == expected.kept);
  CHECK(counted.late == expected.late);
  CHECK(counted.overdue == expected.overdue);
  CHECK(counted.open == expected.open);
  CHECK(counted.no_limit == expected.no_limit);
  CHECK(expected.overdue + expected.kept > 0);
}

TEST_CASE("year: what could be given back is all of what is idle and the difference of what is too large") {
  const auto year = report();
  std::map<std::string, std::int64_t> freed;
  for (const auto& row : year.advice) {
    REQUIRE(row.advice.action != "");
    for (const auto& [key, amount] : row.allocated) {
      const auto size = row.advice.size.find(key);
      if (row.advice.action == "give_back") freed[key] += amount;
      if (row.advice.action == "shrink" && size != row.advice.size.end()) freed[key] += amount - size->second;
    }
  }
  CHECK(freed == year.give_back);
  CHECK(freed.at("cpu") > 0);
  // By the policy's number of months: idle in one month alone is not idle over two.
  auto policy = office::policy();
  policy.thresholds.months = 2;
  const auto strict = make_yearly(office::books(), policy, office::calendar(), 2026, rollups(), office::read_on());
  for (const auto& row : strict.advice) CHECK(row.advice.action == "enlarge");
}

TEST_CASE("year: a unit's report holds nothing of another's") {
  const auto one = report(rollups(), "health");
  REQUIRE(one.units.size() == 1);
  CHECK(one.units[0].id == "health");
  const auto html = render_html(one, Lang::zh, "1");
  CHECK(html.find("财政局") == html.npos);
  CHECK(html.find("budget") == html.npos);
  std::int64_t all = 0;
  for (const auto& unit : report().units) all += unit.resources;
  CHECK(all == report().resources);
}

TEST_CASE("year: every form says the same value, the same way each time, and names its digest and seal") {
  auto year = report();
  year.head_seq = 41, year.head_hash = std::string(64, 'a');
  year.digest = digest_of(year);
  CHECK(digest_of(year) == year.digest);  // it covers the value and not itself
  for (const auto lang : {Lang::zh, Lang::en}) {
    for (const auto& text : {render_html(year, lang, "1"), render_text(year, lang), render_markdown(year, lang), render_csv(year, false)})
      CHECK(text.find(year.digest) != text.npos);
    CHECK(render_html(year, lang, "1") == render_html(year, lang, "1"));
    const auto page = page_of(year, lang);
    CHECK(page.charts.size() == 3);
    for (const auto& section : page.sections)
      for (const auto& row : section.rows) CHECK((row.cells.empty() || row.cells.size() == section.columns.size()));
  }
}

TEST_CASE("year: a year before the ledger, and one that has not begun, are told as such") {
  const YearRollups nothing(12);
  const auto future = make_yearly(office::books(), office::policy(), office::calendar(), 2027, nothing, office::read_on());
  for (const auto& month : future.months) CHECK(!month.began);
  CHECK(render_text(future, Lang::en).find("The year has not begun.") != std::string::npos);
  const auto past = make_yearly(office::books(), office::policy(), office::calendar(), 2025, nothing, office::read_on());
  CHECK(past.complete);
  CHECK(past.advice.empty());
  CHECK(!past.used.cpu_percent);
}

TEST_CASE("year: measures and fees of the year are told, a fee as it was corrected last, and none of it to a using unit") {
  auto books = office::books();
  auto& measure = books.measures["M-2026-0001"];
  measure.id = "M-2026-0001", measure.step = MeasureStep::deduct, measure.provider = "yun", measure.because = {"I-2026-0001"};
  measure.article = "20", measure.period = "2026-04", measure.deduct_fen = 5005, measure.on = office::day("2026-05-04");
  books.measures["M-2025-0001"].on = office::day("2025-12-31");
  auto& wrong = books.settlements["P-2026-0001"];
  wrong.period = "2026-04", wrong.payable_fen = 1, wrong.replaced_by = "P-2026-0002";
  auto& fee = books.settlements["P-2026-0002"];
  fee.id = "P-2026-0002", fee.provider = "yun", fee.period = "2026-04", fee.gross_fen = 116000, fee.deducted_fen = 5005, fee.payable_fen = 110995;
  const auto year = report(rollups(), {}, books);
  REQUIRE(year.measures.size() == 1);
  CHECK(year.measures[0].state == "in_force");
  REQUIRE(year.fees.size() == 1);
  CHECK(year.fees[0].id == "P-2026-0002");
  const auto text = render_text(year, Lang::zh);
  for (const auto* word : {"M-2026-0001", "扣减服务费", "50.05", "1160.00", "1109.95", "已签署"}) CHECK_MESSAGE(text.find(word) != text.npos, word);
  const auto unit = report(rollups(), "health", books);
  CHECK(unit.measures.empty());
  CHECK(unit.fees.empty());
  CHECK(render_html(unit, Lang::zh, "1").find("M-2026-0001") == std::string::npos);
}
