// SQLite behind plain values: the only files that know <sqlite3.h> are database.cc and statement.cc. Every setting is
// set and read back; every error code becomes a LedgerError with its exit code.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace govcloud {

class Database;

/// A block of measurements is the longest value: a month of one metric, every second.
inline constexpr int kValueBytesMax = 64 << 20;

/// A prepared statement. All SQL is constant text; values are bound, never pasted. The connection
/// keeps it when it goes, and the next one of the same text need not be prepared.
class Statement {
 public:
  Statement(Database& db, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Binds values to ?1, ?2, … in order; text is UTF-8. Null for an empty optional.
  template <class... Values>
  Statement& bind(const Values&... values) {
    reset();
    int at = 0;
    (bind_one(++at, values), ...);
    return *this;
  }
  Statement& bind_blob(int at, std::string_view bytes);
  /// True while there is a row.
  bool step();
  /// Runs to the end.
  void run();
  void reset();

  std::int64_t integer(int column) const;
  std::string text(int column) const;
  std::string_view view(int column) const;  // text or blob; valid until the next step
  bool is_null(int column) const;

 private:
  void bind_one(int at, std::int64_t value);
  void bind_one(int at, int value) { bind_one(at, static_cast<std::int64_t>(value)); }
  void bind_one(int at, std::uint64_t value) { bind_one(at, static_cast<std::int64_t>(value)); }
  void bind_one(int at, bool value) { bind_one(at, static_cast<std::int64_t>(value)); }
  void bind_one(int at, std::string_view value);
  void bind_one(int at, const std::string& value) { bind_one(at, std::string_view(value)); }
  void bind_one(int at, const char* value) { bind_one(at, std::string_view(value)); }
  template <class T>
  void bind_one(int at, const std::optional<T>& value) {
    if (value) bind_one(at, *value);
    else bind_null(at);
  }
  void bind_null(int at);
  void want(int code) const;

  Database& db_;
  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  /// `scratch` is a private copy that is only read, but whose -wal or -journal may be worked in; `still`
  /// a private copy with nothing beside it, which nobody else can write: read without any lock.
  enum class Mode { create, write, read, scratch, still };
  /// What to look at before any other statement touches a table; it throws for what it refuses.
  using FirstLook = void (*)(Database&);

  /// Opens a ledger's file with the settings of the reliability study (5): defensive, no views, no
  /// foreign functions, limits, an authorizer, WAL with synchronous=FULL, 8 KiB pages. Only settings
  /// of the connection come before the first look; what touches the file comes after it. Ledgers are
  /// opened by open_ledger_file() (schema_check.h), which brings the look. Throws LedgerError: 10 no
  /// such file or no ledger, 15 not what was written, 73 cannot create, 74, 75.
  static Database open(const std::string& path, Mode mode, int wait_seconds,
                       FirstLook first_look = nullptr);
  /// Whether SQLite reads the files that this machine's file system has. (A test may put another disk
  /// under it; what lies there cannot be looked at or copied beside SQLite.)
  static bool sees_files();
  /// An empty database in memory, with the same settings.
  static Database in_memory();

  Database(Database&&) noexcept;
  Database& operator=(Database&&) = delete;
  ~Database();

  /// Runs constant SQL without values; several statements are allowed.
  void run(const char* sql);
  /// For one PRAGMA or query that gives one integer.
  std::int64_t integer(const char* sql);
  std::string text(const char* sql);
  /// "ok", or the first thing that SQLite finds wrong with the file; throws LedgerError 74 when a page
  /// could not be read, which SQLite itself tells among what it finds.
  std::string integrity();
  const std::string& path() const { return path_; }
  /// What errors call the file, when it is read through a copy.
  void call_it(std::string path) { path_ = std::move(path); }
  bool in_transaction() const;
  std::int64_t changes() const;

  /// From now on statements fail (15) once this thread has used so much processor time, and when a
  /// value is longer than that. For files of strangers, where a few pages can be made to hold any
  /// number of rows. 0 seconds: no bound.
  void bound_work(double seconds);
  void bound_values(int bytes);
  /// As bound_work() was last told.
  double work_bound_seconds() const;

 private:
  friend class Statement;
  friend class Transaction;
  friend class Grant;
  struct Guard;
  Database();
  void harden(Mode mode, int wait_seconds);
  void settings(Mode mode);
  [[noreturn]] void fail(int code, std::string_view doing) const;

  sqlite3* db_ = nullptr;
  std::string path_;
  std::vector<sqlite3_stmt*> idle_;  // prepared statements that wait to be used again
  std::unique_ptr<Guard> guard_;  // what the authorizer and the bound on work look at
  bool reads_only_ = false;
  bool asked_commit_ = false;  // from then on a failure leaves open whether something was recorded
};

/// What the authorizer otherwise denies: to make and drop tables (a new ledger, a rebuild), or to
/// attach a file (VACUUM INTO does). Acts, events, content and blocks are never changed or deleted.
enum class Power { schema, copy };

/// The connection has the power while this lives.
class Grant {
 public:
  Grant(Database& db, Power power);
  ~Grant();
  Grant(const Grant&) = delete;
  Grant& operator=(const Grant&) = delete;

 private:
  Database& db_;
  Power power_;
};

/// Rolls back in its destructor unless committed.
class Transaction {
 public:
  enum class Kind { read, write };  // BEGIN, or BEGIN IMMEDIATE
  Transaction(Database& db, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& db_;
  Kind kind_;
  bool open_ = true;
};

}  // namespace govcloud
