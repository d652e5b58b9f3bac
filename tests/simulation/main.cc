// A year in the office, as often as seeds are given: random acts of all roles are judged by the model and
// by the program, and both must say the same and show the same. Options are of the environment:
// GOVCLOUD_SEEDS, how many years (200); GOVCLOUD_ACTS, acts of a year (2000); GOVCLOUD_SEED, only this year.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "core/ledger/verify.h"
#include "tests/law/lawful.h"
#include "tests/ledger/paper_ledger.h"
#include "tests/simulation/clerks.h"
#include "tests/simulation/program.h"

namespace govcloud::simulation {
namespace {

unsigned option(const char* name, unsigned otherwise) {
  const char* given = std::getenv(name);
  return given != nullptr ? static_cast<unsigned>(std::stoul(given)) : otherwise;
}

/// One year's office: the seed decides the policy and whether there are several authorities and providers.
struct Year {
  explicit Year(unsigned seed, Day first)
      : several(seed / 2 % 3 == 0), model(seed % 2 == 0), program(model.zhejiang ? "zhejiang" : "changde", first) {
    settle_in(program, model, several);
  }
  bool several;
  Model model;
  Program program;
};

/// The system that an act touches, as far as its name tells.
std::string system_of(const Model& model, const Act& act) {
  if (model.systems.contains(act.about)) return act.about;
  const auto request = model.requests.find(act.about);
  return request != model.requests.end() ? request->second.system : "";
}

/// The lines that one side has and the other has not.
std::string differ(const std::string& by_model, const std::string& by_program) {
  if (by_model == by_program) return "";
  const auto lines = [](const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> all;
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
  };
  const auto model = lines(by_model), program = lines(by_program);
  std::string found;
  for (std::size_t i = 0; i < std::max(model.size(), program.size()); ++i) {
    const auto one = i < model.size() ? model[i] : "", other = i < program.size() ? program[i] : "";
    if (one != other) found += "the model says   " + one + "\nthe program says " + other + "\n";
  }
  return found;
}

std::string compare(const Year& year, const Act& act) {
  const auto& books = year.program.office.books;
  const auto system = system_of(year.model, act);
  auto found = differ(tell_system(year.model, system), tell_system(books, system));
  if (found.empty()) found = differ(tell_person(year.model, act.about), tell_person(books, act.about));
  return found;
}

std::string compare_all(const Year& year) {
  const auto& books = year.program.office.books;
  std::string found = differ(tell_rest(year.model), tell_rest(books));
  for (const auto& [id, system] : books.systems)
    if (found.empty()) found = differ(tell_system(year.model, id), tell_system(books, id));
  for (const auto& [id, person] : books.persons)
    if (found.empty()) found = differ(tell_person(year.model, id), tell_person(books, id));
  return found.empty() ? testing::unlawful(books) : found;
}

/// Takes one act on both sides; what differs, or nothing.
std::string take(Year& year, const Act& act, std::map<std::string, unsigned>& words) {
  const auto before = year.program.office.journal.size();
  const auto want = year.model.judge(act);
  Verdict got;
  try {
    got = year.program.take(act);
  } catch (const std::exception& fault) {
    return std::string("the program breaks: ") + fault.what();
  }
  ++words[got.word];
  if (want.word != got.word || want.ground != got.ground)
    return "the model says " + want.word + " " + want.ground + ", the program " + got.word + " " + got.ground + "\n";
  if (std::holds_alternative<No>(year.program.office.last))
    return year.program.office.journal.size() == before ? "" : "a refusal was recorded";
  return compare(year, act);
}

/// The number that the last act gave to a request, a record or a finding.
template <class Shelf>
std::string fresh(const Shelf& shelf, std::size_t before) {
  return shelf.size() > before ? shelf.rbegin()->first : "";
}

/// An act whose numbers are those of a story that leaves others out.
Act renumbered(Act act, const std::map<std::string, std::string>& numbers) {
  const auto now = [&](const std::string& id) {
    const auto slash = id.starts_with("R-") ? id.find('/') : std::string::npos;
    const auto at = numbers.find(id.substr(0, slash));
    return at == numbers.end() ? id : at->second + (slash == std::string::npos ? "" : id.substr(slash));
  };
  act.about = now(act.about), act.resubmits = now(act.resubmits);
  std::map<std::string, Amounts> amounts;
  for (auto& [id, a] : act.amounts) amounts[now(id)] = std::move(a);
  act.amounts = std::move(amounts);
  return act;
}

/// The first difference of a year that is played again from its acts, with the number of the act. What
/// was played is put into `told`, under the numbers that it had.
std::pair<std::string, std::size_t> play(unsigned seed, Day first, const std::vector<Act>& acts, std::vector<Act>* told = nullptr) {
  Year year(seed, first);
  std::map<std::string, unsigned> words;
  std::map<std::string, std::string> numbers;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    const auto act = renumbered(acts[i], numbers);
    if (told != nullptr) told->push_back(act);
    const auto requests = year.model.requests.size(), records = year.model.records.size();
    auto found = take(year, act, words);
    if (!found.empty()) return {found, i};
    const auto given = fresh(year.model.requests, requests) + fresh(year.model.records, records);
    if (!given.empty() && !acts[i].made.empty()) numbers[acts[i].made] = given;
  }
  return {compare_all(year), acts.size()};
}

/// Leaves out acts as long as some difference remains: halves, then quarters, down to single ones.
std::vector<Act> shrink(unsigned seed, Day first, std::vector<Act> acts) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  for (std::size_t size = acts.size() / 2; size > 0; size /= 2)
    for (std::size_t at = 0; at < acts.size() && std::chrono::steady_clock::now() < until;) {
      auto fewer = acts;
      const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(at);
      fewer.erase(from, from + static_cast<std::ptrdiff_t>(std::min(size, acts.size() - at)));
      const auto [found, where] = play(seed, first, fewer);
      if (found.empty()) {
        at += size;
        continue;
      }
      if (where < fewer.size()) fewer.resize(where + 1);
      acts = std::move(fewer);
    }
  return acts;
}

