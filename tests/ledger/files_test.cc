// Evidence files: what is hashed is what is kept.
#include "core/ledger/files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include "core/format/input_error.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

std::string refused(const std::string& path) {
  try {
    EvidenceFile file(path);
    return "taken";
  } catch (const InputError& e) {
    return std::to_string(e.exit) + " " + e.what();
  }
}

std::size_t entries(const std::string& folder) {
  std::size_t n = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    n += entry.is_regular_file() ? 1 : 0;
  return n;
}

}  // namespace

TEST_CASE("evidence file: only an ordinary file with something in it") {
  Folder folder;
  folder.write("empty.pdf", ""), folder.write("good.pdf", "甲");
  std::filesystem::create_directory(folder.file("folder"));
  REQUIRE(mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  symlink("nowhere", folder.file("dangling").c_str());
  symlink("good.pdf", folder.file("link.pdf").c_str());
  struct Row { std::string path, want; };
  const Row rows[] = {{"missing.pdf", "66"}, {"empty.pdf", "66"},  {"folder", "66"},
                      {"pipe", "66"},        {"dangling", "66"},   {"good.pdf/x", "66"},
                      {"good.pdf", "taken"}, {"link.pdf", "taken"}};
  for (const auto& row : rows) {
    CAPTURE(row.path);
    const auto got = refused(folder.file(row.path));
    CHECK(got.substr(0, row.want.size()) == row.want);
    if (row.want == "66") CHECK(got.find(row.path) != std::string::npos);
  }
  CHECK(refused("/dev/null").substr(0, 2) == "66");
  CHECK(refused("").substr(0, 2) == "66");
}

TEST_CASE("evidence file: kept once under its digest, byte for byte") {
  Folder folder;
  std::string bytes(200000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 % 251);
  const auto ledger = folder.file("ledger.db");
  const EvidenceFile file(folder.write("方案.pdf", bytes));
  CHECK(file.name() == "方案.pdf");
  CHECK(file.size_bytes() == 200000);
  CHECK(file.digest() == sha256(bytes));
  CHECK(file.keep(ledger));
  const auto kept = evidence_path(ledger, hex(file.digest()));
  CHECK(kept == ledger + ".evidence/" + hex(file.digest()).substr(0, 2) + "/" +
                    hex(file.digest()).substr(2));
  CHECK(read_bytes(kept) == bytes);
  CHECK_FALSE(file.keep(ledger));
  CHECK_FALSE(EvidenceFile(folder.write("copy.pdf", bytes)).keep(ledger));
  CHECK(entries(ledger + ".evidence") == 1);
}

TEST_CASE("evidence file: the papers of an act are kept together, each once") {
  Folder folder;
  const auto ledger = folder.file("ledger.db");
  const EvidenceFile plan(folder.write("plan.pdf", "plan")), test(folder.write("test.pdf", "test")),
      again(folder.write("again.pdf", "plan"));
  keep_all({}, ledger);
  CHECK_FALSE(std::filesystem::exists(ledger + ".evidence"));
  keep_all({&plan, &test, &again}, ledger);
  for (const auto* file : {&plan, &test})
    CHECK(std::filesystem::file_size(evidence_path(ledger, hex(file->digest()))) == 4);
  CHECK(entries(ledger + ".evidence") == 2);
  keep_all({&again, &test}, ledger);
  CHECK(entries(ledger + ".evidence") == 2);
}

TEST_CASE("evidence file: what changed after it was hashed is not kept") {
  Folder folder;
  const auto ledger = folder.file("ledger.db");
  const auto path = folder.write("plan.pdf", "before");
  const EvidenceFile file(path);
  folder.write("plan.pdf", "behind");
  try {
    file.keep(ledger);
    FAIL("a changed file was kept");
  } catch (const InputError& e) {
    CHECK(e.exit == 65);
    CHECK(std::string(e.what()).find("plan.pdf") != std::string::npos);
  }
  CHECK(entries(ledger + ".evidence") == 0);
}

TEST_CASE("evidence file: a file that is replaced by name is still the one that was hashed") {
  Folder folder;
  const auto ledger = folder.file("ledger.db");
  const auto path = folder.write("plan.pdf", "before");
  const EvidenceFile file(path);
  std::filesystem::rename(folder.write("other.pdf", "behind"), path);
  file.keep(ledger);
  CHECK(read_bytes(evidence_path(ledger, hex(sha256("before")))) == "before");
}

TEST_CASE("evidence file: one that rested is found again by its name, and kept only while it is what was hashed") {
  Folder folder;
  const auto ledger = folder.file("ledger.db");
  const auto path = folder.write("plan.pdf", "before");
  EvidenceFile same(path), changed(path), gone(path);
  for (auto* file : {&same, &changed, &gone}) file->rest();
  const auto exit_of_keeping = [&](const EvidenceFile& file) {
    try {
      file.keep(ledger);
    } catch (const InputError& e) {
      CHECK(std::string(e.what()).find("plan.pdf") != std::string::npos);
      return e.exit;
    }
    return 0;
  };
  std::filesystem::rename(folder.write("other.pdf", "behind"), path);
  CHECK(exit_of_keeping(changed) == 65);
  std::filesystem::remove(path);
  CHECK(exit_of_keeping(gone) == 66);
  CHECK_FALSE(std::filesystem::exists(evidence_path(ledger, hex(sha256("before")))));
  folder.write("plan.pdf", "before");
  CHECK(exit_of_keeping(same) == 0);
  CHECK(read_bytes(evidence_path(ledger, hex(sha256("before")))) == "before");
  std::filesystem::remove(path);
  CHECK(exit_of_keeping(gone) == 0);  // the store holds it already
}

TEST_CASE("evidence file: a store that cannot be written is an error of output") {
  Folder folder;
  const EvidenceFile file(folder.write("plan.pdf", "x"));
  folder.write("ledger.db.evidence", "in the way");
  try {
    file.keep(folder.file("ledger.db"));
    FAIL("it was kept nowhere");
  } catch (const LedgerError& e) {
    CHECK(e.exit == 74);
  }
}

TEST_CASE("evidence file: a name that is no text is not taken over, a moved one stays open") {
  Folder folder;
  EvidenceFile file(folder.write("\xFF\xFE.pdf", "x"));
  CHECK(file.name() == "evidence");
  const EvidenceFile moved(std::move(file));
  moved.keep(folder.file("ledger.db"));
  CHECK(entries(folder.file("ledger.db.evidence")) == 1);
}
