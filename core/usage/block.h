// Blocks: the packed form in which the ledger keeps measurements. One block of times for a resource
// and month of an import, and one block of values for each metric measured at them.
//
// A block begins with its version and kind, one byte each (1 and 'T' or 'V'). Numbers are varints:
// seven bits a byte, the lowest first, the top bit set on all but the last; signed ones are
// zigzagged before (0, -1, 1, -2 …).
//   times:   repeated, conflicts, interval_seconds, count, then a sequence of `count` numbers
//   values:  a byte 0, or 1 and a bitmap of the instants at which the metric was measured (bit i%8
//            of byte i/8), then a sequence of as many numbers
//   sequence: the first number (signed); for more than one, the greatest common divisor g of the
//            differences from the first (0: all are equal, and nothing follows); then groups of 64
//            of the numbers u = (number - first) / g. A group is a byte with the width of its
//            fields, with 0x80 added where differences from the number before are packed and not
//            the numbers themselves; the least of what is packed (signed), less the number before
//            the group where numbers are packed; then what is above the least, `width` bits each,
//            lowest bit first, padded to a byte with zeros.
#pragma once
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/law/date.h"
#include "core/usage/metric.h"
#include "core/usage/series.h"

namespace govcloud {

/// Bytes that are no block that we wrote. The ledger says so as damage (exit 15).
struct BlockError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The blocks of one resource and month of an import; a metric that was not measured has none.
struct Blocks {
  std::string times;
  std::array<std::string, kMetricCount> values;
};

/// Packs settled samples, at least one and at most kBlockSamplesMax.
Blocks pack(const Samples& samples);
inline constexpr std::size_t kBlockSamplesMax = 31 * 86400;

/// The other way, exactly. Reads no byte outside what it is given and allocates no more than
/// kBlockSamplesMax numbers at a time, whatever the bytes say. Throws BlockError for a version,
/// kind, width or count that cannot be, bytes too few or too many, times that do not ascend within
/// 1970 to 9999, and values outside 0 to kValueMax.
Samples unpack_times(std::string_view block);
/// Fills one column of samples that unpack_times gave. `metric` may be any number at all, as read
/// from a key; one that is not of metric.h is refused.
void unpack_values(std::string_view block, Metric metric, Samples& samples);

/// What a block is of. Numbers of imports and resources are the ledger's; the month is first, so
/// that a month's blocks lie together and a report reads nothing else.
struct BlockKey {
  Month month;
  std::int64_t import = 0;    // 0 to 2^20 - 1
  std::int64_t resource = 0;  // 0 to 2^21 - 1
  std::int64_t part = 0;      // 0: the times; otherwise 1 + the metric's number, at most 31
  auto operator<=>(const BlockKey&) const = default;
};
constexpr std::int64_t part_of(Metric metric) { return 1 + static_cast<std::int64_t>(metric); }

/// A row number of 63 bits in the order of BlockKey: months since 0000-01 in 17 bits, import in 20,
/// resource in 21, part in 5. Throws std::out_of_range for a part of the key that does not fit.
std::int64_t pack_key(const BlockKey& key);
/// Throws BlockError for a number that pack_key does not give.
BlockKey unpack_key(std::int64_t row);
/// The row numbers of a month's blocks are from the first to the second, both included.
std::pair<std::int64_t, std::int64_t> keys_of(Month month);

}  // namespace govcloud
