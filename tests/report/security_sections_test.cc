// Orders, incidents and availability in the monthly report: whose they are, in which order, and that every
// rendering takes them, also beside all the other sections.
#include <doctest/doctest.h>

#include "core/report/render.h"
#include "core/report/page.h"
#include "tests/report/office.h"

using namespace govcloud;

namespace {

const std::string kHostile = "=cmd|'/c calc'!A1<script>alert(1)</script>\x1b[31m\u202E";

Instant at(const std::string& text) { return parse_instant(text + ":00+08:00").value(); }

Books busy() {
  auto books = office::books();
  const auto order = [&](const std::string& id, const std::string& to, const std::string& due, FindingState state) -> Order& {
    auto& made = books.orders[id];
    made.id = id, made.to = to, made.scope = "弱口令", made.items = {"改口令"}, made.state = state;
    made.on = office::day("2026-10-12"), made.due_on = office::day(due);
    return made;
  };
  order("O-2026-0001", "finance", "2026-11-20", FindingState::open);
  order("O-2026-0002", "finance", "2026-11-02", FindingState::open);
  order("O-2026-0003", "health", "2026-10-20", FindingState::closed).closed_on = office::day("2026-10-19");
  order("O-2026-0004", "health", "2026-10-20", FindingState::closed).closed_on = office::day("2026-11-01");
  order("O-2026-0005", "health", "2026-10-20", FindingState::open).waits_for = {"security"};
  books.systems["budget"].opened_on = office::day("2026-03-20"), books.systems["clinic"].opened_on = office::day("2026-10-14");
  const auto incident = [&](const std::string& id, const std::string& began, const std::string& restored, std::vector<std::string> systems) -> Incident& {
    auto& made = books.incidents[id];
    made.id = id, made.title = "断网", made.level = "serious", made.began = made.reported = at(began), made.systems = std::move(systems);
    made.restore_due = made.began + std::chrono::hours{4};
    if (!restored.empty()) made.restored = made.responded = Moment{at(restored), at(restored)}, made.state = IncidentState::resolved;
    return made;
  };
  incident("I-2026-0001", "2026-10-12T09:30", "2026-10-12T11:00", {"budget"});
  incident("I-2026-0002", "2026-10-31T12:00", "", {"clinic"});
  incident("I-2026-0003", "2026-09-01T12:00", "2026-09-01T13:00", {"budget"});
  auto& upkeep = incident("I-2026-0004", "2026-10-20T22:00", "2026-10-21T02:00", {});
  upkeep.planned = upkeep.excluded = true, upkeep.level.clear(), upkeep.planned_until = at("2026-10-21T02:00");
  return books;
}

MonthlyReport made_of(const Books& books, const std::optional<std::string>& unit = {}) {
  return make_monthly(books, office::policy(), office::calendar(), office::kOctober, office::rollups(), office::read_on(), unit);
}

std::string ids(const auto& rows) {
  std::string all;
  for (const auto& row : rows) all += (all.empty() ? "" : " ") + row.id + (row.overdue ? "!" : "");
  return all;
}

}  // namespace

TEST_CASE("orders: overdue first; closed ones in the month of their closing only") {
  const auto report = made_of(busy());
  REQUIRE(report.orders.size() == 4);
  CHECK(ids(report.orders) == "O-2026-0002! O-2026-0003 O-2026-0005 O-2026-0001");
  CHECK(report.orders[2].state == "pending");
  CHECK(ids(made_of(busy(), "health").orders) == "O-2026-0003 O-2026-0005");
}

TEST_CASE("incidents and availability: of the month, of the unit, the platform's everybody's") {
  const auto report = made_of(busy());
  CHECK(ids(report.incidents) == "I-2026-0002! I-2026-0001 I-2026-0004");
  REQUIRE(report.availability.size() == 2);
  CHECK(report.availability[0].system == "budget");
  CHECK(report.availability[0].minutes == 44640);
  CHECK(report.availability[0].down == 90);
  CHECK(report.availability[0].excluded == 240);
  CHECK(report.availability[0].hundredths == 9979);
  CHECK(report.availability[1].minutes == 18 * 1440);
  CHECK(report.availability[1].down == 720);
  CHECK(ids(made_of(busy(), "finance").incidents) == "I-2026-0001 I-2026-0004");
  CHECK(made_of(busy(), "health").availability.size() == 1);
}

TEST_CASE("orders, incidents and availability: every rendering takes them, and a quiet month has no section of them") {
  auto books = busy();
  books.orders["O-2026-0001"].scope = books.incidents["I-2026-0001"].title = kHostile;
  const auto report = made_of(books), quiet = made_of(office::books());
  for (const auto lang : {Lang::zh, Lang::en}) {
    CHECK(numbered_sections(page_of(report, lang)).size() == numbered_sections(page_of(quiet, lang)).size() + 3);
    const auto html = render_html(report, lang, "1.0");
    CHECK(html.find("<script") == html.npos);
    for (const auto& text : {html, render_text(report, lang), render_markdown(report, lang)}) {
      CHECK(text.find("O-2026-0002") != text.npos);
      CHECK(text.find("I-2026-0002") != text.npos);
      CHECK(text.find("99.79") != text.npos);
      CHECK(text.find('\x1b') == text.npos);
    }
    CHECK(render_xlsx(report, lang, "1.0").size() > render_xlsx(quiet, lang, "1.0").size());
  }
  CHECK(numbered(Lang::zh, 10, "甲") == "十、甲");
  CHECK(numbered(Lang::zh, 11, "甲") == "十一、甲");
  CHECK(numbered(Lang::zh, 20, "甲") == "二十、甲");
}
