// A page as a workbook. Used by core/report only.
#pragma once
#include <string>
#include <vector>

#include "core/format/xlsx.h"
#include "core/report/page.h"

namespace govcloud {

using SheetCells = std::vector<SheetCell>;

SheetLook look_of(Tone tone);
inline SheetCell words(std::string text, SheetLook look = SheetLook::plain) { return {std::move(text), look}; }

/// A sheet's first rows: the title over all columns, and what it is about.
void begin_sheet(Sheet& sheet, const ReportPage& page, const std::string& title, std::uint16_t columns);
/// Wide enough for what stands in a column, within reason; the rest is wrapped.
void fit_widths(Sheet& sheet, std::size_t from_row);

/// An overview with pictures, the sheets given, and a sheet for each section that has one. Throws what
/// xlsx_of() of a workbook throws.
std::string xlsx_of(const ReportPage& page, std::string_view version, std::vector<Sheet> details);

}  // namespace govcloud
