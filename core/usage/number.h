// Numbers and times of foreign measurement files, read straight from the bytes of a row.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/law/date.h"

namespace govcloud {

/// Turns a value of a source into the kept whole number: kept = value * numerator / denominator.
/// Both are above 0 and at most 2^31.
struct Scale {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  bool operator==(const Scale&) const = default;
};

/// What is wrong with a field; `none` when it was read.
enum class NumberFault { none, not_a_number, below_zero, too_large };

/// A decimal number (`12`, `.5`, `12.0333`, `4.6e-05`; no sign but -0, no NaN, no hexadecimal)
/// times `scale`, rounded half to even. Digits past the eighteenth are cut off before that. Kept
/// numbers above kValueMax are too_large. `kept` is set only with `none`.
NumberFault read_number(std::string_view field, Scale scale, std::int64_t& kept);

/// How a source writes its times.
enum class TimeUnit {
  seconds,       // since 1970 UTC; a fraction is cut off
  milliseconds,  // since 1970 UTC
  rfc3339,       // 2026-10-01T00:00:00+08:00
  local          // 2026-10-01 00:00:00, at an offset that the mapping gives
};

/// Reads times of a file. It remembers the last day read, because rows stand in order of time.
class TimeReader {
 public:
  TimeReader(TimeUnit unit, Offset offset) : unit_(unit), offset_(offset) {}
  /// UTC seconds; false for text that is not a time and for one outside 1970 to 9999.
  bool read(std::string_view field, std::int64_t& seconds);

 private:
  bool read_written(std::string_view field, std::int64_t& seconds);
  bool read_day(std::string_view day);

  TimeUnit unit_;
  Offset offset_;
  std::string last_day_ = "1970-01-01";
  std::int64_t last_day_seconds_ = 0;
};

/// `amount` by `scale`, rounded half to even. `amount` is not below zero and at most kValueMax.
std::int64_t rescaled(std::int64_t amount, Scale scale);

}  // namespace govcloud
