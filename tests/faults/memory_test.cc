// Memory runs out in each kind of command, under SQLite and under C++, once and for good: never a
// crash, never half an act, a documented exit code, and the same key makes exactly one act.
#include "tests/faults/memory.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "core/format/json.h"
#include "core/ledger/signature_check.h"
#include "tests/faults/paper_bureau.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

constexpr long kTriesEach = 24;

class Starver {
 public:
  explicit Starver(Memory kind) : paper_(true, false), kind_(kind), random_(test_seed()) {}

  void play() {
    done_ = 1;
    int number = 0;
    for (const auto* steps : {&opening_steps(), &life_cycle()})
      for (const auto& step : *steps) play_step(step, "k" + std::to_string(++number));
    for (const auto& step : reading_steps()) play_step(step, "");
    const std::string name = kind_ == Memory::sqlite ? "SQLite" : "C++";
    MESSAGE(name << ": " << tries_ << " shortages, " << failed_ << " told, of " << requests_ << " requests");
    CHECK(tries_ > 1000);
    CHECK(failed_ > tries_ / 2);
  }

 private:
  Answer ask(const Step& step, const std::string& key, long at, bool sticky) {
    paper_.bureau.before = [=, this] { begin_memory(kind_, at, sticky); };
    paper_.bureau.after = [this] { asked_ = end_memory(); };
    auto answer = paper_.bureau.ask(step, key);
    paper_.bureau.before = paper_.bureau.after = [] {};
    return answer;
  }

  void play_step(const Step& step, const std::string& key) {
    const auto before = paper_.disk.state;
    ask(step, key, 0, false);  // so that what is made once only is there
    paper_.disk.state = before;
    const auto good = ask(step, key, 0, false);
    REQUIRE_MESSAGE((key.empty() || good.exit == 0), good.err);
    const auto after = paper_.disk.state;
    const long count = asked_;
    requests_ += count;
    REQUIRE(count > 100);
    seen_.clear();
    for (const bool sticky : {false, true})
      for (const long k : places(count)) {
        CAPTURE(step.words);
        CAPTURE(k);
        CAPTURE(sticky);
        paper_.disk.state = before;
        paper_.disk.begin();
        look(step, key, ask(step, key, k, sticky), good);
      }
    paper_.disk.state = after;
    if (!key.empty()) ++done_;
  }

  /// Which requests fail: all of them in the long run, else some of each stretch and the last ones.
  std::set<long> places(long count) {
    std::set<long> all;
    const long tries = is_long() ? std::min(count, 2000L) : kTriesEach;
    for (long i = 0; i < tries; ++i) {
      const long from = count * i / tries, to = count * (i + 1) / tries;
      all.insert(1 + from + static_cast<long>(random_() % static_cast<unsigned long>(std::max(1L, to - from))));
    }
    for (long k = std::max(1L, count - 4); k <= count; ++k) all.insert(k);
    return all;
  }

  void look(const Step& step, const std::string& key, const Answer& answer, const Answer& good) {
    CAPTURE(answer.err);
    ++tries_;
    const bool is_audit = step.words == "audit verify";
    const bool failed = answer.exit == 74 || answer.exit == 70 || (is_audit && answer.exit == 15);
    CHECK_MESSAGE((failed || answer.exit == good.exit), "exit code " << answer.exit);
    if (!failed) CHECK(answer.out == good.out);
    if (failed) ++failed_;
    const bool fresh = seen_.insert(paper_.disk.fingerprint()).second;
    auto db = Database::open(paper_.bureau.ledger(), Database::Mode::write, 0);
    if (fresh) {
      const auto faults = faults_of(db);
      CHECK_MESSAGE(faults.empty(), faults);
    }
    const auto there = key.empty() ? 0 : acts_by_key(db, key);
    CHECK(db.integer("SELECT count(*) FROM act") == done_ + there);
    if (key.empty()) return;
    if (!failed) CHECK(there == 1);
    if (answer.err.find("nothing was recorded") != std::string::npos) CHECK(there == 0);
    if (!fresh) return;
    const auto again = paper_.bureau.ask(step, key);
    CHECK_MESSAGE(again.exit == 0, again.err);
    CHECK(acts_by_key(db, key) == 1);
    CHECK(db.integer("SELECT count(*) FROM act") == done_ + 1);
  }

  PaperBureau paper_;
  Memory kind_;
  std::mt19937_64 random_;
  std::set<std::uint64_t> seen_;
  int done_ = 0;
  long asked_ = 0, tries_ = 0, failed_ = 0, requests_ = 0;
};

}  // namespace

TEST_CASE("memory runs out while a JSON value is copied") {
  const std::string text(100, 'x');
  const Json whole = Json::object().set(text, Json::array().push(text).push(Json::object().set("k", text)));
  int failed = 0;
  for (long k = 1;; ++k) {
    begin_memory(Memory::cplusplus, k, false);
    try {
      Json copy(whole), other;
      other = copy;
      if (end_memory() < k) break;
    } catch (const std::bad_alloc&) {
      end_memory();
      ++failed;
    }
  }
  CHECK(failed > 10);
}

TEST_CASE("memory runs out while threads check signatures: it is told, and never taken for a signature that holds") {
  KeyEnrolled fact;
  fact.person = "zhang", fact.public_key = file_bytes("tests/fuzz/seeds/signature/key.pub");
  fact.public_key = fact.public_key.substr(0, fact.public_key.find(" invented"));
  fact.proof = std::string(86, 'A') + "==";
  int told = 0;
  for (long k = 1; k < 400; ++k)
    for (const bool sticky : {false, true}) {
      bool whole = false, ran_out = false;
      begin_memory(Memory::cplusplus, k, sticky);
      try {
        Crew crew(3);
        SignatureCheck check(crew);
        for (std::uint64_t seq = 1; seq <= 70; ++seq) check.enrolled(fact, seq, "ledger");
        whole = check.finish().first_bad == 1;
      } catch (const std::bad_alloc&) {
        ran_out = true;
      }
      end_memory();
      CHECK(whole != ran_out);
      told += ran_out ? 1 : 0;
    }
  CHECK(told > 400);
}

TEST_CASE("memory runs out under SQLite") { Starver(Memory::sqlite).play(); }
TEST_CASE("memory runs out under C++") { Starver(Memory::cplusplus).play(); }
