#include "core/usage/block.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string>

using namespace govcloud;

namespace {

using Random = std::mt19937_64;

std::int64_t below(Random& random, std::int64_t bound) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bound));
}

Samples unpack(const Blocks& blocks) {
  auto samples = unpack_times(blocks.times);
  for (const auto& facts : kMetrics) {
    const auto& block = blocks.values[index_of(facts.metric)];
    if (!block.empty()) unpack_values(block, facts.metric, samples);
  }
  return samples;
}

// Series of every temper: flat, drifting, jumping, of the largest values, with gaps.
std::int64_t next_value(Random& random, int temper, std::int64_t before) {
  switch (temper) {
    case 0:
      return before;
    case 1:
      return std::clamp(before + below(random, 201) - 100, std::int64_t{0}, kValueMax);
    case 2:
      return below(random, 10001);
    case 3:
      return below(random, 50) == 0 ? below(random, kValueMax + 1) : 5;
    case 4:
      return below(random, kValueMax + 1);
    case 5:
      return below(random, 64) * 1024;
    default:
      return below(random, 3) == 0 ? kMissing : below(random, 100);
  }
}

Samples random_samples(Random& random) {
  Samples samples;
  const auto count = 1 + below(random, 700);
  const auto step = 1 + below(random, 4000), jitter = 1 + below(random, 3) * below(random, 500);
  std::int64_t time = below(random, 200000000000);
  std::array<int, kMetricCount> tempers{};
  for (auto& temper : tempers) temper = static_cast<int>(below(random, 8));
  auto values = no_values();
  for (std::int64_t i = 0; i < count; ++i) {
    for (std::size_t m = 0; m < kMetricCount; ++m) {
      values[m] = tempers[m] == 7
                      ? kMissing
                      : next_value(random, tempers[m], std::max<std::int64_t>(values[m], 0));
    }
    append(samples, time, values);
    time += step + below(random, jitter);
  }
  samples.repeated = below(random, 5);
  samples.conflicts = below(random, 5);
  samples.interval_seconds = below(random, 400);
  settle(samples);
  return samples;
}

}  // namespace

TEST_CASE("what is packed unpacks to the same") {
  Random random(20131231);
  for (int i = 0; i < 400; ++i) {
    const auto samples = random_samples(random);
    CAPTURE(i);
    CHECK((unpack(pack(samples)) == samples));
  }
}

TEST_CASE("extremes round trip") {
  Samples samples;
  auto values = no_values();
  for (const std::int64_t value : {std::int64_t{0}, kValueMax, std::int64_t{1}, kValueMax - 1}) {
    values[0] = value;
    append(samples, samples.times.empty() ? 0 : samples.times.back() + 84467433599, values);
  }
  CHECK((samples.times.back() == 253402300797));
  CHECK((unpack(pack(samples)) == samples));
  Samples one;
  append(one, 253402300799, values);
  CHECK((unpack(pack(one)) == one));
}

TEST_CASE("the layout of a block is fixed") {
  Samples samples;
  auto values = no_values();
  for (const std::int64_t cpu : {500, 700, 600}) {
    values[0] = cpu;
    append(samples, 3600 * (1 + static_cast<std::int64_t>(samples.times.size())), values);
  }
  const auto blocks = pack(samples);
  const auto hex = [](const std::string& bytes) {
    std::string text;
    for (const char c : bytes) {
      constexpr char kDigits[] = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      text += kDigits[byte >> 4];
      text += kDigits[byte & 15];
    }
    return text;
  };
  // Version, T, no counts, 3 times: 3600 (zigzag 7200), divisor 3600, a group of differences 0, 1,
  // 1 in one bit each, the least 0.
  CHECK(hex(blocks.times) ==
        "01"
        "54"
        "00"
        "00"
        "00"
        "03"
        "a038"
        "901c"
        "02"
        "00"
        "24");
  // Version, V, no gaps: 500 (zigzag 1000), divisor 100, a group of 0, 2, 1 in two bits each.
  CHECK(hex(blocks.values[0]) ==
        "01"
        "56"
        "00"
        "e807"
        "64"
        "02"
        "00"
        "18");
}

