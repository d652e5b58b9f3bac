// Calendar files: what is read, and what is refused with its row.
#include <doctest/doctest.h>

#include "core/format/input_error.h"
#include "core/ledger/ledger.h"
#include "core/ledger/sha256.h"

using namespace govcloud;

namespace {

const std::string kHead = "date,is_workday,name\n";

/// "ok N" with the number of days, or the exit code and the message.
std::string reading(const std::string& bytes) {
  try {
    return "ok " + std::to_string(read_calendar(bytes, "cn.csv").days.size());
  } catch (const InputError& e) {
    CHECK_FALSE(e.hint.empty());
    return std::to_string(e.exit) + " " + e.what();
  }
}

}  // namespace

TEST_CASE("calendar file: good ones") {
  struct Row { std::string what, bytes, want; };
  const Row rows[] = {
      {"two days", kHead + "2026-10-01,0,国庆节\n2026-10-10,1,国庆节\n", "ok 2"},
      {"no line end at the end", kHead + "2026-10-01,0,国庆节", "ok 1"},
      {"CRLF", "date,is_workday,name\r\n2026-10-01,0,国庆节\r\n", "ok 1"},
      {"with a byte order mark", "\xEF\xBB\xBF" + kHead + "2026-10-01,0,国庆节\n", "ok 1"},
      {"in another order", kHead + "2026-10-10,1,\n2026-10-01,0,\n", "ok 2"},
      {"without names", "date,is_workday\n2026-10-01,0\n", "ok 1"},
      {"an empty line", kHead + "2026-10-01,0,国庆节\n\n2026-10-02,0,国庆节\n", "ok 2"},
      {"no day", kHead, "ok 0"},
      {"in GB18030", kHead + "2026-10-01,0,\xB9\xFA\xC7\xEC\xBD\xDA\n", "ok 1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(reading(row.bytes) == row.want);
  }
  const auto calendar = read_calendar(kHead + "2026-10-01,0,\xB9\xFA\xC7\xEC\xBD\xDA\n", "cn.csv");
  CHECK(calendar.days[0].name == "国庆节");
  CHECK(calendar.digest == hex(sha256(kHead + "2026-10-01,0,\xB9\xFA\xC7\xEC\xBD\xDA\n")));
}

TEST_CASE("calendar file: bad ones, named by file, row and column") {
  struct Row { std::string what, bytes, place; };
  const Row rows[] = {
      {"no heads", "2026-10-01,0,国庆节\n", "row 1"},
      {"an empty file", "", "row 1"},
      {"other heads", "day,off\n2026-10-01,0\n", "row 1"},
      {"no such day", kHead + "2026-10-01,0,\n2026-02-30,0,\n", "row 3: column date"},
      {"a day as people write it", kHead + "2026/10/1,0,\n", "row 2: column date"},
      {"neither 0 nor 1", kHead + "2026-10-01,2,\n", "row 2: column is_workday"},
      {"yes", kHead + "2026-10-01,yes,\n", "row 2: column is_workday"},
      {"a stray quote", kHead + "2026-10\"-01,0,\n", "row 2"},
      {"too few columns", kHead + "2026-10-01\n", "row 2"},
      {"a day twice", kHead + "2026-10-01,0,\n2026-10-01,1,\n", "2026-10-01 stands there twice"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto got = reading(row.bytes);
    CHECK(got.substr(0, 9) == "78 cn.csv");
    CHECK(got.find(row.place) != std::string::npos);
  }
}
