#include "core/usage/series.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

namespace govcloud {
namespace {

bool ascending(const std::vector<std::int64_t>& times) {
  return std::adjacent_find(times.begin(), times.end(), std::greater_equal<>()) == times.end();
}

// Lays row `from` over row `to`, and counts what it was.
void lay_over(Samples& samples, std::size_t to, std::size_t from) {
  bool again = false, changed = false;
  for (auto& column : samples.columns) {
    if (column.empty() || column[from] == kMissing) continue;
    again = again || column[to] == column[from];
    changed = changed || (column[to] != kMissing && column[to] != column[from]);
    column[to] = column[from];
  }
  if (changed)
    ++samples.conflicts;
  else if (again)
    ++samples.repeated;
}

void copy_row(Samples& samples, std::size_t to, std::size_t from) {
  samples.times[to] = samples.times[from];
  for (auto& column : samples.columns)
    if (!column.empty()) column[to] = column[from];
}

// Rows of one instant keep the order in which they were read. One column at a time is copied, since
// there may be millions of rows.
void sort_by_time(Samples& samples) {
  if (std::is_sorted(samples.times.begin(), samples.times.end())) return;
  assert(samples.times.size() <= std::numeric_limits<std::uint32_t>::max());
  std::vector<std::uint32_t> order(samples.times.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return samples.times[a] < samples.times[b]; });
  std::vector<std::int64_t> sorted(order.size());
  const auto put_in_order = [&](std::vector<std::int64_t>& column) {
    if (column.empty()) return;
    std::transform(order.begin(), order.end(), sorted.begin(), [&](auto i) { return column[i]; });
    column.swap(sorted);
  };
  put_in_order(samples.times);
  for (auto& column : samples.columns) put_in_order(column);
}

// Instants that come again are laid over the first row of theirs.
void make_distinct(Samples& samples) {
  std::size_t last = 0;
  for (std::size_t i = 1; i < samples.times.size(); ++i) {
    if (samples.times[i] == samples.times[last]) lay_over(samples, last, i);
    else copy_row(samples, ++last, i);
  }
  samples.times.resize(last + 1);
  for (auto& column : samples.columns)
    if (!column.empty()) column.resize(last + 1);
}

// A column in which nothing stands is a metric that was not measured.
void drop_empty_columns(Samples& samples) {
  for (auto& column : samples.columns) {
    const bool measured =
        std::any_of(column.begin(), column.end(), [](auto value) { return value != kMissing; });
    if (!measured) column.clear();
  }
}

}  // namespace

void append(Samples& samples, std::int64_t at_seconds, const Values& values) {
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    auto& column = samples.columns[m];
    if (column.empty()) {
      if (values[m] == kMissing) continue;
      column.assign(samples.times.size(), kMissing);
    }
    column.push_back(values[m]);
  }
  samples.times.push_back(at_seconds);
}

void append(Samples& samples, const Samples& later) {
  const auto before = samples.times.size(), more = later.times.size();
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    auto& column = samples.columns[m];
    const auto& added = later.columns[m];
    if (column.empty() && added.empty()) continue;
    column.resize(before, kMissing);
    if (added.empty())
      column.resize(before + more, kMissing);
    else
      column.insert(column.end(), added.begin(), added.end());
  }
  samples.times.insert(samples.times.end(), later.times.begin(), later.times.end());
  samples.repeated += later.repeated;
  samples.conflicts += later.conflicts;
  if (later.interval_seconds != 0) samples.interval_seconds = later.interval_seconds;
}

void settle(Samples& samples) {
  if (!ascending(samples.times)) {
    sort_by_time(samples);
    make_distinct(samples);
  }
  drop_empty_columns(samples);
}

std::int64_t median_gap_seconds(const std::vector<std::int64_t>& times) {
  if (times.size() < 2) return 0;
  std::vector<std::int64_t> gaps(times.size() - 1);
  for (std::size_t i = 0; i + 1 < times.size(); ++i) gaps[i] = times[i + 1] - times[i];
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle;
}

}  // namespace govcloud
