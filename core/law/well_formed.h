// What the counter never lets through, so that decide() is never asked: ids, levels and amounts that
// no words of the command line can mean. Verification asks it of every command that it reads back.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/law/rejudge.h"

namespace govcloud {

inline constexpr std::int64_t kLevelMin = 1, kLevelMax = 5;  // protection levels 等保级别, GB/T 22240
inline constexpr std::int64_t kCountMax = 1000;              // resources of one line
inline constexpr std::size_t kIdBytesMax = 63;

/// Whether a text can be the id of a unit, a person or a system: small letters, digits and '-', which
/// does not begin it.
bool is_id(std::string_view text);

/// What no counter takes, in words, or nothing.
std::string ill_formed(const AnyCommand& command);

}  // namespace govcloud
