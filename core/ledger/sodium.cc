#include "core/ledger/sodium.h"

#include <sodium.h>

namespace govcloud {
namespace {

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string encoded(std::string_view raw, int variant) {
  std::string text(sodium_base64_encoded_len(raw.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes(raw), raw.size(), variant);
  text.pop_back();  // the library ends it with a zero byte
  return text;
}

}  // namespace

bool ed25519_verify(std::string_view key, std::string_view message, std::string_view signature) {
  if (key.size() != kEd25519KeyBytes || signature.size() != kEd25519SignatureBytes) return false;
  return crypto_sign_verify_detached(bytes(signature), bytes(message), message.size(), bytes(key)) == 0;
}

std::string sha512(std::string_view text) {
  std::string digest(crypto_hash_sha512_BYTES, '\0');
  crypto_hash_sha512(reinterpret_cast<unsigned char*>(digest.data()), bytes(text), text.size());
  return digest;
}

std::string base64(std::string_view raw) { return encoded(raw, sodium_base64_VARIANT_ORIGINAL); }

std::string base64_unpadded(std::string_view raw) {
  return encoded(raw, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string raw(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int code = sodium_base642bin(reinterpret_cast<unsigned char*>(raw.data()), raw.size(), text.data(), text.size(),
                                     nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (code != 0 || end != text.data() + text.size()) return std::nullopt;
  raw.resize(size);
  // The library lets stray bits in the last digit pass; one text for each value is what we want.
  if (base64(raw) != text) return std::nullopt;
  return raw;
}

}  // namespace govcloud
