// CSV (RFC 4180) over text that is UTF-8 already; see core/format/encoding.h for getting there.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/catalogue.h"

namespace govcloud {

/// Reads record after record. A record ends at LF, CRLF or a lone CR; a field in double quotes may
/// hold delimiters, line ends and doubled quotes, all kept as they are. Blanks belong to the field.
/// A line with nothing on it is no record and is passed over; it counts in row().
class CsvReader {
 public:
  /// `text` must outlive the reader. `name` is the file's name for messages; `delimiter` is any
  /// character but a quote, CR or LF (tab for what spreadsheets save as Unicode text).
  CsvReader(std::string_view text, std::string name, char delimiter = ',');

  /// Puts the next record's fields into `fields` (its strings are used again, so reading a large
  /// file costs few allocations); false at the end. Throws InputError 65, naming file, row and
  /// line, for a quote that is never closed, a quote inside an unquoted field, and text after a
  /// closing quote.
  bool next(std::vector<std::string>& fields);

  /// The record last read, counted from 1 as a spreadsheet numbers rows: headings and blank rows
  /// count, and line breaks inside a field do not.
  std::size_t row() const { return row_; }
  /// The line of the text on which that record begins, from 1.
  std::size_t line() const { return line_; }

 private:
  void quoted(std::string& field, std::size_t column);
  void plain(std::string& field, std::size_t column);
  bool end_of_line();
  [[noreturn]] void refuse(std::size_t column, Message why) const;

  std::string_view text_;
  std::string name_;
  char delimiter_;
  std::size_t at_ = 0, row_ = 0, line_ = 0, lines_passed_ = 0;
};

/// Appends one record: RFC 4180 quoting and LF. With `excel`, for a spreadsheet on Windows: CRLF,
/// and an apostrophe before each cell that a spreadsheet would compute, which is one that begins,
/// after blanks, with = + - @ (or their full-width forms), TAB or CR and is not a plain number. A
/// byte order mark is the caller's to write, once, before the first record (kCsvBom).
void append_csv(std::string& out, const std::vector<std::string>& fields, bool excel);

inline constexpr std::string_view kCsvBom = "\xEF\xBB\xBF";

}  // namespace govcloud
