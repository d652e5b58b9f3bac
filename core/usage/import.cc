#include "core/usage/import.h"

#include <algorithm>
#include <new>
#include <set>

#include <fmt/format.h>

#include "core/usage/gathering.h"
#include "core/usage/kept.h"

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

void each_block(const PackedMonth& month, const auto& visit) {
  visit(std::int64_t{0}, month.blocks.times);
  for (const auto& metric : kMetrics)
    if (const auto& bytes = month.blocks.values[index_of(metric.metric)]; !bytes.empty())
      visit(part_of(metric.metric), bytes);
}

void count_in(UsageImported& what, const Samples& samples) {
  what.kept += static_cast<std::int64_t>(samples.times.size());
  what.repeated += samples.repeated;
  what.conflicting += samples.conflicts;
}

/// Fills in what the event says of the months that were packed.
void describe(PreparedImport& prepared) {
  std::set<std::string> months, resources;
  std::vector<std::string> lines;
  for (const auto& month : prepared.months) {
    months.insert(to_text(month.month));
    resources.insert(month.resource);
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

}  // namespace

PreparedImport prepare_import(Database& db, ByteSource& source, const Mapping& mapping,
                              ReadOptions options, Offset offset) {
  PreparedImport prepared;
  const auto ids = by_cloud_id(db);
  Gathering gathering(offset);
  std::set<std::string, std::less<>> unknown;
  prepared.report = read_measurements(source, mapping, options, [&](const Measured& row) {
    if (ids.contains(row.resource)) return gathering.add(row);
    ++prepared.what.unknown;
    if (unknown.size() < kUnknownNamedMax) unknown.emplace(row.resource);
  });
  prepared.what.rows = prepared.report.rows;
  prepared.what.skipped = prepared.report.skipped;
  prepared.what.unknown_ids.assign(unknown.begin(), unknown.end());
  gathering.take(mapping.interval_seconds, [&](const std::string& id, Month month, const Samples& samples) {
    count_in(prepared.what, samples);
    prepared.months.push_back({ids.find(id)->second, month, pack(samples)});
  });
  describe(prepared);
  return prepared;
}

void store_import(Database& db, const PreparedImport& prepared) {
  Books books;
  fetch_ledger(db, books);
  const auto import = books.ledger.imports;
  const Offset offset{books.ledger.offset_minutes};
  std::map<Month, std::map<std::int64_t, std::vector<std::int64_t>>> earlier;
  std::map<Month, MonthDays> platform;
  for (const auto& month : prepared.months)
    if (!earlier.contains(month.month)) {
      earlier[month.month] = blocks_in(db, month.month);
      platform[month.month] = platform_days_of(db, month.month);
    }
  Statement insert(db, "INSERT INTO usage_block VALUES (?1,?2)");
  for (const auto& month : prepared.months) {
    const auto number = resource_number(db, month.resource);
    auto& imports = earlier[month.month][number];
    auto& days = platform[month.month];
    if (!imports.empty())
      days.take_away(days_of(samples_of(db, month.month, number, imports), month.month, offset));
    each_block(month, [&](std::int64_t part, const std::string& bytes) {
      insert.bind(pack_key({month.month, import, number, part}));
      insert.bind_blob(2, bytes).run();
    });
    imports.push_back(import);
    const auto samples = samples_of(db, month.month, number, imports);
    days.add(days_of(samples, month.month, offset));
    keep_rollup(db, to_text(month.month), month.resource, roll_up(samples));
  }
  for (const auto& [month, days] : platform) keep_days(db, to_text(month), days);
}

}  // namespace govcloud
