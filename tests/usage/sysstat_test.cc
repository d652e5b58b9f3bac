// What sadf -j writes.
#include "tests/usage/read_text.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const Mapping& mapping() { return *built_in_mapping("sysstat"); }

std::string host(const std::string& name, const std::string& statistics) {
  return R"({"nodename": ")" + name + R"(", "number-of-cpus": 4, "statistics": [)" + statistics + "]}";
}
std::string file(const std::string& hosts) { return R"({"sysstat": {"hosts": [)" + hosts + "]}}\n"; }
std::string at(const std::string& time, const std::string& rest) {
  return R"({"timestamp": {"date": "2026-11-22", "time": ")" + time + R"(", "utc": 1, "interval": 60}, )" + rest + "}";
}
const std::string kLoad = R"("cpu-load": [{"cpu": "0", "idle": 1.00}, {"cpu": "all", "user": 30.00, "idle": 59.60}])";

}  // namespace

TEST_CASE("sysstat: one sample for each of a host's statistics") {
  const auto read = read_text(
      file(host("web-1", at("00:01:00", kLoad + R"(, "memory": {"memfree": 100, "memused": 2048, "memused-percent": 12.50},
        "network": {"net-dev": [{"iface": "lo", "rxkB": 999.00, "txkB": 999.00}, {"iface": "eth0", "rxkB": 100.00, "txkB": 50.00},
                                {"iface": "eth1", "rxkB": 25.00, "txkB": 0.00}]},
        "filesystems": [{"filesystem": "/dev/vda1", "MBfsused": 512}, {"filesystem": "/dev/vdb1", "MBfsused": 1536}])")
                            + "," + at("00:02:00", R"("queue": {"runq-sz": 3})")) +
           "," + host("数据库-2", at("00:01:00", kLoad))),
      mapping());
  REQUIRE(read.error == "");
  REQUIRE(read.rows.size() == 3);
  const auto& first = read.rows[0];
  CHECK(first.resource == "web-1");
  CHECK(first.at == 1795305660);
  CHECK(first[Metric::cpu_percent] == 4040);
  CHECK(first[Metric::cpu_capacity] == 400);
  CHECK(first[Metric::memory_used_mib] == 2048);
  CHECK(first[Metric::memory_percent] == 1250);
  CHECK(first[Metric::network_in_mbps] == 102);  // 125 * 1024 * 8 bits
  CHECK(first[Metric::network_out_mbps] == 41);
  CHECK(first[Metric::storage_used_gib] == 200);
  CHECK(read.rows[1][Metric::cpu_percent] == kMissing);
  CHECK(read.rows[2].resource == "数据库-2");
  CHECK(read.report.rows == 3);
  CHECK(read.report.kept == 3);
}

TEST_CASE("sysstat: times of every kind that sadf writes") {
  struct Row {
    std::string timestamp;
    std::int64_t at;  // 0: refused by a mapping without an offset
  };
  const Row rows[] = {
      {R"({"date": "2026-11-22", "time": "00:01:00", "utc": 1})", 1795305660},
      {R"({"date": "2026-11-22", "time": "00:01:00", "tz": "UTC"})", 1795305660},
      {R"({"date": "", "time": "1795305660", "utc": 0})", 1795305660},
      {R"({"date": "2026-11-22", "time": "08:01:00", "utc": 0})", 0},
      {R"({"date": "2026-11-22", "time": "08:01:00", "tz": "CST"})", 0},
  };
  auto without_offset = mapping();
  without_offset.time_offset.reset();
  for (const auto& row : rows) {
    CAPTURE(row.timestamp);
    const auto text = file(host("web-1", R"({"timestamp": )" + row.timestamp + ", " + kLoad + "}"));
    const auto read = read_text(text, mapping());
    REQUIRE(read.rows.size() == 1);
    CHECK(read.rows[0].at == 1795305660);
    const auto bare = read_text(text, without_offset);
    if (row.at != 0) CHECK(bare.rows.size() == 1);
    else CHECK(bare.error == "FILE line 1, 'timestamp': it is a local time, and the mapping has no offset.");
  }
}

