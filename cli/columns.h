// Cells laid out for a terminal: in columns that line up by display width, and never wider than it.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace govcloud {

using Cells = std::vector<std::string>;

/// Rows under their headings (the first line). `right` says which columns hold numbers. Wider than
/// `width_max` (0: no limit) it never gets: first cells go on below themselves, broken at blanks and
/// between a time's day and hour; where even the longest words do not stand side by side, each row
/// becomes a block of "heading: cell" lines.
std::string in_columns(const std::vector<Cells>& lines, const std::vector<bool>& right,
                       std::size_t width_max);

/// "title: value" lines, the values under one another and broken at blanks to fit `width_max`, or
/// under their titles where there is no room beside them.
std::string in_pairs(const Cells& titles, const Cells& values, std::size_t width_max);

/// A text in pieces of at most `width` columns, broken where a reader would; a word that is longer
/// is cut into pieces, so that nothing of it is lost. At least one piece.
Cells broken(const std::string& text, std::size_t width);

}  // namespace govcloud
