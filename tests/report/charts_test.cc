// The report's pictures, and its renderings as Markdown and as a workbook.
#include <doctest/doctest.h>

#include "core/format/xlsx.h"
#include "core/report/charts.h"
#include "core/report/render.h"
#include "tests/report/office.h"

using namespace govcloud;

namespace {

MonthlyReport with_days() {
  MonthDays days;
  days.days.resize(31);
  days.days[0] = {24, 1200, 4800, 512, 1024};
  days.days[11] = {24, 2400, 4800, 768, 1024};
  days.days[12] = {24, 600, 4800, 256, 1024};
  auto made = make_monthly(office::books(), office::policy(), office::calendar(), office::kOctober,
                           office::rollups(), office::read_on(), {}, days);
  made.head_seq = 214, made.head_hash = std::string(64, 'a');
  made.digest = digest_of(made);
  return made;
}

const Chart& named(const std::vector<Chart>& charts, std::string_view id) {
  for (const auto& chart : charts)
    if (chart.id == id) return chart;
  throw std::runtime_error("no chart " + std::string(id));
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

}  // namespace

TEST_CASE("charts: use by day has a point where something was measured, and says its ends") {
  const auto charts = charts_of(with_days(), Lang::en);
  const auto& days = named(charts, "days");
  REQUIRE(days.names.size() == 31);
  REQUIRE(days.series.size() == 2);
  CHECK(days.series[0].values[0] == Json::Decimal{2500, 2});
  CHECK_FALSE(days.series[0].values[1].has_value());
  CHECK(days.says.find("highest 50.00 % on 2026-10-12, lowest 12.50 % on 2026-10-13") != std::string::npos);
  // The lone first day is a dot, the two that follow one another are a line.
  const auto svg = svg_of(days);
  CHECK(count(svg, "<circle") == 2);
  CHECK(count(svg, "class=\"line") == 2);
  CHECK(svg.find("<title id=\"c-days-t\">") != std::string::npos);
}

TEST_CASE("charts: by unit, what is allocated and of that what was used") {
  const auto charts = charts_of(with_days(), Lang::zh);
  const auto& units = named(charts, "units");
  CHECK(units.names == std::vector<std::string>{"财政局", "卫生健康委"});  // as large as one another: by id
  CHECK(units.series[0].values[0] == Json::Decimal{16, 0});
  CHECK(units.series[0].values[1] == Json::Decimal{16, 0});
  for (std::size_t i = 0; i < 2; ++i) CHECK(units.series[1].values[i]->units <= units.series[0].values[i]->units * 100);
  CHECK(units.says.find("财政局：已分配 16 vCPU") != std::string::npos);
}

TEST_CASE("charts: limits by who owed them") {
  const auto charts = charts_of(with_days(), Lang::en);
  const auto& deadlines = named(charts, "deadlines");
  CHECK(deadlines.names == std::vector<std::string>{"authority"});
  const auto report = with_days();
  std::int64_t overdue = 0;
  for (const auto& request : report.requests)
    for (const auto& row : request.deadlines) overdue += row.status == "overdue" ? 1 : 0;
  CHECK(deadlines.series[2].values[0] == Json::Decimal{overdue, 0});
}

TEST_CASE("charts: a month in which nothing happened has none") {
  CHECK(charts_of(make_monthly(Books{}, Policy{}, Calendar{}, {2026, 10}, {}, office::read_on()), Lang::en).empty());
}

TEST_CASE("a unit's report does not show the platform's days") {
  MonthDays days;
  days.days.resize(31);
  days.days[0] = {24, 1200, 4800, 0, 0};
  const auto report = make_monthly(office::books(), office::policy(), office::calendar(), office::kOctober,
                                   office::rollups(), office::read_on(), "health", days);
  CHECK(report.days.empty());
}

TEST_CASE("Markdown: whole, and hostile names mean only themselves") {
  auto report = with_days();
  report.ledger_name = "a|b*c`<script>\n# d";
  for (const auto lang : {Lang::en, Lang::zh}) {
    const auto text = render_markdown(report, lang);
    CHECK(text.find(report.digest) != std::string::npos);
    CHECK(text.find("a\\|b\\*c\\`\\<script\\>") != std::string::npos);
    CHECK(text.find("\n# d") == std::string::npos);
    CHECK(text.find("size 214\n") != std::string::npos);
    CHECK(count(text, "\n## ") == 9);
  }
}

TEST_CASE("workbook: the same report gives the same bytes; odd texts are held as texts") {
  auto report = with_days();
  report.units[0].name = std::string(40000, 'x'), report.units[0].systems[0].name = "=1+1";
  const auto one = render_xlsx(report, Lang::zh, "1.0"), two = render_xlsx(report, Lang::zh, "1.0");
  CHECK(one == two);
  CHECK(one.starts_with("PK"));
  CHECK(render_xlsx(report, Lang::en, "1.0") != one);
}

TEST_CASE("workbook: names of sheets are cut and cleaned; two of one name are a defect") {
  Workbook book;
  book.title = "t", book.author = "a", book.font = "Calibri", book.made_on = office::read_on();
  book.sheets.resize(1);
  book.sheets[0].name = "a/b:c*d?e[f]g\\h" + std::string(60, 'x');
  CHECK_NOTHROW(xlsx_of(book));
  book.sheets.push_back(book.sheets[0]);
  CHECK_THROWS_AS(xlsx_of(book), std::logic_error);
}
