// The policies and the calendar that travel inside the program, read already. A digest names bytes,
// and what these bytes say is worked out once, by the build, and kept as canonical text: a command
// under a built-in policy reads no TOML. Whatever is not known here is read from the ledger's content.
#pragma once
#include <optional>
#include <string_view>

#include "core/law/calendar.h"
#include "core/law/policy.h"

namespace govcloud {

/// The built-in policy whose file has this digest, with the digest in it; nothing for any other.
std::optional<Policy> known_policy(std::string_view digest_hex);
std::optional<Calendar> known_calendar(std::string_view digest_hex);

}  // namespace govcloud
