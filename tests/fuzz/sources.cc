// What monitoring programs write, by whichever reader it is meant for: every sample is kept, skipped or
// the file is refused. The first byte chooses the reader, so that each meets what is not its own.
#include <array>

#include "core/format/input_error.h"
#include "core/usage/reader.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  constexpr std::array kKinds{"sysstat", "domstats", "collectd", "prometheus", "openstack"};
  if (bytes.empty()) return;
  const auto& mapping = *built_in_mapping(kKinds[static_cast<unsigned char>(bytes[0]) % kKinds.size()]);
  for (const bool keep_going : {false, true}) {
    auto source = ByteSource::of_bytes("cpu_percent.json", std::string(bytes.substr(1)), 1 << 20);
    ReadOptions options{keep_going};
    if (bytes.size() % 2 == 0) options.at_seconds = 1790812800;
    try {
      std::int64_t rows = 0;
      const auto report = read_measurements(source, mapping, options, [&](const Measured& row) {
        ++rows;
        must(row.at_seconds >= 0 && !row.resource.empty() && row.resource.size() <= kResourceBytesMax);
        for (const auto value : row.values) must(value >= kMissing && value <= kValueMax);
      });
      must(report.kept == rows && report.rows == report.kept + report.skipped);
    } catch (const InputError& e) {
      must(e.exit == 65);
    }
  }
}
