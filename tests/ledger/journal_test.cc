// The journal: chained, appended only where its head is, and never changed.
#include "core/ledger/journal.h"

#include <doctest/doctest.h>

#include "tests/faults/stranger.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

ActHeader header(const std::string& key = "") {
  ActHeader h;
  h.ledger = "0123", h.person = "root", h.verb = "init", h.key = key, h.program = "1";
  h.content = sha256("content"), h.recorded = morning(day("2026-03-02"));
  return h;
}

Event created() {
  LedgerCreated e;
  e.ledger = "0123", e.founder = "root";
  return {e, {}};
}

Event unit(const std::string& id) { return {UnitAdded{{id, 0, "单位"}}, {}}; }

Database fresh() {
  auto db = Database::in_memory();
  db.run(enduring_schema());
  db.run("PRAGMA recursive_triggers=ON");
  return db;
}

std::vector<EventRow> all(Database& db, std::uint64_t from = 1) {
  std::vector<EventRow> rows;
  read_from(db, from,
            [&](const ActRow&, const EventRow& row) { return rows.push_back(row), true; });
  return rows;
}

}  // namespace

TEST_CASE("journal: events are chained from thirty-two zeros on") {
  auto db = fresh();
  CHECK(read_head(db) == Head{});
  const auto first = append(db, {}, draft({}, header(), {created(), unit("czj")}));
  REQUIRE(first);
  const auto second = append(db, *first, draft(*first, header("k1"), {unit("dsj")}));
  REQUIRE(second);
  CHECK(second->seq == 3);
  CHECK(read_head(db) == *second);
  const auto rows = all(db);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].prev == Digest{});
  CHECK(rows[1].prev == rows[0].hash);
  CHECK(rows[2].prev == rows[1].hash);
  CHECK(rows[2].hash == second->hash);
  CHECK(rows[0].act == 1);
  CHECK(rows[2].act == 2);
  CHECK(rows[1].subjects == Subjects{"czj"});
  CHECK(rows[1].kind == "unit_added");
  CHECK(all(db, 3).size() == 1);
  CHECK(all(db, 4).empty());
}

TEST_CASE("journal: the bytes of an event's hash are these") {
  auto db = fresh();
  const auto head = append(db, {}, draft({}, header("k"), {created()}));
  const auto body = encode_body(created());
  const auto text = [](const std::string& s) {
    const auto n = static_cast<std::uint32_t>(s.size());
    return std::string{static_cast<char>(n >> 24), static_cast<char>(n >> 16),
                       static_cast<char>(n >> 8), static_cast<char>(n)} +
           s;
  };
  const auto u64 = [](std::uint64_t n) {
    std::string s;
    for (int shift = 56; shift >= 0; shift -= 8) s += static_cast<char>(n >> shift);
    return s;
  };
  const auto u32 = [&](std::uint64_t n) { return u64(n).substr(4); };
  const auto seconds =
      static_cast<std::uint64_t>(morning(day("2026-03-02")).time_since_epoch().count());
  std::string bytes("govcloud-event-1\0", 17);
  bytes += u64(1) + std::string(32, '\0') + u64(1) + '\1';
  bytes += text("0123") + text("root") + text("") + text("init") + text("k");
  bytes += std::string(bytes_of(sha256("content"))) + text("1") + u64(seconds) + u32(1);
  bytes += text("ledger_created") + u32(1) + text("root") + text(body);
  CHECK(hex(head->hash) == hex(sha256(bytes)));
}

TEST_CASE("journal: nothing is appended where the head is not") {
  auto db = fresh();
  const auto first = append(db, {}, draft({}, header(), {created()}));
  auto other = *first;
  other.hash[0] ^= 1;
  CHECK_FALSE(append(db, {}, draft({}, header(), {unit("czj")})));
  CHECK_FALSE(append(db, other, draft(other, header(), {unit("czj")})));
  CHECK(all(db).size() == 1);
  CHECK(append(db, *first, draft(*first, header(), {unit("czj")})));
}

