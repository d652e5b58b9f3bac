#include "core/format/encoding.h"

#include <fmt/core.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "core/format/input_error.h"

namespace govcloud {
namespace {

constexpr std::string_view kBomUtf8 = "\xEF\xBB\xBF";
constexpr std::string_view kBomUtf16le = "\xFF\xFE";
constexpr std::string_view kBomUtf16be = "\xFE\xFF";
constexpr Sentence kMend =
    N_("save the file as UTF-8, UTF-16 with a byte order mark, or GB18030 and import it again");

std::uint8_t byte_at(std::string_view s, std::size_t i) { return static_cast<std::uint8_t>(s[i]); }

bool continues(std::string_view s, std::size_t i, int low = 0x80, int high = 0xBF) {
  return i < s.size() && byte_at(s, i) >= low && byte_at(s, i) <= high;
}

// The length of the well-formed character at `i` (table 3-7 of the Unicode standard), or 0.
std::size_t character_length(std::string_view s, std::size_t i) {
  const int lead = byte_at(s, i);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return continues(s, i + 1) ? 2 : 0;
  const int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (!continues(s, i + 1, low, high) || !continues(s, i + 2)) return 0;
  if (lead < 0xF0) return 3;
  return continues(s, i + 3) ? 4 : 0;
}

// Eight bytes at a time, because most of a file is ASCII.
std::size_t skip_ascii(std::string_view s, std::size_t i) {
  for (std::uint64_t word = 0; i + sizeof word <= s.size(); i += sizeof word) {
    std::memcpy(&word, s.data() + i, sizeof word);
    if (word & 0x8080808080808080ULL) break;
  }
  while (i < s.size() && byte_at(s, i) < 0x80) ++i;
  return i;
}

// Whether the bytes are UTF-8 in which a little was spoilt, and not some other encoding.
bool looks_like_damaged_utf8(std::string_view s) {
  std::size_t whole = 0, bad = 0;
  for (std::size_t i = skip_ascii(s, 0); i < s.size(); i = skip_ascii(s, i)) {
    const std::size_t length = character_length(s, i);
    whole += length >= 3;
    bad += length == 0;
    i += std::max<std::size_t>(length, 1);
  }
  return whole > bad;
}

[[noreturn]] void refuse(const std::string& name, std::size_t at, Sentence why) {
  throw InputError(65, message(why, name, at), message(kMend));
}

std::string decode_utf8(std::string_view bytes, const std::string& name) {
  if (const auto bad = first_bad_utf8(bytes)) refuse(name, *bad, N_("{0}: byte {1} is not UTF-8."));
  return std::string(bytes);
}

// RFC 2781; `big` when the first byte of each unit is the higher one.
std::string decode_utf16(std::string_view bytes, const std::string& name, bool big) {
  const auto unit_at = [&](std::size_t i) -> char32_t {
    const char32_t first = byte_at(bytes, i), second = byte_at(bytes, i + 1);
    return big ? (first << 8 | second) : (second << 8 | first);
  };
  if (bytes.size() % 2) refuse(name, bytes.size() - 1, N_("{0}: byte {1} is half a character of UTF-16."));
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    char32_t c = unit_at(i);
    if (c >= 0xD800 && c <= 0xDFFF) {
      const char32_t low = c < 0xDC00 && i + 3 < bytes.size() ? unit_at(i + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF) refuse(name, i, N_("{0}: byte {1} begins half of a UTF-16 surrogate pair."));
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(out, c);
  }
  return out;
}

// The C library's converter, closed whatever happens.
struct Converter {
  explicit Converter(const char* from) : handle(iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (open()) iconv_close(handle);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool open() const { return handle != reinterpret_cast<iconv_t>(-1); }
  iconv_t handle;
};

// The decoded text, or the offset of the byte at which decoding stopped in `bad`.
std::string convert(Converter& converter, std::string_view bytes, std::optional<std::size_t>& bad) {
  std::string text(bytes.size() + bytes.size() / 2 + 16, '\0');
  char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
  std::size_t in_left = bytes.size(), written = 0;
  for (;;) {
    char* out = text.data() + written;
    std::size_t out_left = text.size() - written;
    const std::size_t rc = iconv(converter.handle, &in, &in_left, &out, &out_left);
    written = text.size() - out_left;
    if (rc != static_cast<std::size_t>(-1)) break;
    if (errno != E2BIG) {
      bad = bytes.size() - in_left;
      break;
    }
    text.resize(text.size() * 2);
  }
  text.resize(written);
  return text;
}

std::string decode_by_converter(std::string_view bytes, const std::string& name, const char* from,
                                Sentence why) {
  Converter converter(from);
  if (!converter.open()) {
    throw InputError(65, message(N_("{0}: this machine's C library cannot read {1}."), name, from),
                     message(N_("install the C library's converters (gconv), or save the file as UTF-8")));
  }
  std::optional<std::size_t> bad;
  std::string text = convert(converter, bytes, bad);
  if (bad) refuse(name, *bad, why);
  if (text.starts_with(kBomUtf8)) text.erase(0, kBomUtf8.size());
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view bytes) {
  for (std::size_t i = skip_ascii(bytes, 0); i < bytes.size(); i = skip_ascii(bytes, i)) {
    for (; i < bytes.size() && byte_at(bytes, i) >= 0x80;) {
      const std::size_t length = character_length(bytes, i);
      if (length == 0) return i;
      i += length;
    }
  }
  return std::nullopt;
}

bool valid_utf8(std::string_view bytes) { return !first_bad_utf8(bytes); }

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  if (c < 0x10000) return put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F));
  put(0x80 | (c & 0x3F));
}

