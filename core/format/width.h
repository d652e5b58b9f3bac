// How many columns a text takes on a terminal, and text made fit to be shown there. Independent of
// the locale; the widths are those of utf8proc's Unicode tables.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace govcloud {

/// Columns of valid UTF-8: Chinese and full-width characters two, combining marks, zero-width and
/// control characters none, all others one, those of ambiguous width included. A byte that is not
/// UTF-8 counts one; pass text from outside through printable() first.
std::size_t display_width(std::string_view text);

/// Blanks added until the text takes `width` columns; a text that is wider is returned as it is.
/// pad_right adds them after the text, pad_left before it.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// A text of at most `width` columns: the text itself if it fits, otherwise its beginning and "…".
/// Never cuts within a character or between it and its combining marks. Width 0 gives an empty
/// text.
std::string cut(std::string_view text, std::size_t width);

/// The text with everything escaped that could steer a terminal or hide what is written: bytes that
/// are not UTF-8 as \x9F; newline, carriage return and tab as \n \r \t; as \u{202E} the other
/// control characters (C0, DEL, C1), marks of writing direction (U+061C, U+200E, U+200F,
/// U+202A–202E, U+2066–2069), zero-width characters (U+200B–200D, U+2060–2065, U+FEFF), line and
/// paragraph separators (U+2028, U+2029), annotations, tags and noncharacters. A backslash stays as
/// it is: the result is for reading, not for decoding.
std::string printable(std::string_view text);

}  // namespace govcloud