void tell_failure(unsigned seed, Day first, std::vector<Act> acts, const std::string& found) {
  std::printf("year %u differs at act %zu:\n%s\n%s\n", seed, acts.size(), tell(acts.back()).c_str(), found.c_str());
  acts = shrink(seed, first, std::move(acts));
  std::printf("the shortest story of it, %zu acts:\n", acts.size());
  std::vector<Act> told;
  const auto end = play(seed, first, acts, &told).first;
  for (const auto& act : told) std::printf("  %s\n", tell(act).c_str());
  std::printf("%s\nplay it again with: GOVCLOUD_SEED=%u\n", end.c_str(), seed);
}

/// The year as a real ledger: verified act by act, rebuilt, and verified once more.
std::string keep_as_ledger(const Year& year) {
  const testing::Folder folder;
  testing::write_journal(folder.file("l.db"), year.program.office);
  auto db = Database::open(folder.file("l.db"), Database::Mode::write, 0);
  for (const char* when : {"written", "rebuilt"}) {
    for (const auto& check : verify(db).checks) {
      if (!check.holds || check.differs != 0) return std::string("the ledger as ") + when + " fails the check of " + check.name;
      if (check.name == "legality" && check.count != year.program.office.acts.size()) return "not every act was judged again";
    }
    rebuild(db);
  }
  return "";
}

bool live(unsigned seed, unsigned acts_of_a_year, bool as_ledger, std::map<std::string, unsigned>& words) {
  Clerks clerks(seed, seed / 2 % 3 == 0);
  const auto first = clerks.today();
  Year year(seed, first);
  std::vector<Act> acts;
  std::string found;
  for (unsigned i = 0; i < acts_of_a_year && found.empty(); ++i) {
    acts.push_back(clerks.next(year.model));
    const auto requests = year.model.requests.size(), records = year.model.records.size();
    found = take(year, acts.back(), words);
    acts.back().made = fresh(year.model.requests, requests) + fresh(year.model.records, records);
    if (found.empty() && i % 200 == 199) found = compare_all(year);
  }
  if (found.empty()) found = compare_all(year);
  if (found.empty() && as_ledger) found = keep_as_ledger(year);
  if (!found.empty()) tell_failure(seed, first, std::move(acts), found);
  return found.empty();
}

}  // namespace

int run() {
  const unsigned acts = option("GOVCLOUD_ACTS", 2000), only = option("GOVCLOUD_SEED", 0), years = only != 0 ? 1 : option("GOVCLOUD_SEEDS", 200);
  std::map<std::string, unsigned> words;
  unsigned ledgers = 0;
  for (unsigned i = 0; i < years; ++i) {
    const unsigned seed = only != 0 ? only : i + 1;
    const bool as_ledger = seed % 100 < 2;  // of each policy
    if (!live(seed, acts, as_ledger, words)) return 1;
    ledgers += as_ledger ? 1 : 0;
  }
  std::printf("%u years of %u acts, both policies; %u of them as ledgers, verified and rebuilt\n", years, acts, ledgers);
  for (const auto& [word, count] : words) std::printf("%9u %s\n", count, word.c_str());
  return 0;
}

}  // namespace govcloud::simulation

int main() { return govcloud::simulation::run(); }
