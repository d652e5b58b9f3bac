#include "core/usage/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "core/format/input_error.h"
#include "core/format/utf8_source.h"

namespace govcloud {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10;

std::string_view trimmed(std::string_view field) {
  while (!field.empty() && (field.front() == ' ' || field.front() == '\t')) field.remove_prefix(1);
  while (!field.empty() && (field.back() == ' ' || field.back() == '\t')) field.remove_suffix(1);
  return field;
}

}  // namespace

Lines::Lines(ByteSource& source) : source_(source), encoding_(become_utf8(source, kOtherEncodingBytesMax)) {
  buffer_.resize(kPieceBytes);
}

// Reads more behind what is there, moving the current line to the front first.
bool Lines::refill() {
  if (at_end_) return false;
  if (start_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + start_, filled_ - start_);
    filled_ -= start_;
    after_ -= start_;
    first_end_ -= start_;
    start_ = 0;
  }
  if (filled_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  const auto got = source_.read(buffer_.data() + filled_, buffer_.size() - filled_);
  filled_ += got;
  return !(at_end_ = got == 0);
}

// Finds the end of the line that begins at offset `from` of the current one: `end` is the offset of
// its LF, or of the end of the file. False where the line would be longer than allowed.
bool Lines::find_end(std::size_t from, std::size_t& end) {
  for (;;) {
    const char* const begin = buffer_.data() + start_;
    const void* found = std::memchr(begin + from, '\n', filled_ - start_ - from);
    end = found ? static_cast<std::size_t>(static_cast<const char*>(found) - begin)
                : filled_ - start_;
    if (end > kRowBytesMax) return false;
    if (found || at_end_) return true;
    from = end;
    refill();
  }
}

std::string_view Lines::cut(std::size_t end) const {
  std::string_view line(buffer_.data() + start_, end - start_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool Lines::next(std::string_view& line) {
  start_ = first_end_ = after_;
  if (start_ == filled_ && !refill()) return false;
  ++row_;
  std::size_t end = 0;
  if (!find_end(0, end)) {
    throw InputError(
        65, message(N_("{0} row {1} is longer than {2} bytes."), source_.name(), row_, kRowBytesMax),
        message(N_("is this a text file with one sample in a row?")));
  }
  first_end_ = start_ + end;
  after_ = std::min(first_end_ + 1, filled_);
  line = cut(first_end_);
  return true;
}

bool Lines::extend(std::string_view& line) {
  std::size_t end = 0;
  if (after_ == filled_ && !refill()) return false;
  const bool found = find_end(after_ - start_, end);
  if (!found) return false;
  after_ = std::min(start_ + end + 1, filled_);
  line = cut(start_ + end);
  return true;
}

void Lines::shrink(std::string_view& line) {
  after_ = std::min(first_end_ + 1, filled_);
  line = cut(first_end_);
}

namespace {

// Reads the quoted field whose opening quote is at `at`; leaves `at` behind the closing one.
RowFault read_quoted(std::string_view row, std::size_t& at, std::string& scratch,
                     std::string_view& field) {
  const std::size_t first = ++at;
  const std::size_t kept = scratch.size();
  bool doubled = false;
  for (;;) {
    const auto quote = row.find('"', at);
    if (quote == row.npos) return RowFault::quote_open;
    if (quote + 1 == row.size() || row[quote + 1] != '"') {
      scratch.append(row.substr(at, quote - at));
      field = doubled ? std::string_view(scratch).substr(kept) : row.substr(first, quote - first);
      at = quote + 1;
      return RowFault::none;
    }
    doubled = true;
    scratch.append(row.substr(at, quote + 1 - at));
    at = quote + 2;
  }
}

RowFault split_quoted(std::string_view row, char delimiter, bool trim, std::size_t fields_max,
                      std::vector<std::string_view>& fields, std::size_t& count,
                      std::string& scratch) {
  scratch.clear();
  scratch.reserve(row.size());  // views into it stay good
  const auto skip_blanks = [&](std::size_t at) {
    const auto blank = [&](char c) { return c != delimiter && (c == ' ' || c == '\t'); };
    while (trim && at < row.size() && blank(row[at])) ++at;
    return at;
  };
  for (std::size_t at = 0;; ++at) {
    const std::size_t first = skip_blanks(at);
    std::string_view field;
    if (first < row.size() && row[first] == '"') {
      at = first;
      if (const auto fault = read_quoted(row, at, scratch, field); fault != RowFault::none) {
        return fault;
      }
      at = skip_blanks(at);
      if (at < row.size() && row[at] != delimiter) return RowFault::quote_misplaced;
    } else {
      const auto end = std::min(row.find(delimiter, at), row.size());
      field = row.substr(at, end - at);
      if (field.find('"') != field.npos) return RowFault::quote_misplaced;
      if (trim) field = trimmed(field);
      at = end;
    }
    if (count++ < fields_max) fields.push_back(field);
    if (at >= row.size()) return RowFault::none;
  }
}

}  // namespace

RowFault split_row(std::string_view row, char delimiter, bool trim, std::size_t fields_max,
                   std::vector<std::string_view>& fields, std::size_t& count,
                   std::string& scratch) {
  fields.clear();
  count = 0;
  if (std::memchr(row.data(), '"', row.size())) {
    return split_quoted(row, delimiter, trim, fields_max, fields, count, scratch);
  }
  const char* at = row.data();
  const char* const end = at + row.size();
  for (;;) {
    const auto* stop =
        static_cast<const char*>(std::memchr(at, delimiter, static_cast<std::size_t>(end - at)));
    const std::string_view field(at, static_cast<std::size_t>((stop ? stop : end) - at));
    if (count++ < fields_max) fields.push_back(trim ? trimmed(field) : field);
    if (!stop) return RowFault::none;
    at = stop + 1;
  }
}

}  // namespace govcloud
