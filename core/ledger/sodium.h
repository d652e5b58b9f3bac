// libsodium behind plain values: Ed25519 (RFC 8032), SHA-512, base64. Chosen beside OpenSSL because
// the first signature through OpenSSL's providers costs more than a whole command, and each further
// one more than twice as much.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace govcloud {

constexpr std::size_t kEd25519KeyBytes = 32, kEd25519SignatureBytes = 64;

/// Whether `signature` (64 bytes) over `message` was made with the private half of `key` (32 bytes).
/// False for other sizes, for keys of small order and for encodings that are not canonical.
bool ed25519_verify(std::string_view key, std::string_view message, std::string_view signature);

/// 64 bytes.
std::string sha512(std::string_view bytes);

/// Standard alphabet (RFC 4648), with padding; `unpadded` as fingerprints are printed.
std::string base64(std::string_view bytes);
std::string base64_unpadded(std::string_view bytes);
/// Nothing unless the text is base64 with its padding and nothing else.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace govcloud
