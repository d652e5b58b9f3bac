#include "core/ledger/database.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <random>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

constexpr int kPageSizeBytes = 8192;
constexpr int kApplicationId = 0x676f7663;  // "govc"
constexpr std::int64_t kPauseMinUs = 500, kPauseMaxUs = 16'000;
constexpr std::size_t kIdleStatementsMax = 64;

/// The exit code for an SQLite result code.
int exit_code(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return 75;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return 15;  // the file's first bytes were looked at before
    default: return 74;
  }
}

std::string hint_for(int exit) {
  switch (exit) {
    case 75: return "another program is writing; try again, or wait longer: --wait SECONDS";
    case 15: return "stop writing to this file and ask the auditor: govcloud audit verify";
    case 74: return "nothing was recorded, unless the command was given a key: then try again with the same --key";
    default: return "";
  }
}

/// How long a writer sleeps before it looks again whether the ledger is free, in microseconds. It
/// grows with the tries, so that a crowd does not keep the processors busy with asking, and stays
/// under the 100 ms of SQLite's own handler, which leaves the lock idle; half of it is chance, so
/// that a crowd does not ask in step.
std::int64_t pause_us(int tries) {
  static std::minstd_rand chance(static_cast<unsigned>(getpid()));
  const auto most = std::min<std::int64_t>(kPauseMaxUs, kPauseMinUs << std::min(tries, 16));
  return most / 2 + static_cast<std::int64_t>(chance()) % (most / 2 + 1);
}

/// SQLite's question whether to go on waiting, after so many tries; `seconds` is --wait.
int wait_a_little(void* seconds, int tries) {
  static thread_local std::chrono::steady_clock::time_point until;
  const auto now = std::chrono::steady_clock::now();
  if (tries == 0) until = now + std::chrono::seconds{reinterpret_cast<std::intptr_t>(seconds)};
  if (now >= until) return 0;
  const std::chrono::microseconds pause{pause_us(tries)};
  std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(pause, until - now));
  return 1;
}

/// Refuses what cannot be a ledger before SQLite sees it: a folder, a text file, an empty file.
void look_at_file(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0)
    throw LedgerError(10, fmt::format("there is no ledger at {}: {}", path, std::strerror(errno)),
                      "make one with: govcloud init, or name another: --ledger FILE");
  if (!S_ISREG(info.st_mode)) throw LedgerError(10, fmt::format("{} is not a file", path));
  char head[72] = {};
  std::FILE* file = std::fopen(path.c_str(), "rbe");
  if (file == nullptr)
    throw LedgerError(10, fmt::format("the ledger {} cannot be read: {}", path, std::strerror(errno)));
  const auto read = std::fread(head, 1, sizeof head, file);
  std::fclose(file);
  const bool magic = read == sizeof head && std::memcmp(head, "SQLite format 3", 16) == 0;
  const bool ours = read == sizeof head && std::memcmp(head + 68, "govc", 4) == 0;
  if (magic && ours) return;
  if (magic != ours && read == sizeof head)
    if (ours) throw LedgerError(15, fmt::format("the first bytes of {} are not what was written", path));
  throw LedgerError(10, fmt::format("{} is not a govcloud ledger", path),
                    "name another: --ledger FILE");
}

}  // namespace

Database Database::open(const std::string& path, Mode mode, int wait_seconds) {
  Database db;
  db.path_ = path;
  db.idle_.reserve(kIdleStatementsMax);
  if (mode != Mode::create) look_at_file(path);
  int flags = SQLITE_OPEN_EXRESCODE;
  flags |= mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(path.c_str(), &db.db_, flags, nullptr);
  if (code != SQLITE_OK) {
    if (mode == Mode::create)
      throw LedgerError(73, fmt::format("the ledger {} cannot be made: {}", path,
                                        std::strerror(sqlite3_system_errno(db.db_))));
    db.fail(code, "open");
  }
  db.settings(mode, wait_seconds);
  return db;
}

