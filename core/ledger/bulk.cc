#include "core/ledger/bulk.h"

#include <fmt/format.h>

#include <set>

#include "core/ledger/look.h"

namespace govcloud {
namespace {

/// One pass over all rows at a head.
struct Pass {
  Head head;
  Books books;
  std::vector<Event> events;
  BulkOutcome outcome;
  std::vector<const EvidenceFile*> files;
  std::set<std::string> keys;  // of the rows taken so far
  bool refused = false;
};

void take(Pass& pass, const BulkRow& row, const Digest& content, const std::vector<Event>& events) {
  std::vector<Event> all{{RowBegun{row.number, row.act.key, hex(content)}, {}}};
  all.insert(all.end(), events.begin(), events.end());
  for (auto& event : all) {
    evolve(pass.books, event, {pass.head.seq + pass.events.size() + 1, row.act.acting.person, row.act.acting.for_person, row.act.acting.recorded});
    pass.events.push_back(std::move(event));
  }
}

/// A refusal for lack of right is recorded in a signed ledger, as of a single act; it binds no key.
void take_denial(Pass& pass, const BulkRow& row, const Facts& facts, const No& no, const Digest& content) {
  if (facts.books.ledger.root_key.empty() || row.act.dry_run) return;
  auto keyless = row;
  keyless.act.key.clear();
  if (const auto denied = denial(facts, row.act.acting, row.act.verb, row.act.expect_id, no))
    take(pass, keyless, content, {{*denied, {}}});
}

Outcome decide_row(Pass& pass, Ledger& ledger, const BulkRow& row) {
  const auto content = content_digest(row.act);
  if (auto again = replayed(ledger.db(), row.act, content)) return std::move(*again);
  if (pass.keys.contains(row.act.key)) return Conflict{row.act.key, fmt::format("the key {} is given to two rows", row.act.key)};
  row.fetch(ledger.db(), pass.books);
  if (auto conflict = moved(pass.books, row.act)) return std::move(*conflict);
  const auto* request = find(pass.books.requests, row.act.policy_of);
  const auto& info = pass.books.ledger;
  const auto on = local_date(row.act.acting.effective, std::chrono::minutes{info.offset_minutes});
  const auto& policy = ledger.rules(request != nullptr ? request->policy_digest : info.policy_on(on), info.catalog_on(on));
  const Facts facts{pass.books, policy, ledger.calendar(pass.books.ledger.calendar_digest)};
  auto decision = row.rule(facts);
  if (auto* no = std::get_if<No>(&decision)) {
    take_denial(pass, row, facts, *no, content);
    return std::move(*no);
  }
  Recorded recorded{events_from(std::get<std::vector<Fact>>(decision), row.act.acting)};
  if (!recorded.events.empty()) {
    take(pass, row, content, recorded.events);
    if (!row.act.key.empty()) pass.keys.insert(row.act.key);
    if (!row.act.dry_run) recorded.seq = pass.head.seq + pass.events.size();
    pass.files.insert(pass.files.end(), row.act.files.begin(), row.act.files.end());
  }
  return recorded;
}

Pass look_at_rows(Ledger& ledger, const Act& act, const std::vector<BulkRow>& rows) {
  Pass pass{read_head(ledger.db()), {}, {}, {}, {}, {}};
  fetch_ledger(ledger.db(), pass.books);
  check_clock(pass.books.ledger, pass.head, act);
  if (!pass.books.ledger.root_key.empty()) fetch_signatory(ledger.db(), pass.books, act.acting.person);
  for (const auto& row : rows) {
    pass.outcome.rows.push_back(decide_row(pass, ledger, row));
    pass.refused = pass.refused || !std::holds_alternative<Recorded>(pass.outcome.rows.back());
  }
  return pass;
}

/// Over the rows' own contents, in their order.
Digest content_of(const std::vector<BulkRow>& rows) {
  Sha256 all;
  for (const auto& row : rows) all.add_text(hex(content_digest(row.act)));
  return all.finish();
}

}  // namespace

BulkOutcome transact_rows(Ledger& ledger, const Act& act, const std::vector<BulkRow>& rows, bool all_or_nothing) {
  const auto content = content_of(rows);
  std::optional<Transaction> locked;
  for (int race = 0;; ++race) {
    if (!locked && race >= kRacesBeforeLock) locked.emplace(ledger.db(), Transaction::Kind::write);
    std::optional<Pass> at;
    {
      std::optional<Transaction> snapshot;
      if (!locked) snapshot.emplace(ledger.db(), Transaction::Kind::read);
      at = look_at_rows(ledger, act, rows);
    }
    if (at->events.empty() || act.dry_run || (all_or_nothing && at->refused)) return std::move(at->outcome);
    auto made = draft(at->head, header_for(ledger, act, content), at->events);
    sign_as(made, at->books, act, locked.has_value());
    keep_all(at->files, ledger.db().path());
    if (!locked) locked.emplace(ledger.db(), Transaction::Kind::write);
    if (const auto head = append(ledger.db(), at->head, made)) {
      store(ledger.db(), at->books, head->seq);
      locked->commit();
      ledger.refresh();
      at->outcome.recorded = true;
      return std::move(at->outcome);
    }
    if (!at->books.ledger.root_key.empty()) locked.reset();
  }
}

}  // namespace govcloud
