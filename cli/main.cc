// Lays out the real desk.
#include <csignal>
#include <cstring>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/app.h"

extern char** environ;

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a full disk is an error to report, not a death
  std::ios::sync_with_stdio(false);
  govcloud::Desk desk{std::cin,
                      std::cout,
                      std::cerr,
                      [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); },
                      {},
                      isatty(STDOUT_FILENO) == 1,
                      isatty(STDERR_FILENO) == 1,
                      isatty(STDIN_FILENO) == 1};
  for (char** entry = environ; *entry != nullptr; ++entry)
    if (const char* equals = std::strchr(*entry, '='))
      desk.environment.emplace(std::string(static_cast<const char*>(*entry), equals), equals + 1);
  winsize size{};  // shells seldom export COLUMNS
  if (desk.out_is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    desk.environment["COLUMNS"] = std::to_string(size.ws_col);
  const int exit = govcloud::run(desk, std::vector<std::string>(argv + 1, argv + argc));
  std::cout.flush();
  return std::cout.good() || exit != 0 ? exit : 74;
}