TEST_CASE("journal: an act's header and events are found again, by its key too") {
  auto db = fresh();
  const auto first = append(db, {}, draft({}, header(), {created()}));
  auto h = header("k-7");
  h.for_person = "wang";
  auto made = draft(*first, h, {unit("czj"), unit("dsj")});
  made.act.signature = {"ssh-ed25519", "K-1", "signature"};
  append(db, *first, made);
  const auto act = act_by_key(db, "k-7");
  REQUIRE(act);
  CHECK(act->act == 2);
  CHECK(act->first == 2);
  CHECK(act->header.events == 2);
  CHECK(act->header.for_person == "wang");
  CHECK(act->header.content == sha256("content"));
  CHECK(act->signature.bytes == "signature");
  CHECK_FALSE(act_by_key(db, "k-8"));
  CHECK_FALSE(act_by_key(db, ""));
  const auto events = events_of_act(db, 2);
  REQUIRE(events.size() == 2);
  CHECK(std::get<UnitAdded>(events[1].fact).unit.id == "dsj");
  CHECK(events_of_act(db, 3).empty());
}

TEST_CASE("journal: what is in it cannot be updated, deleted, replaced or put in out of order") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::write, 0);
  const std::string before = db.text("SELECT group_concat(seq || kind || body) FROM event");
  Stranger hands(folder.file("l.db"));  // the seat belt holds whoever it is, with these settings
  hands.run("PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON");
  const char* const rows[] = {
      "UPDATE event SET body = '{}' WHERE seq = 3",
      "UPDATE event SET seq = 1000 WHERE seq = 3",
      "DELETE FROM event WHERE seq = 3",
      "DELETE FROM event",
      "INSERT OR REPLACE INTO event SELECT seq, act, kind, '{}', prev, hash FROM event WHERE seq = "
      "3",
      "REPLACE INTO event SELECT * FROM event WHERE seq = (SELECT max(seq) FROM event)",
      "INSERT INTO event SELECT max(seq) + 2, act, kind, body, hash, zeroblob(32) FROM event",
      "INSERT INTO event SELECT max(seq) + 1, act, kind, body, zeroblob(32), zeroblob(32) FROM "
      "event",
      "INSERT INTO event VALUES (1, 1, 'x', '{}', zeroblob(32), zeroblob(32))",
      "UPDATE act SET person = 'wang' WHERE act = 2",
      "DELETE FROM act",
      "REPLACE INTO act SELECT * FROM act WHERE act = 2",
      "INSERT INTO act SELECT max(act) + 2, person, for_person, verb, NULL, content, program, "
      "recorded, first, events, alg, key_id, signature FROM act",
      "UPDATE content SET bytes = 'x'",
      "DELETE FROM content",
      "INSERT INTO subject VALUES (1, 1, 'another')",
      "INSERT INTO subject VALUES (100000, 1, 'of no event')",
  };
  for (const std::string sql : rows) {
    CAPTURE(sql);
    CHECK_THROWS_AS(db.run(sql.c_str()), LedgerError);
    CHECK_THROWS_AS(hands.run(sql), std::runtime_error);
  }
  CHECK(db.text("SELECT group_concat(seq || kind || body) FROM event") == before);
}

TEST_CASE("journal: an act with a key that was used is not appended twice") {
  auto db = fresh();
  const auto first = append(db, {}, draft({}, header("k"), {created()}));
  CHECK_THROWS_AS(append(db, *first, draft(*first, header("k"), {unit("czj")})), LedgerError);
}

TEST_CASE("journal: the whole of it is read in order, and the reader may stop") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  std::uint64_t seen = 0, act = 0;
  read_from(db, 1, [&](const ActRow& a, const EventRow& e) {
    CHECK(e.seq == seen + 1);
    CHECK(a.act == e.act);
    CHECK((a.act == act || a.act == act + 1));
    CHECK(stamp_of(a, e.seq).person == a.header.person);
    seen = e.seq, act = a.act;
    return seen < 10;
  });
  CHECK(seen == 10);
}
