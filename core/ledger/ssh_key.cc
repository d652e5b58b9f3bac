#include "core/ledger/ssh_key.h"

#include "core/ledger/sha256.h"
#include "core/ledger/sodium.h"

namespace govcloud {

WireWriter& WireWriter::raw(std::string_view bytes) {
  out_.append(bytes);
  return *this;
}

WireWriter& WireWriter::u32(std::uint32_t n) {
  for (int shift = 24; shift >= 0; shift -= 8) out_ += static_cast<char>(n >> shift);
  return *this;
}

WireWriter& WireWriter::text(std::string_view bytes) {
  return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes);
}

std::optional<std::string_view> WireReader::raw(std::size_t size) {
  failed_ = failed_ || left_.size() < size;
  if (failed_) return std::nullopt;
  const auto taken = left_.substr(0, size);
  left_.remove_prefix(size);
  return taken;
}

std::optional<std::uint32_t> WireReader::u32() {
  const auto four = raw(4);
  if (!four) return std::nullopt;
  std::uint32_t n = 0;
  for (const char c : *four) n = n << 8 | static_cast<unsigned char>(c);
  return n;
}

std::optional<std::string_view> WireReader::text() {
  const auto size = u32();
  return size ? raw(*size) : std::nullopt;
}

bool PublicKey::interactive() const { return alg == kHardwareEd25519; }

std::string PublicKey::blob() const {
  WireWriter wire;
  wire.text(alg).text(point);
  if (interactive()) wire.text(application);
  return wire.take();
}

std::string PublicKey::line() const { return alg + " " + base64(blob()); }

std::string PublicKey::fingerprint() const {
  return "SHA256:" + base64_unpadded(bytes_of(sha256(blob())));
}

std::optional<PublicKey> read_key_blob(std::string_view blob) {
  WireReader wire(blob);
  const auto alg = wire.text(), point = wire.text();
  if (!alg || !point || point->size() != kEd25519KeyBytes) return std::nullopt;
  PublicKey key{std::string(*alg), std::string(*point), ""};
  if (key.interactive()) {
    const auto application = wire.text();
    if (!application || application->empty()) return std::nullopt;
    key.application = *application;
  } else if (key.alg != kEd25519) {
    return std::nullopt;
  }
  if (!wire.at_end()) return std::nullopt;
  return key;
}

std::optional<PublicKey> read_key_line(std::string_view line) {
  line = line.substr(0, line.find_first_of("\r\n"));
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto rest = line.substr(blank + 1);
  const auto blob = from_base64(rest.substr(0, rest.find_first_of(" \t")));
  if (!blob) return std::nullopt;
  auto key = read_key_blob(*blob);
  if (!key || key->alg != line.substr(0, blank)) return std::nullopt;
  return key;
}

}  // namespace govcloud
