#include "core/usage/rollup.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace govcloud {
namespace {

__extension__ using Wide = __int128;

std::int64_t narrowed(Wide n) {
  constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(n, kMost));
}

std::int64_t divide_half_up(Wide above, Wide below) {
  return narrowed((above * 2 + below) / (below * 2));
}

Wide power_of_ten(int places) {
  Wide power = 1;
  for (; places > 0; --places) power *= 10;
  return power;
}

// The rank of a percentile, from 0: ceil(percent * count / 100) - 1.
std::ptrdiff_t rank_of(int percent, std::size_t count) {
  return static_cast<std::ptrdiff_t>((count * static_cast<std::size_t>(percent) + 99) / 100) - 1;
}

// The ranks of a month's values are looked for in buckets of equal width first, since sorting into them
// takes one pass; only what shares a bucket with a rank is put in order.
class Ranks {
 public:
  Ranks(const std::vector<std::int64_t>& values, std::int64_t least, std::int64_t most) : values_(values), least_(least) {
    while ((distance(most) >> shift_) >= kBuckets) ++shift_;
    for (const auto value : values) ++counts_[bucket(value)];
  }

  // The value of a rank, from 0. Ranks are asked for in ascending order.
  std::int64_t at(std::ptrdiff_t rank) {
    while (before_ + counts_[bucket_] <= rank) before_ += counts_[bucket_++];
    if (bucket_ != collected_) collect();
    const auto place = same_.begin() + (rank - before_);
    std::nth_element(same_.begin(), place, same_.end());
    return *place;
  }

 private:
  static constexpr std::size_t kBuckets = 256;

  // Of two numbers of 64 bits the distance may need 64 bits itself.
  std::uint64_t distance(std::int64_t value) const {
    return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least_);
  }
  std::size_t bucket(std::int64_t value) const { return static_cast<std::size_t>(distance(value) >> shift_); }
  void collect() {
    same_.clear();
    for (const auto value : values_)
      if (bucket(value) == bucket_) same_.push_back(value);
    collected_ = bucket_;
  }

  const std::vector<std::int64_t>& values_;
  std::int64_t least_;
  int shift_ = 0;
  std::array<std::ptrdiff_t, kBuckets> counts_{};
  std::size_t bucket_ = 0, collected_ = kBuckets;
  std::ptrdiff_t before_ = 0;  // values in buckets below this one
  std::vector<std::int64_t> same_;
};

Spread spread_of(const std::vector<std::int64_t>& values) {
  Spread spread;
  if (values.empty()) return spread;
  spread.count = static_cast<std::int64_t>(values.size());
  spread.min = spread.max = values.front();
  for (const auto value : values) {
    spread.min = std::min(spread.min, value), spread.max = std::max(spread.max, value);
    spread.sum += value;
  }
  Ranks ranks(values, spread.min, spread.max);
  spread.p50 = ranks.at(rank_of(50, values.size()));
  spread.p95 = ranks.at(rank_of(95, values.size()));
  spread.p99 = ranks.at(rank_of(99, values.size()));
  return spread;
}

bool absent_at(const Samples& samples, std::size_t i) {
  const auto cpu = value_at(samples, Metric::cpu_capacity, i);
  return cpu != kMissing ? cpu == 0 : value_at(samples, Metric::memory_capacity_mib, i) == 0;
}

// The same samples without the absent ones, and their number.
Samples present(const Samples& samples, std::int64_t& absent) {
  Samples kept;
  for (std::size_t m = 0; m < kMetricCount; ++m) kept.columns[m].reserve(samples.columns[m].size());
  for (std::size_t i = 0; i < samples.times.size(); ++i) {
    if (absent_at(samples, i)) {
      ++absent;
      continue;
    }
    kept.times.push_back(samples.times[i]);
    for (std::size_t m = 0; m < kMetricCount; ++m) {
      if (!samples.columns[m].empty()) kept.columns[m].push_back(samples.columns[m][i]);
    }
  }
  return kept;
}

bool may_be_absent(const Samples& samples) {
  const auto has_zero = [&](Metric metric) {
    const auto& column = samples.of(metric);
    return std::find(column.begin(), column.end(), 0) != column.end();
  };
  return has_zero(Metric::cpu_capacity) || has_zero(Metric::memory_capacity_mib);
}

