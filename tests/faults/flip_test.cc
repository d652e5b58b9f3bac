// Every bit of a small ledger is turned over, its end is cut off, its pages change places: whatever
// changes the record is refused by verification, and what changes nothing that is read is not.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <iostream>
#include <optional>
#include <random>
#include <set>

#include "core/ledger/audit_copy.h"
#include "tests/faults/bureau.h"
#include "tests/ledger/paper_agent.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

constexpr std::size_t kPage = 8192;

/// All rows of all tables and the schema, as anybody would read them; an error is part of the answer.
std::string everything(Database& db) {
  Sha256 all;
  try {
    Statement schema(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    std::vector<std::string> tables;
    while (schema.step()) {
      for (int i = 0; i < 4; ++i) all.add_text(schema.view(i));
      if (schema.view(0) == "table") tables.push_back(schema.text(1));
    }
    for (const auto& table : tables) {
      const auto columns = db.integer(("SELECT count(*) FROM pragma_table_info('" + table + "')").c_str());
      Statement rows(db, "SELECT * FROM " + table);
      while (rows.step())
        for (int i = 0; i < columns; ++i) all.add_text(rows.view(i)).add_u8(rows.is_null(i) ? 1 : 0);
    }
  } catch (const LedgerError& e) {
    all.add_text(e.what());
  }
  return hex(all.finish());
}

struct Verdict {
  bool refused = false;
  std::string read;  // what everything() gave
};

/// As `govcloud audit verify FILE` judges it. `also_read`: and what there is to be read.
Verdict judge(const std::string& path, bool also_read) {
  Verdict verdict;
  try {
    auto opened = open_audit_file(path, 60);
    verdict.refused = !faults_of(opened.db, also_read ? opened.twin.get() : nullptr).empty();
    if (also_read && !verdict.refused) verdict.read = everything(opened.db);
  } catch (const LedgerError&) {
    verdict.refused = true;
  }
  return verdict;
}

/// A ledger of few acts, or of one life up to its first measurements; its bytes, and those of its WAL
/// before that was taken in.
enum class Size { few_acts, with_measurements };
enum class Signing { without, with };

struct SmallLedger {
  explicit SmallLedger(Size size, Signing signing = Signing::without) {
    const bool with_measurements = size == Size::with_measurements;
    std::string how = "--unsigned";
    std::optional<PaperAgent> agent;
    if (signing == Signing::with) {
      const PaperKey key('r');
      agent.emplace(bureau.folder().file("agent"), std::vector{key});
      how = "--founder-key " + bureau.folder().write("root.pub", key.key.line() + "\n");
      bureau.give("SSH_AUTH_SOCK", bureau.folder().file("agent"));
      bureau.give("GOVCLOUD_SIGN_WITH", bureau.folder().file("root.pub"));
    }
    const auto made = bureau.ask({"2026-03-02T09:00:00+08:00",
                                  "init --policy zhejiang --founder root=周密 --test " + how});
    REQUIRE_MESSAGE(made.exit == 0, made.err);
    before = read_bytes(bureau.ledger());
    auto open = Database::open(bureau.ledger(), Database::Mode::read, 0);  // keeps the WAL from being taken in
    const auto& opening = opening_steps();
    const auto& life = life_cycle();
    open.integer("SELECT count(*) FROM act");
    note(open);
    std::vector<Step> steps{opening[0]};
    if (with_measurements) {
      steps = opening;
      steps.insert(steps.end(), life.begin(), life.begin() + 4);
      steps.push_back(life[9]);
    }
    int number = 0;
    for (const auto& step : steps) {
      bureau.play({step}, "k" + std::to_string(++number));
      note(open);
    }
    wal = read_bytes(bureau.ledger() + "-wal");
    before = read_bytes(bureau.ledger());
  }
  void note(Database& open) { states.insert(everything(open)); }

  Bureau bureau;
  std::string before, wal;      // the file without the WAL, and the WAL
  std::set<std::string> states;  // what was to be read after each act
};

/// The whole ledger in one file, as it is once nobody has it open.
std::string settled(const SmallLedger& ledger) {
  Database::open(ledger.bureau.ledger(), Database::Mode::write, 0).integer("SELECT count(*) FROM act");
  return read_bytes(ledger.bureau.ledger());
}

std::uint32_t number_at(const std::string& bytes, std::size_t at, int width) {
  std::uint32_t n = 0;
  for (int i = 0; i < width; ++i) n = n << 8 | static_cast<std::uint8_t>(bytes[at + static_cast<std::size_t>(i)]);
  return n;
}

/// The gap of a b-tree page between its cells' places and its cells: what SQLite never reads. Other
/// pages (of long content) have none that can be told from the page alone.
std::pair<std::size_t, std::size_t> gap_of(const std::string& bytes, std::size_t page) {
  const auto from = page * kPage, header = from + (page == 0 ? 100 : 0);
  const auto kind = static_cast<std::uint8_t>(bytes[header]);
  if (kind != 2 && kind != 5 && kind != 10 && kind != 13) return {from, from};
  const auto cells = number_at(bytes, header + 3, 2);
  auto begins = number_at(bytes, header + 5, 2);
  if (begins == 0) begins = 65536;
  const auto places = header + (kind < 8 ? 12 : 8) + 2 * cells;
  return places < from + begins ? std::pair{places, from + begins} : std::pair{from, from};
}

/// A b-tree's pages below one of its pages, that one included; not the overflow pages.
void add_pages(const std::string& bytes, std::size_t page, std::set<std::size_t>& pages) {
  pages.insert(page);
  const auto from = page * kPage, header = from + (page == 0 ? 100 : 0);
  const auto kind = static_cast<std::uint8_t>(bytes[header]);
  if (kind != 2 && kind != 5) return;
  add_pages(bytes, number_at(bytes, header + 8, 4) - 1, pages);
  for (std::uint32_t cell = 0; cell < number_at(bytes, header + 3, 2); ++cell)
    add_pages(bytes, number_at(bytes, from + number_at(bytes, header + 12 + 2 * cell, 2), 4) - 1, pages);
}

std::set<std::size_t> pages_of(const std::string& path, const std::string& bytes,
                               const std::vector<std::string>& tables) {
  auto db = Database::open(path, Database::Mode::read, 0);
  std::set<std::size_t> pages;
  for (const auto& table : tables) {
    Statement root(db, "SELECT rootpage FROM sqlite_schema WHERE name = ?1");
    root.bind(table);
    REQUIRE(root.step());
    add_pages(bytes, static_cast<std::size_t>(root.integer(0)) - 1, pages);
  }
  return pages;
}

/// Splits work over two processes; each gets its half and the folder it may write in.
void in_two(const std::function<int(unsigned half, const Folder&)>& work) {
  std::cout << std::flush;
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const Folder* folder = new Folder;  // removed below: _exit calls no destructor
    const int failed = work(1, *folder);
    delete folder;
    std::cout << std::flush;
    _exit(failed != 0 ? 1 : 0);
  }
  const Folder folder;
  const int failed = work(0, folder);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(failed == 0);
  CHECK(status == 0);
}

