// The renderings of a monthly report. All say the same value; none reads a clock, a locale or a
// file, so the same report gives the same bytes.
#pragma once
#include <string>
#include <string_view>

#include "core/format/catalogue.h"
#include "core/format/json.h"
#include "core/report/monthly.h"

namespace govcloud {

/// SHA-256, lower-case hex, over a report's JSON on one line without its member `digest`.
std::string digest_of(const Json& whole);

/// The `item` of govcloud.report.monthly/1. Every key is always there; what is not known is null.
/// Means and used over provisioned have three decimals, other percentages two.
Json report_json(const MonthlyReport& report);

/// One flat table of the resources (RFC 4180): a row each, codes as they are, the report's head and
/// digest in the last columns. `excel` adds a byte order mark, CRLF and the guards of append_csv().
std::string render_csv(const MonthlyReport& report, bool excel);

/// For a terminal or a pipe: sections with tables aligned by display width.
std::string render_text(const MonthlyReport& report, Lang lang);

/// One HTML file for screen, phone and A4 paper, without script and network. `version` is the
/// program's, for the foot.
std::string render_html(const MonthlyReport& report, Lang lang, std::string_view version);

/// CommonMark with tables, for wikis and mails; pictures are told in sentences.
std::string render_markdown(const MonthlyReport& report, Lang lang);

/// An .xlsx workbook with real numbers, days and charts; throws what xlsx_of() throws.
std::string render_xlsx(const MonthlyReport& report, Lang lang, std::string_view version);

}  // namespace govcloud
