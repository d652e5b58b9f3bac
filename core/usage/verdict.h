// What a month's use says about a resource, and what size would do. Thresholds come from the
// policy, each an example there: neither regulation gives a number (zhejiang art. 22, changde art.
// 19).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/law/policy.h"
#include "core/usage/rollup.h"

namespace govcloud {

enum class Verdict {
  idle,       // 闲置: hardly used; could be given back
  oversized,  // 配置过大: a smaller size would do
  tight,      // 紧张: the 95th percentile is at the limit
  fit,        // 适当
  no_data     // 无数据: measured too seldom to say; never called idle
};
/// idle, oversized, tight, fit, no_data.
std::string_view code_of(Verdict verdict);

/// The verdict on one month. `coverage` is in hundredths of a percent (core/usage/rollup.h).
/// In this order: no_data where the coverage is below its minimum or the processors were never
/// measured; tight where the p95 of processors or memory is above its limit; idle where the mean
/// and the maximum of the processors and the mean of the memory are all below theirs; oversized
/// where both maxima are below theirs; else fit. Where the memory was not measured, the processors
/// alone decide.
Verdict judge(const Thresholds& thresholds, const Rollup& rollup, std::int64_t coverage);

/// The verdict over the policy's number of months, the last month's standing last. idle and
/// oversized hold only if each of the last `thresholds.months` months is there and says so (an idle
/// month counts as oversized too); otherwise they are fit. The other verdicts are the last month's.
Verdict judge(const Thresholds& thresholds, const std::vector<Verdict>& months);

/// One line of the sum: p95 * from / to = expected, and the limit that it may not pass. Percentages
/// are hundredths.
struct AdviceStep {
  std::string key;  // cpu, memory_gib
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t p95_percent = 0;
  std::int64_t expected_percent = 0;  // rounded up
  std::int64_t limit_percent = 0;
};

/// A size of the policy's catalogue in place of the one allocated.
struct Advice {
  bool smaller = true;
  std::map<std::string, long long> size;  // as the catalogue has it
  std::vector<AdviceStep> steps;          // the sum, one step a key
};

/// The next size of `item` that keeps the p95 of processors and memory at or below the thresholds
/// of `tight`: for idle and oversized the next smaller (no key larger, one smaller), for tight the
/// next larger (no key smaller, one larger). Nothing for other verdicts, where the catalogue has no
/// such size, and where a key that would shrink was not measured. `allocated` has the item's keys;
/// `cpu` and `memory_gib` are looked at.
std::optional<Advice> advise(const Thresholds& thresholds, const CatalogItem& item,
                             const std::map<std::string, long long>& allocated,
                             const Rollup& rollup, Verdict verdict);

}  // namespace govcloud
