#include "core/format/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "core/format/input_error.h"

namespace govcloud {
namespace {

// Blanks that a spreadsheet may pass over before it decides whether to compute: space, line feed,
// no-break space, ideographic space, zero-width space and byte order mark.
constexpr std::array<std::string_view, 6> kBlanks{
    " ", "\n", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
// What begins a formula or hides one; the last four are the full-width forms of the first four.
constexpr std::array<std::string_view, 10> kComputed{"=",  "+",  "-",  "@",  "\t",
                                                     "\r", "＝", "＋", "－", "＠"};

template <std::size_t N>
std::size_t length_of_first(std::string_view cell, const std::array<std::string_view, N>& any) {
  for (const std::string_view one : any) {
    if (cell.starts_with(one)) return one.size();
  }
  return 0;
}

std::string_view after_blanks(std::string_view cell) {
  while (const std::size_t length = length_of_first(cell, kBlanks)) cell.remove_prefix(length);
  return cell;
}

// A sign, digits and at most one point: what a spreadsheet reads as a number and nothing else.
bool plain_number(std::string_view cell) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto digits = std::count_if(cell.begin(), cell.end(), is_digit);
  const auto points = std::count(cell.begin(), cell.end(), '.');
  return digits > 0 && points <= 1 && digits + points == static_cast<std::ptrdiff_t>(cell.size());
}

bool would_compute(std::string_view cell) {
  const std::string_view rest = after_blanks(cell);
  return !plain_number(rest) && length_of_first(rest, kComputed) > 0;
}

void append_cell(std::string& out, std::string_view cell, bool guarded) {
  if (!guarded && cell.find_first_of(",\"\r\n") == cell.npos) {
    out += cell;
    return;
  }
  out += guarded ? "\"'" : "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string name, char delimiter)
    : text_(text), name_(std::move(name)), delimiter_(delimiter) {
  assert(delimiter != '"' && delimiter != '\r' && delimiter != '\n');
}

bool CsvReader::next(std::vector<std::string>& fields) {
  do {
    line_ = lines_passed_ + 1;
    if (at_ == text_.size()) return false;
    ++row_;
  } while (end_of_line());
  for (std::size_t count = 0;;) {
    if (fields.size() <= count) fields.emplace_back();
    std::string& field = fields[count++];
    field.clear();
    if (at_ < text_.size() && text_[at_] == '"') {
      quoted(field, count);
    } else {
      plain(field, count);
    }
    if (at_ < text_.size() && text_[at_] == delimiter_) {
      ++at_;
      continue;
    }
    end_of_line();
    fields.resize(count);
    return true;
  }
}

void CsvReader::quoted(std::string& field, std::size_t column) {
  for (++at_;;) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == text_.npos) refuse(column, message(N_("a quotation mark is opened and never closed")));
    const std::string_view piece = text_.substr(at_, quote - at_);
    field += piece;
    lines_passed_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
    at_ = quote + 1;
    if (at_ == text_.size() || text_[at_] != '"') break;
    field += '"';
    ++at_;
  }
  if (at_ == text_.size()) return;
  const char after = text_[at_];
  if (after != delimiter_ && after != '\n' && after != '\r') {
    refuse(column, message(N_("text follows the closing quotation mark")));
  }
}

void CsvReader::plain(std::string& field, std::size_t column) {
  const std::size_t begin = at_;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == delimiter_ || c == '\n' || c == '\r') break;
    if (c == '"') refuse(column, message(N_("a quotation mark stands inside a field that has none around it")));
  }
  field.assign(text_.substr(begin, at_ - begin));
}

bool CsvReader::end_of_line() {
  if (at_ == text_.size() || (text_[at_] != '\n' && text_[at_] != '\r')) return false;
  at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
  ++lines_passed_;
  return true;
}

void CsvReader::refuse(std::size_t column, Message why) const {
  throw InputError(
      65, message(N_("{0} row {1} (line {2}), column {3}"), name_, row_, line_, column), std::move(why),
      message(N_("put double quotes around the whole field and double each quote inside it")));
}

void append_csv(std::string& out, const std::vector<std::string>& fields, bool excel) {
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) out += ',';
    first = false;
    append_cell(out, field, excel && would_compute(field));
  }
  // A record of one empty cell would be an empty line, which a reader passes over.
  if (fields.size() == 1 && fields[0].empty()) out += "\"\"";
  out += excel ? "\r\n" : "\n";
}

}  // namespace govcloud
