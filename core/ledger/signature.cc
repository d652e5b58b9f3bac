#include "core/ledger/signature.h"

#include "core/ledger/sodium.h"

namespace govcloud {
namespace {

constexpr std::string_view kMagic = "SSHSIG", kHash = "sha512";
constexpr std::string_view kBegin = "-----BEGIN SSH SIGNATURE-----", kEnd = "-----END SSH SIGNATURE-----";
constexpr std::size_t kHardwareTail = 5;  // flags, and a counter of four bytes
constexpr std::size_t kArmourWidth = 70;

/// What a token signs: the application's digest, flags, counter, and the digest of what it was given.
std::string token_bytes(const PublicKey& key, std::string_view given, std::string_view tail) {
  std::string bytes(bytes_of(sha256(key.application)));
  bytes += tail;
  bytes += bytes_of(sha256(given));
  return bytes;
}

/// The base64 between the two lines, without its line ends.
std::optional<std::string> armour_body(std::string_view text) {
  if (!text.starts_with(kBegin)) return std::nullopt;
  const auto end = text.find(kEnd);
  if (end == std::string_view::npos) return std::nullopt;
  if (text.substr(end + kEnd.size()).find_first_not_of("\r\n") != std::string_view::npos) return std::nullopt;
  std::string body;
  for (const char c : text.substr(kBegin.size(), end - kBegin.size()))
    if (c != '\n' && c != '\r') body += c;
  return body;
}

}  // namespace

std::string act_message(const Digest& last_hash) { return hex(last_hash) + "\n"; }

std::string signed_bytes(std::string_view name_space, std::string_view message) {
  WireWriter wire;
  return wire.raw(kMagic).text(name_space).text("").text(kHash).text(sha512(message)).take();
}

bool signature_holds(const PublicKey& key, std::string_view name_space, std::string_view message,
                     std::string_view raw) {
  const auto given = signed_bytes(name_space, message);
  if (!key.interactive()) return ed25519_verify(key.point, given, raw);
  if (raw.size() != kEd25519SignatureBytes + kHardwareTail) return false;
  const auto tail = raw.substr(kEd25519SignatureBytes);
  if ((tail[0] & 1) == 0) return false;  // nobody touched the token
  return ed25519_verify(key.point, token_bytes(key, given, tail), raw.substr(0, kEd25519SignatureBytes));
}

std::optional<std::string> raw_signature(const PublicKey& key, std::string_view blob) {
  WireReader wire(blob);
  const auto alg = wire.text(), curve = wire.text();
  if (!alg || *alg != key.alg || !curve || curve->size() != kEd25519SignatureBytes) return std::nullopt;
  std::string raw(*curve);
  if (key.interactive()) {
    const auto tail = wire.raw(kHardwareTail);
    if (!tail) return std::nullopt;
    raw += *tail;
  }
  if (!wire.at_end()) return std::nullopt;
  return raw;
}

std::string armoured(const PublicKey& key, std::string_view name_space, std::string_view raw) {
  WireWriter signature, wire;
  signature.text(key.alg).text(raw.substr(0, kEd25519SignatureBytes));
  signature.raw(raw.substr(std::min(raw.size(), kEd25519SignatureBytes)));
  wire.raw(kMagic).u32(1).text(key.blob()).text(name_space).text("").text(kHash).text(signature.take());
  const auto body = base64(wire.take());
  std::string text(kBegin);
  for (std::size_t at = 0; at < body.size(); at += kArmourWidth) text += "\n" + body.substr(at, kArmourWidth);
  return text + "\n" + std::string(kEnd) + "\n";
}

std::optional<Armoured> read_armour(std::string_view text) {
  const auto body = armour_body(text);
  const auto bytes = body ? from_base64(*body) : std::nullopt;
  if (!bytes) return std::nullopt;
  WireReader wire(*bytes);
  const auto magic = wire.raw(kMagic.size());
  const auto version = wire.u32();
  if (!magic || *magic != kMagic || !version || *version != 1) return std::nullopt;
  const auto blob = wire.text(), name_space = wire.text(), reserved = wire.text(), hash = wire.text(),
             signature = wire.text();
  if (!blob || !name_space || !reserved || !hash || !signature) return std::nullopt;
  if (!reserved->empty() || *hash != kHash || !wire.at_end()) return std::nullopt;
  auto key = read_key_blob(*blob);
  if (!key) return std::nullopt;
  auto raw = raw_signature(*key, *signature);
  if (!raw) return std::nullopt;
  return Armoured{std::move(*key), std::string(*name_space), std::move(*raw)};
}

}  // namespace govcloud
