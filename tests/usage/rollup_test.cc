#include "core/usage/rollup.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

using namespace govcloud;

namespace {

struct Given {
  std::int64_t cpu = kMissing, cpu_capacity = kMissing, memory = kMissing,
               memory_capacity = kMissing, memory_percent = kMissing;
};

Samples samples_of(const std::vector<Given>& rows, std::int64_t step = 300) {
  Samples samples;
  std::int64_t at = 1000;
  for (const auto& row : rows) {
    auto values = no_values();
    values[index_of(Metric::cpu_percent)] = row.cpu;
    values[index_of(Metric::cpu_capacity)] = row.cpu_capacity;
    values[index_of(Metric::memory_used_mib)] = row.memory;
    values[index_of(Metric::memory_capacity_mib)] = row.memory_capacity;
    values[index_of(Metric::memory_percent)] = row.memory_percent;
    append(samples, at, values);
    at += step;
  }
  settle(samples);
  return samples;
}

constexpr std::int64_t M = kMissing;

}  // namespace

TEST_CASE("percentiles are nearest rank") {
  std::mt19937 random(5);
  for (int count = 1; count <= 250; ++count) {
    std::vector<Given> rows;
    std::vector<std::int64_t> sorted;
    for (int i = 0; i < count; ++i) {
      rows.push_back({static_cast<std::int64_t>(random() % 90), M, M, M, M});
      sorted.push_back(rows.back().cpu);
    }
    std::sort(sorted.begin(), sorted.end());
    const auto cpu = roll_up(samples_of(rows)).cpu_percent;
    const auto nearest = [&](int p) {
      return sorted[static_cast<std::size_t>((p * count + 99) / 100 - 1)];
    };
    CAPTURE(count);
    CHECK(cpu.count == count);
    CHECK(cpu.min == sorted.front());
    CHECK(cpu.max == sorted.back());
    CHECK(cpu.p50 == nearest(50));
    CHECK(cpu.p95 == nearest(95));
    CHECK(cpu.p99 == nearest(99));
  }
}

TEST_CASE("percentiles are nearest rank whatever the spread: outliers, ties, the largest values there can be") {
  std::mt19937_64 random(7);
  const std::int64_t tops[] = {1, 255, 256, 257, 10000, 1 << 20, std::int64_t{1} << 40};
  for (int round = 0; round < 400; ++round) {
    const auto top = tops[random() % std::size(tops)];
    const int count = static_cast<int>(random() % 900 + 1);
    std::vector<Given> rows;
    std::vector<std::int64_t> sorted;
    for (int i = 0; i < count; ++i) {
      auto value = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(top + 1));
      if (round % 3 == 0 && random() % 50 != 0) value %= 7;  // nearly all share a bucket
      if (round % 5 == 0) value = top;                       // all the same
      rows.push_back({M, M, value, M, M});
      sorted.push_back(value);
    }
    std::sort(sorted.begin(), sorted.end());
    const auto memory = roll_up(samples_of(rows)).memory_used;
    const auto nearest = [&](int p) { return sorted[static_cast<std::size_t>((p * count + 99) / 100 - 1)]; };
    CAPTURE(top);
    CAPTURE(count);
    CHECK(memory.min == sorted.front());
    CHECK(memory.max == sorted.back());
    CHECK(memory.p50 == nearest(50));
    CHECK(memory.p95 == nearest(95));
    CHECK(memory.p99 == nearest(99));
  }
}

TEST_CASE("what counts as a sample and what is absent") {
  struct Case {
    std::string name;
    std::vector<Given> rows;
    std::int64_t samples, absent, cpu_sum, memory_count;
  };
  const Case cases[] = {
      {"nothing", {}, 0, 0, 0, 0},
      {"no capacity column", {{5, M, M, M, M}, {0, M, M, M, M}}, 2, 0, 5, 0},
      {"processors taken away", {{5, 100, 1, 2, M}, {7, 0, 1, 2, M}}, 1, 1, 5, 1},
      {"all taken away", {{5, 0, 1, 0, M}, {7, 0, 1, 0, M}}, 0, 2, 0, 0},
      {"memory taken away, processors not told", {{5, M, 1, 0, M}, {7, M, 1, 4, M}}, 1, 1, 7, 1},
      {"memory taken away, processors there", {{5, 100, 1, 0, M}}, 1, 0, 5, 0},
      {"capacity not told in one row", {{5, 100, M, M, M}, {6, M, M, M, M}}, 2, 0, 11, 0},
      {"memory as a percentage", {{M, M, M, M, 4250}, {M, M, 1, 2, 99}}, 2, 0, 0, 2},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    const auto rollup = roll_up(samples_of(one.rows));
    CHECK(rollup.samples == one.samples);
    CHECK(rollup.absent == one.absent);
    CHECK(rollup.cpu_percent.sum == one.cpu_sum);
    CHECK(rollup.memory_percent.count == one.memory_count);
  }
}

