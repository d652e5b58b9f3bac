// One command from its words to its exit code, on whatever desk it is given.
#pragma once
#include <string>
#include <vector>

#include "cli/desk.h"

namespace govcloud {

/// `typed` are the words after the program's name. Never throws; every error is told on the desk's
/// stderr and has its documented exit code.
int run(Desk& desk, const std::vector<std::string>& typed);

}  // namespace govcloud
