// The report as people read it: cards, headings, tables and sentences in one language, without any
// layout yet. The text and the HTML renderer lay the same sections out. Everything that comes from
// the ledger was made fit to be shown (printable()), and is not escaped for HTML.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/format/catalogue.h"
#include "core/format/json.h"
#include "core/report/monthly.h"

namespace govcloud {

/// How a word is meant; the renderers may colour it, the word alone says it too.
enum class Tone { plain, good, watch, bad, idle, quiet };

struct Cell {
  std::string text;
  std::string small = {};  // a second line in HTML; left out of text
  std::string brief = {};  // in text instead of `text`, where not empty
  Tone tone = Tone::plain;
  std::optional<std::int64_t> bar = {};  // hundredths of a percent, drawn in HTML
  // What the text stands for, where a workbook can hold it as itself.
  std::optional<Json::Decimal> number = {};
  std::optional<Date> day = {};
};

struct ReportColumn {
  std::string title;
  std::string group = {};      // a heading over neighbouring columns; text joins these with "/"
  bool number = false;         // aligned to the right
  bool html_only = false;
  std::size_t text_width = 0;  // text is cut to it; 0: never
};

/// A row of cells, or a heading over the rows that follow.
struct Row {
  std::string heading = {}, heading_note = {};
  std::vector<Cell> cells = {};
};

struct Section {
  std::string id;  // "requests"
  std::string title;
  int level = 2;  // 2, or 3 below a section of level 2
  std::string intro = {};
  std::vector<ReportColumn> columns = {};
  std::vector<Row> rows = {};
  std::string empty = {};  // stands in place of a table without rows
  std::vector<std::string> paragraphs = {};
  bool sheet = true;  // has a sheet of its own in a workbook

  /// Nothing to tell, and no words for that.
  bool is_void() const { return rows.empty() && empty.empty() && intro.empty() && paragraphs.empty(); }
};

/// One figure of the month.
struct Card {
  std::string name, value, note = {};
  Tone tone = Tone::plain;
};

/// A line of the head or the foot.
struct Meta {
  std::string name, value;
};

struct VerdictPart {
  std::string code, name;
  std::int64_t count = 0;
  Tone tone = Tone::plain;
};

std::vector<Card> cards_of(const MonthlyReport& report, Lang lang);
/// The five verdicts with their counts, in the order of their codes.
std::vector<VerdictPart> verdicts_of(const ReportHead& head, const VerdictCounts& counts, Lang lang);
std::string numbered(Lang lang, std::size_t number, std::string_view title);
/// A ratio and what it rests on.
Card ratio_card(Lang lang, std::string_view name, const std::optional<std::int64_t>& percent, const std::string& basis);
/// "12.34 %", or the words for no data.
std::string ratio_text(Lang lang, const std::optional<std::int64_t>& thousandths);

// The sections one by one.
std::vector<Section> use_sections(const MonthlyReport& report, Lang lang);
Section requests_section(const MonthlyReport& report, Lang lang);
Section findings_section(const MonthlyReport& report, Lang lang);
Section orders_section(const MonthlyReport& report, Lang lang);
Section incidents_section(const MonthlyReport& report, Lang lang);
Section availability_section(const MonthlyReport& report, Lang lang);
Section papers_section(const MonthlyReport& report, Lang lang);
Section duties_section(const MonthlyReport& report, Lang lang);
Section capacity_section(const MonthlyReport& report, Lang lang);
Section advice_section(const MonthlyReport& report, Lang lang);
Section definitions_section(const ReportHead& report, Lang lang);

/// "shrink to 4C 16G".
std::string advice_text(const ReportHead& report, Lang lang, const ReportAdvice& advice);
/// "critical 0, high 2, …."
std::string severities_text(const ReportHead& report, const std::map<std::string, std::int64_t>& counts, Lang lang);

Tone tone_of_verdict(std::string_view verdict);

}  // namespace govcloud
