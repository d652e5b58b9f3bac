// "Did you mean …?"
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace govcloud {

/// How many letters must be put in, left out, changed or swapped with their neighbour to make one
/// word the other (optimal string alignment), over bytes.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The nearest of the known words, the first of several, if it is near enough to be meant: at most
/// a third of the word's letters differ (at least one may), or the word is its beginning.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace govcloud
