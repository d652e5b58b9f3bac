// Seals: their text, every byte of a countersigned one, whether they are true of a ledger, and what the
// countersigner remembers.
#include "core/ledger/seal_check.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "core/format/input_error.h"
#include "core/ledger/signature.h"
#include "core/ledger/sodium.h"
#include "core/ledger/witness.h"
#include "tests/ledger/key_pair.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const std::string kLedger = "00112233445566778899aabbccddeeff";
const std::string kHead = std::string(63, 'a') + "b";
const std::string kFacts = "govcloud-seal 1\norigin govcloud/" + kLedger + "\nsize 14\nhead " + kHead + "\n";

/// The books of a ledger in which shen, an auditor, has the key of `pair`.
Books books_with(const Pair& pair) {
  Books books;
  books.ledger.id = kLedger;
  books.persons["shen"] = {"shen", 2, "沈核", "sjj", {Role::auditor}};
  books.keys["K-2026-0002"] = {"K-2026-0002", 3, "shen", pair.key.line(), KeyState::active, "root"};
  books.keys["K-2026-0002"].from = 3;
  return books;
}

Seal signed_by(const Pair& pair, std::string lines, const std::string& who = "shen K-2026-0002") {
  lines += "countersigned " + who + "\n";
  const auto raw = pair.sign(signed_bytes(kSealNamespace, lines));
  return read_seal(lines + armoured(pair.key, kSealNamespace, raw), "s");
}

/// "65 s:3:" of what the reader says, or "" when it reads.
std::string refused(const std::string& text) {
  try {
    read_seal(text, "s");
    return "";
  } catch (const InputError& e) {
    const std::string told = e.what();
    return std::to_string(e.exit) + " " + told.substr(0, told.find(':', 2) + 1);
  }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The seal of event `seq` of a ledger as it is.
Seal seal_at(Database& db, std::uint64_t seq) {
  Books books;
  fetch_ledger(db, books);
  Head head{seq, {}, {}, 0};
  read_from(db, seq, [&](const ActRow& act, const EventRow& event) {
    head.hash = event.hash, head.recorded = act.header.recorded;
    return false;
  });
  return make_seal(books.ledger, head);
}

/// The story's beginning, as an old backup has it.
Database rolled_back(Database& from, const std::string& until) {
  auto db = Database::in_memory();
  db.run(enduring_schema());
  db.run(derived_schema());
  copy_journal(from, db, morning(day(until)));
  store_all(db, replay(db), read_head(db).seq);
  return db;
}

std::uint64_t last_seq(Database& db) { return read_head(db).seq; }

int exit_of_error(const std::function<void()>& step) {
  try {
    step();
    return 0;
  } catch (const LedgerError& e) {
    return e.exit;
  } catch (const InputError& e) {
    return e.exit;
  }
}

}  // namespace

TEST_CASE("seal: what is made is read again, and four lines are enough") {
  LedgerInfo ledger;
  ledger.id = kLedger, ledger.root_key = Pair(kEd25519).key.line();
  Head head{14, *digest_from_hex(kHead), *parse_instant("2026-03-02T09:00:00+08:00"), 9};
  const auto made = make_seal(ledger, head);
  CHECK(made.text() == kFacts + "recorded 2026-03-02T09:00:00+08:00\nroot " + Pair(kEd25519).key.fingerprint() + "\n");
  const auto read = read_seal(made.text(), "s");
  CHECK(read.ledger == kLedger);
  CHECK(read.size == 14);
  CHECK(hex(read.head) == kHead);
  CHECK(read.recorded == head.recorded);
  CHECK(read.root == made.root);
  CHECK(read.text() == made.text());
  CHECK_FALSE(read.by);
  CHECK(seal_facts(kLedger, 14, kHead) == kFacts);
  CHECK(read_seal(kFacts, "s").size == 14);
}

