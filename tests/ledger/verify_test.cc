// Verification: a ledger that was only written by us holds; anything else in its bytes is found.
#include "core/ledger/audit_copy.h"
#include "core/ledger/schema_check.h"
#include "core/ledger/verify.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <functional>
#include <set>

#include "tests/faults/stranger.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

/// The bytes of a ledger that holds the story, made once.
const std::string& story_bytes() {
  static const std::string bytes = [] {
    Folder folder;
    write_story(folder.file("l.db"));
    return read_bytes(folder.file("l.db"));
  }();
  return bytes;
}

Verification verify_file(const std::string& path) {
  try {
    // With one thread and with two the verdict is the same, whoever looked at which part; each looks for
    // itself, since a connection that has met a damaged schema once says less of it the second time.
    auto first = open_audit_file(path, 60);
    const auto alone = verify(first.db);
    auto opened = open_audit_file(path, 60);
    const auto helped = verify(opened.db, {"", 3, {}}, {}, opened.twin.get());
    CHECK(helped.verdict == alone.verdict);
    CHECK(helped.first_bad == alone.first_bad);
    REQUIRE(helped.checks.size() == alone.checks.size());
    for (std::size_t i = 0; i < alone.checks.size(); ++i) {
      CAPTURE(alone.checks[i].name);
      CHECK(helped.checks[i].name == alone.checks[i].name);
      CHECK(helped.checks[i].holds == alone.checks[i].holds);
      CHECK(helped.checks[i].message == alone.checks[i].message);
      if (alone.checks[i].holds) CHECK(helped.checks[i].count == alone.checks[i].count);
    }
    return alone;
  } catch (const LedgerError& e) {
    Verification failed;
    failed.verdict = "damaged", failed.checks.push_back({"file", false, 0, e.event, e.what()});
    return failed;
  }
}

std::string faults(const Verification& verification) {
  std::string all;
  for (const auto& check : verification.checks)
    if (!check.holds)
      all += check.name + " at " + std::to_string(check.first_bad) + ": " + check.message + "; ";
  return all;
}

/// What somebody with the file in their hands does to it: the seat belt off, the deed, and the belt
/// on again, so that the schema is as it was.
Verification after(const std::string& deed) {
  Folder folder;
  const auto path = folder.write("l.db", story_bytes());
  {
    Stranger hands(path);
    const auto belts = hands.ask("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    for (const auto& name : hands.ask("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
      hands.run("DROP TRIGGER " + name);
    hands.run(deed);
    REQUIRE(hands.changes() > 0);
    for (const auto& belt : belts) hands.run(belt);
  }
  return verify_file(path);
}

/// The event that a change of act 12 (the submission) or of its events should be found at.
constexpr std::uint64_t kSubmitted = 12;

}  // namespace

TEST_CASE("verify: a ledger that was only written by us") {
  Folder folder;
  const auto path = folder.write("l.db", story_bytes());
  const auto result = verify_file(path);
  CHECK(faults(result) == "");
  CHECK(result.verdict == "unproven");
  CHECK(result.first_bad == 0);
  auto db = open_for_audit(path);
  const auto head = read_head(db);
  CHECK(result.head == head);
  CHECK(result.books.ledger.name == "省政务云");
  std::set<std::string> names;
  for (const auto& check : result.checks) {
    CAPTURE(check.name);
    CHECK(names.insert(check.name).second);
    CHECK(check.count > 0);
    if (check.name == "chain" || check.name == "replay") CHECK(check.count == head.seq);
  }
  for (const std::string name : {"schema", "integrity", "acts", "chain", "signatures", "order",
                                 "replay", "content", "derived"})
    CHECK(names.contains(name));
  found_ledger(folder.file("new.db"), "changde", false);
  CHECK(faults(verify_file(folder.file("new.db"))) == "");
}

