#include "core/usage/series.h"

#include <doctest/doctest.h>

#include <string>

using namespace govcloud;

namespace {

Measured row(const std::string& resource, const std::string& time, std::int64_t cpu,
             std::int64_t memory = kMissing) {
  Measured measured;
  measured.resource = resource;
  measured.at_seconds = parse_instant(time)->time_since_epoch().count();
  measured.values[index_of(Metric::cpu_percent)] = cpu;
  measured.values[index_of(Metric::memory_used_mib)] = memory;
  return measured;
}

Samples samples_of(std::vector<std::pair<std::int64_t, std::int64_t>> times_and_cpu) {
  Samples samples;
  for (const auto& [time, cpu] : times_and_cpu) {
    auto values = no_values();
    values[index_of(Metric::cpu_percent)] = cpu;
    append(samples, time, values);
  }
  return samples;
}

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("the last of several rows of an instant counts") {
  struct Case {
    std::string name;
    std::vector<std::pair<std::int64_t, std::int64_t>> rows;
    Numbers times, cpu;
    std::int64_t repeated, conflicts;
  };
  const Case cases[] = {
      {"in order", {{1, 10}, {2, 20}}, {1, 2}, {10, 20}, 0, 0},
      {"out of order", {{2, 20}, {1, 10}}, {1, 2}, {10, 20}, 0, 0},
      {"same value", {{1, 10}, {1, 10}, {2, 20}}, {1, 2}, {10, 20}, 1, 0},
      {"other value", {{1, 10}, {1, 11}, {2, 20}}, {1, 2}, {11, 20}, 0, 1},
      {"far apart", {{1, 10}, {2, 20}, {1, 11}}, {1, 2}, {11, 20}, 0, 1},
      {"back again", {{1, 10}, {1, 11}, {1, 10}}, {1}, {10}, 0, 2},
      {"three times", {{1, 10}, {1, 10}, {1, 10}}, {1}, {10}, 2, 0},
      {"nothing said", {{1, 10}, {1, kMissing}}, {1}, {10}, 0, 0},
      {"said later", {{1, kMissing}, {1, 10}}, {1}, {10}, 0, 0},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    auto samples = samples_of(one.rows);
    settle(samples);
    CHECK((samples.times == one.times));
    CHECK((samples.of(Metric::cpu_percent) == one.cpu));
    CHECK(samples.repeated == one.repeated);
    CHECK(samples.conflicts == one.conflicts);
  }
}

TEST_CASE("a month begins at midnight of the offset") {
  Gathering gathering;
  gathering.add(row("i-1", "2026-09-30T15:59:59Z", 1));
  gathering.add(row("i-1", "2026-09-30T16:00:00Z", 2));
  gathering.add(row("i-2", "2026-10-31T23:59:59+08:00", 3));
  gathering.add(row("i-2", "2026-11-01T00:00:00+08:00", 4));
  gathering.add(row("i-2", "2026-12-31T23:59:59+08:00", 5));
  gathering.add(row("i-2", "2027-01-01T00:00:00+08:00", 6));
  const auto months = gathering.take(Offset{480}, 300);
  struct Expected {
    std::string resource, month;
    std::int64_t cpu;
  };
  const Expected expected[] = {{"i-1", "2026-09", 1}, {"i-1", "2026-10", 2}, {"i-2", "2026-10", 3},
                               {"i-2", "2026-11", 4}, {"i-2", "2026-12", 5}, {"i-2", "2027-01", 6}};
  REQUIRE(months.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(months[i].resource == expected[i].resource);
    CHECK(to_text(months[i].month) == expected[i].month);
    CHECK((months[i].samples.of(Metric::cpu_percent) == Numbers{expected[i].cpu}));
    CHECK(months[i].samples.interval_seconds == 300);
  }
  CHECK(gathering.resources() == 0);
}

TEST_CASE("counts stand in the month in which the rows are") {
  Gathering gathering;
  gathering.add(row("i-1", "2026-10-01T00:00:00+08:00", 1));
  gathering.add(row("i-1", "2026-11-01T00:00:00+08:00", 1));
  gathering.add(row("i-1", "2026-11-01T00:00:00+08:00", 2));
  gathering.add(row("i-1", "2026-10-01T00:00:00+08:00", 1));
  const auto months = gathering.take(Offset{480}, 0);
  REQUIRE(months.size() == 2);
  CHECK(months[0].samples.repeated == 1);
  CHECK(months[0].samples.conflicts == 0);
  CHECK(months[1].samples.repeated == 0);
  CHECK(months[1].samples.conflicts == 1);
}

TEST_CASE("metrics that begin late leave a gap, and a row that says nothing is no sample") {
  Gathering gathering;
  gathering.add(row("i-1", "2026-10-01T00:00:00Z", 1));
  gathering.add(row("i-1", "2026-10-01T00:05:00Z", kMissing));
  gathering.add(row("i-1", "2026-10-01T00:10:00Z", 2, 7));
  const auto months = gathering.take(Offset{480}, 0);
  REQUIRE(months.size() == 1);
  CHECK(months[0].samples.times.size() == 2);
  CHECK((months[0].samples.of(Metric::memory_used_mib) == Numbers{kMissing, 7}));
  CHECK(months[0].samples.of(Metric::network_in_mbps).empty());
}

TEST_CASE("the median gap") {
  struct Case {
    Numbers times;
    std::int64_t gap;
  };
  const Case cases[] = {
      {{}, 0}, {{5}, 0}, {{5, 305}, 300}, {{0, 300, 601, 900, 9000}, 300}, {{0, 1, 100}, 1}};
  for (const auto& one : cases) CHECK(median_gap_seconds(one.times) == one.gap);
}
