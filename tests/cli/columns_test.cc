// Columns for a terminal.
#include "cli/columns.h"

#include <doctest/doctest.h>

#include <sstream>

#include "core/format/width.h"

using namespace govcloud;

namespace {

std::size_t widest(const std::string& text) {
  std::size_t width = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) width = std::max(width, display_width(line));
  return width;
}

const std::vector<Cells> kDue{{"due_on", "subject", "working_days_late", "note"},
                              {"2026-03-05", "R-2026-0001", "3", "年底高峰，请尽快办理"},
                              {"2026-03-06", "R-2026-0002", "0", "a short one"}};
const std::vector<bool> kLeft(4, false);

}  // namespace

TEST_CASE("columns: as wide as they are where nothing limits them") {
  CHECK(in_columns(kDue, {false, false, true, false}, 0) ==
        "due_on      subject      working_days_late  note\n"
        "2026-03-05  R-2026-0001                  3  年底高峰，请尽快办理\n"
        "2026-03-06  R-2026-0002                  0  a short one\n");
}

TEST_CASE("columns: narrower, cells go on below themselves and lose nothing") {
  CHECK(in_columns(kDue, kLeft, 48) ==
        "due_on      subject      working_      note\n"
        "                         days_late\n"
        "2026-03-05  R-2026-0001  3             年底高\n"
        "                                       峰，请尽\n"
        "                                       快办理\n"
        "2026-03-06  R-2026-0002  0             a short\n"
        "                                       one\n");
  for (std::size_t width = 18; width < 70; ++width) {
    CAPTURE(width);
    const auto text = in_columns(kDue, kLeft, width);
    CHECK(widest(text) <= width);
  }
}

TEST_CASE("columns: where even words do not fit side by side, each row is a block") {
  CHECK(in_columns(kDue, kLeft, 30) ==
        "due_on:            2026-03-05\n"
        "subject:           R-2026-0001\n"
        "working_days_late: 3\n"
        "note:              年底高峰，\n"
        "                   请尽快办理\n"
        "\n"
        "due_on:            2026-03-06\n"
        "subject:           R-2026-0002\n"
        "working_days_late: 0\n"
        "note:              a short one\n");
}

TEST_CASE("columns: where a text is broken") {
  struct Row { std::string text; std::size_t width; Cells want; };
  const Row rows[] = {{"", 5, {""}},
                      {"short", 5, {"short"}},
                      {"two words", 5, {"two", "words"}},
                      {"2026-03-02T09:00:00+08:00", 14, {"2026-03-02T", "09:00:00+08:00"}},
                      {"预算系统", 4, {"预算", "系统"}},
                      {"预算系统", 5, {"预算", "系统"}},
                      {"高峰，请办", 4, {"高", "峰，", "请办"}},
                      {"abcdefgh", 3, {"abc", "def", "gh"}},
                      {"anything", 0, {"anything"}}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(broken(row.text, row.width) == row.want);
  }
}
