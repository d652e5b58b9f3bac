#include "cli/progress.h"

#include <utility>

namespace govcloud {
namespace {

constexpr std::chrono::seconds kPatience{1};
constexpr std::chrono::milliseconds kBetween{200};
constexpr const char* kWipe = "\r\x1b[K";

}  // namespace

Progress::Progress(Desk& desk, const Common& common, std::string what, std::uint64_t total, Now now)
    : desk_(desk), lang_(common.lang), wanted_(desk.err_is_terminal && !common.quiet), what_(std::move(what)),
      total_(total), now_(std::move(now)), start_(now_()), next_(start_ + kPatience) {}

Progress::~Progress() {
  if (shown_) desk_.err << kWipe << std::flush;
}

void Progress::at(std::uint64_t done) {
  if (!wanted_) return;
  const auto now = now_();
  if (now < next_) return;
  next_ = now + kBetween;
  show(done, now - start_);
}

void Progress::show(std::uint64_t done, std::chrono::steady_clock::duration since_start) {
  const auto seconds = std::chrono::duration<double>(since_start).count();
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(done) / seconds);
  const auto line = total_ == 0 ? say(lang_, N_("{0}: {1} ({2}/s)"), what_, done, rate)
                                : say(lang_, N_("{0}: {1} of {2} ({3}/s)"), what_, done, total_, rate);
  desk_.err << kWipe << line << std::flush;
  shown_ = true;
}

}  // namespace govcloud
