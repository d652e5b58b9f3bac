// transact(): the one way into the journal. Keys, expectations, dry runs, the clock, and races.
#include <doctest/doctest.h>

#include "core/ledger/audit_copy.h"
#include "core/ledger/verify.h"
#include "tests/faults/stranger.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

AddUnit unit(const std::string& id) { return {{id, 0, "单位"}}; }

std::uint64_t head(Pen& pen) { return read_head(pen.ledger.db()).seq; }

/// The outcome, or the exit code of the error.
template <class Command>
std::string told(Pen& pen, const Command& command) {
  try {
    return pen(command);
  } catch (const LedgerError& e) {
    return std::to_string(e.exit);
  }
}

}  // namespace

TEST_CASE("transact: what is recorded is stored, and what is refused is not") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  const auto before = head(pen);
  CHECK(pen.as("nobody")(unit("czj")) == "person_unknown");
  CHECK(pen.as("root")(AddPerson{{"zhang", 0, "张", "czj"}}) == "not_found");
  CHECK(head(pen) == before);
  const auto outcome = std::get<Recorded>(pen.take(unit("czj")));
  CHECK(outcome.seq == before + 1);
  CHECK(head(pen) == before + 1);
  CHECK(pen.ledger.db().text("SELECT id || seq FROM unit") == "czj" + std::to_string(outcome.seq));
  CHECK(pen(unit("czj")) == "exists_already");
  CHECK(head(pen) == before + 1);
  CHECK(pen.ledger.db().integer("SELECT seq FROM ledger") == static_cast<std::int64_t>(before + 1));
}

TEST_CASE("transact: a key gives the first answer again, and no other command's") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  pen.as("root");
  const auto first = std::get<Recorded>(pen.key("k1").take(unit("czj")));
  const auto after = head(pen);
  const auto again = std::get<Recorded>(pen.key("k1").on("2026-03-09").take(unit("czj")));
  CHECK(again.replayed);
  CHECK(again.seq == first.seq);
  REQUIRE(again.events.size() == first.events.size());
  CHECK(encode_body(again.events[0]) == encode_body(first.events[0]));
  struct Row { std::string what, want; std::function<std::string()> step; };
  const Row rows[] = {
      {"other content", "conflict", [&] { return pen.key("k1")(unit("rsj")); }},
      {"other papers", "conflict",
       [&] { return pen.key("k1").with(papers({"plan"}))(unit("czj")); }},
      {"another person", "conflict", [&] { return pen.as("wang").key("k1")(unit("czj")); }},
      {"entered late", "conflict",
       [&] {
         pen.act.acting.is_late = true;
         const auto got = pen.as("root").key("k1")(unit("czj"));
         pen.act.acting.is_late = false;
         return got;
       }},
      {"the same once more", "replayed", [&] { return pen.key("k1")(unit("czj")); }},
      {"the same in a dry run", "replayed",
       [&] { return pen.act.dry_run = true, pen.key("k1")(unit("czj")); }},
      {"another key", "exists_already", [&] { return pen.key("k2")(unit("czj")); }},
      {"a key that a refusal did not bind", "unit_added",
       [&] { return pen.key("k2")(unit("rsj")); }},
      {"no key", "exists_already", [&] { return pen(unit("rsj")); }},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(row.step() == row.want);
  }
  CHECK(head(pen) == after + 1);
}

TEST_CASE("transact: the replay of a key minds neither the clock nor what came after") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  CHECK(pen.as("root").on("2026-03-05").key("k")(unit("czj")) == "unit_added");
  CHECK(pen.on("2026-03-02").key("k")(unit("czj")) == "replayed");
}

TEST_CASE("transact: an expectation of where an item stands") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  pen.as("root")(unit("czj"));
  const auto stands = head(pen);
  const auto person = [&](std::uint64_t expected, const std::string& id) {
    pen.act.expect_id = "czj", pen.act.expect_seq = expected;
    return pen(AddPerson{{id, 0, "张", "czj"}});
  };
  CHECK(person(stands + 1, "zhang") == "conflict");
  CHECK(person(0, "zhang") == "conflict");
  CHECK(person(stands, "zhang") == "person_added");
  CHECK(person(stands, "li") == "person_added");  // the unit has not moved by it
}

