#include "core/format/http.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "core/format/input_error.h"

extern char** environ;

namespace govcloud {
namespace {

[[noreturn]] void cannot_run(const std::string& why) {
  throw InputError(78, message(N_("curl cannot be run: {0}"), why), message(N_("install the package curl")));
}

/// Bytes in memory with a descriptor; another program gets it as one of its streams.
class Scratch {
 public:
  explicit Scratch(std::string_view bytes) : descriptor_(memfd_create("curl", MFD_CLOEXEC)) {
    if (descriptor_ < 0 || write(descriptor_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
        lseek(descriptor_, 0, SEEK_SET) != 0)
      cannot_run(std::strerror(errno));
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int descriptor() const { return descriptor_; }
  /// The first bytes that were written to it.
  std::string text() const {
    std::array<char, 2000> bytes{};
    const auto got = pread(descriptor_, bytes.data(), bytes.size(), 0);
    return {bytes.data(), static_cast<std::size_t>(got < 0 ? 0 : got)};
  }

 private:
  int descriptor_;
};

/// A line of curl's configuration; its quoted words know these escapes and no others.
void add_line(std::string& to, std::string_view key, std::string_view value) {
  to += key;
  to += " = \"";
  for (const char c : value) {
    if (c == '\\' || c == '"') (to += '\\') += c;
    else if (c == '\n') to += "\\n";
    else if (c == '\r') to += "\\r";
    else if (c == '\t') to += "\\t";
    else to += c;
  }
  to += "\"\n";
}

std::string configuration_of(const HttpRequest& request) {
  std::string text = "silent\nshow-error\n";
  add_line(text, "url", request.url);
  add_line(text, "proto", "=http,https");
  add_line(text, "connect-timeout", "10");
  add_line(text, "max-time", "600");
  add_line(text, "write-out", "%{stderr}\n%{http_code}");
  for (const auto& [name, value] : request.form) add_line(text, "data-urlencode", name + "=" + value);
  if (!request.bearer.empty()) add_line(text, "header", "Authorization: Bearer " + request.bearer);
  return text;
}

int run_curl(int in, int out, int err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  std::array<const char*, 6> words{"curl", "-q", "--globoff", "--config", "-", nullptr};
  pid_t child = 0;
  const int fault = posix_spawnp(&child, "curl", &actions, nullptr, const_cast<char* const*>(words.data()), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (fault != 0) cannot_run(std::strerror(fault));
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

HttpAnswer http_post(const HttpRequest& request, int body) {
  const Scratch configuration(configuration_of(request)), said(std::string_view{});
  if (ftruncate(body, 0) != 0 || lseek(body, 0, SEEK_SET) != 0) cannot_run(std::strerror(errno));
  const int exit = run_curl(configuration.descriptor(), body, said.descriptor());
  if (exit == 127) cannot_run("it is not there");
  const auto words = said.text();
  if (exit != 0) return {0, words.substr(0, words.find_first_of("\r\n"))};
  const auto line = words.find_last_of('\n');
  return {std::atoi(words.c_str() + (line == words.npos ? 0 : line + 1)), {}};
}

}  // namespace govcloud
