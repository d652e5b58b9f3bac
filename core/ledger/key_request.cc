#include "core/ledger/key_request.h"

#include <array>

#include <fmt/format.h>

#include "core/format/input_error.h"
#include "core/ledger/signature.h"

namespace govcloud {
namespace {

constexpr std::string_view kForm = "govcloud-key-request 1";

[[noreturn]] void bad_line(const std::string& path, int line, std::string_view wanted) {
  throw InputError(65, fmt::format("{}:{}: a key request has here: {}", path, line, wanted),
                   "ask the holder to make it anew: govcloud key request PERSON --sign-with FILE --out F");
}

/// The text after the line's word; takes the line off.
std::string member(std::string_view& text, const std::string& path, int line, std::string_view word) {
  const auto end = text.find('\n');
  const auto begins = std::string(word) + " ";
  if (end == std::string_view::npos || !text.starts_with(begins)) bad_line(path, line, begins + "…");
  const std::string value(text.substr(begins.size(), end - begins.size()));
  text.remove_prefix(end + 1);
  return value;
}

}  // namespace

std::string KeyRequest::signed_text() const {
  return fmt::format("{}\nledger {}\nperson {}\nkey {}\n", kForm, ledger, person, key.line());
}

std::string KeyRequest::text() const { return signed_text() + armoured(key, kKeyNamespace, proof); }

bool KeyRequest::holds() const { return signature_holds(key, kKeyNamespace, signed_text(), proof); }

KeyRequest make_key_request(const std::string& ledger, const std::string& person, const Signer& signer) {
  KeyRequest request{ledger, person, signer.named_key(), ""};
  request.proof = signer.sign(request.key, kKeyNamespace, request.signed_text());
  return request;
}

KeyRequest read_key_request(std::string_view text, const std::string& path) {
  if (!text.starts_with(std::string(kForm) + "\n")) bad_line(path, 1, kForm);
  text.remove_prefix(kForm.size() + 1);
  KeyRequest request;
  request.ledger = member(text, path, 2, "ledger"), request.person = member(text, path, 3, "person");
  const auto key = read_key_line(member(text, path, 4, "key"));
  if (!key) bad_line(path, 4, "key ssh-ed25519 …");
  request.key = *key;
  const auto armour = read_armour(text);
  if (!armour) bad_line(path, 5, "-----BEGIN SSH SIGNATURE-----");
  request.proof = armour->raw;
  if (!(armour->key == *key) || armour->name_space != kKeyNamespace || !request.holds())
    throw InputError(65, fmt::format("{}: the signature is not the holder's over these lines", path),
                     "take the file as the holder made it, unchanged");
  return request;
}

}  // namespace govcloud
