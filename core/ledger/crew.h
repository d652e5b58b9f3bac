// Threads that help with a long piece of work: whoever leads it sends errands, and does them itself
// when the others are behind.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace govcloud {

class Crew {
 public:
  /// `threads` counts the leader's own: with 1 nothing runs beside it, and 0 is one for each processor.
  explicit Crew(unsigned threads);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// In the order sent; at once, by the leader, when there is nobody else or too much waits already. An
  /// errand may throw nothing but std::bad_alloc.
  void send(std::function<void()> errand);
  /// Does what waits, and waits for what is in hand. Throws std::bad_alloc when an errand had no memory.
  void finish();

 private:
  std::function<void()> take(bool wait);
  void work();
  void stop();

  std::mutex mutex_;
  std::condition_variable more_, done_;
  std::deque<std::function<void()>> waiting_;
  std::size_t in_hand_ = 0;
  bool ended_ = false, ran_out_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace govcloud
