// Public keys as OpenSSH writes them (RFC 4253 6.6, RFC 8709 4, PROTOCOL.u2f): Ed25519, in a file or in
// a hardware token.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace govcloud {

/// Writes and reads SSH's wire form: big-endian u32, strings with their length before them.
class WireWriter {
 public:
  WireWriter& raw(std::string_view bytes);
  WireWriter& u32(std::uint32_t n);
  WireWriter& text(std::string_view bytes);
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};
/// Once something is missing, nothing more is read: what follows would be taken for something else.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : left_(bytes) {}
  std::optional<std::uint32_t> u32();
  std::optional<std::string_view> text();
  std::optional<std::string_view> raw(std::size_t size);
  bool at_end() const { return !failed_ && left_.empty(); }

 private:
  std::string_view left_;
  bool failed_ = false;
};

struct PublicKey {
  std::string alg;          // kEd25519 or kHardwareEd25519
  std::string point;        // the 32 bytes of the curve
  std::string application;  // of a hardware key: "ssh:" …; else empty

  /// A token wants to be touched for every signature.
  bool interactive() const;
  /// The wire form, which fingerprints and signatures carry.
  std::string blob() const;
  /// "ssh-ed25519 AAAA…", without a comment.
  std::string line() const;
  /// "SHA256:…", as `ssh-keygen -l` prints it.
  std::string fingerprint() const;
  bool operator==(const PublicKey&) const = default;
};

inline constexpr std::string_view kEd25519 = "ssh-ed25519";
inline constexpr std::string_view kHardwareEd25519 = "sk-ssh-ed25519@openssh.com";

/// Nothing unless it is one of the two kinds, with nothing left over.
std::optional<PublicKey> read_key_blob(std::string_view blob);
/// The first line of a .pub file, with or without a comment.
std::optional<PublicKey> read_key_line(std::string_view line);

}  // namespace govcloud
