// Values picked out of JSON as it streams by.
#include "core/format/json_pick.h"

#include <doctest/doctest.h>

#include "core/format/input_error.h"

using namespace govcloud;

namespace {

std::vector<std::string> pick(const std::string& text, const std::vector<std::string>& paths) {
  std::vector<std::string> found;
  auto source = ByteSource::of_bytes("FILE", text);
  pick_json(source, paths, [&](const Picked& picked) {
    found.push_back(std::to_string(picked.path) + "@" + std::to_string(picked.line) + " " + picked.value.dump());
  });
  return found;
}

std::string refusal(const std::string& text, const std::string& path = "a") {
  try {
    pick(text, {path});
  } catch (const InputError& error) {
    CHECK(error.exit == 65);
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("json_pick: what stands at a path, in the order of the file") {
  using Found = std::vector<std::string>;
  const std::string text = "{\"b\": [{\"c\": 1},\n {\"c\": [2.50, \"x\"], \"d\": {\"c\": 9}}],\n \"c\": null, \"b2\": {\"c\": 7}}";
  CHECK(pick(text, {"b[].c"}) == Found{"0@1 1", "0@2 [2.50,\"x\"]"});
  CHECK(pick(text, {"c", "b[].d"}) == Found{"1@2 {\"c\":9}", "0@3 null"});
  CHECK(pick(text, {"b[]{", "b[].c"}) == Found{"0@1 null", "1@1 1", "0@2 null", "1@2 [2.50,\"x\"]"});
  CHECK(pick(text, {"b[].c[]"}) == Found{"0@2 2.50", "0@2 \"x\""});
  CHECK(pick(text, {"b.c", "b[][]", "x", "[]"}).empty());
  CHECK(pick("[1, [2]]", {"[]"}) == Found{"0@1 1", "0@1 [2]"});
  CHECK(pick("{\"a\":1}\n{\"a\":2} [3]\n", {""}) == Found{"0@1 {\"a\":1}", "0@2 {\"a\":2}", "0@2 [3]"});
}

TEST_CASE("json_pick: what is refused, by line") {
  CHECK(refusal("").find("FILE line 1: nothing is in it") == 0);
  CHECK(refusal(" \n ").find("FILE line 2: nothing is in it") == 0);
  CHECK(refusal("{\"a\":\n 1").find("FILE line 2: not well-formed JSON after") == 0);
  CHECK(refusal("{\"a\": NaN}").find("FILE line 1: not well-formed JSON after") == 0);
  for (const char* text : {"{\"a\": 1} x", "5", "5[{\"a\": 1}}", "\"a\" {}", "null\n{}"})
    CHECK(refusal(text).find("FILE line 1: it begins with neither an object nor a list") == 0);
  CHECK(refusal("{\"a\": \"\xff\"}").find("FILE line 1: not well-formed JSON after") == 0);
  CHECK(refusal(std::string(250, '[')).find("values nested deeper than 200") != std::string::npos);
  CHECK(refusal("{\"a\": " + std::string(250, '[')).find("values nested deeper than 200") != std::string::npos);
  CHECK(refusal("{\"a\": \"" + std::string(kJsonTokenBytesMax + 1, 'x') + "\"}").find("a text, or blanks, of more than") != std::string::npos);
  std::string list = "{\"a\": [1";
  while (list.size() <= kPickedBytesMax) list += ",123456789012345";
  CHECK(refusal(list + "]}").find("one sample of more than") != std::string::npos);
  CHECK(refusal(list + "]}", "b").empty());  // passed over, it may be of any length
}
