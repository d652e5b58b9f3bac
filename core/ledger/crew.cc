#include "core/ledger/crew.h"

#include <new>
#include <utility>

namespace govcloud {
namespace {

constexpr std::size_t kWaitingMax = 16;

}  // namespace

Crew::Crew(unsigned threads) {
  if (threads == 0) threads = std::thread::hardware_concurrency();
  try {
    for (unsigned i = 1; i < threads; ++i) threads_.emplace_back([this] { work(); });
  } catch (...) {
    stop();
    throw;
  }
}

Crew::~Crew() { stop(); }

void Crew::stop() {
  {
    std::lock_guard lock(mutex_);
    ended_ = true;
    waiting_.clear();
  }
  more_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Crew::send(std::function<void()> errand) {
  {
    std::lock_guard lock(mutex_);
    if (!threads_.empty() && waiting_.size() < kWaitingMax) {
      waiting_.push_back(std::move(errand));
      more_.notify_one();
      return;
    }
  }
  errand();
}

/// The next errand, counted as in hand; empty when there is none, or after the end.
std::function<void()> Crew::take(bool wait) {
  std::unique_lock lock(mutex_);
  if (wait) more_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
  if (waiting_.empty()) return nullptr;
  auto errand = std::move(waiting_.front());
  waiting_.pop_front();
  ++in_hand_;
  return errand;
}

void Crew::work() {
  while (const auto errand = take(true)) {
    bool ran_out = false;
    try {
      errand();
    } catch (const std::bad_alloc&) {
      ran_out = true;  // told by finish(): what was in hand is not done
    }
    std::lock_guard lock(mutex_);
    --in_hand_, ran_out_ = ran_out_ || ran_out;
    done_.notify_one();
  }
}

void Crew::finish() {
  while (const auto errand = take(false)) {
    {
      std::lock_guard lock(mutex_);
      --in_hand_;  // the leader waits for others only
    }
    errand();
  }
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return in_hand_ == 0; });
  if (std::exchange(ran_out_, false)) throw std::bad_alloc();
}

}  // namespace govcloud
