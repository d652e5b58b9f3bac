#include "core/usage/verdict.h"

#include <doctest/doctest.h>

#include <string>

using namespace govcloud;

namespace {

Thresholds example() {
  Thresholds t;
  t.idle_cpu_mean = 1000;
  t.idle_cpu_max = 3000;
  t.idle_memory_mean = 2000;
  t.oversized_cpu_max = t.oversized_memory_max = 5000;
  t.tight_cpu_p95 = t.tight_memory_p95 = 8000;
  t.coverage_min = 9000;
  return t;
}

Spread spread(std::int64_t mean_value, std::int64_t p95, std::int64_t max) {
  return {100, mean_value * 100, 0, max, mean_value, p95, max};
}

Rollup month(Spread cpu, Spread memory) {
  Rollup rollup;
  rollup.samples = 100;
  rollup.cpu_percent = cpu;
  rollup.memory_percent = memory;
  return rollup;
}

CatalogItem host() {
  CatalogItem item;
  item.code = "host";
  item.sizes = {{{"cpu", 1}, {"memory_gib", 2}},  {{"cpu", 2}, {"memory_gib", 4}},
                {{"cpu", 4}, {"memory_gib", 8}},  {{"cpu", 4}, {"memory_gib", 16}},
                {{"cpu", 8}, {"memory_gib", 16}}, {{"cpu", 16}, {"memory_gib", 32}}};
  return item;
}

}  // namespace

TEST_CASE("a month's verdict") {
  struct Case {
    std::string name;
    Spread cpu, memory;
    std::int64_t coverage;
    Verdict verdict;
  };
  const Case cases[] = {
      {"hardly used", spread(100, 500, 2999), spread(1999, 3000, 9000), 9000, Verdict::idle},
      {"seldom measured", spread(100, 500, 2999), spread(1999, 3000, 9000), 8999, Verdict::no_data},
      {"seldom measured and tight", spread(9000, 9900, 9999), {}, 100, Verdict::no_data},
      {"never measured", {}, spread(10, 20, 30), 10000, Verdict::no_data},
      {"mean at the limit", spread(1000, 1500, 2999), spread(100, 200, 300), 9500,
       Verdict::oversized},
      {"peak at the limit", spread(100, 500, 3000), spread(100, 200, 300), 9500,
       Verdict::oversized},
      {"memory in use", spread(100, 500, 2999), spread(2000, 3000, 4999), 9500, Verdict::oversized},
      {"memory peaks", spread(1500, 2000, 4999), spread(2000, 3000, 5000), 9500, Verdict::fit},
      {"processor peaks", spread(1500, 2000, 5000), spread(2000, 3000, 4000), 9500, Verdict::fit},
      {"memory unknown", spread(100, 500, 2999), {}, 9500, Verdict::idle},
      {"memory unknown, larger peaks", spread(100, 500, 4999), {}, 9500, Verdict::oversized},
      {"p95 at the limit", spread(5000, 8000, 9000), spread(100, 200, 300), 9500, Verdict::fit},
      {"p95 above it", spread(5000, 8001, 9000), spread(100, 200, 300), 9500, Verdict::tight},
      {"memory's p95 above it", spread(100, 500, 2999), spread(1999, 8001, 9000), 9500,
       Verdict::tight},
      {"above 100", spread(10100, 10500, 10746), spread(100, 200, 300), 9500, Verdict::tight},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    CHECK(std::string(code_of(judge(example(), month(one.cpu, one.memory), one.coverage))) ==
          std::string(code_of(one.verdict)));
  }
}

