// The driver where there is no libFuzzer: plays the seeds, then changes them by chance, so often or so
// long. It takes libFuzzer's options -seed=N, -runs=N and -max_total_time=SECONDS, then folders or files.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"

namespace {

namespace fs = std::filesystem;
using Random = std::mt19937_64;

constexpr std::size_t kBytesMax = 1 << 16;
std::string current;  // told when the target dies on it

/// Writes the bytes in hexadecimal; only what may be done in a signal's handler.
void tell_input(int signal) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const auto say = [](const char* text, std::size_t n) { return write(STDERR_FILENO, text, n) > 0; };
  bool said = say("the input was, in hexadecimal:\n", 31);
  for (const char c : current) {
    const auto byte = static_cast<unsigned char>(c);
    const char two[] = {kDigits[byte >> 4], kDigits[byte & 15]};
    said = said && say(two, 2);
  }
  said = said && say("\n", 1);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t below(Random& random, std::size_t bound) { return bound == 0 ? 0 : random() % bound; }

/// One change: a bit, a byte, a piece taken out, doubled, or brought in from another seed.
void change(std::string& bytes, const std::vector<std::string>& seeds, Random& random) {
  static constexpr std::string_view kTelling[] = {"\"", "\n", ",", "{", "}", "[", "]", "-1", "99999999999999999999",
                                                  "<", ">", "&", "=", "\r", "\xff\xfe", "\xef\xbb\xbf", "'''", "#"};
  const auto at = below(random, bytes.size() + 1);
  const auto length = std::min(bytes.size() - at, 1 + below(random, 16));
  switch (random() % 7) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
      break;
    case 1:
      if (at < bytes.size()) bytes[at] = static_cast<char>(random());
      break;
    case 2: bytes.erase(at, length); break;
    case 3: bytes.insert(at, bytes.substr(at, length)); break;
    case 4: bytes.insert(at, kTelling[below(random, std::size(kTelling))]); break;
    case 5: bytes.resize(at); break;
    default: {
      const auto& other = seeds[below(random, seeds.size())];
      const auto from = below(random, other.size() + 1);
      bytes.insert(at, other.substr(from, 1 + below(random, 64)));
    }
  }
  if (bytes.size() > kBytesMax) bytes.resize(kBytesMax);
}

void play(const std::string& bytes) {
  current = bytes;
  govcloud::fuzz(current);
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t seed = 1;
  long runs = -1, seconds = 60;
  std::vector<std::string> seeds{""};
  for (const std::string& word : std::vector<std::string>(argv + 1, argv + argc)) {
    if (word.starts_with("-seed=")) seed = std::stoull(word.substr(6));
    else if (word.starts_with("-runs=")) runs = std::stol(word.substr(6));
    else if (word.starts_with("-max_total_time=")) seconds = std::stol(word.substr(16));
    else if (word.starts_with("-")) continue;
    else if (fs::is_directory(word))
      for (const auto& entry : fs::directory_iterator(word)) seeds.push_back(read_file(entry.path()));
    else seeds.push_back(read_file(word));
  }
  std::sort(seeds.begin(), seeds.end());  // folders have no order of their own
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL}) std::signal(signal, tell_input);
  for (const auto& bytes : seeds) play(bytes);
  Random random(seed);
  long done = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{seconds};
  for (; runs < 0 ? std::chrono::steady_clock::now() < end : done < runs; ++done) {
    auto bytes = seeds[below(random, seeds.size())];
    for (std::size_t n = 1 + below(random, 4); n > 0; --n) change(bytes, seeds, random);
    play(bytes);
  }
  std::printf("%zu seeds and %ld changed ones (seed %llu)\n", seeds.size(), done,
              static_cast<unsigned long long>(seed));
}
