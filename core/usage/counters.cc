#include "core/usage/counters.h"

#include <algorithm>

namespace govcloud {
namespace {

__extension__ using Wide = __int128;

std::int64_t rounded(Wide above, Wide below) {
  return static_cast<std::int64_t>(std::min<Wide>((above + below / 2) / below, kValueMax));
}

bool grew(std::int64_t before, std::int64_t now) { return before != kMissing && now != kMissing && now >= before; }

// Bytes to hundredths of a Mbit/s: 8 bits, 10^9 ns a second, 10^6 bits and 100 parts.
std::int64_t traffic(std::int64_t bytes, std::int64_t ns) { return rounded(Wide{bytes} * 8 * 100000, ns); }

}  // namespace

void rates_between(const CounterReading& before, const CounterReading& now, Values& values) {
  const auto ns = now.at_ns - before.at_ns;
  if (ns <= 0) return;
  if (grew(before.cpu_ns, now.cpu_ns) && now.processors > 0)
    values[index_of(Metric::cpu_percent)] = rounded(Wide{now.cpu_ns - before.cpu_ns} * 10000, Wide{ns} * now.processors);
  if (before.interfaces != now.interfaces) return;
  if (grew(before.in_bytes, now.in_bytes))
    values[index_of(Metric::network_in_mbps)] = traffic(now.in_bytes - before.in_bytes, ns);
  if (grew(before.out_bytes, now.out_bytes))
    values[index_of(Metric::network_out_mbps)] = traffic(now.out_bytes - before.out_bytes, ns);
}

}  // namespace govcloud
