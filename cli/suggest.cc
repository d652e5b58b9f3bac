#include "cli/suggest.h"

#include <algorithm>

namespace govcloud {

std::size_t edit_distance(std::string_view left, std::string_view right) {
  // Three rows of the table: the row before last, the last one, and the one being made.
  std::vector<std::size_t> before, last(right.size() + 1), row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] &&
                           left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[right.size()];
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known) {
  // Nobody means a word of this length, and the table would be large.
  if (word.size() > 64) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto& candidate : known) {
    const bool begun = word.size() > 3 && candidate.compare(0, word.size(), word) == 0;
    const std::size_t distance = begun ? 1 : edit_distance(word, candidate);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = candidate;
  }
  return best;
}

}  // namespace govcloud
