// Measurements in the ledger's file: an import is packed into blocks inside its act's transaction,
// and what a month comes to is kept beside them. Blocks are the record; roll-ups are derived.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/ledger/verify.h"
#include "core/usage/block.h"
#include "core/usage/daily.h"
#include "core/usage/reader.h"
#include "core/usage/rollup.h"

namespace govcloud {

/// The blocks of one resource and month of an import.
struct PackedMonth {
  std::string resource;  // the ledger's id
  Month month;
  Blocks blocks;
};

/// A file of measurements, read and matched, ready to be recorded.
struct PreparedImport {
  UsageImported what;  // `number` is given when it is recorded
  std::vector<PackedMonth> months;  // by resource in order of first appearance, then by month
  ReadReport report;
};

/// Reads a whole source and matches its cloud ids with the ledger's resources, in the memory that
/// core/usage/gathering.h says. Samples of unknown
/// ids are counted, named, and left out. Throws what read_measurements throws.
PreparedImport prepare_import(Database& db, ByteSource& source, const Mapping& mapping,
                              ReadOptions options, Offset offset);

/// Writes the blocks and the roll-ups of the months they touch; inside the act's transaction, after
/// its event.
void store_import(Database& db, const PreparedImport& prepared);

/// A month's roll-ups by resource.
std::map<std::string, Rollup> rollups_of(Database& db, Month month);
/// The platform's use in a month, day by day; empty where nothing was measured.
MonthDays platform_days_of(Database& db, Month month);
/// A resource's roll-ups by month.
std::map<std::string, Rollup> rollups_of_resource(Database& db, const std::string& resource);

/// Copies the blocks of the imports that `to` knows of, and works out what they come to there.
void copy_usage(Database& from, Database& to);

/// Works all roll-ups out again from the blocks.
void rebuild_rollups(Database& db);

/// Whether each import's blocks are those it recorded, and each roll-up what they come to.
std::vector<Check> verify_usage(Database& db, const Books& books);

}  // namespace govcloud
