// The platform's days: the sums of the days are those of the month, and each sample stands on its day.
#include <doctest/doctest.h>

#include <random>

#include "core/usage/daily.h"
#include "core/usage/rollup.h"

using namespace govcloud;

namespace {

constexpr Month kOctober{2026, 10};
constexpr Offset kOffset{480};

std::int64_t start_of_day(int number) {
  return start_of(first_day(kOctober) + std::chrono::days{number - 1}, kOffset).time_since_epoch().count();
}

/// One row: percent in hundredths, capacity, both of the processors.
void add(Samples& samples, std::int64_t at_seconds, std::int64_t percent, std::int64_t capacity) {
  Values values;
  values.fill(kMissing);
  values[index_of(Metric::cpu_percent)] = percent, values[index_of(Metric::cpu_capacity)] = capacity;
  append(samples, at_seconds, values);
}

}  // namespace

TEST_CASE("daily: a sample stands on its local day, the last second included") {
  Samples samples;
  add(samples, start_of_day(1), 5000, 400);
  add(samples, start_of_day(2) - 1, 5000, 400);
  add(samples, start_of_day(2), 2500, 400);
  add(samples, start_of_day(31) + 86399, 10000, 400);
  settle(samples);
  const auto month = days_of(samples, kOctober, kOffset);
  REQUIRE(month.days.size() == 31);
  CHECK(month.days[0] == DaySums{2, 400, 800, 0, 0});
  CHECK(month.days[1] == DaySums{1, 100, 400, 0, 0});
  CHECK(month.days[2] == DaySums{});
  CHECK(month.days[30] == DaySums{1, 400, 400, 0, 0});
}

TEST_CASE("daily: an instant without capacity is no use, as in a roll-up") {
  Samples samples;
  add(samples, start_of_day(1), 5000, 0);
  add(samples, start_of_day(1) + 60, 5000, 400);
  settle(samples);
  CHECK(days_of(samples, kOctober, kOffset).days[0] == DaySums{1, 200, 400, 0, 0});
}

TEST_CASE("daily: the days of any month sum up to its roll-up; what is added can be taken away") {
  std::mt19937 random(20261001);
  MonthDays platform;
  for (int machine = 0; machine < 20; ++machine) {
    Samples samples;
    for (auto at = start_of_day(1); at < start_of_day(31) + 86400; at += 300 + static_cast<std::int64_t>(random() % 7200))
      add(samples, at, static_cast<std::int64_t>(random() % 10001), static_cast<std::int64_t>(random() % 4) * 10000);
    settle(samples);
    const auto rollup = roll_up(samples);
    const auto month = days_of(samples, kOctober, kOffset);
    DaySums sum;
    for (const auto& day : month.days)
      sum.samples += day.samples, sum.cpu_used += day.cpu_used, sum.cpu_provisioned += day.cpu_provisioned;
    CHECK(sum.samples == rollup.samples);
    CHECK(sum.cpu_provisioned == rollup.cpu_provisioned);
    CHECK(std::abs(sum.cpu_used - rollup.cpu_used) <= 16);  // each day is rounded once
    const auto before = platform;
    platform.add(month);
    auto back = platform;
    back.take_away(month);
    MonthDays whole = before;
    whole.days.resize(31);
    CHECK(back == whole);
  }
}