TEST_CASE("verify: a change in each column of the record is found, and its event named") {
  struct Row { std::string what, deed; std::uint64_t at; };
  const std::string act = " WHERE first = 12", event = " WHERE seq = 12",
                    subject = " WHERE seq = 12 AND position = 2";
  const Row rows[] = {
      {"act.act", "UPDATE act SET act = 9999" + act, kSubmitted},
      {"act.person", "UPDATE act SET person = 'zhanh'" + act, kSubmitted},
      {"act.for_person", "UPDATE act SET for_person = 'l'" + act, kSubmitted},
      {"act.verb", "UPDATE act SET verb = 'tess'" + act, kSubmitted},
      {"act.key", "UPDATE act SET key = 'k'" + act, kSubmitted},
      {"act.content", "UPDATE act SET content = zeroblob(32)" + act, kSubmitted},
      {"act.program", "UPDATE act SET program = program || ' '" + act, kSubmitted},
      {"act.recorded", "UPDATE act SET recorded = recorded + 1" + act, kSubmitted},
      {"act.first", "UPDATE act SET first = 13" + act, kSubmitted},
      {"act.events", "UPDATE act SET events = events - 1" + act, kSubmitted},
      {"act.alg", "UPDATE act SET alg = 'nona'" + act, kSubmitted},
      {"act.key_id", "UPDATE act SET key_id = 'K'" + act, kSubmitted},
      {"act.signature", "UPDATE act SET signature = x'00'" + act, kSubmitted},
      {"event.seq", "UPDATE event SET seq = 9999" + event, kSubmitted},
      {"event.act", "UPDATE event SET act = act + 1" + event, kSubmitted},
      {"event.kind", "UPDATE event SET kind = 'submittee'" + event, kSubmitted},
      {"event.body", "UPDATE event SET body = replace(body, '\"budget\"', '\"budgeu\"')" + event,
       kSubmitted},
      {"event.prev", "UPDATE event SET prev = zeroblob(32)" + event, kSubmitted},
      {"event.hash", "UPDATE event SET hash = zeroblob(32)" + event, kSubmitted},
      {"subject.seq", "UPDATE subject SET seq = 13, position = 9" + subject, kSubmitted},
      {"subject.position", "UPDATE subject SET position = 0" + subject, kSubmitted},
      {"subject.subject", "UPDATE subject SET subject = 'budgeu'" + subject, kSubmitted},
      {"content.digest", "UPDATE content SET digest = zeroblob(32) WHERE kind = 'policy'", 1},
      {"content.kind", "UPDATE content SET kind = 'policz' WHERE kind = 'policy'", 1},
      {"content.name", "UPDATE content SET name = 'zhejianh.toml' WHERE kind = 'policy'", 1},
      {"content.bytes",
       "UPDATE content SET bytes = CAST(bytes || ' ' AS BLOB) WHERE kind = 'policy'", 1},
      {"a calendar's name", "UPDATE content SET name = 'cm.csv' WHERE kind = 'calendar'", 1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto result = after(row.deed);
    CAPTURE(faults(result));
    const bool forged = row.what == "act.alg" || row.what == "act.key_id" || row.what == "act.signature";
    CHECK(result.verdict == (forged ? "forged" : "damaged"));
    CHECK(result.first_bad == row.at);
  }
}

TEST_CASE("verify: what is taken out, put in or moved is found") {
  struct Row { std::string what, deed; };
  const Row rows[] = {
      {"the last event", "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)"},
      {"an event in the middle", "DELETE FROM event WHERE seq = 12"},
      {"all events", "DELETE FROM event"},
      {"the last act's header", "DELETE FROM act WHERE act = (SELECT max(act) FROM act)"},
      {"an act of no events",
       "INSERT INTO act SELECT 9999, person, for_person, verb, NULL, content, program, recorded, "
       "9999, 1, alg, key_id, signature FROM act WHERE act = 2"},
      {"two events changed places",
       "UPDATE event SET seq = seq + 1000 WHERE seq IN (6, 7); UPDATE event SET seq = 1013 - seq "
       "WHERE seq > 1000"},
      {"a subject more", "INSERT INTO subject VALUES (12, 3, 'zhang')"},
      {"a subject of no event", "INSERT INTO subject VALUES (9999, 1, 'zhang')"},
      {"a subject less", "DELETE FROM subject WHERE seq = 12 AND position = 2"},
      {"a policy", "DELETE FROM content WHERE kind = 'policy'"},
      {"content that no event names",
       "INSERT INTO content SELECT zeroblob(32), kind, name, bytes FROM content WHERE kind = "
       "'policy'"},
      {"an unknown event",
       "INSERT INTO event SELECT max(seq) + 1, act, 'wedding', '{}', hash, zeroblob(32) FROM "
       "event"},
      {"a trigger",
       "CREATE TRIGGER also AFTER INSERT ON act BEGIN SELECT 1; END; UPDATE ledger SET seq = seq"},
      {"a view", "CREATE VIEW also AS SELECT 1; UPDATE ledger SET seq = seq"},
      {"an index", "DROP INDEX act_by_key; UPDATE ledger SET seq = seq"},
      {"a table", "CREATE TABLE also (a); UPDATE ledger SET seq = seq"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(after(row.deed).verdict == "damaged");
  }
}

TEST_CASE("verify: a change in each column of each derived table is found, and its row named") {
  Folder folder;
  Stranger db(folder.write("l.db", story_bytes()));
  struct Row { std::string table, key; };
  const Row rows[] = {
      {"ledger", "one"}, {"unit", "id"},     {"person", "id"},          {"system", "id"},
      {"request", "id"}, {"resource", "id"}, {"evidence", "id"},        {"deadline", "position"},
      {"finding", "id"}, {"scan", "digest"}, {"usage_import", "digest"}};
  int columns = 0;
  for (const auto& row : rows) {
    for (const auto& described : db.ask("SELECT name || ' ' || type FROM pragma_table_info('" + row.table + "')")) {
      const auto column = described.substr(0, described.find(' '));
      if (column == "one") continue;  // a constraint keeps it
      CAPTURE(row.table);
      CAPTURE(column);
      const auto to =
          described.ends_with(" INTEGER") ? column + " + 100" : "coalesce(" + column + ", '') || 'x'";
      const auto result =
          after("UPDATE " + row.table + " SET " + column + " = " + to + " WHERE " + row.key +
                " = (SELECT min(" + row.key + ") FROM " + row.table + ")");
      CHECK(result.verdict == "damaged");
      CHECK(faults(result).find("table " + row.table) != std::string::npos);
      ++columns;
    }
  }
  CHECK(columns > 50);
  CHECK(after("DELETE FROM evidence WHERE id = 'E-2026-0001'").verdict == "damaged");
  CHECK(after("INSERT INTO unit SELECT 'new', seq, kind, record FROM unit WHERE id = 'czj'")
            .verdict == "damaged");
  CHECK(after("UPDATE deadline SET due_on = '' WHERE due_on IS NULL").verdict == "damaged");
}

namespace {

/// Every row of the record and of what is derived from it; nothing when it cannot be read.
std::optional<std::string> rows_of(const std::string& path) {
  try {
    auto db = Database::open(path, Database::Mode::read, 0);
    std::string all;
    for (const char* sql : {"SELECT * FROM act ORDER BY act", "SELECT * FROM event ORDER BY seq",
                            "SELECT * FROM subject ORDER BY seq, position",
                            "SELECT * FROM content ORDER BY digest"}) {
      Statement rows(db, sql);
      const int columns = sql[14] == 'a' ? 13 : sql[14] == 'e' ? 6 : sql[14] == 's' ? 3 : 4;
      while (rows.step())
        for (int i = 0; i < columns; ++i) all += rows.text(i) + "|";
    }
    for (const auto& row : stored_rows(db)) all += row.table + row.id + row.columns + "|";
    return all;
  } catch (const LedgerError&) {
    return std::nullopt;
  }
}

void flip(int descriptor, std::size_t at, char mask) {
  char byte = 0;
  REQUIRE(pread(descriptor, &byte, 1, static_cast<off_t>(at)) == 1);
  byte = static_cast<char>(byte ^ mask);
  REQUIRE(pwrite(descriptor, &byte, 1, static_cast<off_t>(at)) == 1);
}

}  // namespace

TEST_CASE("verify: a flipped bit that changes a row, anywhere in the file, never passes") {
  Folder folder;
  const auto path = folder.write("l.db", story_bytes());
  const auto whole = rows_of(path);
  REQUIRE(whole);
  const bool every = std::getenv("GOVCLOUD_LONG") != nullptr;  // otherwise a sample
  const std::size_t step = every ? 1 : 251;
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  int changed = 0, found = 0;
  for (std::size_t at = 0; at < story_bytes().size(); at += at < 100 ? 1 : step) {
    const auto mask = static_cast<char>(1 << at % 8);
    flip(descriptor, at, mask);
    const auto rows = rows_of(path);
    CAPTURE(at);
    const bool holds = verify_file(path).holds();
    flip(descriptor, at, mask);
    if (rows == whole) continue;
    ++changed;
    found += holds ? 0 : 1;
    if (holds) FAIL_CHECK("byte " << at << " was changed unseen");
  }
  close(descriptor);
  CHECK(found == changed);
  CHECK(changed > 100);
  CHECK(rows_of(path) == whole);
  CHECK(verify_file(path).holds());
}

TEST_CASE("verify: a file cut off at any page never passes") {
  Folder folder;
  const auto& bytes = story_bytes();
  for (std::size_t size = 0; size < bytes.size(); size += 8192) {
    CAPTURE(size);
    const auto path = folder.write("l-" + std::to_string(size), bytes.substr(0, size));
    CHECK_FALSE(verify_file(path).holds());
  }
}

TEST_CASE("verify: where the file lies cannot be written, a private copy is read") {
  Folder folder;
  write_story(folder.file("l.db"));
  std::filesystem::permissions(folder.file("l.db"), std::filesystem::perms::owner_read);
  CHECK(verify_file(folder.file("l.db")).holds());
  CHECK(verify_file(folder.file("missing.db")).checks[0].name == "file");
  CHECK(verify_file(folder.write("text", std::string(5000, 'x'))).checks[0].name == "file");
}

TEST_CASE("verify: a ledger that another program keeps for itself is busy, and not damaged") {
  Folder folder;
  const auto path = folder.file("l.db");
  write_story(path);
  Stranger other(path);
  other.run("PRAGMA journal_mode=DELETE");
  const auto exit_of = [](const std::function<void()>& step) {
    try {
      step();
      return 0;
    } catch (const LedgerError& e) {
      return e.exit;
    }
  };
  SUBCASE("between opening and looking") {
    auto db = Database::open(path, Database::Mode::read, 0);
    auto twin = Database::open(path, Database::Mode::read, 0);
    other.run("BEGIN EXCLUSIVE");
    for (const unsigned threads : {1u, 3u}) {
      CHECK(exit_of([&] { verify(db, {"", threads, {}}); }) == 75);
      CHECK(exit_of([&] { verify(db, {"", threads, {}}, {}, &twin); }) == 75);
    }
  }
  SUBCASE("for the second thread only") {
    auto opened = open_audit_file(path, 0);
    auto twin = Database::open(path, Database::Mode::read, 0);
    other.run("PRAGMA locking_mode=EXCLUSIVE");
    CHECK_THROWS(other.run("BEGIN EXCLUSIVE"));  // what is audited stands, and nobody else comes in now
    CHECK(exit_of([&] { verify(opened.db, {"", 3, {}}, {}, &twin); }) == 75);
    CHECK(exit_of([&] { verify(opened.db, {"", 3, {}}); }) == 0);
  }
  SUBCASE("before opening") {
    other.run("BEGIN EXCLUSIVE");
    CHECK(exit_of([&] { open_audit_file(path, 0); }) == 75);
  }
}

TEST_CASE("verify: without its triggers a ledger is damaged, and the event that was changed is named all the same") {
  Folder folder;
  const auto path = folder.file("l.db");
  write_story(path);
  Stranger(path).run("DROP TRIGGER event_keeps_words; UPDATE event SET body = body || ' ' WHERE seq = 12");
  CHECK_THROWS_AS(Ledger::open(path, Database::Mode::write, 0), ForeignSchema);
  auto opened = open_audit_file(path, 0);
  const auto result = verify(opened.db);
  CHECK(result.verdict == "damaged");
  CHECK(result.checks.front().name == "schema");
  CHECK_FALSE(result.checks.front().holds);
  CHECK(result.first_bad == 12);
  SUBCASE("but not with anything of a stranger's in it") {
    Stranger(path).run("CREATE TRIGGER event_keeps_words BEFORE UPDATE ON event BEGIN SELECT 1; END");
    CHECK_THROWS_AS(open_audit_file(path, 0), ForeignSchema);
  }
  SUBCASE("nor without a table") {
    Stranger(path).run("DROP TABLE finding");
    CHECK_THROWS_AS(open_audit_file(path, 0), ForeignSchema);
  }
}
