#include "core/usage/block.h"

#include <cassert>
#include <limits>
#include <vector>

#include "core/usage/sequence.h"

namespace govcloud {
namespace {

constexpr char kVersion = 1;
constexpr char kTimes = 'T';
constexpr char kValues = 'V';
constexpr std::int64_t kSecondsMax = 253402300800;  // the end of 9999, UTC

constexpr int kPartBits = 5, kResourceBits = 21, kImportBits = 20, kMonthBits = 17;
static_assert(kPartBits + kResourceBits + kImportBits + kMonthBits == 63);
static_assert(part_of(kMetrics.back().metric) < (1 << kPartBits));

void begin(BlockReader& reader, char kind) {
  if (reader.byte() != kVersion) throw BlockError("a block has a version that is not known here");
  if (reader.byte() != kind) throw BlockError("a block is not of the kind looked for");
}

std::int64_t count_of(BlockReader& reader) {
  const auto number = reader.varint();
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    throw BlockError("a block has a count that cannot be");
  }
  return static_cast<std::int64_t>(number);
}

std::string pack_times(const Samples& samples) {
  std::string block{kVersion, kTimes};
  append_varint(block, static_cast<std::uint64_t>(samples.repeated));
  append_varint(block, static_cast<std::uint64_t>(samples.conflicts));
  append_varint(block, static_cast<std::uint64_t>(samples.interval_seconds));
  append_varint(block, samples.times.size());
  append_sequence(block, samples.times);
  return block;
}

std::string pack_values(const std::vector<std::int64_t>& column) {
  std::string block{kVersion, kValues};
  std::string bitmap((column.size() + 7) / 8, '\0');
  std::vector<std::int64_t> measured;
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i] == kMissing) continue;
    bitmap[i / 8] = static_cast<char>(bitmap[i / 8] | (1 << (i % 8)));
    measured.push_back(column[i]);
  }
  const bool gaps = measured.size() < column.size();
  block += gaps ? '\1' : '\0';
  if (gaps) block += bitmap;
  assert(!measured.empty());
  append_sequence(block, measured);
  return block;
}

// Reads the bitmap, if there is one, and gives the places of the values.
std::vector<std::size_t> places_of(BlockReader& reader, std::size_t count) {
  const auto bitmap = reader.bytes((count + 7) / 8);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < bitmap.size() * 8; ++i) {
    if ((bitmap[i / 8] >> (i % 8) & 1) == 0) continue;
    if (i >= count) throw BlockError("a block has values at instants that it does not have");
    places.push_back(i);
  }
  if (places.empty()) throw BlockError("a block has no values");
  return places;
}

void check_values(const std::vector<std::int64_t>& values) {
  for (const auto value : values) {
    if (value < 0 || value > kValueMax) throw BlockError("a block has a value that cannot be");
  }
}

// Takes the lowest bits of a row number off.
std::int64_t take(std::int64_t& row, int bits) {
  const std::int64_t low = row & ((std::int64_t{1} << bits) - 1);
  row >>= bits;
  return low;
}

void put(std::int64_t& row, std::int64_t part, int bits, const char* what) {
  if (part < 0 || part >= (std::int64_t{1} << bits)) {
    throw std::out_of_range(std::string("a block's key cannot hold this number of a ") + what);
  }
  row = (row << bits) | part;
}

}  // namespace

Blocks pack(const Samples& samples) {
  assert(!samples.times.empty() && samples.times.size() <= kBlockSamplesMax);
  Blocks blocks;
  blocks.times = pack_times(samples);
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    if (!samples.columns[m].empty()) blocks.values[m] = pack_values(samples.columns[m]);
  }
  return blocks;
}

Samples unpack_times(std::string_view block) {
  BlockReader reader(block);
  begin(reader, kTimes);
  Samples samples;
  samples.repeated = count_of(reader);
  samples.conflicts = count_of(reader);
  samples.interval_seconds = count_of(reader);
  const auto count = reader.varint();
  if (count == 0 || count > kBlockSamplesMax)
    throw BlockError("a block has no samples or too many");
  samples.times.resize(count);
  reader.sequence(samples.times);
  reader.end();
  std::int64_t before = -1;
  for (const auto time : samples.times) {
    if (time <= before || time >= kSecondsMax) throw BlockError("a block's times do not ascend");
    before = time;
  }
  return samples;
}

void unpack_values(std::string_view block, Metric metric, Samples& samples) {
  const std::size_t count = samples.times.size();
  if (count == 0) throw BlockError("a block of values has no times");
  if (index_of(metric) >= kMetricCount) throw BlockError("a block is of a metric not known here");
  BlockReader reader(block);
  begin(reader, kValues);
  const auto gaps = reader.byte();
  if (gaps > 1) throw BlockError("a block has a mark that is not known here");
  auto& column = samples.columns[index_of(metric)];
  if (gaps == 0) {
    column.resize(count);
    reader.sequence(column);
    check_values(column);
  } else {
    const auto places = places_of(reader, count);
    std::vector<std::int64_t> values(places.size());
    reader.sequence(values);
    check_values(values);
    column.assign(count, kMissing);
    for (std::size_t i = 0; i < places.size(); ++i) column[places[i]] = values[i];
  }
  reader.end();
}

std::int64_t pack_key(const BlockKey& key) {
  if (key.month.month < 1 || key.month.month > 12)
    throw std::out_of_range("there is no such month");
  std::int64_t row = 0;
  put(row, std::int64_t{key.month.year} * 12 + key.month.month - 1, kMonthBits, "month");
  put(row, key.import, kImportBits, "import");
  put(row, key.resource, kResourceBits, "resource");
  put(row, key.part, kPartBits, "metric");
  return row;
}

BlockKey unpack_key(std::int64_t row) {
  if (row < 0) throw BlockError("a block's key is below zero");
  BlockKey key;
  key.part = take(row, kPartBits);
  key.resource = take(row, kResourceBits);
  key.import = take(row, kImportBits);
  key.month = {static_cast<int>(row / 12), static_cast<unsigned>(row % 12 + 1)};
  return key;
}

std::pair<std::int64_t, std::int64_t> keys_of(Month month) {
  const auto first = pack_key({month, 0, 0, 0});
  constexpr int kBelowMonth = kPartBits + kResourceBits + kImportBits;
  return {first, first + ((std::int64_t{1} << kBelowMonth) - 1)};
}

}  // namespace govcloud
