#include "core/format/json.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>

using govcloud::Json;

TEST_CASE("json: each kind of value has one text") {
  struct {
    Json value;
    std::string text;
  } rows[] = {
      {Json(), "null"},
      {true, "true"},
      {false, "false"},
      {0, "0"},
      {std::int64_t{-42}, "-42"},
      {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"},
      {Json::Decimal{14597, 3}, "14.597"},
      {Json::Decimal{-5, 2}, "-0.05"},
      {Json::Decimal{5, 1}, "0.5"},
      {Json::Decimal{0, 2}, "0.00"},
      {Json::Decimal{1200, 2}, "12.00"},
      {Json::Decimal{7, 0}, "7"},
      {Json::Decimal{std::numeric_limits<std::int64_t>::min(), 18}, "-9.223372036854775808"},
      {"", "\"\""},
      {"预算系统", "\"预算系统\""},
      {Json::array(), "[]"},
      {Json::object(), "{}"},
      {Json::Array{1, "a", Json()}, "[1,\"a\",null]"},
  };
  for (const auto& row : rows) CHECK(row.value.dump() == row.text);
}

TEST_CASE("json: text is escaped strictly, and what is not UTF-8 becomes U+FFFD") {
  const std::string bad = "\xEF\xBF\xBD";
  struct {
    std::string text, quoted;
  } rows[] = {
      {"a\"b\\c/d", "a\\\"b\\\\c/d"},
      {"\b\f\n\r\t", "\\b\\f\\n\\r\\t"},
      {std::string("\0\x1f\x7f", 3), "\\u0000\\u001f\\u007f"},
      {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},  // U+1F600
      {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},  // the last code point
      {"\xF4\x90\x80\x80", bad + bad + bad + bad},
      {"\xED\xA0\x80", bad + bad + bad},  // a surrogate
      {"\xC0\xAF", bad + bad},            // overlong
      {"\xE0\x80\xAF", bad + bad + bad},  // overlong
      {"\xE4\xB8", bad + bad},            // cut off
      {"x\x80y", "x" + bad + "y"},
      {"\xC4\xFA\xBA\xC3", bad + bad + bad + bad},  // GB18030
      {"\xE4\xE4\xB8\xAD", bad + "中"},
  };
  for (const auto& row : rows) {
    std::string out;
    govcloud::append_quoted(out, row.text);
    CHECK(out == "\"" + row.quoted + "\"");
  }
}

TEST_CASE("json: members keep their order, and one put again keeps its place") {
  Json json;
  json.set("z", 1).set("a", Json::Array{Json().set("k", "v"), Json::array()}).set("z", 2);
  CHECK(json.dump() == R"({"z":2,"a":[{"k":"v"},[]]})");
  CHECK(json.dump(2) ==
        "{\n  \"z\": 2,\n  \"a\": [\n    {\n      \"k\": \"v\"\n    },\n    []\n  ]\n}");
  REQUIRE(json.find("z"));
  CHECK(*json.find("z")->number() == 2);
  CHECK(json.find("none") == nullptr);
  CHECK(Json("text").find("z") == nullptr);
}
