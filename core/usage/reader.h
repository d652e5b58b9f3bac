// Reads measurements of any layout that a mapping describes, row by row.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/catalogue.h"
#include "core/format/gzip.h"
#include "core/usage/mapping.h"
#include "core/usage/metric.h"

namespace govcloud {

/// One row of a file: what was measured of one resource at one instant.
struct Measured {
  std::string_view resource;    // cloud id; the view holds during the call only
  std::int64_t at_seconds = 0;  // UTC, 1970 to 9999
  Values values = no_values();
};
using MeasuredSink = std::function<void(const Measured&)>;

struct ReadOptions {
  bool keep_going = false;  // pass over bad rows and count them, in place of stopping at the first
  /// Samples dated later, in UTC seconds, are bad: a month that is not over cannot be kept whole.
  std::int64_t latest_seconds = INT64_MAX;
  Offset offset{0};  // in which times are told
  /// When a source that tells no time was written, in UTC seconds.
  std::optional<std::int64_t> at_seconds = std::nullopt;
};

struct ReadReport {
  std::int64_t rows = 0;                     // below the header, blank rows and remarks left out
  std::int64_t kept = 0;                     // given to the sink
  std::int64_t skipped = 0;                  // bad rows passed over; rows = kept + skipped
  std::vector<std::string> problems;         // of the first kProblemsMax bad rows, whole sentences
  std::vector<std::string> ignored_columns;  // of the header, which the mapping does not name
  std::string encoding;                      // as core/format/encoding.h names it
  std::vector<Message> warnings;             // what besides bad rows is to be known, at most kProblemsMax
};
inline constexpr std::size_t kProblemsMax = 20;
inline constexpr std::size_t kColumnsMax = 10000;
inline constexpr std::size_t kResourceBytesMax = 255;

/// Streams the samples of `source` to `sink`; memory does not grow with the file. The mapping says
/// what kind of source it is; what the kinds besides tables hold stands in core/usage/sources.h and
/// in govcloud-usage(5). A table: an empty cell was not measured; a row all of whose metrics are empty
/// is kept, and says nothing. A file that is empty or has only a header gives no rows.
///
/// Throws InputError 65, and the sink may have had rows by then:
/// - a file that is not of the mapping's kind;
/// - a header without a column that the mapping needs, with one twice, or with over kColumnsMax;
/// - a bad row, unless keep_going: `FILE row 17, column 'CPU usage [%]': 'abc' is not a number.`
///   Rows are counted from 1 as a spreadsheet numbers them, the header included. Bad is: fewer or
///   more fields than the header; a number that is none, NaN, infinite, below zero or too large; a
///   time that is none or outside 1970 to 9999; a resource that is empty, longer than
///   kResourceBytesMax, not UTF-8 or has control characters; a time after latest_seconds; a misplaced or open
///   quote; an amount of processor time in a row without capacity;
/// - what Lines throws.
ReadReport read_measurements(ByteSource& source, const Mapping& mapping, ReadOptions options,
                             const MeasuredSink& sink);

/// The cloud id that a file's name gives: without folders, up to its first dot.
std::string resource_of_file(std::string_view path);

}  // namespace govcloud
