// usage import --check: what a file would give, said to people and to scripts; nothing is kept.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/app.h"
#include "core/format/json_read.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

std::string ask(const std::string& ledger, std::vector<std::string> words, int exit = 0) {
  std::istringstream in;
  std::ostringstream out, err;
  Desk desk{in, out, err, [] { return Instant{}; }, {{"GOVCLOUD_NOW", "2026-06-01T09:00:00+08:00"}}, false, false, false};
  words.insert(words.begin(), {"usage", "import", "--check", "--ledger", ledger});
  CHECK(run(desk, words) == exit);
  return out.str() + err.str();
}

}  // namespace

TEST_CASE("usage check: the kind, the columns and units, the resources, the times and their step") {
  const Folder folder;
  const auto ledger = folder.file("ledger.db"), file = folder.file("m.csv");
  write_story(ledger);
  std::ofstream(file) << "resource,time,cpu_percent,memory_used_mib,note\n"
                         "i-81,2026-03-01T00:00:00+08:00,5,1024,\ni-99,2026-03-01T00:00:00+08:00,7.5,,\n"
                         "i-81,2026-03-01T00:05:00+08:00,15,,\ni-81,2026-03-01T00:10:00+08:00,x,,\n"
                         "i-81,2026-03-01T00:15:00+08:00,25,,\n";
  const auto size = std::filesystem::file_size(ledger);
  CHECK(ask(ledger, {file}, 65).find("row 5, column 'cpu_percent': 'x' is not a number") != std::string::npos);
  const auto answer = parse_json(ask(ledger, {file, "--keep-going", "-o", "json"}), "answer");
  CHECK(*answer.find("schema")->text() == "govcloud.usage.check/1");
  const auto& item = *answer.find("item");
  const auto text = [&](const char* key) { return item.find(key)->dump(); };
  CHECK(text("format") == "\"table\"");
  CHECK(text("mapping") == "\"native\"");
  CHECK(text("encoding") == "\"utf-8\"");
  CHECK(text("rows") == "5");
  CHECK(text("skipped") == "1");
  CHECK(text("first_at") == "\"2026-03-01T00:00:00+08:00\"");
  CHECK(text("last_at") == "\"2026-03-01T00:15:00+08:00\"");
  CHECK(text("interval_seconds") == "300");
  CHECK(text("matched_ids") == "[\"i-81\"]");
  CHECK(text("unknown_ids") == "[\"i-99\"]");
  CHECK(text("ignored_columns") == "[\"note\"]");
  CHECK(item.find("problems")->items()->size() == 1);
  CHECK(item.find("first_rows")->items()->size() == 4);
  CHECK(item.find("metrics")->items()->at(0).dump() ==
        R"({"metric":"cpu_percent","column":"cpu_percent","unit":"percent","values":4,"least":5.00,"most":25.00})");
  CHECK(item.find("metrics")->items()->at(1).find("most")->dump() == "1024.00");
  const auto both = ask(ledger, {file, file, "--keep-going"});
  CHECK(both.find("m.csv  table") != std::string::npos);
  CHECK(std::filesystem::file_size(ledger) == size);
}

TEST_CASE("usage check: another kind tells the keys that it reads") {
  const Folder folder;
  const auto ledger = folder.file("ledger.db"), file = folder.file("d.txt");
  write_story(ledger);
  std::ofstream(file) << "2026-03-01T00:00:00+08:00\nDomain: 'i-81'\n  vcpu.current=2\n";
  const auto said = ask(ledger, {file});
  CHECK(said.find("domstats") != std::string::npos);
  CHECK(said.find("balloon.available - balloon.unused") != std::string::npos);
  CHECK(said.find("vcpu.current") != std::string::npos);
}
