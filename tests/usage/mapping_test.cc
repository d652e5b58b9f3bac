#include "core/usage/mapping.h"

#include <doctest/doctest.h>

#include <string>

#include "core/format/gzip.h"
#include "core/format/input_error.h"
#include "core/usage/unit.h"

using namespace govcloud;

namespace {

Mapping shipped(const std::string& name) {
  const std::string path = GOVCLOUD_SOURCE_DIR "/examples/usage/" + name;
  return read_mapping(read_all(path, 1 << 20), name);
}

const std::string kTime = "[time]\ncolumn = \"t\"\nunit = \"s\"\n";
const std::string kCpu = "[metrics.cpu_percent]\ncolumn = \"c\"\nunit = \"percent\"\n";

}  // namespace

TEST_CASE("the shipped native mapping is the built-in one") {
  CHECK((shipped("native.toml") == native_mapping()));
}

TEST_CASE("the shipped mapping of the provider's files") {
  const auto mapping = shipped("bitbrains.toml");
  CHECK(mapping.delimiter == ';');
  CHECK(mapping.trim);
  CHECK(mapping.resource_column.empty());
  CHECK(mapping.time_unit == TimeUnit::seconds);
  CHECK(mapping.metrics.size() == 6);
  CHECK(mapping.metrics[0].column == "CPU usage [%]");
  CHECK(mapping.metrics[1].scale == Scale{1, 1});
}

TEST_CASE("all keys of a mapping") {
  const auto mapping = read_mapping(
      "name = \"x\"\ndelimiter = \"\\t\"\ntrim = true\ncomment = \"%\"\n"
      "resource_column = \"vm\"\ninterval_seconds = 300\n"
      "[time]\ncolumn = \"when\"\nunit = \"local\"\noffset = \"-03:30\"\n"
      "[metrics.cpu_capacity]\ncolumn = \"cap\"\nunit = \"ghz\"\n"
      "[metrics.cpu_percent]\ncolumn = \"used\"\nunit = \"mhz\"\nrequired = false\n",
      "x.toml");
  CHECK(mapping.delimiter == '\t');
  CHECK(mapping.comment == '%');
  CHECK(mapping.resource_column == "vm");
  CHECK(mapping.interval_seconds == 300);
  CHECK(mapping.time_unit == TimeUnit::local);
  CHECK(mapping.time_offset == Offset{-210});
  REQUIRE(mapping.metrics.size() == 2);
  CHECK(mapping.metrics[0].of_capacity);
  CHECK_FALSE(mapping.metrics[0].required);
  CHECK(mapping.metrics[1].scale == Scale{100000, 1});
}

TEST_CASE("a mapping that cannot be used is refused by line") {
  struct Row {
    std::string text, fragment;
  };
  const std::string name = "name = \"x\"\n";
  const Row rows[] = {
      {"", "x.toml line 1: 'name' is missing or empty."},
      {name, "x.toml line 1: there is no table [time]."},
      {name + kTime, "there is no table [metrics]."},
      {name + kTime + "[metrics]\n", "x.toml line 5: no metric is given."},
      {name + "delimeter = \";\"\n" + kTime + kCpu, "x.toml line 2: key 'delimeter' is not one"},
      {name + "delimiter = \"; \"\n" + kTime + kCpu, "x.toml line 2: 'delimiter' is not one ASCII"},
      {name + "delimiter = \"\\n\"\n" + kTime + kCpu, "'delimiter' is not one ASCII"},
      {name + "delimiter = \"\\\"\"\n" + kTime + kCpu, "'delimiter' is not one ASCII"},
      {name + "delimiter = \"；\"\n" + kTime + kCpu, "'delimiter' is not one ASCII"},
      {name + "delimiter = 5\n" + kTime + kCpu,
       "'delimiter' is a whole number, and text is wanted"},
      {name + "trim = \"yes\"\n" + kTime + kCpu, "x.toml line 2: 'trim' is text."},
      {name + "interval_seconds = 0\n" + kTime + kCpu, "x.toml line 2: 'interval_seconds' is not"},
      {name + "resource_column = \"\"\n" + kTime + kCpu, "'resource_column' is missing or empty"},
      {name + "[time]\ncolumn = \"t\"\n" + kCpu, "x.toml line 2: 'unit' is missing or empty."},
      {name + "[time]\ncolumn = \"t\"\nunit = \"us\"\n" + kCpu,
       "line 4: 'us' is not a unit of time"},
      {name + "[time]\ncolumn = \"t\"\nunit = \"local\"\n" + kCpu, "local times need an 'offset'"},
      {name + "[time]\ncolumn = \"t\"\nunit = \"local\"\noffset = \"8\"\n" + kCpu,
       "line 5: '8' is not an offset."},
      {name + kTime + "offset = \"+08:00\"\n" + kCpu,
       "line 5: 'offset' belongs to local times only."},
      {name + kTime + "[metrics.cpu]\ncolumn = \"c\"\nunit = \"percent\"\n",
       "line 5: 'cpu' is not a metric."},
      {name + kTime + "[metrics]\ncpu_percent = \"c\"\n", "line 6: metric 'cpu_percent' is text."},
      {name + kTime + "[metrics.cpu_percent]\ncolumn = \"c\"\nunit = \"mib\"\n",
       "line 7: 'mib' is not a unit of cpu_percent."},
      {name + kTime + "[metrics.cpu_percent]\ncolumn = \"c\"\nunit = \"mhz\"\n",
       "there is no cpu_capacity."},
      {name + kTime + kCpu + kCpu, "x.toml line 8: "},
      {name + kTime + kCpu + "factor = 2\n", "line 8: key 'factor' is not one of a metric."},
      {"name = \n", "x.toml line 1: "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    std::string message;
    try {
      read_mapping(row.text, "x.toml");
    } catch (const InputError& error) {
      CHECK(error.exit == 78);
      message = error.what();
    }
    CAPTURE(message);
    CHECK(message.find(row.fragment) != message.npos);
  }
}

TEST_CASE("units keep sizes true") {
  struct Row {
    Metric metric;
    std::string unit, value;
    std::int64_t kept;
  };
  const Row rows[] = {
      {Metric::cpu_percent, "fraction", "0.0654", 654},
      {Metric::memory_used_mib, "gib", "1.5", 1572864},
      {Metric::memory_used_mib, "gb", "1", 976562},
      {Metric::memory_used_mib, "byte", "1536", 2},
      {Metric::storage_used_gib, "gb", "1000", 93132},
      {Metric::storage_used_gib, "tib", "2", 204800},
      {Metric::network_in_mbps, "byte_per_s", "125000", 100},
      {Metric::network_in_mbps, "kb_per_s", "125", 100},
      {Metric::network_in_mbps, "kib_per_s", "1000", 819},
      {Metric::network_in_mbps, "mib_per_s", "1", 839},
      {Metric::network_out_mbps, "gbps", "1.25", 125000},
      {Metric::cpu_capacity, "ghz", "2.6", 260000},
  };
  for (const auto& row : rows) {
    CAPTURE(row.unit);
    const auto unit = find_unit(row.unit, row.metric);
    REQUIRE(unit.has_value());
    std::int64_t kept = 0;
    CHECK(read_number(row.value, unit->scale, kept) == NumberFault::none);
    CHECK(kept == row.kept);
  }
  CHECK_FALSE(find_unit("mhz", Metric::memory_percent).has_value());
  CHECK(find_unit("mhz", Metric::cpu_percent)->of_capacity);
}
