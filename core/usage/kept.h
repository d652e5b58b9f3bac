// What is kept of measurements in the ledger's file: blocks, which are the record, and what is worked
// out of them. Used by core/usage only; others see core/usage/import.h.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/ledger/database.h"
#include "core/usage/daily.h"
#include "core/usage/rollup.h"
#include "core/usage/series.h"

namespace govcloud {

/// One line of a digest of blocks: what the block is of, and its bytes' digest.
std::string block_line(const std::string& month, const std::string& resource, std::int64_t part,
                       std::string_view bytes);
/// SHA-256 over such lines in order; independent of the numbers that blocks have in a ledger.
std::string digest_of(std::vector<std::string> lines);

/// A resource's samples in a month from all imports; a block that does not read is damage.
Samples samples_of(Database& db, Month month, std::int64_t resource,
                   const std::vector<std::int64_t>& imports);
/// Which imports have blocks of which resource in a month.
std::map<std::int64_t, std::vector<std::int64_t>> blocks_in(Database& db, Month month);
std::map<std::int64_t, std::string> resource_names(Database& db);

/// Visits the samples of each resource and month of the whole ledger, month by month.
void each_kept(Database& db, const std::function<void(Month, const std::string& resource, const Samples&)>& visit);

void keep_rollup(Database& db, const std::string& month, const std::string& resource, const Rollup& rollup);
void keep_days(Database& db, const std::string& month, const MonthDays& days);

}  // namespace govcloud
