// What transact() and the bulk act share: the clock's rule, keys that were used before, items that have
// moved, and the header of an act. Used by core/ledger only.
#pragma once
#include "core/ledger/ledger.h"

namespace govcloud {

constexpr int kRacesBeforeLock = 3;

/// The rule of the clock: never far behind the last event, far ahead only when somebody says so. Throws
/// LedgerError 78, 17.
void check_clock(const LedgerInfo& info, const Head& head, const Act& act);
/// What an idempotency key is bound to (govcloud-journal(5)).
Digest content_digest(const Act& act);
/// The first answer again, if the key was used before: by an act, or by a row of one.
std::optional<Outcome> replayed(Database& db, const Act& act, const Digest& content);
/// The item of --expect stands elsewhere.
std::optional<Conflict> moved(const Books& books, const Act& act);
std::vector<Event> events_from(const std::vector<Fact>& facts, const Acting& acting);
ActHeader header_for(const Ledger& ledger, const Act& act, const Digest& content);
/// Signs a draft with its person's key, unless the ledger is unsigned. `locked`: the write lock is held,
/// and a key that must be touched is refused (75). Throws LedgerError 14 when there is no key.
void sign_as(Draft& made, const Books& books, const Act& act, bool locked);

}  // namespace govcloud
