#include "core/ledger/schema_check.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "core/format/embedded.h"
#include "core/format/width.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/schema_rows.h"

extern "C" {
extern const char govcloud_schema_rows[];
extern const std::size_t govcloud_schema_rows_size;
}

namespace govcloud {
namespace {

using Object = std::vector<std::string>;  // type, name, table, SQL

std::set<Object> objects_of(Database& db) {
  std::set<Object> all;
  Statement rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema");
  while (rows.step()) all.insert({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
  return all;
}

/// Names the first object that is not as it should be. Only asked when something is wrong.
std::string name_difference(Database& db) {
  auto ours = Database::in_memory();
  ours.run(embedded::enduring_schema());
  ours.run(embedded::derived_schema());
  const auto want = objects_of(ours), have = objects_of(db);
  for (const auto& object : have)
    if (!want.contains(object))
      return fmt::format("the {} {} is not ours", printable(object[0]), printable(object[1].substr(0, 80)));
  for (const auto& object : want)
    if (!have.contains(object)) return fmt::format("the {} {} is missing", object[0], object[1]);
  return "an object stands there twice";
}

/// Two tables on one page would show the rows of one as the other's.
std::string root_fault(Database& db) {
  std::vector<std::int64_t> roots;
  Statement rows(db, "SELECT rootpage FROM sqlite_schema WHERE type IN ('table', 'index')");
  while (rows.step()) roots.push_back(rows.integer(0));
  std::sort(roots.begin(), roots.end());
  if (!roots.empty() && roots.front() <= 1) return "a table lies on the schema's page";
  const bool twice = std::adjacent_find(roots.begin(), roots.end()) != roots.end();
  return twice ? "two tables lie on one page" : "";
}

ForeignSchema damaged(const Database& db, const std::string& what) {
  return {15, fmt::format("the ledger {} is not as this program makes it: {}", db.path(), what),
          "keep the file as it is and ask where it comes from"};
}

}  // namespace

std::string_view own_schema_rows() { return {govcloud_schema_rows, govcloud_schema_rows_size}; }

std::string schema_fault(Database& db) {
  if (schema_rows(db) != own_schema_rows()) return name_difference(db);
  return root_fault(db);
}

bool lacks_triggers_only(Database& db) {
  auto ours = Database::in_memory();
  ours.run(embedded::enduring_schema());
  ours.run(embedded::derived_schema());
  const auto want = objects_of(ours), have = objects_of(db);
  const auto rows = static_cast<std::size_t>(db.integer("SELECT count(*) FROM sqlite_schema"));
  const bool nothing_else = std::all_of(want.begin(), want.end(), [&](const Object& object) {
    return have.contains(object) || object[0] == "trigger";
  });
  return nothing_else && have.size() < want.size() && rows == have.size() && root_fault(db).empty() &&
         std::includes(want.begin(), want.end(), have.begin(), have.end());
}

namespace {

/// Format and encoding, which come before the list of objects.
void look_at_form(Database& db) {
  const auto version = db.integer("PRAGMA user_version");
  if (version != kSchemaVersion)
    throw ForeignSchema(15, fmt::format("the ledger {} has format {}; this program knows {}", db.path(),
                                      version, kSchemaVersion),
                      version > kSchemaVersion ? "if a newer govcloud wrote it, use that one" : "");
  if (db.text("PRAGMA encoding") != "UTF-8") throw damaged(db, "its texts are not in UTF-8");
}

}  // namespace

void look_at_ledger(Database& db) {
  look_at_form(db);
  if (const auto fault = schema_fault(db); !fault.empty()) throw damaged(db, fault);
}

void look_at_audited(Database& db) {
  look_at_form(db);
  if (const auto fault = schema_fault(db); !fault.empty() && !lacks_triggers_only(db)) throw damaged(db, fault);
}

Database open_ledger_file(const std::string& path, Database::Mode mode, int wait_seconds) {
  return Database::open(path, mode, wait_seconds, look_at_ledger);
}

}  // namespace govcloud
