// A month of one resource in numbers, worked out from its samples alone.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "core/law/date.h"
#include "core/usage/metric.h"
#include "core/usage/series.h"

namespace govcloud {

/// One metric over the samples of a month that have it, in the whole numbers of metric.h.
/// Everything is 0 where count is. Percentiles are nearest rank: the ceil(p * count)-th smallest
/// value.
struct Spread {
  std::int64_t count = 0;
  std::int64_t sum = 0;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::int64_t p50 = 0;
  std::int64_t p95 = 0;
  std::int64_t p99 = 0;
  bool operator==(const Spread&) const = default;
};

/// A sample is a distinct instant at which the resource had capacity. An instant whose provisioned
/// capacity is 0 (of the processors; of the memory where that of the processors is not given) is
/// absent, and none of its values count. Values at an instant without any capacity column count.
struct Rollup {
  std::int64_t samples = 0;
  std::int64_t absent = 0;
  std::int64_t repeated = 0;
  std::int64_t conflicts = 0;
  std::int64_t interval_seconds = 0;  // stated, else the median gap; 0: unknown
  std::int64_t first_at_seconds = 0;  // UTC, of samples and absent ones; 0 where there are none
  std::int64_t last_at_seconds = 0;
  Spread cpu_percent;     // hundredths of a percent
  Spread memory_percent;  // hundredths of a percent: used over provisioned, else as the source says
  Spread memory_used;     // KiB
  Spread storage_used;    // hundredths of a GiB
  Spread network_in;      // hundredths of a Mbit/s
  Spread network_out;     // hundredths of a Mbit/s
  // For the ratio of sums, over the samples that have both: hundredths of what the source counts
  // processors in, and KiB.
  std::int64_t cpu_used = 0;
  std::int64_t cpu_provisioned = 0;
  std::int64_t memory_used_of_provisioned = 0;
  std::int64_t memory_provisioned = 0;
  bool operator==(const Rollup&) const = default;

  /// Names each member to `v(name, member)`, for the ledger's codec; add at the end.
  template <class Self, class V>
  static void fields(Self& self, V& v) {
    v("samples", self.samples);
    v("absent", self.absent);
    v("repeated", self.repeated);
    v("conflicts", self.conflicts);
    v("interval_seconds", self.interval_seconds);
    v("first_at_seconds", self.first_at_seconds);
    v("last_at_seconds", self.last_at_seconds);
    v("cpu_percent_count", self.cpu_percent.count);
    v("cpu_percent_sum", self.cpu_percent.sum);
    v("cpu_percent_min", self.cpu_percent.min);
    v("cpu_percent_max", self.cpu_percent.max);
    v("cpu_percent_p50", self.cpu_percent.p50);
    v("cpu_percent_p95", self.cpu_percent.p95);
    v("cpu_percent_p99", self.cpu_percent.p99);
    v("memory_percent_count", self.memory_percent.count);
    v("memory_percent_sum", self.memory_percent.sum);
    v("memory_percent_min", self.memory_percent.min);
    v("memory_percent_max", self.memory_percent.max);
    v("memory_percent_p50", self.memory_percent.p50);
    v("memory_percent_p95", self.memory_percent.p95);
    v("memory_percent_p99", self.memory_percent.p99);
    v("memory_used_count", self.memory_used.count);
    v("memory_used_sum", self.memory_used.sum);
    v("memory_used_min", self.memory_used.min);
    v("memory_used_max", self.memory_used.max);
    v("memory_used_p50", self.memory_used.p50);
    v("memory_used_p95", self.memory_used.p95);
    v("memory_used_p99", self.memory_used.p99);
    v("storage_used_count", self.storage_used.count);
    v("storage_used_sum", self.storage_used.sum);
    v("storage_used_min", self.storage_used.min);
    v("storage_used_max", self.storage_used.max);
    v("storage_used_p50", self.storage_used.p50);
    v("storage_used_p95", self.storage_used.p95);
    v("storage_used_p99", self.storage_used.p99);
    v("network_in_count", self.network_in.count);
    v("network_in_sum", self.network_in.sum);
    v("network_in_min", self.network_in.min);
    v("network_in_max", self.network_in.max);
    v("network_in_p50", self.network_in.p50);
    v("network_in_p95", self.network_in.p95);
    v("network_in_p99", self.network_in.p99);
    v("network_out_count", self.network_out.count);
    v("network_out_sum", self.network_out.sum);
    v("network_out_min", self.network_out.min);
    v("network_out_max", self.network_out.max);
    v("network_out_p50", self.network_out.p50);
    v("network_out_p95", self.network_out.p95);
    v("network_out_p99", self.network_out.p99);
    v("cpu_used", self.cpu_used);
    v("cpu_provisioned", self.cpu_provisioned);
    v("memory_used_of_provisioned", self.memory_used_of_provisioned);
    v("memory_provisioned", self.memory_provisioned);
  }
};

/// Of settled samples of one month.
Rollup roll_up(const Samples& samples);

/// The samples of one resource and month from all imports, the earliest first: where two give a
/// value for the same instant the later import's counts. Settled.
Samples merge(std::vector<Samples> imports);

/// From the first instant to the second, not included.
struct Span {
  Instant from{};
  Instant to{};
};
/// A whole month at an offset.
Span span_of(Month month, Offset offset);

/// Samples that the source's interval would give over the time that the resource was alive within
/// the month, rounded, at least 1; nothing where the interval is unknown or the span is empty.
std::optional<std::int64_t> expected_samples(const Rollup& rollup, Span alive);
/// Samples over expected samples in hundredths of a percent, at most 10000, rounded down so that
/// only what is whole shows as 100 %; 0 where nothing can be expected.
std::int64_t coverage(const Rollup& rollup, Span alive);

/// The mean in 10^-`places` of a whole number of metric.h, rounded half up; nothing for count 0.
/// mean(cpu_percent, 1) of a sum 6539 over 10 is 6539: thousandths of a percent.
std::optional<std::int64_t> mean(const Spread& spread, int places);

/// 100 * part / whole in units of 10^-`places`, rounded half up; nothing where whole is 0. The
/// ratio of sums, "used over provisioned": percent_of(cpu_used, cpu_provisioned, 3) of a fleet's
/// sums.
std::optional<std::int64_t> percent_of(std::int64_t part, std::int64_t whole, int places);

}  // namespace govcloud
