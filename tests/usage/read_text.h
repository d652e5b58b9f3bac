// Texts of measurements read as files are, and what came of them.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/format/input_error.h"
#include "core/usage/reader.h"

namespace govcloud::testing {

struct TakenRow {
  std::string resource;
  std::int64_t at = 0;
  Values values{};
  std::int64_t operator[](Metric metric) const { return values[index_of(metric)]; }
};

struct TextRead {
  std::vector<TakenRow> rows;
  ReadReport report;
  std::string error;
};

inline TextRead read_text(const std::string& bytes, const Mapping& mapping, ReadOptions options = {},
                          const std::string& name = "FILE") {
  TextRead read;
  auto source = ByteSource::of_bytes(name, bytes);
  try {
    read.report = read_measurements(source, mapping, options, [&](const Measured& row) {
      read.rows.push_back({std::string(row.resource), row.at_seconds, row.values});
    });
  } catch (const InputError& error) {
    CHECK(error.exit == 65);
    read.error = error.what();
  }
  return read;
}

}  // namespace govcloud::testing
