// crowd WRITERS ACTS COMMAND…
// So many writers at once, each running the command so many times, one process after the other. %w in
// a word is the writer, %i the act. Prints: seconds from the first start to the last exit, longest
// single act in seconds, and how many processes ended with another code than 0.
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;

struct Shared {
  std::atomic<int> failed;
  std::atomic<long> longest_us;
};

void put(std::string& word, const char* mark, int number) {
  for (std::size_t at; (at = word.find(mark)) != std::string::npos;) word.replace(at, 2, std::to_string(number));
}

int run(std::vector<std::string> words, int writer, int act, const posix_spawn_file_actions_t* files) {
  std::vector<char*> argv;
  for (auto& word : words) put(word, "%w", writer), put(word, "%i", act), argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  int status = 0;
  if (posix_spawn(&child, argv[0], files, nullptr, argv.data(), environ) != 0) return -1;
  if (waitpid(child, &status, 0) != child) return -1;
  return status;
}

void write_all(const std::vector<std::string>& words, int writer, int acts, Shared& shared) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  for (int act = 0; act < acts; ++act) {
    const auto from = Clock::now();
    const int status = run(words, writer, act, &files);
    const long us = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - from).count();
    if (status != 0) ++shared.failed;
    for (long known = shared.longest_us; us > known && !shared.longest_us.compare_exchange_weak(known, us);) {
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 64;
  const int writers = std::atoi(argv[1]), acts = std::atoi(argv[2]);
  const std::vector<std::string> words(argv + 3, argv + argc);
  void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 71;
  auto* shared = new (memory) Shared{};
  const auto from = Clock::now();
  for (int writer = 0; writer < writers; ++writer)
    if (fork() == 0) {
      write_all(words, writer, acts, *shared);
      _exit(0);
    }
  while (wait(nullptr) > 0) {
  }
  std::printf("%.3f %.3f %d\n", std::chrono::duration<double>(Clock::now() - from).count(),
              static_cast<double>(shared->longest_us) / 1e6, shared->failed.load());
}
