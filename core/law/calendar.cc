#include "core/law/calendar.h"

#include <algorithm>

namespace govcloud {
namespace {

bool before(const CalendarDay& a, const CalendarDay& b) { return a.date < b.date; }

bool is_weekend(Date date) {
  const std::chrono::weekday day{date};
  return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

}  // namespace

const CalendarDay* Calendar::named(Date date) const {
  const auto at = std::lower_bound(days.begin(), days.end(), CalendarDay{date, false, ""}, before);
  return at != days.end() && at->date == date ? &*at : nullptr;
}

bool Calendar::is_workday(Date date) const {
  const auto* day = named(date);
  return day != nullptr ? day->is_workday : !is_weekend(date);
}

Calendar make_calendar(std::vector<CalendarDay> days) {
  Calendar calendar;
  calendar.days = std::move(days);
  if (!std::is_sorted(calendar.days.begin(), calendar.days.end(), before))
    std::sort(calendar.days.begin(), calendar.days.end(), before);
  for (const auto& day : calendar.days) {
    const std::chrono::year_month_day date{day.date};
    if (date.month() == std::chrono::October && date.day() == std::chrono::day{1})
      calendar.arranged.insert(static_cast<int>(date.year()));
  }
  return calendar;
}

WorkingDays working_days_after(const Calendar& calendar, Date start, int n) {
  WorkingDays count;
  Date day = start;
  while (static_cast<int>(count.counted.size()) < n) {
    day += std::chrono::days{1};
    if (calendar.is_workday(day)) {
      count.counted.push_back(day);
    } else {
      const auto* named = calendar.named(day);
      count.skipped.push_back({day, named != nullptr ? named->name : ""});
    }
    if (!calendar.arranged.contains(year_of(day))) count.provisional = true;
  }
  count.due_on = day;
  return count;
}

int working_days_late(const Calendar& calendar, Date due_on, Date done_on) {
  if (done_on <= due_on) return 0;
  int late = 0;
  for (Date day = due_on + std::chrono::days{1}; day <= done_on; day += std::chrono::days{1})
    if (calendar.is_workday(day)) ++late;
  return std::max(late, 1);
}

}  // namespace govcloud
