// Memory that runs out: under SQLite (its own allocator) or under C++ (operator new), at the n-th
// request from begin() on, once or for good.
#pragma once

namespace govcloud::testing {

enum class Memory { sqlite, cplusplus };

/// Puts the allocator under SQLite; before anything else of SQLite is used.
void install_memory();

/// Counts the requests of one kind from here on; the `fails_at`-th fails (0: none), and all later ones
/// too when sticky.
void begin_memory(Memory kind, long fails_at, bool sticky);
/// Ends it and gives the number of requests.
long end_memory();

/// While one lives, nothing is counted and nothing fails: the paper disk is not what is on trial.
class Spared {
 public:
  Spared();
  ~Spared();
  Spared(const Spared&) = delete;
  Spared& operator=(const Spared&) = delete;
};

}  // namespace govcloud::testing
