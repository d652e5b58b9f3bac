#include "core/usage/verdict.h"

#include <algorithm>
#include <array>

namespace govcloud {
namespace {

using Size = std::map<std::string, long long>;

// The mean is compared without dividing: sum < limit * count.
bool mean_below(const Spread& spread, long long limit) { return spread.sum < limit * spread.count; }

bool idle(const Thresholds& t, const Rollup& r) {
  return mean_below(r.cpu_percent, t.idle_cpu_mean) && r.cpu_percent.max < t.idle_cpu_max &&
         (r.memory_percent.count == 0 || mean_below(r.memory_percent, t.idle_memory_mean));
}

bool oversized(const Thresholds& t, const Rollup& r) {
  return r.cpu_percent.max < t.oversized_cpu_max &&
         (r.memory_percent.count == 0 || r.memory_percent.max < t.oversized_memory_max);
}

// What is looked at when sizes are compared.
struct Sized {
  const char* key;
  const Spread Rollup::*spread;
  const long long Thresholds::*limit;
};
constexpr std::array<Sized, 2> kSized{{
    {"cpu", &Rollup::cpu_percent, &Thresholds::tight_cpu_p95},
    {"memory_gib", &Rollup::memory_percent, &Thresholds::tight_memory_p95},
}};

std::optional<long long> quantity(const Size& size, const char* key) {
  const auto found = size.find(key);
  if (found == size.end() || found->second <= 0) return std::nullopt;
  return found->second;
}

// The sum for one key; nothing where the size does not do: it lacks the key, goes the wrong way,
// shrinks what was not measured, or brings the p95 above the limit.
std::optional<AdviceStep> step_of(const Thresholds& thresholds, const Rollup& rollup,
                                  const Sized& sized, long long from, const Size& size,
                                  bool smaller) {
  const auto to = quantity(size, sized.key);
  if (!to || (smaller ? *to > from : *to < from)) return std::nullopt;
  const Spread& spread = rollup.*sized.spread;
  if (spread.count == 0 && *to != from) return std::nullopt;
  const long long limit = thresholds.*sized.limit;
  const auto expected = (spread.p95 * from + *to - 1) / *to;
  if (expected > limit) return std::nullopt;
  return AdviceStep{sized.key, from, *to, spread.p95, expected, limit};
}

std::optional<Advice> advice_of(const Thresholds& thresholds, const Rollup& rollup,
                                const Size& allocated, const Size& size, bool smaller) {
  Advice advice{smaller, size, {}};
  bool moves = false;
  for (const auto& sized : kSized) {
    const auto from = quantity(allocated, sized.key);
    if (!from) continue;
    const auto step = step_of(thresholds, rollup, sized, *from, size, smaller);
    if (!step) return std::nullopt;
    moves = moves || step->to != step->from;
    advice.steps.push_back(*step);
  }
  if (!moves) return std::nullopt;
  return advice;
}

}  // namespace

std::string_view code_of(Verdict verdict) {
  constexpr std::string_view kCodes[] = {"idle", "oversized", "tight", "fit", "no_data"};
  return kCodes[static_cast<std::size_t>(verdict)];
}

Verdict judge(const Thresholds& thresholds, const Rollup& rollup, std::int64_t coverage) {
  if (coverage < thresholds.coverage_min || rollup.cpu_percent.count == 0) return Verdict::no_data;
  if (rollup.cpu_percent.p95 > thresholds.tight_cpu_p95 ||
      rollup.memory_percent.p95 > thresholds.tight_memory_p95) {
    return Verdict::tight;
  }
  if (idle(thresholds, rollup)) return Verdict::idle;
  return oversized(thresholds, rollup) ? Verdict::oversized : Verdict::fit;
}

Verdict judge(const Thresholds& thresholds, const std::vector<Verdict>& months) {
  if (months.empty()) return Verdict::no_data;
  const Verdict last = months.back();
  if (last != Verdict::idle && last != Verdict::oversized) return last;
  const auto wanted = static_cast<std::size_t>(std::max(1, thresholds.months));
  if (months.size() < wanted) return Verdict::fit;
  const auto since = months.end() - static_cast<std::ptrdiff_t>(wanted);
  const auto every = [&](auto test) { return std::all_of(since, months.end(), test); };
  if (every([](Verdict v) { return v == Verdict::idle; })) return Verdict::idle;
  const bool low = every([](Verdict v) { return v == Verdict::idle || v == Verdict::oversized; });
  return low ? Verdict::oversized : Verdict::fit;
}

std::optional<Advice> advise(const Thresholds& thresholds, const CatalogItem& item,
                             const Size& allocated, const Rollup& rollup, Verdict verdict) {
  const bool smaller = verdict == Verdict::idle || verdict == Verdict::oversized;
  if (!smaller && verdict != Verdict::tight) return std::nullopt;
  // Sizes stand smallest first, so the next smaller is the last that does, the next larger the
  // first.
  std::optional<Advice> advice;
  for (const auto& size : item.sizes) {
    if (auto found = advice_of(thresholds, rollup, allocated, size, smaller)) {
      advice = std::move(found);
      if (!smaller) break;
    }
  }
  return advice;
}

}  // namespace govcloud
