// What kind of file it is, told by its beginning.
#include "core/usage/recognise.h"

#include <doctest/doctest.h>

using namespace govcloud;

TEST_CASE("recognise: each kind by how it begins") {
  struct Row {
    std::string name, text, kind;
  };
  const Row rows[] = {
      {"m.csv", "resource,time,cpu_percent\n", "native"},
      {"m.csv", "", "native"},
      {"m.csv", "epoch,value\n1,2\n", "native"},
      {"a/cpu/percent-idle-2026-10-01", "epoch,value\n1,2\n", "collectd"},
      {"-", "==> a/cpu/percent-idle-2026-10-01 <==\n", "collectd"},
      {"s.json", "{\"sysstat\": {\"hosts\": []}}", "sysstat"},
      {"p.json", "\xEF\xBB\xBF{\"status\":\"success\",\"data\":{}}", "prometheus"},
      {"d.txt", "Domain: 'a'\n", "domstats"},
      {"d.txt", "\n2026-10-01T00:00:00Z\nDomain: 'a'\n", "domstats"},
      {"m.csv", "resource,time,cpu_percent\nDomain: 'a'\n", "native"},
      {"o.json", "{\"config_drive\": true, \"cpu_details\": []}", "openstack"},
      {"o.json", "{\"tenant_usages\": []}", "openstack"},
      {"x.json", "{\"a\": 1}", "native"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    auto source = ByteSource::of_bytes(row.name, row.text);
    CHECK(recognise(source) == row.kind);
    char first[2];
    CHECK(source.read(first, 1) == (row.text.empty() ? 0U : 1U));
    if (!row.text.empty()) CHECK(first[0] == row.text[0]);
  }
}
