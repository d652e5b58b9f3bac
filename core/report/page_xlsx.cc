#include "core/report/page_xlsx.h"

#include <algorithm>

#include "core/format/width.h"
#include "core/report/labels.h"

namespace govcloud {

using Decimal = Json::Decimal;

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

void begin_sheet(Sheet& sheet, const ReportPage& page, const std::string& title, std::uint16_t columns) {
  sheet.rows = {{words(title + " " + page.period, SheetLook::title)}, {}};
  std::string about;
  for (const auto& pair : page.head)
    about += (about.empty() ? "" : " · ") + label(page.lang, "word.colon", {pair.name, pair.value});
  sheet.rows[1] = {words(about, SheetLook::note)};
  const auto last = static_cast<std::uint16_t>(std::max<std::uint16_t>(columns, 2) - 1);
  sheet.merges = {{0, 0, last}, {1, 0, last}};
}

namespace {

// ---- Any other section ----

SheetCell cell_of(const Cell& cell) {
  if (cell.number) return {*cell.number, look_of(cell.tone)};
  if (cell.day && cell.small.empty()) return {*cell.day, look_of(cell.tone)};
  return words(cell.small.empty() ? cell.text : cell.text + "\n" + cell.small, look_of(cell.tone));
}

Sheet section_sheet(const ReportPage& page, const Section& section) {
  Sheet sheet;
  sheet.name = section.title;
  begin_sheet(sheet, page, section.title, static_cast<std::uint16_t>(section.columns.size()));
  SheetCells heads;
  for (const auto& column : section.columns) heads.push_back(words(column.title, SheetLook::head));
  if (!heads.empty()) {
    sheet.rows.push_back(heads);
    sheet.frozen_rows = 3, sheet.filtered_from = 2;
  }
  for (const auto& row : section.rows) {
    SheetCells cells;
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
  SheetCells heads{words(chart.unit, SheetLook::head)};
  for (const auto& series : chart.series) heads.push_back(words(series.name, SheetLook::head));
  sheet.rows.push_back(heads);
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    SheetCells cells{words(chart.names[i])};
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

Sheet overview_sheet(const ReportPage& page) {
  Sheet sheet;
  sheet.name = page.numbers;
  begin_sheet(sheet, page, page.title, 12);
  for (const auto& warning : page.warnings) {
    sheet.merges.push_back({static_cast<std::uint32_t>(sheet.rows.size()), 0, 11});
    sheet.rows.push_back({words(warning, SheetLook::bad)});
  }
  sheet.rows.emplace_back();
  for (const auto& card : page.cards) {
    sheet.merges.push_back({static_cast<std::uint32_t>(sheet.rows.size()), 2, 11});
    sheet.rows.push_back({words(card.name, SheetLook::head), words(card.value, look_of(card.tone)), words(card.note, SheetLook::note)});
  }
  for (const auto& part : page.verdicts)
    sheet.rows.push_back({words(part.name, SheetLook::head), {Decimal{part.count, 0}, look_of(part.tone)}});
  sheet.rows.emplace_back();
  for (const auto& chart : page.charts) append_chart(sheet, chart);
  if (!sheet.charts.empty())
    sheet.rows.resize(std::max<std::size_t>(sheet.rows.size(), sheet.charts.back().at_row + kChartRows));
  append_lines(sheet, label(page.lang, "word.colon", {std::string(label(page.lang, "meta.digest")), "sha256:" + page.digest}));
  append_lines(sheet, std::string(label(page.lang, "meta.seal")) + "\n" + page.seal);
  sheet.widths = {26, 16, 16, 16, 16, 3, 14, 9, 9, 9, 9, 9};
  return sheet;
}

}  // namespace

std::string xlsx_of(const ReportPage& page, std::string_view version, std::vector<Sheet> details) {
  Workbook book;
  book.title = page.title + " " + page.period;
  book.author = "govcloud " + printable(version);
  book.font = "Microsoft YaHei", book.made_on = page.made_on;
  book.sheets.push_back(overview_sheet(page));
  for (auto& sheet : details) book.sheets.push_back(std::move(sheet));
  for (const auto& section : page.sections)
    if (section.sheet && !section.is_void()) book.sheets.push_back(section_sheet(page, section));
  return xlsx_of(book);
}

}  // namespace govcloud
