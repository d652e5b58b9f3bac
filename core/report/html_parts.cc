#include "core/report/html_parts.h"

#include <algorithm>

#include <fmt/format.h>

namespace govcloud {
namespace {

/// A thin bar beneath a figure. The figure beside it says the same, so readers aloud pass it over;
/// above 100 % it is full.
std::string bar(std::int64_t hundredths) {
  const auto full = std::min<std::int64_t>(hundredths, 10000);
  return fmt::format("<svg class=\"bar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" "
                     "aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"4\"/>"
                     "<rect class=\"fill\" width=\"{}.{:02}\" height=\"4\"/></svg>",
                     full / 100, full % 100);
}

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, escaped(value));
}

bool has_groups(const Section& section) {
  return std::any_of(section.columns.begin(), section.columns.end(),
                     [](const ReportColumn& column) { return !column.group.empty(); });
}

std::string head_cell(const ReportColumn& column, std::string_view span) {
  return fmt::format("<th scope=\"col\"{}{}>{}</th>", column.number ? " class=\"n\"" : "", span,
                     escaped(column.title));
}

/// One row of headings, or two where columns stand in groups.
void append_table_head(std::string& out, const Section& section) {
  const bool groups = has_groups(section);
  std::string first, second;
  for (std::size_t i = 0; i < section.columns.size();) {
    const ReportColumn& column = section.columns[i];
    if (column.group.empty()) {
      first += head_cell(column, groups ? " rowspan=\"2\"" : "");
      ++i;
      continue;
    }
    const std::size_t from = i;
    for (; i < section.columns.size() && section.columns[i].group == column.group; ++i)
      second += head_cell(section.columns[i], "");
    first += fmt::format("<th scope=\"colgroup\" class=\"g\" colspan=\"{}\">{}</th>", i - from,
                         escaped(column.group));
  }
  out += "<thead><tr>" + first + "</tr>";
  if (groups) out += "<tr>" + second + "</tr>";
  out += "</thead>\n";
}

void append_cell(std::string& out, const ReportColumn& column, const Cell& cell, bool first) {
  const std::string title = column.group.empty() ? column.title : column.group + " " + column.title;
  out += first ? "<th scope=\"row\"" : "<td";
  out += attribute("data-label", title);
  if (column.number) out += " class=\"n\"";
  out += ">";
  const auto tone = class_of(cell.tone);
  out += tone.empty() ? element("span", cell.text) :
                        element("span", cell.text, "chip " + std::string(tone));
  if (cell.bar) out += bar(*cell.bar);
  if (!cell.small.empty()) out += element("small", cell.small);
  out += first ? "</th>" : "</td>";
}

void append_row(std::string& out, const Section& section, const Row& row) {
  if (!row.heading.empty()) {
    out += fmt::format("<tr class=\"sub\"><th scope=\"rowgroup\" colspan=\"{}\">{}{}</th></tr>\n",
                       section.columns.size(), element("span", row.heading),
                       element("small", row.heading_note));
  }
  if (row.cells.empty()) return;
  out += "<tr>";
  for (std::size_t i = 0; i < section.columns.size(); ++i)
    append_cell(out, section.columns[i], row.cells[i], i == 0);
  out += "</tr>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string element(std::string_view name, std::string_view text, std::string_view cls) {
  const std::string attributes = cls.empty() ? "" : attribute("class", cls);
  return fmt::format("<{}{}>{}</{}>", name, attributes, escaped(text), name);
}

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::good: return "good";
    case Tone::watch: return "watch";
    case Tone::bad: return "bad";
    case Tone::idle: return "idle";
    case Tone::quiet: return "quiet";
    case Tone::plain: break;
  }
  return "";
}

void append_html(std::string& out, const Section& section) {
  out += fmt::format("<section{}>\n", attribute("class", section.id));
  out += element(section.level == 2 ? "h2" : "h3", section.title) + "\n";
  if (!section.intro.empty()) out += element("p", section.intro, "intro") + "\n";
  if (!section.rows.empty()) {
    out += "<table>\n";
    append_table_head(out, section);
    out += "<tbody>\n";
    for (const auto& row : section.rows) append_row(out, section, row);
    out += "</tbody></table>\n";
  } else if (!section.empty.empty()) {
    out += element("p", section.empty, "empty") + "\n";
  }
  if (!section.paragraphs.empty()) {
    out += "<ul>\n";
    for (const auto& paragraph : section.paragraphs) out += element("li", paragraph) + "\n";
    out += "</ul>\n";
  }
  out += "</section>\n";
}

void append_html(std::string& out, const std::vector<Card>& cards) {
  out += "<dl class=\"cards\">\n";
  for (const auto& card : cards) {
    const std::string tone(class_of(card.tone));
    out += "<div>" + element("dt", card.name) + element("dd", card.value, tone);
    if (!card.note.empty()) out += element("dd", card.note, "note");
    out += "</div>\n";
  }
  out += "</dl>\n";
}

void append_html(std::string& out, const std::vector<VerdictPart>& verdicts,
                 std::string_view name) {
  std::int64_t all = 0, before = 0;
  std::string legend, rects;
  for (const auto& part : verdicts) all += part.count;
  for (const auto& part : verdicts) {
    legend += fmt::format("<li><i class=\"{}\"></i>{} <b>{}</b></li>", class_of(part.tone),
                          escaped(part.name), part.count);
    if (part.count == 0) continue;
    rects += fmt::format("<rect class=\"{}\" x=\"{}\" width=\"{}\" height=\"1\"/>",
                         class_of(part.tone), before, part.count);
    before += part.count;
  }
  out += "<div class=\"verdicts\">" + element("h3", name);
  if (all > 0)
    out += fmt::format("<svg viewBox=\"0 0 {} 1\" preserveAspectRatio=\"none\" "
                       "aria-hidden=\"true\">{}</svg>", all, rects);
  out += "<ul>" + legend + "</ul></div>\n";
}

}  // namespace govcloud
