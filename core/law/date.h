// Dates and instants. The law counts in local dates at the policy's fixed offset; the journal keeps
// UTC seconds. No time zone database and no locale is ever consulted.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace govcloud {

using Date = std::chrono::sys_days;        // a civil date, as days since 1970-01-01
using Instant = std::chrono::sys_seconds;  // UTC seconds since 1970-01-01T00:00:00Z
using Offset = std::chrono::minutes;       // local time minus UTC; +480 for China

/// Reads `YYYY-MM-DD`, years 1900 to 9999; nothing for any other text or a day that does not exist.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(Date date);

/// Reads RFC 3339 with seconds and an offset (`2026-03-02T09:00:00+08:00`, or `Z`); a fraction of a
/// second is cut off.
std::optional<Instant> parse_instant(std::string_view text);
/// RFC 3339 at the given offset.
std::string to_text(Instant instant, Offset offset);

Date local_date(Instant instant, Offset offset);
/// The first instant of a local date.
Instant start_of(Date date, Offset offset);
int year_of(Date date);
/// A month as `YYYY-MM`.
struct Month {
  int year = 1970;
  unsigned month = 1;
  auto operator<=>(const Month&) const = default;
};
std::optional<Month> parse_month(std::string_view text);
std::string to_text(Month month);
Month month_of(Date date);
Date first_day(Month month);
/// The month after; `next(month)`'s first day is the end of `month`, not included in it.
Month next(Month month);
Month month_before(Month month);

}  // namespace govcloud
