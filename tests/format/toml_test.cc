// The tree of a TOML file: values, lines and order.
#include "core/format/toml.h"

#include <doctest/doctest.h>

#include <string>

using namespace govcloud;

TEST_CASE("a tree has the values, the lines and the order of its file") {
  const TomlTable file = parse_toml(
      "zeta = \"词\"\nalpha = -3\non = true\nday = 2024-02-29\n\n"
      "[[row]]\nb = [1,\n  2]\n[[row]]\na = { x = 0x10 }\n",
      "f.toml");
  REQUIRE(file.members.size() == 5);
  CHECK(file.members[0].key == "zeta");
  CHECK(file.members[1].key == "alpha");
  CHECK(file.members[4].key == "row");
  CHECK(*file.find("zeta")->text() == "词");
  CHECK(*file.find("alpha")->number() == -3);
  CHECK(*file.find("on")->boolean());
  CHECK(to_text(*file.find("day")->date()) == "2024-02-29");
  CHECK(file.find("day")->line == 4);
  CHECK(file.find("nothing") == nullptr);
  const TomlArray& rows = *file.find("row")->items();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].table()->line == 6);
  CHECK((*rows[0].table()->find("b")->items())[1].line == 8);
  CHECK(rows[1].table()->line == 9);
  CHECK(*rows[1].table()->find("a")->table()->find("x")->number() == 16);
  CHECK(file.find("zeta")->number() == nullptr);
  CHECK(std::string(file.find("zeta")->kind()) == "text");
  CHECK(std::string(file.find("row")->kind()) == "a list");
}

TEST_CASE("bytes that are not our TOML are refused with their line") {
  struct Row {
    std::string bytes;
    int line;
  };
  const Row rows[] = {
      {"a = 1\nb = \n", 2},
      {"a = 1\na = 2\n", 2},
      {"a = 1.5\n", 1},
      {"\na = 10:00:00\n", 2},
      {"a = 2026-02-30\n", 1},
      {"a = \"open\n", 1},
      {"b = 1\nc = 2\na = {.}\n", 3},
      {"\n[=]\n", 2},
      {"a = \"\xff\"\n", 1},
      {"词 = 1\n", 1},
      {"a = 99999999999999999999\n", 1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    int line = 0;
    std::string message;
    try {
      parse_toml(row.bytes, "f.toml");
    } catch (const TomlError& error) {
      line = error.line, message = error.what();
      CHECK(error.exit == 78);
    }
    CAPTURE(message);
    CHECK(line == row.line);
    CHECK(message.rfind("f.toml line " + std::to_string(row.line) + ": ", 0) == 0);
    CHECK(message.back() == '.');
  }
  CHECK(parse_toml("", "empty.toml").members.empty());
}
