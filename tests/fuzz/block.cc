// Packed measurements, as a hostile ledger may hold them: the first two bytes say where the times end
// and which metric the values are of.
#include "core/usage/block.h"

#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  if (bytes.size() < 2) return;
  const auto times = std::min<std::size_t>(static_cast<std::uint8_t>(bytes[0]), bytes.size() - 2);
  const auto metric = static_cast<Metric>(static_cast<std::uint8_t>(bytes[1]) % (kMetricCount + 2));
  try {
    auto samples = unpack_times(bytes.substr(2, times));
    if (bytes.size() > 2 + times) unpack_values(bytes.substr(2 + times), metric, samples);
    if (!samples.times.empty()) must(unpack_times(pack(samples).times).times == samples.times);
  } catch (const BlockError&) {
    // Refused.
  }
}
