// Measurements, plain or packed with gzip, in any encoding: every row is kept, skipped or refused.
#include "core/format/input_error.h"
#include "core/usage/reader.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  for (const bool keep_going : {false, true}) {
    auto source = ByteSource::of_bytes("m.csv", std::string(bytes), 1 << 20);
    try {
      std::int64_t rows = 0;
      const auto report = read_measurements(source, native_mapping(), {keep_going},
                                            [&](const Measured&) { ++rows; });
      must(report.kept == rows && report.rows == report.kept + report.skipped);
    } catch (const InputError& e) {
      must(e.exit == 65);
    }
  }
}
