// The derived tables: what evolve() made, stored, fetched and rebuilt.
#include "core/ledger/store.h"

#include <random>

#include <doctest/doctest.h>

#include "core/law/duty.h"
#include "core/ledger/facts.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

std::string ids(const auto& shelf) {
  std::string all;
  for (const auto& [id, record] : shelf) all += id + " ";
  return all;
}

}  // namespace

TEST_CASE("store: what is stored is what the journal gives, record by record") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  Books stored;
  fetch_all(db, stored);
  CHECK(text_of(stored) == text_of(replay(db)));
  CHECK(stored.requests.at("R-2026-0001").stage == Stage::open);
}

TEST_CASE("store: every derived table of the story holds something") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  std::set<std::string> tables;
  for (const auto& row : stored_rows(db)) tables.insert(row.table);
  CHECK(tables == std::set<std::string>{"ledger", "unit", "person", "system", "request", "resource",
                                        "evidence", "deadline", "finding", "scan", "usage_import"});
}

TEST_CASE("store: the columns beside a record say what it says") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  struct Row { std::string sql, want; };
  const Row rows[] = {
      {"SELECT stage || ' ' || system || ' ' || unit || ' ' || kind || ' ' || submitted_on FROM "
       "request",
       "open budget czj onboarding 2026-03-02"},
      {"SELECT group_concat(state) FROM resource", "in_service,in_service,in_service"},
      {"SELECT cloud_id FROM resource WHERE id = 'budget/host-1'", "i-81"},
      {"SELECT count(*) FROM deadline WHERE open = 1", "0"},
      {"SELECT due_on FROM deadline WHERE rule = 'accept'", "2026-03-05"},
      {"SELECT coalesce(due_on, 'none') FROM deadline WHERE rule = 'open'", "none"},
      {"SELECT state || ' ' || severity FROM finding", "fixed low"},
      {"SELECT count(*) FROM request WHERE record ->> 'stage' <> stage", "0"},
      {"SELECT count(*) FROM resource WHERE record ->> 'state' <> state OR record ->> 'cloud_id' "
       "<> cloud_id",
       "0"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.sql);
    CHECK(db.text(row.sql.c_str()) == row.want);
  }
}

TEST_CASE("loaders: each fetches the life of its subject and nothing of others'") {
  Folder folder;
  write_story(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  pen.as("zhang").on("2026-03-20").with(papers({"plan", "self_test"}));
  REQUIRE(pen(submission("other", "czj", 1, pen.ledger.policy())) == "submitted");
  REQUIRE(pen.with(papers({"filing"}))(Attach{"czj"}) == "attached");
  auto& db = pen.ledger.db();
  Books of_case, of_system, of_nothing, of_resource, of_actors;
  fetch_case(db, of_case, "R-2026-0001");
  CHECK(ids(of_case.requests) == "R-2026-0001 ");
  CHECK(ids(of_case.systems) == "budget ");
  CHECK(ids(of_case.resources) == "budget/host-1 budget/host-2 budget/storage-1 ");
  CHECK(ids(of_case.units) == "czj ");
  CHECK(of_case.evidence.size() == 6);  // two at submission, three tests, and the unit's filing
  fetch_system_case(db, of_system, "other");
  CHECK(ids(of_system.requests) == "R-2026-0002 ");
  fetch_item(db, of_resource, "budget/host-1");
  CHECK(ids(of_resource.systems) == "budget ");
  fetch_item(db, of_nothing, "ghost"), fetch_case(db, of_nothing, ""),
      fetch_system_case(db, of_nothing, "");
  CHECK(ids(of_nothing.requests) + ids(of_nothing.systems) + ids(of_nothing.units) == "");
  fetch_actors(db, of_actors, "zhang", "wang");
  CHECK(ids(of_actors.persons) == "wang zhang ");
  CHECK(ids(of_actors.units) == "dsj yun ");
}

TEST_CASE("store: a record that does not read is damage and says how to mend it") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto ledger = Ledger::open(folder.file("l.db"), Database::Mode::write, 0);
  auto& db = ledger.db();
  db.run("UPDATE unit SET record = '{}x' WHERE id = 'czj'");
  Books books;
  try {
    fetch_unit(db, books, "czj");
    FAIL("it was read");
  } catch (const LedgerError& e) {
    CHECK(e.exit == 15);
    CHECK(e.hint.find("rebuild") != std::string::npos);
  }
  db.run("DELETE FROM ledger");
  CHECK_THROWS_AS(fetch_ledger(db, books), LedgerError);
}

