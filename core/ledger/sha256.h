// SHA-256 (FIPS 180-4). OpenSSL's block function without its provider machinery, whose first use
// costs more than a whole command.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace govcloud {

using Digest = std::array<std::uint8_t, 32>;

class Sha256 {
 public:
  Sha256();
  Sha256& add(std::string_view bytes);
  /// Big-endian integers and length-prefixed text, as the journal's canonical bytes have them.
  Sha256& add_u8(std::uint8_t n);
  Sha256& add_u32(std::uint32_t n);
  Sha256& add_u64(std::uint64_t n);
  Sha256& add_text(std::string_view text);  // u32 length, then the bytes
  Sha256& add_digest(const Digest& digest);
  Digest finish();

 private:
  alignas(16) std::array<std::byte, 128> state_;  // holds OpenSSL's SHA256_CTX
};

Digest sha256(std::string_view bytes);
/// 64 lower-case hexadecimal digits.
std::string hex(const Digest& digest);
std::string_view bytes_of(const Digest& digest);
std::optional<Digest> digest_from(std::string_view raw32);
std::optional<Digest> digest_from_hex(std::string_view text);

}  // namespace govcloud
