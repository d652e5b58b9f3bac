#include "core/usage/daily.h"

#include <algorithm>

#include "core/usage/rollup.h"

namespace govcloud {
namespace {

std::int64_t wrapped(std::int64_t a, std::int64_t b, bool minus) {
  const auto ua = static_cast<std::uint64_t>(a), ub = static_cast<std::uint64_t>(b);
  return static_cast<std::int64_t>(minus ? ua - ub : ua + ub);
}

void change(DaySums& to, const DaySums& by, bool minus) {
  for (const auto member : {&DaySums::samples, &DaySums::cpu_used, &DaySums::cpu_provisioned,
                            &DaySums::memory_used, &DaySums::memory_provisioned})
    to.*member = wrapped(to.*member, by.*member, minus);
}

void change(MonthDays& to, const MonthDays& by, bool minus) {
  to.days.resize(std::max(to.days.size(), by.days.size()));
  for (std::size_t i = 0; i < by.days.size(); ++i) change(to.days[i], by.days[i], minus);
}

/// A day's samples alone; the rules of a roll-up tell what of them counts.
DaySums sums_of(const Samples& samples, std::size_t from, std::size_t to) {
  Samples part;
  part.interval_seconds = 1;  // whatever it is: the sums do not ask
  const auto cut = [&](const auto& column) {
    const auto begin = column.begin();
    return std::vector<std::int64_t>(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to));
  };
  part.times = cut(samples.times);
  for (const auto metric : {Metric::cpu_percent, Metric::cpu_capacity, Metric::memory_used_mib, Metric::memory_capacity_mib})
    if (const auto& column = samples.of(metric); !column.empty()) part.columns[index_of(metric)] = cut(column);
  const auto rollup = roll_up(part);
  return {rollup.samples, rollup.cpu_used, rollup.cpu_provisioned, rollup.memory_used_of_provisioned,
          rollup.memory_provisioned};
}

}  // namespace

void MonthDays::add(const MonthDays& other) { change(*this, other, false); }
void MonthDays::take_away(const MonthDays& other) { change(*this, other, true); }

MonthDays days_of(const Samples& samples, Month month, Offset offset) {
  const Span span = span_of(month, offset);
  constexpr std::int64_t kDay = 86400;
  MonthDays all;
  all.days.resize(static_cast<std::size_t>((span.to - span.from).count() / kDay));
  const auto first = span.from.time_since_epoch().count();
  std::size_t at = 0;
  for (std::size_t day = 0; day < all.days.size(); ++day) {
    const auto until = first + static_cast<std::int64_t>(day + 1) * kDay;
    const auto from = at;
    while (at < samples.times.size() && samples.times[at] < until) ++at;
    if (at > from) all.days[day] = sums_of(samples, from, at);
  }
  return all;
}

}  // namespace govcloud
