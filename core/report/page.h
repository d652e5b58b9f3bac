// A report as people read it, in one language and without any layout yet: the monthly and the yearly
// one become pages, and the renderers lay any page out. None reads a clock, a locale or a file.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/report/charts.h"
#include "core/report/sections.h"
#include "core/report/yearly.h"

namespace govcloud {

struct ReportPage {
  Lang lang = Lang::zh;
  Date made_on{};
  std::string title, period;
  std::vector<Meta> head;
  std::vector<std::string> warnings;  // what the reader must know first: unsigned, not in force …
  std::string numbers;                // the heading over cards, verdicts and charts, number one
  std::vector<Card> cards;
  std::string verdicts_title;       // the heading over the verdicts
  std::vector<VerdictPart> verdicts;
  std::vector<Chart> charts;
  std::vector<Section> sections;  // everything after that, not numbered
  std::string ledger_id, digest;
  std::string seal;  // of the head that the report was read at: lines that `audit verify --against` takes
  std::vector<std::string> foot;
};

/// A page with its head and its foot, without title and contents. `unit_name` is that of head.unit.
ReportPage page_for(const ReportHead& head, Lang lang, const std::string& period, const std::string& unit_name);
ReportPage page_of(const MonthlyReport& report, Lang lang);
ReportPage page_of(const YearlyReport& report, Lang lang);

/// The sections with the numbers of their headings.
std::vector<Section> numbered_sections(const ReportPage& page);

/// For screen, phone and A4 paper. `version` is the program's, for the foot.
std::string html_of(const ReportPage& page, std::string_view version);
/// For a terminal or a pipe.
std::string text_of(const ReportPage& page);
/// CommonMark; pictures are told in sentences.
std::string markdown_of(const ReportPage& page);

}  // namespace govcloud