struct Tally {
  int flips = 0, refused = 0, harmless = 0, wrong = 0;
};

/// Changes a file in place and puts it back.
class Flipper {
 public:
  Flipper(const std::string& path, const std::string& bytes) : path_(path), bytes_(bytes) {
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    auto db = open_for_audit(path);
    read_ = everything(db);
  }
  ~Flipper() { close(descriptor_); }
  Flipper(const Flipper&) = delete;
  Flipper& operator=(const Flipper&) = delete;

  void flip(std::size_t at, int bit, Tally& tally) {
    put(at, static_cast<char>(bytes_[at] ^ (1 << bit)));
    const auto verdict = judge(path_, true);
    put(at, bytes_[at]);
    ++tally.flips;
    if (verdict.refused) {
      ++tally.refused;
    } else if (verdict.read == read_) {
      ++tally.harmless;
    } else {
      ++tally.wrong;
      std::cout << "bit " << bit << " of byte " << at << " (page " << at / kPage + 1
                << ") changes what is read, and is not refused\n";
    }
  }

  /// A false alarm: a bit of what nobody reads is refused.
  void flip_unread(std::size_t at, int bit, Tally& tally) {
    put(at, static_cast<char>(bytes_[at] ^ (1 << bit)));
    const bool refused = judge(path_, false).refused;
    put(at, bytes_[at]);
    ++tally.flips, ++tally.harmless;
    if (!refused) return;
    ++tally.wrong;
    std::cout << "bit " << bit << " of byte " << at << " is read by nobody, and is refused\n";
  }

 private:
  void put(std::size_t at, char byte) {
    if (pwrite(descriptor_, &byte, 1, static_cast<off_t>(at)) != 1) std::abort();
  }
  std::string path_;
  const std::string& bytes_;
  int descriptor_ = -1;
  std::string read_;
};

/// How many bytes are passed over between two that are turned over; 1 is every byte.
struct Pace {
  std::size_t journal = 1, schema = 1, rest = 1, gaps = 1;
};

