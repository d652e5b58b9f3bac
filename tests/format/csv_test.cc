#include "core/format/csv.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/format/encoding.h"
#include "core/format/input_error.h"

using namespace govcloud;

namespace {

using Records = std::vector<std::vector<std::string>>;

Records read_all_records(std::string_view text, char delimiter = ',') {
  CsvReader reader(text, "rows.csv", delimiter);
  Records out;
  for (std::vector<std::string> fields; reader.next(fields);) out.push_back(fields);
  return out;
}

std::string written(const std::vector<std::string>& fields, bool excel) {
  std::string out;
  append_csv(out, fields, excel);
  return out;
}

}  // namespace

TEST_CASE("CsvReader reads RFC 4180") {
  struct Row {
    std::string text;
    Records records;
  };
  const Row rows[] = {
      {"", {}},
      {"a", {{"a"}}},
      {"a,b\n", {{"a", "b"}}},
      {"a,b\r\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"a\rb\r", {{"a"}, {"b"}}},
      {"a,,\n,b,\n", {{"a", "", ""}, {"", "b", ""}}},
      {"\n\na\n\r\nb\n\n", {{"a"}, {"b"}}},
      {"\"\"\n\"\",\n", {{""}, {"", ""}}},
      {"\"a,b\",\"c\"\"d\"\n", {{"a,b", "c\"d"}}},
      {"\"one\r\ntwo\",x\n", {{"one\r\ntwo", "x"}}},
      {" a , b \n", {{" a ", " b "}}},
      {"单位,名称\n", {{"单位", "名称"}}},
      {"\"\"\"\"", {{"\""}}},
      {"a,\"b\"", {{"a", "b"}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read_all_records(row.text) == row.records);
  }
  CHECK(read_all_records("a,b\tc\n", '\t') == Records{{"a,b", "c"}});
}

TEST_CASE("CsvReader counts rows as a spreadsheet does, and lines as an editor does") {
  CsvReader reader("h\n\n\"x\ny\"\nz\n", "rows.csv");
  std::vector<std::string> fields;
  const std::pair<std::size_t, std::size_t> expected[] = {{1, 1}, {3, 3}, {4, 5}};
  for (const auto& [row, line] : expected) {
    REQUIRE(reader.next(fields));
    CHECK(reader.row() == row);
    CHECK(reader.line() == line);
  }
  CHECK_FALSE(reader.next(fields));
}

TEST_CASE("CsvReader refuses what is torn, and names file, row and column") {
  struct Row {
    std::string text, message;
  };
  const Row rows[] = {
      {"a,b\nc,\"d\n",
       "rows.csv row 2 (line 2), column 2: a quotation mark is opened and never closed."},
      {"a,\"b\"c\n", "rows.csv row 1 (line 1), column 2: text follows the closing quotation mark."},
      {"x\n5\" disk\n",
       "rows.csv row 2 (line 2), column 1: a quotation mark stands inside a field that has none "
       "around it."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    try {
      read_all_records(row.text);
      FAIL("read without a complaint");
    } catch (const InputError& error) {
      CHECK(error.exit == 65);
      CHECK(error.what() == row.message);
    }
  }
}

TEST_CASE("append_csv quotes, and guards what a spreadsheet would compute") {
  struct Row {
    std::string cell, plain, excel;
  };
  const Row rows[] = {
      {"云平台", "云平台\n", "云平台\r\n"},
      {"", "\"\"\n", "\"\"\r\n"},
      {"a,b", "\"a,b\"\n", "\"a,b\"\r\n"},
      {"say \"yes\"", "\"say \"\"yes\"\"\"\n", "\"say \"\"yes\"\"\"\r\n"},
      {"one\ntwo", "\"one\ntwo\"\n", "\"one\ntwo\"\r\n"},
      {"=1+1", "=1+1\n", "\"'=1+1\"\r\n"},
      {"+cmd", "+cmd\n", "\"'+cmd\"\r\n"},
      {"@SUM(A1)", "@SUM(A1)\n", "\"'@SUM(A1)\"\r\n"},
      {"-a", "-a\n", "\"'-a\"\r\n"},
      {"-", "-\n", "\"'-\"\r\n"},
      {"-12.5", "-12.5\n", "-12.5\r\n"},
      {"+86", "+86\n", "+86\r\n"},
      {"-1-1", "-1-1\n", "\"'-1-1\"\r\n"},
      {"-1.2.3", "-1.2.3\n", "\"'-1.2.3\"\r\n"},
      {"  =A1", "  =A1\n", "\"'  =A1\"\r\n"},
      {"\xC2\xA0=A1", "\xC2\xA0=A1\n", "\"'\xC2\xA0=A1\"\r\n"},
      {"\n=A1", "\"\n=A1\"\n", "\"'\n=A1\"\r\n"},
      {"\t=A1", "\t=A1\n", "\"'\t=A1\"\r\n"},
      {"\rx", "\"\rx\"\n", "\"'\rx\"\r\n"},
      {"＝A1", "＝A1\n", "\"'＝A1\"\r\n"},
      {"=\"\",1", "\"=\"\"\"\",1\"\n", "\"'=\"\"\"\",1\"\r\n"},
      {"'quoted", "'quoted\n", "'quoted\r\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cell);
    CHECK(written({row.cell}, false) == row.plain);
    CHECK(written({row.cell}, true) == row.excel);
    CHECK(read_all_records(row.plain) == Records{{row.cell}});
  }
  CHECK(written({"a", "", "b"}, false) == "a,,b\n");
  CHECK(written({"", ""}, false) == ",\n");
}

TEST_CASE("the hazards of Chinese tables are read as they stand") {
  const char* given = std::getenv("GOVCLOUD_SHARED");
  const std::filesystem::path folder =
      std::filesystem::path(given ? given : GOVCLOUD_SOURCE_DIR "/../shared") / "data/zh";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("no shared data here: the hazards are not read");
    return;
  }
  std::ifstream in(folder / "hazards-utf8.csv", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const Records records = read_all_records(to_utf8(bytes, "hazards").text);
  REQUIRE(records.size() == 11);
  for (const auto& record : records) CHECK(record.size() == 3);
  CHECK(records[1][1] == "政务云２０２６Ａ区");
  CHECK(records[6][1] == " 常德市数据局 ");
  CHECK(records[8][1] == "应用(一期),二期");
  CHECK(records[9][1] == "他说\"同意\"");
  CHECK(records[10][1] == "第一行\r\n第二行");
}
