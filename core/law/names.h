// Words for enumerations: each enum has a function names(E) beside it that lists its words in order.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace govcloud {

/// The word of a value, as it stands in the journal, in JSON and on the command line.
template <class E>
constexpr std::string_view name_of(E value) {
  return names(value)[static_cast<std::size_t>(value)];
}

/// The value of a word, or nothing.
template <class E>
constexpr std::optional<E> named(std::string_view word) {
  const auto& all = names(E{});
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i] == word) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace govcloud
