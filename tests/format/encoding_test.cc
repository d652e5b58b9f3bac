#include "core/format/encoding.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/format/input_error.h"

using namespace govcloud;
using namespace std::string_literals;

namespace {

std::filesystem::path shared_folder() {
  const char* given = std::getenv("GOVCLOUD_SHARED");
  return given ? given : GOVCLOUD_SOURCE_DIR "/../shared";
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string replaced(std::string text, char from, char to) {
  for (char& c : text) {
    if (c == from) c = to;
  }
  return text;
}

}  // namespace

TEST_CASE("first_bad_utf8 finds the first byte that is not well-formed") {
  struct Row {
    std::string bytes;
    std::optional<std::size_t> bad;
  };
  const Row rows[] = {
      {"", {}},
      {"plain ASCII that is longer than eight bytes", {}},
      {"政务云 é 𬉼 \U0010FFFF", {}},
      {"\x80", 0},                       // a continuation without a lead
      {"12345678\xC0\xAF", 8},           // overlong '/'
      {"a\xE0\x80\xAF", 1},              // overlong in three bytes
      {"ab\xF0\x80\x80\xAF", 2},         // overlong in four
      {"\xED\xA0\x80", 0},               // the surrogate U+D800
      {"\xED\x9F\xBF\xEE\x80\x80", {}},  // its neighbours U+D7FF and U+E000
      {"\xF4\x90\x80\x80", 0},           // U+110000
      {"\xF5\x80\x80\x80", 0},
      {"云\xE4\xBA", 3},  // cut off within a character
      {"\xFE", 0},
      {"\xFF", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    CHECK(first_bad_utf8(row.bytes) == row.bad);
    CHECK(valid_utf8(row.bytes) == !row.bad);
  }
}

TEST_CASE("to_utf8 recognises the encoding and gives UTF-8 without a byte order mark") {
  struct Row {
    std::string bytes, encoding, text;
  };
  const Row rows[] = {
      {"", "utf-8", ""},
      {"a,b\n", "utf-8", "a,b\n"},
      {"云", "utf-8", "云"},
      {"\xEF\xBB\xBF云", "utf-8", "云"},
      {"\xFF\xFE\x91\x4E\n\0"s, "utf-16le", "云\n"},
      {"\xFE\xFF\x4E\x91\0\n"s, "utf-16be", "云\n"},
      {"\xFF\xFE\x70\xD8\x7C\xDE"s, "utf-16le", "𬉼"},
      {"\xD5\xFE\xCE\xF1\xD4\xC6", "gb18030", "政务云"},
      {"\x99\x31\xC3\x34", "gb18030", "𬉼"},
      {"\x84\x31\x95\x33\xD4\xC6", "gb18030", "云"},  // GB18030 has a byte order mark too
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Decoded decoded = to_utf8(row.bytes, "units.csv");
    CHECK(decoded.encoding == row.encoding);
    CHECK(decoded.text == row.text);
  }
}

TEST_CASE("to_utf8 refuses what no encoding explains, and says where") {
  struct Row {
    std::string bytes, message;
  };
  const Row rows[] = {
      {"ab\xFF\xFF", "units.csv: byte 2 is neither UTF-8 nor GB18030."},
      {"\xD5\xFE\xCE", "units.csv: byte 2 is neither UTF-8 nor GB18030."},
      {"\xEF\xBB\xBFok\xD5\xFE", "units.csv: byte 2 is not UTF-8."},
      {"政务云平台\xE6管理", "units.csv: byte 15 is not UTF-8, though the rest of the file is."},
      {"\xFF\xFEz"s, "units.csv: byte 0 is half a character of UTF-16."},
      {"\xFF\xFE\x70\xD8z\0"s, "units.csv: byte 0 begins half of a UTF-16 surrogate pair."},
      {"\xFF\xFE\x7C\xDE"s, "units.csv: byte 0 begins half of a UTF-16 surrogate pair."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    try {
      to_utf8(row.bytes, "units.csv");
      FAIL("read without a complaint");
    } catch (const InputError& error) {
      CHECK(error.exit == 65);
      CHECK(error.what() == row.message);
      CHECK_FALSE(error.hint.empty());
    }
  }
}

TEST_CASE("decode_as knows a short list of names and no other") {
  CHECK(decode_as("\xD4\xC6", "f", "GBK").text == "云");
  CHECK(decode_as("\xD4\xC6", "f", "gb2312").encoding == "gb18030");
  CHECK(decode_as("caf\xE9", "f", "ISO-8859-1").text == "café");
  CHECK(decode_as("\xFE\xFF\x4E\x91", "f", "UTF-16").text == "云");
  CHECK_THROWS_AS(decode_as("caf\xE9", "f", "us-ascii"), InputError);
  CHECK_THROWS_AS(decode_as("x", "f", "ISO-2022-CN-EXT"), InputError);
  CHECK_THROWS_AS(decode_as("x", "f", "UTF-7"), InputError);
}

TEST_CASE("the same list of units in four encodings is the same text") {
  const auto folder = shared_folder() / "data/zh";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("no shared data here: the encodings of real files are not compared");
    return;
  }
  const Decoded gbk = to_utf8(bytes_of(folder / "hangzhou-units-gbk.csv"), "gbk");
  const Decoded bom = to_utf8(bytes_of(folder / "hangzhou-units-utf8-bom.csv"), "bom");
  const Decoded utf16 = to_utf8(bytes_of(folder / "hangzhou-units-utf16le.txt"), "utf16");
  CHECK(gbk.encoding == "gb18030");
  CHECK(bom.encoding == "utf-8");
  CHECK(utf16.encoding == "utf-16le");
  CHECK(gbk.text == bom.text);
  CHECK(replaced(utf16.text, '\t', ',') == bom.text);
  const Decoded rare = to_utf8(bytes_of(folder / "rare-towns-gb18030.csv"), "rare");
  CHECK(rare.encoding == "gb18030");
  CHECK(rare.text.find("320282113,湖㳇镇,320282,3202") != std::string::npos);
  CHECK(rare.text.find("522626001,㵲水街道,522626,5226") != std::string::npos);
  CHECK(to_utf8(bytes_of(folder / "names-ext-utf8.csv"), "names").encoding == "utf-8");
}
