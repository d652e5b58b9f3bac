// Seals 封印: the head of a ledger as it was at some moment, in a small text that is kept where the
// ledger is not. Only a head kept elsewhere shows that events were taken off the end, or that an old
// copy was put in the ledger's place. An auditor may countersign a seal; the signature is over every
// line, those of later versions included. The form is told in govcloud-seal(1).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/law/books.h"
#include "core/ledger/journal.h"
#include "core/ledger/signer.h"

namespace govcloud {

inline constexpr std::size_t kSealBytesMax = 16 << 10;

/// By whom a seal is countersigned 副署, and with which key of the ledger.
struct Countersignature {
  std::string person, key;  // the key's number, K-2026-0004
  PublicKey public_key;     // as the armour carries it
  std::string raw;          // over Seal::lines, namespace govcloud-seal
};

struct Seal {
  std::string ledger;               // its id
  std::uint64_t size = 0;           // the number of its last event
  Digest head{};                    // that event's hash
  std::optional<Instant> recorded;  // when that event was recorded, if the seal tells it
  std::string root;                 // the root key's fingerprint, if the seal tells it
  std::string lines;                // all lines as they stand, the countersigner's included
  std::optional<Countersignature> by;

  /// The file: the lines, and the armour if it is countersigned.
  std::string text() const;
};

/// A seal from outside, and where it came from.
struct SealFile {
  std::string path;
  Seal seal;
};

/// "govcloud/" and the ledger's id.
std::string seal_origin(const std::string& ledger);
/// The four lines that are enough for a seal: form, origin, size, head.
std::string seal_facts(const std::string& ledger, std::uint64_t size, const std::string& head_hex);

Seal make_seal(const LedgerInfo& ledger, const Head& head);

/// The same seal with a countersignature. Throws LedgerError 14 when nothing signs with the key.
Seal countersigned(Seal seal, const Key& key, const Signer& signer);

/// Reads a seal's file. CR LF counts as LF, and line ends at the end of the file count once. Throws
/// InputError 65 naming the line; whether a countersignature holds is another question.
Seal read_seal(std::string_view text, const std::string& path);

}  // namespace govcloud
