#include "core/format/utf8_source.h"

#include "core/format/encoding.h"

namespace govcloud {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool other_encoding(std::string_view begin, bool at_end) {
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF")) return true;
  const auto bad = first_bad_utf8(begin);
  // A character may be cut in two by the end of the piece.
  return bad && (at_end || *bad + 4 <= begin.size());
}

}  // namespace

std::string become_utf8(ByteSource& source, std::size_t other_bytes_max) {
  const auto begin = source.peek(kPieceBytes);
  if (begin.starts_with(kMark)) {
    char mark[kMark.size()];
    source.read(mark, sizeof mark);
    return "utf-8";
  }
  if (!other_encoding(begin, begin.size() < kPieceBytes)) return "utf-8";
  auto decoded = to_utf8(read_all(source, other_bytes_max), source.name());
  source.put_back(std::move(decoded.text));
  return std::move(decoded.encoding);
}

}  // namespace govcloud
