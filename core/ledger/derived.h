// The derived tables against a replay: the first row that is not what the books give.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "core/law/books.h"
#include "core/ledger/crew.h"
#include "core/ledger/database.h"

namespace govcloud {

struct OtherRow {
  std::string table, id;
};

/// Compares every row of the derived tables (roll-ups of measurements aside) with the books, each table
/// in the order of its keys, holding one row at a time. `rows` counts what was compared; of several other
/// rows the one of the first table in the schema's order is given. With a `twin`, another connection to
/// the same bytes, the crew takes its share of the tables.
std::optional<OtherRow> first_other_row(Database& db, const Books& books, std::uint64_t head_seq,
                                        std::uint64_t& rows, Crew& crew, Database* twin);

}  // namespace govcloud
