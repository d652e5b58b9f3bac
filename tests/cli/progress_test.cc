// Progress: on a terminal, after a second, and gone at the end.
#include "cli/progress.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace govcloud;
using namespace std::chrono_literals;

namespace {

/// What stands on stderr after work of `steps` steps, each of which takes `each`.
std::string told(bool terminal, bool quiet, int steps, std::chrono::milliseconds each, std::uint64_t total) {
  std::istringstream in;
  std::ostringstream out, err;
  Desk desk{in, out, err, [] { return Instant{}; }, {}, true, terminal, true};
  Common common;
  common.quiet = quiet;
  std::chrono::steady_clock::time_point now{};
  {
    Progress progress(desk, common, "counting", total, [&] { return now; });
    for (int i = 1; i <= steps; ++i) now += each, progress.at(static_cast<std::uint64_t>(i));
  }
  CHECK(out.str().empty());
  return err.str();
}

std::size_t lines(const std::string& text) {
  std::size_t n = 0;
  for (auto at = text.find("counting"); at != text.npos; at = text.find("counting", at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("progress: only on a terminal, only when asked, only when it takes long") {
  CHECK(told(false, false, 100, 100ms, 100) == "");
  CHECK(told(true, true, 100, 100ms, 100) == "");
  CHECK(told(true, false, 9, 100ms, 9) == "");
  CHECK(told(true, false, 1000000, 0ms, 1000000) == "");
}

TEST_CASE("progress: how far, how fast, at most five times a second, and wiped") {
  const auto text = told(true, false, 30, 100ms, 40);
  CHECK(text.find("counting: 10 of 40 (10/s)") != text.npos);
  CHECK(lines(text) == 11);
  CHECK(text.ends_with("\r\x1b[K"));
  CHECK(text.find('\n') == text.npos);
  CHECK(told(true, false, 20, 100ms, 0).find("counting: 10 (10/s)") != std::string::npos);
  CHECK(lines(told(true, false, 3000, 1ms, 0)) == 11);
}
