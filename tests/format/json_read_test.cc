#include "core/format/json_read.h"

#include <doctest/doctest.h>

#include "core/format/input_error.h"

using namespace govcloud;

TEST_CASE("JSON is read to the letter") {
  struct Row {
    std::string text, written;  // written again; empty for what is refused
  };
  const Row rows[] = {
      {"{}", "{}"},
      {" [1, -2, 0.50, true, false, null, \"\"] ", "[1,-2,0.50,true,false,null,\"\"]"},
      {"\"\\u4e91\\ud83d\\ude00\\n\\/\"", "\"云😀\\n/\""},
      {"1.5e3", "\"1.5e3\""},
      {"18446744073709551615", "\"18446744073709551615\""},
      {"99999999999999999999", "\"99999999999999999999\""},
      {"{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}"},
      {"", ""}, {"{", ""}, {"[1,]", ""}, {"{\"a\"}", ""}, {"{a:1}", ""}, {"01", ""}, {"1.", ""}, {"-", ""}, {"tru", ""},
      {"\"a", ""}, {"\"\\x\"", ""}, {"\"\\u12\"", ""}, {"1 2", ""}, {"NaN", ""}, {"1e400", ""},
      {"\"\\ud83d\\u4e91\"", ""}, {"\"\t\"", ""}, {std::string(5000, '['), ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text.substr(0, 40));
    std::string written;
    try {
      written = parse_json(row.text, "j").dump();
    } catch (const InputError& error) {
      CHECK(error.exit == 65);
      CHECK(std::string(error.what()).starts_with(row.text.size() < 5000 ? "j line 1: " : "j: "));
    }
    CHECK(written == row.written);
  }
}
