// Keys: entered by a keeper, a reviewer's confirmed by a second person, revoked by a keeper or by
// their holder.
#include <algorithm>

#include "core/law/fee.h"
#include "core/law/house_rules.h"
#include "core/law/measure.h"
#include "core/law/rectify.h"
#include "core/law/rules.h"
#include "core/law/system.h"

namespace govcloud {
namespace {

constexpr std::int64_t kDenialsADayMax = 100;

NotFound no_key(const std::string& id) {
  return {"key", id, say("see them all: govcloud key list")};
}

const Key* key_with(const Books& books, const std::string& public_key) {
  for (const auto& [id, key] : books.keys)
    if (key.public_key == public_key) return &key;
  return nullptr;
}

std::string active_key(const Books& books, const std::string& person) {
  const auto* signatory = find(books.signatories, person);
  return signatory != nullptr ? signatory->key : "";
}

Refusal not_pending(const Key& key) {
  return {Reason::stage_wrong, key.id, std::string(name_of(key.state)), house_rule("H-11"),
          say("{0} is {1}; it waits for nobody", key.id, std::string(name_of(key.state))), {}};
}

/// Whether another keeper than `person` could still sign.
bool other_keeper(const Books& books, const std::string& person) {
  return std::any_of(books.persons.begin(), books.persons.end(), [&](const auto& entry) {
    const auto& [id, other] = entry;
    return id != person && has_role(other, {Role::keeper}) && !active_key(books, id).empty();
  });
}

}  // namespace

Decision decide(const Facts& facts, const EnrolKey& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  if (auto no = want_signed(facts)) return *no;
  const auto* person = find(facts.books.persons, command.person);
  if (person == nullptr)
    return NotFound{"person", command.person,
                    say("add the person first: govcloud person add {0} …", command.person)};
  if (const auto* taken = key_with(facts.books, command.public_key))
    return Refusal{Reason::exists_already, taken->id, taken->person, house_rule("H-12"),
                   say("this key is {0} of {1} already", taken->id, taken->person),
                   say("a person's key is new and nobody else's: ssh-keygen -t ed25519")};
  const bool decides = has_role(*person, {Role::reviewer, Role::chief});
  Numbers numbers(facts, acting);
  std::vector<Fact> recorded{KeyEnrolled{numbers.next("K"), command.person, command.public_key, command.proof,
                                         decides && facts.policy.house_rule_on("H-14"),
                                         active_key(facts.books, command.person)}};
  attach_papers(facts, acting, numbers, command.person, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const RevokeKey& command, const Acting& acting) {
  const auto* key = find(facts.books.keys, command.key);
  const bool own = key != nullptr && key->person == acting.person;
  if (!own)
    if (auto no = may(facts, acting, "register", "")) return *no;
  if (auto no = want_signed(facts)) return *no;
  if (key == nullptr) return no_key(command.key);
  if (key->state != KeyState::active && key->state != KeyState::pending)
    return Refusal{Reason::stage_wrong, key->id, std::string(name_of(key->state)), house_rule("H-11"),
                   say("{0} is {1} already", key->id, std::string(name_of(key->state))), {}};
  const auto* person = find(facts.books.persons, key->person);
  if (key->state == KeyState::active && person != nullptr && has_role(*person, {Role::keeper}) &&
      !other_keeper(facts.books, key->person) && facts.policy.house_rule_on("H-16"))
    return Refusal{Reason::last_keeper, key->id, key->person, house_rule("H-16"), {},
                   say("enrol a new key in its place, or another keeper's first")};
  std::vector<Fact> recorded{KeyRevoked{key->id, key->person, command.reason}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, key->person, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const Cosign& command, const Acting& acting) {
  if (find(facts.books.persons, acting.person) == nullptr)
    return Refusal{Reason::person_unknown, acting.person, acting.person, house_rule("H-02"), {},
                   say("add the person first: govcloud person add {0} …", acting.person)};
  if (const auto* record = find(facts.books.records, command.id)) return cosign_record(facts, *record, acting);
  if (const auto* order = find(facts.books.orders, command.id)) return cosign_order(facts, *order, acting);
  if (const auto* measure = find(facts.books.measures, command.id)) return cosign_measure(facts, *measure, acting);
  if (const auto* settlement = find(facts.books.settlements, command.id)) return cosign_fee(facts, *settlement, acting);
  if (command.id.starts_with("M-")) return NotFound{"measure", command.id, say("see them with: govcloud list measures")};
  if (command.id.starts_with("P-")) return NotFound{"settlement", command.id, say("see them with: govcloud list settlements")};
  if (command.id.starts_with("O-"))
    return NotFound{"order", command.id, say("see them with: govcloud list orders")};
  if (const auto* system = find(facts.books.systems, command.id)) return cosign_transfer(facts, *system, acting);
  if (command.id.starts_with("D-"))
    return NotFound{"record", command.id, say("see them with: govcloud list records")};
  if (auto no = want_signed(facts)) return *no;
  const auto* key = find(facts.books.keys, command.id);
  if (key == nullptr) return no_key(command.id);
  if (acting.person == key->enrolled_by || acting.person == key->person)
    return Refusal{Reason::own_request, key->id, acting.person, house_rule("H-14"), {},
                   say("a second person confirms it, who is neither {0} nor {1}", key->enrolled_by, key->person)};
  if (key->state != KeyState::pending) return not_pending(*key);
  std::vector<Fact> recorded{KeyCosigned{key->id, key->person, active_key(facts.books, key->person)}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, key->person, recorded);
  return recorded;
}

std::optional<Denied> denial(const Facts& facts, const Acting& acting, const std::string& verb,
                             const std::string& item, const No& no) {
  const auto* refusal = std::get_if<Refusal>(&no);
  if (refusal == nullptr || exit_of(refusal->reason) != 14) return std::nullopt;
  const auto today = day_of(facts, acting.recorded);
  if (const auto* signatory = find(facts.books.signatories, acting.person))
    if (signatory->denied_on == today && signatory->denied >= kDenialsADayMax) return std::nullopt;
  return Denied{acting.person, verb, item, std::string(name_of(refusal->reason)), refusal->detail, today};
}

}  // namespace govcloud
