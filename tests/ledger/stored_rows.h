// The rows that a derived database holds, as text.
#pragma once
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/ledger/database.h"

namespace govcloud::testing {

/// One line per stored row, in the order of tables and keys.
struct StoredRow {
  std::string table, id, columns;
  bool operator==(const StoredRow&) const = default;
  auto operator<=>(const StoredRow&) const = default;
};
inline std::vector<StoredRow> stored_rows(Database& db) {
  static constexpr std::pair<const char*, const char*> kTables[] = {
      {"ledger", "SELECT one, seq || '|' || record FROM ledger"},
      {"unit", "SELECT id, seq || '|' || kind || '|' || record FROM unit"},
      {"person", "SELECT id, seq || '|' || unit || '|' || record FROM person"},
      {"key", "SELECT id, seq || '|' || person || '|' || state || '|' || record FROM key"},
      {"signatory", "SELECT person, seq || '|' || key || '|' || record FROM signatory"},
      {"system", "SELECT id, seq || '|' || unit || '|' || state || '|' || record FROM system"},
      {"request", "SELECT id, seq || '|' || kind || '|' || system || '|' || unit || '|' || stage || '|' || submitted_on || '|' || record FROM request"},
      {"resource", "SELECT id, seq || '|' || system || '|' || unit || '|' || state || '|' || cloud_id || '|' || ifnull(delivered_on, '') || '|' || ifnull(reclaimed_on, '') || '|' || record FROM resource"},
      {"evidence", "SELECT id, seq || '|' || subject || '|' || kind || '|' || record FROM evidence"},
      {"deadline", "SELECT request || '/' || position, rule || '|' || article || '|' || owner || '|' || started_on || '|' || quote(due_on) || '|' || provisional || '|' || quote(done_on) || '|' || working_days_late || '|' || open FROM deadline"},
      {"finding", "SELECT id, seq || '|' || identity || '|' || system || '|' || state || '|' || severity || '|' || quote(due_on) || '|' || record FROM finding"},
      {"scan", "SELECT digest, seq || '|' || record FROM scan"},
      {"usage_import", "SELECT digest, seq || '|' || record FROM usage_import"},
  };
  std::vector<StoredRow> all;
  for (const auto& [table, sql] : kTables) {
    Statement rows(db, sql);
    while (rows.step()) all.push_back({table, rows.text(0), rows.text(1)});
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace govcloud::testing
