// Asking a Prometheus, or whatever answers like one, for the measurements of a time.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "core/format/gzip.h"
#include "core/usage/mapping.h"

namespace govcloud {

/// What is asked of a server: each query of the mapping, over [from, until) in UTC seconds.
struct PrometheusAsk {
  std::string url;    // without /api/v1/query_range
  std::string token;  // sent as a bearer token; empty: none
  std::int64_t from = 0, until = 0;
  std::int64_t step_seconds = 300;
};

/// How many pages that is: a day of a query, or the 10000 points of a series where they are fewer.
std::uint64_t pages_of(const PrometheusAsk& ask, const Mapping& mapping);

/// The replies one behind another, each metric announced before them, as read_prometheus takes them. A
/// page is fetched whole, into a file without a name, before any of it is given; one that fails with no
/// answer, or with status 429 or 5xx, is asked for again after 1, 2, 4 and 8 seconds, which `pause`
/// waits. `done` is told how many pages were fetched. Reading throws InputError 74 where the server
/// cannot be reached, 65 where it refuses a query, 78 without curl.
ByteSource prometheus_replies(PrometheusAsk ask, const Mapping& mapping, std::function<void(std::uint64_t)> done,
                              std::function<void(std::int64_t seconds)> pause);

}  // namespace govcloud
