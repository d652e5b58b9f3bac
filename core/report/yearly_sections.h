// The sections of the yearly report. Used by core/report only.
#pragma once
#include <map>
#include <string>

#include "core/report/parts.h"
#include "core/report/sections.h"
#include "core/report/yearly.h"

namespace govcloud {

/// "12C 48G 200G", or the sign for nothing.
std::string give_back_text(const std::map<std::string, std::int64_t>& quantities);

Section months_section(const YearlyReport& report, Lang lang);
Section units_section(const YearlyReport& report, Lang lang);
Section limits_section(const YearlyReport& report, Lang lang);
Section give_back_section(const YearlyReport& report, Lang lang);
Section year_findings_section(const YearlyReport& report, Lang lang);
Section year_duties_section(const YearlyReport& report, Lang lang);
Section changes_section(const YearlyReport& report, Lang lang);
Section measures_section(const YearlyReport& report, Lang lang);
Section fees_section(const YearlyReport& report, Lang lang);

/// Fills measures and fees.
void add_provider(YearlyReport& report, const ReportView& year);

}  // namespace govcloud
