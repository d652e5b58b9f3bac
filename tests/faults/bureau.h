// A small bureau whose commands are run in process: what the fault programmes put under stress.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/ledger/verify.h"
#include "tests/ledger/paper_ledger.h"

namespace govcloud::testing {

/// A command as it is typed, words between blanks, and when. `@` stands for the path of a paper.
struct Step {
  std::string now, words;
};

struct Answer {
  int exit = 0;
  std::string out, err;
};

/// The registers: two commands of the founder and more, up to the first application.
const std::vector<Step>& opening_steps();
/// One life cycle, from the application to the last resource.
const std::vector<Step>& life_cycle();
/// The verbs that read, with an audit last.
const std::vector<Step>& reading_steps();

class Bureau {
 public:
  Bureau();
  /// Runs a command; with a key it may be run again. Memory that runs out, a disk that fails: what
  /// comes out is an exit code and words.
  Answer ask(const Step& step, const std::string& key = "") const;
  /// Runs steps one after another, with the keys PREFIX1, PREFIX2 …; all must end in 0.
  void play(const std::vector<Step>& steps, const std::string& prefix) const;
  /// Sets a variable of the commands' environment.
  void give(const std::string& name, const std::string& value) { environment_[name] = value; }
  std::string ledger() const { return folder_.file("ledger.db"); }
  const Folder& folder() const { return folder_; }
  /// Called just before the command runs and just after.
  std::function<void()> before = [] {}, after = [] {};

 private:
  Folder folder_;
  std::map<std::string, std::string> environment_;
};

/// What verification finds wrong, measurements included; empty where all holds. With a twin, two threads.
std::string faults_of(Database& db, Database* twin = nullptr);
/// The number of acts under a key, and of all acts.
std::int64_t acts_by_key(Database& db, const std::string& key);

/// GOVCLOUD_SEED; without it 1, or in a long campaign a number by chance. It is printed.
std::uint64_t test_seed();
bool is_long();

}  // namespace govcloud::testing