Decoded to_utf8(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with(kBomUtf8)) return decode_as(bytes, name, "utf-8");
  if (bytes.starts_with(kBomUtf16le)) return decode_as(bytes, name, "utf-16le");
  if (bytes.starts_with(kBomUtf16be)) return decode_as(bytes, name, "utf-16be");
  const auto bad = first_bad_utf8(bytes);
  if (!bad) return {std::string(bytes), "utf-8"};
  if (looks_like_damaged_utf8(bytes)) {
    refuse(name, *bad, N_("{0}: byte {1} is not UTF-8, though the rest of the file is."));
  }
  return {decode_by_converter(bytes, name, "GB18030", N_("{0}: byte {1} is neither UTF-8 nor GB18030.")), "gb18030"};
}

Decoded decode_as(std::string_view bytes, const std::string& name, std::string_view encoding) {
  const std::string wanted = lower(encoding);
  const auto without = [&](std::string_view bom) {
    return bytes.starts_with(bom) ? bytes.substr(bom.size()) : bytes;
  };
  if (wanted == "utf-8" || wanted == "utf8") return {decode_utf8(without(kBomUtf8), name), "utf-8"};
  if (wanted == "utf-16be" || (wanted == "utf-16" && !bytes.starts_with(kBomUtf16le))) {
    return {decode_utf16(without(kBomUtf16be), name, true), "utf-16be"};
  }
  if (wanted == "utf-16le" || wanted == "utf-16") {
    return {decode_utf16(without(kBomUtf16le), name, false), "utf-16le"};
  }
  if (wanted == "us-ascii" || wanted == "ascii") {
    const std::size_t end = skip_ascii(bytes, 0);
    if (end < bytes.size()) refuse(name, end, N_("{0}: byte {1} is not ASCII, which the file declares."));
    return {std::string(bytes), "us-ascii"};
  }
  if (wanted == "gb18030" || wanted == "gbk" || wanted == "gb2312") {
    return {decode_by_converter(bytes, name, "GB18030", N_("{0}: byte {1} is not GB18030.")), "gb18030"};
  }
  if (wanted == "iso-8859-1" || wanted == "latin1") {
    return {decode_by_converter(bytes, name, "ISO-8859-1", N_("{0}: byte {1} is not ISO 8859-1.")), "iso-8859-1"};
  }
  throw InputError(65, message(N_("{0}: the declared encoding '{1}' is not known."), name, wanted),
                   message(kMend));
}

}  // namespace govcloud
