// Prepared statements and transactions of core/ledger/database.h.
#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "core/ledger/database.h"

namespace govcloud {

Statement::Statement(Database& db, std::string_view sql) : db_(db) {
  const auto known = std::find_if(db.idle_.begin(), db.idle_.end(),
                                  [&](sqlite3_stmt* idle) { return sql == sqlite3_sql(idle); });
  if (known != db.idle_.end()) {
    statement_ = std::exchange(*known, db.idle_.back());
    db.idle_.pop_back();
    return;
  }
  const int code = sqlite3_prepare_v3(db.db_, sql.data(), static_cast<int>(sql.size()), 0,
                                      &statement_, nullptr);
  if (code != SQLITE_OK) db.fail(code, "reading");
}

Statement::~Statement() {
  if (db_.idle_.size() == db_.idle_.capacity()) {  // nothing may be allocated, and thrown, here
    sqlite3_finalize(statement_);
    return;
  }
  reset();
  db_.idle_.push_back(statement_);
}

/// A value that is not bound would be NULL: another question, with another answer.
void Statement::want(int code) const {
  if (code != SQLITE_OK) db_.fail(code, "reading or writing");
}

void Statement::bind_one(int at, std::int64_t value) { want(sqlite3_bind_int64(statement_, at, value)); }
void Statement::bind_null(int at) { want(sqlite3_bind_null(statement_, at)); }

void Statement::bind_one(int at, std::string_view value) {
  // An empty view may have no data; SQLite would take that for NULL.
  want(sqlite3_bind_text64(statement_, at, value.data() != nullptr ? value.data() : "", value.size(),
                           SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind_blob(int at, std::string_view bytes) {
  want(sqlite3_bind_blob64(statement_, at, bytes.data() != nullptr ? bytes.data() : "", bytes.size(),
                           SQLITE_TRANSIENT));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  db_.fail(code, "reading or writing");
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
std::string Statement::text(int column) const { return std::string(view(column)); }
bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string_view Statement::view(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (data == nullptr && sqlite3_errcode(db_.db_) == SQLITE_NOMEM) want(SQLITE_NOMEM);
  return {data != nullptr ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Transaction::Transaction(Database& db, Kind kind) : db_(db), kind_(kind) {
  db_.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    if (db_.in_transaction()) db_.run("ROLLBACK");
  } catch (...) {
    // The connection is beyond use, or there is no memory to say so; closing it rolls back.
  }
}

void Transaction::commit() {
  if (kind_ == Kind::write) db_.asked_commit_ = true;
  db_.run("COMMIT");
  open_ = false;
}

}  // namespace govcloud
