// Files of strangers, in process: nothing that their schema says is ever called. (tests/hostile.sh has
// the long list, against the real program.)
#include <doctest/doctest.h>

#include <chrono>
#include <functional>

#include "core/ledger/audit_copy.h"
#include "core/ledger/schema_check.h"
#include "tests/faults/stranger.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

/// A ledger as one file, in rollback mode.
const std::string& plain_bytes() {
  static const std::string bytes = [] {
    Folder folder;
    write_story(folder.file("l.db"));
    Stranger(folder.file("l.db")).run("PRAGMA journal_mode=DELETE");
    return read_bytes(folder.file("l.db"));
  }();
  return bytes;
}

int code_of(const std::function<void()>& deed) {
  try {
    deed();
    return 0;
  } catch (const LedgerError& e) {
    return e.exit;
  }
}

int verified(const std::string& path) {
  return code_of([&] {
    auto opened = open_audit_file(path, 0);
    if (!verify(opened.db).holds()) throw LedgerError(15, "damaged");
  });
}

/// Every way of opening a ledger gives 15.
void check_refused(const std::string& path) {
  CHECK(verified(path) == 15);
  for (const auto mode : {Database::Mode::read, Database::Mode::write, Database::Mode::scratch})
    CHECK(code_of([&] { open_ledger_file(path, mode, 0); }) == 15);
}

void put_u16(std::string& bytes, std::size_t at, std::size_t n) {
  bytes[at] = static_cast<char>(n >> 8), bytes[at + 1] = static_cast<char>(n);
}
void put_u32(std::string& bytes, std::size_t at, std::size_t n) {
  put_u16(bytes, at, n >> 16), put_u16(bytes, at + 2, n & 0xffff);
}

/// An inner page of a table, all of whose children are one page.
std::string inner_page(std::size_t child) {
  constexpr std::size_t kCells = 500, kCellBytes = 6;
  std::string page(8192, '\0');
  page[0] = 5;
  put_u16(page, 3, kCells), put_u16(page, 5, 8192 - kCells * kCellBytes), put_u32(page, 8, child);
  for (std::size_t i = 0; i < kCells; ++i) {
    const auto at = 8192 - (i + 1) * kCellBytes;
    put_u16(page, 12 + 2 * i, at), put_u32(page, at, child);
    const auto key = 100 + i;  // a varint of two bytes
    page[at + 4] = static_cast<char>(0x80 | key >> 7), page[at + 5] = static_cast<char>(key & 0x7f);
  }
  return page;
}

}  // namespace

TEST_CASE("hostile: no function that a stranger's schema names is called") {
  set_probe();
  struct Row { std::string what, deed; };
  const std::string put = "UPDATE sqlite_schema SET sql = replace(sql, ";
  const Row rows[] = {
      {"a view in place of a table", "DROP TABLE event; CREATE VIEW event AS SELECT probe(1) AS seq, 1 AS act, "
                                     "'' AS kind, '' AS body, x'' AS prev, x'' AS hash"},
      {"a view in place of a derived table", "DROP TABLE unit; CREATE VIEW unit AS SELECT probe('a') AS id, 1 AS seq,"
                                             " '' AS kind, '{}' AS record"},
      {"a CHECK on events", put + "'kind TEXT    NOT NULL', 'kind TEXT NOT NULL CHECK (probe(seq))') WHERE name = 'event'"},
      {"a CHECK on units", put + "'record TEXT NOT NULL', 'record TEXT NOT NULL CHECK (probe(seq))') WHERE name = 'unit'"},
      {"a generated column", put + "'record TEXT NOT NULL', 'record TEXT NOT NULL, g AS (probe(seq))') WHERE name = 'unit'"},
      {"an index on a call", "CREATE INDEX extra ON event (probe(seq))"},
      {"a partial index", "CREATE INDEX extra ON event (seq) WHERE probe(seq)"},
      {"a trigger", "CREATE TRIGGER extra BEFORE INSERT ON act BEGIN SELECT probe(1); END"},
      {"a default", put + "'state TEXT NOT NULL', 'state TEXT NOT NULL DEFAULT (probe(1))') WHERE name = 'system'"},
      {"a view beside", "CREATE VIEW extra AS SELECT probe(1)"},
  };
  int shown = 0;
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Folder folder;
    const auto path = folder.write("l.db", plain_bytes());
    Stranger(path).forge(row.deed);
    CHECK(read_bytes(path) != plain_bytes());
    // The probe works: SQLite without our care calls it while it reads or checks some of them.
    const int before = probed();
    try {
      Stranger(path).run("SELECT * FROM event; SELECT * FROM unit; PRAGMA integrity_check");
    } catch (const std::runtime_error&) {
    }
    shown += probed() > before ? 1 : 0;
    const auto bytes = read_bytes(path);
    const int seen = probed();
    check_refused(path);
    CHECK(probed() == seen);
    CHECK(read_bytes(path) == bytes);
  }
  CHECK(shown >= 5);
}

