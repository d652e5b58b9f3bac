// Runs during the build only: prints the rows of sqlite_schema that a ledger of this program has.
#include <cstdio>

#include "core/format/embedded.h"
#include "core/ledger/schema_rows.h"

int main() {
  auto db = govcloud::Database::in_memory();
  db.run(govcloud::embedded::enduring_schema());
  db.run(govcloud::embedded::derived_schema());
  const auto rows = govcloud::schema_rows(db);
  return std::fwrite(rows.data(), 1, rows.size(), stdout) == rows.size() && std::fflush(stdout) == 0 ? 0 : 1;
}
