// From the words on the command line to what is to be run.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "cli/fill.h"
#include "cli/verb.h"

namespace govcloud {

/// A command that can be run. With `common.from` set it stands for many: run row_call() of each row
/// instead, and never `run` itself, because what the rows give was not asked of the command line.
struct Call {
  const Verb* verb = nullptr;
  const Action* action = nullptr;
  Common common;
  std::vector<Given> given;
  Run run;
};

/// Help was asked for (stdout, exit 0), or no verb was named (the overview on stderr, exit 64).
struct Help {
  const Verb* verb = nullptr;      // null: the overview
  const Action* action = nullptr;  // null: of all the verb's actions
  bool asked = true;
};
struct Version {};

struct Reading {
  Common common;  // as far as it is known; what an error is printed by
  std::variant<Call, Help, Version, UsageError> what;
};

using Verbs = std::vector<const Verb*>;

/// Reads the words after the program's name. Only the options of the named verb and action are ever
/// declared. Throws InputError for a configuration file (see cli/config.h).
Reading read_command(const Verbs& verbs, const std::vector<std::string>& typed, const Desk& desk);

/// The command of one row of a bulk file: the row's values on top of the command line's, a row's
/// list adding to it.
std::variant<Call, UsageError> row_call(const Call& all, const Row& row);

}  // namespace govcloud
