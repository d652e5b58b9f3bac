// Whether the measurements are those that were imported, and what is kept of them comes of them.
#include <fmt/format.h>

#include <functional>
#include <new>

#include "core/ledger/codec.h"
#include "core/ledger/ledger_error.h"
#include "core/usage/block.h"
#include "core/usage/import.h"
#include "core/usage/kept.h"

namespace govcloud {
namespace {

/// Each import's blocks give the digest that its event recorded, and no block is nobody's.
Check verify_blocks(Database& db, const Books& books) {
  Check check{"measurements", true, 0, 0, ""};
  const auto names = resource_names(db);
  std::map<std::int64_t, std::vector<std::string>> lines;
  Statement rows(db, "SELECT id, bytes FROM usage_block ORDER BY id");
  while (rows.step()) {
    const auto key = unpack_key(rows.integer(0));
    const auto name = names.find(key.resource);
    lines[key.import].push_back(block_line(to_text(key.month),
                                           name != names.end() ? name->second : "", key.part,
                                           rows.view(1)));
    ++check.count;
  }
  for (const auto& [digest, import] : books.usage) {
    const auto mine = lines.find(import.what.number);
    if (digest_of(mine != lines.end() ? mine->second : std::vector<std::string>{}) !=
        import.what.blocks_digest) {
      check.holds = false, check.first_bad = import.seq;
      check.message = fmt::format("the blocks of {} are not what was imported", import.what.name);
    }
    if (mine != lines.end()) lines.erase(mine);
  }
  if (check.holds && !lines.empty()) check.holds = false, check.message = "there are blocks of no import";
  return check;
}

/// What is kept beside the blocks, held against what they come to.
Check verify_rollups(Database& db, Offset offset) {
  Check check{"rollups", true, 0, 0, ""};
  const auto compare = [&](bool same, const std::string& what, const std::string& month) {
    ++check.count;
    if (same || !check.holds) return;
    check.holds = false;
    check.message = fmt::format("{} of {} is not what its blocks come to", what, month);
  };
  std::map<Month, MonthDays> platform;
  Statement row(db, "SELECT count(*) FROM usage_rollup WHERE month = ?1 AND resource = ?2 AND record = ?3");
  each_kept(db, [&](Month month, const std::string& resource, const Samples& samples) {
    row.bind(to_text(month), resource, encode(roll_up(samples)));
    row.step();
    compare(row.integer(0) == 1, resource, to_text(month));
    platform[month].add(days_of(samples, month, offset));
  });
  const auto rollups = check.count;
  Statement days_row(db, "SELECT count(*) FROM usage_day WHERE month = ?1 AND record = ?2");
  for (const auto& [month, days] : platform) {
    days_row.bind(to_text(month), encode(days));
    days_row.step();
    compare(days_row.integer(0) == 1, "the platform's use by day", to_text(month));
  }
  const auto kept = db.integer("SELECT count(*) FROM usage_rollup"), kept_days = db.integer("SELECT count(*) FROM usage_day");
  if (check.holds && (static_cast<std::uint64_t>(kept) != rollups || static_cast<std::size_t>(kept_days) != platform.size()))
    check.holds = false, check.message = "there are roll-ups of no blocks";
  return check;
}

}  // namespace

std::vector<Check> verify_usage(Database& db, const Books& books) {
  std::vector<Check> checks;
  for (const auto& [name, run] : {std::pair<const char*, std::function<Check()>>{
                                      "measurements", [&] { return verify_blocks(db, books); }},
                                  {"rollups", [&] { return verify_rollups(db, Offset{books.ledger.offset_minutes}); }}}) {
    try {
      checks.push_back(run());
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const LedgerError& e) {
      if (e.of_the_machine()) throw;
      checks.push_back({name, false, 0, 0, e.what()});
    } catch (const std::exception& e) {  // BlockError: what does not read is damage
      checks.push_back({name, false, 0, 0, e.what()});
    }
  }
  return checks;
}

}  // namespace govcloud
