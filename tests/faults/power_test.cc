// The power is cut at every operation of a life cycle: the record is whole afterwards, nothing that
// was acknowledged is lost, and the same key makes exactly one act.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/faults/paper_bureau.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

struct Tally {
  int cuts = 0, images = 0, corrupt = 0, lost = 0, unacknowledged = 0, recoveries = 0;
};

class Cutter {
 public:
  Cutter(bool shared_memory, std::uint64_t seed, int rounds)
      : paper_(shared_memory), random_(seed), rounds_(rounds) {}

  Tally play() {
    done_ = static_cast<int>(opening_steps().size());
    int number = 0;
    for (const auto& step : life_cycle()) {
      const auto key = "k" + std::to_string(++number);
      const auto before = paper_.disk.state;
      paper_.disk.begin();
      const auto answer = paper_.bureau.ask(step, key);
      REQUIRE_MESSAGE(answer.exit == 0, step.words << ": " << answer.err);
      const auto after = paper_.disk.state;
      cut_step(step, key, before, paper_.disk.changes());
      paper_.disk.state = after;
      ++done_;
    }
    return tally_;
  }

 private:
  void cut_step(const Step& step, const std::string& key, const DiskState& before, int operations) {
    std::set<std::uint64_t> seen;
    for (int k = 1; k <= operations; ++k) {
      paper_.disk.state = before;
      paper_.disk.begin();
      paper_.disk.cut_at(k);
      const bool acknowledged = paper_.bureau.ask(step, key).exit == 0;
      const auto cut = paper_.disk.state;
      for (const auto survivors : kSurvivors) {
        const bool by_chance = survivors == Survivors::some || survivors == Survivors::torn;
        // Without time for more, the two kinds of chance take turns.
        if (by_chance && rounds_ == 0 && (survivors == Survivors::some) == (k % 2 == 0)) continue;
        for (int round = 0; round < (by_chance ? std::max(1, rounds_) : 1); ++round) {
          paper_.disk.state = cut;
          paper_.disk.power_returns(survivors, random_);
          ++tally_.cuts;
          // One image and one promise are looked at once.
          if (seen.insert(paper_.disk.fingerprint() * 2 + (acknowledged ? 1 : 0)).second)
            look(step, key, acknowledged, k);
        }
      }
    }
  }

  /// What the next one to come finds, at times after a second cut during the recovery.
  void look(const Step& step, const std::string& key, bool acknowledged, int k) {
    CAPTURE(step.words);
    CAPTURE(k);
    ++tally_.images;
    if (tally_.images % (is_long() ? 3 : 11) == 0) cut_recovery();
    std::int64_t there = 0;
    try {
      auto db = Database::open(paper_.bureau.ledger(), Database::Mode::write, 0);
      there = acts_by_key(db, key);
      const auto acts = db.integer("SELECT count(*) FROM act");
      const auto faults = faults_of(db);
      CHECK_MESSAGE(faults.empty(), faults);
      if (!faults.empty()) ++tally_.corrupt;
      const auto lost = acts < 1 + done_ + (acknowledged ? 1 : 0);
      CHECK(!lost);
      CHECK(acts == 1 + done_ + there);
      if (lost) ++tally_.lost;
      if (!acknowledged && there != 0) ++tally_.unacknowledged;
    } catch (const LedgerError& e) {
      ++tally_.corrupt;
      FAIL_CHECK(e.what());
      return;
    }
    if (!is_long() && tally_.images % 4 != 0) return;
    const auto again = paper_.bureau.ask(step, key);
    CHECK_MESSAGE(again.exit == 0, again.err);
    auto db = Database::open(paper_.bureau.ledger(), Database::Mode::read, 0);
    CHECK(acts_by_key(db, key) == 1);
    CHECK(db.integer("SELECT count(*) FROM act") == 2 + done_);
  }

  /// Opens and closes as the next one to come does, which recovers.
  void visit() {
    try {
      Database::open(paper_.bureau.ledger(), Database::Mode::write, 0).integer("SELECT count(*) FROM act");
    } catch (const LedgerError&) {
      // The power went.
    }
  }

  /// The power goes again while the next one recovers.
  void cut_recovery() {
    const auto found = paper_.disk.state;
    paper_.disk.begin();
    visit();
    const int operations = paper_.disk.changes();
    paper_.disk.state = found;
    if (operations == 0) return;
    paper_.disk.begin();
    paper_.disk.cut_at(1 + static_cast<int>(random_() % static_cast<unsigned>(operations)));
    visit();
    paper_.disk.power_returns(Survivors::torn, random_);
    ++tally_.recoveries;
  }

  PaperBureau paper_;
  std::mt19937_64 random_;
  int rounds_, done_ = 0;
  Tally tally_;
};

void cut_a_life_cycle(bool shared_memory, const std::string& mode) {
  Cutter cutter(shared_memory, test_seed(), is_long() ? 20 : 0);
  const auto tally = cutter.play();
  MESSAGE(mode << ": " << tally.cuts << " cuts, " << tally.images << " different disks, "
               << tally.recoveries << " cut again, " << tally.corrupt << " corrupt, " << tally.lost
               << " lost, " << tally.unacknowledged << " there without an answer");
  CHECK(tally.images > 500);
  CHECK(tally.recoveries > 20);
}

}  // namespace

TEST_CASE("power: WAL with synchronous=FULL") { cut_a_life_cycle(true, "WAL, FULL"); }
TEST_CASE("power: a rollback journal with synchronous=EXTRA") { cut_a_life_cycle(false, "DELETE, EXTRA"); }
