#include "core/usage/number.h"

#include <doctest/doctest.h>

#include <string>

#include "core/usage/metric.h"

using namespace govcloud;

TEST_CASE("numbers become kept whole numbers") {
  struct Row {
    std::string field;
    Scale scale;
    NumberFault fault;
    std::int64_t kept;
  };
  constexpr auto ok = NumberFault::none, bad = NumberFault::not_a_number;
  constexpr Scale percent{100, 1};
  const Row rows[] = {
      {"0", percent, ok, 0},
      {"12", percent, ok, 1200},
      {"12.", percent, ok, 1200},
      {".5", percent, ok, 50},
      {"007.25", percent, ok, 725},
      {"105.45833333333334", percent, ok, 10546},
      {"0.004999999999999999999", percent, ok, 0},
      {"0.005", percent, ok, 0},
      {"0.0050001", percent, ok, 1},
      {"0.015", percent, ok, 2},
      {"5e-3", percent, ok, 0},
      {"0.00000000000000000000015e20", percent, ok, 2},
      {"4.6404e-05", percent, ok, 0},
      {"1.5e2", percent, ok, 15000},
      {"1E+2", percent, ok, 10000},
      {"1e-999", percent, ok, 0},
      {"0e999", percent, ok, 0},
      {"0." + std::string(400, '0') + "1", percent, ok, 0},
      {std::string(400, '0') + "1", percent, ok, 100},
      {"1." + std::string(400, '3'), percent, ok, 133},
      {"-0.0", percent, ok, 0},
      {"20799.994400000003", percent, ok, 2079999},
      {"20424704.0", {1, 1}, ok, 20424704},
      {"1073741824", {100, 1073741824}, ok, 100},
      {"5368710", {100, 1073741824}, ok, 1},
      {"5368709", {100, 1073741824}, ok, 0},
      {"-0.1", percent, NumberFault::below_zero, 0},
      {"-5", percent, NumberFault::below_zero, 0},
      {"10995116277.76", percent, ok, kValueMax},
      {"10995116277.77", percent, NumberFault::too_large, 0},
      {"99999999999999999999999", percent, NumberFault::too_large, 0},
      {"1e300", percent, NumberFault::too_large, 0},
      {std::string(5000, '9'), percent, NumberFault::too_large, 0},
      {"", percent, bad, 0},
      {"-", percent, bad, 0},
      {".", percent, bad, 0},
      {"e5", percent, bad, 0},
      {"1e", percent, bad, 0},
      {"1e+", percent, bad, 0},
      {"1e1234", percent, bad, 0},
      {"1.2.3", percent, bad, 0},
      {"1,5", percent, bad, 0},
      {"+1", percent, bad, 0},
      {" 1", percent, bad, 0},
      {"0x10", percent, bad, 0},
      {"NaN", percent, bad, 0},
      {"inf", percent, bad, 0},
      {"-inf", percent, bad, 0},
      {std::string("1\0", 2), percent, bad, 0},
      {"12%", percent, bad, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.field);
    std::int64_t kept = 0;
    CHECK(read_number(row.field, row.scale, kept) == row.fault);
    CHECK(kept == row.kept);
  }
}

TEST_CASE("times of each unit") {
  struct Row {
    TimeUnit unit;
    std::string field;
    std::int64_t seconds;  // -1: refused
  };
  const Row rows[] = {
      {TimeUnit::seconds, "1375308176", 1375308176},
      {TimeUnit::seconds, "1375308176.9", 1375308176},
      {TimeUnit::seconds, "0", 0},
      {TimeUnit::seconds, "253402300799", 253402300799},
      {TimeUnit::seconds, "253402300800", -1},
      {TimeUnit::seconds, "1375308176000000", -1},
      {TimeUnit::seconds, "-1", -1},
      {TimeUnit::seconds, "", -1},
      {TimeUnit::seconds, "1375308176.", -1},
      {TimeUnit::seconds, "1375308176s", -1},
      {TimeUnit::seconds, "99999999999999999999999999", -1},
      {TimeUnit::milliseconds, "1375308176999", 1375308176},
      {TimeUnit::milliseconds, "253402300799999", 253402300799},
      {TimeUnit::milliseconds, "253402300800000", -1},
      {TimeUnit::rfc3339, "2026-10-01T00:00:00+08:00", 1790784000},
      {TimeUnit::rfc3339, "2026-09-30T16:00:00Z", 1790784000},
      {TimeUnit::rfc3339, "2026-09-30T12:00:00-04:00", 1790784000},
      {TimeUnit::rfc3339, "2026-09-30T16:00:00.25Z", 1790784000},
      {TimeUnit::rfc3339, "1970-01-01T00:00:00Z", 0},
      {TimeUnit::rfc3339, "1970-01-01T07:59:59+08:00", -1},
      {TimeUnit::rfc3339, "1969-12-31T23:59:59Z", -1},
      {TimeUnit::rfc3339, "9999-12-31T23:59:59Z", 253402300799},
      {TimeUnit::rfc3339, "2026-02-30T00:00:00Z", -1},
      {TimeUnit::rfc3339, "2026-10-01T24:00:00Z", -1},
      {TimeUnit::rfc3339, "2026-10-01T00:60:00Z", -1},
      {TimeUnit::rfc3339, "2026-10-01T00:00:00", -1},
      {TimeUnit::rfc3339, "2026-10-01", -1},
      {TimeUnit::rfc3339, std::string(10, '\0') + "T00:00:00Z", -1},
      {TimeUnit::local, "2026-10-01 00:00:00", 1790784000},
      {TimeUnit::local, "2026-10-01T00:00:00", 1790784000},
      {TimeUnit::local, "2026-10-01 00:00:00Z", -1},
      {TimeUnit::local, "2026/10/01 00:00:00", -1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.field);
    TimeReader reader(row.unit, Offset{480});
    std::int64_t seconds = -1;
    CHECK(reader.read(row.field, seconds) == (row.seconds >= 0));
    if (row.seconds >= 0) CHECK(seconds == row.seconds);
  }
}

TEST_CASE("the day remembered is the day read") {
  TimeReader reader(TimeUnit::rfc3339, Offset{0});
  std::int64_t seconds = 0;
  CHECK(reader.read("2026-10-01T00:00:01Z", seconds));
  CHECK_FALSE(reader.read("2026-10-32T00:00:01Z", seconds));
  CHECK(reader.read("2026-10-01T00:00:02Z", seconds));
  CHECK(seconds == 1790812802);
  CHECK(reader.read("1970-01-01T00:00:02Z", seconds));
  CHECK(seconds == 2);
}
