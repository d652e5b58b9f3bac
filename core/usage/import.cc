#include "core/usage/import.h"

#include <algorithm>
#include <new>
#include <set>

#include <fmt/format.h>

#include "core/ledger/codec.h"
#include "core/ledger/ledger_error.h"
#include "core/usage/block.h"

namespace govcloud {
namespace {

constexpr std::size_t kUnknownNamedMax = 20;

/// Resources by cloud id; of several that bore an id, the one that lived last.
std::map<std::string, std::string, std::less<>> by_cloud_id(Database& db) {
  std::map<std::string, std::string, std::less<>> ids;
  Statement rows(db, "SELECT cloud_id, id FROM resource WHERE cloud_id <> '' ORDER BY seq");
  while (rows.step()) ids[rows.text(0)] = rows.text(1);
  return ids;
}

/// One line of a digest of blocks: what the block is of, and its bytes' digest.
std::string block_line(const std::string& month, const std::string& resource, std::int64_t part,
                       std::string_view bytes) {
  return fmt::format("{} {} {} {}", month, resource, part, hex(sha256(bytes)));
}

/// Independent of the numbers that blocks happen to have in a ledger.
std::string digest_of(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  Sha256 hash;
  for (const auto& line : lines) hash.add_text(line);
  return hex(hash.finish());
}

void each_block(const ResourceMonth& month, const auto& visit) {
  const auto blocks = pack(month.samples);
  visit(std::int64_t{0}, blocks.times);
  for (const auto& metric : kMetrics)
    if (const auto& bytes = blocks.values[index_of(metric.metric)]; !bytes.empty())
      visit(part_of(metric.metric), bytes);
}

/// Fills in what the event says of the months that were gathered.
void describe(PreparedImport& prepared) {
  std::set<std::string> months, resources;
  std::vector<std::string> lines;
  for (const auto& month : prepared.months) {
    months.insert(to_text(month.month));
    resources.insert(month.resource);
    prepared.what.kept += static_cast<std::int64_t>(month.samples.times.size());
    prepared.what.repeated += month.samples.repeated;
    prepared.what.conflicting += month.samples.conflicts;
    each_block(month, [&](std::int64_t part, const std::string& bytes) {
      lines.push_back(block_line(to_text(month.month), month.resource, part, bytes));
    });
  }
  prepared.what.months.assign(months.begin(), months.end());
  prepared.what.resources = static_cast<std::int64_t>(resources.size());
  prepared.what.blocks_digest = digest_of(std::move(lines));
}

std::int64_t resource_number(Database& db, const std::string& resource) {
  Statement row(db, "SELECT number FROM usage_resource WHERE resource = ?1");
  row.bind(resource);
  if (row.step()) return row.integer(0);
  const auto number = db.integer("SELECT coalesce(max(number),0)+1 FROM usage_resource");
  Statement(db, "INSERT INTO usage_resource VALUES (?1,?2)").bind(number, resource).run();
  return number;
}

/// A resource's samples in a month from all imports; a block that does not read is damage.
Samples samples_of(Database& db, Month month, std::int64_t resource,
                   const std::vector<std::int64_t>& imports) {
  std::vector<Samples> parts;
  Statement row(db, "SELECT id, bytes FROM usage_block WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
  for (const auto import : imports) {
    row.bind(pack_key({month, import, resource, 0}), pack_key({month, import, resource, 31}));
    Samples samples;
    bool there = false;
    while (row.step()) {
      const auto key = unpack_key(row.integer(0));
      if (key.part == 0) samples = unpack_times(row.view(1)), there = true;
      else unpack_values(row.view(1), static_cast<Metric>(key.part - 1), samples);
    }
    if (there) parts.push_back(std::move(samples));
  }
  return merge(std::move(parts));
}

/// Which imports have blocks of which resource in a month.
std::map<std::int64_t, std::vector<std::int64_t>> blocks_in(Database& db, Month month) {
  std::map<std::int64_t, std::vector<std::int64_t>> imports;
  const auto [first, last] = keys_of(month);
  Statement rows(db, "SELECT id FROM usage_block WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
  rows.bind(first, last);
  while (rows.step()) {
    const auto key = unpack_key(rows.integer(0));
    if (key.part == 0) imports[key.resource].push_back(key.import);
  }
  return imports;
}

std::map<std::int64_t, std::string> resource_names(Database& db) {
  std::map<std::int64_t, std::string> names;
  Statement rows(db, "SELECT number, resource FROM usage_resource");
  while (rows.step()) names[rows.integer(0)] = rows.text(1);
  return names;
}

std::set<Month> months_of(Database& db) {
  std::set<Month> months;
  Statement next(db, "SELECT id FROM usage_block WHERE id > ?1 ORDER BY id LIMIT 1");
  for (std::int64_t at = -1;;) {
    next.bind(at);
    if (!next.step()) return months;
    const auto month = unpack_key(next.integer(0)).month;
    months.insert(month);
    at = keys_of(month).second;
  }
}

/// Works out what the blocks of the whole ledger come to, month by month.
void each_rollup(Database& db, const auto& visit) {
  const auto names = resource_names(db);
  for (const auto month : months_of(db))
    for (const auto& [number, imports] : blocks_in(db, month)) {
      const auto name = names.find(number);
      if (name == names.end()) throw BlockError("a block is of a resource that is not there");
      visit(to_text(month), name->second, roll_up(samples_of(db, month, number, imports)));
    }
}

void keep_rollup(Database& db, const std::string& month, const std::string& resource,
                 const Rollup& rollup) {
  Statement(db, "INSERT OR REPLACE INTO usage_rollup VALUES (?1,?2,?3)")
      .bind(month, resource, encode(rollup)).run();
}

std::map<std::string, Rollup> read_rollups(Statement& rows) {
  std::map<std::string, Rollup> all;
  try {
    while (rows.step()) all[rows.text(0)] = decode<Rollup>(rows.view(1));
  } catch (const std::invalid_argument& e) {
    throw LedgerError(15, fmt::format("a roll-up of measurements does not read: {}", e.what()),
                      "work it out again from the blocks: govcloud audit rebuild");
  }
  return all;
}

}  // namespace

PreparedImport prepare_import(Database& db, ByteSource& source, const Mapping& mapping,
                              ReadOptions options, Offset offset) {
  PreparedImport prepared;
  const auto ids = by_cloud_id(db);
  Gathering gathering;
  std::set<std::string, std::less<>> unknown;
  prepared.report = read_measurements(source, mapping, options, [&](const Measured& row) {
    if (ids.contains(row.resource)) return gathering.add(row);
    ++prepared.what.unknown;
    if (unknown.size() < kUnknownNamedMax) unknown.emplace(row.resource);
  });
  prepared.what.rows = prepared.report.rows;
  prepared.what.skipped = prepared.report.skipped;
  prepared.what.unknown_ids.assign(unknown.begin(), unknown.end());
  prepared.months = gathering.take(offset, mapping.interval_seconds);
  for (auto& month : prepared.months) month.resource = ids.find(month.resource)->second;
  describe(prepared);
  return prepared;
}

void store_import(Database& db, const PreparedImport& prepared) {
  Books books;
  fetch_ledger(db, books);
  const auto import = books.ledger.imports;
  std::map<Month, std::map<std::int64_t, std::vector<std::int64_t>>> earlier;
  for (const auto& month : prepared.months)
    if (!earlier.contains(month.month)) earlier[month.month] = blocks_in(db, month.month);
  Statement insert(db, "INSERT INTO usage_block VALUES (?1,?2)");
  for (const auto& month : prepared.months) {
    const auto number = resource_number(db, month.resource);
    each_block(month, [&](std::int64_t part, const std::string& bytes) {
      insert.bind(pack_key({month.month, import, number, part}));
      insert.bind_blob(2, bytes).run();
    });
    auto& imports = earlier[month.month][number];
    imports.push_back(import);
    keep_rollup(db, to_text(month.month), month.resource,
                roll_up(samples_of(db, month.month, number, imports)));
  }
}

std::map<std::string, Rollup> rollups_of(Database& db, Month month) {
  Statement rows(db, "SELECT resource, record FROM usage_rollup WHERE month = ?1");
  rows.bind(to_text(month));
  return read_rollups(rows);
}

std::map<std::string, Rollup> rollups_of_resource(Database& db, const std::string& resource) {
  Statement rows(db, "SELECT month, record FROM usage_rollup WHERE resource = ?1 ORDER BY month");
  rows.bind(resource);
  return read_rollups(rows);
}

void copy_usage(Database& from, Database& to) {
  Books books;
  fetch_ledger(to, books);
  Statement resources(from, "SELECT number, resource FROM usage_resource");
  Statement resource(to, "INSERT INTO usage_resource VALUES (?1,?2)");
  while (resources.step()) resource.bind(resources.integer(0), resources.text(1)).run();
  Statement blocks(from, "SELECT id, bytes FROM usage_block ORDER BY id");
  Statement block(to, "INSERT INTO usage_block VALUES (?1,?2)");
  while (blocks.step())
    if (unpack_key(blocks.integer(0)).import <= books.ledger.imports)
      block.bind(blocks.integer(0)).bind_blob(2, blocks.view(1)).run();
  rebuild_rollups(to);
}

void rebuild_rollups(Database& db) {
  Transaction tx(db, Transaction::Kind::write);
  db.run("DELETE FROM usage_rollup");
  try {
    each_rollup(db, [&](const auto& month, const auto& resource, const Rollup& rollup) {
      keep_rollup(db, month, resource, rollup);
    });
  } catch (const BlockError& e) {
    throw LedgerError(15, fmt::format("a block of measurements does not read: {}", e.what()));
  }
  tx.commit();
}

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

Check verify_rollups(Database& db) {
  Check check{"rollups", true, 0, 0, ""};
  std::int64_t same = 0;
  Statement row(db, "SELECT count(*) FROM usage_rollup WHERE month = ?1 AND resource = ?2 AND record = ?3");
  each_rollup(db, [&](const std::string& month, const std::string& resource, const Rollup& rollup) {
    ++check.count;
    row.bind(month, resource, encode(rollup));
    row.step();
    same += row.integer(0);
    if (row.integer(0) != 1 && check.message.empty())
      check.message = fmt::format("{} of {} is not what its blocks come to", resource, month);
  });
  check.holds = static_cast<std::uint64_t>(same) == check.count &&
                same == db.integer("SELECT count(*) FROM usage_rollup");
  return check;
}

}  // namespace

std::vector<Check> verify_usage(Database& db, const Books& books) {
  std::vector<Check> checks;
  for (const auto& [name, run] : {std::pair<const char*, std::function<Check()>>{
                                      "measurements", [&] { return verify_blocks(db, books); }},
                                  {"rollups", [&] { return verify_rollups(db); }}}) {
    try {
      checks.push_back(run());
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& e) {  // BlockError, LedgerError: what does not read is damage
      checks.push_back({name, false, 0, 0, e.what()});
    }
  }
  return checks;
}

}  // namespace govcloud
