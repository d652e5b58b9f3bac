#include "core/ledger/database.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <random>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "core/ledger/file_header.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {

struct Database::Guard {
  bool looking = false;  // during the first look whatever fails is the file's fault
  bool schema = true, copy = false;
  double seconds = 0, until = 0;  // the bound on work, and processor time of the thread at which it is reached

  static int authorize(void* state, int action, const char* first, const char* second,
                       const char* database, const char* inner);
  static int out_of_time(void* state);
};

namespace {

constexpr std::int64_t kPauseMinUs = 500, kPauseMaxUs = 16'000;
constexpr std::size_t kIdleStatementsMax = 64;

/// The exit code for an SQLite result code.
int exit_code(int code, bool looking) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return 75;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:     // the file's first bytes were looked at before
    case SQLITE_TOOBIG:     // no value of ours reaches the limit
    case SQLITE_INTERRUPT:  // the bound on work
      return 15;
    case SQLITE_ERROR: return looking ? 15 : 74;  // a schema that does not read, or a later format
    // Memory is short, or the file asks for more than one of its size can need.
    case SQLITE_NOMEM: return sqlite3_memory_highwater(0) > sqlite3_hard_heap_limit64(-1) / 2 ? 15 : 74;
    case SQLITE_AUTH: return 70;
    default: return 74;
  }
}

/// `unknown`: a COMMIT was asked for before.
Message hint_for(int exit, bool reads_only, bool unknown) {
  if (exit == 15) return message(N_("stop writing to this file and ask the auditor: govcloud audit verify"));
  if (exit == 75 && reads_only) return message(N_("try again, or wait longer: --wait SECONDS"));
  if (reads_only)
    return message(N_("where its folder cannot be written to, copy the ledger and its -wal to one that can, and read that"));
  if (unknown)
    return message(N_("it is not known whether this was recorded: try again with the same --key; without one, look first: govcloud log"));
  if (exit == 75)
    return message(N_("nothing was recorded: another program is writing; try again, or wait longer: --wait SECONDS"));
  return message(N_("nothing was recorded"));
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

/// What is set with sqlite3_limit(), beside LENGTH: more than any statement of ours needs.
constexpr std::pair<int, int> kLimits[] = {
    {SQLITE_LIMIT_SQL_LENGTH, 100'000},  {SQLITE_LIMIT_COLUMN, 100},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},      {SQLITE_LIMIT_COMPOUND_SELECT, 20},
    {SQLITE_LIMIT_VDBE_OP, 25'000},      {SQLITE_LIMIT_FUNCTION_ARG, 8},
    {SQLITE_LIMIT_ATTACHED, 1},  // VACUUM INTO needs one; the authorizer keeps others out
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100}, {SQLITE_LIMIT_VARIABLE_NUMBER, 32},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 3},     {SQLITE_LIMIT_WORKER_THREADS, 0}};
constexpr double kFirstLookSeconds = 1;
/// How often the bound on work is looked at, in steps of SQLite's machine.
constexpr int kStepsBetweenLooks = 200;

/// What SQLite may hold in memory: enough for any ledger of that size, its derived tables replayed
/// beside it and sorted, and little for a small file that asks for much.
void bound_heap(std::int64_t file_bytes) {
  constexpr sqlite3_int64 kLeast = 128 << 20;
  const auto want = kLeast + 4 * file_bytes;
  if (sqlite3_hard_heap_limit64(-1) < want) sqlite3_hard_heap_limit64(want);
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

bool only_reads(Database::Mode mode) {
  return mode == Database::Mode::read || mode == Database::Mode::scratch || mode == Database::Mode::still;
}

/// A file's name as SQLite's URI, saying that nobody writes to it.
std::string immutable(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '_' || c == '.';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + "?immutable=1";
}

bool is_record(std::string_view table) {
  return table == "event" || table == "act" || table == "subject" || table == "content" ||
         table == "usage_block";
}

}  // namespace

int Database::Guard::authorize(void* state, int action, const char* first, const char*, const char*,
                               const char*) {
  const auto& guard = *static_cast<const Guard*>(state);
  const std::string_view name = first != nullptr ? first : "";
  const auto allow = [](bool yes) { return yes ? SQLITE_OK : SQLITE_DENY; };
  switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH: return allow(guard.copy);
    case SQLITE_CREATE_INDEX:
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_CREATE_VIEW:
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_TABLE:
    case SQLITE_REINDEX:  // asked when a new index is filled
      return allow(guard.schema || guard.copy);
    case SQLITE_CREATE_VTABLE:
    case SQLITE_DROP_VTABLE:
    case SQLITE_DROP_TRIGGER:
    case SQLITE_DROP_VIEW:
    case SQLITE_ALTER_TABLE:
    case SQLITE_ANALYZE: return SQLITE_DENY;
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      if (name.starts_with("sqlite_")) return allow(guard.schema || guard.copy);
      return allow(!is_record(name));
    case SQLITE_INSERT: return allow(!name.starts_with("sqlite_") || guard.schema || guard.copy);
    default: return SQLITE_OK;
  }
}

