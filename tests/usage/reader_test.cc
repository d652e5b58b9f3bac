#include "core/usage/reader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/format/input_error.h"
#include "core/usage/lines.h"

using namespace govcloud;

namespace {

struct Row {
  std::string resource;
  std::int64_t at = 0;
  Values values{};
};

struct Outcome {
  std::vector<Row> rows;
  ReadReport report;
  std::string error;
};

Outcome read(const std::string& bytes, const Mapping& mapping = native_mapping(),
             bool keep_going = false, const std::string& name = "FILE") {
  Outcome outcome;
  auto source = ByteSource::of_bytes(name, bytes);
  try {
    outcome.report = read_measurements(source, mapping, {keep_going}, [&](const Measured& row) {
      outcome.rows.push_back({std::string(row.resource), row.at_seconds, row.values});
    });
  } catch (const InputError& error) {
    CHECK(error.exit == 65);
    outcome.error = error.what();
  }
  return outcome;
}

std::int64_t value(const Row& row, Metric metric) { return row.values[index_of(metric)]; }

// The layout of the provider's files, cut down.
Mapping provider_mapping() {
  Mapping mapping;
  mapping.name = "provider";
  mapping.delimiter = ';';
  mapping.trim = true;
  mapping.time_column = "Timestamp [ms]";
  mapping.time_unit = TimeUnit::seconds;
  mapping.metrics = {{Metric::cpu_percent, "CPU usage [%]", {100, 1}, false, true}};
  return mapping;
}

const std::string kHeader = "resource,time,cpu_percent\n";
const std::string kGood = "i-1,2026-10-01T00:00:00+08:00,5.25\n";

}  // namespace

TEST_CASE("what reads as the same row") {
  const std::string mark = "\xEF\xBB\xBF";
  const std::string files[] = {
      kHeader + kGood,
      mark + kHeader + kGood,
      kHeader + kGood.substr(0, kGood.size() - 1),
      "resource,time,cpu_percent\r\ni-1,2026-10-01T00:00:00+08:00,5.25\r\n",
      "# generated sample data\n\n" + kHeader + "# more\n\n" + kGood + "\n\n",
      "resource,time,cpu_percent,note\ni-1,2026-10-01T00:00:00+08:00,5.25,\"a, b\n\"\"c\"\"\"\n",
      "\"resource\",\"time\",\"cpu_percent\"\n\"i-1\",\"2026-09-30T16:00:00Z\",\"5.25\"\n",
      "cpu_percent,memory_used_mib,time,resource\n5.25,,2026-10-01T00:00:00+08:00,i-1\n",
  };
  for (const auto& file : files) {
    CAPTURE(file);
    const auto outcome = read(file);
    CHECK(outcome.error == "");
    REQUIRE(outcome.rows.size() == 1);
    CHECK(outcome.rows[0].resource == "i-1");
    CHECK(outcome.rows[0].at == 1790784000);
    CHECK(value(outcome.rows[0], Metric::cpu_percent) == 525);
    CHECK(value(outcome.rows[0], Metric::memory_used_mib) == kMissing);
    CHECK(outcome.report.rows == 1);
    CHECK(outcome.report.kept == 1);
  }
}

TEST_CASE("nothing to read is not an error") {
  const std::string mark = "\xEF\xBB\xBF";
  for (const auto& file : {std::string(), std::string("\n\n"), mark, std::string("# only\n"),
                           kHeader, kHeader.substr(0, kHeader.size() - 1)}) {
    const auto outcome = read(file);
    CHECK(outcome.error == "");
    CHECK(outcome.rows.empty());
  }
}