TEST_CASE("seal: what mail and editors do to lines changes nothing, and later versions may add some") {
  const std::string crlf = replaced(replaced(kFacts, "1\n", "1\r\n"), "14\n", "14\r\n");
  for (const auto& text : {kFacts.substr(0, kFacts.size() - 1), kFacts + "\n\n", crlf}) CHECK(read_seal(text, "s").lines == kFacts);
  const auto grown = read_seal(kFacts + "root_hash abc\nfrom 华\n", "s");
  CHECK(grown.text() == kFacts + "root_hash abc\nfrom 华\n");
}

TEST_CASE("seal: a file that is none is refused with its line") {
  struct Row { std::string what, text, want; };
  const Row rows[] = {
      {"nothing", "", "65 s:1:"},
      {"another form", replaced(kFacts, "seal 1", "seal 2"), "65 s:1:"},
      {"a blank before it", " " + kFacts, "65 s:1:"},
      {"only the form", "govcloud-seal 1\n", "65 s:2:"},
      {"no origin", replaced(kFacts, "origin", "source"), "65 s:2:"},
      {"another program's", replaced(kFacts, "govcloud/", "rekor/"), "65 s:2:"},
      {"a ledger that would be a path", replaced(kFacts, kLedger, "../../" + kLedger.substr(6)), "65 s:2:"},
      {"a ledger in capitals", replaced(kFacts, "aabb", "AABB"), "65 s:2:"},
      {"a short ledger", replaced(kFacts, kLedger, kLedger.substr(1)), "65 s:2:"},
      {"no size", replaced(kFacts, "size 14\n", ""), "65 s:3:"},
      {"size zero", replaced(kFacts, "14", "0"), "65 s:3:"},
      {"a size with a zero before it", replaced(kFacts, "14", "014"), "65 s:3:"},
      {"a negative size", replaced(kFacts, "14", "-14"), "65 s:3:"},
      {"a size that no journal has", replaced(kFacts, "14", "9223372036854775808"), "65 s:3:"},
      {"a size that no number has", replaced(kFacts, "14", "99999999999999999999"), "65 s:3:"},
      {"a size with a tail", replaced(kFacts, "14", "14 "), "65 s:3:"},
      {"no head", replaced(kFacts, "head", "tail"), "65 s:4:"},
      {"a short head", replaced(kFacts, "ab\n", "a\n"), "65 s:4:"},
      {"a head in capitals", replaced(kFacts, "ab\n", "aB\n"), "65 s:4:"},
      {"a second size", kFacts + "size 15\n", "65 s:5:"},
      {"a second head", kFacts + "head " + kHead + "\n", "65 s:5:"},
      {"a second origin", kFacts + "more\norigin govcloud/" + kLedger + "\n", "65 s:6:"},
      {"a time that is none", kFacts + "recorded yesterday\n", "65 s:5:"},
      {"a second time", kFacts + "recorded 2026-03-02T09:00:00Z\nrecorded 2026-03-02T09:00:00Z\n", "65 s:6:"},
      {"a root that is no fingerprint", kFacts + "root md5\n", "65 s:5:"},
      {"an empty line", kFacts + "\nmore\n", "65 s:5:"},
      {"a control character", kFacts + "more \x1b[31m\n", "65 s:5:"},
      {"a mark of direction", kFacts + "more \u202E\n", "65 s:5:"},
      {"bytes that are no text", kFacts + "more \xff\n", "65 s:5:"},
      {"a zero byte", kFacts + std::string("more \0\n", 7), "65 s:5:"},
      {"a countersigner without a signature", kFacts + "countersigned shen K-2026-0002\n", "65 s:6:"},
      {"a countersigner without a key", kFacts + "countersigned shen\n", "65 s:5:"},
      {"a line after the countersigner", kFacts + "countersigned shen K-2026-0002\nmore\n", "65 s:6:"},
      {"an armour that nobody put their name to", kFacts + "-----BEGIN SSH SIGNATURE-----\n", "65 s:5:"},
      {"an armour that is none", kFacts + "countersigned shen K-2026-0002\n-----BEGIN SSH SIGNATURE-----\nU1N\n", "65 s:6:"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(refused(row.text) == row.want);
  }
}

TEST_CASE("seal: a countersignature is over every byte, also over lines of later versions") {
  const Pair pair(kEd25519);
  const auto books = books_with(pair);
  const auto seal = signed_by(pair, kFacts + "recorded 2026-03-02T09:00:00+08:00\nroot_hash abc\n");
  REQUIRE_FALSE(countersignature_fault(books, seal));
  const auto text = seal.text();
  for (std::size_t at = 0; at < text.size(); ++at)
    for (const char mask : {'\x01', '\x20'}) {
      auto changed = text;
      changed[at] = static_cast<char>(changed[at] ^ mask);
      CAPTURE(changed);
      if (!refused(changed).empty()) continue;
      CHECK(countersignature_fault(books, read_seal(changed, "s")));
    }
}

TEST_CASE("seal: no line of a countersigned seal can be added, dropped, doubled or moved") {
  const Pair pair(kEd25519);
  const auto books = books_with(pair);
  const auto seal = signed_by(pair, kFacts + "recorded 2026-03-02T09:00:00+08:00\nmore one\nmore two\n");
  const auto armour = seal.text().substr(seal.lines.size());
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < seal.lines.size(); at = seal.lines.find('\n', at) + 1)
    lines.push_back(seal.lines.substr(at, seal.lines.find('\n', at) + 1 - at));
  const auto bad = [&](const std::vector<std::string>& changed) {
    std::string text;
    for (const auto& line : changed) text += line;
    return !refused(text + armour).empty() || countersignature_fault(books, read_seal(text + armour, "s"));
  };
  CHECK_FALSE(bad(lines));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(lines[i]);
    auto dropped = lines, doubled = lines, added = lines;
    dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
    doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    added.insert(added.begin() + static_cast<std::ptrdiff_t>(i), "more\n");
    CHECK(bad(dropped));
    CHECK(bad(doubled));
    CHECK(bad(added));
    auto moved = lines;
    if (i > 0) std::swap(moved[i], moved[i - 1]);
    if (i > 0) CHECK(bad(moved));
  }
}