TEST_CASE("sysstat: what is refused, by line and key") {
  struct Row {
    std::string text, error;
  };
  const Row rows[] = {
      {"", "FILE line 1: nothing is in it."},
      {"{}", "FILE: it is not what sadf -j writes."},
      {R"({"status": "success"})", "FILE: it is not what sadf -j writes."},
      {file(host("web-1", at("00:01:00", kLoad))).substr(0, 200), "FILE line 1: not well-formed JSON after"},
      {file(host("", at("00:01:00", kLoad))), "FILE line 1: the resource '' is empty."},
      {file(host("a\\u001bb", at("00:01:00", kLoad))), "FILE line 1: the resource 'a\\x1bb' has a control character."},
      {file(host("web-1", "\n" + at("25:01:00", kLoad))), "FILE line 2, 'timestamp': '2026-11-22 25:01:00' is not a time"},
      {file(host("web-1", R"({"timestamp": {}})")), "FILE line 1, 'timestamp': there is no date and time."},
      {file(host("web-1", at("00:01:00", R"("cpu-load": [{"cpu": "all", "idle": "NaN"}])"))), "FILE line 1, 'idle': 'NaN' is not a number."},
      {file(host("web-1", at("00:01:00", R"("cpu-load": [{"cpu": "all", "idle": "=1+1"}])"))), "FILE line 1, 'idle': '=1+1' is not a number."},
      {file(host("web-1", at("00:01:00", R"("memory": {"memused": -1})"))), "FILE line 1, 'memused': '-1' is below zero."},
      {file(host("web-1", at("00:01:00", R"("memory": {"memused": [1]})"))), "FILE line 1, 'memused': it is not a number."},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto read = read_text(row.text, mapping());
    CAPTURE(read.error);
    CHECK(read.error.find(row.error) == 0);
  }
  const auto passed = read_text(file(host("web-1", at("00:01:00", kLoad) + "," + at("25:01:00", kLoad))), mapping(), {true});
  CHECK(passed.rows.size() == 1);
  CHECK(passed.report.skipped == 1);
}

TEST_CASE("sysstat: names that are not the cloud ids, and chosen interfaces") {
  const auto named = read_mapping(
      "name = \"x\"\nformat = \"sysstat\"\nresource_until = \".\"\ninterfaces = [\"eth1\"]\n[resources]\nweb-1 = \"i-81\"\n", "x.toml");
  const auto read = read_text(
      file(host("web-1.example", at("00:01:00", R"("network": {"net-dev": [{"iface": "eth0", "rxkB": 100.00}, {"iface": "eth1", "rxkB": 1000.00}]})")) + "," +
           host("web-2.example", at("00:01:00", kLoad))),
      named);
  REQUIRE(read.rows.size() == 2);
  CHECK(read.rows[0].resource == "i-81");
  CHECK(read.rows[0][Metric::network_in_mbps] == 819);
  CHECK(read.rows[1].resource == "web-2");
}

TEST_CASE("samples that lie ahead of the import are bad") {
  const auto text = file(host("web-1", at("00:01:00", kLoad) + "," + at("00:02:00", kLoad)));
  CHECK(read_text(text, mapping(), {false, 1795305720}).rows.size() == 2);
  CHECK(read_text(text, mapping(), {false, 1795305719}).error == "FILE line 1: 2026-11-22T00:02:00+00:00 lies ahead of the import.");
  const auto passed = read_text(text, mapping(), {true, 1795305719});
  CHECK(passed.rows.size() == 1);
  CHECK(passed.report.skipped == 1);
  const std::string table = "resource,time,cpu_percent\ni-1,2026-11-22T00:02:00Z,5\n";
  CHECK(read_text(table, native_mapping(), {false, 1795305719}).error ==
        "FILE row 2, column 'time': 2026-11-22T00:02:00+00:00 lies ahead of the import.");
}
