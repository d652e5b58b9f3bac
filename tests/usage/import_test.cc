// Imports in a ledger's file: months and files that follow one another.
#include "core/usage/import.h"

#include <doctest/doctest.h>

#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

std::string rows(const std::string& month, const std::string& id, const std::string& percent) {
  std::string text;
  for (const char* day : {"03", "04", "05"})
    text += id + "," + month + "-" + day + "T00:00:00+08:00," + percent + "\n";
  return text;
}

/// Imports a file of the native form as the story's operator does.
void import(Pen& pen, const std::string& body) {
  auto source = ByteSource::of_bytes("m.csv", "resource,time,cpu_percent\n" + body);
  auto prepared = prepare_import(pen.ledger.db(), source, native_mapping(), {}, pen.ledger.offset());
  prepared.what.name = "m.csv", prepared.what.digest = hex(sha256(body));
  Act act = pen.as("sun").on("2026-06-01").act;
  act.verb = "usage import";
  const auto outcome = transact(
      pen.ledger, act, [](Database& db, Books& books) { fetch_actors(db, books, "sun", ""); },
      [&](const Facts& facts) { return decide(facts, ImportUsage{prepared.what}, act.acting); },
      [&](Database& db) { store_import(db, prepared); });
  REQUIRE(std::holds_alternative<Recorded>(outcome));
}

}  // namespace

TEST_CASE("import: month after month, and a file that corrects an earlier one") {
  const Folder folder;
  write_story(folder.file("ledger.db"));
  Pen pen(folder.file("ledger.db"));
  auto& db = pen.ledger.db();
  import(pen, rows("2026-03", "i-81", "10"));
  import(pen, rows("2026-04", "i-81", "20"));
  import(pen, rows("2026-04", "i-81", "30") + rows("2026-05", "i-81", "40"));
  const auto months = rollups_of_resource(db, "budget/host-1");
  REQUIRE(months.size() == 3);
  for (const auto& [month, mean_percent] : {std::pair("2026-03", 10), {"2026-04", 30}, {"2026-05", 40}}) {
    CAPTURE(month);
    CHECK(months.at(month).samples == 3);
    CHECK(mean(months.at(month).cpu_percent, 0) == mean_percent * 100);
  }
  CHECK(db.integer("SELECT count(*) FROM usage_resource") == 1);
  rebuild_rollups(db);
  CHECK(rollups_of_resource(db, "budget/host-1") == months);
}
