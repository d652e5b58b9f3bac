// The rows of sqlite_schema as one text, so that two schemas are the same exactly when their texts
// are. The build makes the text of our own (schema_rows_main.cc) and puts it into the program.
#pragma once
#include <string>

#include "core/ledger/database.h"

namespace govcloud {

/// Type, name, table and SQL of each object, each with its length before it, ordered by type and name.
std::string schema_rows(Database& db);

}  // namespace govcloud
