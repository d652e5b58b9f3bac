// `ssh-keygen -Y sign`, by its absolute path, with a fixed argument vector and an environment of our
// own: passphrases and hardware keys are its business, and the program never reads a private key.
#pragma once
#include <string>
#include <string_view>

namespace govcloud {

struct Keygen {
  std::string key_file;      // as -f takes it: a private key, or a public one whose other half is beside it
  std::string agent_socket;  // SSH_AUTH_SOCK for it, or empty
  std::string home;
  bool may_ask = false;      // a passphrase or a touch may be asked for on the terminal
};

/// The armoured signature over the message. Throws LedgerError 14 with ssh-keygen's own words when it
/// gives none, 74 when it cannot be started.
std::string keygen_sign(const Keygen& keygen, std::string_view name_space, std::string_view message);

}  // namespace govcloud