TEST_CASE("idle and oversized want each of the policy's months") {
  constexpr auto idle = Verdict::idle, over = Verdict::oversized, fit = Verdict::fit,
                 tight = Verdict::tight, none = Verdict::no_data;
  struct Case {
    int wanted;
    std::vector<Verdict> months;
    Verdict verdict;
  };
  const Case cases[] = {
      {1, {}, none},
      {1, {idle}, idle},
      {3, {idle}, fit},
      {3, {idle, idle}, fit},
      {3, {idle, idle, idle}, idle},
      {3, {tight, idle, idle, idle}, idle},
      {3, {idle, none, idle}, fit},
      {3, {idle, over, idle}, over},
      {3, {over, over, idle}, over},
      {3, {fit, idle, idle}, fit},
      {3, {idle, idle, tight}, tight},
      {3, {idle, idle, none}, none},
      {0, {over}, over},
  };
  for (const auto& one : cases) {
    auto thresholds = example();
    thresholds.months = one.wanted;
    CHECK(std::string(code_of(judge(thresholds, one.months))) == std::string(code_of(one.verdict)));
  }
}

TEST_CASE("advice names the next size of the catalogue that does") {
  struct Case {
    std::string name;
    long long cpu, memory_gib;
    std::int64_t cpu_p95, memory_p95;
    Verdict verdict;
    long long to_cpu, to_memory_gib;  // 0: no advice
  };
  constexpr auto idle = Verdict::idle, over = Verdict::oversized, tight = Verdict::tight;
  const Case cases[] = {
      {"one step down", 16, 32, 500, 1000, idle, 8, 16},
      {"one key only", 8, 16, 500, 4100, over, 4, 16},
      {"just at the limit", 8, 16, 4000, 4000, over, 4, 16},
      {"too much in use", 8, 16, 4001, 4001, over, 0, 0},
      {"an odd size", 6, 12, 1000, 1000, idle, 4, 8},
      {"the smallest already", 1, 2, 100, 100, idle, 0, 0},
      {"one step up", 4, 8, 9000, 3000, tight, 8, 16},
      {"memory alone", 4, 8, 3000, 9000, tight, 4, 16},
      {"far too small", 1, 2, 30000, 3000, tight, 4, 8},
      {"the largest already", 16, 32, 9000, 9000, tight, 0, 0},
      {"fits", 8, 16, 500, 500, Verdict::fit, 0, 0},
      {"not known", 8, 16, 500, 500, Verdict::no_data, 0, 0},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    const auto rollup = month(spread(100, one.cpu_p95, 20000), spread(100, one.memory_p95, 20000));
    const auto advice = advise(
        example(), host(), {{"cpu", one.cpu}, {"memory_gib", one.memory_gib}}, rollup, one.verdict);
    REQUIRE(advice.has_value() == (one.to_cpu != 0));
    if (!advice) continue;
    CHECK(advice->size.at("cpu") == one.to_cpu);
    CHECK(advice->size.at("memory_gib") == one.to_memory_gib);
    CHECK(advice->smaller == (one.verdict != tight));
  }
}

TEST_CASE("advice shows its sum") {
  const auto rollup = month(spread(100, 1001, 2000), spread(100, 1500, 2000));
  const auto advice =
      advise(example(), host(), {{"cpu", 16}, {"memory_gib", 32}}, rollup, Verdict::oversized);
  REQUIRE(advice.has_value());
  REQUIRE(advice->steps.size() == 2);
  const auto& cpu = advice->steps[0];
  CHECK(cpu.key == "cpu");
  CHECK(cpu.from == 16);
  CHECK(cpu.to == 8);
  CHECK(cpu.p95_percent == 1001);
  CHECK(cpu.expected_percent == 2002);
  CHECK(cpu.limit_percent == 8000);
  CHECK(advice->steps[1].key == "memory_gib");
}

TEST_CASE("what was not measured does not shrink") {
  const auto rollup = month(spread(100, 500, 2000), {});
  const auto advice =
      advise(example(), host(), {{"cpu", 8}, {"memory_gib", 16}}, rollup, Verdict::idle);
  REQUIRE(advice.has_value());
  CHECK(advice->size.at("cpu") == 4);
  CHECK(advice->size.at("memory_gib") == 16);
  CatalogItem storage;
  storage.sizes = {{{"size_gib", 100}}};
  CHECK_FALSE(advise(example(), storage, {{"size_gib", 500}}, rollup, Verdict::idle).has_value());
  CHECK_FALSE(advise(example(), {}, {{"cpu", 8}}, rollup, Verdict::idle).has_value());
}
