// The disk in memory is itself on trial: it must find settings that lose or corrupt to do so, and
// must not accuse those that are safe.
#include "tests/faults/paper_disk.h"

#include <doctest/doctest.h>

#include <cstring>

#include "tests/faults/bureau.h"

using namespace govcloud::testing;

namespace {

constexpr int kCommits = 8;

/// A connection as plain as can be: what is tried here is the disk and SQLite's own settings.
class Plain {
 public:
  explicit Plain(const std::string& settings) {
    if (sqlite3_open_v2("plain.db", &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) == SQLITE_OK)
      run("PRAGMA page_size=1024;" + settings);
  }
  ~Plain() { sqlite3_close(db_); }
  int run(const std::string& sql) { return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr); }
  /// The first column of the first row, as text; "" when it fails.
  std::string ask(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    std::string answer;
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
      answer = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return answer;
  }

 private:
  sqlite3* db_ = nullptr;
};

struct Tally {
  int runs = 0, corrupt = 0, lost = 0;
};

/// Commits one by one until the power goes; gives how many were acknowledged.
int work(PaperDisk& disk, const std::string& settings) {
  Plain plain(settings);
  if (plain.run("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, filling BLOB)") != SQLITE_OK) return 0;
  int acknowledged = 0;
  while (acknowledged < kCommits) {
    const auto n = std::to_string(acknowledged + 1);
    if (plain.run("INSERT INTO t VALUES (" + n + ", randomblob(700)); ") != SQLITE_OK || disk.is_cut()) break;
    ++acknowledged;
  }
  return acknowledged;
}

Tally cut_everywhere(const std::string& settings) {
  PaperDisk disk;
  disk.begin();
  work(disk, settings);
  const int operations = disk.changes();
  std::mt19937_64 random(test_seed());
  Tally tally;
  for (int k = 1; k <= operations; ++k) {
    disk.state = {};
    disk.begin();
    disk.cut_at(k);
    const int acknowledged = work(disk, settings);
    const auto cut = disk.state;
    for (const auto survivors : {Survivors::none, Survivors::all, Survivors::some, Survivors::some,
                                 Survivors::torn, Survivors::torn, Survivors::torn}) {
      disk.state = cut;
      disk.power_returns(survivors, random);
      Plain plain(settings);
      ++tally.runs;
      if (plain.ask("PRAGMA integrity_check") != "ok") ++tally.corrupt;
      else if (acknowledged > 0 && std::atoi(plain.ask("SELECT count(*) FROM t").c_str()) < acknowledged)
        ++tally.lost;
    }
  }
  MESSAGE(settings << ": " << tally.runs << " cuts, " << tally.corrupt << " corrupt, " << tally.lost << " lost");
  return tally;
}

}  // namespace

TEST_CASE("the paper disk: a power cut finds unsafe settings out, and only those") {
  struct Row { std::string settings; bool corrupt, lost; };
  for (const auto& row : {Row{"PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF", true, true},
                          Row{"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL", false, true},
                          Row{"PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL", false, true},
                          Row{"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", false, false},
                          Row{"PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA", false, false}}) {
    const auto tally = cut_everywhere(row.settings);
    CHECK(tally.runs > 100);
    CHECK((tally.corrupt > 0) == row.corrupt);
    CHECK((tally.lost > 0) == row.lost);
  }
}

TEST_CASE("the paper disk: without a fault it is a disk") {
  PaperDisk disk;
  Plain writer("PRAGMA journal_mode=WAL");
  REQUIRE(writer.run("CREATE TABLE t (n); INSERT INTO t VALUES (1)") == SQLITE_OK);
  {
    Plain reader("");
    REQUIRE(reader.run("BEGIN; SELECT * FROM t") == SQLITE_OK);
    CHECK(writer.run("INSERT INTO t VALUES (2)") == SQLITE_OK);  // the shared memory works
    CHECK(reader.ask("SELECT count(*) FROM t") == "1");
    CHECK(reader.run("COMMIT") == SQLITE_OK);
    CHECK(reader.ask("SELECT count(*) FROM t") == "2");
    REQUIRE(writer.run("BEGIN IMMEDIATE") == SQLITE_OK);
    CHECK(reader.run("BEGIN IMMEDIATE") == SQLITE_BUSY);
    CHECK(writer.run("COMMIT") == SQLITE_OK);
  }
  CHECK(disk.bytes("plain.db-wal").size() > 0);
  CHECK(writer.ask("PRAGMA journal_mode=DELETE") == "delete");
  CHECK(disk.bytes("plain.db-wal").empty());
  Plain second("");
  REQUIRE(writer.run("BEGIN EXCLUSIVE") == SQLITE_OK);
  CHECK(second.run("SELECT * FROM t") == SQLITE_BUSY);
  CHECK(writer.run("INSERT INTO t VALUES (3); ROLLBACK") == SQLITE_OK);
  CHECK(second.ask("SELECT count(*) FROM t") == "2");
}

TEST_CASE("the paper disk: without shared memory there is no WAL") {
  PaperDisk disk(false);
  Plain plain("");
  CHECK(plain.ask("PRAGMA journal_mode=WAL") == "delete");
}

TEST_CASE("the paper disk: each kind of operation fails when asked to, once or for good") {
  for (const auto op : kDiskOps) {
    CAPTURE(name_of(op));
    for (const bool sticky : {false, true}) {
      PaperDisk disk;
      disk.begin();
      work(disk, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA");
      const int count = disk.count(op);
      REQUIRE(count > 2);
      int failed = 0;
      for (int k = 1; k <= count; ++k) {
        disk.state = {};
        disk.begin();
        disk.fail({op, k, sticky});
        if (work(disk, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA") < kCommits) ++failed;
      }
      CHECK(failed > count / 4);
    }
  }
}