TEST_CASE("bytes that are no block are refused, and none of them is read past its end") {
  Random random(7);
  const auto samples = random_samples(random);
  const auto blocks = pack(samples);
  const auto try_times = [](const std::string& bytes) {
    // The bytes lie at the very end of their own memory, so that a sanitizer sees a read past it.
    const std::vector<char> exact(bytes.begin(), bytes.end());
    try {
      const auto read = unpack_times({exact.data(), exact.size()});
      CHECK(read.times.size() <= kBlockSamplesMax);
      CHECK(std::is_sorted(read.times.begin(), read.times.end()));
    } catch (const BlockError&) {
    }
  };
  const auto try_values = [&](const std::string& bytes) {
    const std::vector<char> exact(bytes.begin(), bytes.end());
    auto read = samples;
    try {
      unpack_values({exact.data(), exact.size()}, Metric::cpu_percent, read);
      CHECK(read.of(Metric::cpu_percent).size() == read.times.size());
    } catch (const BlockError&) {
    }
  };
  std::vector<std::string> all{blocks.times};
  for (const auto& block : blocks.values) all.push_back(block);
  for (const auto& block : all) {
    for (std::size_t size = 0; size < block.size(); ++size) {
      if (&block == &all[0]) CHECK_THROWS_AS(unpack_times(block.substr(0, size)), BlockError);
      try_values(block.substr(0, size));
    }
    for (int i = 0; i < 3000 && !block.empty(); ++i) {
      auto hostile = block;
      for (auto n = 1 + below(random, 4); n > 0; --n) {
        hostile[static_cast<std::size_t>(below(random, static_cast<std::int64_t>(block.size())))] =
            static_cast<char>(random());
      }
      try_times(hostile);
      try_values(hostile);
    }
  }
  CHECK_THROWS_AS(unpack_times(blocks.times + "x"), BlockError);
}

TEST_CASE("blocks that say what cannot be") {
  const std::string zeros("\x01T\0\0\0", 5);
  const std::string bad_times[] = {
      "",
      "\x02T",
      std::string("\x01V\0\0\0\x01\x02", 7),
      zeros + std::string(1, '\0'),                            // no samples
      zeros + "\xff\xff\xff\xff\x0f\x02",                      // four thousand million samples
      zeros + std::string("\x02\x02\0", 3),                    // two samples at one instant
      zeros + "\x01\x01",                                      // before 1970
      zeros + "\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",  // ends after a huge first time
      zeros + "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02",  // a number of 65 bits
      zeros + std::string("\x02\x02\x01\x39\0", 5),            // a field of 57 bits
  };
  for (const auto& bytes : bad_times) CHECK_THROWS_AS(unpack_times(bytes), BlockError);
  Samples samples;
  samples.times = {1, 2};
  const std::string bad_values[] = {
      std::string("\x01V\0\x01\0", 5),                           // a value below zero
      std::string("\x01V\x01\x04\x02", 5),                       // a third value of two
      std::string("\x01V\x01\0", 4),                             // no value at all
      std::string("\x01V\x02\x02\0", 5),                         // an unknown mark
      std::string("\x01V\0\x80\x80\x80\x80\x80\x80\x01\0", 11),  // a value above the largest
  };
  for (const auto& bytes : bad_values) {
    CHECK_THROWS_AS(unpack_values(bytes, Metric::cpu_percent, samples), BlockError);
  }
  CHECK_THROWS_AS(unpack_values(std::string("\x01V\0\x02\0", 5), static_cast<Metric>(30), samples),
                  BlockError);
}

TEST_CASE("keys keep the order of what they are of") {
  const BlockKey keys[] = {
      {{0, 1}, 0, 0, 0},
      {{1970, 1}, 0, 0, 0},
      {{2026, 9}, 1048575, 2097151, 31},
      {{2026, 10}, 0, 0, 0},
      {{2026, 10}, 0, 0, 1},
      {{2026, 10}, 0, 1, 0},
      {{2026, 10}, 1, 0, 0},
      {{2026, 10}, 1048575, 2097151, 31},
      {{2026, 11}, 0, 0, 0},
      {{9999, 12}, 1048575, 2097151, 31},
  };
  std::int64_t before = -1;
  for (const auto& key : keys) {
    const auto row = pack_key(key);
    CHECK(row > before);
    before = row;
    CHECK((unpack_key(row) == key));
  }
  CHECK(keys_of({2026, 10}).first == pack_key(keys[3]));
  CHECK(keys_of({2026, 10}).second == pack_key(keys[7]));
  const BlockKey bad[] = {{{2026, 13}, 0, 0, 0},      {{2026, 0}, 0, 0, 0},
                          {{-1, 1}, 0, 0, 0},         {{11000, 1}, 0, 0, 0},
                          {{2026, 1}, -1, 0, 0},      {{2026, 1}, 1048576, 0, 0},
                          {{2026, 1}, 0, 2097152, 0}, {{2026, 1}, 0, 0, 32}};
  for (const auto& key : bad) CHECK_THROWS_AS(pack_key(key), std::out_of_range);
  CHECK_THROWS_AS(unpack_key(-1), BlockError);
}
