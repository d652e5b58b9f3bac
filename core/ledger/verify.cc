#include "core/ledger/verify.h"

#include <algorithm>
#include <new>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/format/width.h"
#include "core/ledger/codec.h"
#include "core/ledger/derived.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/legality.h"
#include "core/ledger/schema_check.h"
#include "core/ledger/seal_check.h"
#include "core/ledger/signature_check.h"

namespace govcloud {
namespace {

/// The schema is exactly ours: an added trigger or view is as bad as a missing table.
Check check_schema(Database& db) {
  const auto fault = schema_fault(db);
  const auto objects = static_cast<std::uint64_t>(db.integer("SELECT count(*) FROM sqlite_schema"));
  return {"schema", fault.empty(), objects, 0, fault};
}

Check check_integrity(Database& db) {
  const auto answer = db.integrity();
  return {"integrity", answer == "ok", 1, 0, answer == "ok" ? "" : answer};
}

/// A file of content that an event rests on.
struct Named {
  std::uint64_t seq = 0;  // the first event that names it
  std::string kind;
  std::vector<std::string> names;  // empty: the journal does not tell its name
};

/// What one walk over the journal finds.
struct Walk {
  Check acts{"acts", true, 0, 0, ""};
  Check chain{"chain", true, 0, 0, ""};
  Check order{"order", true, 0, 0, ""};
  Check events{"replay", true, 0, 0, ""};
  Check signatures{"signatures", true, 0, 0, ""};
  SignatureCheck signing;
  Books books;
  std::map<std::string, Named> content;  // by digest, in hexadecimal
  std::vector<std::pair<std::uint64_t, SealImported>> seals;
  Digest prev{};
  std::uint64_t next = 1, act = 0, left = 0;
  Instant last{};
  bool evolving = true;
  std::set<std::string> row_keys;  // of the rows of bulk acts
  Legality legality;
  ReadAct pending;  // the act whose events are being read
  Walk(Database& db, Crew& crew) : signing(crew), legality(db) { books.notes_touched = false; }
};

void bad(Check& check, std::uint64_t seq, std::string message) {
  if (!check.holds) return;
  check.holds = false, check.first_bad = seq, check.message = std::move(message);
}

void look_at_act(Walk& walk, const ActRow& act, const EventRow& event) {
  if (walk.left > 0) {
    if (event.act != walk.act) bad(walk.acts, event.seq, "an act ends before all its events");
    --walk.left;
    return;
  }
  ++walk.acts.count;
  if (event.act != walk.act + 1 || act.first != event.seq || act.header.events == 0)
    bad(walk.acts, event.seq, "an act does not begin here");
  walk.act = event.act;
  walk.left = act.header.events > 0 ? act.header.events - 1 : 0;
  if (walk.evolving) walk.signing.begin(act, walk.books);
  if (act.header.recorded + std::chrono::minutes{5} < walk.last)
    bad(walk.order, event.seq, "it was recorded before the event before it");
  walk.last = std::max(walk.last, act.header.recorded);
  ++walk.order.count;
}

void look_at_event(Walk& walk, const ActRow& act, const EventRow& event) {
  ++walk.chain.count;
  if (event.seq != walk.next) bad(walk.chain, walk.next, "an event is missing");
  if (event.prev != walk.prev) bad(walk.chain, event.seq, "it does not follow the event before it");
  const bool first = act.first == event.seq;
  if (hash_of(event, first ? &act.header : nullptr) != event.hash)
    bad(walk.chain, event.seq, "it is not what was written");
  walk.next = event.seq + 1, walk.prev = event.hash;
}

/// Notes what an event rests on beside the events before it: files of content, and seals.
void name_content(Walk& walk, const Fact& fact, std::uint64_t seq) {
  const auto name = [&](const std::string& digest, const char* kind, std::string called) {
    auto& named = walk.content.try_emplace(digest, Named{seq, kind, {}}).first->second;
    if (!called.empty()) named.names.push_back(printable(called));
  };
  if (const auto* created = std::get_if<LedgerCreated>(&fact)) {
    name(created->policy_digest, "policy", created->policy_name);
    name(created->calendar_digest, "calendar", "");
  } else if (const auto* loaded = std::get_if<CalendarLoaded>(&fact)) {
    name(loaded->digest, "calendar", loaded->name);
  } else if (const auto* adopted = std::get_if<PolicyAdopted>(&fact)) {
    name(adopted->digest, "policy", adopted->name);
  } else if (const auto* catalog = std::get_if<CatalogLoaded>(&fact)) {
    name(catalog->digest, "catalog", catalog->name);
  } else if (const auto* imported = std::get_if<UsageImported>(&fact)) {
    if (!imported->mapping_digest.empty()) name(imported->mapping_digest, "mapping", "");
  } else if (const auto* sealed = std::get_if<SealImported>(&fact)) {
    walk.seals.emplace_back(seq, *sealed);
  }
}

/// What is judged at once: the act, or each row of a bulk act without its mark. A mark inside an act that
/// does not begin with one stays in it, and is judged as something that no command records.
std::vector<ReadAct> parts_of(ReadAct act) {
  std::vector<ReadAct> parts;
  if (act.events.empty() || !std::holds_alternative<RowBegun>(act.events.front().fact)) {
    parts.push_back(std::move(act));
    return parts;
  }
  for (std::size_t i = 0; i < act.events.size(); ++i) {
    if (std::holds_alternative<RowBegun>(act.events[i].fact)) {
      parts.push_back({act.act, {}, {}});
      continue;
    }
    parts.back().rows.push_back(std::move(act.rows[i])), parts.back().events.push_back(std::move(act.events[i]));
  }
  return parts;
}

/// The marks of rows count up from 1 or more, each with something behind it, in canonical form.
void check_marks(Walk& walk, const ReadAct& act) {
  std::int64_t last = 0;
  for (std::size_t i = 0; i < act.events.size(); ++i) {
    const auto* mark = std::get_if<RowBegun>(&act.events[i].fact);
    if (mark == nullptr) continue;
    const bool empty = i + 1 == act.events.size() || std::holds_alternative<RowBegun>(act.events[i + 1].fact);
    const bool bound_before = !mark->key.empty() && !walk.row_keys.insert(mark->key).second;
    if (mark->row <= last || empty || bound_before || act.events[i].late || !digest_from_hex(mark->content) ||
        encode_body(act.events[i]) != act.rows[i].body)
      bad(walk.events, act.rows[i].seq, "a row of a bulk act is not what it must be");
    last = mark->row;
  }
}

/// A part is judged by the books before it, and then makes them what they are after.
void replay_part(Walk& walk, const ReadAct& act) {
  if (!walk.evolving || act.rows.empty()) return;
  const auto opinion = walk.legality.holds() ? walk.legality.judge(walk.books, act) : Opinion{};
  std::uint64_t seq = 0;
  try {
    for (std::size_t i = 0; i < act.rows.size(); ++i) {
      seq = act.rows[i].seq;
      if (!opinion.same && encode_body(act.events[i]) != act.rows[i].body)
        throw std::invalid_argument("not canonical");
    }
    if (walk.legality.holds() && !opinion.same) walk.legality.keep(act.act, opinion);
    for (std::size_t i = 0; i < act.rows.size(); ++i) {
      seq = act.rows[i].seq;
      evolve(walk.books, act.events[i], stamp_of(act.act, seq));
      if (const auto* enrolled = std::get_if<KeyEnrolled>(&act.events[i].fact))
        walk.signing.enrolled(*enrolled, seq, walk.books.ledger.id);
    }
  } catch (const std::bad_alloc&) {
    throw;  // of this machine's memory, and not of the record
  } catch (const std::exception& e) {
    bad(walk.events, seq, e.what());
    walk.evolving = false;
  }
}

void replay_act(Walk& walk) {
  auto act = std::exchange(walk.pending, {});
  check_marks(walk, act);
  for (const auto& part : parts_of(std::move(act))) replay_part(walk, part);
}

void begin_act(ReadAct& pending, const ActRow& act) {
  constexpr std::uint32_t kReservedMax = 1000;  // the header's word is not to be trusted with memory
  pending.act = act;
  pending.rows.reserve(std::min(act.header.events, kReservedMax));
  pending.events.reserve(std::min(act.header.events, kReservedMax));
}

void replay_event(Walk& walk, const ActRow& act, const EventRow& row) {
  if (!walk.evolving) return;
  if (!walk.pending.rows.empty() && walk.pending.act.act != act.act) replay_act(walk);
  ++walk.events.count;
  try {
    auto event = decode_body(row.kind, row.body);
    if (subjects_of(event.fact) != row.subjects) throw std::invalid_argument("not canonical");
    name_content(walk, event.fact, row.seq);
    if (walk.pending.rows.empty()) begin_act(walk.pending, act);
    walk.pending.rows.push_back(row), walk.pending.events.push_back(std::move(event));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    bad(walk.events, row.seq, e.what());
    walk.evolving = false;
  }
  if (walk.left == 0) replay_act(walk);
}

void walk_journal(Database& db, Walk& walk, const Tick& tick) {
  try {
    read_from(db, 1, [&](const ActRow& act, const EventRow& event) {
      look_at_act(walk, act, event);
      look_at_event(walk, act, event);
      replay_event(walk, act, event);
      // Who signed is asked also of an act that does not replay: what follows a deletion is forged, and
      // not its signer's doing. The first act's key is in the books only when it replays.
      if (walk.left == 0 && (walk.evolving || act.act != 1)) walk.signing.end(act, event.hash, walk.books);
      if (tick) tick(event.seq);
      return true;
    });
  } catch (const LedgerError& e) {
    if (e.of_the_machine()) throw;
    bad(walk.chain, e.event != 0 ? e.event : walk.next, e.what());
  }
  replay_act(walk);
  if (walk.left > 0) bad(walk.acts, walk.next, "the journal ends inside an act");
  const auto signing = walk.signing.finish();
  walk.signatures.count = signing.count;
  if (signing.first_bad != 0) bad(walk.signatures, signing.first_bad, signing.message);
  // Fail closed: what was walked must be all that the tables hold.
  // The walk saw 1, 2, 3 … without a gap, so the ends tell as much as a count, which nothing can bound.
  const auto ends = [&](const char* least, const char* most) {
    return std::pair(db.integer(least), static_cast<std::uint64_t>(db.integer(most)));
  };
  const auto events = ends("SELECT coalesce(min(seq),1) FROM event", "SELECT coalesce(max(seq),0) FROM event");
  const auto acts = ends("SELECT coalesce(min(act),1) FROM act", "SELECT coalesce(max(act),0) FROM act");
  // Subjects of a number between two events are told by the hash of the one that they are read with.
  const auto first = db.integer("SELECT coalesce(min(seq),1) FROM subject");
  const auto last = static_cast<std::uint64_t>(db.integer("SELECT coalesce(max(seq),0) FROM subject"));
  if (events != std::pair(std::int64_t{1}, walk.chain.count) || first < 1 || last >= walk.next) bad(walk.chain, walk.next, "the journal was not read to its end");
  if (acts != std::pair(std::int64_t{1}, walk.acts.count)) bad(walk.acts, walk.next, "there are acts without events");
  if (walk.chain.count == 0) bad(walk.chain, 1, "the journal is empty");
}

Check legality_of(const Walk& walk) {
  const auto& legality = walk.legality;
  return {"legality", legality.holds(), legality.judged(), legality.first_bad(), legality.message(),
          "", legality.differs()};
}

/// What is wrong with a file of content, or nothing.
std::string content_fault(const Named* named, const Statement& row) {
  const auto digest = digest_from(row.view(0));
  if (!digest || sha256(row.view(3)) != *digest) return "is not what was kept";
  if (named == nullptr) return "is named by no event";
  if (named->kind != row.view(1)) return "is kept as something else";
  const auto& names = named->names;
  if (!names.empty() && std::find(names.begin(), names.end(), printable(row.view(2))) == names.end())
    return "is kept under another name";
  return "";
}

/// The content is what the journal's events name by its digests: all of it and nothing else.
Check check_content(Database& db, Walk& walk) {
  Check check{"content", true, 0, 0, ""};
  Statement rows(db, "SELECT digest, kind, name, bytes FROM content");
  while (rows.step()) {
    ++check.count;
    const auto digest = digest_from(rows.view(0));
    const auto at = digest ? walk.content.find(hex(*digest)) : walk.content.end();
    const auto* named = at != walk.content.end() ? &at->second : nullptr;
    const auto fault = content_fault(named, rows);
    if (!fault.empty()) bad(check, named != nullptr ? named->seq : 0, rows.text(2) + " " + fault);
    if (at != walk.content.end()) walk.content.erase(at);
  }
  for (const auto& [digest, named] : walk.content)
    if (check.first_bad == 0)  // a row that no event names has no event to be named by
      check.holds = false, check.first_bad = named.seq,
      check.message = "the " + named.kind + " " + digest + " is missing";
  return check;
}

/// What a check throws is what it found, unless nothing can be said of the record.
template <class F>
Check guarded(const char* name, F check) {
  try {
    return check();
  } catch (const LedgerError& e) {
    if (e.of_the_machine()) throw;
    return {name, false, 0, e.event, e.what()};
  }
}

/// The derived tables hold what a fresh replay gives, row by row.
Check check_derived(Database& db, Database* twin, Crew& crew, const Walk& walk) {
  Check check{"derived", true, 0, 0, ""};
  if (!walk.evolving) return {"derived", false, 0, walk.events.first_bad, "the journal does not replay"};
  const auto other = first_other_row(db, walk.books, walk.next - 1, check.count, crew, twin);
  check.holds = !other;
  if (other) check.message = fmt::format("table {}, row {} is not what the journal gives", other->table, other->id);
  return check;
}

}  // namespace

bool Verification::holds() const {
  return std::all_of(checks.begin(), checks.end(), [](const Check& c) { return c.holds; });
}

std::string verdict_of(const std::string& check) {
  if (check == "signatures" || check == "root") return "forged";
  if (check == "legality") return "illegal";
  return check == "seal" || check == "seals" ? "behind_seal" : "damaged";
}

namespace {

/// The founder's key is the one whose fingerprint is known from elsewhere.
Check check_root(const Books& books, const std::string& wanted) {
  const auto key = read_key_line(books.ledger.root_key);
  const auto have = key ? key->fingerprint() : "none: the ledger is unsigned";
  if (have == wanted) return {"root", true, 1, 0, ""};
  return {"root", false, 1, 1, "the root key is " + have};
}

}  // namespace

void Verification::add(Check check) {
  if (!check.holds && holds()) verdict = verdict_of(check.name);
  if (!check.holds && check.first_bad != 0 && (first_bad == 0 || check.first_bad < first_bad))
    first_bad = check.first_bad;
  checks.push_back(std::move(check));
}

Verification verify(Database& db, const Outside& outside, const Tick& tick, Database* twin) {
  Verification result;
  result.add(guarded("schema", [&] { return check_schema(db); }));
  // Without the seat belt the rest is looked at all the same: it names what was done.
  if (!result.holds() && !lacks_triggers_only(db)) return result;
  const auto seconds = db.work_bound_seconds();
  // What errands look at is made before the crew, and so outlives it.
  Check integrity;
  std::optional<LedgerError> twin_failed;
  std::optional<Walk> walked;
  Crew crew(outside.threads);
  auto& walk = walked.emplace(db, crew);
  if (twin == nullptr) integrity = guarded("integrity", [&] { return check_integrity(db); });
  else crew.send([&] {
      twin->bound_work(seconds);
      try {
        integrity = guarded("integrity", [&] { return check_integrity(*twin); });
      } catch (const LedgerError& e) {
        twin_failed.emplace(e);
      }
    });
  try {
    walk_journal(db, walk, tick);
  } catch (const LedgerError& e) {
    if (e.of_the_machine()) throw;
    bad(walk.chain, walk.next, e.what());
  }
  crew.finish();
  if (twin_failed) throw LedgerError(*twin_failed);
  result.add(std::move(integrity));
  for (auto* check : {&walk.acts, &walk.chain, &walk.signatures}) result.add(*check);
  if (!outside.root.empty()) result.add(check_root(walk.books, outside.root));
  for (auto& check : check_seals(db, walk.books, walk.seals, outside.seals)) result.add(std::move(check));
  result.add(walk.order);
  // What the acts rest on comes before what they say, and that before what becomes of it.
  result.add(guarded("content", [&] { return check_content(db, walk); }));
  result.add(legality_of(walk));
  result.add(walk.events);
  result.add(guarded("derived", [&] { return check_derived(db, twin, crew, walk); }));
  result.head = {walk.next - 1, walk.prev, walk.last, walk.act};
  result.books = std::move(walk.books);
  result.rooted = !outside.root.empty() && result.holds();
  // What this version would judge otherwise it cannot vouch for: anybody can write another version's name.
  if (result.rooted && !outside.seals.empty() && walk.legality.differs() == 0) result.verdict = "proven";
  return result;
}

}  // namespace govcloud
