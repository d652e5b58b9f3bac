// How far a long work has come, on stderr and on a terminal only.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "cli/common_options.h"

namespace govcloud {

/// One line that is written over and over, from the first second on and at most five times a second,
/// and wiped when the work is done: "verifying: 120000 of 1000000 (40000/s)". Nothing without a
/// terminal, or with -q.
class Progress {
 public:
  using Now = std::function<std::chrono::steady_clock::time_point()>;
  /// `what` stands before the numbers, in the language of messages; total 0 is unknown.
  Progress(Desk& desk, const Common& common, std::string what, std::uint64_t total,
           Now now = std::chrono::steady_clock::now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// So many are done. Cheap enough to be called for each.
  void at(std::uint64_t done);

 private:
  void show(std::uint64_t done, std::chrono::steady_clock::duration since_start);

  Desk& desk_;
  Lang lang_;
  bool wanted_, shown_ = false;
  std::string what_;
  std::uint64_t total_;
  Now now_;
  std::chrono::steady_clock::time_point start_, next_;
};

}  // namespace govcloud
