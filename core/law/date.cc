#include "core/law/date.h"

#include <fmt/format.h>

namespace govcloud {
namespace {

using namespace std::chrono;

// Reads exactly `width` ASCII digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Offset> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return Offset{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto h = digits(text, 1, 2), m = digits(text, 4, 2);
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  const Offset offset{*h * 60 + *m};
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (!y || !m || !d || *y < 1900) return std::nullopt;
  const auto date = year{*y} / *m / *d;
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

std::string to_text(Date date) {
  const year_month_day d{date};
  const auto y = static_cast<int>(d.year());
  const auto m = static_cast<unsigned>(d.month()), on = static_cast<unsigned>(d.day());
  if (y < 0 || y > 9999) return fmt::format("{:04}-{:02}-{:02}", y, m, on);
  // Written by hand: every event has some dates, and a journal may have millions of events.
  std::string text = "0000-00-00";
  for (int at = 3, rest = y; at >= 0; --at, rest /= 10) text[static_cast<std::size_t>(at)] = static_cast<char>('0' + rest % 10);
  text[5] = static_cast<char>('0' + m / 10), text[6] = static_cast<char>('0' + m % 10);
  text[8] = static_cast<char>('0' + on / 10), text[9] = static_cast<char>('0' + on % 10);
  return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2);
  if (!date || !h || !m || !s || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (*h > 23 || *m > 59 || *s > 59) return std::nullopt;
  std::size_t at = 19;
  if (text[at] == '.') {
    const auto first = ++at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == first) return std::nullopt;
  }
  const auto offset = parse_offset(text.substr(at));
  if (!offset) return std::nullopt;
  return *date + hours{*h} + minutes{*m} + seconds{*s} - *offset;
}

std::string to_text(Instant instant, Offset offset) {
  const auto local = instant + offset;
  const auto date = floor<days>(local);
  const hh_mm_ss time{local - date};
  const auto sign = offset < Offset{0} ? '-' : '+';
  const auto off = abs(offset).count();
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", to_text(Date{date}), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), sign, off / 60, off % 60);
}

Date local_date(Instant instant, Offset offset) { return floor<days>(instant + offset); }
Instant start_of(Date date, Offset offset) { return Instant{date} - offset; }
int year_of(Date date) { return static_cast<int>(year_month_day{date}.year()); }

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto y = digits(text, 0, 4), m = digits(text, 5, 2);
  if (!y || !m || *y < 1900 || *m < 1 || *m > 12) return std::nullopt;
  return Month{*y, static_cast<unsigned>(*m)};
}

std::string to_text(Month month) { return fmt::format("{:04}-{:02}", month.year, month.month); }

Month month_of(Date date) {
  const year_month_day d{date};
  return {static_cast<int>(d.year()), static_cast<unsigned>(d.month())};
}

Date first_day(Month month) { return sys_days{year{month.year} / static_cast<int>(month.month) / 1}; }
Month month_before(Month month) { return month_of(first_day(month) - std::chrono::days{1}); }
Month next(Month month) {
  return month.month == 12 ? Month{month.year + 1, 1} : Month{month.year, month.month + 1};
}

}  // namespace govcloud