TEST_CASE("a bad row is named by file, row and column") {
  struct Bad {
    std::string row, message;
  };
  const std::string time = "2026-10-01T00:05:00+08:00";
  const Bad rows[] = {
      {"i-1," + time + ",abc", "FILE row 3, column 'cpu_percent': 'abc' is not a number."},
      {"i-1," + time + ",NaN", "FILE row 3, column 'cpu_percent': 'NaN' is not a number."},
      {"i-1," + time + ",-Inf", "FILE row 3, column 'cpu_percent': '-Inf' is not a number."},
      {"i-1," + time + ",-1", "FILE row 3, column 'cpu_percent': '-1' is below zero."},
      {"i-1," + time + ",1e99", "FILE row 3, column 'cpu_percent': '1e99' is too large."},
      {"i-1," + time + ",5\x1b[31m",
       "FILE row 3, column 'cpu_percent': '5\\x1b[31m' is not a number."},
      {"i-1," + time + "," + std::string("5\0", 2),
       "FILE row 3, column 'cpu_percent': '5\\x00' is not a number."},
      {"i-1," + time + "," + std::string(100, 'x'),
       "FILE row 3, column 'cpu_percent': '" + std::string(40, 'x') + "…' is not a number."},
      {"i-1," + time, "FILE row 3: it has 2 of 3 columns."},
      {"i-1", "FILE row 3: it has 1 of 3 columns."},
      {"i-1," + time + ",1,2", "FILE row 3: it has 4 of 3 columns."},
      {"i-1,yesterday,5", "FILE row 3, column 'time': 'yesterday' is not a time of the years"},
      {"i-1,1969-12-31T23:59:59Z,5", "column 'time': '1969-12-31T23:59:59Z' is not a time"},
      {"i-1,,5", "FILE row 3, column 'time': '' is not a time of the years"},
      {"," + time + ",5", "FILE row 3, column 'resource': the resource '' is empty."},
      {"i\t1," + time + ",5", "the resource 'i\\x091' has a control character."},
      {"i-\xff," + time + ",5", "the resource 'i-\\xff' is not UTF-8."},
      {std::string(300, 'i') + "," + time + ",5", "is too long."},
      {"\"i-1," + time + ",5", "FILE row 3: a quote is opened and never closed."},
      {"\"i\"-1," + time + ",5", "FILE row 3: a quote stands inside a field or text behind"},
      {"i\"-1," + time + ",5", "FILE row 3: a quote stands inside a field or text behind"},
  };
  // Some bytes would make the whole file look like another encoding; ASCII behind the first piece
  // of a file is where such a row stands in practice.
  const std::string before(300000, '\n');
  for (const auto& bad : rows) {
    CAPTURE(bad.message);
    const bool is_ascii = bad.row.find('\xff') == bad.row.npos;
    const auto head = is_ascii ? kHeader + kGood : kHeader + before + kGood;
    const auto stopped = read(head + bad.row + "\n" + kGood);
    CAPTURE(stopped.error);
    const bool named = is_ascii ? stopped.error.find(bad.message) != std::string::npos
                                : stopped.error.find("is not UTF-8.") != std::string::npos;
    CHECK(named);
    const auto passed = read(head + bad.row + "\n" + kGood, native_mapping(), true);
    CHECK(passed.error == "");
    CHECK(passed.rows.size() == 2);
    CHECK(passed.report.rows == 3);
    CHECK(passed.report.skipped == 1);
    REQUIRE(passed.report.problems.size() == 1);
    CHECK(passed.report.problems[0] == stopped.error);
  }
}

TEST_CASE("rows are counted as a spreadsheet counts them") {
  const std::string file = "# remark\n\n" + std::string("resource,time,cpu_percent,note\n") +
                           "i-1,2026-10-01T00:00:00Z,5,\"two\nlines\"\n" +
                           "i-1,2026-10-01T00:05:00Z,x,\n";
  CHECK(read(file).error == "FILE row 5, column 'cpu_percent': 'x' is not a number.");
}

TEST_CASE("a header that does not do is refused") {
  struct Bad {
    std::string header, message;
  };
  std::string wide = "resource,time,cpu_percent";
  for (int i = 0; i < 10000; ++i) wide += ",c";
  const Bad rows[] = {
      {"time,cpu_percent", "FILE row 1: the header has no column 'resource'; it has 'time', 'cpu_"},
      {"resource,cpu_percent", "FILE row 1: the header has no column 'time'"},
      {"resource,time", "FILE row 1: the header has no column 'cpu_percent'"},
      {"resource,time,cpu", "the header has no column 'cpu_percent'"},
      {"resource,time,cpu_percent,time", "FILE row 1: the header has column 'time' twice."},
      {"resource,time,\"cpu_percent", "FILE row 1: a quote is opened"},
      {wide, "FILE row 1: the header has 10003 columns; 10000 are the most."},
      {std::string(kRowBytesMax + 1, 'x'), "FILE row 1 is longer than 1048576 bytes."},
      {"resource;time;cpu_percent", "it has 'resource;time;cpu_percent'"},
  };
  for (const auto& bad : rows) {
    const auto outcome = read(bad.header + "\n" + kGood);
    CAPTURE(outcome.error);
    CHECK(outcome.error.find(bad.message) != std::string::npos);
    CHECK(outcome.rows.empty());
  }
}

