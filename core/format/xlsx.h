// The door to workbooks (Office Open XML, ECMA-376): plain values become the bytes of an .xlsx file.
// The library behind it is loaded when a workbook is asked for, so that no other command pays for it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/format/json.h"
#include "core/law/date.h"

namespace govcloud {

/// How a cell looks; numbers and dates get their form from the value.
enum class SheetLook { plain, title, note, head, group, card, good, watch, bad, idle, quiet };

/// A text, a number with its decimals, or a day; nothing leaves the cell empty.
using SheetValue = std::variant<std::monostate, std::string, Json::Decimal, Date>;

struct SheetCell {
  SheetValue value = {};
  SheetLook look = SheetLook::plain;
};

/// Cells of a row that become one, both ends included; the first holds the value.
struct SheetMerge {
  std::uint32_t row = 0;
  std::uint16_t from = 0, to = 0;
};

/// A picture over cells of a sheet: names in the first column, a series in each further one.
struct SheetChart {
  enum class Kind { lines, bars, stacked } kind = Kind::lines;
  std::string title, axis;
  std::uint32_t head_row = 0, first_row = 0, last_row = 0;
  std::uint16_t first_column = 0, last_column = 0;  // the first holds the names
  std::vector<std::uint32_t> colours;               // 0xRRGGBB, one for each series
  std::uint32_t at_row = 0;                         // where its upper left corner lies
  std::uint16_t at_column = 0;
};

struct Sheet {
  std::string name;          // cut to 31 characters; []:*?/\ become blanks
  std::vector<int> widths;   // of the columns, in characters of the standard font
  std::vector<std::vector<SheetCell>> rows;
  std::vector<SheetMerge> merges;
  std::uint32_t frozen_rows = 0;                   // stay in sight, and are repeated on each printed page
  std::uint16_t frozen_columns = 0;
  std::optional<std::uint32_t> filtered_from;      // the row of heads from which a filter reaches to the end
  std::vector<SheetChart> charts;
};

struct Workbook {
  std::string title, author, font;  // font: of all cells
  Date made_on{};                   // stands in the properties; no clock is read
  std::vector<Sheet> sheets;
};

/// The file's bytes; the same workbook gives the same bytes. Throws InputError, exit 78 where the
/// library is not installed, 74 where its temporary files cannot be written; std::logic_error for two
/// sheets of one name.
std::string xlsx_of(const Workbook& workbook);

}  // namespace govcloud
