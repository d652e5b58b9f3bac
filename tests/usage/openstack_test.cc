// Diagnostics of servers, and what tenants had.
#include "tests/usage/read_text.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

TextRead read(const std::string& text, ReadOptions options = {}, const std::string& name = "i-81.json") {
  return read_text(text, *built_in_mapping("openstack"), options, name);
}
std::string diagnostics(const std::string& processors, std::int64_t octets) {
  return R"({"cpu_details":[)" + processors + R"(],"memory_details":{"maximum":4096,"used":1024},"num_cpus":2,"nic_details":[{"rx_octets":)" +
         std::to_string(octets) + R"(,"tx_octets":0}]})";
}
std::string wrapped(const std::string& time, const std::string& server, const std::string& found) {
  return R"({"time":")" + time + R"(","server":")" + server + R"(","diagnostics":)" + found + "}\n";
}
constexpr const char* kTold = R"({"id":0,"time":100000000000,"utilisation":15},{"id":1,"time":5,"utilisation":25})";

}  // namespace

TEST_CASE("openstack: diagnostics of one server at a time that is given") {
  ReadOptions at;
  at.at_seconds = 1790812800;
  const auto taken = read(diagnostics(kTold, 0), at);
  REQUIRE(taken.error == "");
  REQUIRE(taken.rows.size() == 1);
  CHECK(taken.rows[0].resource == "i-81");
  CHECK(taken.rows[0].at == 1790812800);
  CHECK(taken.rows[0][Metric::cpu_percent] == 2000);
  CHECK(taken.rows[0][Metric::cpu_capacity] == 200);
  CHECK(taken.rows[0][Metric::memory_used_mib] == 1048576);
  CHECK(taken.rows[0][Metric::memory_capacity_mib] == 4194304);
  CHECK(read(diagnostics(kTold, 0)).error == "i-81.json line 1: diagnostics do not tell their time.");
}

TEST_CASE("openstack: diagnostics one after another, with counters") {
  const auto cpu = [](std::int64_t ns) { return R"({"id":0,"time":)" + std::to_string(ns) + R"(,"utilisation":null})"; };
  const auto taken = read(wrapped("2026-10-01T00:00:00Z", "a", diagnostics(cpu(0), 0)) +
                          wrapped("2026-10-01T00:00:00Z", "b", diagnostics(cpu(7), 0)) +
                          wrapped("2026-10-01T08:05:00+08:00", "a", diagnostics(cpu(300000000000), 37500000)) +
                          wrapped("2026-10-01T00:10:00Z", "a", diagnostics(cpu(5), 5)));
  REQUIRE(taken.error == "");
  REQUIRE(taken.rows.size() == 4);
  CHECK(taken.rows[0][Metric::cpu_percent] == kMissing);
  CHECK(taken.rows[1].resource == "b");
  CHECK(taken.rows[1][Metric::cpu_percent] == kMissing);
  CHECK(taken.rows[2].at == 1790813100);
  CHECK(taken.rows[2][Metric::cpu_percent] == 5000);
  CHECK(taken.rows[2][Metric::network_in_mbps] == 100);
  CHECK(taken.rows[3][Metric::cpu_percent] == kMissing);  // it began again
}

TEST_CASE("openstack: what a tenant's servers had") {
  const std::string servers =
      R"({"instance_id":"x","vcpus":2,"memory_mb":4096,"started_at":"2026-09-01T00:00:00.000000","ended_at":null},)"
      R"({"instance_id":"y","vcpus":1,"memory_mb":512,"started_at":"2026-10-02T00:00:00.500000","ended_at":"2026-10-03T00:00:00.000000"})";
  const auto body = R"({"server_usages":[)" + servers + R"(],"start":"2026-10-01T00:00:00.000000","stop":"2026-11-01T00:00:00.000000","tenant_id":"t"})";
  for (const auto& text : {R"({"tenant_usages":[)" + body + "]}", R"({"tenant_usage":)" + body + "}"}) {
    const auto taken = read(text);
    REQUIRE(taken.error == "");
    REQUIRE(taken.rows.size() == 4);
    CHECK(taken.rows[0].resource == "x");
    CHECK(taken.rows[0].at == 1790812800);
    CHECK(taken.rows[0][Metric::cpu_capacity] == 200);
    CHECK(taken.rows[0][Metric::memory_capacity_mib] == 4194304);
    CHECK(taken.rows[1].at == 1793491199);
    CHECK(taken.rows[2].at == 1790899200);
    CHECK(taken.rows[3].at == 1790985599);
  }
  CHECK(read(R"({"tenant_usages":[{"start":"2026-10-01T00:00:00","stop":"2026-11-01T00:00:00"}]})").report.warnings.size() == 1);
}

TEST_CASE("openstack: what is refused") {
  ReadOptions at;
  at.at_seconds = 1790812800;
  struct Row {
    std::string text, error;
  };
  const Row rows[] = {
      {R"({"servers":[]})", "i-81.json line 1: these are no diagnostics of a server."},
      {"[1]", "i-81.json line 1: these are no diagnostics of a server."},
      {wrapped("yesterday", "a", diagnostics(kTold, 0)), "i-81.json line 1, 'time': 'yesterday' is not a time"},
      {wrapped("2026-10-01T00:00:00Z", "", diagnostics(kTold, 0)), "i-81.json line 1: the resource '' is empty."},
      {diagnostics(R"({"utilisation":"NaN"})", 0), "i-81.json line 1, 'utilisation': 'NaN' is not a number."},
      {diagnostics(R"({"time":-1})", 0), "i-81.json line 1, 'time': '-1' is not a whole number."},
      {R"({"cpu_details":[],"num_cpus":99999999})", "i-81.json line 1, 'num_cpus': it is too large."},
      {R"({"tenant_usage":{"server_usages":[{"instance_id":"x"}],"start":"2026-10-01T00:00:00","stop":"2026-11-01T00:00:00"}})",
       "i-81.json line 1, 'started_at': '' is not a time"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto taken = read(row.text, at);
    CAPTURE(taken.error);
    CHECK(taken.error.find(row.error) == 0);
  }
}