TEST_CASE("hostile: a few pages that hold more rows than could ever be read") {
  Folder folder;
  auto bytes = plain_bytes();
  Stranger asks(folder.write("asked.db", bytes));
  const auto root = std::stoul(asks.ask("SELECT rootpage FROM sqlite_schema WHERE name = 'event'")[0]);
  // Ten levels of 500 children each over the page that was the root.
  const auto pages = bytes.size() / 8192;
  bytes += bytes.substr((root - 1) * 8192, 8192);
  for (std::size_t level = 0; level < 10; ++level) bytes += inner_page(pages + 1 + level);
  bytes.replace((root - 1) * 8192, 8192, inner_page(pages + 11));
  put_u32(bytes, 28, bytes.size() / 8192);
  const auto path = folder.write("l.db", bytes);
  const auto start = std::clock();
  CHECK(verified(path) == 15);
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 2);
}

TEST_CASE("hostile: an event longer than any that is written") {
  Folder folder;
  const auto path = folder.write("l.db", plain_bytes());
  {
    Stranger hands(path);
    const auto belts = hands.ask("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'");
    for (const auto& name : hands.ask("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'"))
      hands.run("DROP TRIGGER " + name);
    hands.run("UPDATE event SET body = hex(zeroblob(20000000)) WHERE seq = 3");
    for (const auto& belt : belts) hands.run(belt);
  }
  CHECK(verified(path) == 15);
}

TEST_CASE("a ledger's connection may do what the program does, and nothing else") {
  Folder folder;
  const auto path = folder.write("l.db", plain_bytes());
  auto db = open_ledger_file(path, Database::Mode::write, 0);
  const std::string denied[] = {
      "ATTACH '" + folder.file("other.db") + "' AS other", "CREATE TABLE extra (a)", "CREATE VIEW extra AS SELECT 1",
      "CREATE TEMP TABLE extra (a)", "CREATE INDEX extra ON unit (seq)", "CREATE VIRTUAL TABLE extra USING fts5(a)",
      "DROP TABLE unit", "DROP TRIGGER event_keeps_rows", "DROP INDEX act_by_key", "ALTER TABLE unit RENAME TO unix",
      "UPDATE event SET body = ''", "DELETE FROM event", "UPDATE act SET person = ''", "DELETE FROM act",
      "DELETE FROM subject", "UPDATE subject SET subject = ''", "DELETE FROM content", "DELETE FROM usage_block",
      "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = ''", "VACUUM INTO '" + folder.file("copy.db") + "'",
      "SELECT load_extension('x')", "ANALYZE"};
  for (const auto& sql : denied) {
    CAPTURE(sql);
    CHECK(code_of([&] { db.run(sql.c_str()); }) != 0);
  }
  CHECK_FALSE(std::filesystem::exists(folder.file("copy.db")));
  CHECK_NOTHROW(db.run("UPDATE unit SET seq = seq; DELETE FROM usage_rollup"));
  {
    const Grant granted(db, Power::schema);
    CHECK_NOTHROW(db.run("CREATE TABLE extra (a); DROP TABLE extra"));
    CHECK(code_of([&] { db.run("DELETE FROM event"); }) == 70);
    CHECK(code_of([&] { db.run(("ATTACH '" + folder.file("other.db") + "' AS other").c_str()); }) == 70);
  }
  CHECK(code_of([&] { db.run("CREATE TABLE extra (a)"); }) == 70);
}

TEST_CASE("the allow-list is the schema that a new ledger has, and that a rebuilt one has") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  auto db = open_ledger_file(folder.file("l.db"), Database::Mode::write, 0);
  CHECK(schema_fault(db) == "");
  rebuild(db);
  CHECK(schema_fault(db) == "");
  CHECK(own_schema_rows().find("event_keeps_rows") != std::string_view::npos);
}
