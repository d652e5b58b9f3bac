// A report as one HTML file, without script and network.
#include <fmt/format.h>

#include "core/format/width.h"
#include "core/report/html_parts.h"
#include "core/report/labels.h"
#include "core/report/page.h"

namespace govcloud {
namespace {

void append_pairs(std::string& out, const std::vector<Meta>& pairs) {
  out += "<dl>\n";
  for (const auto& pair : pairs) out += element("dt", pair.name) + element("dd", pair.value) + "\n";
  out += "</dl>\n";
}

void append_head(std::string& out, const ReportPage& page) {
  out += fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                     page.lang == Lang::zh ? "zh-CN" : "en");
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += element("title", page.title + " " + page.period) + "\n<style>";
  out += html_style();
  out += "</style>\n</head>\n<body>\n<main>\n";
}

void append_title_block(std::string& out, const ReportPage& page) {
  out += fmt::format("<header>\n<h1>{} <span>{}</span></h1>\n", escaped(page.title),
                     page.period);
  append_pairs(out, page.head);
  for (const auto& warning : page.warnings) out += element("p", warning, "warn") + "\n";
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

void append_numbers(std::string& out, const ReportPage& page) {
  out += "<section class=\"numbers\">\n";
  out += element("h2", numbered(page.lang, 1, page.numbers)) + "\n";
  append_html(out, page.cards);
  append_html(out, page.verdicts, page.verdicts_title);
  append_charts(out, page.charts);
  out += "</section>\n";
}

void append_hash(std::string& out, std::string_view name, std::string_view value) {
  out += element("dt", name) + element("dd", value, "hash") + "\n";
}

void append_foot(std::string& out, const ReportPage& page, std::string_view version) {
  out += "<footer>\n<dl>\n";
  append_hash(out, label(page.lang, "meta.ledger"), page.ledger_id);
  out += element("dt", label(page.lang, "meta.seal")) + element("dd", page.seal, "hash seal") + "\n";
  append_hash(out, label(page.lang, "meta.digest"), "sha256:" + page.digest);
  out += element("dt", label(page.lang, "meta.program")) +
         element("dd", "govcloud " + printable(version)) + "\n</dl>\n";
  for (const auto& note : page.foot) out += element("p", note) + "\n";
  out += "</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace

std::string html_of(const ReportPage& page, std::string_view version) {
  std::string out;
  append_head(out, page);
  append_title_block(out, page);
  append_numbers(out, page);
  for (const auto& section : numbered_sections(page)) append_html(out, section);
  append_foot(out, page, version);
  return out;
}

}  // namespace govcloud
