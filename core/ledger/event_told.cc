#include "core/ledger/event_told.h"

#include "core/ledger/codec.h"

namespace govcloud {

std::optional<EventTold> event_told(Database& db, std::uint64_t seq) {
  std::optional<EventTold> told;
  read_from(db, seq, [&](const ActRow&, const EventRow& row) {
    if (row.seq != seq) return false;
    told = EventTold{row.kind, row.subjects.empty() ? "" : row.subjects.front()};
    // A delivery names its request before its resource.
    if (row.kind == Delivered::kKind)
      if (const auto event = decode_body(row.kind, row.body); const auto* delivered = std::get_if<Delivered>(&event.fact))
        told->id = delivered->resource;
    return false;
  });
  return told;
}

}  // namespace govcloud
