// What an event told, for a correction that names it: its kind, and the item that it made or named.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "core/ledger/journal.h"

namespace govcloud {

struct EventTold {
  std::string kind;
  std::string id;  // the paper, resource or record; of another kind its first subject, or empty
};

/// Nothing where the journal has no event of that number.
std::optional<EventTold> event_told(Database& db, std::uint64_t seq);

}  // namespace govcloud
