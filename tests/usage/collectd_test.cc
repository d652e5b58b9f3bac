// Files of collectd's csv plugin, one behind another.
#include "core/usage/collectd.h"

#include "tests/usage/read_text.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

TextRead read(const std::string& text, const std::string& name = "FILE", ReadOptions options = {}) {
  return read_text(text, *built_in_mapping("collectd"), options, name);
}
std::string file(const std::string& path, const std::string& rows, const std::string& header = "epoch,value") {
  return "==> " + path + "-2026-10-01 <==\n" + header + "\n" + rows + "\n";
}

}  // namespace

TEST_CASE("collectd: what a path says") {
  struct Row {
    std::string path, host, plugin, instance, type;  // all empty: it is none
  };
  const Row rows[] = {
      {"web-1/cpu/percent-idle-2026-10-01", "web-1", "cpu", "", "percent-idle"},
      {"/var/lib/collectd/csv/web-1/df-root-a/df_complex-used-2026-10-01.gz", "web-1", "df", "root-a", "df_complex-used"},
      {"cpu/percent-idle-2026-10-01", "", "", "", ""},
      {"a/b/load-2026-13-01", "", "", "", ""},
      {"a/b/-2026-10-01", "", "", "", ""},
      {"a/b/load_2026-10-01", "", "", "", ""},
      {"", "", "", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    const auto found = collectd_file(row.path);
    REQUIRE(found.has_value() == !row.host.empty());
    if (!found) continue;
    CHECK(found->host == row.host);
    CHECK(found->plugin == row.plugin);
    CHECK(found->plugin_instance == row.instance);
    CHECK(found->type == row.type);
    CHECK(found->date == "2026-10-01");
  }
}

TEST_CASE("collectd: what belongs to one instant becomes one sample") {
  const auto taken = read(
      file("web-1.example/cpu-0/percent-idle", "1790812800.999,90.00\n1790812810.999,nan\n") +
      file("web-1.example/cpu-1/percent-idle", "1790812801.002,50.00\n1790812811.002,0.00\n") +
      file("web-1.example/memory/memory-used", "1790812800.500,1048576\n") + file("web-1.example/memory/memory-free", "1790812800.500,2097152\n") +
      file("web-1.example/memory/memory-cached", "1790812800.500,1048576\n") +
      file("web-1.example/df-root/df_complex-used", "1790812800.700,1073741824.000000\n") +
      file("web-1.example/df-data/df_complex-used", "1790812800.700,2147483648.000000\n") +
      file("web-1.example/load/load", "1790812800.7,1,2,3\n", "epoch,shortterm,midterm,longterm") +
      file("web-2/cpu/percent-idle", "1790812800.1,99.5\n"));
  REQUIRE(taken.error == "");
  REQUIRE(taken.rows.size() == 3);
  const auto& row = taken.rows[0];
  CHECK(row.resource == "web-1");
  CHECK(row.at == 1790812800);
  CHECK(row[Metric::cpu_percent] == 3000);
  CHECK(row[Metric::memory_used_mib] == 1024);
  CHECK(row[Metric::memory_capacity_mib] == 4096);
  CHECK(row[Metric::storage_used_gib] == 300);
  CHECK(taken.rows[1].at == 1790812811);
  CHECK(taken.rows[1][Metric::cpu_percent] == 10000);
  CHECK(taken.rows[1][Metric::memory_capacity_mib] == kMissing);
  CHECK(taken.rows[2].resource == "web-2");
  CHECK(taken.rows[2][Metric::cpu_percent] == 50);
}

TEST_CASE("collectd: traffic as rates and as counters, the loopback left out") {
  const auto taken = read(
      file("a/interface-eth0/if_octets", "1790812800.0,1000,0\n1790812810.0,12501000,1250000\n1790812820.0,5,2500000\n", "epoch,rx,tx") +
      file("a/interface-eth1/if_octets", "1790812810.0,1250000.000000,0.000000\n", "epoch,rx,tx") +
      file("a/interface-lo/if_octets", "1790812810.0,99999999.000000,99999999.000000\n", "epoch,rx,tx"));
  REQUIRE(taken.error == "");
  REQUIRE(taken.rows.size() == 2);
  CHECK(taken.rows[0].at == 1790812810);
  CHECK(taken.rows[0][Metric::network_in_mbps] == 2000);
  CHECK(taken.rows[0][Metric::network_out_mbps] == 100);
  CHECK(taken.rows[1][Metric::network_in_mbps] == kMissing);  // it began again
  CHECK(taken.rows[1][Metric::network_out_mbps] == 100);
}

TEST_CASE("collectd: a single file goes by its path, and what is refused") {
  const std::string rows = "epoch,value\n1790812800.0,25.00\n";
  CHECK(read(rows, "a/cpu/percent-idle-2026-10-01").rows.at(0)[Metric::cpu_percent] == 7500);
  CHECK(read(rows, "a/cpu/percent-idle-2026-10-01").rows.at(0).resource == "a");
  const auto nothing = read(rows, "a/load/load-2026-10-01");
  CHECK(nothing.rows.empty());
  CHECK(nothing.report.warnings.size() == 1);
  CHECK(read(rows, "a/cpu-3/percent-idle-2026-10-01").error == "a/cpu-3/percent-idle-2026-10-01 line 0: '3' may be one of several.");
  CHECK(read(rows).error == "FILE line 1: no line with a file's name stands before the first row.");
  struct Row {
    std::string row, error;
  };
  const Row bad[] = {
      {"x,5", "FILE line 3, 'epoch': 'x' is not a time of the years 1970 to 9999."},
      {"1790812800", "FILE line 3, 'epoch': '1790812800' is not a time"},
      {"1790812800.0,=1+1", "FILE line 3, 'value': '=1+1' is not a number."},
      {"1790812800.0,inf", "FILE line 3, 'value': 'inf' is not a number."},
      {"1790812800.0,-1", "FILE line 3, 'value': '-1' is below zero."},
      {"1790812800.0,1,2", "FILE line 3: it has more columns than percent-idle rows have."},
  };
  for (const auto& row : bad) {
    CAPTURE(row.row);
    CHECK(read(file("a/cpu/percent-idle", row.row)).error.find(row.error) == 0);
    const auto passed = read(file("a/cpu/percent-idle", row.row + "\n1790812800.0,25"), "FILE", {true});
    CHECK(passed.rows.size() == 1);
    CHECK(passed.report.skipped == 1);
    CHECK(passed.report.rows == 2);
  }
  CHECK(read("==> here <==\n").error == "FILE line 1: 'here' is not HOST/PLUGIN/TYPE-YYYY-MM-DD.");
}

TEST_CASE("collectd: counters of a year that nanoseconds do not reach are ahead of the import like any other") {
  const auto counters = file("a/interface-eth0/if_octets", "1790812800.0,1000,0\n17900812810.0,1001,1\n", "epoch,rx,tx");
  CHECK(read(counters, "FILE", {false, 1790900000}).error.find("lies ahead of the import") != std::string::npos);
}
