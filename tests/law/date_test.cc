#include "core/law/date.h"

#include <doctest/doctest.h>

using namespace govcloud;
using std::chrono::minutes;

TEST_CASE("date: only a whole existing day of four, two and two digits") {
  struct Row { std::string text, want; };
  const Row rows[] = {
      {"2026-03-02", "2026-03-02"}, {"1900-01-01", "1900-01-01"}, {"9999-12-31", "9999-12-31"},
      {"2024-02-29", "2024-02-29"}, {"2000-02-29", "2000-02-29"}, {"2026-02-29", ""},
      {"1900-02-29", ""}, {"1899-12-31", ""}, {"2026-13-01", ""}, {"2026-00-10", ""},
      {"2026-04-31", ""}, {"2026-01-00", ""}, {"2026-3-2", ""}, {"2026/03/02", ""},
      {"20260302", ""}, {"2026-03-02 ", ""}, {" 2026-03-02", ""}, {"2026-03-0２", ""},
      {"-026-03-02", ""}, {"+026-03-02", ""}, {"2026-03-02T", ""}, {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto date = parse_date(row.text);
    CHECK((date ? to_text(*date) : std::string()) == row.want);
  }
}

TEST_CASE("instant: RFC 3339 with seconds and an offset, shown at any offset") {
  struct Row { std::string text; int offset_minutes; std::string want; };
  const Row rows[] = {
      {"2026-03-02T09:00:00+08:00", 480, "2026-03-02T09:00:00+08:00"},
      {"2026-03-02T01:00:00Z", 480, "2026-03-02T09:00:00+08:00"},
      {"2026-03-02t01:00:00z", 0, "2026-03-02T01:00:00+00:00"},
      {"2026-03-01T20:30:00-04:30", 480, "2026-03-02T09:00:00+08:00"},
      {"2026-03-02 09:00:00.987654321+08:00", 480, "2026-03-02T09:00:00+08:00"},
      {"2026-03-02T01:00:00Z", -210, "2026-03-01T21:30:00-03:30"},
      {"1969-12-31T23:59:59Z", 0, "1969-12-31T23:59:59+00:00"},
      {"2026-03-02T09:00:00", 480, ""}, {"2026-03-02T09:00+08:00", 480, ""},
      {"2026-03-02T24:00:00Z", 480, ""}, {"2026-03-02T23:60:00Z", 480, ""},
      {"2026-03-02T23:59:60Z", 480, ""}, {"2026-02-30T00:00:00Z", 480, ""},
      {"2026-03-02T09:00:00.+08:00", 480, ""}, {"2026-03-02T09:00:00+0800", 480, ""},
      {"2026-03-02T09:00:00+24:00", 480, ""}, {"2026-03-02T09:00:00+08:60", 480, ""},
      {"2026-03-02T09:00:00Zx", 480, ""}, {"2026-03-02X09:00:00Z", 480, ""}, {"", 480, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto instant = parse_instant(row.text);
    CHECK((instant ? to_text(*instant, minutes{row.offset_minutes}) : std::string()) == row.want);
  }
}

TEST_CASE("local date: the day changes at midnight in China, not in Greenwich") {
  struct Row { std::string instant, want; };
  const Row rows[] = {
      {"2026-03-02T23:50:00+08:00", "2026-03-02"}, {"2026-03-02T15:59:59Z", "2026-03-02"},
      {"2026-03-02T16:00:00Z", "2026-03-03"},      {"2026-03-03T00:00:00+08:00", "2026-03-03"},
      {"1969-12-31T15:59:59Z", "1969-12-31"},      {"1969-12-31T16:00:00Z", "1970-01-01"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.instant);
    const auto instant = parse_instant(row.instant).value();
    const auto date = local_date(instant, minutes{480});
    CHECK(to_text(date) == row.want);
    CHECK(start_of(date, minutes{480}) <= instant);
    CHECK(instant < start_of(date + std::chrono::days{1}, minutes{480}));
  }
}

TEST_CASE("date: each day from 1900 on reads back, and knows its month and year") {
  for (auto date = *parse_date("1900-01-01"); date < *parse_date("2101-01-01");
       date += std::chrono::days{1}) {
    const auto text = to_text(date);
    if (parse_date(text) != date) FAIL(text);
    const auto month = month_of(date);
    if (to_text(month) != text.substr(0, 7) || parse_month(to_text(month)) != month) FAIL(text);
    if (first_day(month) > date || date >= first_day(next(month))) FAIL(text);
    if (year_of(date) != std::stoi(text)) FAIL(text);
  }
}

TEST_CASE("month: two digits from 01 to 12") {
  struct Row { std::string text; bool good; };
  const Row rows[] = {{"2026-01", true},  {"2026-12", true}, {"2026-00", false}, {"2026-13", false},
                      {"2026-1", false},  {"2026", false},   {"202601", false},  {"1899-12", false},
                      {"2026-01-", false}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(parse_month(row.text).has_value() == row.good);
  }
  CHECK(next({2026, 12}) == Month{2027, 1});
}
