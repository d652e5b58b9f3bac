// SQLite behind plain values: the only file that knows <sqlite3.h> is database.cc. Every setting is
// set and read back; every error code becomes a LedgerError with its exit code.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace govcloud {

class Database;

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

  Database& db_;
  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  enum class Mode { create, write, read };

  /// Opens a ledger's file with the settings of the reliability study (5): defensive, no foreign
  /// views or functions, WAL with synchronous=FULL, 8 KiB pages. Throws LedgerError: 10 no such file
  /// or no database, 73 cannot create, 74, 75.
  static Database open(const std::string& path, Mode mode, int wait_seconds);
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
  const std::string& path() const { return path_; }
  bool in_transaction() const;
  std::int64_t changes() const;

 private:
  friend class Statement;
  Database() = default;
  void settings(Mode mode, int wait_seconds);
  [[noreturn]] void fail(int code, std::string_view doing) const;

  sqlite3* db_ = nullptr;
  std::string path_;
  std::vector<sqlite3_stmt*> idle_;  // prepared statements that wait to be used again
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
  bool open_ = true;
};

}  // namespace govcloud