/// One process's half of the file, byte by byte.
Tally flip_half(const std::string& bytes, const Pace& pace, unsigned half,
                const Folder& folder) {
  const auto path = folder.write("l.db", bytes);
  const auto journal = pages_of(path, bytes, {"act", "event", "subject", "usage_block", "usage_resource"});
  std::set<std::size_t> schema;
  add_pages(bytes, 0, schema);
  Flipper flipper(path, bytes);
  std::mt19937_64 random(test_seed());
  const auto offset = random();
  Tally tally;
  std::size_t turn = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto page = at / kPage;
    const auto [gap_from, gap_to] = gap_of(bytes, page);
    const bool gap = at >= gap_from && at < gap_to;
    const auto every = gap ? pace.gaps : journal.contains(page) ? pace.journal
                           : schema.contains(page) ? pace.schema : pace.rest;
    if ((at + offset) % every != 0 || ++turn % 2 != half) continue;
    if (gap) flipper.flip_unread(at, static_cast<int>(at % 8), tally);
    else
      for (int bit = 0; bit < 8; ++bit) flipper.flip(at, bit, tally);
  }
  return tally;
}

void flip_all(const SmallLedger& ledger, const Pace& pace) {
  const auto bytes = settled(ledger);
  in_two([&](unsigned half, const Folder& folder) {
    const auto tally = flip_half(bytes, is_long() ? Pace{} : pace, half, folder);
    std::cout << "half " << half << ": of " << bytes.size() / kPage << " pages " << tally.flips
              << " bits turned over, " << tally.refused << " refused, " << tally.harmless
              << " change nothing that is read, " << tally.wrong << " wrong\n";
    return tally.wrong + (tally.refused == 0 || tally.harmless == 0 ? 1 : 0);
  });
}

}  // namespace

TEST_CASE("flip: every bit of the journal of a signed ledger of two acts, signatures and keys included, some of the rest") {
  flip_all(SmallLedger(Size::few_acts, Signing::with), {1, 16, 256, 1021});
}

TEST_CASE("flip: bits of an unsigned ledger of two acts") {
  flip_all(SmallLedger(Size::few_acts), {8, 64, 512, 4093});
}

TEST_CASE("flip: bits of a ledger with resources, papers and measurements") {
  flip_all(SmallLedger(Size::with_measurements), {24, 256, 256, 4093});
}

TEST_CASE("flip: a ledger that was cut off is refused") {
  const SmallLedger ledger(Size::with_measurements);
  const auto bytes = settled(ledger);
  const Folder folder;
  const auto path = folder.write("l.db", bytes);
  CHECK(!judge(path, false).refused);
  for (std::size_t length = bytes.size() - 512;; length -= 512) {
    CAPTURE(length);
    REQUIRE(truncate(path.c_str(), static_cast<off_t>(length)) == 0);
    CHECK(judge(path, false).refused);
    if (length < 512) break;
  }
}

TEST_CASE("flip: two pages that changed places are refused") {
  const SmallLedger ledger(Size::with_measurements);
  const auto bytes = settled(ledger);
  const Folder folder;
  std::mt19937_64 random(test_seed());
  const auto pages = bytes.size() / kPage;
  for (std::size_t i = 0; i < pages; ++i)
    for (std::size_t j = i + 1; j < pages; ++j) {
      if (!is_long() && random() % 8 != 0) continue;
      CAPTURE(i);
      CAPTURE(j);
      auto swapped = bytes;
      std::swap_ranges(swapped.begin() + static_cast<std::ptrdiff_t>(i * kPage),
                       swapped.begin() + static_cast<std::ptrdiff_t>((i + 1) * kPage),
                       swapped.begin() + static_cast<std::ptrdiff_t>(j * kPage));
      if (swapped == bytes) continue;  // two pages of nothing
      const auto path = folder.write("l.db", swapped);
      auto verdict = judge(path, true);
      // Empty b-trees are alike but for what lies in their gaps.
      if (!verdict.refused) CHECK(verdict.read == *ledger.states.begin());
    }
}

TEST_CASE("flip: a WAL that was turned over gives an earlier state of the ledger, or is refused") {
  const SmallLedger ledger(Size::with_measurements);
  REQUIRE(ledger.wal.size() > 20 * kPage);
  in_two([&](unsigned half, const Folder& folder) {
    const auto path = folder.write("l.db", ledger.before);
    std::mt19937_64 random(test_seed() + half);
    int earlier = 0, refused = 0, wrong = 0;
    for (int i = 0; i < (is_long() ? 20000 : 1000); ++i) {
      auto wal = ledger.wal;
      const auto at = i < 32 ? static_cast<std::size_t>(i) : random() % wal.size();
      wal[at] = static_cast<char>(wal[at] ^ (1 << (random() % 8)));
      folder.write("l.db-wal", wal);
      unlink((path + "-shm").c_str());
      const auto verdict = judge(path, true);
      if (verdict.refused) ++refused;
      else if (ledger.states.contains(verdict.read)) ++earlier;
      else ++wrong, std::cout << "byte " << at << " of the WAL gives what never was\n";
    }
    std::cout << "half " << half << ": " << earlier << " earlier states, " << refused << " refused\n";
    return wrong + (refused == 0 ? 1 : 0);
  });
}
