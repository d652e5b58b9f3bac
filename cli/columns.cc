#include "cli/columns.h"

#include <algorithm>
#include <numeric>

#include "core/format/width.h"

namespace govcloud {
namespace {

constexpr std::size_t kGap = 2;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a text goes on with a mark that never begins a line in Chinese.
bool begins_with_mark(std::string_view text) {
  static constexpr std::string_view kMarks[] = {"，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "』", "”", "’"};
  return std::any_of(std::begin(kMarks), std::end(kMarks), [&](auto mark) { return text.starts_with(mark); });
}

/// Whether a line may end after the byte at `i`: after a blank, a comma, a code's '_' or a time's T,
/// and after any character of a script that is written without blanks, but not before a mark that
/// ends a phrase.
bool may_break(const std::string& text, std::size_t i) {
  if (text[i] == ' ' || text[i] == ',' || text[i] == '_') return true;
  if (text[i] == 'T') return i > 0 && is_digit(text[i - 1]) && i + 1 < text.size() && is_digit(text[i + 1]);
  const bool ends_character = i + 1 == text.size() || (text[i + 1] & 0xC0) != 0x80;
  return (text[i] & 0x80) != 0 && ends_character && !begins_with_mark(std::string_view(text).substr(i + 1));
}

/// The text in pieces that stay whole.
Cells words_of(const std::string& text) {
  Cells words(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    words.back() += text[i];
    if (may_break(text, i)) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string without_blank(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::size_t longest_word(const std::string& text) {
  std::size_t longest = 0;
  for (const auto& word : words_of(text)) longest = std::max(longest, display_width(without_blank(word)));
  return longest;
}

/// Of every column, what `measure` makes of its widest cell.
std::vector<std::size_t> widest(const std::vector<Cells>& lines, std::size_t (*measure)(const std::string&)) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], measure(line[i]));
  return widths;
}

std::size_t whole(const std::string& text) { return display_width(text); }

std::size_t total(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
}

/// Takes from the column that has most to spare until all fit; no column gets narrower than `least`.
void shrink(std::vector<std::size_t>& widths, const std::vector<std::size_t>& least, std::size_t width_max) {
  for (auto left = total(widths); left > width_max; --left) {
    std::size_t most = 0;
    for (std::size_t i = 1; i < widths.size(); ++i)
      if (widths[i] - least[i] > widths[most] - least[most]) most = i;
    --widths[most];
  }
}

void append_row(std::string& text, const Cells& cells, const std::vector<std::size_t>& widths,
                const std::vector<bool>& right) {
  std::vector<Cells> pieces;
  std::size_t height = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    pieces.push_back(broken(cells[i], widths[i]));
    height = std::max(height, pieces.back().size());
  }
  for (std::size_t at = 0; at < height; ++at) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string piece = at < pieces[i].size() ? pieces[i][at] : "";
      if (i > 0) line += std::string(kGap, ' ');
      line += right[i] ? pad_left(piece, widths[i]) : pad_right(piece, widths[i]);
    }
    text += without_blank(line) + "\n";
  }
}

std::string in_blocks(const std::vector<Cells>& lines, std::size_t width_max) {
  std::string text;
  for (std::size_t row = 1; row < lines.size(); ++row)
    text += (row > 1 ? "\n" : "") + in_pairs(lines[0], lines[row], width_max);
  return text;
}

}  // namespace

Cells broken(const std::string& text, std::size_t width) {
  if (width == 0 || display_width(text) <= width) return {text};
  Cells lines(1);
  for (auto word : words_of(text)) {
    if (!lines.back().empty() && display_width(lines.back() + without_blank(word)) > width) lines.emplace_back();
    while (display_width(without_blank(word)) > width) {  // longer than a line by itself
      std::size_t end = 1;
      for (std::size_t next = 1; next <= word.size() && display_width(word.substr(0, next)) <= width; ++next)
        if (next == word.size() || (word[next] & 0xC0) != 0x80) end = next;
      lines.back() += word.substr(0, end);
      lines.emplace_back();
      word.erase(0, end);
    }
    lines.back() += word;
  }
  for (auto& line : lines) line = without_blank(line);
  return lines;
}

std::string in_pairs(const Cells& titles, const Cells& values, std::size_t width_max) {
  constexpr std::size_t kRoomLeast = 10, kIndent = 2;
  std::size_t width = 0;
  for (const auto& title : titles) width = std::max(width, display_width(title) + 1);
  const bool beside = width_max == 0 || width_max >= width + 1 + kRoomLeast;
  const std::size_t room = width_max == 0 ? 0 : beside ? width_max - width - 1 : std::max(width_max, 2 * kIndent) - kIndent;
  std::string text;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (values[i].empty()) continue;
    std::string title = beside ? pad_right(titles[i] + ":", width) + " " : std::string(kIndent, ' ');
    if (!beside) text += titles[i] + ":\n";
    for (const auto& piece : broken(values[i], room)) {
      text += title + piece + "\n";
      title.assign(display_width(title), ' ');
    }
  }
  return text;
}

std::string in_columns(const std::vector<Cells>& lines, const std::vector<bool>& right,
                       std::size_t width_max) {
  auto widths = widest(lines, whole);
  if (width_max > 0 && total(widths) > width_max) {
    const auto least = widest(lines, longest_word);
    if (total(least) > width_max) return in_blocks(lines, width_max);
    shrink(widths, least, width_max);
  }
  std::string text;
  for (const auto& line : lines) append_row(text, line, widths, right);
  return text;
}

}  // namespace govcloud
