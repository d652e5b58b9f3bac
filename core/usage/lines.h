// Rows of a delimited text file as it streams by, and the fields of a row. core/format/csv reads
// whole texts into strings of its own; a month of a fleet is hundreds of MB, so here rows are views
// into one buffer.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/gzip.h"

namespace govcloud {

inline constexpr std::size_t kRowBytesMax = std::size_t{1} << 20;
/// A file that is not UTF-8 is turned into UTF-8 whole, and so may not be longer.
inline constexpr std::size_t kOtherEncodingBytesMax = std::size_t{64} << 20;

/// Reads physical lines, ended by LF or CRLF (cut off) or the end of the file. The first piece of
/// the file tells its encoding, as core/format/encoding.h recognises it; a byte order mark is
/// passed over. Throws InputError 65 for a line longer than kRowBytesMax, naming the row, and
/// whatever the source and the encoding throw.
class Lines {
 public:
  explicit Lines(ByteSource& source);

  /// The next line; false at the end. The view holds until the next call of next() or extend().
  bool next(std::string_view& line);

  /// Makes the line last read longer by the one after it, with the line end between them, for a
  /// quoted field that goes on. False, with nothing changed, at the end of the file or where it
  /// would become longer than kRowBytesMax. Views of the line must be taken again from `line`.
  bool extend(std::string_view& line);
  /// Undoes all extend() calls since next(): the lines will be read again.
  void shrink(std::string_view& line);

  /// The row last read, from 1, as a spreadsheet numbers rows: headings, blank rows and remarks
  /// count; an extended row is one.
  std::int64_t row() const { return row_; }
  /// "utf-8", "utf-16le", "utf-16be" or "gb18030".
  const std::string& encoding() const { return encoding_; }

 private:
  bool find_end(std::size_t from, std::size_t& end);
  bool refill();
  std::string_view cut(std::size_t end) const;

  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t start_ = 0;      // of the line last read
  std::size_t first_end_ = 0;  // where its first physical line ends
  std::size_t after_ = 0;      // where the next line begins
  std::size_t filled_ = 0;
  std::int64_t row_ = 0;
  bool at_end_ = false;
  std::string encoding_;
};

/// What is wrong with a row as text.
enum class RowFault { none, quote_open, quote_misplaced };

/// Splits a row into fields, RFC 4180 quoting included; `trim` cuts blanks and tabs around fields
/// that are not quoted. `fields` are views into `row` or, where a quote was doubled, into
/// `scratch`. quote_open: the row ends inside quotes, and may go on in the next line. At most
/// `fields_max` fields are kept; `count` is the number that there are.
RowFault split_row(std::string_view row, char delimiter, bool trim, std::size_t fields_max,
                   std::vector<std::string_view>& fields, std::size_t& count, std::string& scratch);

}  // namespace govcloud