Spread spread_of_metric(const Samples& samples, Metric metric) {
  const auto& column = samples.of(metric);
  if (std::find(column.begin(), column.end(), kMissing) == column.end()) return spread_of(column);
  auto values = column;
  std::erase(values, kMissing);
  return spread_of(values);
}

// Used over provisioned where a sample has both, and else the source's own percentage.
void roll_up_memory(const Samples& samples, Rollup& rollup) {
  std::vector<std::int64_t> percents;
  percents.reserve(samples.times.size());
  for (std::size_t i = 0; i < samples.times.size(); ++i) {
    const auto used = value_at(samples, Metric::memory_used_mib, i);
    const auto capacity = value_at(samples, Metric::memory_capacity_mib, i);
    const auto percent = value_at(samples, Metric::memory_percent, i);
    if (used != kMissing && capacity > 0) {
      // Both are at most 2^40, so 10000 times the one is within 63 bits.
      percents.push_back((used * 10000 + capacity / 2) / capacity);
      rollup.memory_used_of_provisioned += used;
      rollup.memory_provisioned += capacity;
    } else if (percent != kMissing) {
      percents.push_back(percent);
    }
  }
  rollup.memory_percent = spread_of(percents);
}

void roll_up_cpu(const Samples& samples, Rollup& rollup) {
  Wide used = 0;
  const auto& percents = samples.of(Metric::cpu_percent);
  const auto& capacities = samples.of(Metric::cpu_capacity);
  for (std::size_t i = 0; i < std::min(percents.size(), capacities.size()); ++i) {
    if (percents[i] == kMissing || capacities[i] == kMissing) continue;
    used += Wide{percents[i]} * capacities[i];
    rollup.cpu_provisioned += capacities[i];
  }
  rollup.cpu_used = divide_half_up(used, 10000);
}

void roll_up_present(const Samples& samples, Rollup& rollup) {
  rollup.samples = static_cast<std::int64_t>(samples.times.size());
  rollup.cpu_percent = spread_of_metric(samples, Metric::cpu_percent);
  rollup.memory_used = spread_of_metric(samples, Metric::memory_used_mib);
  rollup.storage_used = spread_of_metric(samples, Metric::storage_used_gib);
  rollup.network_in = spread_of_metric(samples, Metric::network_in_mbps);
  rollup.network_out = spread_of_metric(samples, Metric::network_out_mbps);
  roll_up_memory(samples, rollup);
  roll_up_cpu(samples, rollup);
}

}  // namespace

Rollup roll_up(const Samples& samples) {
  Rollup rollup;
  rollup.repeated = samples.repeated;
  rollup.conflicts = samples.conflicts;
  rollup.interval_seconds =
      samples.interval_seconds != 0 ? samples.interval_seconds : median_gap_seconds(samples.times);
  if (samples.times.empty()) return rollup;
  rollup.first_at_seconds = samples.times.front();
  rollup.last_at_seconds = samples.times.back();
  if (may_be_absent(samples))
    roll_up_present(present(samples, rollup.absent), rollup);
  else
    roll_up_present(samples, rollup);
  return rollup;
}

Samples merge(std::vector<Samples> imports) {
  if (imports.empty()) return {};
  Samples all = std::move(imports.front());
  for (std::size_t i = 1; i < imports.size(); ++i) append(all, imports[i]);
  settle(all);
  return all;
}

Span span_of(Month month, Offset offset) {
  return {start_of(first_day(month), offset), start_of(first_day(next(month)), offset)};
}

std::optional<std::int64_t> expected_samples(const Rollup& rollup, Span alive) {
  const std::int64_t seconds = (alive.to - alive.from).count();
  if (rollup.interval_seconds <= 0 || seconds <= 0) return std::nullopt;
  return std::max<std::int64_t>(1, divide_half_up(seconds, rollup.interval_seconds));
}

std::int64_t coverage(const Rollup& rollup, Span alive) {
  const auto expected = expected_samples(rollup, alive);
  if (!expected) return 0;
  return std::min<std::int64_t>(10000, rollup.samples * 10000 / *expected);
}

std::optional<std::int64_t> mean(const Spread& spread, int places) {
  if (spread.count == 0) return std::nullopt;
  return divide_half_up(spread.sum * power_of_ten(places), spread.count);
}

std::optional<std::int64_t> percent_of(std::int64_t part, std::int64_t whole, int places) {
  if (whole <= 0) return std::nullopt;
  return divide_half_up(Wide{part} * 100 * power_of_ten(places), whole);
}

}  // namespace govcloud