TEST_CASE("seal: whose countersignature is accepted") {
  const Pair pair(kEd25519), other(kEd25519, "", 'h');
  struct Row { std::string what; Seal seal; std::string says; };
  auto wrong_space = kFacts + "countersigned shen K-2026-0002\n";
  wrong_space += armoured(pair.key, kActNamespace, pair.sign(signed_bytes(kActNamespace, wrong_space)));
  const Row rows[] = {
      {"the auditor's", signed_by(pair, kFacts), ""},
      {"of nobody", read_seal(kFacts, "s"), ""},
      {"with another key", signed_by(other, kFacts), "is not shen's over these lines"},
      {"with a key that is not there", signed_by(pair, kFacts, "shen K-2026-0009"), "no key of this ledger"},
      {"with a key that never was active", signed_by(pair, kFacts, "shen K-2026-0003"), "no key of this ledger"},
      {"in another's name", signed_by(pair, kFacts, "wang K-2026-0002"), "which is shen's key"},
      {"made for something else", read_seal(wrong_space, "s"), "is not shen's over these lines"},
  };
  auto books = books_with(pair);
  books.keys["K-2026-0003"] = {"K-2026-0003", 4, "shen", pair.key.line()};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto fault = countersignature_fault(books, row.seal);
    CHECK(fault.has_value() == !row.says.empty());
    if (fault) CHECK(fault->message.find(row.says) != std::string::npos);
  }
}

TEST_CASE("seal: true of a ledger at every event, and of no other") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  Books books;
  fetch_ledger(db, books);
  const auto last = last_seq(db);
  for (std::uint64_t seq = 1; seq <= last; ++seq) CHECK_FALSE(seal_fault(db, books.ledger, seal_at(db, seq)));
  const auto text = seal_at(db, 9).text();
  struct Row { std::string what, from, to; std::uint64_t event; std::string says; };
  const Row rows[] = {
      {"another ledger", "govcloud/0", "govcloud/f", 0, "this ledger is govcloud/0"},
      {"more events than there are", "size 9", "size " + std::to_string(last + 5), last + 1, "ends at event " + std::to_string(last)},
      {"another event", "size 9", "size 8", 8, "event 8 is not the one that was sealed"},
      {"another head", hex(seal_at(db, 9).head).substr(0, 8), "00000000", 9, "event 9 is not the one that was sealed"},
      {"another time", "T10:00:00", "T10:00:01", 9, "event 9 was recorded at"},
      {"a root that the ledger has not", "recorded", "root SHA256:x\nrecorded", 1, "the root key is none"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto fault = seal_fault(db, books.ledger, read_seal(replaced(text, row.from, row.to), "s"));
    REQUIRE(fault);
    CHECK(fault->event == row.event);
    CHECK(fault->message.find(row.says) != std::string::npos);
  }
}

