// The two colours of the counter: headings are bold, errors red. Never in data for another program.
#pragma once
#include <string>

#include "cli/common_options.h"
#include "cli/desk.h"

namespace govcloud {

/// --color always or never decide; else a terminal has colour, unless NO_COLOR is set or TERM is dumb.
bool is_colored(const Desk& desk, const Common& common, bool is_terminal);

/// The first line of a text bold, or red.
std::string bold_line(const std::string& text);
std::string red_line(const std::string& text);

}  // namespace govcloud
