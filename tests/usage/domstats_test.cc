// What virsh domstats --raw prints, dump after dump.
#include "tests/usage/read_text.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

TextRead read(const std::string& text, ReadOptions options = {}) {
  return read_text(text, *built_in_mapping("domstats"), options);
}

std::string domain(const std::string& name, const std::string& rest) { return "Domain: '" + name + "'\n" + rest + "\n"; }
std::string counters(std::int64_t seconds, std::int64_t in, std::int64_t out, int interfaces = 1) {
  return "  cpu.time=" + std::to_string(seconds) + "000000000\n  vcpu.current=2\n  net.count=" + std::to_string(interfaces) +
         "\n  net.0.name=vnet0\n  net.0.rx.bytes=" + std::to_string(in) + "\n  net.0.tx.bytes=" + std::to_string(out) + "\n";
}

}  // namespace

TEST_CASE("domstats: amounts of a single dump") {
  const auto taken = read("2026-10-01T08:00:00+08:00\n" +
                          domain("db 'one'", "  state.state=1\n  balloon.current=4194304\n  balloon.available=4000000\n"
                                             "  balloon.unused=1000000\n  balloon.usable=3000000\n  vcpu.current=4\n"
                                             "  block.count=2\n  block.0.allocation=1073741824\n  block.1.allocation=2147483648\n"
                                             "  block.1.capacity=9\n  vcpu.0.guest_mode.cur=no\n") +
                          domain("idle", "  state.state=5\n  vcpu.maximum=2\n"));
  REQUIRE(taken.error == "");
  REQUIRE(taken.rows.size() == 2);
  const auto& row = taken.rows[0];
  CHECK(row.resource == "db 'one'");
  CHECK(row.at == 1790812800);
  CHECK(row[Metric::cpu_percent] == kMissing);
  CHECK(row[Metric::cpu_capacity] == 400);
  CHECK(row[Metric::memory_used_mib] == 3000000);
  CHECK(row[Metric::memory_capacity_mib] == 4194304);
  CHECK(row[Metric::storage_used_gib] == 300);
  CHECK(taken.rows[1][Metric::cpu_capacity] == 200);
  auto usable = *built_in_mapping("domstats");
  usable.free_memory = "usable";
  CHECK(read_text("1790812800\n" + domain("a", "  balloon.available=4000000\n  balloon.usable=3000000\n"), usable)
            .rows[0][Metric::memory_used_mib] == 1000000);
}

TEST_CASE("domstats: counters between dumps") {
  struct Row {
    std::string name, first, second, at = "1790813100";
    std::int64_t cpu, in, out;
  };
  const Row rows[] = {
      {"grown", counters(100, 0, 0), counters(400, 37500000, 375000), "1790813100", 5000, 100, 1},
      {"a fraction of a second", counters(100, 0, 0), counters(400, 0, 0), "1790813400.000000000", 2500, 0, 0},
      {"half a second longer", counters(0, 0, 0), counters(601, 0, 0), "1790813100.5", 10000, 0, 0},
      {"began again", counters(400, 9, 9), counters(100, 1, 37500000), "1790813100", kMissing, kMissing, 100},
      {"another interface", counters(100, 0, 0), counters(100, 9, 9, 2), "1790813100", 0, kMissing, kMissing},
      {"no time went by", counters(100, 0, 0), counters(400, 9, 9), "1790812800", kMissing, kMissing, kMissing},
      {"back in time", counters(100, 0, 0), counters(400, 9, 9), "1790812700", kMissing, kMissing, kMissing},
      {"gone", counters(100, 0, 0), "  state.state=5\n", "1790813100", kMissing, kMissing, kMissing},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto taken = read("# 2026-10-01T00:00:00Z\n\n" + domain("a", row.first) + row.at + "\n" + domain("a", row.second) + domain("b", row.second));
    REQUIRE(taken.error == "");
    REQUIRE(taken.rows.size() == 3);
    CHECK(taken.rows[1][Metric::cpu_percent] == row.cpu);
    CHECK(taken.rows[1][Metric::network_in_mbps] == row.in);
    CHECK(taken.rows[1][Metric::network_out_mbps] == row.out);
    CHECK(taken.rows[2][Metric::cpu_percent] == kMissing);  // its first
  }
}

TEST_CASE("domstats: a time by every way, and what is refused") {
  const std::string plain = domain("a", "  vcpu.current=1\n");
  for (const std::string time : {"2026-10-01T00:00:00Z", "2026-10-01 08:00:00+08:00", "1790812800", "@1790812800.25", "# time=1790812800"}) {
    CAPTURE(time);
    const auto taken = read(time + "\n" + plain);
    REQUIRE(taken.rows.size() == 1);
    CHECK(taken.rows[0].at == 1790812800);
  }
  ReadOptions at;
  at.at_seconds = 1790812800;
  CHECK(read(plain, at).rows.at(0).at == 1790812800);
  struct Row {
    std::string text, error;
  };
  const std::string time = "1790812800\n";
  const Row rows[] = {
      {plain, "FILE line 1: no line with a time stands before the first domain."},
      {time + "Domain: a\n", "FILE line 2: 'a' is not a domain's name in quotes."},
      {time + "error: no connection\n", "FILE line 2: 'error: no connection' is neither a time nor of a domain."},
      {"2026-10-01 08:00:00\n" + plain, "FILE line 1: '2026-10-01 08:00:00' is neither a time"},
      {time + domain("a", "  cpu.time=1\n  vcpu.current=x\n"), "FILE line 4, 'vcpu.current': 'x' is not a whole number."},
      {time + domain("a", "  cpu.time=-5\n"), "FILE line 3, 'cpu.time': '-5' is not a whole number."},
      {time + domain("a", "  cpu.time=99999999999999999999\n"), "FILE line 3, 'cpu.time'"},
      {time + domain("a", "  balloon.current=9000000000000000000\n"), "FILE line 2, 'memory_capacity_mib': it is too large."},
      {time + domain("a\x1b", "  cpu.time=5\n"), "FILE line 2: the resource 'a\\x1b' has a control character."},
      {"253402300800\n" + plain, "FILE line 1: '253402300800' is neither"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text).error.find(row.error) == 0);
  }
  const auto passed = read(time + domain("a", "  cpu.time=x\n") + plain, {true});
  CHECK(passed.rows.size() == 1);
  CHECK(passed.report.skipped == 1);
}
