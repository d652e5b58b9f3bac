// The monthly report as a workbook: an overview with pictures, one flat table of the resources with
// real numbers and days, and a sheet for each further section.
#include <algorithm>

#include "core/format/width.h"
#include "core/format/xlsx.h"
#include "core/report/charts.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/render.h"
#include "core/report/sections.h"

namespace govcloud {
namespace {

using Cells = std::vector<SheetCell>;
using Decimal = Json::Decimal;

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

SheetLook look_of(Tone tone) {
  switch (tone) {
    case Tone::good: return SheetLook::good;
    case Tone::watch: return SheetLook::watch;
    case Tone::bad: return SheetLook::bad;
    case Tone::idle: return SheetLook::idle;
    case Tone::quiet: return SheetLook::quiet;
    case Tone::plain: break;
  }
  return SheetLook::plain;
}

SheetCell number(const std::optional<std::int64_t>& value, int places) {
  return value ? SheetCell{Decimal{*value, places}} : SheetCell{};
}
SheetCell day(const std::optional<Date>& value) { return value ? SheetCell{*value} : SheetCell{}; }
SheetCell words(std::string text, SheetLook look = SheetLook::plain) { return {std::move(text), look}; }

/// Wide enough for what stands in a column, within reason; the rest is wrapped.
void fit_widths(Sheet& sheet, std::size_t from_row) {
  for (std::size_t row = from_row; row < sheet.rows.size(); ++row) {
    const auto& cells = sheet.rows[row];
    if (sheet.widths.size() < cells.size()) sheet.widths.resize(cells.size(), 9);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::size_t width = 11;  // a day
      if (const auto* text = std::get_if<std::string>(&cells[i].value))
        width = display_width(std::string_view(*text).substr(0, text->find('\n'))) + 2;
      else if (std::holds_alternative<std::monostate>(cells[i].value)) continue;
      sheet.widths[i] = std::max(sheet.widths[i], static_cast<int>(std::min<std::size_t>(width, 42)));
    }
  }
}

/// A sheet's first rows: the title over all columns, and what it is about.
void begin(Sheet& sheet, const MonthlyReport& report, Lang lang, const std::string& title, std::uint16_t columns) {
  sheet.rows = {{words(title + " " + to_text(report.period), SheetLook::title)}, {}};
  std::string about;
  for (const auto& pair : head_of(report, lang))
    about += (about.empty() ? "" : " · ") + label(lang, "word.colon", {pair.name, pair.value});
  sheet.rows[1] = {words(about, SheetLook::note)};
  const auto last = static_cast<std::uint16_t>(std::max<std::uint16_t>(columns, 2) - 1);
  sheet.merges = {{0, 0, last}, {1, 0, last}};
}

// ---- The resources ----

Cells resource_heads(Lang lang) {
  Cells heads;
  for (const auto* key : {"col.unit", "col.system", "col.level", "col.resource", "col.cloud_id", "col.item", "col.zone",
                          "col.cpu_cores", "col.memory_gib", "col.size_gib", "col.mbps", "col.delivered",
                          "col.reclaimed", "col.samples", "col.absent", "col.conflicts", "col.coverage"})
    heads.push_back(words(text_of(lang, key), SheetLook::head));
  for (const auto* metric : {"col.cpu", "col.memory"})
    for (const auto* figure : {"col.mean", "col.p95", "col.max"})
      heads.push_back(words(text_of(lang, metric) + " " + text_of(lang, figure), SheetLook::head));
  heads.push_back(words(text_of(lang, "col.verdict"), SheetLook::head));
  return heads;
}

SheetCell allocated(const ReportResource& row, const char* key) {
  const auto found = row.allocated.find(key);
  if (found == row.allocated.end()) return {};
  if (found->second.max) return words(std::to_string(found->second.amount) + "–" + std::to_string(*found->second.max));
  return {Decimal{found->second.amount, 0}};
}

Cells resource_cells(const MonthlyReport& report, Lang lang, const ReportUnit& unit, const ReportSystem& system,
                     const ReportResource& row) {
  Cells cells{words(named_text(lang, unit.name, unit.id)), words(named_text(lang, system.name, system.id)),
              number(system.level > 0 ? std::optional(system.level) : std::nullopt, 0), words(printable(row.id)),
              words(printable(row.cloud_id)), words(word(report, lang, "item", row.item)),
              words(row.zone.empty() ? "" : word(report, lang, "zone", row.zone))};
  for (const auto* key : {"cpu", "memory_gib", "size_gib", "mbps"}) cells.push_back(allocated(row, key));
  cells.insert(cells.end(), {day(row.delivered_on), day(row.reclaimed_on), number(row.samples, 0),
                             number(row.absent, 0), number(row.conflicts, 0), number(row.coverage, 2)});
  for (const auto* use : {&row.cpu, &row.memory})
    cells.insert(cells.end(), {number(use->mean, 3), number(use->p95, 2), number(use->max, 2)});
  cells.push_back(words(word(report, lang, "verdict", row.verdict), look_of(tone_of_verdict(row.verdict))));
  return cells;
}

Sheet resources_sheet(const MonthlyReport& report, Lang lang) {
  Sheet sheet;
  sheet.name = text_of(lang, "section.use");
  const auto heads = resource_heads(lang);
  begin(sheet, report, lang, sheet.name, static_cast<std::uint16_t>(heads.size()));
  sheet.rows.push_back(heads);
  for (const auto& unit : report.units)
    for (const auto& system : unit.systems)
      for (const auto& row : system.resources)
        sheet.rows.push_back(resource_cells(report, lang, unit, system, row));
  sheet.frozen_rows = 3, sheet.frozen_columns = 4, sheet.filtered_from = 2;
  fit_widths(sheet, 2);
  return sheet;
}

// ---- Any other section ----

SheetCell cell_of(const Cell& cell) {
  if (cell.number) return {*cell.number, look_of(cell.tone)};
  if (cell.day && cell.small.empty()) return {*cell.day, look_of(cell.tone)};
  return words(cell.small.empty() ? cell.text : cell.text + "\n" + cell.small, look_of(cell.tone));
}

Sheet section_sheet(const MonthlyReport& report, Lang lang, const Section& section) {
  Sheet sheet;
  sheet.name = section.title;
  begin(sheet, report, lang, section.title, static_cast<std::uint16_t>(section.columns.size()));
  Cells heads;
  for (const auto& column : section.columns) heads.push_back(words(column.title, SheetLook::head));
  if (!heads.empty()) {
    sheet.rows.push_back(heads);
    sheet.frozen_rows = 3, sheet.filtered_from = 2;
  }
  for (const auto& row : section.rows) {
    Cells cells;
    for (const auto& cell : row.cells) cells.push_back(cell_of(cell));
    sheet.rows.push_back(std::move(cells));
  }
  if (section.rows.empty() && !section.empty.empty()) sheet.rows.push_back({words(section.empty)});
  fit_widths(sheet, 2);
  for (const auto& paragraph : section.paragraphs) sheet.rows.push_back({words(paragraph, SheetLook::card)});
  if (!section.paragraphs.empty()) sheet.widths = {110};
  return sheet;
}

// ---- The overview ----

std::uint32_t colour_of(Tone tone) {
  switch (tone) {
    case Tone::good: return 0x4b9c69;
    case Tone::watch: return 0xe0a030;
    case Tone::bad: return 0xcc4b45;
    case Tone::idle: return 0x6a70c4;
    case Tone::quiet: return 0xb6bdc6;
    case Tone::plain: break;
  }
  return 0x1f4e79;
}

constexpr std::uint32_t kChartRows = 16;  // that a picture covers

/// A picture's figures as a table, and the picture beside the tables, below the one before it.
void append_chart(Sheet& sheet, const Chart& chart) {
  const auto head = static_cast<std::uint32_t>(sheet.rows.size() + 1);
  sheet.rows.push_back({words(chart.title, SheetLook::group)});
  Cells heads{words(chart.unit, SheetLook::head)};
  for (const auto& series : chart.series) heads.push_back(words(series.name, SheetLook::head));
  sheet.rows.push_back(heads);
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    Cells cells{words(chart.names[i])};
    for (const auto& series : chart.series)
      cells.push_back(series.values[i] ? SheetCell{*series.values[i]} : SheetCell{});
    sheet.rows.push_back(std::move(cells));
  }
  SheetChart picture;
  picture.kind = chart.kind == Chart::Kind::lines   ? SheetChart::Kind::lines
                 : chart.kind == Chart::Kind::parts ? SheetChart::Kind::bars
                                                    : SheetChart::Kind::stacked;
  picture.title = chart.title, picture.axis = chart.unit, picture.head_row = head;
  picture.first_row = head + 1, picture.last_row = static_cast<std::uint32_t>(sheet.rows.size() - 1);
  picture.last_column = static_cast<std::uint16_t>(chart.series.size());
  for (const auto& series : chart.series) picture.colours.push_back(colour_of(series.tone));
  picture.at_row = sheet.charts.empty() ? head - 1 : sheet.charts.back().at_row + kChartRows, picture.at_column = 6;
  sheet.charts.push_back(std::move(picture));
  sheet.rows.emplace_back();
}

