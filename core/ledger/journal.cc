#include "core/ledger/journal.h"

#include <fmt/format.h>

#include "core/ledger/codec.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

constexpr std::string_view kDomain{"govcloud-event-1\0", 17};

constexpr std::string_view kActColumns =
    "act.act, act.person, act.for_person, act.verb, act.key, act.content, act.program, act.recorded,"
    " act.first, act.events, act.alg, act.key_id, act.signature";

Digest digest_or_fail(std::string_view raw, std::uint64_t seq) {
  const auto digest = digest_from(raw);
  if (!digest) throw LedgerError(15, fmt::format("event {} has no digest", seq), "", seq);
  return *digest;
}

ActRow act_from(const Statement& row, int at, const std::string& ledger) {
  ActRow act;
  act.act = static_cast<std::uint64_t>(row.integer(at));
  act.header.ledger = ledger;
  act.header.person = row.text(at + 1), act.header.for_person = row.text(at + 2);
  act.header.verb = row.text(at + 3), act.header.key = row.text(at + 4);
  act.header.content = digest_or_fail(row.view(at + 5), 0);
  act.header.program = row.text(at + 6);
  act.header.recorded = Instant{std::chrono::seconds{row.integer(at + 7)}};
  act.first = static_cast<std::uint64_t>(row.integer(at + 8));
  act.header.events = static_cast<std::uint32_t>(row.integer(at + 9));
  act.signature = {row.text(at + 10), row.text(at + 11), row.text(at + 12)};
  return act;
}

/// The id of the ledger as its first event says; it is hashed with every act.
std::string ledger_id(Database& db) {
  Statement row(db, "SELECT kind, body FROM event WHERE seq = 1");
  if (!row.step()) return "";
  try {
    const auto event = decode_body(row.view(0), row.view(1));
    if (const auto* created = std::get_if<LedgerCreated>(&event.fact)) return created->ledger;
  } catch (const std::invalid_argument&) {
    // Told below.
  }
  throw LedgerError(15, "event 1 does not say which ledger this is", "", 1);
}

/// Fossil's habit: what was written is read again and hashed again before it may be committed.
void read_back(Database& db, const EventRow& written, const ActHeader* header) {
  Statement row(db, "SELECT act, kind, body, prev, hash FROM event WHERE seq = ?1");
  Statement subjects(db, "SELECT subject FROM subject WHERE seq = ?1 ORDER BY position");
  row.bind(written.seq);
  EventRow read{written.seq, 0, "", "", {}, {}, {}};
  if (row.step()) {
    read.act = static_cast<std::uint64_t>(row.integer(0));
    read.kind = row.text(1), read.body = row.text(2);
    read.prev = digest_or_fail(row.view(3), written.seq);
    read.hash = digest_or_fail(row.view(4), written.seq);
  }
  subjects.bind(written.seq);
  while (subjects.step()) read.subjects.push_back(subjects.text(0));
  if (read.hash != written.hash || hash_of(read, header) != written.hash)
    throw LedgerError(74, "what was written did not read back; nothing was recorded");
}

}  // namespace

Digest hash_of(const EventRow& event, const ActHeader* header) {
  Sha256 hash;
  hash.add(kDomain).add_u64(event.seq).add_digest(event.prev).add_u64(event.act);
  hash.add_u8(header != nullptr ? 1 : 0);
  if (header != nullptr) {
    hash.add_text(header->ledger).add_text(header->person).add_text(header->for_person);
    hash.add_text(header->verb).add_text(header->key).add_digest(header->content);
    hash.add_text(header->program);
    hash.add_u64(static_cast<std::uint64_t>(header->recorded.time_since_epoch().count()));
    hash.add_u32(header->events);
  }
  hash.add_text(event.kind).add_u32(static_cast<std::uint32_t>(event.subjects.size()));
  for (const auto& subject : event.subjects) hash.add_text(subject);
  return hash.add_text(event.body).finish();
}

void insert_act(Database& db, const ActRow& act) {
  Statement row(db, "INSERT INTO act VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)");
  const auto& header = act.header;
  row.bind(act.act, header.person, header.for_person, header.verb,
           header.key.empty() ? std::nullopt : std::optional(header.key), 0, header.program,
           static_cast<std::int64_t>(header.recorded.time_since_epoch().count()), act.first,
           static_cast<std::int64_t>(header.events), act.signature.alg, act.signature.key_id);
  row.bind_blob(6, bytes_of(header.content)).bind_blob(13, act.signature.bytes).run();
}

void insert_event(Database& db, const EventRow& event) {
  Statement row(db, "INSERT INTO event VALUES (?1,?2,?3,?4,?5,?6)");
  row.bind(event.seq, event.act, event.kind, event.body);
  row.bind_blob(5, bytes_of(event.prev)).bind_blob(6, bytes_of(event.hash)).run();
  Statement subject(db, "INSERT INTO subject VALUES (?1,?2,?3)");
  std::int64_t position = 0;
  for (const auto& id : event.subjects) subject.bind(event.seq, ++position, id).run();
}

