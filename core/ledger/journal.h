// The journal: acts and events in a hash chain. The seam for many machines is here: append if the
// head is still H, read from event N on. Nothing above this file knows how the list is kept.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/law/books.h"
#include "core/ledger/database.h"
#include "core/ledger/sha256.h"

namespace govcloud {

/// The most bytes that a row of the journal takes, which verification holds a foreign file to; an event's
/// body leaves room for the rest of its row.
inline constexpr int kJournalRowBytesMax = 4 << 20;
inline constexpr std::size_t kEventBodyBytesMax = kJournalRowBytesMax - 4096;

/// The newest event: its number and hash; {0, zeros} before the first.
struct Head {
  std::uint64_t seq = 0;
  Digest hash{};
  Instant recorded{};  // of its act
  std::uint64_t act = 0;
  bool operator==(const Head&) const = default;
};

/// The header of an act: one command by one person.
struct ActHeader {
  std::string ledger;  // id of the ledger
  std::string person, for_person, verb;
  std::string key;   // idempotency key, or empty
  Digest content{};  // of the command as it was given, papers by their digests
  std::string program;
  Instant recorded{};
  std::uint32_t events = 0;
};

/// How an act is signed. `none` marks an unsigned ledger.
struct ActSignature {
  std::string alg = "none";
  std::string key_id;
  std::string bytes;
};

struct ActRow {
  std::uint64_t act = 0, first = 0;  // its number, and its first event
  ActHeader header;
  ActSignature signature;
};

struct EventRow {
  std::uint64_t seq = 0, act = 0;
  std::string kind, body;
  std::vector<std::string> subjects;
  Digest prev{}, hash{};
};

/// SHA-256 over the canonical bytes of an event (govcloud-journal(5)); `header` only for the first
/// event of its act.
Digest hash_of(const EventRow& event, const ActHeader* header);

Head read_head(Database& db);

/// An act as it will be written: linked to a head and hashed, so that it can be signed before the
/// write lock is taken.
struct Draft {
  ActRow act;
  std::vector<EventRow> events;
  const Digest& last_hash() const { return events.back().hash; }
};
/// Throws LedgerError 65 for an event that is too large to be verified.
Draft draft(const Head& head, ActHeader header, const std::vector<Event>& events);

/// Appends an act if the head is still `expected`, to which the draft is linked; gives the new head,
/// or nothing when it has moved. Must run inside a write transaction. Every event is read back and
/// hashed again before it returns.
std::optional<Head> append(Database& db, const Head& expected, const Draft& act);

/// The rows as they are, for copies of a journal; the table's own guards hold.
void insert_act(Database& db, const ActRow& act);
void insert_event(Database& db, const EventRow& event);

/// Reads acts with their events from event `from` on, in order, until `each` says false.
void read_from(Database& db, std::uint64_t from,
               const std::function<bool(const ActRow&, const EventRow&)>& each);

/// The events that touch an item, in order.
void read_about(Database& db, const std::string& subject,
                const std::function<bool(const ActRow&, const EventRow&)>& each);

/// The act that an idempotency key is bound to.
std::optional<ActRow> act_by_key(Database& db, const std::string& key);
/// The events of an act, decoded.
std::vector<Event> events_of_act(Database& db, std::uint64_t act);

/// The stamp under which evolve() sees an event.
Stamp stamp_of(const ActRow& act, std::uint64_t seq);

}  // namespace govcloud
