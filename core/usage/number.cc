#include "core/usage/number.h"

#include "core/usage/metric.h"

namespace govcloud {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::int64_t kSecondsMax = 253402300800;  // the end of 9999, UTC
constexpr int kDigitsMax = 18;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A decimal number as digits * 10^exponent.
struct Decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
  bool negative = false;
};

// Reads digits from `at` on; `point` is -1 after the decimal point, where each digit kept lowers
// the exponent, and 0 before it, where each digit left out raises it.
std::size_t read_digits(std::string_view field, std::size_t at, int point, int& kept, Decimal& to) {
  for (; at < field.size() && is_digit(field[at]); ++at) {
    if (kept < kDigitsMax) {
      to.digits = to.digits * 10 + static_cast<std::uint64_t>(field[at] - '0');
      to.exponent += point;
      if (to.digits != 0) ++kept;
    } else {
      to.exponent += point + 1;
    }
  }
  return at;
}

bool read_exponent(std::string_view field, std::size_t at, Decimal& to) {
  const bool negative = at < field.size() && field[at] == '-';
  if (at < field.size() && (field[at] == '-' || field[at] == '+')) ++at;
  if (at == field.size() || field.size() - at > 3) return false;
  int exponent = 0;
  for (; at < field.size(); ++at) {
    if (!is_digit(field[at])) return false;
    exponent = exponent * 10 + (field[at] - '0');
  }
  to.exponent += negative ? -exponent : exponent;
  return true;
}

bool read_decimal(std::string_view field, Decimal& to) {
  std::size_t at = 0;
  if (!field.empty() && field[0] == '-') to.negative = true, ++at;
  const std::size_t first = at;
  int kept = 0;
  at = read_digits(field, at, 0, kept, to);
  std::size_t count = at - first;
  if (at < field.size() && field[at] == '.') {
    const std::size_t after = at + 1;
    at = read_digits(field, after, -1, kept, to);
    count += at - after;
  }
  if (count == 0) return false;
  if (at == field.size()) return true;
  return (field[at] == 'e' || field[at] == 'E') && read_exponent(field, at + 1, to);
}

// Half-way values go to the even neighbour: sources that write few decimals have many of them, and
// always up would lift the sum of a fleet.
template <class N>
N round_half_even(N above, N below) {
  const N whole = above / below, rest = above % below;
  const N other = below - rest;
  return whole + (rest > other || (rest == other && whole % 2 == 1) ? 1 : 0);
}

// Where 64 bits do not hold the product. digits < 10^18 and the scale's parts are at most 2^31, so
// 128 bits hold it. Each loop stops as soon as the outcome is settled: too large, or 0.
NumberFault scale_wide(Decimal number, Scale scale, std::int64_t& kept) {
  constexpr Wide kEnough = Wide{1} << 100;
  Wide above = Wide{number.digits} * static_cast<std::uint64_t>(scale.numerator);
  Wide below = static_cast<std::uint64_t>(scale.denominator);
  for (; number.exponent > 0 && above < kEnough; --number.exponent) above *= 10;
  for (; number.exponent < 0 && below < kEnough; ++number.exponent) below *= 10;
  const Wide rounded = round_half_even(above, below);
  if (number.exponent > 0 || rounded > static_cast<Wide>(kValueMax)) return NumberFault::too_large;
  kept = static_cast<std::int64_t>(rounded);
  return NumberFault::none;
}

constexpr std::uint64_t kPowersOfTen[10] = {1,      10,      100,      1000,      10000,
                                            100000, 1000000, 10000000, 100000000, 1000000000};

// Two digits at `at`, or -1.
int two_digits(std::string_view text, std::size_t at) {
  if (!is_digit(text[at]) || !is_digit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

}  // namespace

NumberFault read_number(std::string_view field, Scale scale, std::int64_t& kept) {
  Decimal number;
  if (!read_decimal(field, number)) return NumberFault::not_a_number;
  if (number.digits == 0) {
    kept = 0;
    return NumberFault::none;
  }
  if (number.negative) return NumberFault::below_zero;
  const auto numerator = static_cast<std::uint64_t>(scale.numerator);
  std::uint64_t above = 0;
  if (number.exponent > 0 || number.exponent < -9 ||
      __builtin_mul_overflow(number.digits, numerator, &above)) {
    return scale_wide(number, scale, kept);
  }
  const auto below = static_cast<std::uint64_t>(scale.denominator) * kPowersOfTen[-number.exponent];
  const std::uint64_t rounded = round_half_even(above, below);
  if (rounded > static_cast<std::uint64_t>(kValueMax)) return NumberFault::too_large;
  kept = static_cast<std::int64_t>(rounded);
  return NumberFault::none;
}

bool TimeReader::read(std::string_view field, std::int64_t& seconds) {
  if (unit_ == TimeUnit::rfc3339 || unit_ == TimeUnit::local) {
    return read_written(field, seconds) && seconds >= 0 && seconds < kSecondsMax;
  }
  std::size_t at = 0;
  std::int64_t count = 0;
  for (; at < field.size() && is_digit(field[at]); ++at) {
    count = count * 10 + (field[at] - '0');
    if (count >= kSecondsMax * 1000) return false;
  }
  if (at == 0) return false;
  if (at < field.size() && field[at] == '.') {
    const std::size_t point = at++;
    while (at < field.size() && is_digit(field[at])) ++at;
    if (at == point + 1) return false;
  }
  seconds = unit_ == TimeUnit::milliseconds ? count / 1000 : count;
  return at == field.size() && seconds < kSecondsMax;
}

bool TimeReader::read_day(std::string_view day) {
  if (day == last_day_) return true;
  const auto date = parse_date(day);
  if (!date) return false;
  last_day_ = day;
  last_day_seconds_ = Instant{*date}.time_since_epoch().count();
  return true;
}

bool TimeReader::read_written(std::string_view field, std::int64_t& seconds) {
  if (field.size() < 19 || (field[10] != 'T' && field[10] != ' ' && field[10] != 't')) return false;
  const auto rest = field.substr(19);
  // Anything but whole seconds with Z or +08:00 goes the slower way of core/law/date.
  if (unit_ == TimeUnit::rfc3339 && rest != "Z" && rest != "+08:00") {
    const auto instant = parse_instant(field);
    if (instant) seconds = instant->time_since_epoch().count();
    return instant.has_value();
  }
  if (unit_ == TimeUnit::local && !rest.empty()) return false;
  const int h = two_digits(field, 11), m = two_digits(field, 14), s = two_digits(field, 17);
  if (h < 0 || m < 0 || s < 0 || h > 23 || m > 59 || s > 59) return false;
  if (field[13] != ':' || field[16] != ':' || !read_day(field.substr(0, 10))) return false;
  const std::int64_t offset_seconds =
      unit_ == TimeUnit::local ? offset_.count() * 60 : (rest == "Z" ? 0 : 8 * 3600);
  seconds = last_day_seconds_ + h * 3600 + m * 60 + s - offset_seconds;
  return true;
}

std::int64_t rescaled(std::int64_t amount, Scale scale) {
  const Wide above = Wide{static_cast<std::uint64_t>(amount)} * static_cast<std::uint64_t>(scale.numerator);
  return static_cast<std::int64_t>(round_half_even(above, Wide{static_cast<std::uint64_t>(scale.denominator)}));
}

}  // namespace govcloud
