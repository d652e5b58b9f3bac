#define OPENSSL_SUPPRESS_DEPRECATED  // the low-level block function is what we want, see the header
#include "core/ledger/sha256.h"

#include <openssl/sha.h>

#include <new>

namespace govcloud {
namespace {

SHA256_CTX* context(std::array<std::byte, 128>& state) {
  static_assert(sizeof(SHA256_CTX) <= 128);
  return std::launder(reinterpret_cast<SHA256_CTX*>(state.data()));
}

}  // namespace

Sha256::Sha256() { SHA256_Init(new (state_.data()) SHA256_CTX); }

Sha256& Sha256::add(std::string_view bytes) {
  SHA256_Update(context(state_), bytes.data(), bytes.size());
  return *this;
}

Sha256& Sha256::add_u8(std::uint8_t n) {
  SHA256_Update(context(state_), &n, 1);
  return *this;
}

Sha256& Sha256::add_u32(std::uint32_t n) {
  const char bytes[4] = {static_cast<char>(n >> 24), static_cast<char>(n >> 16),
                         static_cast<char>(n >> 8), static_cast<char>(n)};
  return add({bytes, 4});
}

Sha256& Sha256::add_u64(std::uint64_t n) {
  return add_u32(static_cast<std::uint32_t>(n >> 32)).add_u32(static_cast<std::uint32_t>(n));
}

Sha256& Sha256::add_text(std::string_view text) {
  return add_u32(static_cast<std::uint32_t>(text.size())).add(text);
}

Sha256& Sha256::add_digest(const Digest& digest) { return add(bytes_of(digest)); }

Digest Sha256::finish() {
  Digest digest;
  SHA256_Final(digest.data(), context(state_));
  return digest;
}

Digest sha256(std::string_view bytes) { return Sha256().add(bytes).finish(); }

std::string hex(const Digest& digest) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const auto byte : digest) text += kDigits[byte >> 4], text += kDigits[byte & 15];
  return text;
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::optional<Digest> digest_from(std::string_view raw32) {
  if (raw32.size() != 32) return std::nullopt;
  Digest digest;
  for (std::size_t i = 0; i < 32; ++i) digest[i] = static_cast<std::uint8_t>(raw32[i]);
  return digest;
}

std::optional<Digest> digest_from_hex(std::string_view text) {
  if (text.size() != 64) return std::nullopt;
  Digest digest;
  for (std::size_t i = 0; i < 64; ++i) {
    const char c = text[i];
    const int n = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (n < 0) return std::nullopt;
    digest[i / 2] = static_cast<std::uint8_t>(i % 2 == 0 ? n << 4 : digest[i / 2] | n);
  }
  return digest;
}

}  // namespace govcloud