TEST_CASE("transact: a dry run gives the answer and leaves nothing") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  pen.as("root");
  const auto before = head(pen);
  const EvidenceFile file(folder.write("plan.pdf", "x"));
  pen.act.files = {&file}, pen.act.dry_run = true;
  const auto outcome = std::get<Recorded>(pen.key("k").take(unit("czj")));
  CHECK(outcome.seq == 0);
  CHECK(outcome.events.size() == 1);
  CHECK(head(pen) == before);
  CHECK(pen.ledger.db().integer("SELECT count(*) FROM unit") == 0);
  CHECK_FALSE(std::filesystem::exists(folder.file("l.db.evidence")));
  CHECK(pen.key("k")(unit("czj")) == "unit_added");  // and the key is free
  CHECK(std::filesystem::exists(folder.file("l.db.evidence")));
}

TEST_CASE("transact: the clock") {
  struct Row { std::string what, now; bool test, yes; std::string want; };
  const Row rows[] = {
      {"the same moment", "2026-03-02T10:00:00+08:00", false, false, "unit_added"},
      {"five minutes behind", "2026-03-02T09:55:00+08:00", false, false, "unit_added"},
      {"a second more", "2026-03-02T09:54:59+08:00", false, false, "78"},
      {"behind, on a test ledger", "2026-03-02T09:54:59+08:00", true, false, "78"},
      {"behind, whatever one says", "2026-03-01T10:00:00+08:00", false, true, "78"},
      {"31 days ahead", "2026-04-02T10:00:00+08:00", false, false, "unit_added"},
      {"a second more ahead", "2026-04-02T10:00:01+08:00", false, false, "17"},
      {"confirmed", "2026-04-02T10:00:01+08:00", false, true, "unit_added"},
      {"on a test ledger", "2036-03-02T10:00:00+08:00", true, false, "unit_added"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Folder folder;
    found_ledger(folder.file("l.db"), "changde", row.test);
    Pen pen(folder.file("l.db"));
    pen.as("root").at(parse_instant(row.now).value());
    pen.act.yes = row.yes;
    const auto before = head(pen);
    CHECK(told(pen, unit("czj")) == row.want);
    CHECK(head(pen) == before + (row.want == "unit_added" ? 1 : 0));
  }
}

TEST_CASE("transact: a lost race is decided again, in an unsigned ledger at once under the lock") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db")), rival(folder.file("l.db"));
  rival.as("root");
  int asked = 0;
  std::vector<std::string> rivals;
  Act act = pen.act;
  act.verb = "test", act.acting.person = "root";
  const auto out = transact(
      pen.ledger, act,
      [&](Database& db, Books& books) { fetch_actors(db, books, "root", ""); },
      [&](const Facts& facts) {
        rivals.push_back(told(rival, unit("rival-" + std::to_string(++asked))));
        return decide(facts, unit("czj"), act.acting);
      });
  CHECK(outcome(out) == "unit_added");
  CHECK(rivals == std::vector<std::string>{"unit_added", "75"});
  CHECK(std::get<Recorded>(out).seq == head(rival));
  CHECK(pen.ledger.db().integer("SELECT count(*) FROM unit") == 2);
}

TEST_CASE("transact: losing the race for the head 50 times in a row ends well for both writers") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db")), rival(folder.file("l.db"));
  rival.as("root");
  Act act = pen.act;
  act.verb = "test", act.acting.person = "root";
  const auto before = head(pen);
  constexpr int kRaces = 50;
  for (int race = 0; race < kRaces; ++race) {
    int looks = 0;
    std::string turned_away;
    const auto out = transact(
        pen.ledger, act,
        [&](Database& db, Books& books) { fetch_actors(db, books, "root", ""); },
        [&](const Facts& facts) {
          const auto id = "rival-" + std::to_string(race) + "-" + std::to_string(++looks);
          if (told(rival, unit(id)) != "unit_added") turned_away = id;
          return decide(facts, unit("own-" + std::to_string(race)), act.acting);
        });
    CHECK(outcome(out) == "unit_added");
    CHECK(looks == 2);  // the rival came first, and then could not
    CHECK(turned_away == "rival-" + std::to_string(race) + "-2");
    CHECK(told(rival, unit(turned_away)) == "unit_added");
  }
  CHECK(head(pen) == before + 3 * kRaces);
  CHECK(pen.ledger.db().integer("SELECT count(*) FROM unit") == 3 * kRaces);
  CHECK(verify(pen.ledger.db()).holds());
}

