// Opening a file for verification so that nothing is written beside it and nothing stale is taken for
// the whole. A file that says it is in WAL mode is never opened as immutable: what was committed last
// lies in its -wal.
#pragma once
#include <memory>
#include <string>

#include "core/ledger/verify.h"

namespace govcloud {

/// How the file was read: the check "file" counts the bytes read, and its note tells the way.
struct AuditFile {
  Database db;
  Check file;
  std::unique_ptr<Database> twin = nullptr;  // the same bytes once more, for verify(); of a still copy only
};

/// - In rollback mode with nothing beside it: read where it lies.
/// - In use by another program: read where it lies, through SQLite's own locks.
/// - Else: a private copy, with its -wal and -journal, in a folder of $TMPDIR (or /var/tmp, /tmp).
/// The database stands in one read transaction until it is closed, with bounds on work and memory
/// that fit the file's size. Throws LedgerError: 10, 15, 74, 75.
AuditFile open_audit_file(const std::string& path, int wait_seconds);
/// The same, where nobody asks how it was read.
Database open_for_audit(const std::string& path);

/// Opens a ledger for reading where it lies; in a folder that cannot be written, where SQLite cannot
/// share memory with a writer, through a private copy. Throws LedgerError 10, 15, 74, 75.
Database open_for_reading(const std::string& path, int wait_seconds);

}  // namespace govcloud
