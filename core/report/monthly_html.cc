// The monthly report as one HTML file, without script and network.
#include <fmt/format.h>

#include "core/format/width.h"
#include "core/report/charts.h"
#include "core/report/html_parts.h"
#include "core/report/labels.h"
#include "core/report/render.h"

namespace govcloud {
namespace {

void append_pairs(std::string& out, const std::vector<Meta>& pairs) {
  out += "<dl>\n";
  for (const auto& pair : pairs) out += element("dt", pair.name) + element("dd", pair.value) + "\n";
  out += "</dl>\n";
}

std::string page_title(const MonthlyReport& report, Lang lang) {
  return std::string(label(lang, "title")) + " " + to_text(report.period);
}

void append_head(std::string& out, const MonthlyReport& report, Lang lang) {
  out += fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                     lang == Lang::zh ? "zh-CN" : "en");
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += element("title", page_title(report, lang)) + "\n<style>";
  out += html_style();
  out += "</style>\n</head>\n<body>\n<main>\n";
}

void append_title_block(std::string& out, const MonthlyReport& report, Lang lang) {
  out += fmt::format("<header>\n<h1>{} <span>{}</span></h1>\n", escaped(label(lang, "title")),
                     to_text(report.period));
  append_pairs(out, head_of(report, lang));
  for (const auto& warning : warnings_of(report, lang)) out += element("p", warning, "warn") + "\n";
  out += "</header>\n";
}

/// Each picture with its heading, and a sentence for those who do not see it within it.
void append_charts(std::string& out, const std::vector<Chart>& charts) {
  if (charts.empty()) return;
  out += "<div class=\"charts\">\n";
  for (const auto& chart : charts)
    out += fmt::format("<figure class=\"{}\">{}{}</figure>\n", chart.id, element("figcaption", chart.title), svg_of(chart));
  out += "</div>\n";
}

void append_numbers(std::string& out, const MonthlyReport& report, Lang lang) {
  out += "<section class=\"numbers\">\n";
  out += element("h2", numbered(lang, 1, label(lang, "section.numbers"))) + "\n";
  append_html(out, cards_of(report, lang));
  append_html(out, verdicts_of(report, lang), label(lang, "col.verdict"));
  append_charts(out, charts_of(report, lang));
  out += "</section>\n";
}

void append_hash(std::string& out, std::string_view name, std::string_view value) {
  out += element("dt", name) + element("dd", value, "hash") + "\n";
}

void append_foot(std::string& out, const MonthlyReport& report, Lang lang,
                 std::string_view version) {
  out += "<footer>\n<dl>\n";
  append_hash(out, label(lang, "meta.ledger"), printable(report.ledger_id));
  out += element("dt", label(lang, "meta.seal")) + element("dd", seal_of(report), "hash seal") + "\n";
  append_hash(out, label(lang, "meta.digest"), "sha256:" + printable(report.digest));
  out += element("dt", label(lang, "meta.program")) +
         element("dd", "govcloud " + printable(version)) + "\n</dl>\n";
  for (const auto& [on, key] : {std::pair(report.unsigned_ledger, "note.unsigned"),
                                std::pair(report.test_ledger, "note.test")})
    if (on) out += element("p", label(lang, key)) + "\n";
  out += "</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace

std::string render_html(const MonthlyReport& report, Lang lang, std::string_view version) {
  std::string out;
  append_head(out, report, lang);
  append_title_block(out, report, lang);
  append_numbers(out, report, lang);
  for (const auto& section : sections_of(report, lang)) append_html(out, section);
  append_foot(out, report, lang, version);
  return out;
}

}  // namespace govcloud
