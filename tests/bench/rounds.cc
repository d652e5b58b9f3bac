// rounds N NAME COMMAND… [-- NAME COMMAND…]…
// Runs commands in turn, N times each after two turns that do not count, and prints one line each:
// name, median and least microseconds from start to exit. %i in a word is the round. A command that
// fails ends it all.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

extern char** environ;

namespace {

struct Command {
  std::string name;
  std::vector<std::string> words;
  std::vector<double> times_us;
};

std::vector<Command> commands_of(int argc, char** argv) {
  std::vector<Command> commands;
  bool fresh = true;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--") fresh = true;
    else if (std::exchange(fresh, false)) commands.push_back({word, {}, {}});
    else commands.back().words.push_back(word);
  }
  return commands;
}

double run(const Command& command, int round, const posix_spawn_file_actions_t* files) {
  auto words = command.words;
  for (auto& word : words)
    for (std::size_t at; (at = word.find("%i")) != std::string::npos;) word.replace(at, 2, std::to_string(round));
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  int status = 0;
  const auto from = std::chrono::steady_clock::now();
  const bool ran = posix_spawn(&child, argv[0], files, nullptr, argv.data(), environ) == 0 &&
                   waitpid(child, &status, 0) == child;
  const auto to = std::chrono::steady_clock::now();
  if (!ran || status != 0) {
    std::fprintf(stderr, "FAILED: %s (status %d)\n", command.name.c_str(), status);
    std::exit(1);
  }
  return std::chrono::duration<double, std::micro>(to - from).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 64;
  const int rounds = std::atoi(argv[1]);
  auto commands = commands_of(argc, argv);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  for (int round = -2; round < rounds; ++round)
    for (auto& command : commands) {
      const double time_us = run(command, round + 2, &files);
      if (round >= 0) command.times_us.push_back(time_us);
    }
  for (auto& command : commands) {
    std::sort(command.times_us.begin(), command.times_us.end());
    std::printf("%s %.0f %.0f\n", command.name.c_str(), command.times_us[command.times_us.size() / 2], command.times_us[0]);
  }
}
