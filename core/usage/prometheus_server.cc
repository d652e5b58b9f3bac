#include "core/usage/prometheus_server.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/format/http.h"
#include "core/format/input_error.h"
#include "core/format/width.h"
#include "core/usage/bad_row.h"

namespace govcloud {
namespace {

constexpr std::int64_t kDaySeconds = 86400, kPointsMax = 10000;  // a server gives 11000 of a series
constexpr std::int64_t kPauses[] = {1, 2, 4, 8};
constexpr std::size_t kQuotedBytesMax = 300;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::int64_t points_of_page(const PrometheusAsk& ask) {
  return std::clamp<std::int64_t>(kDaySeconds / ask.step_seconds, 1, kPointsMax);
}

/// Pages in turn, query by query.
class Pages {
 public:
  Pages(PrometheusAsk ask, const Mapping& mapping, std::function<void(std::uint64_t)> done,
        std::function<void(std::int64_t)> pause)
      : ask_(std::move(ask)), done_(std::move(done)), pause_(std::move(pause)), spool_(std::tmpfile()) {
    if (!spool_) throw InputError(74, message(N_("no temporary file can be made: {0}"), std::strerror(errno)));
    for (const auto& metric : mapping.metrics)
      if (!metric.query.empty()) queries_.push_back({metric.column, metric.query});
    while (ask_.url.ends_with('/')) ask_.url.pop_back();
    from_ = ask_.from;
  }

  std::size_t read(char* out, std::size_t room) {
    for (;;) {
      if (!ahead_.empty()) {
        const auto size = std::min(room, ahead_.size());
        std::memcpy(out, ahead_.data(), size);
        ahead_.erase(0, size);
        return size;
      }
      if (in_page_) {
        const auto got = ::read(fileno(spool_.get()), out, room);
        if (got > 0) return static_cast<std::size_t>(got);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw InputError(74, message(N_("a temporary file cannot be read: {0}"), std::strerror(errno)));
        in_page_ = false;
        ahead_ += '\n';
      } else if (!next_page()) {
        return 0;
      }
    }
  }

 private:
  struct Query {
    std::string metric, text;
  };

  /// Fetches the next one; false when all are.
  bool next_page() {
    if (from_ >= ask_.until) ++query_, from_ = ask_.from;
    if (query_ == queries_.size() || ask_.from >= ask_.until) return false;
    if (from_ == ask_.from) ahead_ = fmt::format("{{\"metric\": \"{}\"}}\n", queries_[query_].metric);
    const auto next = from_ + points_of_page(ask_) * ask_.step_seconds;
    // A server that moves the ends of a time to its steps finds them there already.
    fetch(from_ + (std::min(next, ask_.until) - 1 - from_) / ask_.step_seconds * ask_.step_seconds);
    from_ = next;
    in_page_ = true;
    done_(++fetched_);
    return true;
  }

  void fetch(std::int64_t end) {
    const HttpRequest request{ask_.url + "/api/v1/query_range",
                              {{"query", queries_[query_].text}, {"start", std::to_string(from_)},
                               {"end", std::to_string(end)}, {"step", std::to_string(ask_.step_seconds)},
                               {"nocache", "1"}},  // of VictoriaMetrics; others pass it over
                              ask_.token};
    const int body = fileno(spool_.get());
    for (std::size_t attempt = 0;; ++attempt) {
      const auto answer = http_post(request, body);
      lseek(body, 0, SEEK_SET);
      if (answer.status / 100 == 2) return;
      const bool may_pass = answer.status == 0 || answer.status == 429 || answer.status / 100 == 5;
      if (may_pass && attempt < std::size(kPauses)) pause_(kPauses[attempt]);
      else refuse(answer, may_pass, attempt + 1);
    }
  }

  [[noreturn]] void refuse(const HttpAnswer& answer, bool may_pass, std::size_t attempts) const {
    char begin[kQuotedBytesMax];
    const auto got = pread(fileno(spool_.get()), begin, sizeof begin, 0);
    const auto said = printable(std::string(begin, static_cast<std::size_t>(std::max<ssize_t>(got, 0))));
    const auto place = message(N_("{0}, query of {1}"), ask_.url, queries_[query_].metric);
    if (answer.status == 0)
      throw InputError(74, place, message(N_("no answer, {0} times: {1}"), attempts, printable(answer.fault)),
                       message(N_("see whether the address is right and the server runs; nothing was recorded")));
    throw InputError(may_pass ? 74 : 65, place, message(N_("the server answered {0}: {1}"), answer.status, said),
                     may_pass ? message(N_("try again later; nothing was recorded"))
                              : message(N_("mend the query, the address or the token")));
  }

  PrometheusAsk ask_;
  std::function<void(std::uint64_t)> done_;
  std::function<void(std::int64_t)> pause_;
  std::unique_ptr<std::FILE, CloseFile> spool_;
  std::vector<Query> queries_;
  std::size_t query_ = 0;
  std::int64_t from_ = 0;
  std::uint64_t fetched_ = 0;
  bool in_page_ = false;
  std::string ahead_;
};

}  // namespace

std::uint64_t pages_of(const PrometheusAsk& ask, const Mapping& mapping) {
  const auto queries = std::count_if(mapping.metrics.begin(), mapping.metrics.end(), [](auto& m) { return !m.query.empty(); });
  const auto page = points_of_page(ask) * ask.step_seconds;
  const auto seconds = std::max<std::int64_t>(0, ask.until - ask.from);
  return static_cast<std::uint64_t>(queries) * static_cast<std::uint64_t>((seconds + page - 1) / page);
}

ByteSource prometheus_replies(PrometheusAsk ask, const Mapping& mapping, std::function<void(std::uint64_t)> done,
                              std::function<void(std::int64_t)> pause) {
  auto name = fmt::format("{}", ask.url);
  auto pages = std::make_shared<Pages>(std::move(ask), mapping, std::move(done), std::move(pause));
  return ByteSource::of_producer(std::move(name), [pages](char* out, std::size_t room) { return pages->read(out, room); });
}

}  // namespace govcloud
