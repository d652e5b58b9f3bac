// The actions of `check` with which people hold checks, order the mending and accept a risk for a time.
#pragma once
#include <vector>

#include "cli/verb.h"

namespace govcloud {

/// hold, order and accept.
std::vector<Action> rectify_actions();

}  // namespace govcloud
