// SQLite behind plain values: which files are taken, which settings hold, which codes are given.
#include "core/ledger/database.h"

#include <doctest/doctest.h>

#include <limits>

#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;
using Mode = Database::Mode;

namespace {

int exit_of_opening(const std::string& path, Mode mode) {
  try {
    Database::open(path, mode, 0).integer("SELECT count(*) FROM sqlite_schema");
    return 0;
  } catch (const LedgerError& e) {
    CHECK(std::string(e.what()).find(path) != std::string::npos);
    return e.exit;
  }
}

}  // namespace

TEST_CASE("database: only a ledger's file is opened") {
  Folder folder;
  const auto good = folder.file("good.db");
  Database::open(good, Mode::create, 0).run("CREATE TABLE t (a)");
  auto bytes = read_bytes(good);
  folder.write("text.db", std::string(200, 'x')), folder.write("empty.db", ""),
      folder.write("short.db", "SQLite format 3");
  auto foreign = bytes, headless = bytes;
  foreign[70] = '!', headless[3] = '!';
  folder.write("foreign.db", foreign), folder.write("headless.db", headless);
  struct Row { std::string file; int want; };
  const Row rows[] = {{"good.db", 0},     {"missing.db", 10},  {"", 10},
                      {"text.db", 10},    {"empty.db", 10},    {"short.db", 10},
                      {"foreign.db", 10}, {"headless.db", 15}, {"no/folder.db", 10}};
  for (const auto& row : rows)
    for (const auto mode : {Mode::read, Mode::write}) {
      CAPTURE(row.file);
      CHECK(exit_of_opening(folder.file(row.file), mode) == row.want);
    }
  CHECK(exit_of_opening(folder.file("no/folder.db"), Mode::create) == 73);
  CHECK_FALSE(std::filesystem::exists(folder.file("missing.db")));
}

TEST_CASE("database: the settings that the promises rest on") {
  Folder folder;
  auto db = Database::open(folder.file("l.db"), Mode::create, 1);
  db.run("CREATE TABLE t (a)");
  CHECK(db.text("PRAGMA journal_mode") == "wal");
  CHECK(db.integer("PRAGMA synchronous") == 2);
  CHECK(db.integer("PRAGMA page_size") == 8192);
  CHECK(db.integer("PRAGMA foreign_keys") == 1);
  CHECK(db.integer("PRAGMA recursive_triggers") == 1);
  CHECK(db.integer("PRAGMA trusted_schema") == 0);
  CHECK(db.integer("PRAGMA mmap_size") == 0);
  CHECK(db.integer("PRAGMA cell_size_check") == 1);
  CHECK_THROWS_AS(db.run("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql=''"),
                  LedgerError);
  auto reader = Database::open(folder.file("l.db"), Mode::read, 0);
  CHECK_THROWS_AS(reader.run("INSERT INTO t VALUES (1)"), LedgerError);
}

TEST_CASE("database: values come back as they were bound") {
  auto db = Database::in_memory();
  db.run("CREATE TABLE t (a, b, c, d, e)");
  const std::string bytes("\0\xFF\x01", 3);
  Statement put(db, "INSERT INTO t VALUES (?1,?2,?3,?4,?5)");
  put.bind(std::numeric_limits<std::int64_t>::min(), "", std::optional<std::string>(), "中文\"'", 0);
  put.bind_blob(5, bytes).run();
  put.bind(std::numeric_limits<std::int64_t>::max(), std::string("a\0b", 3), true,
           std::string_view(), 7)
      .run();
  Statement get(db, "SELECT * FROM t ORDER BY rowid");
  REQUIRE(get.step());
  CHECK(get.integer(0) == std::numeric_limits<std::int64_t>::min());
  CHECK(get.text(1) == "");
  CHECK_FALSE(get.is_null(1));
  CHECK(get.is_null(2));
  CHECK(get.text(3) == "中文\"'");
  CHECK(get.view(4) == bytes);
  REQUIRE(get.step());
  CHECK(get.text(1) == std::string("a\0b", 3));
  CHECK(get.integer(2) == 1);
  CHECK_FALSE(get.is_null(3));
  CHECK_FALSE(get.step());
  CHECK(db.changes() == 1);
}

TEST_CASE("database: a transaction that is not committed did not happen") {
  Folder folder;
  auto db = Database::open(folder.file("l.db"), Mode::create, 0);
  db.run("CREATE TABLE t (a)");
  {
    Transaction tx(db, Transaction::Kind::write);
    db.run("INSERT INTO t VALUES (1)");
    CHECK(db.in_transaction());
  }
  CHECK(db.integer("SELECT count(*) FROM t") == 0);
  Transaction tx(db, Transaction::Kind::write);
  db.run("INSERT INTO t VALUES (1)");
  tx.commit();
  CHECK_FALSE(db.in_transaction());
  CHECK(db.integer("SELECT count(*) FROM t") == 1);
}

TEST_CASE("database: a second writer waits and then is told, a reader does not wait") {
  Folder folder;
  auto first = Database::open(folder.file("l.db"), Mode::create, 0);
  first.run("CREATE TABLE t (a)");
  auto second = Database::open(folder.file("l.db"), Mode::write, 0);
  auto reader = Database::open(folder.file("l.db"), Mode::read, 0);
  Transaction tx(first, Transaction::Kind::write);
  first.run("INSERT INTO t VALUES (1)");
  CHECK(reader.integer("SELECT count(*) FROM t") == 0);
  try {
    Transaction busy(second, Transaction::Kind::write);
    FAIL("two writers at once");
  } catch (const LedgerError& e) {
    CHECK(e.exit == 75);
    CHECK_FALSE(e.hint.empty());
  }
}

TEST_CASE("database: words that are no SQL, and a broken constraint, are errors") {
  auto db = Database::in_memory();
  db.run("CREATE TABLE t (a UNIQUE)");
  db.run("INSERT INTO t VALUES (1)");
  CHECK_THROWS_AS(db.run("SELEKT 1"), LedgerError);
  CHECK_THROWS_AS(Statement(db, "SELECT * FROM nowhere"), LedgerError);
  CHECK_THROWS_AS(db.run("INSERT INTO t VALUES (1)"), LedgerError);
  CHECK(db.integer("SELECT a FROM t WHERE a = 2") == 0);
  CHECK(db.text("SELECT a FROM t WHERE a = 2") == "");
}
