// Whole fleets: a real one against figures worked out elsewhere, and a made one against the bar on
// size.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>

#include "core/usage/block.h"
#include "core/usage/mapping.h"
#include "core/usage/reader.h"
#include "core/usage/rollup.h"
#include "core/usage/gathering.h"

using namespace govcloud;

namespace {

std::filesystem::path shared() {
  const char* set = std::getenv("GOVCLOUD_SHARED");
  return set ? set : GOVCLOUD_SOURCE_DIR "/../shared";
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The number behind a key of a file's own object in vm-traces.json. Its keys are sorted, and those
// of "by_month" come before "cap_mhz_first".
double fact(const std::string& facts, const std::string& file, const std::string& key) {
  const auto object = facts.find("\"" + file + "\"");
  REQUIRE(object != facts.npos);
  const auto own = facts.find("\"cap_mhz_first\"", object);
  const auto at = facts.find("\"" + key + "\":", own);
  REQUIRE(at != facts.npos);
  return std::strtod(facts.c_str() + at + key.size() + 3, nullptr);
}

struct Tally {
  std::size_t samples = 0, bytes = 0;
  void add(const Samples& s) {
    const auto blocks = pack(s);
    auto read = unpack_times(blocks.times);
    bytes += blocks.times.size();
    for (const auto& facts : kMetrics) {
      const auto& block = blocks.values[index_of(facts.metric)];
      if (block.empty()) continue;
      unpack_values(block, facts.metric, read);
      bytes += block.size();
      const auto& column = s.of(facts.metric);
      samples += column.size() -
                 static_cast<std::size_t>(std::count(column.begin(), column.end(), kMissing));
    }
    CHECK((read == s));
  }
  double bytes_per_sample() const {
    return static_cast<double>(bytes) / static_cast<double>(samples);
  }
};

struct ResourceMonth {
  std::string resource;
  Month month;
  Samples samples;
};

std::vector<ResourceMonth> months_of(const std::string& path, const Mapping& mapping) {
  ByteSource source(path);
  Gathering gathering(Offset{480});
  read_measurements(source, mapping, {}, [&](const Measured& row) { gathering.add(row); });
  std::vector<ResourceMonth> months;
  gathering.take(mapping.interval_seconds, [&](const std::string& resource, Month month, Samples samples) {
    months.push_back({resource, month, std::move(samples)});
  });
  return months;
}

// Figures over rows with capacity, the last of repeated instants kept, where those of
// vm-traces.json count every row as it stands.
struct OnlyWithCapacity {
  std::int64_t samples, absent, repeated, conflicts;
  double cpu_mean, cpu_p95, memory_mean;
};
const std::map<int, OnlyWithCapacity> kExceptions{
    {54, {6781, 1837, 0, 0, 6.53906, 64.7333, 2.95822}},
    {82, {4449, 8338, 4193, 2, 12.41299, 65.0833, 9.48586}},
    {122, {6454, 2165, 0, 0, 1.80847, 2.11667, 3.33416}},
    {127, {6473, 2152, 0, 0, 1.79199, 1.96667, 3.85210}},
};

double hundredths(std::int64_t n) { return static_cast<double>(n) / 100; }
double mean_of(const Spread& s) { return static_cast<double>(*mean(s, 4)) / 1e6; }

void check_machine(int machine, const Rollup& r, const std::string& facts) {
  const auto file = "rnd-2013-08/" + std::to_string(machine) + ".csv.gz";
  const auto near = [](double ours, double theirs) { return std::abs(ours - theirs) <= 0.01; };
  const auto exception = kExceptions.find(machine);
  CAPTURE(machine);
  if (exception != kExceptions.end()) {
    const auto& e = exception->second;
    CHECK(r.samples == e.samples);
    CHECK(r.absent == e.absent);
    CHECK(r.repeated == e.repeated);
    CHECK(r.conflicts == e.conflicts);
    CHECK(near(mean_of(r.cpu_percent), e.cpu_mean));
    CHECK(near(hundredths(r.cpu_percent.p95), e.cpu_p95));
    CHECK(near(mean_of(r.memory_percent), e.memory_mean));
  } else {
    CHECK(r.samples == static_cast<std::int64_t>(fact(facts, file, "samples")));
    CHECK(r.absent == 0);
    CHECK(r.repeated == 0);
    CHECK(r.conflicts == 0);
    CHECK(near(mean_of(r.cpu_percent), fact(facts, file, "cpu_pct_mean")));
    CHECK(near(hundredths(r.cpu_percent.p95), fact(facts, file, "cpu_pct_p95_nr")));
    CHECK(near(hundredths(r.cpu_percent.p50), fact(facts, file, "cpu_pct_p50_nr")));
    CHECK(near(mean_of(r.memory_percent), fact(facts, file, "mem_pct_mean")));
  }
  CHECK(near(hundredths(r.cpu_percent.max), fact(facts, file, "cpu_pct_max")));
  CHECK(near(hundredths(r.memory_percent.max), fact(facts, file, "mem_pct_max")));
  CHECK(near(hundredths(r.memory_percent.p95), fact(facts, file, "mem_pct_p95_nr")));
}

}  // namespace

TEST_CASE("a real fleet of 62 machines gives the figures worked out elsewhere") {
  const auto folder = shared() / "data/vm-traces/rnd-2013-08";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("no measurements of real machines here; set GOVCLOUD_SHARED to try them");
    return;
  }
  const auto facts = text_of(shared() / "data/facts/vm-traces.json");
  const std::string map = GOVCLOUD_SOURCE_DIR "/examples/usage/bitbrains.toml";
  const auto mapping = read_mapping(read_all(map, 1 << 20), map);
  Rollup fleet;
  Tally tally;
  int machines = 0, below_5 = 0, from_40 = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto months = months_of(entry.path().string(), mapping);
    REQUIRE(months.size() == 1);
    CHECK(to_text(months[0].month) == "2013-08");
    const auto rollup = roll_up(months[0].samples);
    check_machine(std::stoi(months[0].resource), rollup, facts);
    tally.add(months[0].samples);
    ++machines;
    below_5 += mean_of(rollup.cpu_percent) < 5;
    from_40 += mean_of(rollup.cpu_percent) >= 40;
    fleet.cpu_used += rollup.cpu_used;
    fleet.cpu_provisioned += rollup.cpu_provisioned;
    fleet.memory_used_of_provisioned += rollup.memory_used_of_provisioned;
    fleet.memory_provisioned += rollup.memory_provisioned;
  }
  CHECK(machines == 62);
  CHECK(from_40 == 8);
  CHECK(below_5 == 48);  // 82 is above it once absent samples do not count
  CHECK(percent_of(fleet.cpu_used, fleet.cpu_provisioned, 3).value() == 14597);
  CHECK(percent_of(fleet.memory_used_of_provisioned, fleet.memory_provisioned, 4).value() == 35125);
  MESSAGE("real fleet: " << tally.samples << " samples, " << tally.bytes_per_sample()
                         << " bytes a sample");
}

