// The store of papers against the journal.
#include "core/ledger/evidence_check.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include "core/format/input_error.h"
#include "core/ledger/files.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

/// A ledger's store with a few papers, and the books that name them.
struct Store {
  Folder folder;
  Books books;
  std::string dir = folder.file("l.db.evidence");
  Store() {
    folder.write("l.db", "");
    for (int i = 1; i <= 3; ++i) attach("paper " + std::to_string(i), static_cast<std::uint64_t>(10 * i));
  }
  void attach(const std::string& bytes, std::uint64_t seq) {
    const EvidenceFile file(folder.write("in.pdf", bytes));
    file.keep(folder.file("l.db"));
    Evidence paper;
    paper.id = "E-" + std::to_string(books.evidence.size() + 1), paper.seq = seq, paper.name = "in.pdf";
    paper.digest = hex(file.digest()), paper.size_bytes = file.size_bytes();
    books.evidence.emplace(paper.id, paper);
  }
  std::string place(const std::string& id) const {
    return evidence_path(folder.file("l.db"), books.evidence.at(id).digest);
  }
  void put(const std::string& path, const std::string& bytes) const {
    std::filesystem::remove_all(path);
    std::ofstream(path, std::ios::binary) << bytes;
  }
};

}  // namespace

TEST_CASE("evidence: what was attached is there; a paper attached twice is looked at once") {
  Store store;
  store.attach("paper 2", 99);
  const auto check = check_evidence(store.books, store.dir);
  CHECK(check.holds);
  CHECK(check.count == 3);
  CHECK(check.note == "");
}

TEST_CASE("evidence: a paper that is not what was attached is named, and the first event of them") {
  struct Row { std::string what; std::function<void(const Store&)> deed; std::uint64_t at; std::string says; };
  const Row rows[] = {
      {"changed", [](const Store& s) { s.put(s.place("E-2"), "paper 9"); }, 20, "E-2 (in.pdf)"},
      {"longer", [](const Store& s) { s.put(s.place("E-3"), "paper 3 "); }, 30, "has 8 bytes instead of 7"},
      {"missing", [](const Store& s) { std::filesystem::remove(s.place("E-1")); }, 10, "is missing"},
      {"its folder missing", [](const Store& s) { std::filesystem::remove_all(std::filesystem::path(s.place("E-1")).parent_path()); }, 10, "is missing"},
      {"a link to itself elsewhere", [](const Store& s) {
         s.folder.write("kept", "paper 2");
         std::filesystem::remove(s.place("E-2"));
         REQUIRE(symlink(s.folder.file("kept").c_str(), s.place("E-2").c_str()) == 0);
       }, 20, "is a link"},
      {"a pipe", [](const Store& s) {
         std::filesystem::remove(s.place("E-2"));
         REQUIRE(mkfifo(s.place("E-2").c_str(), 0600) == 0);
       }, 20, "not an ordinary file"},
      {"all of them", [](const Store& s) { for (const char* id : {"E-3", "E-1", "E-2"}) s.put(s.place(id), "x"); }, 10, "2 more are not"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Store store;
    row.deed(store);
    const auto check = check_evidence(store.books, store.dir);
    CHECK_FALSE(check.holds);
    CHECK(check.first_bad == row.at);
    CAPTURE(check.message);
    CHECK(check.message.find(row.says) != std::string::npos);
    CHECK_THROWS_AS(copy_evidence(store.books, store.dir, store.folder.file("copy")), LedgerError);
  }
}

TEST_CASE("evidence: files that no event names are mentioned and spoil nothing") {
  Store store;
  store.folder.write("l.db.evidence/readme.txt", "x");
  store.put(store.place("E-1") + "0", "x");
  std::filesystem::create_directory(store.dir + "/zz");
  store.put(store.dir + "/zz/1", "x");
  const auto check = check_evidence(store.books, store.dir);
  CHECK(check.holds);
  CHECK(check.note == "3 files of the folder are named by no event");
  try {
    check_evidence(store.books, store.folder.file("nowhere"));
    FAIL("it was read");
  } catch (const LedgerError& e) {
    CHECK(e.exit == 66);
  }
}

TEST_CASE("evidence: a copied store is the store, and a spoilt file in it is put right") {
  Store store;
  const auto copy = store.folder.file("copy");
  CHECK(copy_evidence(store.books, store.dir, copy) == 3);
  CHECK(check_evidence(store.books, copy).holds);
  const auto at = copy + "/" + store.books.evidence.at("E-1").digest.substr(0, 2) + "/" + store.books.evidence.at("E-1").digest.substr(2);
  store.put(at, "paper 9");
  CHECK(copy_evidence(store.books, store.dir, copy) == 3);
  CHECK(read_bytes(at) == "paper 1");
}

TEST_CASE("evidence file: what a dead program left half-written is removed, what a living one writes is not") {
  Store store;
  const auto folder = std::filesystem::path(store.place("E-1")).parent_path().string();
  store.put(folder + "/abc.999999999.part", "half"), store.put(folder + "/abc." + std::to_string(getppid()) + ".part", "half");
  store.put(folder + "/abc.part", "not ours");
  std::filesystem::remove(store.place("E-1"));
  EvidenceFile(store.folder.write("again.pdf", "paper 1")).keep(store.folder.file("l.db"));
  CHECK(read_bytes(store.place("E-1")) == "paper 1");
  CHECK_FALSE(std::filesystem::exists(folder + "/abc.999999999.part"));
  CHECK(std::filesystem::exists(folder + "/abc." + std::to_string(getppid()) + ".part"));
  CHECK(std::filesystem::exists(folder + "/abc.part"));
}

TEST_CASE("evidence file: a ledger that is opened through a link has one store") {
  Store store;
  REQUIRE(symlink("l.db", store.folder.file("link.db").c_str()) == 0);
  CHECK(evidence_path(store.folder.file("link.db"), std::string(64, 'a')) == evidence_path(store.folder.file("l.db"), std::string(64, 'a')));
}
