// An agent on paper: listens on a socket of its own folder and signs with keys made from seeds, of a
// file's kind or a token's. What it does before it answers, and whether it answers well, is the test's.
#pragma once
#include <sodium.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/ledger/sha256.h"
#include "core/ledger/ssh_key.h"

namespace govcloud::testing {

/// A pair made from a seed.
struct PaperKey {
  PublicKey key;
  std::string secret;
  explicit PaperKey(char seed, std::string_view alg = kEd25519) {
    const std::string seeds(crypto_sign_SEEDBYTES, seed);
    std::string point(crypto_sign_PUBLICKEYBYTES, '\0');
    secret.assign(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(bytes(point), bytes(secret), bytes(seeds));
    key = {std::string(alg), point, alg == kEd25519 ? "" : "ssh:"};
  }
  /// SSH's signature blob.
  std::string blob(std::string_view data) const {
    const std::string tail("\x01\x00\x00\x00\x01", key.interactive() ? 5 : 0);
    std::string given(data);
    if (key.interactive())
      given = std::string(bytes_of(sha256(key.application))) + tail + std::string(bytes_of(sha256(data)));
    std::string raw(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes(raw), nullptr, bytes(given), given.size(), bytes(secret));
    return WireWriter().text(key.alg).text(raw).raw(tail).take();
  }

 private:
  static unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
  static const unsigned char* bytes(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  }
};

class PaperAgent {
 public:
  enum class Manner { signs, refuses, lies, babbles, hangs_up };

  PaperAgent(const std::string& path, std::vector<PaperKey> keys) : keys_(std::move(keys)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    listening_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
    if (bind(listening_, generic, sizeof address) != 0 || listen(listening_, 8) != 0)
      throw std::runtime_error("no socket for the agent");
    thread_ = std::thread([this] { serve(); });
  }
  ~PaperAgent() {
    shutdown(listening_, SHUT_RDWR);
    thread_.join();
    close(listening_);
  }
  PaperAgent(const PaperAgent&) = delete;
  PaperAgent& operator=(const PaperAgent&) = delete;

  std::atomic<Manner> manner{Manner::signs};
  std::atomic<int> signatures{0};
  std::function<void()> before_signing = [] {};

 private:
  void serve() {
    for (int line; (line = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0; close(line))
      while (answer(line)) {
      }
  }

  static std::string take(int line, std::size_t size) {
    std::string got(size, '\0');
    for (std::size_t at = 0; at < size;) {
      const auto n = read(line, got.data() + at, size - at);
      if (n <= 0) return "";
      at += static_cast<std::size_t>(n);
    }
    return got;
  }

  bool answer(int line) {
    const auto head = take(line, 4);
    if (head.empty() || manner == Manner::hangs_up) return false;
    const auto request = take(line, *WireReader(head).u32());
    if (request.empty()) return false;
    const auto reply = manner == Manner::babbles ? std::string("\x0e\xff\xff\xff\xff rubbish")
                       : request[0] == 11        ? identities()
                                                 : signature(std::string_view(request).substr(1));
    const auto bytes = WireWriter().text(reply).take();
    return send(line, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }

  std::string identities() const {
    WireWriter reply;
    reply.raw("\x0c").u32(static_cast<std::uint32_t>(keys_.size()));
    for (const auto& key : keys_) reply.text(key.key.blob()).text("paper");
    return reply.take();
  }

  std::string signature(std::string_view request) {
    WireReader wire(request);
    const auto blob = wire.text(), data = wire.text();
    for (const auto& key : keys_)
      if (blob && *blob == key.key.blob() && data && manner != Manner::refuses) {
        before_signing();
        ++signatures;
        const auto bytes = key.blob(manner == Manner::lies ? "something else" : *data);
        return WireWriter().raw("\x0e").text(bytes).take();
      }
    return "\x05";
  }

  std::vector<PaperKey> keys_;
  int listening_ = -1;
  std::thread thread_;
};

}  // namespace govcloud::testing
