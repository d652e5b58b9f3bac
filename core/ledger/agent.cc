#include "core/ledger/agent.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace govcloud {
namespace {

constexpr char kRequestIdentities = 11, kIdentities = 12, kSignRequest = 13, kSignResponse = 14;
constexpr std::uint32_t kReplyBytesMax = 256 << 10;
constexpr int kPatienceSeconds = 60;  // its user may have to confirm or to touch a token

bool write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::optional<std::string> read_exactly(int socket, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size;) {
    const auto n = read(socket, bytes.data() + at, size - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    at += static_cast<std::size_t>(n);
  }
  return bytes;
}

}  // namespace

std::optional<Agent> Agent::at(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return std::nullopt;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  Agent agent(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (agent.socket_ < 0) return std::nullopt;
  const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
  const timeval patience{kPatienceSeconds, 0};
  setsockopt(agent.socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(agent.socket_, generic, sizeof address) != 0) return std::nullopt;
  return agent;
}

Agent::Agent(Agent&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}

Agent::~Agent() {
  if (socket_ >= 0) close(socket_);
}

std::optional<std::string> Agent::ask(std::string_view request) {
  const auto answer = [&]() -> std::optional<std::string> {
    if (socket_ < 0 || !write_all(socket_, WireWriter().text(request).take())) return std::nullopt;
    const auto head = read_exactly(socket_, 4);
    const auto size = head ? *WireReader(*head).u32() : 0;
    if (size == 0 || size > kReplyBytesMax) return std::nullopt;
    return read_exactly(socket_, size);
  }();
  // After half an answer, what comes next on the line belongs to no question.
  if (!answer && socket_ >= 0) close(std::exchange(socket_, -1));
  return answer;
}

bool Agent::holds(const PublicKey& key) {
  const auto reply = ask({&kRequestIdentities, 1});
  if (!reply || reply->front() != kIdentities) return false;
  WireReader wire(std::string_view(*reply).substr(1));
  const auto wanted = key.blob();
  const auto count = wire.u32();
  for (std::uint32_t i = 0; count && i < *count; ++i) {
    const auto blob = wire.text(), comment = wire.text();
    if (!comment) return false;
    if (*blob == wanted) return true;
  }
  return false;
}

std::optional<std::string> Agent::sign(const PublicKey& key, std::string_view bytes) {
  WireWriter request;
  request.raw({&kSignRequest, 1}).text(key.blob()).text(bytes).u32(0);
  const auto reply = ask(request.take());
  if (!reply || reply->front() != kSignResponse) return std::nullopt;
  WireReader wire(std::string_view(*reply).substr(1));
  const auto blob = wire.text();
  if (!blob || !wire.at_end()) return std::nullopt;
  return std::string(*blob);
}

}  // namespace govcloud
