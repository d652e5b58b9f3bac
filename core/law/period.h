// Whole months, quarters, halves and years, as duties, ratings and assessments name them: "2026-10",
// "2026-Q4", "2026-H2", "2026".
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/law/date.h"

namespace govcloud {

struct Period {
  std::string name;
  Date first{}, after{};  // the first day, and the first day after it
  bool holds(Date day) const { return day >= first && day < after; }
};

/// The period of a name; nothing for a text that is none.
std::optional<Period> parse_period(std::string_view text);
/// How many months a period of this kind has (month, quarter, half_year, year); 0 for any other word.
int months_of(std::string_view kind);
/// The period of so many months (1, 3, 6 or 12) in which a day lies.
Period period_with(Date day, int months);
/// The one of the same length that follows.
Period next(const Period& period);

}  // namespace govcloud