namespace {

// One machine of a made fleet: a daily rhythm with noise in every metric, read every hour.
Samples made_machine(std::mt19937_64& random, std::int64_t first_at) {
  std::uniform_real_distribution<double> unit(0, 1);
  std::normal_distribution<double> noise(0, 1);
  const double base = 5 + 40 * unit(random), swing = 20 * unit(random),
               loud = 0.5 + 3 * unit(random);
  const double memory_mib = 2048 * (1 + std::floor(8 * unit(random)));
  double storage_gib = 20 + 400 * unit(random);
  Samples samples;
  for (int hour = 0; hour < 720; ++hour) {
    const double day = std::sin((hour % 24) * 3.14159265 / 12);
    const double cpu = std::clamp(base + swing * day + loud * noise(random), 0.0, 100.0);
    auto values = no_values();
    const auto set = [&](Metric metric, double value) {
      values[index_of(metric)] = std::llround(std::max(0.0, value));
    };
    set(Metric::cpu_percent, cpu * 100);
    set(Metric::memory_used_mib,
        1024 * std::round(memory_mib * (0.4 + 0.1 * day + 0.01 * noise(random))));
    set(Metric::storage_used_gib, 100 * (storage_gib += 0.02 * unit(random)));
    set(Metric::network_in_mbps, 100 * (2 + cpu / 10 + 0.3 * noise(random)));
    set(Metric::network_out_mbps, 100 * (1 + cpu / 20 + 0.2 * noise(random)));
    append(samples, first_at + 3600 * hour, values);
  }
  return samples;
}

}  // namespace

TEST_CASE("an hourly fleet takes at most one and a half bytes a sample") {
  constexpr std::size_t kRowBytes = 14;  // what a row of the database costs besides its block
  std::mt19937_64 random(2026);
  Tally tally;
  std::size_t rows = 0;
  for (int machine = 0; machine < 200; ++machine) {
    tally.add(made_machine(random, 1790784000));
    rows += 6;
  }
  tally.bytes += rows * kRowBytes;
  CHECK(tally.samples == 200 * 720 * 5);
  CHECK(tally.bytes_per_sample() <= 1.5);
  MESSAGE("made hourly fleet: " << tally.bytes_per_sample() << " bytes a sample");
}
