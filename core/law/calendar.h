// Working days 工作日. Monday to Friday work, Saturday and Sunday rest, save the days that the State
// Council's yearly notice names: holidays, and weekend days turned into working days 调休上班日.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/law/date.h"

namespace govcloud {

/// A day that a notice names.
struct CalendarDay {
  Date date;
  bool is_workday = false;
  std::string name;  // 春节
  static void fields(auto& self, auto& v) {
    v("date", self.date), v("is_workday", self.is_workday), v("name", self.name);
  }
};

/// The named days, by date, and the years whose arrangement is known. A year counts as arranged when
/// its first of October is named, as every notice does: days of late December belong to the notice
/// of the next year and prove nothing about their own.
struct Calendar {
  std::string digest;  // SHA-256 of the file's bytes, lower-case hex
  std::vector<CalendarDay> days;
  std::set<int> arranged;

  const CalendarDay* named(Date date) const;
  bool is_workday(Date date) const;
};

/// Sorts the days and finds the arranged years.
Calendar make_calendar(std::vector<CalendarDay> days);

/// A day that was passed over while counting, and why: the notice's name, or empty for a weekend.
struct SkippedDay {
  Date date;
  std::string name;
};

/// The Nth working day after a day, with the whole count.
struct WorkingDays {
  Date due_on;               // included; it ends at 24:00 local time
  bool provisional = false;  // the count reaches into a year that no notice has arranged
  std::vector<Date> counted;
  std::vector<SkippedDay> skipped;
};

/// Civil Code articles 201, 203 and 1259 as the design counts them: the day of the event is not
/// counted, the Nth working day is included. `n` is at least 0; 0 gives the day itself.
WorkingDays working_days_after(const Calendar& calendar, Date start, int n);

/// How late an act was: working days after `due_on` up to `done_on`, at least 1 when it came after
/// its due date, 0 when it did not.
int working_days_late(const Calendar& calendar, Date due_on, Date done_on);

}  // namespace govcloud