TEST_CASE("seal: verification holds a journal against seals from outside") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto whole = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  auto old = rolled_back(whole, "2026-03-10");
  const auto last = last_seq(whole), cut = last_seq(old);
  REQUIRE(cut < last);
  const auto against = [&](Database& db, const std::vector<std::uint64_t>& sizes) {
    Outside outside;
    for (const auto size : sizes) outside.seals.push_back({"s", seal_at(whole, size)});
    return verify(db, outside);
  };
  CHECK(against(whole, {last}).verdict == "unproven");  // an unsigned ledger proves nothing
  CHECK(against(whole, {1, cut, last}).verdict == "unproven");  // events after a seal do not spoil it
  CHECK(verify(old).verdict == "unproven");  // without a seal nobody sees it
  CHECK(against(old, {cut}).verdict == "unproven");
  const auto found = against(old, {last, cut});
  CHECK(found.verdict == "behind_seal");
  CHECK(found.first_bad == cut + 1);
  int seals = 0;
  for (const auto& check : found.checks) {
    seals += check.name == "seal" ? 1 : 0;
    CHECK(check.holds == (check.name != "seal" || check.count == cut));
  }
  CHECK(seals == 2);
}

TEST_CASE("seal: who countersigned is judged by the day of what was sealed, and their key by its place") {
  const Pair pair(kEd25519);
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  auto books = books_with(pair);
  fetch_ledger(db, books);
  const auto sealed = seal_at(db, 9);  // of 2026-03-02
  const SealFile file{"s", signed_by(pair, sealed.lines)};
  REQUIRE(local_date(*sealed.recorded, std::chrono::minutes{books.ledger.offset_minutes}) == day("2026-03-02"));
  const auto audits = [](std::optional<Date> since, std::optional<Date> until) { return RolePeriod{Role::auditor, since, until}; };
  struct Row { std::string what; std::vector<Role> now; std::vector<RolePeriod> held; std::uint64_t revoked; bool holds; };
  const Row rows[] = {
      {"an auditor from the first day", {Role::auditor}, {}, 0, true},
      {"who never was one", {Role::reviewer}, {}, 0, false},
      {"who left later", {}, {audits({}, day("2026-03-20"))}, 0, true},
      {"who left on that day, nobody knows whether before", {}, {audits({}, day("2026-03-02"))}, 0, true},
      {"who had left", {}, {audits({}, day("2026-03-01"))}, 0, false},
      {"who had left, and became something else", {Role::reviewer}, {audits({}, day("2026-03-01"))}, 0, false},
      {"who became one later", {Role::auditor}, {audits(day("2026-03-20"), {})}, 0, true},
      {"who was one again later", {Role::auditor}, {audits({}, day("2026-03-01")), audits(day("2026-03-09"), {})}, 0, true},
      {"who was one for no day", {}, {audits(day("2026-03-20"), day("2026-03-20"))}, 0, false},
      {"whose key was revoked later", {Role::auditor}, {}, 10, true},
      {"whose key the sealed event revoked", {Role::auditor}, {}, 9, false},
      {"whose key had been revoked", {Role::auditor}, {}, 5, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto& person = books.persons["shen"];
    auto& key = books.keys["K-2026-0002"];
    person.roles = row.now, person.held = row.held;
    key.until = row.revoked, key.state = row.revoked != 0 ? KeyState::revoked : KeyState::active;
    const auto checks = check_seals(db, books, {}, {file});
    REQUIRE(checks.size() == 1);
    CAPTURE(checks.front().message);
    CHECK(checks.front().holds == row.holds);
  }
}

TEST_CASE("witness: where it is kept") {
  CHECK(witness_folder("/state", "/home/x") == "/state/govcloud/witness");
  CHECK(witness_folder("", "/home/x") == "/home/x/.local/state/govcloud/witness");
  CHECK(witness_folder("relative", "/home/x") == "/home/x/.local/state/govcloud/witness");
  CHECK_THROWS_AS(witness_folder("", ""), InputError);
}

TEST_CASE("witness: what was countersigned last is kept, newer only, and of one ledger only") {
  Folder folder;
  write_story(folder.file("l.db"));
  auto db = Database::open(folder.file("l.db"), Database::Mode::read, 0);
  auto old = rolled_back(db, "2026-03-10");
  Books books;
  fetch_ledger(db, books);
  const auto last = last_seq(db), cut = last_seq(old);
  Witness witness(folder.file("a/b/witness"), kLedger);
  CHECK_FALSE(witness.last());
  const auto keep = [&](Database& ledger, const Seal& seal) {
    return exit_of_error([&] {
      witness.keep(seal, 1, [&](const auto& before) { check_witnessed(ledger, books.ledger, before, seal); });
    });
  };
  auto forged = seal_at(db, cut);
  forged.head[0] = static_cast<std::uint8_t>(forged.head[0] ^ 1);
  CHECK(keep(old, seal_at(old, cut)) == 0);
  CHECK(witness.last()->size == cut);
  CHECK(keep(old, seal_at(old, cut)) == 0);      // the same once more
  CHECK(keep(db, forged) == 15);                 // the same event with another head
  CHECK(keep(db, seal_at(db, cut - 1)) == 13);   // an older one
  CHECK(keep(db, seal_at(db, last)) == 0);
  CHECK(keep(old, seal_at(old, cut)) == 15);     // a ledger that was rolled back
  CHECK(witness.last()->size == last);
  CHECK(hex(witness.last()->head) == hex(seal_at(db, last).head));
  struct stat info {};
  REQUIRE(stat(folder.file("a/b/witness/" + kLedger).c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  REQUIRE(stat(folder.file("a/b/witness").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0700);
  folder.write("a/b/witness/" + kLedger, "govcloud-seal 1\n");
  CHECK(keep(db, seal_at(db, last)) == 65);      // what does not read is not passed over
}

TEST_CASE("witness: of many at once none goes back behind another") {
  Folder folder;
  const auto seal_of = [](std::uint64_t size) { return read_seal(seal_facts(kLedger, size, kHead), "s"); };
  std::atomic<int> kept = 0, refusals = 0;
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      Witness witness(folder.file("w"), kLedger);
      for (std::uint64_t i = 1; i <= 25; ++i) {
        const auto seal = seal_of((i * 37 + t * 11) % 100 + 1);
        const int exit = exit_of_error([&] {
          witness.keep(seal, 60, [&](const auto& last) {
            if (last && last->size > seal.size) throw LedgerError(13, "older");
          });
        });
        ++(exit == 0 ? kept : refusals);
        if (witness.last()->size < seal.size) refusals = -1000;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(kept + refusals == 100);
  CHECK(kept > 0);
  std::uint64_t largest = 0;
  for (std::uint64_t t = 0; t < 4; ++t)
    for (std::uint64_t i = 1; i <= 25; ++i) largest = std::max(largest, (i * 37 + t * 11) % 100 + 1);
  CHECK(Witness(folder.file("w"), kLedger).last()->size == largest);
}

TEST_CASE("witness: who waits too long is told") {
  Folder folder;
  Witness one(folder.file("w"), kLedger), two(folder.file("w"), kLedger);
  const auto seal = read_seal(kFacts, "s");
  int inner = 0;
  one.keep(seal, 1, [&](const auto&) { inner = exit_of_error([&] { two.keep(seal, 0, [](const auto&) {}); }); });
  CHECK(inner == 75);
}
