// The disk fails at every operation of every command, once and for good: the exit code and the words
// tell the truth, the record is whole afterwards, and the same key makes exactly one act.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "tests/faults/paper_bureau.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

struct Tally {
  int faults = 0, failed = 0, unknown = 0;
};

class Breaker {
 public:
  /// Every operation is made to fail, or by chance one of `every`.
  Breaker(bool shared_memory, unsigned every)
      : paper_(shared_memory), random_(test_seed()), every_(is_long() ? 1 : every) {}

  Tally play() {
    done_ = 1 + static_cast<int>(opening_steps().size());
    int number = 0;
    for (const auto& step : life_cycle()) play_step(step, "k" + std::to_string(++number));
    for (const auto& step : reading_steps()) play_step(step, "");
    return tally_;
  }

 private:
  void play_step(const Step& step, const std::string& key) {
    const auto before = paper_.disk.state;
    paper_.disk.begin();
    const auto good = paper_.bureau.ask(step, key);
    REQUIRE_MESSAGE((key.empty() || good.exit == 0), good.err);
    const auto after = paper_.disk.state;
    std::map<DiskOp, int> counts;
    for (const auto op : kDiskOps) counts[op] = paper_.disk.count(op);
    seen_.clear();
    for (const auto op : kDiskOps)
      for (const bool sticky : {false, true})
        for (int k = 1; k <= counts[op]; ++k) {
          if (every_ > 1 && random_() % every_ != 0) continue;
          CAPTURE(step.words);
          CAPTURE(name_of(op));
          CAPTURE(k);
          CAPTURE(sticky);
          paper_.disk.state = before;
          paper_.disk.begin();
          paper_.disk.fail({op, k, sticky});
          const auto answer = paper_.bureau.ask(step, key);
          paper_.disk.begin();
          look(step, key, answer, good);
        }
    paper_.disk.state = after;
    if (!key.empty()) ++done_;
  }

  void look(const Step& step, const std::string& key, const Answer& answer, const Answer& good) {
    CAPTURE(answer.err);
    ++tally_.faults;
    // An audit that cannot read calls nothing damaged, and nothing whole.
    const bool failed = answer.exit == 74 || answer.exit == 75;
    CHECK_MESSAGE((failed || answer.exit == good.exit), "exit code " << answer.exit);
    if (!failed) CHECK(answer.out == good.out);
    if (failed) ++tally_.failed;
    const bool fresh = seen_.insert(paper_.disk.fingerprint()).second;
    auto db = Database::open(paper_.bureau.ledger(), Database::Mode::write, 0);
    if (fresh) {  // one image of the disk is verified once
      const auto faults = faults_of(db);
      CHECK_MESSAGE(faults.empty(), faults);
    }
    const auto there = key.empty() ? 0 : acts_by_key(db, key);
    CHECK(db.integer("SELECT count(*) FROM act") == done_ + there);
    if (key.empty()) return;
    if (!failed) CHECK(there == 1);
    const bool none = answer.err.find("nothing was recorded") != std::string::npos;
    const bool unknown = answer.err.find("not known whether") != std::string::npos;
    if (failed) CHECK(none != unknown);
    if (none) CHECK(there == 0);
    if (unknown) CHECK(answer.err.find("--key") != std::string::npos);
    if (unknown) ++tally_.unknown;
    if (fresh || is_long()) retry(step, key);
  }

  void retry(const Step& step, const std::string& key) {
    const auto again = paper_.bureau.ask(step, key);
    CHECK_MESSAGE(again.exit == 0, again.err);
    auto db = Database::open(paper_.bureau.ledger(), Database::Mode::read, 0);
    CHECK(acts_by_key(db, key) == 1);
    CHECK(db.integer("SELECT count(*) FROM act") == done_ + 1);
  }

  PaperBureau paper_;
  std::mt19937_64 random_;
  unsigned every_;
  std::set<std::uint64_t> seen_;
  int done_ = 0;
  Tally tally_;
};

void break_a_life_cycle(bool shared_memory, unsigned every, const std::string& mode) {
  Breaker breaker(shared_memory, every);
  const auto tally = breaker.play();
  MESSAGE(mode << ": " << tally.faults << " faults, " << tally.failed << " told, of these "
               << tally.unknown << " with the outcome unknown");
  CHECK(tally.faults > 1000);
  CHECK(tally.failed > tally.faults / 2);
  CHECK(tally.unknown > 10);
}

}  // namespace

TEST_CASE("input and output errors: WAL") { break_a_life_cycle(true, 1, "WAL"); }
TEST_CASE("input and output errors: a rollback journal") { break_a_life_cycle(false, 3, "DELETE"); }
