#include "core/ledger/schema_rows.h"

#include <charconv>

namespace govcloud {
namespace {

/// "5:index;": every command that opens a ledger does this for each object, so nothing is formatted.
void append_measured(std::string& all, std::string_view text) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, text.size()).ptr;
  all.append(digits, end).append(1, ':').append(text).append(1, ';');
}

}  // namespace

std::string schema_rows(Database& db) {
  constexpr std::size_t kRoomBytes = 16 << 10;  // about what our own schema takes
  std::string all;
  all.reserve(kRoomBytes);
  Statement rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
  while (rows.step()) {
    for (const int column : {0, 1, 2, 3}) {
      if (rows.is_null(column)) all += "-;";  // an index that SQLite made for a constraint has no text
      else append_measured(all, rows.view(column));
    }
    all += '\n';
  }
  return all;
}

}  // namespace govcloud
