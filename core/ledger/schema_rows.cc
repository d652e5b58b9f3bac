#include "core/ledger/schema_rows.h"

#include <fmt/format.h>

namespace govcloud {

std::string schema_rows(Database& db) {
  std::string all;
  Statement rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
  while (rows.step()) {
    for (const int column : {0, 1, 2, 3}) {
      if (rows.is_null(column)) all += "-;";  // an index that SQLite made for a constraint has no text
      else all += fmt::format("{}:{};", rows.view(column).size(), rows.view(column));
    }
    all += '\n';
  }
  return all;
}

}  // namespace govcloud
