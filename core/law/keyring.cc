#include "core/law/keyring.h"

#include <stdexcept>

namespace govcloud {
namespace {

Key& put_key(Books& books, const std::string& id, const Stamp& stamp) {
  if (books.notes_touched) books.touched.emplace(Kind::key, id);
  auto& key = books.keys[id];
  key.id = id, key.seq = stamp.seq;
  return key;
}

Key& take_key(Books& books, const std::string& id, const Stamp& stamp) {
  if (!books.keys.contains(id)) throw std::logic_error("an event names " + id + ", which is not there");
  return put_key(books, id, stamp);
}

Signatory& put_signatory(Books& books, const std::string& person, const Stamp& stamp) {
  if (books.notes_touched) books.touched.emplace(Kind::signatory, person);
  auto& signatory = books.signatories[person];
  signatory.person = person, signatory.seq = stamp.seq;
  return signatory;
}

/// A key becomes the one that its person signs with, in the place of an earlier one.
void activate(Books& books, Key& key, const std::string& replaces, const Stamp& stamp) {
  key.state = KeyState::active, key.from = stamp.seq;
  if (!replaces.empty()) {
    auto& old = take_key(books, replaces, stamp);
    old.state = KeyState::replaced, old.until = stamp.seq;
  }
  put_signatory(books, key.person, stamp).key = key.id;
}

}  // namespace

std::string found_root(Books& books, const LedgerCreated& fact, const Stamp& stamp) {
  const std::chrono::year_month_day day(local_date(stamp.recorded, std::chrono::minutes{fact.offset_minutes}));
  const auto id = "K-" + std::to_string(static_cast<int>(day.year())) + "-0001";
  auto& key = put_key(books, id, stamp);
  key.person = fact.founder, key.public_key = fact.root_key, key.enrolled_by = fact.founder;
  activate(books, key, "", stamp);
  return id;
}

void enrol(Books& books, const KeyEnrolled& fact, const Stamp& stamp) {
  auto& key = put_key(books, fact.key, stamp);
  key.person = fact.person, key.public_key = fact.public_key, key.enrolled_by = stamp.person;
  if (!fact.needs_cosign) activate(books, key, fact.replaces, stamp);
}

void cosign(Books& books, const KeyCosigned& fact, const Stamp& stamp) {
  auto& key = take_key(books, fact.key, stamp);
  key.cosigned_by = stamp.person;
  activate(books, key, fact.replaces, stamp);
}

void revoke(Books& books, const KeyRevoked& fact, const Stamp& stamp) {
  auto& key = take_key(books, fact.key, stamp);
  if (key.state == KeyState::active) put_signatory(books, key.person, stamp).key.clear();
  key.state = KeyState::revoked, key.until = stamp.seq;
  key.revoked_by = stamp.person, key.reason = fact.reason;
}

void deny(Books& books, const Denied& fact, const Stamp& stamp) {
  auto& signatory = put_signatory(books, fact.person, stamp);
  if (signatory.denied_on != fact.on) signatory.denied_on = fact.on, signatory.denied = 0;
  ++signatory.denied;
}

}  // namespace govcloud
