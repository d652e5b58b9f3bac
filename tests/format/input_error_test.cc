// What a reader says when a file cannot be used, in either language.
#include "core/format/input_error.h"

#include <doctest/doctest.h>

using namespace govcloud;

TEST_CASE("input errors speak both languages, and name the place in both") {
  const InputError row(65, message(N_("{0} row {1}"), "h.csv", 7), message(N_("it has {0} of {1} columns"), 2, 9),
                       message(N_("mend the row, or pass over bad rows with --keep-going")));
  CHECK(row.exit == 65);
  CHECK(std::string(row.what()) == "h.csv row 7: it has 2 of 9 columns.");
  CHECK(row.hint == "mend the row, or pass over bad rows with --keep-going");
  CHECK(row.told(Lang::en) == row.what());
  CHECK(row.told(Lang::zh) == "h.csv 第 7 行：只有 2 列，应有 9 列。");
  CHECK(row.mend(Lang::zh) == "请改正该行，或用 --keep-going 跳过错行");

  const InputError whole(66, message(N_("{0} is empty"), "a.pdf"));
  CHECK(std::string(whole.what()) == "a.pdf is empty");
  CHECK(whole.told(Lang::zh) == "a.pdf 是空的");
  CHECK(whole.mend(Lang::zh) == "");
}

TEST_CASE("the words of a library stay as they are") {
  const InputError theirs(78, "p.toml line 1: expected '='", "see the manual");
  CHECK(theirs.told(Lang::zh) == "p.toml line 1: expected '='");
  CHECK(theirs.mend(Lang::zh) == "see the manual");
}
