#include "core/format/width.h"

#include <doctest/doctest.h>

#include "core/format/encoding.h"

using namespace govcloud;
using namespace std::string_literals;

TEST_CASE("display_width counts columns, whatever the locale") {
  struct Row {
    std::string text;
    std::size_t width;
  };
  const Row rows[] = {
      {"", 0},        {"portal", 6}, {"政务云", 6}, {"Ａ区", 4},     {"𬉼", 2}, {"湖㳇镇", 6},
      {"e\u0301", 1}, {"\u200B", 0}, {"±§", 2},     {"（一期）", 8}, {"…", 1},    {"\xFF", 1},
      {"\u3000", 2},  {"\u00A0", 1}, {"\n", 0},     {"﹣", 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.width);
  }
}

TEST_CASE("padding and cutting keep to columns") {
  CHECK(pad_right("云", 4) == "云  ");
  CHECK(pad_left("42", 5) == "   42");
  CHECK(pad_right("政务云", 2) == "政务云");
  struct Row {
    std::string text;
    std::size_t width;
    std::string cut;
  };
  const Row rows[] = {
      {"政务云", 6, "政务云"},
      {"政务云", 5, "政务…"},
      {"政务云", 4, "政…"},
      {"政务云", 1, "…"},
      {"政务云", 0, ""},
      {"portal", 6, "portal"},
      {"portal", 5, "port…"},
      {"", 0, ""},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.width);
    CHECK(cut(row.text, row.width) == row.cut);
    CHECK(display_width(cut(row.text, row.width)) <= row.width);
  }
}

TEST_CASE("printable leaves nothing that could steer a terminal") {
  struct Row {
    std::string text, shown;
  };
  const Row rows[] = {
      {"政务云 portal — 100%", "政务云 portal — 100%"},
      {"a\nb\tc\r", "a\\nb\\tc\\r"},
      {"\x1B[31mred\x1B]52;c;x\x07", "\\u{001B}[31mred\\u{001B}]52;c;x\\u{0007}"},
      {"\0x"s, "\\u{0000}x"},
      {"\x7F", "\\u{007F}"},
      {"\u009B2J", "\\u{009B}2J"},
      {"\x9B", "\\x9B"},
      {"云\xE4\xBA", "云\\xE4\\xBA"},
      {"abc\u202Etxt", "abc\\u{202E}txt"},
      {"\u2066\u2069\u200E\u200F\u061C", "\\u{2066}\\u{2069}\\u{200E}\\u{200F}\\u{061C}"},
      {"\u2028\u2029\uFEFF\u200B", "\\u{2028}\\u{2029}\\u{FEFF}\\u{200B}"},
      {"\U000E0041", "\\u{E0041}"},
      {"\xED\xA0\x80", "\\xED\\xA0\\x80"},
      {"e\u0301 𬉼 C:\\dir", "e\u0301 𬉼 C:\\dir"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.shown);
    CHECK(printable(row.text) == row.shown);
    CHECK(valid_utf8(printable(row.text)));
  }
}
