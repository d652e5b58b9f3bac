#include "core/ledger/signer.h"

#include <unistd.h>

#include <fmt/format.h>

#include "core/format/gzip.h"
#include "core/format/input_error.h"
#include "core/ledger/agent.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/signature.h"
#include "core/ledger/ssh_keygen.h"

namespace govcloud {
namespace {

std::string checked(const PublicKey& key, std::string_view name_space, std::string_view message,
                    std::optional<std::string> raw, std::string_view by) {
  if (raw && signature_holds(key, name_space, message, *raw)) return std::move(*raw);
  throw LedgerError(14, fmt::format("{} did not sign with the key {}", by, key.fingerprint()),
                    "sign with the key that is enrolled: --sign-with FILE, or load it into the agent");
}

std::string by_keygen(const Signer& signer, const PublicKey& key, std::string_view name_space,
                      std::string_view message) {
  const auto text = keygen_sign({signer.sign_with, signer.agent_socket, signer.home, signer.may_ask},
                                name_space, message);
  const auto armour = read_armour(text);
  const bool ours = armour && armour->key == key && armour->name_space == name_space;
  return checked(key, name_space, message, ours ? std::optional(armour->raw) : std::nullopt, signer.sign_with);
}

}  // namespace

PublicKey read_key_file(const std::string& path) {
  constexpr std::size_t kKeyFileBytesMax = 16 << 10;
  if (auto key = read_key_line(read_all(path, kKeyFileBytesMax))) return *key;
  throw InputError(65, fmt::format("{} is no public Ed25519 key", path),
                   "make one with: ssh-keygen -t ed25519, and name its .pub file");
}

PublicKey Signer::named_key() const {
  if (sign_with.ends_with(".pub")) return read_key_file(sign_with);
  return read_key_file(access((sign_with + ".pub").c_str(), F_OK) == 0 ? sign_with + ".pub" : sign_with);
}

std::string Signer::sign(const PublicKey& key, std::string_view name_space, std::string_view message) const {
  if (auto agent = Agent::at(agent_socket)) {
    // Asking for the signature at once saves a round trip: an agent without the key just refuses.
    const auto blob = agent->sign(key, signed_bytes(name_space, message));
    if (blob || agent->holds(key))
      return checked(key, name_space, message, blob ? raw_signature(key, *blob) : std::nullopt, "the agent");
  }
  if (!sign_with.empty()) return by_keygen(*this, key, name_space, message);
  throw LedgerError(14, fmt::format("nothing here signs with the key {}", key.fingerprint()),
                    "load it into the agent with ssh-add, or name its file: --sign-with FILE");
}

}  // namespace govcloud
