// The yearly report as people read it: cards, pictures and tables in one language.
#include <algorithm>

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/page.h"
#include "core/report/page_xlsx.h"
#include "core/report/yearly_sections.h"

namespace govcloud {
namespace {

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

DeadlineCounts limits_of(const YearlyReport& report) {
  DeadlineCounts all;
  for (const auto& month : report.months) {
    all.kept += month.deadlines.kept, all.late += month.deadlines.late, all.overdue += month.deadlines.overdue;
    all.open += month.deadlines.open, all.no_limit += month.deadlines.no_limit;
  }
  return all;
}

Card limits_card(const YearlyReport& report, Lang lang) {
  const auto all = limits_of(report);
  const auto done = all.kept + all.late + all.overdue;
  return {text_of(lang, "year.card.limits"), done == 0 ? std::string(kNoFigure) : ratio_text(lang, percent_of(all.kept, done, 3)),
          label(lang, "year.card.limit_counts", {std::to_string(all.kept), std::to_string(all.late), std::to_string(all.overdue), std::to_string(all.open)}),
          all.overdue > 0 ? Tone::bad : Tone::plain};
}

std::int64_t asked_in(const YearMonth& month) {
  std::int64_t all = 0;
  for (const auto& [kind, number] : month.asked) all += number;
  return all;
}

std::vector<Card> cards_of(const YearlyReport& report, Lang lang) {
  std::int64_t systems = 0, asked = 0, found = 0, closed = 0, open = 0, opened = 0, ended = 0;
  for (const auto& unit : report.units) systems += unit.systems;
  for (const auto& month : report.months) {
    asked += asked_in(month), found += month.findings_found, closed += month.findings_closed;
    opened += month.systems_opened, ended += month.systems_ended;
  }
  for (const auto& [severity, number] : report.open_by_severity) open += number;
  const auto number = [](std::int64_t n) { return std::to_string(n); };
  return {{text_of(lang, "year.card.resources"), number(report.resources),
           label(lang, "card.units", {std::to_string(report.units.size()), number(systems)})},
          ratio_card(lang, "card.cpu", report.used.cpu_percent, report.used.cpu_basis),
          ratio_card(lang, "card.memory", report.used.memory_percent, report.used.memory_basis),
          {text_of(lang, "card.samples"), number(report.samples)},
          {text_of(lang, "year.card.asked"), number(asked)},
          limits_card(report, lang),
          {text_of(lang, "card.findings"), number(open), label(lang, "year.card.finding_counts", {number(found), number(closed)}),
           report.findings_overdue > 0 ? Tone::bad : Tone::plain},
          {text_of(lang, "year.card.systems"), number(opened), label(lang, "year.card.systems_ended", {number(ended)})},
          {text_of(lang, "year.card.give_back"), give_back_text(report.give_back), label(lang, "year.card.advised", {std::to_string(report.advice.size())})}};
}

/// The last month of which anything was judged.
const YearMonth* last_month(const YearlyReport& report) {
  const YearMonth* last = nullptr;
  for (const auto& month : report.months)
    if (month.began && month.use.samples > 0) last = &month;
  return last;
}

void add_charts(ReportPage& page, const YearlyReport& report, Lang lang) {
  std::vector<UsePoint> points;
  std::vector<UnitCpu> units;
  std::vector<LimitsBar> bars;
  for (const auto& month : report.months) {
    points.push_back({to_text(month.month), month.use.used});
    bars.push_back({to_text(month.month), month.deadlines});
  }
  for (const auto& unit : report.units) {
    const auto cpu = unit.allocated.find("cpu");
    units.push_back({printable(unit.name.empty() ? unit.id : unit.name), cpu == unit.allocated.end() ? 0 : cpu->second, unit.used.cpu_percent});
  }
  for (auto& chart : {use_chart("months", text_of(lang, "year.chart.months"), points, lang), units_chart(std::move(units), lang),
                      limits_chart(text_of(lang, "year.chart.limits"), bars, lang)})
    if (chart) page.charts.push_back(*chart);
}

std::string unit_name(const YearlyReport& report) {
  for (const auto& unit : report.units)
    if (unit.id == report.unit) return unit.name;
  return "";
}

}  // namespace

ReportPage page_of(const YearlyReport& report, Lang lang) {
  auto page = page_for(report, lang, year_text(report.year), unit_name(report));
  page.title = label(lang, "year.title"), page.numbers = label(lang, "year.section.numbers");
  if (!report.complete) page.warnings.push_back(label(lang, "year.note.running", {to_text(report.prepared_on)}));
  page.cards = cards_of(report, lang);
  const auto* last = last_month(report);
  page.verdicts_title = last == nullptr ? text_of(lang, "col.verdict") : label(lang, "year.verdicts", {to_text(last->month)});
  page.verdicts = verdicts_of(report, last == nullptr ? VerdictCounts{} : last->use.verdicts, lang);
  add_charts(page, report, lang);
  for (const auto make : {months_section, units_section, limits_section, give_back_section, year_findings_section, year_duties_section, measures_section, fees_section, changes_section})
    page.sections.push_back(make(report, lang));
  page.sections.push_back(definitions_section(report, lang));
  page.sections.back().paragraphs.push_back(text_of(lang, "year.define.limits"));
  return page;
}

std::string render_text(const YearlyReport& report, Lang lang) { return text_of(page_of(report, lang)); }
std::string render_html(const YearlyReport& report, Lang lang, std::string_view version) { return html_of(page_of(report, lang), version); }
std::string render_markdown(const YearlyReport& report, Lang lang) { return markdown_of(page_of(report, lang)); }
std::string render_xlsx(const YearlyReport& report, Lang lang, std::string_view version) { return xlsx_of(page_of(report, lang), version, {}); }

}  // namespace govcloud
