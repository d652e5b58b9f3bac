// What --help prints. Aligned by display width, so that Chinese lines up.
#pragma once
#include <string>

#include "cli/reading.h"

namespace govcloud {

/// The overview of all verbs, the list of a verb's actions, or the page of one action: its usage,
/// summary, options, exit codes and examples. Ends with a newline.
std::string help_text(Lang lang, const Verbs& verbs, const Help& help);

}  // namespace govcloud
