// The SSH agent, spoken to over its socket (draft-miller-ssh-agent): which keys it holds, and signing.
// The private key never leaves it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/ledger/ssh_key.h"

namespace govcloud {

class Agent {
 public:
  /// Connects; nothing when no agent listens at the socket's path.
  static std::optional<Agent> at(const std::string& socket_path);
  Agent(Agent&& other) noexcept;
  Agent& operator=(Agent&&) = delete;
  ~Agent();

  /// Whether it holds the private half. False also when the agent does not answer.
  bool holds(const PublicKey& key);
  /// SSH's signature blob over the bytes; nothing when the agent refuses, or its user does.
  std::optional<std::string> sign(const PublicKey& key, std::string_view bytes);

 private:
  explicit Agent(int socket) : socket_(socket) {}
  std::optional<std::string> ask(std::string_view request);
  int socket_ = -1;
};

}  // namespace govcloud
