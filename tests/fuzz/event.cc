// Events: the kind on the first line, the body after it. What decodes is canonical again.
#include "core/format/encoding.h"
#include "core/ledger/codec.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  const auto line = bytes.substr(0, bytes.find('\n'));
  const auto body = bytes.substr(std::min(bytes.size(), line.size() + 1));
  std::string text;
  try {
    text = encode_body(decode_body(line, body));
  } catch (const std::invalid_argument&) {
    return;
  }
  // Bytes that are not UTF-8 are written as the replacement character, after which the members of an
  // open map can stand in another order. Such a body is never canonical, which is what matters.
  if (valid_utf8(body)) must(encode_body(decode_body(line, text)) == text);
  else must(text != body);
}
