#include "core/ledger/ssh_keygen.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

constexpr const char* kProgram = "/usr/bin/ssh-keygen";

/// A socket pair: unlike a pipe, writing into it after the other side has gone raises no signal.
struct Line {
  std::array<int, 2> ends{-1, -1};
  Line() {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      throw LedgerError(74, fmt::format("no line to ssh-keygen: {}", std::strerror(errno)));
  }
  ~Line() { close_end(0), close_end(1); }
  void close_end(std::size_t end) {
    if (ends[end] >= 0) close(std::exchange(ends[end], -1));
  }
};

/// In the child: the lines become its streams, and it loses the terminal unless it may ask there.
[[noreturn]] void become_keygen(int in, int out, int err, bool may_ask, const char* const* words,
                                const char* const* environment) {
  if (!may_ask) setsid();
  dup2(in, STDIN_FILENO), dup2(out, STDOUT_FILENO);
  if (err >= 0) dup2(err, STDERR_FILENO);
  std::signal(SIGXFSZ, SIG_DFL), std::signal(SIGPIPE, SIG_DFL);
  execve(kProgram, const_cast<char* const*>(words), const_cast<char* const*>(environment));
  _exit(127);
}

void give(Line& line, std::string_view message) {
  while (!message.empty()) {
    const auto n = send(line.ends[0], message.data(), message.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;  // it ended early, and will say why
    message.remove_prefix(static_cast<std::size_t>(n));
  }
  line.close_end(0);
}

/// Reads both streams to their ends.
void take(int out, int err, std::string& answer, std::string& words) {
  std::array<pollfd, 2> lines{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
  char chunk[4096];
  while (lines[0].fd >= 0 || lines[1].fd >= 0) {
    if (poll(lines.data(), lines.size(), -1) < 0 && errno != EINTR) return;
    for (auto& line : lines) {
      if (line.fd < 0 || line.revents == 0) continue;
      const auto n = read(line.fd, chunk, sizeof chunk);
      if (n > 0) (line.fd == out ? answer : words).append(chunk, static_cast<std::size_t>(n));
      else if (n == 0 || errno != EINTR) line.fd = -1;
    }
  }
}

/// What it said first, without the question that nobody was there to answer.
std::string first_line(std::string_view text) {
  constexpr std::string_view kQuestion = "Enter passphrase: ";
  if (text.starts_with(kQuestion)) text.remove_prefix(kQuestion.size());
  return std::string(text.substr(0, text.find_first_of("\r\n")));
}

}  // namespace

std::string keygen_sign(const Keygen& keygen, std::string_view name_space, std::string_view message) {
  const std::string wanted(name_space), socket_word = "SSH_AUTH_SOCK=" + keygen.agent_socket,
              home_word = "HOME=" + keygen.home;
  // A file's name that begins with '-' would be taken for an option.
  const std::string file = keygen.key_file.starts_with("-") ? "./" + keygen.key_file : keygen.key_file;
  const std::array<const char*, 8> words{kProgram, "-Y", "sign", "-n", wanted.c_str(), "-f", file.c_str(), nullptr};
  const std::array<const char*, 4> environment{"LANG=C", home_word.c_str(),
                                               keygen.agent_socket.empty() ? nullptr : socket_word.c_str(), nullptr};
  Line in, out, err;
  const pid_t child = fork();
  if (child < 0) throw LedgerError(74, fmt::format("ssh-keygen cannot be started: {}", std::strerror(errno)));
  if (child == 0)
    become_keygen(in.ends[1], out.ends[1], keygen.may_ask ? -1 : err.ends[1], keygen.may_ask, words.data(),
                  environment.data());
  in.close_end(1), out.close_end(1), err.close_end(1);
  give(in, message);
  std::string answer, said;
  take(out.ends[0], err.ends[0], answer, said);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return answer;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
    throw LedgerError(74, fmt::format("{} cannot be started", kProgram), "install openssh-client, or use an agent");
  throw LedgerError(14, said.empty() ? fmt::format("ssh-keygen did not sign with {}", keygen.key_file)
                                     : fmt::format("ssh-keygen did not sign with {}: {}", keygen.key_file, first_line(said)),
                    "name the key that is enrolled: --sign-with FILE; one with a passphrase is signed with on a "
                    "terminal, or through the agent");
}

}  // namespace govcloud
