// What the counter never lets through, so that decide() is never asked: ids, levels and amounts that
// no words of the command line can mean. Verification asks it of every command that it reads back.
#pragma once
#include <string>

#include "core/law/rejudge.h"

namespace govcloud {

/// What no counter takes, in words, or nothing.
std::string ill_formed(const AnyCommand& command);

}  // namespace govcloud