Database Database::in_memory() {
  Database db;
  db.path_ = ":memory:";
  db.idle_.reserve(kIdleStatementsMax);
  const int code = sqlite3_open_v2(":memory:", &db.db_,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) db.fail(code, "open");
  sqlite3_db_config(db.db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return db;
}

void Database::settings(Mode mode, int wait_seconds) {
  // Before anything else: a first read can be busy.
  sqlite3_busy_handler(db_, wait_a_little, reinterpret_cast<void*>(std::intptr_t{wait_seconds}));
  const auto set = [&](int option, int value) {
    int now = -1;
    if (sqlite3_db_config(db_, option, value, &now) != SQLITE_OK || now != value)
      throw LedgerError(70, "SQLite does not take a setting that the ledger rests on");
  };
  set(SQLITE_DBCONFIG_DEFENSIVE, 1);
  set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  set(SQLITE_DBCONFIG_ENABLE_VIEW, 0);
  set(SQLITE_DBCONFIG_DQS_DML, 0);
  set(SQLITE_DBCONFIG_DQS_DDL, 0);
  set(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
  set(SQLITE_DBCONFIG_ENABLE_TRIGGER, mode == Mode::read ? 0 : 1);
  sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit(db_, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(db_, SQLITE_LIMIT_TRIGGER_DEPTH, 3);
  sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, 64 << 20);
  if (mode == Mode::create) {
    run(fmt::format("PRAGMA page_size={}; PRAGMA application_id={}", kPageSizeBytes, kApplicationId)
            .c_str());
  }
  run("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY");
  if (mode == Mode::read) {
    run("PRAGMA query_only=ON");
    return;
  }
  run("PRAGMA recursive_triggers=ON");
  if (text("PRAGMA journal_mode=WAL") == "wal") {
    run("PRAGMA synchronous=FULL");
    if (integer("PRAGMA synchronous") != 2) throw LedgerError(70, "synchronous=FULL was not taken");
  } else {  // a file system without shared memory
    run("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA");
    if (integer("PRAGMA synchronous") != 3) throw LedgerError(70, "synchronous=EXTRA was not taken");
  }
  if (integer("PRAGMA recursive_triggers") != 1)
    throw LedgerError(70, "recursive_triggers was not taken");
}

Database::Database(Database&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)), path_(std::move(other.path_)),
      idle_(std::exchange(other.idle_, {})) {}

Database::~Database() {
  for (auto* statement : idle_) sqlite3_finalize(statement);
  sqlite3_close_v2(db_);
}

void Database::fail(int code, std::string_view doing) const {
  const int exit = exit_code(code);
  const char* words = db_ != nullptr ? sqlite3_errmsg(db_) : sqlite3_errstr(code);
  throw LedgerError(exit, fmt::format("{}: {} failed: {} ({})", path_, doing, words, code),
                    hint_for(exit));
}

void Database::run(const char* sql) {
  const int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, "a statement");
}

std::int64_t Database::integer(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.text(0) : "";
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
std::int64_t Database::changes() const { return sqlite3_changes64(db_); }

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

void Statement::bind_one(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }
void Statement::bind_null(int at) { sqlite3_bind_null(statement_, at); }

void Statement::bind_one(int at, std::string_view value) {
  // An empty view may have no data; SQLite would take that for NULL.
  sqlite3_bind_text64(statement_, at, value.data() != nullptr ? value.data() : "", value.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);
}

Statement& Statement::bind_blob(int at, std::string_view bytes) {
  sqlite3_bind_blob64(statement_, at, bytes.data() != nullptr ? bytes.data() : "", bytes.size(),
                      SQLITE_TRANSIENT);
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
  return {data != nullptr ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Transaction::Transaction(Database& db, Kind kind) : db_(db) {
  db_.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    if (db_.in_transaction()) db_.run("ROLLBACK");
  } catch (const LedgerError&) {
    // The connection is beyond use; closing it rolls back.
  }
}

void Transaction::commit() {
  db_.run("COMMIT");
  open_ = false;
}

}  // namespace govcloud
