#include "core/usage/packed_rows.h"

#include <utility>

#include "core/usage/sequence.h"

namespace govcloud {
namespace {

/// A run: how many rows, a bit for each metric that has a column, the times, and the columns in turn.
std::string run_of(const Samples& rows) {
  std::uint64_t columns = 0;
  for (std::size_t m = 0; m < kMetricCount; ++m)
    if (!rows.columns[m].empty()) columns |= std::uint64_t{1} << m;
  std::string run;
  append_varint(run, rows.times.size());
  append_varint(run, columns);
  append_sequence(run, rows.times);
  for (const auto& column : rows.columns)
    if (!column.empty()) append_sequence(run, column);
  run.shrink_to_fit();
  return run;
}

/// Reads a run behind the rows that are in `all` already, which has room for it.
void unpack_run(std::string_view run, Samples& all) {
  BlockReader reader(run);
  const auto before = all.times.size();
  const auto after = before + static_cast<std::size_t>(reader.varint());
  const auto columns = reader.varint();
  all.times.resize(after);
  reader.sequence(std::span(all.times).subspan(before));
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    auto& column = all.columns[m];
    const bool has = (columns >> m & 1) != 0;
    if (!has && column.empty()) continue;
    if (column.empty()) column.reserve(all.times.capacity());
    column.resize(after, kMissing);
    if (has) reader.sequence(std::span(column).subspan(before));
  }
  reader.end();
}

}  // namespace

void PackedRows::add(const Samples& rows) {
  runs_.push_back(run_of(rows));
  size_ += rows.times.size();
}

Samples PackedRows::take() {
  Samples all;
  all.times.reserve(size_);
  for (const auto& run : runs_) unpack_run(run, all);
  *this = PackedRows();
  return all;
}

}  // namespace govcloud
