// The table of verbs: what each is called, what it says of itself, and how its words become a run.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/common_options.h"
#include "cli/desk.h"
#include "cli/words.h"

namespace govcloud {

/// Carries out what the words asked for and gives the exit code.
using Run = std::function<int(Desk&, const Common&)>;

/// A reading verb has none of the options of an act (--attach, --key, --dry-run …). `rows` writes one
/// command, which a bulk file may give many times over (--from).
enum class Access { reads, writes, rows };
constexpr bool writes(Access access) { return access != Access::reads; }

/// What the help says besides the options: the exit codes that this action can give, without those
/// that any can (0, 64, 70, 74), and two examples.
struct Notes {
  std::vector<int> exits;
  std::vector<std::string> examples;
};

struct Action {
  std::string name;  // "accept" of `review accept`; "" for a verb that is its own only action
  Sentence summary;
  Access access = Access::reads;
  std::function<Run(Words&)> prepare;  // declares the options and gives what will run on them
  Notes notes;
};

struct Verb {
  std::string name;
  Sentence summary;
  std::vector<Action> actions;
};

/// One action. `Args` is a plain struct that `declare` fills through Words; `run` gets it filled.
template <class Args>
Action action(std::string name, Sentence summary, Access access, void (*declare)(Words&, Args&),
              int (*run)(Desk&, const Common&, const Args&), Notes notes) {
  auto prepare = [declare, run](Words& words) -> Run {
    auto args = std::make_shared<Args>();
    declare(words, *args);
    return [args, run](Desk& desk, const Common& common) { return run(desk, common, *args); };
  };
  return {std::move(name), summary, access, std::move(prepare), std::move(notes)};
}

/// A verb without actions, `govcloud submit …`.
template <class Args>
Verb verb(std::string name, Sentence summary, Access access, void (*declare)(Words&, Args&),
          int (*run)(Desk&, const Common&, const Args&), Notes notes) {
  auto only = action<Args>("", summary, access, declare, run, std::move(notes));
  return {std::move(name), summary, {std::move(only)}};
}

/// A verb with actions, `govcloud review accept …`.
inline Verb verb(std::string name, Sentence summary, std::vector<Action> actions) {
  return {std::move(name), summary, std::move(actions)};
}

}  // namespace govcloud
