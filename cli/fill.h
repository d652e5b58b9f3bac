// Puts the values of a command line, a variable, a configuration or a row into the places that the
// verb declared.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/words.h"

namespace govcloud {

/// Puts one value into its place; a list grows, anything else is replaced. `shown` is how messages
/// name it ("--level", "GOVCLOUD_OUTPUT", "column level"). A flag takes true/yes/1 or false/no/0.
std::optional<UsageError> fill(const Option& option, const std::string& value,
                               const std::string& shown);

/// Fills all; the first value that cannot be used is the answer.
std::optional<UsageError> fill_all(const Words& words, const std::vector<Given>& given);

/// The first positional that was not given as often as it must be.
std::optional<UsageError> missing_word(const Words& words, const std::vector<Given>& given);

/// A row of a bulk file as values: the name of each column and its cell. A column is the name of an
/// option ("level"), of a positional in lower case ("system"), one of a numbered list ("need.1"),
/// or KIND of a KIND=VALUE option ("attach.plan"). Empty cells are not given.
using Row = std::vector<std::pair<std::string, std::string>>;
std::variant<std::vector<Given>, UsageError> read_row(const Words& words, const Row& row);

}  // namespace govcloud
