// The allow-list: a ledger's schema is exactly the built-in one of its version. It is looked at before
// any statement touches a table, whoever opens the file and for whatever, so that nothing a stranger
// put into a file (a view, a trigger, a CHECK that calls something) is ever run.
#pragma once
#include <string>
#include <string_view>

#include "core/ledger/database.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {

constexpr int kSchemaVersion = 1;

/// The rows of sqlite_schema that a ledger has, as schema_rows() writes them.
std::string_view own_schema_rows();

/// What differs from it, as a sentence; empty when nothing does.
std::string schema_fault(Database& db);

/// Whether all that is wrong is that some of our own triggers are gone: what is left is ours, so that
/// the journal can be read without danger, and the event be named that was changed behind their back.
bool lacks_triggers_only(Database& db);

/// A schema that is not ours: 15.
struct ForeignSchema : LedgerError {
  using LedgerError::LedgerError;
};

/// The first look at a file: format, encoding, and the allow-list. Throws ForeignSchema.
void look_at_ledger(Database& db);
/// The same for a file under audit, which may lack triggers: verification says so and goes on.
void look_at_audited(Database& db);

/// Opens a ledger's file: its first bytes, the hardened settings, the first look, and only then
/// whatever the mode needs. Throws LedgerError 10, 15, 74, 75.
Database open_ledger_file(const std::string& path, Database::Mode mode, int wait_seconds);

}  // namespace govcloud