TEST_CASE("columns that nobody reads are told") {
  const auto outcome = read("resource,host,time,cpu_percent,cpu_precent\n");
  CHECK(outcome.report.ignored_columns == std::vector<std::string>{"host", "cpu_precent"});
}

TEST_CASE("a row that is too long is refused, and one that is just short enough is not") {
  const std::string note = "resource,time,cpu_percent,note\ni-1,2026-10-01T00:00:00Z,5,";
  const std::size_t before = std::string("i-1,2026-10-01T00:00:00Z,5,").size();
  CHECK(read(note + std::string(kRowBytesMax - before, 'x') + "\n").rows.size() == 1);
  CHECK(read(note + std::string(kRowBytesMax - before + 1, 'x') + "\n").error ==
        "FILE row 2 is longer than 1048576 bytes.");
  // An open quote does not swallow the file: it spoils its own line.
  const auto open = note + "\"\n" + std::string("i-1,2026-10-01T00:05:00Z,5,\n");
  std::string rest;
  while (rest.size() < 3 * kRowBytesMax) rest += "i-1,2026-10-01T00:10:00Z,5,\n";
  const auto outcome = read(open + rest, native_mapping(), true);
  CHECK(outcome.report.skipped == 1);
  CHECK(outcome.report.rows > 100000);
}

TEST_CASE("the resource from the file's name, and blanks around fields") {
  const std::string bytes =
      "Timestamp [ms];\tCPU cores;\tCPU usage [%]\n1375308176;\t0;\t0.05833333333333333\n";
  const auto outcome = read(bytes, provider_mapping(), false, "a.folder/54.csv.gz");
  REQUIRE(outcome.rows.size() == 1);
  CHECK(outcome.rows[0].resource == "54");
  CHECK(outcome.rows[0].at == 1375308176);
  CHECK(value(outcome.rows[0], Metric::cpu_percent) == 6);
  CHECK(read(bytes, provider_mapping(), false, "folder/.csv").error ==
        "folder/.csv: the resource '' is empty.");
  CHECK(resource_of_file("i-81") == "i-81");
}

TEST_CASE("an amount of processor time becomes a percentage of the capacity") {
  auto mapping = provider_mapping();
  mapping.metrics = {{Metric::cpu_percent, "used", {100, 1}, true, true},
                     {Metric::cpu_capacity, "cap", {100, 1}, false, true}};
  const std::string header = "Timestamp [ms];used;cap\n";
  const auto outcome = read(header + "1;650;2600\n2;0;0\n3;;2600\n4;3000;2600\n", mapping);
  REQUIRE(outcome.rows.size() == 4);
  CHECK(value(outcome.rows[0], Metric::cpu_percent) == 2500);
  CHECK(value(outcome.rows[1], Metric::cpu_percent) == kMissing);
  CHECK(value(outcome.rows[2], Metric::cpu_percent) == kMissing);
  CHECK(value(outcome.rows[3], Metric::cpu_percent) == 11538);
  CHECK(read(header + "1;5;\n", mapping).error ==
        "FILE row 2, column 'used': there is no capacity to divide it by.");
  CHECK(read(header + "1;10000000000;0.01\n", mapping).error ==
        "FILE row 2, column 'used': it is too large.");
}

TEST_CASE("other encodings are recognised and said") {
  const auto wide = [](const std::string& text, bool little) {
    std::string out = little ? "\xff\xfe" : "\xfe\xff";
    for (const char c : text) {
      if (!little) out += '\0';
      out += c;
      if (little) out += '\0';
    }
    return out;
  };
  struct Kind {
    std::string bytes, encoding;
  };
  // The GB18030 bytes are 主机, in a column that nobody reads.
  const Kind kinds[] = {
      {kHeader + kGood, "utf-8"},
      {wide(kHeader + kGood, true), "utf-16le"},
      {wide(kHeader + kGood, false), "utf-16be"},
      {"resource,time,cpu_percent,\xd6\xf7\xbb\xfa\ni-1,2026-10-01T00:00:00Z,5,\xd6\xf7\n",
       "gb18030"},
  };
  for (const auto& kind : kinds) {
    const auto outcome = read(kind.bytes);
    CHECK(outcome.error == "");
    CHECK(outcome.report.encoding == kind.encoding);
    CHECK(outcome.rows.size() == 1);
  }
  CHECK(read("resource,time,\xff\xff\xff\n").error.find("FILE") == 0);
}
