// A report as Markdown (CommonMark with the tables of GitHub's): for wikis and mails.
#include <algorithm>

#include "core/report/labels.h"
#include "core/report/page.h"

namespace govcloud {
namespace {

/// Text that means itself: what Markdown or HTML would read as something else is escaped.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|~&!").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

void append_table_row(std::string& out, const std::vector<std::string>& cells) {
  out += "|";
  for (const auto& cell : cells) out += " " + cell + " |";
  out += "\n";
}

std::string cell_text(const Cell& cell) {
  std::string text = plain(cell.text);
  if (!cell.small.empty()) text += "<br>" + plain(cell.small);
  return text;
}

void append_table(std::string& out, const Section& section) {
  std::vector<std::string> titles, rules;
  for (const auto& column : section.columns) {
    titles.push_back(plain(column.group.empty() ? column.title : column.group + " " + column.title));
    rules.emplace_back(column.number ? "---:" : "---");
  }
  append_table_row(out, titles);
  append_table_row(out, rules);
  for (const auto& row : section.rows) {
    if (!row.heading.empty()) {
      std::vector<std::string> cells(section.columns.size());
      cells.front() = "**" + plain(row.heading) + "**" +
                      (row.heading_note.empty() ? "" : "<br>" + plain(row.heading_note));
      append_table_row(out, cells);
    }
    if (row.cells.empty()) continue;
    std::vector<std::string> cells;
    for (const auto& cell : row.cells) cells.push_back(cell_text(cell));
    append_table_row(out, cells);
  }
  out += "\n";
}

void append_section(std::string& out, const Section& section) {
  out += std::string(section.level == 2 ? "## " : "### ") + plain(section.title) + "\n\n";
  if (!section.intro.empty()) out += plain(section.intro) + "\n\n";
  if (!section.rows.empty()) append_table(out, section);
  else if (!section.empty.empty()) out += plain(section.empty) + "\n\n";
  for (const auto& paragraph : section.paragraphs) out += "- " + plain(paragraph) + "\n";
  if (!section.paragraphs.empty()) out += "\n";
}

void append_numbers(std::string& out, const ReportPage& page) {
  out += "## " + plain(numbered(page.lang, 1, page.numbers)) + "\n\n";
  for (const auto& card : page.cards)
    out += "- " + plain(label(page.lang, "word.colon", {card.name, card.value})) +
           (card.note.empty() ? "" : plain(label(page.lang, "word.in_brackets", {card.note}))) + "\n";
  std::string counts;
  for (const auto& part : page.verdicts)
    counts += (counts.empty() ? "" : " · ") + part.name + " " + std::to_string(part.count);
  out += "- " + plain(label(page.lang, "word.colon", {page.verdicts_title, counts})) + "\n";
  // What the page draws is said here.
  for (const auto& chart : page.charts)
    out += "- " + plain(label(page.lang, "word.colon", {chart.title, chart.says})) + "\n";
  out += "\n";
}

}  // namespace

std::string markdown_of(const ReportPage& page) {
  std::string out = "# " + plain(page.title) + " " + page.period + "\n\n";
  for (const auto& pair : page.head) out += "- " + plain(label(page.lang, "word.colon", {pair.name, pair.value})) + "\n";
  out += "\n";
  for (const auto& warning : page.warnings) out += "> **" + plain(warning) + "**\n\n";
  append_numbers(out, page);
  for (const auto& section : numbered_sections(page)) append_section(out, section);
  out += plain(label(page.lang, "word.colon", {std::string(label(page.lang, "meta.digest")), "sha256:" + page.digest})) + "\n\n";
  // As it stands, so that its lines can be copied into a seal.
  return out + plain(label(page.lang, "meta.seal")) + "\n\n```\n" + page.seal + "```\n";
}

}  // namespace govcloud
