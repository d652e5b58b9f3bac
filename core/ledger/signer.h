// Who signs: the agent when it holds the key, else ssh-keygen with the file that was named.
#pragma once
#include <string>
#include <string_view>

#include "core/ledger/ssh_key.h"

namespace govcloud {

struct Signer {
  std::string sign_with;     // of --sign-with: a key's file, or empty
  std::string agent_socket;  // SSH_AUTH_SOCK, or empty
  std::string home;
  bool may_ask = false;      // on the terminal

  /// The public key that --sign-with names: the file itself, or the .pub beside it. Throws InputError
  /// 66 when there is none, 65 when it is no Ed25519 key.
  PublicKey named_key() const;
  /// The raw signature by `key`, checked before it is given. Throws LedgerError 14 when nothing signs
  /// with this key, 74 when ssh-keygen cannot be started.
  std::string sign(const PublicKey& key, std::string_view name_space, std::string_view message) const;
};

/// A public key's file. Throws InputError 66 or 65.
PublicKey read_key_file(const std::string& path);

}  // namespace govcloud