int Database::Guard::out_of_time(void* state) {
  return processor_seconds() > static_cast<const Guard*>(state)->until ? 1 : 0;
}

Database::Database() : guard_(std::make_unique<Guard>()) {}

Database Database::open(const std::string& path, Mode mode, int wait_seconds, FirstLook first_look) {
  Database db;
  db.path_ = path, db.reads_only_ = only_reads(mode);
  db.idle_.reserve(kIdleStatementsMax);
  if (mode != Mode::create) {
    const auto header = look_at_file(path);
    if (mode == Mode::write && header.links > 1)
      throw LedgerError(74, fmt::format("the ledger {} has {} names (hard links); written through one of"
                                        " them, it would be another through the others", path, header.links),
                        "leave it one name: find the others with find -samefile");
    look_at_journal(path);
    bound_heap(header.size_bytes);
  }
  int flags = SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;  // a connection is one thread's at a time
  flags |= mode == Mode::read || mode == Mode::still ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
  if (mode == Mode::still) flags |= SQLITE_OPEN_URI;
  const int code = sqlite3_open_v2(mode == Mode::still ? immutable(path).c_str() : path.c_str(), &db.db_, flags, nullptr);
  if (code != SQLITE_OK) {
    if (mode == Mode::create)
      throw LedgerError(73, message(N_("the ledger {0} cannot be made: {1}"), path, std::strerror(sqlite3_system_errno(db.db_))));
    db.fail(code, "open");
  }
  db.harden(mode, wait_seconds);
  if (first_look != nullptr) {
    db.guard_->looking = true;
    db.bound_work(kFirstLookSeconds);
    first_look(db);
    db.bound_work(0);
    db.guard_->looking = false;
  }
  db.settings(mode);
  return db;
}

bool Database::sees_files() {
  return std::string_view(sqlite3_vfs_find(nullptr)->zName).starts_with("unix");
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

/// Settings of the connection alone: nothing here reads or writes the file.
void Database::harden(Mode mode, int wait_seconds) {
  const bool reads = only_reads(mode);
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
  set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
  set(SQLITE_DBCONFIG_ENABLE_TRIGGER, reads ? 0 : 1);
  if (mode == Mode::scratch) set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
  for (const auto& [limit, value] : kLimits) sqlite3_limit(db_, limit, value);
  sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, kValueBytesMax);
  run("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY");
  // Alone with its copy, SQLite needs no shared memory, and so no -shm beside it.
  if (mode == Mode::scratch) run("PRAGMA locking_mode=EXCLUSIVE");
  if (reads) run("PRAGMA query_only=ON");
  guard_->schema = mode == Mode::create;
  sqlite3_set_authorizer(db_, Guard::authorize, guard_.get());
}

void Database::settings(Mode mode) {
  if (only_reads(mode)) return;
  if (mode == Mode::create)
    run(fmt::format("PRAGMA page_size={}; PRAGMA application_id={}", kPageSizeBytes, kApplicationId)
            .c_str());
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
    : db_(std::exchange(other.db_, nullptr)),
      path_(std::move(other.path_)),
      idle_(std::exchange(other.idle_, {})),
      guard_(std::move(other.guard_)),
      reads_only_(other.reads_only_),
      asked_commit_(other.asked_commit_) {}

Database::~Database() {
  for (auto* statement : idle_) sqlite3_finalize(statement);
  sqlite3_close_v2(db_);
}

void Database::fail(int code, std::string_view doing) const {
  const int exit = exit_code(code, guard_ != nullptr && guard_->looking);
  const char* words = db_ != nullptr ? sqlite3_errmsg(db_) : sqlite3_errstr(code);
  throw LedgerError(exit, message(N_("{0}: {1} failed: {2} ({3})"), path_, doing, words, code),
                    hint_for(exit, reads_only_, asked_commit_));
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

std::string Database::integrity() {
  static const std::string kCode = "error code=", kUnread = "failed to get page ";
  auto answer = text("PRAGMA integrity_check(1)");
  // A page that the file does not have is told in other words.
  bool unread = answer.find(kUnread) != answer.npos;
  if (const auto at = answer.find(kCode); at != answer.npos)
    unread = (std::atoi(answer.c_str() + at + kCode.size()) & 0xff) == SQLITE_IOERR;
  if (unread) throw LedgerError(74, answer);
  return answer;
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
std::int64_t Database::changes() const { return sqlite3_changes64(db_); }

void Database::bound_work(double seconds) {
  guard_->seconds = seconds, guard_->until = processor_seconds() + seconds;
  sqlite3_progress_handler(db_, seconds > 0 ? kStepsBetweenLooks : 0, Guard::out_of_time, guard_.get());
}

double Database::work_bound_seconds() const { return guard_->seconds; }

void Database::bound_values(int bytes) { sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, bytes); }

Grant::Grant(Database& db, Power power) : db_(db), power_(power) {
  (power_ == Power::schema ? db_.guard_->schema : db_.guard_->copy) = true;
}

Grant::~Grant() { (power_ == Power::schema ? db_.guard_->schema : db_.guard_->copy) = false; }

}  // namespace govcloud
