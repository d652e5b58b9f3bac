// What holds of working days for every day of 2016-2026 and every limit up to thirty days, held against
// a wall calendar (wall_calendar.h) on which days are crossed off one by one.
#include <doctest/doctest.h>

#include <array>

#include "core/law/calendar.h"
#include "tests/law/clerk.h"
#include "tests/law/wall_calendar.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

constexpr std::size_t kDays = 4018;   // 2016-01-01 to 2026-12-31
constexpr std::size_t kLimits = 31;   // 0 to 30 working days
const Date kFirst = day("2016-01-01");

Date date_at(std::size_t i) { return kFirst + std::chrono::days{static_cast<int>(i)}; }
std::size_t index_of(Date date) { return static_cast<std::size_t>((date - kFirst).count()); }

struct Crossed {
  std::size_t due = 0;
  bool provisional = false;
  bool operator==(const Crossed&) const = default;
};

/// Crosses off days after the start until `n` were worked. Once `before` were, the clock stands still for
/// the next `pause` worked ones.
Crossed cross_off(std::size_t start, std::size_t n, std::size_t before = 0, std::size_t pause = 0) {
  Crossed at{start, false};
  for (std::size_t worked = 0; worked < n;) {
    const auto& today = wall()[++at.due];
    at.provisional = at.provisional || !today.noticed;
    if (!today.works) continue;
    if (worked >= before && pause > 0) --pause;
    else ++worked;
  }
  return at;
}

/// The law's answers for every day up to the spring after, so that a due day can be a start again.
const Crossed& counted(std::size_t start, std::size_t n) {
  static const auto all = [] {
    std::vector<std::array<Crossed, kLimits>> rows(kDays + 60);
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t limit = 0; limit < kLimits; ++limit) {
        const auto count = working_days_after(shipped_calendar(), date_at(i), static_cast<int>(limit));
        rows[i][limit] = {index_of(count.due_on), count.provisional};
      }
    return rows;
  }();
  return all[start][n];
}

template <class Holds>
void for_all(Holds holds) {
  for (std::size_t start = 0; start < kDays; ++start)
    for (std::size_t n = 0; n < kLimits; ++n)
      if (!holds(start, n)) FAIL(wall()[start].text << " and " << n << " working days");
}

}  // namespace

TEST_CASE("clock: the wall calendar has the same days") {
  REQUIRE(wall()[kDays - 1].text == "2026-12-31");
  for (std::size_t i = 0; i < wall().size(); ++i)
    if (to_text(date_at(i)) != wall()[i].text || shipped_calendar().is_workday(date_at(i)) != wall()[i].works)
      FAIL(wall()[i].text);
}

TEST_CASE("clock: a due day is the one found by crossing off the days") {
  for_all([](std::size_t start, std::size_t n) { return counted(start, n) == cross_off(start, n); });
  MESSAGE((kDays * kLimits) << " due days counted twice");
}

TEST_CASE("clock: an act is late by the working days between, and by one at least") {
  std::size_t pairs = 0;
  for (std::size_t due = 0; due < kDays; ++due) {
    int worked = 0;
    for (std::size_t done = due < 5 ? 0 : due - 5; done <= due + 45; ++done, ++pairs) {
      if (done > due && wall()[done].works) ++worked;
      const int late = done <= due ? 0 : worked == 0 ? 1 : worked;
      if (working_days_late(shipped_calendar(), date_at(due), date_at(done)) != late)
        FAIL("due on " << wall()[due].text << ", done on " << wall()[done].text);
    }
  }
  MESSAGE(pairs << " pairs of a due day and a day of the act");
}

TEST_CASE("clock: a later start is never due earlier, and a longer limit always later") {
  for_all([](std::size_t start, std::size_t n) {
    return counted(start, n).due <= counted(start + 1, n).due &&
           (n == 0 ? counted(start, n).due == start : counted(start, n - 1).due < counted(start, n).due) &&
           (n == 0 || counted(start, n - 1).provisional <= counted(start, n).provisional);
  });
}

TEST_CASE("clock: n and m working days are n and then m") {
  for_all([](std::size_t start, std::size_t n) {
    const auto first = counted(start, n);
    for (std::size_t m = 0; n + m < kLimits; ++m) {
      const auto then = counted(first.due, m), whole = counted(start, n + m);
      if (then.due != whole.due || (first.provisional || then.provisional) != whole.provisional) return false;
    }
    return true;
  });
}

TEST_CASE("clock: a pause of k working days moves the end by k, wherever it falls") {
  for (std::size_t start = 0; start < kDays; ++start)
    for (std::size_t n = 1; n <= 15; n += 2)
      for (std::size_t pause = 1; n + pause < kLimits && pause <= 15; pause += 3)
        for (std::size_t before = 0; before < n; before += 2)
          if (cross_off(start, n, before, pause).due != counted(start, n + pause).due)
            FAIL(wall()[start].text << ", " << n << " days, " << pause << " of pause after " << before);
}

TEST_CASE("clock: a day that is taken off makes room for the next working day, and for no other") {
  for (std::size_t start = 0; start < kDays; start += 3) {
    const auto on = date_at(start);
    const auto before = working_days_after(shipped_calendar(), on, 5);
    for (const auto taken : before.counted) {
      auto calendar = shipped_calendar();
      std::erase_if(calendar.days, [&](const CalendarDay& d) { return d.date == taken; });
      calendar.days.push_back({taken, false, "台风"});
      const auto after = working_days_after(make_calendar(std::move(calendar.days)), on, 5);
      if (index_of(after.due_on) != counted(start, 6).due) FAIL(to_text(on) << " without " << to_text(taken));
    }
  }
}
