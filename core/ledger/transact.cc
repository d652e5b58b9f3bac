// transact(): the one way into the journal.
#include <fmt/format.h>

#include "core/law/rejudge.h"
#include "core/ledger/codec.h"
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/look.h"
#include "core/ledger/signature.h"

namespace govcloud {
namespace {

constexpr std::chrono::minutes kBehindMax{5};
constexpr std::chrono::hours kAheadMax{31 * 24};

}  // namespace

void check_clock(const LedgerInfo& info, const Head& head, const Act& act) {
  if (head.seq == 0) return;
  const auto now = act.acting.recorded;
  const auto offset = std::chrono::minutes{info.offset_minutes};
  if (now + kBehindMax < head.recorded)
    throw LedgerError(78, message(N_("the clock says {0}, but the last event was recorded at {1}"), to_text(now, offset), to_text(head.recorded, offset)),
        message(N_("set the clock of this machine right, then try again")));
  if (now > head.recorded + kAheadMax && !info.test && !act.yes)
    throw LedgerError(17, message(N_("the clock says {0}, more than 31 days after the last event ({1})"), to_text(now, offset), to_text(head.recorded, offset)),
        message(N_("if the clock is right, say so: --yes")));
}

Digest content_digest(const Act& act) {
  Sha256 hash;
  hash.add_text(act.verb).add_text(act.acting.person).add_text(act.acting.for_person);
  hash.add_text(act.content);
  for (const auto& paper : act.acting.papers) hash.add_text(encode(paper));
  hash.add_u8(act.acting.is_late ? 1 : 0);
  if (act.acting.is_late)
    hash.add_u64(static_cast<std::uint64_t>(act.acting.effective.time_since_epoch().count()))
        .add_text(act.acting.late_reason);
  return hash.finish();
}

namespace {

Conflict other_command(const std::string& key, std::uint64_t act) {
  return {key, fmt::format("the key {} was used for another command (act {})", key, act)};
}

/// A row of a bulk act, by its key: its events, up to the next row.
std::optional<Outcome> replayed_row(Database& db, const Act& act, const Digest& content) {
  std::optional<EventRow> mark;
  read_about(db, RowBegun::subject_of(act.key), [&](const ActRow&, const EventRow& event) {
    mark = event;
    return false;
  });
  if (!mark) return std::nullopt;
  if (std::get<RowBegun>(decode_body(mark->kind, mark->body).fact).content != hex(content)) return other_command(act.key, mark->act);
  Recorded recorded{{}, mark->seq, true};
  read_from(db, mark->seq + 1, [&](const ActRow&, const EventRow& event) {
    if (event.act != mark->act || event.kind == RowBegun::kKind) return false;
    recorded.events.push_back(decode_body(event.kind, event.body)), recorded.seq = event.seq;
    return true;
  });
  return recorded;
}

}  // namespace

std::optional<Outcome> replayed(Database& db, const Act& act, const Digest& content) {
  if (act.key.empty()) return std::nullopt;
  const auto earlier = act_by_key(db, act.key);
  if (!earlier) return replayed_row(db, act, content);
  if (earlier->header.content != content) return other_command(act.key, earlier->act);
  Recorded recorded{events_of_act(db, earlier->act), earlier->first + earlier->header.events - 1, true};
  return recorded;
}

namespace {

std::uint64_t seq_of(const Books& books, const std::string& id) {
  const auto of = [&](const auto& shelf) -> std::uint64_t {
    const auto* record = find(shelf, id);
    return record != nullptr ? record->seq : 0;
  };
  for (const auto seq : {of(books.requests), of(books.systems), of(books.findings), of(books.units),
                         of(books.persons), of(books.resources), of(books.orders), of(books.incidents), of(books.assessments)})
    if (seq != 0) return seq;
  return 0;
}

}  // namespace

std::optional<Conflict> moved(const Books& books, const Act& act) {
  if (!act.expect_seq) return std::nullopt;
  const auto seq = seq_of(books, act.expect_id);
  if (seq == *act.expect_seq) return std::nullopt;
  return Conflict{act.expect_id, fmt::format("{} stands at event {}, not at {}", act.expect_id, seq,
                                             *act.expect_seq)};
}

namespace {

/// The key that a person signs with. Throws LedgerError 14 when they have none.
const Key& key_of(const Books& books, const std::string& person) {
  const auto* signatory = find(books.signatories, person);
  const auto* key = signatory != nullptr ? find(books.keys, signatory->key) : nullptr;
  if (key != nullptr && key->state == KeyState::active) return *key;
  throw LedgerError(14, fmt::format("{} has no key in this ledger", person),
                    fmt::format("ask for one: govcloud key request {} --sign-with FILE --out F; a keeper enrols it", person));
}

}  // namespace

void sign_as(Draft& made, const Books& books, const Act& act, bool locked) {
  if (books.ledger.root_key.empty()) return;
  const auto& key = key_of(books, act.acting.person);
  if (locked && read_key_line(key.public_key).value().interactive())
    throw LedgerError(75, "others wrote to the ledger while the key was touched",
                      "try again when fewer are writing; nothing was recorded");
  sign_draft(made, key, act.signer);
}

std::vector<Event> events_from(const std::vector<Fact>& facts, const Acting& acting) {
  std::vector<Event> events;
  const auto late = late_of(acting);
  for (const auto& fact : facts) events.push_back({fact, late});
  return events;
}

ActHeader header_for(const Ledger& ledger, const Act& act, const Digest& content) {
  ActHeader header;
  header.ledger = ledger.info().id, header.person = act.acting.person;
  header.for_person = act.acting.for_person, header.verb = act.verb, header.key = act.key;
  header.content = content, header.program = program_version();
  header.recorded = act.acting.recorded;
  return header;
}

namespace {

/// One look at the ledger: the head, what the rule says there, and what is to be written.
struct Look {
  Head head;
  Books books;
  Outcome outcome;
  std::vector<Event> events;
  bool denied = false;  // what is written is that the act was refused for lack of right
};

/// What a refusal leaves in the journal of a signed ledger.
void record_denial(Look& at, const Facts& facts, const Act& act) {
  if (facts.books.ledger.root_key.empty() || act.dry_run) return;
  const auto denied = denial(facts, act.acting, act.verb, act.expect_id, std::get<No>(at.outcome));
  if (!denied) return;
  at.events = {{*denied, {}}};
  at.denied = true;
}

Look look(Ledger& ledger, const Act& act, const Digest& content, const Fetch& fetch,
          const Rule& rule) {
  Look at{read_head(ledger.db()), {}, Recorded{}};
  if (auto again = replayed(ledger.db(), act, content)) {
    at.outcome = std::move(*again);
    return at;
  }
  fetch_ledger(ledger.db(), at.books);
  check_clock(at.books.ledger, at.head, act);
  fetch(ledger.db(), at.books);
  if (!at.books.ledger.root_key.empty()) fetch_signatory(ledger.db(), at.books, act.acting.person);
  if (auto conflict = moved(at.books, act)) {
    at.outcome = std::move(*conflict);
    return at;
  }
  const auto* request = find(at.books.requests, act.policy_of);
  const auto& info = at.books.ledger;
  const auto on = local_date(act.acting.effective, std::chrono::minutes{info.offset_minutes});
  const auto& policy = ledger.rules(request != nullptr ? request->policy_digest : info.policy_on(on), info.catalog_on(on));
  const auto& calendar = ledger.calendar(at.books.ledger.calendar_digest);
  const Facts facts{at.books, policy, calendar};
  auto decision = rule(facts);
  if (auto* no = std::get_if<No>(&decision)) {
    at.outcome = std::move(*no);
    record_denial(at, facts, act);
  } else {
    at.events = events_from(std::get<std::vector<Fact>>(decision), act.acting);
    at.outcome = Recorded{at.events};
  }
  return at;
}

bool is_to_write(const Look& at, const Act& act) {
  return !at.events.empty() && !act.dry_run;
}

/// The act as it will stand in the journal, signed if the ledger is. `locked`: the write lock is held.
Draft draft_of(const Ledger& ledger, const Act& act, const Digest& content, const Look& at, bool locked) {
  auto header = header_for(ledger, act, content);
  if (at.denied) header.key.clear();  // only what was done binds a key
  auto made = draft(at.head, std::move(header), at.events);
  sign_as(made, at.books, act, locked);
  return made;
}

/// Appends, evolves and stores; false when the head has moved meanwhile.
bool write(Ledger& ledger, const Act& act, const Draft& made, Look& at, const Also& also) {
  const auto head = append(ledger.db(), at.head, made);
  if (!head) return false;
  for (std::size_t i = 0; i < at.events.size(); ++i)
    evolve(at.books, at.events[i],
           {at.head.seq + i + 1, act.acting.person, act.acting.for_person, act.acting.recorded});
  store(ledger.db(), at.books, head->seq);
  if (at.denied) return true;
  if (also) also(ledger.db());
  std::get<Recorded>(at.outcome).seq = head->seq;
  return true;
}

/// The draft, or nothing when a denial cannot be signed: nobody unsigned writes the journal.
std::optional<Draft> signed_draft(const Ledger& ledger, const Act& act, const Digest& content, const Look& at,
                                  bool locked) {
  try {
    return draft_of(ledger, act, content, at, locked);
  } catch (const LedgerError&) {
    if (!at.denied) throw;
    return std::nullopt;
  }
}

}  // namespace

void sign_draft(Draft& act, const Key& key, const Signer& signer) {
  const auto public_key = read_key_line(key.public_key);
  if (!public_key) throw LedgerError(15, fmt::format("the key {} does not read", key.id));
  act.act.signature = {public_key->alg, key.id,
                       signer.sign(*public_key, kActNamespace, act_message(act.last_hash()))};
}

Outcome transact(Ledger& ledger, const Act& act, const Fetch& fetch, const Rule& rule,
                 const Also& also) {
  const auto content = content_digest(act);
  std::optional<Transaction> locked;
  for (int race = 0;; ++race) {
    // Until the races are lost, the deciding and the signing happen outside the write lock.
    if (!locked && race >= kRacesBeforeLock) locked.emplace(ledger.db(), Transaction::Kind::write);
    Look at;
    {
      std::optional<Transaction> snapshot;
      if (!locked) snapshot.emplace(ledger.db(), Transaction::Kind::read);
      at = look(ledger, act, content, fetch, rule);
    }
    if (!is_to_write(at, act)) return std::move(at.outcome);
    const auto made = signed_draft(ledger, act, content, at, locked.has_value());
    if (!made) return std::move(at.outcome);
    if (!at.denied) keep_all(act.files, ledger.db().path());
    if (!locked) locked.emplace(ledger.db(), Transaction::Kind::write);
    if (write(ledger, act, *made, at, also)) {
      locked->commit();
      ledger.refresh();
      return std::move(at.outcome);
    }
    // Only somebody's signing must not hold the others up: without it the lock, once waited for, is
    // kept, and the next look is the last.
    if (!at.books.ledger.root_key.empty()) locked.reset();
  }
}

}  // namespace govcloud
