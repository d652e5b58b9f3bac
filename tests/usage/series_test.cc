#include "core/usage/series.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace govcloud;

namespace {

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

TEST_CASE("the median gap") {
  struct Case {
    Numbers times;
    std::int64_t gap;
  };
  const Case cases[] = {
      {{}, 0}, {{5}, 0}, {{5, 305}, 300}, {{0, 300, 601, 900, 9000}, 300}, {{0, 1, 100}, 1}};
  for (const auto& one : cases) CHECK(median_gap_seconds(one.times) == one.gap);
}
