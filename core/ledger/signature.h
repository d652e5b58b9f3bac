// Signatures in OpenSSH's form (PROTOCOL.sshsig): what is signed, its armour for `ssh-keygen -Y`, and
// checking it in process. What is kept of a signature are its raw bytes: 64 of Ed25519, and of a
// hardware key five more (its flags and its counter). The armour is made again when it is exported,
// since armoured text can be laid out in more than one way.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/ledger/sha256.h"
#include "core/ledger/ssh_key.h"

namespace govcloud {

/// What signatures are for, so that none can be passed off as another.
inline constexpr std::string_view kActNamespace = "govcloud-act";
inline constexpr std::string_view kKeyNamespace = "govcloud-key";    // proof of possession
inline constexpr std::string_view kSealNamespace = "govcloud-seal";  // countersigned seals

/// What an act's signature is over: the hash of its last event as 64 hexadecimal digits, and a newline.
std::string act_message(const Digest& last_hash);

/// The bytes that the curve signs: the namespace, and the SHA-512 of the message.
std::string signed_bytes(std::string_view name_space, std::string_view message);

/// Whether the raw signature is the key's, in that namespace, over that message.
bool signature_holds(const PublicKey& key, std::string_view name_space, std::string_view message,
                     std::string_view raw);

/// The raw bytes out of SSH's signature blob; nothing unless it is of the key's kind.
std::optional<std::string> raw_signature(const PublicKey& key, std::string_view blob);

/// "-----BEGIN SSH SIGNATURE-----" …, as `ssh-keygen -Y verify -s` takes it.
std::string armoured(const PublicKey& key, std::string_view name_space, std::string_view raw);

struct Armoured {
  PublicKey key;
  std::string name_space, raw;
};
/// Reads an armour; nothing unless it is whole, of a known kind of key, and over a SHA-512.
std::optional<Armoured> read_armour(std::string_view text);

}  // namespace govcloud
