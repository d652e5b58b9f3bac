#include "core/law/period.h"

#include <algorithm>

#include <fmt/format.h>

namespace govcloud {
namespace {

constexpr int kMonthsOfYear = 12;

Date add_months(Date first, int months) {
  const std::chrono::year_month_day day{first};
  return Date{day.year() / day.month() / 1 + std::chrono::months{months}};
}

int month_number(Date day) { return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{day}.month())); }

std::string name_of_period(Date first, int months) {
  const int year = static_cast<int>(std::chrono::year_month_day{first}.year()), month = month_number(first);
  if (months == months_of("month")) return fmt::format("{:04}-{:02}", year, month);
  if (months == kMonthsOfYear) return fmt::format("{:04}", year);
  return fmt::format("{:04}-{}{}", year, months == months_of("quarter") ? 'Q' : 'H', (month - 1) / months + 1);
}

Period period_from(Date first, int months) { return {name_of_period(first, months), first, add_months(first, months)}; }

}  // namespace

int months_of(std::string_view kind) {
  if (kind == "month") return 1;
  if (kind == "quarter") return 3;
  if (kind == "half_year") return 6;
  return kind == "year" ? kMonthsOfYear : 0;
}

Period period_with(Date day, int months) { return period_from(add_months(day, -((month_number(day) - 1) % months)), months); }

Period next(const Period& period) { return period_with(period.after, ((month_number(period.after) - month_number(period.first) - 1 + kMonthsOfYear) % kMonthsOfYear) + 1); }

std::optional<Period> parse_period(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  const auto january = parse_month(std::string(text.substr(0, 4)) + "-01");
  if (!january) return std::nullopt;
  const auto first = first_day(*january);
  for (const auto* kind : {"month", "quarter", "half_year", "year"})
    for (auto period = period_with(first, months_of(kind)); period.first < add_months(first, kMonthsOfYear); period = next(period))
      if (period.name == text) return period;
  return std::nullopt;
}

}  // namespace govcloud
