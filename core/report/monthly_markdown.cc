// The monthly report as Markdown (CommonMark with the tables of GitHub's): for wikis and mails.
#include <algorithm>

#include "core/report/charts.h"
#include "core/report/labels.h"
#include "core/report/render.h"
#include "core/report/sections.h"

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

void append_numbers(std::string& out, const MonthlyReport& report, Lang lang) {
  out += "## " + plain(numbered(lang, 1, label(lang, "section.numbers"))) + "\n\n";
  for (const auto& card : cards_of(report, lang))
    out += "- " + plain(label(lang, "word.colon", {card.name, card.value})) +
           (card.note.empty() ? "" : plain(label(lang, "word.in_brackets", {card.note}))) + "\n";
  std::string counts;
  for (const auto& part : verdicts_of(report, lang))
    counts += (counts.empty() ? "" : " · ") + part.name + " " + std::to_string(part.count);
  out += "- " + plain(label(lang, "word.colon", {std::string(label(lang, "col.verdict")), counts})) + "\n";
  // What the page draws is said here.
  for (const auto& chart : charts_of(report, lang))
    out += "- " + plain(label(lang, "word.colon", {chart.title, chart.says})) + "\n";
  out += "\n";
}

}  // namespace

std::string render_markdown(const MonthlyReport& report, Lang lang) {
  std::string out = "# " + plain(label(lang, "title")) + " " + to_text(report.period) + "\n\n";
  for (const auto& pair : head_of(report, lang))
    out += "- " + plain(label(lang, "word.colon", {pair.name, pair.value})) + "\n";
  out += "\n";
  for (const auto& warning : warnings_of(report, lang)) out += "> **" + plain(warning) + "**\n\n";
  append_numbers(out, report, lang);
  for (const auto& section : sections_of(report, lang)) append_section(out, section);
  out += plain(label(lang, "word.colon", {std::string(label(lang, "meta.digest")), "sha256:" + report.digest})) + "\n\n";
  // As it stands, so that its lines can be copied into a seal.
  return out + plain(label(lang, "meta.seal")) + "\n\n```\n" + seal_of(report) + "```\n";
}

}  // namespace govcloud
