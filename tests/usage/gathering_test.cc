#include "core/usage/gathering.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace govcloud;

namespace {

using Numbers = std::vector<std::int64_t>;

Measured row(const std::string& resource, const std::string& time, std::int64_t cpu,
             std::int64_t memory = kMissing) {
  Measured measured;
  measured.resource = resource;
  measured.at_seconds = parse_instant(time)->time_since_epoch().count();
  measured.values[index_of(Metric::cpu_percent)] = cpu;
  measured.values[index_of(Metric::memory_used_mib)] = memory;
  return measured;
}

struct Gathered {
  std::string resource;
  Month month;
  Samples samples;
  bool operator==(const Gathered&) const = default;
};

std::vector<Gathered> months_of(Gathering& gathering, std::int64_t interval_seconds = 0) {
  std::vector<Gathered> months;
  gathering.take(interval_seconds, [&](const std::string& resource, Month month, Samples samples) {
    months.push_back({resource, month, std::move(samples)});
  });
  return months;
}

}  // namespace

TEST_CASE("a month begins at midnight of the offset") {
  Gathering gathering(Offset{480});
  gathering.add(row("i-1", "2026-09-30T15:59:59Z", 1));
  gathering.add(row("i-1", "2026-09-30T16:00:00Z", 2));
  gathering.add(row("i-2", "2026-10-31T23:59:59+08:00", 3));
  gathering.add(row("i-2", "2026-11-01T00:00:00+08:00", 4));
  gathering.add(row("i-2", "2026-12-31T23:59:59+08:00", 5));
  gathering.add(row("i-2", "2027-01-01T00:00:00+08:00", 6));
  const auto months = months_of(gathering, 300);
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
  CHECK(months_of(gathering).empty());
}

TEST_CASE("counts stand in the month in which the rows are") {
  Gathering gathering(Offset{480});
  gathering.add(row("i-1", "2026-10-01T00:00:00+08:00", 1));
  gathering.add(row("i-1", "2026-11-01T00:00:00+08:00", 1));
  gathering.add(row("i-1", "2026-11-01T00:00:00+08:00", 2));
  gathering.add(row("i-1", "2026-10-01T00:00:00+08:00", 1));
  const auto months = months_of(gathering);
  REQUIRE(months.size() == 2);
  CHECK(months[0].samples.repeated == 1);
  CHECK(months[0].samples.conflicts == 0);
  CHECK(months[1].samples.repeated == 0);
  CHECK(months[1].samples.conflicts == 1);
}

TEST_CASE("metrics that begin late leave a gap, and a row that says nothing is no sample") {
  Gathering gathering(Offset{480});
  gathering.add(row("i-1", "2026-10-01T00:00:00Z", 1));
  gathering.add(row("i-1", "2026-10-01T00:05:00Z", kMissing));
  gathering.add(row("i-1", "2026-10-01T00:10:00Z", 2, 7));
  const auto months = months_of(gathering);
  REQUIRE(months.size() == 1);
  CHECK(months[0].samples.times.size() == 2);
  CHECK((months[0].samples.of(Metric::memory_used_mib) == Numbers{kMissing, 7}));
  CHECK(months[0].samples.of(Metric::network_in_mbps).empty());
}

TEST_CASE("however little may wait unpacked, the same is gathered") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
    const std::size_t loose = 1 + static_cast<std::size_t>(below(200)), rows = 1 + static_cast<std::size_t>(below(100));
    Gathering large(Offset{480}), small(Offset{480}, loose, rows);
    const auto start = parse_instant("2026-10-20T00:00:00Z")->time_since_epoch().count();
    std::int64_t at = start;
    for (int i = 0; i < 800; ++i) {
      Measured row;
      const auto resource = "i-" + std::to_string(below(4));
      row.resource = resource;
      // Mostly a step on, at times anywhere within three months, so that instants come again.
      at = below(5) == 0 ? start + 3600 * below(24 * 90) : at + 3600;
      row.at_seconds = at;
      for (auto& value : row.values) value = below(3) == 0 ? kMissing : below(4) == 0 ? kValueMax - below(9) : below(5);
      large.add(row), small.add(row);
    }
    CAPTURE(loose);
    CAPTURE(rows);
    CHECK((months_of(large, 3600) == months_of(small, 3600)));
  }
}
