#include "core/law/calendar.h"

#include <doctest/doctest.h>

#include "core/format/input_error.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

struct Vector { std::string received; int n; std::string due; };

void check(const Calendar& calendar, const Vector& row) {
  CAPTURE(row.received);
  CAPTURE(row.n);
  const auto count = working_days_after(calendar, day(row.received), row.n);
  CHECK(to_text(count.due_on) == row.due);
  CHECK_FALSE(count.provisional);
}

/// The calendar as it was known before the notice of 22 March 2019: May Day 2019 was one day off.
Calendar before_march_2019() {
  std::vector<CalendarDay> days;
  for (const auto& named : shipped_calendar().days) {
    const bool amended = named.name == "劳动节" && year_of(named.date) == 2019;
    if (!amended || named.date == day("2019-05-01")) days.push_back(named);
  }
  return make_calendar(std::move(days));
}

}  // namespace

TEST_CASE("working days: make-up days count, holidays do not") {
  const Vector rows[] = {
      {"2026-02-12", 3, "2026-02-24"},  // counts make-up Saturday the 14th, then nine days off
      {"2026-02-13", 2, "2026-02-24"},
      {"2026-02-13", 3, "2026-02-25"},
      {"2026-02-13", 8, "2026-03-03"},  // make-up Saturday 28 February counts
      {"2026-05-06", 3, "2026-05-09"},  // due on a make-up Saturday
      {"2026-09-17", 2, "2026-09-20"},  // due on a make-up Sunday
      {"2026-09-30", 5, "2026-10-13"},
      {"2026-01-03", 1, "2026-01-04"},  // received in a holiday; the next day is a make-up Sunday
      {"2025-09-26", 5, "2025-10-10"},
      {"2024-02-08", 3, "2024-02-19"},  // that New Year's Eve was an ordinary working Friday
      {"2019-04-25", 3, "2019-04-29"},  // as amended in March 2019
      {"2020-01-22", 3, "2020-02-04"},  // the Spring Festival that was extended
      {"2018-12-28", 2, "2019-01-02"},  // make-up Saturday from the next year's notice
      {"2026-03-02", 3, "2026-03-05"},
      {"2026-03-06", 1, "2026-03-09"},  // an ordinary weekend between
      {"2026-03-07", 1, "2026-03-09"},  // received on a Saturday: the day itself never counts
      {"2026-03-02", 0, "2026-03-02"},
  };
  for (const auto& row : rows) check(shipped_calendar(), row);
}

TEST_CASE("working days: a date is judged by the calendar as it was known") {
  check(before_march_2019(), {"2019-04-25", 3, "2019-04-30"});
  check(before_march_2019(), {"2019-04-30", 3, "2019-05-06"});
  check(shipped_calendar(), {"2019-04-30", 3, "2019-05-07"});
}

TEST_CASE("working days: a count into a year without a notice is provisional") {
  struct Row { std::string received; int n; std::string due; bool provisional; };
  const Row rows[] = {
      {"2026-12-28", 3, "2026-12-31", false}, {"2026-12-30", 1, "2026-12-31", false},
      {"2026-12-30", 2, "2027-01-01", true},  {"2026-12-30", 5, "2027-01-06", true},
      {"2026-12-31", 0, "2026-12-31", false}, {"2015-12-30", 1, "2015-12-31", true},
      {"2015-12-31", 1, "2016-01-04", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.received);
    const auto count = working_days_after(shipped_calendar(), day(row.received), row.n);
    CHECK(to_text(count.due_on) == row.due);
    CHECK(count.provisional == row.provisional);
  }
}

TEST_CASE("working days: the whole count can be shown, day by day") {
  const auto count = working_days_after(shipped_calendar(), day("2026-02-13"), 3);
  std::string counted, skipped;
  for (const auto date : count.counted) counted += to_text(date).substr(5) + " ";
  for (const auto& d : count.skipped) skipped += to_text(d.date).substr(5) + d.name + " ";
  CHECK(counted == "02-14 02-24 02-25 ");
  CHECK(skipped == "02-15春节 02-16春节 02-17春节 02-18春节 02-19春节 02-20春节 02-21春节 "
                   "02-22春节 02-23春节 ");
  const auto weekend = working_days_after(shipped_calendar(), day("2026-03-06"), 1);
  REQUIRE(weekend.skipped.size() == 2);
  CHECK(weekend.skipped[0].name == "");
}

TEST_CASE("working days late: after the due day, at least one") {
  struct Row { std::string due, done; int want; };
  const Row rows[] = {
      {"2026-03-05", "2026-03-04", 0}, {"2026-03-05", "2026-03-05", 0},
      {"2026-03-05", "2026-03-06", 1}, {"2026-03-05", "2026-03-09", 2},
      {"2026-03-06", "2026-03-07", 1},  // late on a Saturday is late
      {"2026-03-06", "2026-03-08", 1}, {"2026-03-06", "2026-03-09", 1},
      {"2026-02-14", "2026-02-23", 1},  // the whole holiday long
      {"2026-02-14", "2026-02-24", 1}, {"2026-02-14", "2026-02-25", 2},
  };
  for (const auto& row : rows) {
    CAPTURE(row.due);
    CAPTURE(row.done);
    CHECK(working_days_late(shipped_calendar(), day(row.due), day(row.done)) == row.want);
  }
}

TEST_CASE("working days: what holds for every day and every limit") {
  const auto& calendar = shipped_calendar();
  for (auto start = day("2016-01-01"); start < day("2026-12-20"); start += std::chrono::days{1}) {
    Date last = start;
    for (int n = 1; n <= 10; ++n) {
      const auto count = working_days_after(calendar, start, n);
      const auto span = (count.due_on - start).count();
      const auto passed = static_cast<long>(count.counted.size() + count.skipped.size());
      const bool good = calendar.is_workday(count.due_on) && count.due_on > last &&
                        static_cast<int>(count.counted.size()) == n && passed == span &&
                        count.counted.back() == count.due_on &&
                        working_days_late(calendar, start, count.due_on) == n;
      if (!good) FAIL(to_text(start) << " and " << n << " working days");
      last = count.due_on;
    }
  }
}

TEST_CASE("calendar: the shipped one has the working days that were counted independently") {
  struct Row { int year, working_days; };
  const Row rows[] = {{2016, 250}, {2017, 249}, {2018, 250}, {2019, 250}, {2020, 249}, {2021, 250},
                      {2022, 249}, {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
  const auto& calendar = shipped_calendar();
  CHECK(calendar.days.size() == 373);
  CHECK(calendar.arranged.size() == 11);
  CHECK_FALSE(calendar.arranged.contains(2027));
  for (const auto& row : rows) {
    CAPTURE(row.year);
    int found = 0;
    for (auto date = first_day({row.year, 1}); date < first_day({row.year + 1, 1});
         date += std::chrono::days{1})
      found += calendar.is_workday(date) ? 1 : 0;
    CHECK(found == row.working_days);
    CHECK(calendar.arranged.contains(row.year));
  }
}
