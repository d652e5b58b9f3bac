// A report as text: headings, lines of figures, and tables aligned by display width.
#include <algorithm>

#include "core/format/width.h"
#include "core/report/labels.h"
#include "core/report/page.h"

namespace govcloud {
namespace {

using Line = std::vector<std::string>;

struct TextColumn {
  std::string title;
  bool number = false;
  std::size_t cut_to = 0;
};

/// Neighbouring columns of a group become one: "CPU % mean/p95/max".
std::vector<TextColumn> text_columns(const std::vector<ReportColumn>& columns) {
  std::vector<TextColumn> joined;
  std::string group;
  for (const auto& column : columns) {
    if (column.html_only) continue;
    if (!column.group.empty() && column.group == group) {
      joined.back().title += "/" + column.title;
      continue;
    }
    group = column.group;
    const std::string title = group.empty() ? column.title : group + " " + column.title;
    joined.push_back({title, column.number, column.text_width});
  }
  return joined;
}

Line text_cells(const std::vector<ReportColumn>& columns, const std::vector<Cell>& cells) {
  Line line;
  std::string group;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].html_only) continue;
    const std::string& text = cells[i].brief.empty() ? cells[i].text : cells[i].brief;
    if (!columns[i].group.empty() && columns[i].group == group) {
      line.back() += "/" + text;
      continue;
    }
    group = columns[i].group;
    line.push_back(columns[i].text_width > 0 ? cut(text, columns[i].text_width) : text);
  }
  return line;
}

void append_line(std::string& out, const std::vector<TextColumn>& columns,
                 const std::vector<std::size_t>& widths, const Line& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += "  ";
    line += columns[i].number ? pad_left(cells[i], widths[i]) : pad_right(cells[i], widths[i]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

void append_table(std::string& out, const Section& section) {
  const auto columns = text_columns(section.columns);
  std::vector<std::size_t> widths;
  for (const auto& column : columns) widths.push_back(display_width(column.title));
  for (const auto& row : section.rows) {
    if (row.cells.empty()) continue;
    const auto cells = text_cells(section.columns, row.cells);
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], display_width(cells[i]));
  }
  Line titles;
  for (const auto& column : columns) titles.push_back(column.title);
  append_line(out, columns, widths, titles);
  for (const auto& row : section.rows) {
    if (!row.heading.empty())
      out += "-- " + row.heading + (row.heading_note.empty() ? "" : "  " + row.heading_note) + "\n";
    if (!row.cells.empty())
      append_line(out, columns, widths, text_cells(section.columns, row.cells));
  }
}

/// A heading with a line beneath it, or for a section below another without one.
void append_heading(std::string& out, const std::string& title, int level) {
  out += "\n" + title + "\n";
  if (level == 2) out += std::string(std::min<std::size_t>(display_width(title), 80), '-') + "\n";
}

void append_section(std::string& out, const Section& section) {
  append_heading(out, section.title, section.level);
  if (!section.intro.empty()) out += section.intro + "\n";
  if (!section.rows.empty()) append_table(out, section);
  else if (!section.empty.empty()) out += section.empty + "\n";
  for (const auto& paragraph : section.paragraphs) out += "- " + paragraph + "\n";
}

void append_pairs(std::string& out, const std::vector<Meta>& pairs) {
  std::size_t width = 0;
  for (const auto& pair : pairs) width = std::max(width, display_width(pair.name));
  for (const auto& pair : pairs) out += pad_right(pair.name, width) + "  " + pair.value + "\n";
}

std::vector<Meta> card_lines(const ReportPage& page) {
  std::vector<Meta> lines;
  for (const auto& card : page.cards) {
    const bool bare = card.note.empty();
    lines.push_back({card.name, bare ? card.value
                                     : label(page.lang, "word.brackets", {card.value, card.note})});
  }
  std::string counts;
  for (const auto& part : page.verdicts)
    counts += (counts.empty() ? "" : " · ") + part.name + " " + std::to_string(part.count);
  lines.push_back({page.verdicts_title, counts});
  return lines;
}

}  // namespace

std::string text_of(const ReportPage& page) {
  std::string out = page.title + " " + page.period + "\n";
  append_pairs(out, page.head);
  for (const auto& warning : page.warnings) out += "! " + warning + "\n";
  append_heading(out, numbered(page.lang, 1, page.numbers), 2);
  append_pairs(out, card_lines(page));
  for (const auto& section : numbered_sections(page)) append_section(out, section);
  out += "\n";
  append_pairs(out, {{std::string(label(page.lang, "meta.digest")), page.digest}});
  // At the margin, so that the lines can be copied as they stand.
  out += std::string(label(page.lang, "meta.seal")) + "\n" + page.seal;
  return out;
}

}  // namespace govcloud
