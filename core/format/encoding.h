// Character encodings of foreign files. Everything past this door is UTF-8.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace govcloud {

/// `text` is strict UTF-8 without a byte order mark; `encoding` is what the bytes were, as a lower
/// case name: "utf-8", "utf-16le", "utf-16be", "gb18030", "us-ascii" or "iso-8859-1".
struct Decoded {
  std::string text;
  std::string encoding;
};

/// The offset of the first byte that does not belong to well-formed UTF-8 (RFC 3629: no overlong
/// form, no surrogate, nothing above U+10FFFF); nothing where all is well.
std::optional<std::size_t> first_bad_utf8(std::string_view bytes);
bool valid_utf8(std::string_view bytes);

/// Appends one code point; the caller sees to it that it is not a surrogate and at most U+10FFFF.
void append_utf8(std::string& out, char32_t code_point);

/// Recognises the encoding of a whole file: a byte order mark of UTF-8 or UTF-16, else strict
/// UTF-8, else GB18030 (GB 18030-2005, which contains GBK and GB 2312) if every byte of it decodes.
/// UTF-8 with a few damaged bytes would often decode as GB18030 into other characters, so a file in
/// which whole three- or four-byte UTF-8 characters outnumber the bad bytes is refused as damaged
/// UTF-8. `name` is the file's name for messages. Throws InputError 65 naming the file and the
/// first byte (counted from 0) that cannot be read.
Decoded to_utf8(std::string_view bytes, const std::string& name);

/// Decodes by an encoding that the file itself declares, as XML does: utf-8, utf-16, utf-16le,
/// utf-16be, us-ascii, iso-8859-1, gb18030, gbk or gb2312 (the last two are read as GB18030), in
/// any case of letters. No other name reaches the C library's converters. Throws InputError 65 for
/// an encoding that is not known here and for bytes that do not decode.
Decoded decode_as(std::string_view bytes, const std::string& name, std::string_view encoding);

}  // namespace govcloud