Head read_head(Database& db) {
  Statement row(db,
                "SELECT event.seq, event.hash, act.recorded, event.act FROM event JOIN act USING (act)"
                " ORDER BY event.seq DESC LIMIT 1");
  if (!row.step()) return {};
  const auto seq = static_cast<std::uint64_t>(row.integer(0));
  return {seq, digest_or_fail(row.view(1), seq), Instant{std::chrono::seconds{row.integer(2)}},
          static_cast<std::uint64_t>(row.integer(3))};
}

Draft draft(const Head& head, ActHeader header, const std::vector<Event>& events) {
  header.events = static_cast<std::uint32_t>(events.size());
  Draft made{{head.act + 1, head.seq + 1, std::move(header), {}}, {}};
  auto prev = head.hash;
  for (const auto& event : events) {
    EventRow row{head.seq + made.events.size() + 1, made.act.act, std::string(kind_of(event.fact)),
                 encode_body(event), subjects_of(event.fact), prev, {}};
    if (row.body.size() > kEventBodyBytesMax)
      throw LedgerError(65, fmt::format("this would be an event of {} bytes; an event has at most {}", row.body.size(),
                                        kEventBodyBytesMax),
                        "hand it in in several parts; nothing was recorded");
    row.hash = prev = hash_of(row, made.events.empty() ? &made.act.header : nullptr);
    made.events.push_back(std::move(row));
  }
  return made;
}

std::optional<Head> append(Database& db, const Head& expected, const Draft& act) {
  if (!(read_head(db) == expected)) return std::nullopt;
  insert_act(db, act.act);
  for (const auto& row : act.events) {
    insert_event(db, row);
    read_back(db, row, row.seq == act.act.first ? &act.act.header : nullptr);
  }
  return Head{act.events.back().seq, act.last_hash(), act.act.header.recorded, act.act.act};
}

void read_from(Database& db, std::uint64_t from,
               const std::function<bool(const ActRow&, const EventRow&)>& each) {
  const auto ledger = ledger_id(db);
  Statement rows(db, "SELECT seq, act, kind, body, prev, hash FROM event WHERE seq >= ?1 ORDER BY seq");
  Statement acts(db, "SELECT " + std::string(kActColumns) + " FROM act WHERE act = ?1");
  // Events and their subjects are in one order, so they are walked side by side.
  Statement subjects(db, "SELECT seq, subject FROM subject WHERE seq >= ?1 ORDER BY seq, position");
  subjects.bind(from);
  bool more = subjects.step();
  ActRow act;
  EventRow event;
  rows.bind(from);
  while (rows.step()) {
    event.seq = static_cast<std::uint64_t>(rows.integer(0));
    event.act = static_cast<std::uint64_t>(rows.integer(1));
    event.kind = rows.view(2), event.body = rows.view(3);
    event.prev = digest_or_fail(rows.view(4), event.seq);
    event.hash = digest_or_fail(rows.view(5), event.seq);
    event.subjects.clear();
    while (more && subjects.integer(0) <= rows.integer(0)) {
      event.subjects.push_back(subjects.text(1));
      more = subjects.step();
    }
    if (act.act != event.act || event.act == 0) {
      acts.bind(event.act);
      if (!acts.step())
        throw LedgerError(15, fmt::format("event {} belongs to no act", event.seq), "", event.seq);
      act = act_from(acts, 0, ledger);
    }
    if (!each(act, event)) return;
  }
}

void read_about(Database& db, const std::string& subject,
                const std::function<bool(const ActRow&, const EventRow&)>& each) {
  Statement rows(db, "SELECT DISTINCT seq FROM subject WHERE subject = ?1 ORDER BY seq");
  rows.bind(subject);
  bool more = true;
  while (more && rows.step())
    read_from(db, static_cast<std::uint64_t>(rows.integer(0)), [&](const ActRow& act, const EventRow& event) {
      more = each(act, event);
      return false;
    });
}

std::optional<ActRow> act_by_key(Database& db, const std::string& key) {
  Statement row(db, "SELECT " + std::string(kActColumns) + " FROM act WHERE key = ?1");
  row.bind(key);
  if (!row.step()) return std::nullopt;
  return act_from(row, 0, "");
}

std::vector<Event> events_of_act(Database& db, std::uint64_t act) {
  Statement rows(db, "SELECT event.kind, event.body FROM act JOIN event"
                     " ON event.seq BETWEEN act.first AND act.first + act.events - 1"
                     " WHERE act.act = ?1 ORDER BY event.seq");
  rows.bind(act);
  std::vector<Event> events;
  while (rows.step()) events.push_back(decode_body(rows.view(0), rows.view(1)));
  return events;
}

Stamp stamp_of(const ActRow& act, std::uint64_t seq) {
  return {seq, act.header.person, act.header.for_person, act.header.recorded};
}

}  // namespace govcloud
