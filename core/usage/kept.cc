#include "core/usage/kept.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/ledger/codec.h"
#include "core/ledger/facts.h"
#include "core/ledger/ledger_error.h"
#include "core/usage/block.h"
#include "core/usage/import.h"

namespace govcloud {

std::string block_line(const std::string& month, const std::string& resource, std::int64_t part,
                       std::string_view bytes) {
  return fmt::format("{} {} {} {}", month, resource, part, hex(sha256(bytes)));
}

std::string digest_of(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  Sha256 hash;
  for (const auto& line : lines) hash.add_text(line);
  return hex(hash.finish());
}

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

namespace {

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

/// Of a record that is missing or does not read, decoded.
template <class T>
T decoded(std::string_view record) {
  try {
    return decode<T>(record);
  } catch (const std::invalid_argument& e) {
    throw LedgerError(15, fmt::format("a roll-up of measurements does not read: {}", e.what()),
                      "work it out again from the blocks: govcloud audit rebuild");
  }
}

std::map<std::string, Rollup> read_rollups(Statement& rows) {
  std::map<std::string, Rollup> all;
  while (rows.step()) all[rows.text(0)] = decoded<Rollup>(rows.view(1));
  return all;
}

}  // namespace

void each_kept(Database& db, const std::function<void(Month, const std::string&, const Samples&)>& visit) {
  const auto names = resource_names(db);
  for (const auto month : months_of(db))
    for (const auto& [number, imports] : blocks_in(db, month)) {
      const auto name = names.find(number);
      if (name == names.end()) throw BlockError("a block is of a resource that is not there");
      visit(month, name->second, samples_of(db, month, number, imports));
    }
}

void keep_rollup(Database& db, const std::string& month, const std::string& resource, const Rollup& rollup) {
  Statement(db, "INSERT OR REPLACE INTO usage_rollup VALUES (?1,?2,?3)")
      .bind(month, resource, encode(rollup)).run();
}

void keep_days(Database& db, const std::string& month, const MonthDays& days) {
  Statement(db, "INSERT OR REPLACE INTO usage_day VALUES (?1,?2)").bind(month, encode(days)).run();
}

MonthDays platform_days_of(Database& db, Month month) {
  Statement row(db, "SELECT record FROM usage_day WHERE month = ?1");
  row.bind(to_text(month));
  return row.step() ? decoded<MonthDays>(row.view(0)) : MonthDays{};
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
  Books books;
  fetch_ledger(db, books);
  db.run("DELETE FROM usage_rollup");
  db.run("DELETE FROM usage_day");
  std::map<Month, MonthDays> platform;
  try {
    each_kept(db, [&](Month month, const std::string& resource, const Samples& samples) {
      keep_rollup(db, to_text(month), resource, roll_up(samples));
      platform[month].add(days_of(samples, month, Offset{books.ledger.offset_minutes}));
    });
  } catch (const BlockError& e) {
    throw LedgerError(15, fmt::format("a block of measurements does not read: {}", e.what()));
  }
  for (const auto& [month, days] : platform) keep_days(db, to_text(month), days);
  tx.commit();
}

}  // namespace govcloud
