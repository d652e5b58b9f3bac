#include "core/usage/series.h"

#include <algorithm>
#include <numeric>

namespace govcloud {
namespace {

Month month_at(std::int64_t at_seconds, Offset offset) {
  return month_of(local_date(Instant{std::chrono::seconds{at_seconds}}, offset));
}

std::int64_t start_of_month(Month month, Offset offset) {
  return start_of(first_day(month), offset).time_since_epoch().count();
}

bool ascending(const std::vector<std::int64_t>& times) {
  return std::adjacent_find(times.begin(), times.end(), std::greater_equal<>()) == times.end();
}

// Lays row `from` over the last sample of `kept`, and counts what it was.
void lay_over(Samples& kept, const Samples& all, std::size_t from) {
  bool again = false, changed = false;
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    if (all.columns[m].empty()) continue;
    const auto later = all.columns[m][from];
    auto& value = kept.columns[m].back();
    if (later == kMissing) continue;
    again = again || value == later;
    changed = changed || (value != kMissing && value != later);
    value = later;
  }
  if (changed)
    ++kept.conflicts;
  else if (again)
    ++kept.repeated;
}

void copy_row(Samples& kept, const Samples& all, std::size_t from) {
  kept.times.push_back(all.times[from]);
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    if (!all.columns[m].empty()) kept.columns[m].push_back(all.columns[m][from]);
  }
}

Samples without_rows(const Samples& samples) {
  Samples none;
  none.repeated = samples.repeated;
  none.conflicts = samples.conflicts;
  none.interval_seconds = samples.interval_seconds;
  return none;
}

// Rows of one instant keep the order in which they were read.
void sort_by_time(Samples& samples) {
  if (std::is_sorted(samples.times.begin(), samples.times.end())) return;
  std::vector<std::size_t> order(samples.times.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return samples.times[a] < samples.times[b];
  });
  Samples sorted = without_rows(samples);
  for (const std::size_t i : order) copy_row(sorted, samples, i);
  samples = std::move(sorted);
}

// Rows from `from` up to `to`; of the counts and the interval only the interval.
Samples rows_of(const Samples& samples, std::size_t from, std::size_t to) {
  const auto at = [](const auto& all, std::size_t i) {
    return all.begin() + static_cast<std::ptrdiff_t>(i);
  };
  Samples part;
  part.interval_seconds = samples.interval_seconds;
  part.times.assign(at(samples.times, from), at(samples.times, to));
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    const auto& column = samples.columns[m];
    if (!column.empty()) part.columns[m].assign(at(column, from), at(column, to));
  }
  return part;
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
    Samples kept = without_rows(samples);
    for (std::size_t i = 0; i < samples.times.size(); ++i) {
      if (!kept.times.empty() && kept.times.back() == samples.times[i])
        lay_over(kept, samples, i);
      else
        copy_row(kept, samples, i);
    }
    samples = std::move(kept);
  }
  drop_empty_columns(samples);
}

std::vector<std::pair<Month, Samples>> split_by_month(Samples samples, Offset offset) {
  sort_by_time(samples);
  std::vector<std::pair<Month, Samples>> months;
  const auto& times = samples.times;
  for (std::size_t from = 0; from < times.size();) {
    const Month month = month_at(times[from], offset);
    const auto end =
        std::lower_bound(times.begin(), times.end(), start_of_month(next(month), offset));
    const auto to = static_cast<std::size_t>(end - times.begin());
    months.emplace_back(
        month, from == 0 && to == times.size() ? std::move(samples) : rows_of(samples, from, to));
    settle(months.back().second);
    from = to;
  }
  return months;
}

std::size_t Gathering::place_of(std::string_view resource) {
  if (last_ < names_.size() && names_[last_] == resource) return last_;
  const auto found = places_.find(resource);
  if (found != places_.end()) return last_ = found->second;
  last_ = names_.size();
  names_.emplace_back(resource);
  series_.emplace_back();
  places_.emplace(std::string(resource), last_);
  return last_;
}

void Gathering::add(const Measured& row) {
  if (row.values == no_values()) return;
  append(series_[place_of(row.resource)], row.at_seconds, row.values);
}

std::vector<ResourceMonth> Gathering::take(Offset offset, std::int64_t interval_seconds) {
  std::vector<ResourceMonth> all;
  for (std::size_t i = 0; i < series_.size(); ++i) {
    series_[i].interval_seconds = interval_seconds;
    for (auto& [month, samples] : split_by_month(std::move(series_[i]), offset)) {
      all.push_back({names_[i], month, std::move(samples)});
    }
  }
  *this = Gathering();
  return all;
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
