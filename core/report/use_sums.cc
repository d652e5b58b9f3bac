#include "core/report/use_sums.h"

#include <limits>

namespace govcloud {

std::int64_t sum_of(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

void Sums::add(const Sums& other) {
  for (auto part : {&Sums::source, &Sums::allocated}) {
    (this->*part).used = sum_of((this->*part).used, (other.*part).used);
    (this->*part).provisioned = sum_of((this->*part).provisioned, (other.*part).provisioned);
  }
}

void Sums::into(std::optional<std::int64_t>& percent, std::string& basis) const {
  const bool by_source = source.provisioned > 0;
  const Pair& pair = by_source ? source : allocated;
  percent = percent_of(pair.used, pair.provisioned, 3);
  if (percent) basis = by_source ? "source" : "allocated";
}

UsedOverProvisioned UseSums::ratio() const {
  UsedOverProvisioned used;
  cpu.into(used.cpu_percent, used.cpu_basis);
  memory.into(used.memory_percent, used.memory_basis);
  return used;
}

namespace {

std::int64_t product_of(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? std::numeric_limits<std::int64_t>::max() : product;
}

/// A percentage of an allocated quantity: sum of percentages times quantity over samples times it.
Sums::Pair of_allocated(const Spread& percent, const Quantities& allocated, const char* key) {
  const auto quantity = allocated.find(key);
  if (quantity == allocated.end() || percent.count == 0) return {};
  const auto amount = quantity->second.upper();
  return {product_of(percent.sum, amount), product_of(product_of(percent.count, amount), 10000)};
}

}  // namespace

UseSums sums_of(const Rollup& rollup, const Quantities& allocated) {
  return {{{rollup.cpu_used, rollup.cpu_provisioned}, of_allocated(rollup.cpu_percent, allocated, "cpu")},
          {{rollup.memory_used_of_provisioned, rollup.memory_provisioned},
           of_allocated(rollup.memory_percent, allocated, "memory_gib")}};
}

}  // namespace govcloud
