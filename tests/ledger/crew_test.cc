// The crew: everything sent is done once, by whomever, and a lack of memory is told.
#include "core/ledger/crew.h"

#include <doctest/doctest.h>

#include <atomic>
#include <new>

using namespace govcloud;

TEST_CASE("crew: every errand is done once, whatever the number of threads") {
  for (const unsigned threads : {0u, 1u, 2u, 5u}) {
    CAPTURE(threads);
    std::vector<std::atomic<int>> done(2000);
    Crew crew(threads);
    for (int round = 0; round < 2; ++round) {
      for (auto& one : done) crew.send([&one] { ++one; });
      crew.finish();
      for (const auto& one : done) REQUIRE(one == round + 1);
    }
  }
}

TEST_CASE("crew: an errand without memory is told by finish() or, when the leader did it, at once") {
  int told = 0;
  for (int i = 0; i < 200; ++i) {
    Crew crew(3);
    try {
      crew.send([] { throw std::bad_alloc(); });
      for (int n = 0; n < 50; ++n) crew.send([] {});
      crew.finish();
    } catch (const std::bad_alloc&) {
      ++told;
    }
    CHECK_NOTHROW(crew.finish());
  }
  CHECK(told == 200);
}

TEST_CASE("crew: it ends well when nobody waits for what was sent") {
  std::atomic<int> done = 0;
  {
    Crew crew(4);
    for (int n = 0; n < 100; ++n) crew.send([&done] { ++done; });
  }
  CHECK(done <= 100);
}
