#include "core/ledger/seal_check.h"

#include <fmt/format.h>

#include "core/format/input_error.h"
#include "core/law/rules.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/signature.h"
#include "core/ledger/sodium.h"

namespace govcloud {
namespace {

std::uint64_t last_event(Database& db) {
  return static_cast<std::uint64_t>(db.integer("SELECT coalesce(max(seq), 0) FROM event"));
}

/// Event N as the journal has it, against the seal.
std::optional<SealFault> head_fault(Database& db, const Seal& seal, Offset offset) {
  Statement row(db, "SELECT event.hash, act.recorded FROM event JOIN act ON act.act = event.act WHERE event.seq = ?1");
  row.bind(seal.size);
  if (!row.step()) {
    const auto last = last_event(db);
    return SealFault{last + 1, fmt::format("event {} was sealed, and the journal ends at event {}", seal.size, last)};
  }
  const auto hash = digest_from(row.view(0));
  if (!hash || *hash != seal.head)
    return SealFault{seal.size, fmt::format("event {} is not the one that was sealed: its hash is {}, the sealed one's {}",
                                            seal.size, hash ? hex(*hash) : "none", hex(seal.head))};
  const Instant recorded{std::chrono::seconds{row.integer(1)}};
  if (seal.recorded && *seal.recorded != recorded)
    return SealFault{seal.size, fmt::format("event {} was recorded at {}, and the seal says {}", seal.size,
                                            to_text(recorded, offset), to_text(*seal.recorded, offset))};
  return std::nullopt;
}

/// The day on which a sealed event was recorded.
Date sealed_on(Database& db, const LedgerInfo& ledger, const Seal& seal) {
  Statement row(db, "SELECT act.recorded FROM event JOIN act ON act.act = event.act WHERE event.seq = ?1");
  row.bind(seal.size);
  row.step();
  return local_date(Instant{std::chrono::seconds{row.integer(0)}}, std::chrono::minutes{ledger.offset_minutes});
}

/// Whether somebody was an auditor on a day, that day's end included, or later. Roles go by days, and
/// nobody can countersign a head before it is there, so a later auditor may have; one who left before
/// it was there may not.
bool audits_from(const Person& person, Date day) {
  bool dated = false;
  for (const auto& period : person.held) {
    if (period.role != Role::auditor) continue;
    const bool ever = !period.since || !period.until || *period.since < *period.until;
    if (ever && (!period.until || *period.until >= day)) return true;
    dated = true;
  }
  return !dated && has_role(person, {Role::auditor});
}

/// Whether the countersigner could be one when the sealed event was there: an auditor, whose key the
/// sealed part of the journal does not revoke.
std::optional<SealFault> countersigner_fault(Database& db, const Books& books, const Seal& seal) {
  if (!seal.by) return std::nullopt;
  const auto& by = *seal.by;
  const auto* person = find(books.persons, by.person);
  if (person == nullptr || !audits_from(*person, sealed_on(db, books.ledger, seal)))
    return SealFault{0, fmt::format("the seal is countersigned by {}, who was no auditor of this ledger", by.person)};
  const auto& key = books.keys.at(by.key);
  if (key.state == KeyState::revoked && key.until <= seal.size)
    return SealFault{0, fmt::format("the seal is countersigned with {}, which event {} revoked", by.key, key.until)};
  return std::nullopt;
}

/// All that can be wrong with a seal, the first first.
std::optional<SealFault> any_fault(Database& db, const Books& books, const Seal& seal) {
  if (auto fault = seal_fault(db, books.ledger, seal)) return fault;
  return countersignature_fault(books, seal);
}

Check check_outside(Database& db, const Books& books, const SealFile& file) {
  auto fault = any_fault(db, books, file.seal);
  if (!fault) fault = countersigner_fault(db, books, file.seal);
  if (!fault) return {"seal", true, file.seal.size, 0, ""};
  return {"seal", false, file.seal.size, fault->event, fmt::format("{}: {}", file.path, fault->message)};
}

Check check_imported(Database& db, const Books& books, const std::vector<std::pair<std::uint64_t, SealImported>>& imported) {
  Check check{"seals", true, imported.size(), 0, ""};
  for (const auto& [event, fact] : imported) {
    auto fault = std::optional(SealFault{});
    try {
      const auto seal = imported_seal(fact);
      fault = any_fault(db, books, seal);
      if (!fault && (seal.size != fact.size || hex(seal.head) != fact.head)) fault = SealFault{event, "it tells another seal than it keeps"};
    } catch (const InputError& e) {
      fault = SealFault{event, e.what()};
    }
    if (!fault) continue;
    return {"seals", false, imported.size(), fault->event != 0 ? fault->event : event,
            fmt::format("the seal that event {} imported: {}", event, fault->message)};
  }
  return check;
}

}  // namespace

std::optional<SealFault> seal_fault(Database& db, const LedgerInfo& ledger, const Seal& seal) {
  if (seal.ledger != ledger.id)
    return SealFault{0, fmt::format("the seal is of {}, and this ledger is {}", seal_origin(seal.ledger), seal_origin(ledger.id))};
  if (auto fault = head_fault(db, seal, std::chrono::minutes{ledger.offset_minutes})) return fault;
  const auto root = read_key_line(ledger.root_key);
  const auto have = root ? root->fingerprint() : "none";
  if (!seal.root.empty() && seal.root != have)
    return SealFault{1, fmt::format("the root key is {}, and the seal says {}", have, seal.root)};
  return std::nullopt;
}

std::optional<SealFault> countersignature_fault(const Books& books, const Seal& seal) {
  if (!seal.by) return std::nullopt;
  const auto& by = *seal.by;
  const auto* key = find(books.keys, by.key);
  if (key == nullptr || key->from == 0)
    return SealFault{0, fmt::format("the seal is countersigned with {}, which is no key of this ledger", by.key)};
  if (key->person != by.person)
    return SealFault{0, fmt::format("the seal is countersigned by {} with {}, which is {}'s key", by.person, by.key, key->person)};
  if (read_key_line(key->public_key) != by.public_key || !signature_holds(by.public_key, kSealNamespace, seal.lines, by.raw))
    return SealFault{0, fmt::format("the countersignature is not {}'s over these lines", by.person)};
  return std::nullopt;
}

Seal imported_seal(const SealImported& fact) {
  const auto key = read_key_line(fact.public_key);
  const auto raw = from_base64(fact.signature);
  if (!key || !raw) throw InputError(65, "the countersignature does not read");
  return read_seal(fact.lines + armoured(*key, kSealNamespace, *raw), "the seal");
}

std::vector<Check> check_seals(Database& db, const Books& books,
                               const std::vector<std::pair<std::uint64_t, SealImported>>& imported,
                               const std::vector<SealFile>& outside) {
  std::vector<Check> checks;
  const auto guarded = [&](const char* name, auto check) {
    try {
      checks.push_back(check());
    } catch (const LedgerError& e) {
      if (e.of_the_machine()) throw;
      checks.push_back({name, false, 0, e.event, e.what()});
    }
  };
  if (!imported.empty()) guarded("seals", [&] { return check_imported(db, books, imported); });
  for (const auto& file : outside) guarded("seal", [&] { return check_outside(db, books, file); });
  return checks;
}

}  // namespace govcloud