TEST_CASE("used over provisioned is a ratio of sums") {
  // A small machine in full use and a large one at rest: not (100 + 0) / 2.
  const auto rollup = roll_up(samples_of({{10000, 100, 1024, 1024, M}, {0, 900, 0, 3072, M}}));
  CHECK(percent_of(rollup.cpu_used, rollup.cpu_provisioned, 2) == 1000);
  CHECK(percent_of(rollup.memory_used_of_provisioned, rollup.memory_provisioned, 2) == 2500);
  CHECK(mean(rollup.cpu_percent, 0) == 5000);
  CHECK(percent_of(1, 3, 4) == 333333);
  CHECK(percent_of(2, 3, 0) == 67);
  CHECK_FALSE(percent_of(0, 0, 2).has_value());
  CHECK_FALSE(mean(Spread{}, 3).has_value());
  // The largest values of a whole month of seconds stay in range.
  CHECK(percent_of(INT64_MAX, INT64_MAX, 4) == 1000000);
}

TEST_CASE("coverage over the time the resource was alive") {
  const auto span = span_of({2026, 10}, Offset{480});
  CHECK((span.to - span.from).count() == 31 * 86400);
  Rollup rollup;
  rollup.samples = 4464;
  rollup.interval_seconds = 300;
  CHECK(expected_samples(rollup, span) == 8928);
  CHECK(coverage(rollup, span) == 5000);
  CHECK(coverage(rollup, {span.from, span.from + std::chrono::days{16}}) == 9687);
  CHECK(coverage(rollup, {span.from, span.from + std::chrono::days{1}}) == 10000);
  CHECK(coverage(rollup, {span.from, span.from + std::chrono::seconds{1}}) == 10000);
  CHECK(coverage(rollup, {span.to, span.from}) == 0);
  CHECK(coverage(rollup, {span.from, span.from}) == 0);
  rollup.interval_seconds = 0;
  CHECK(coverage(rollup, span) == 0);
  rollup.interval_seconds = 300;
  rollup.samples = 8927;
  CHECK(coverage(rollup, span) == 9998);
}

TEST_CASE("the interval is the stated one, else the median gap") {
  auto samples = samples_of({{1, M, M, M, M}, {2, M, M, M, M}, {3, M, M, M, M}}, 60);
  CHECK(roll_up(samples).interval_seconds == 60);
  samples.interval_seconds = 300;
  CHECK(roll_up(samples).interval_seconds == 300);
  CHECK(roll_up(samples_of({{1, M, M, M, M}})).interval_seconds == 0);
}

TEST_CASE("the later import wins, value by value") {
  const auto first = samples_of({{10, 100, M, M, M}, {20, 100, M, M, M}, {30, 100, M, M, M}});
  const auto second = samples_of({{11, M, 5, 10, M}, {20, M, 6, 10, M}});
  const auto all = merge({first, second});
  CHECK(all.times == first.times);
  CHECK((all.of(Metric::cpu_percent) == std::vector<std::int64_t>{11, 20, 30}));
  CHECK((all.of(Metric::memory_used_mib) == std::vector<std::int64_t>{5, 6, M}));
  CHECK(all.conflicts == 1);
  CHECK(all.repeated == 1);
  CHECK((merge({first}) == first));
  CHECK((merge({}) == Samples{}));
  CHECK((merge({second, first}).of(Metric::cpu_percent) == std::vector<std::int64_t>{10, 20, 30}));
  // Overlapping parts of a month.
  auto later = samples_of({{40, 100, M, M, M}, {50, 100, M, M, M}});
  for (auto& time : later.times) time += 600;
  CHECK(
      (merge({first, later}).of(Metric::cpu_percent) == std::vector<std::int64_t>{10, 20, 40, 50}));
}

TEST_CASE("every member of a roll-up is named once") {
  Rollup rollup;
  std::set<std::string> names;
  std::set<const std::int64_t*> members;
  auto visit = [&](const char* name, std::int64_t& member) {
    names.insert(name);
    members.insert(&member);
  };
  Rollup::fields(rollup, visit);
  CHECK(names.size() * sizeof(std::int64_t) == sizeof(Rollup));
  CHECK(members.size() == names.size());
}
