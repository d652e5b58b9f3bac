#include "core/ledger/signature_check.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "core/ledger/key_request.h"
#include "core/ledger/signature.h"
#include "core/ledger/sodium.h"

namespace govcloud {
namespace {

constexpr std::size_t kBatchJobs = 32;

}  // namespace

void SignatureCheck::bad(std::uint64_t seq, std::string message) {
  std::lock_guard lock(mutex_);
  if (found_.first_bad != 0 && found_.first_bad <= seq) return;
  found_.first_bad = seq, found_.message = std::move(message);
}

const PublicKey* SignatureCheck::parsed(const std::string& line) {
  const auto [at, fresh] = keys_.try_emplace(line);
  if (fresh) at->second = read_key_line(line);
  return at->second ? &*at->second : nullptr;
}

/// The key that must have signed an act, or nothing after the fault was noted.
const PublicKey* SignatureCheck::key_of(const ActRow& act, const Books& books) {
  const auto& [alg, key_id, raw] = act.signature;
  if (books.ledger.root_key.empty()) {
    if (alg != "none" || !key_id.empty() || !raw.empty())
      bad(act.first, "an act of an unsigned ledger carries a signature");
    return nullptr;
  }
  const auto* key = find(books.keys, key_id);
  const auto* point = key != nullptr ? parsed(key->public_key) : nullptr;
  if (alg == "none") bad(act.first, "it is not signed");
  else if (point == nullptr) bad(act.first, fmt::format("it is signed with a key that nobody enrolled: {}", key_id));
  else if (key->person != act.header.person)
    bad(act.first, fmt::format("it is {}'s act, signed with {}, which is {}'s key", act.header.person, key_id, key->person));
  else if (key->state != KeyState::active)
    bad(act.first, fmt::format("it is signed with {}, which was {} then", key_id, name_of(key->state)));
  else if (point->alg != alg) bad(act.first, fmt::format("it is signed with an algorithm that is not the key's: {}", alg));
  else return point;
  return nullptr;
}

void SignatureCheck::begin(const ActRow& act, const Books& before) {
  ++found_.count;
  signing_ = act.act == 1 ? nullptr : key_of(act, before);
}

void SignatureCheck::end(const ActRow& act, const Digest& last_hash, const Books& after) {
  if (act.act == 1) signing_ = key_of(act, after);
  if (signing_ != nullptr)
    put({signing_, kActNamespace, act_message(last_hash), act.signature.bytes, act.first,
         "the signature is not by its person's key over what stands here"});
  signing_ = nullptr;
}

void SignatureCheck::enrolled(const KeyEnrolled& fact, std::uint64_t seq, const std::string& ledger) {
  const auto* key = parsed(fact.public_key);
  const auto proof = from_base64(fact.proof);
  if (key == nullptr || !proof) return bad(seq, "a key was enrolled that does not read");
  const KeyRequest request{ledger, fact.person, *key, *proof};
  put({key, kKeyNamespace, request.signed_text(), *proof, seq, "a key was enrolled without its holder's proof"});
}

void SignatureCheck::put(Job job) {
  batch_.push_back(std::move(job));
  if (batch_.size() >= kBatchJobs) hand_over();
}

void SignatureCheck::hand_over() {
  if (batch_.empty()) return;
  // Shared, since an errand can be copied.
  crew_.send([this, batch = std::make_shared<const Batch>(std::exchange(batch_, {}))] { check(*batch); });
}

void SignatureCheck::check(const Batch& batch) {
  for (const auto& job : batch)
    if (!signature_holds(*job.key, job.name_space, job.message, job.raw)) bad(job.seq, job.fault);
}

SignatureCheck::Found SignatureCheck::finish() {
  hand_over();
  crew_.finish();
  return found_;
}

}  // namespace govcloud