TEST_CASE("rebuild: the derived tables come back from the journal alone") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto ledger = Ledger::open(folder.file("l.db"), Database::Mode::write, 0);
  const auto before = stored_rows(ledger.db());
  {
    const Grant granted(ledger.db(), Power::schema);
    ledger.db().run("DELETE FROM request; UPDATE unit SET record = 'x'; DROP TABLE deadline");
  }
  rebuild(ledger.db());
  CHECK(stored_rows(ledger.db()) == before);
}

TEST_CASE("copy: the ledger as it was recorded until a moment") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  struct Row { std::string until; Stage stage; };
  const Row rows[] = {
      {"2026-03-03", Stage::approved}, {"2026-03-19", Stage::trial}, {"2026-03-20", Stage::open}};
  for (const auto& row : rows) {
    CAPTURE(row.until);
    auto copy = Database::in_memory();
    copy.run(enduring_schema()), copy.run(derived_schema());
    copy_journal(db, copy, start_of(day(row.until), std::chrono::minutes{480}));
    rebuild(copy);
    Books books;
    fetch_all(copy, books);
    CHECK(books.requests.at("R-2026-0001").stage == row.stage);
    CHECK(copy.integer("SELECT count(*) FROM event") <= db.integer("SELECT count(*) FROM event"));
  }
  auto nothing = Database::in_memory();
  nothing.run(enduring_schema());
  copy_journal(db, nothing, start_of(day("2026-03-02"), std::chrono::minutes{480}));
  CHECK(nothing.integer("SELECT count(*) FROM act") == 0);
}

TEST_CASE("content: added once, under its own digest") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  auto ledger = Ledger::open(folder.file("l.db"), Database::Mode::write, 0);
  const auto digest = add_content(ledger.db(), {"mapping", "m.toml", std::string("a\0b", 3)});
  CHECK(digest == hex(sha256(std::string("a\0b", 3))));
  CHECK(add_content(ledger.db(), {"mapping", "again.toml", std::string("a\0b", 3)}) == digest);
  const auto kept = read_content(ledger.db(), digest);
  REQUIRE(kept);
  CHECK(kept->kind == "mapping");
  CHECK(kept->name == "m.toml");
  CHECK(kept->bytes == std::string("a\0b", 3));
  CHECK_FALSE(read_content(ledger.db(), std::string(64, '0')));
  CHECK_FALSE(read_content(ledger.db(), "no digest"));
  CHECK(ledger.calendar().arranged.contains(2026));
  CHECK_THROWS_AS(ledger.policy(std::string(64, '0')), LedgerError);
}

TEST_CASE("loaders: duties are the same from the few resources that they are counted from as from all") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto story = Ledger::open(folder.file("l.db"), Database::Mode::read, 0);
  const Date first = parse_date("2026-01-01").value();
  std::mt19937 random(20261125);
  const auto some_day = [&] { return first + std::chrono::days{random() % 400}; };
  for (int round = 0; round < 40; ++round) {
    Books books;
    books.ledger = story.info();
    for (const char* unit : {"a", "b", "c"}) books.units[unit].id = unit;
    for (int i = 0; i < static_cast<int>(random() % 12); ++i) {
      Resource resource;
      resource.id = "s/host-" + std::to_string(i), resource.system = "s", resource.unit = std::string(1, static_cast<char>('a' + random() % 3));
      if (random() % 8 != 0) resource.delivered_on = some_day();
      if (resource.delivered_on && random() % 2 == 0) resource.reclaimed_on = *resource.delivered_on + std::chrono::days{random() % 90};
      books.resources[resource.id] = resource;
    }
    auto db = Database::in_memory();
    db.run(enduring_schema()), db.run(derived_schema());
    store_all(db, books, 1);
    Books few;
    fetch_duties(db, few, story.policy());
    const auto owed = [&](const Books& of) {
      std::string all;
      for (const auto& duty : duties_owed({of, story.policy(), story.calendar()}, parse_date("2027-04-01").value()))
        all += duty.rule->id + " " + duty.about + " " + duty.period + "\n";
      return all;
    };
    CHECK(owed(few) == owed(books));
    CHECK(few.resources.size() <= books.resources.size());
  }
}
