#include "core/usage/gathering.h"

#include <algorithm>
#include <utility>

namespace govcloud {
namespace {

std::int64_t start_of_month(Month month, Offset offset) {
  return start_of(first_day(month), offset).time_since_epoch().count();
}

/// How many words of 8 bytes a row takes.
std::size_t words_of(const Samples& samples) {
  std::size_t words = 1;
  for (const auto& column : samples.columns) words += column.empty() ? 0 : 1;
  return words;
}

}  // namespace

std::size_t Gathering::place_of(std::string_view resource) {
  if (last_ < names_.size() && names_[last_] == resource) return last_;
  const auto found = places_.find(resource);
  if (found != places_.end()) return last_ = found->second;
  last_ = names_.size();
  names_.emplace_back(resource);
  months_.emplace_back();
  places_.emplace(std::string(resource), last_);
  return last_;
}

Gathering::Rows& Gathering::rows_at(std::vector<Rows>& months, std::int64_t at_seconds) const {
  const auto holds = [&](const Rows& rows) { return rows.from <= at_seconds && at_seconds < rows.to; };
  if (!months.empty() && holds(months.back())) return months.back();
  if (const auto there = std::find_if(months.begin(), months.end(), holds); there != months.end()) {
    std::swap(*there, months.back());
    return months.back();
  }
  auto& rows = months.emplace_back();
  rows.month = month_of(local_date(Instant{std::chrono::seconds{at_seconds}}, offset_));
  rows.from = start_of_month(rows.month, offset_);
  rows.to = start_of_month(next(rows.month), offset_);
  return rows;
}

void Gathering::add(const Measured& row) {
  if (row.values == no_values()) return;
  auto& rows = rows_at(months_[place_of(row.resource)], row.at_seconds);
  append(rows.loose, row.at_seconds, row.values);
  loose_ += words_of(rows.loose);
  if (loose_ >= loose_max_) pack_all();
}

Samples Gathering::settled(Rows& rows) {
  auto samples = rows.packed.size() == 0 ? std::exchange(rows.loose, {}) : rows.packed.take();
  if (!rows.loose.times.empty()) append(samples, std::exchange(rows.loose, {}));
  samples.repeated = rows.repeated, samples.conflicts = rows.conflicts;
  settle(samples);
  return samples;
}

void Gathering::pack_all() {
  for (auto& months : months_)
    for (auto& rows : months) {
      if (rows.loose.times.empty()) continue;
      rows.packed.add(std::exchange(rows.loose, {}));
      if (rows.packed.size() < rows_max_) continue;
      const auto samples = settled(rows);
      rows.repeated = samples.repeated, rows.conflicts = samples.conflicts;
      rows.packed.add(samples);
    }
  loose_ = 0;
}

void Gathering::take(std::int64_t interval_seconds, const Visit& visit) {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    auto months = std::exchange(months_[i], {});
    std::sort(months.begin(), months.end(), [](const Rows& a, const Rows& b) { return a.from < b.from; });
    for (auto& rows : months) {
      auto samples = settled(rows);
      samples.interval_seconds = interval_seconds;
      visit(names_[i], rows.month, std::move(samples));
    }
  }
  *this = Gathering(offset_, loose_max_, rows_max_);
}

}  // namespace govcloud
