// Ten thousand requests: what is read every day is read from the derived tables. The journal's words
// are blotted out on the very file that answers, so whoever reads one of them fails.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <sstream>

#include "cli/app.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

constexpr int kRequests = 10000;

void fill(const std::string& path) {
  found_ledger(path, "changde");
  Pen pen(path);
  pen.ledger.db().run("PRAGMA synchronous=OFF");  // no power cut is feared here
  pen.as("root");
  must(pen(AddUnit{{"czj", 0, "市财政局", UnitKind::using_unit}}), "unit_added");
  must(pen(AddUnit{{"dsj", 0, "数据局", UnitKind::authority}}), "unit_added");
  must(pen(AddUnit{{"yun", 0, "云公司", UnitKind::provider}}), "unit_added");
  must(pen(AddPerson{{"zhang", 0, "张明", "czj", {Role::applicant}}}), "person_added");
  pen.as("zhang");
  for (int i = 1; i <= kRequests; ++i)
    must(pen(submission("s" + std::to_string(i), "czj", 1, pen.ledger.policy())), "submitted");
}

/// With a bare SQLite, since the program's own connection forbids it.
void blot_out_journal(const std::string& path) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
  const char* deeds = "DROP TRIGGER event_keeps_words; DROP TRIGGER act_keeps_words;"
                      "UPDATE event SET kind = '', body = ''; UPDATE act SET verb = '', person = ''; DELETE FROM subject;";
  // The triggers come back as they were: without them the ledger would not be opened at all.
  std::string all = deeds;
  sqlite3_stmt* row = nullptr;
  REQUIRE(sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_schema WHERE name IN ('event_keeps_words','act_keeps_words')"
                                 " ORDER BY rowid", -1, &row, nullptr) == SQLITE_OK);
  while (sqlite3_step(row) == SQLITE_ROW)
    all += std::string(reinterpret_cast<const char*>(sqlite3_column_text(row, 0))) + ";";
  sqlite3_finalize(row);
  REQUIRE(sqlite3_exec(db, all.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(db);
}

struct Answer {
  int exit;
  std::string out, err;
};

Answer ask(const std::string& ledger, std::vector<std::string> words) {
  std::istringstream in;
  std::ostringstream out, err;
  Desk desk{in, out, err, [] { return Instant{}; }, {{"GOVCLOUD_NOW", "2026-03-09T09:00:00+08:00"}}, false, false, false};
  words.insert(words.end(), {"--ledger", ledger});
  const int exit = run(desk, words);
  return {exit, out.str(), err.str()};
}

}  // namespace

TEST_CASE("ten thousand requests: show, list and due answer without reading the journal") {
  const Folder folder;
  const auto ledger = folder.file("ledger.db");
  fill(ledger);
  const std::vector<std::vector<std::string>> questions{
      {"show", "R-2026-5000"},          {"show", "s5000", "-o", "json"},  {"list", "requests"},
      {"list", "systems", "-o", "csv"}, {"due"},                          {"due", "-o", "json"},
      {"list", "requests", "--system", "s77", "-o", "value"}};
  std::vector<Answer> before;
  for (const auto& words : questions) before.push_back(ask(ledger, words));
  CHECK(std::count(before[2].out.begin(), before[2].out.end(), '\n') == kRequests + 1);
  CHECK(std::count(before[4].out.begin(), before[4].out.end(), '\n') == kRequests + 1);
  CHECK(before[0].out.find("R-2026-5000") != std::string::npos);

  blot_out_journal(ledger);
  CHECK(ask(ledger, {"log", "-o", "value"}).exit == 15);  // who reads the journal cannot any more
  CHECK(ask(ledger, {"audit", "verify"}).exit == 15);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    CAPTURE(questions[i][0]);
    const auto after = ask(ledger, questions[i]);
    CHECK(after.exit == before[i].exit);
    CHECK(after.out == before[i].out);
    CHECK(after.err == "");
  }
}