/// Each line over the whole width, so that it can be copied as it stands.
void append_lines(Sheet& sheet, const std::string& text) {
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    sheet.merges.push_back({static_cast<std::uint32_t>(sheet.rows.size()), 0, 11});
    sheet.rows.push_back({words(text.substr(from, end - from), SheetLook::note)});
    from = end + 1;
  }
}

Sheet overview_sheet(const MonthlyReport& report, Lang lang) {
  Sheet sheet;
  sheet.name = text_of(lang, "section.numbers");
  begin(sheet, report, lang, text_of(lang, "title"), 12);
  for (const auto& warning : warnings_of(report, lang)) {
    sheet.merges.push_back({static_cast<std::uint32_t>(sheet.rows.size()), 0, 11});
    sheet.rows.push_back({words(warning, SheetLook::bad)});
  }
  sheet.rows.emplace_back();
  for (const auto& card : cards_of(report, lang)) {
    sheet.merges.push_back({static_cast<std::uint32_t>(sheet.rows.size()), 2, 11});
    sheet.rows.push_back({words(card.name, SheetLook::head), words(card.value, look_of(card.tone)), words(card.note, SheetLook::note)});
  }
  for (const auto& part : verdicts_of(report, lang))
    sheet.rows.push_back({words(part.name, SheetLook::head), {Decimal{part.count, 0}, look_of(part.tone)}});
  sheet.rows.emplace_back();
  for (const auto& chart : charts_of(report, lang)) append_chart(sheet, chart);
  if (!sheet.charts.empty())
    sheet.rows.resize(std::max<std::size_t>(sheet.rows.size(), sheet.charts.back().at_row + kChartRows));
  append_lines(sheet, label(lang, "word.colon", {text_of(lang, "meta.digest"), "sha256:" + report.digest}));
  append_lines(sheet, text_of(lang, "meta.seal") + "\n" + seal_of(report));
  sheet.widths = {26, 16, 16, 16, 16, 3, 14, 9, 9, 9, 9, 9};
  return sheet;
}

}  // namespace

std::string render_xlsx(const MonthlyReport& report, Lang lang, std::string_view version) {
  Workbook book;
  book.title = text_of(lang, "title") + " " + to_text(report.period);
  book.author = "govcloud " + printable(version);
  book.font = "Microsoft YaHei", book.made_on = report.prepared_on;
  book.sheets.push_back(overview_sheet(report, lang));
  book.sheets.push_back(resources_sheet(report, lang));
  for (const auto make : {requests_section, findings_section, orders_section, incidents_section, availability_section, papers_section, duties_section, capacity_section,
                          advice_section, definitions_section})
    if (const auto section = make(report, lang); !section.is_void()) book.sheets.push_back(section_sheet(report, lang, section));
  return xlsx_of(book);
}

}  // namespace govcloud
