#include "core/format/width.h"

#include <fmt/core.h>
#include <utf8proc.h>

#include <cstdint>

namespace govcloud {
namespace {

struct Character {
  std::int32_t code_point;  // negative: the byte is not UTF-8
  std::size_t length;       // bytes, at least 1
};

Character character_at(std::string_view text, std::size_t i) {
  utf8proc_int32_t code_point = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + i;
  const auto length =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - i), &code_point);
  return length > 0 ? Character{code_point, static_cast<std::size_t>(length)} : Character{-1, 1};
}

std::size_t columns(std::int32_t code_point) {
  if (code_point < 0) return 1;
  if (code_point < 0x7F) return code_point >= 0x20;
  return static_cast<std::size_t>(utf8proc_charwidth(code_point));
}

bool within(std::int32_t c, std::int32_t first, std::int32_t last) {
  return c >= first && c <= last;
}

bool must_be_escaped(std::int32_t c) {
  if (c < 0x20 || within(c, 0x7F, 0x9F)) return true;
  if (c < 0x61C) return false;
  if (c == 0x61C || within(c, 0x200B, 0x200F) || within(c, 0x2028, 0x202E)) return true;
  if (within(c, 0x2060, 0x2069) || c == 0xFEFF || within(c, 0xFFF9, 0xFFFB)) return true;
  return within(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE || within(c, 0xE0000, 0xE007F);
}

std::string escaped(std::int32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  return fmt::format("\\u{{{:04X}}}", c);
}

std::string blanks(std::size_t have, std::size_t want) {
  return std::string(want > have ? want - have : 0, ' ');
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = character_at(text, i);
    width += columns(c.code_point);
    i += c.length;
  }
  return width;
}

std::string pad_right(std::string_view text, std::size_t width) {
  return std::string(text) + blanks(display_width(text), width);
}

std::string pad_left(std::string_view text, std::size_t width) {
  return blanks(display_width(text), width) + std::string(text);
}

std::string cut(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t taken = 0, end = 0;
  while (end < text.size()) {
    const Character c = character_at(text, end);
    if (taken + columns(c.code_point) > width - 1) break;  // one column is the ellipsis's
    taken += columns(c.code_point);
    end += c.length;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Character c = character_at(text, i);
    if (c.code_point < 0) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[i]));
    } else if (must_be_escaped(c.code_point)) {
      out += escaped(c.code_point);
    } else {
      out += text.substr(i, c.length);
    }
    i += c.length;
  }
  return out;
}

}  // namespace govcloud