TEST_CASE("transact: work that belongs to the act is in its transaction") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  const auto before = head(pen);
  const auto with = [&](const Also& also) {
    return transact(
        pen.ledger, pen.as("root").act,
        [](Database& db, Books& books) { fetch_actors(db, books, "root", ""); },
        [&](const Facts& facts) { return decide(facts, unit("czj"), pen.act.acting); }, also);
  };
  CHECK_THROWS_AS(with([](Database& db) { db.run("INSERT INTO nowhere VALUES (1)"); }),
                  LedgerError);
  CHECK(head(pen) == before);
  CHECK(pen.ledger.db().integer("SELECT count(*) FROM unit") == 0);
  CHECK(outcome(with([](Database& db) { db.run("INSERT INTO usage_resource VALUES (1,'a')"); })) ==
        "unit_added");
  CHECK(pen.ledger.db().integer("SELECT count(*) FROM usage_resource") == 1);
}

TEST_CASE("transact: a request keeps the policy under which it was submitted") {
  Folder folder;
  write_story(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  auto& db = pen.ledger.db();
  const auto digest =
      add_content(db, {"policy", "changde.toml", file_bytes("examples/policies/changde.toml")});
  db.run(
      ("UPDATE ledger SET record = json_set(record, '$.policy_digest', '" + digest + "')").c_str());
  pen.ledger.refresh();
  CHECK(pen.ledger.policy().id == "changde");
  const auto seen_for = [&](const std::string& request) {
    std::string id;
    Act act = pen.on("2026-03-20").act;
    act.policy_of = request, act.dry_run = true;
    transact(
        pen.ledger, act, [&](Database& d, Books& books) { fetch_case(d, books, request); },
        [&](const Facts& facts) -> Decision { return id = facts.policy.id, std::vector<Fact>{}; });
    return id;
  };
  CHECK(seen_for("R-2026-0001") == "zhejiang");
  CHECK(seen_for("") == "changde");
}

TEST_CASE("a new ledger: never over a file that is there, and nothing is left of one that failed") {
  Folder folder;
  const auto path = folder.write("l.db", "somebody's");
  try {
    found_ledger(path);
    FAIL("a file was overwritten");
  } catch (const LedgerError& e) {
    CHECK(e.exit == 73);
  }
  CHECK(read_bytes(path) == "somebody's");
  CHECK_THROWS(create_ledger(folder.file("m.db"), founding("zhejiang", true), {"policy", "p", "x"},
                             {"calendar", "c", "no calendar"}, morning(day("2026-03-02"))));
  CHECK_FALSE(std::filesystem::exists(folder.file("m.db")));
}

TEST_CASE("a ledger: a format that is not known is not opened") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  struct Row { std::string version; int want; };
  const Row rows[] = {{"2", 15}, {"0", 15}};
  for (const auto& row : rows) {
    Stranger(folder.file("l.db")).run("PRAGMA user_version=" + row.version);
    try {
      Ledger::open(folder.file("l.db"), Database::Mode::read, 0);
      FAIL("it was opened");
    } catch (const LedgerError& e) {
      CHECK(e.exit == row.want);
    }
  }
}

TEST_CASE("transact: an event that verification would not read is not written") {
  Folder folder;
  found_ledger(folder.file("l.db"));
  Pen pen(folder.file("l.db"));
  pen.as("root");
  const auto before = head(pen);
  auto large = unit("large");
  large.unit.name = std::string(kEventBodyBytesMax - 1000, 'x');
  auto larger = unit("larger");
  larger.unit.name = std::string(kEventBodyBytesMax, 'x');
  CHECK(told(pen, larger) == "65");
  CHECK(head(pen) == before);
  CHECK(told(pen, large) == "unit_added");
  CHECK(head(pen) == before + 1);
  auto db = open_for_audit(folder.file("l.db"));
  CHECK(verify(db).holds());
}
