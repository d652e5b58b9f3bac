// The bulk act: rows judged one after the other, and verified one after the other.
#include "core/ledger/bulk.h"

#include <doctest/doctest.h>

#include "core/ledger/codec.h"
#include "core/ledger/verify.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

BulkRow row_of(Pen& pen, std::int64_t number, const AddUnit& command, const std::string& key = "") {
  BulkRow row{number, pen.act, [command](Database& db, Books& books) { fetch_actors(db, books, "root", ""); fetch_for(db, books, command); }, {}};
  row.act.verb = "unit add", row.act.key = key, row.act.content = encode(command);
  row.rule = [command, acting = pen.act.acting](const Facts& facts) { return judged(facts, command, acting); };
  return row;
}

AddUnit unit_of(const std::string& id, const std::string& authority = "") {
  AddUnit command{{id, 0, id + "局", UnitKind::using_unit}};
  if (id.starts_with("auth")) command.unit.kind = UnitKind::authority;
  command.unit.authority = authority;
  return command;
}

std::vector<std::string> words_of(const BulkOutcome& outcome) {
  std::vector<std::string> words;
  for (const auto& row : outcome.rows) {
    if (const auto* recorded = std::get_if<Recorded>(&row)) words.push_back(recorded->replayed ? "replayed" : "recorded");
    else words.push_back(std::holds_alternative<Conflict>(row) ? "conflict" : "refused");
  }
  return words;
}
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("bulk: each row is judged on the state after the row before it") {
  const Folder folder;
  write_story(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  pen.as("root").on("2026-12-01");
  std::vector<BulkRow> rows;
  rows.push_back(row_of(pen, 1, unit_of("b1", "auth1")));  // not there yet
  rows.push_back(row_of(pen, 2, unit_of("auth1")));
  rows.push_back(row_of(pen, 3, unit_of("b2", "auth1")));
  rows.push_back(row_of(pen, 4, unit_of("b2")));
  auto act = pen.act;
  act.verb = "unit add";
  const auto before = read_head(pen.ledger.db());
  SUBCASE("all or nothing") {
    CHECK(words_of(transact_rows(pen.ledger, act, rows, true)) == Words{"refused", "recorded", "recorded", "refused"});
    CHECK(read_head(pen.ledger.db()) == before);
  }
  SUBCASE("dry") {
    act.dry_run = true;
    CHECK_FALSE(transact_rows(pen.ledger, act, rows, false).recorded);
    CHECK(read_head(pen.ledger.db()) == before);
  }
  SUBCASE("what can be") {
    CHECK(words_of(transact_rows(pen.ledger, act, rows, false)) == Words{"refused", "recorded", "recorded", "refused"});
    CHECK(read_head(pen.ledger.db()).act == before.act + 1);
    CHECK(read_head(pen.ledger.db()).seq == before.seq + 4);
    const auto verification = verify(pen.ledger.db());
    CHECK(verification.holds());
  }
}

TEST_CASE("bulk: keys bind rows, are replayed, and are not given twice") {
  const Folder folder;
  write_story(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  pen.as("root").on("2026-12-01");
  auto act = pen.act;
  act.verb = "unit add";
  CHECK(words_of(transact_rows(pen.ledger, act, {row_of(pen, 1, unit_of("b1"), "K/1"), row_of(pen, 2, unit_of("b2"), "K/1")}, false)) ==
        Words{"recorded", "conflict"});
  CHECK(words_of(transact_rows(pen.ledger, act, {row_of(pen, 1, unit_of("b1"), "K/1"), row_of(pen, 2, unit_of("b2"), "K/2")}, false)) ==
        Words{"replayed", "recorded"});
  CHECK(words_of(transact_rows(pen.ledger, act, {row_of(pen, 1, unit_of("b3"), "K/2")}, false)) == Words{"conflict"});
  // A single act of that key is the same.
  CHECK(pen.key("K/2")(unit_of("b3")) == "conflict");
  CHECK(verify(pen.ledger.db()).holds());
}

TEST_CASE("bulk: an unlawful row is illegal, and marks that are not what they must be are damage") {
  struct Case { std::string what, verdict; std::vector<Event> events; };
  const auto mark = [](std::int64_t row) { return Event{RowBegun{row, "", std::string(64, '0')}, {}}; };
  const auto added = [](const std::string& id) { return Event{UnitAdded{unit_of(id).unit}, {}}; };
  const Case cases[] = {{"lawful", "unproven", {mark(1), added("b1"), mark(2), added("b2")}},
                        {"the same unit twice", "illegal", {mark(1), added("b1"), mark(2), added("b1")}},
                        {"numbers that fall", "damaged", {mark(2), added("b1"), mark(1), added("b2")}},
                        {"an empty row", "damaged", {mark(1), mark(2), added("b2")}},
                        {"nothing behind the last", "damaged", {mark(1), added("b1"), mark(2)}},
                        {"a mark in the middle", "illegal", {added("b1"), mark(2), added("b2")}},
                        {"two commands in one row", "illegal", {mark(1), added("b1"), added("b2")}}};
  for (const auto& c : cases) {
    CAPTURE(c.what);
    const Folder folder;
    write_story(folder.file("l.db"));
    Pen pen(folder.file("l.db"));
    auto& db = pen.ledger.db();
    Transaction tx(db, Transaction::Kind::write);
    const auto head = read_head(db);
    ActHeader header;
    header.ledger = pen.ledger.info().id, header.person = "root", header.verb = "unit add";
    header.program = program_version(), header.recorded = morning(day("2026-12-01"));
    const auto after = append(db, head, draft(head, header, c.events));
    REQUIRE(after);
    tx.commit();
    rebuild(db);
    CHECK(verify(db).verdict == c.verdict);
  }
}
