#include "core/format/catalogue.h"

#include <doctest/doctest.h>

#include <cstdint>

#include "core/format/embedded.h"

using namespace govcloud;

namespace {

std::string_view chinese() {
  return {reinterpret_cast<const char*>(govcloud_zh_mo), govcloud_zh_mo_size};
}

void put(std::string& mo, std::uint32_t word, bool swapped) {
  for (int i = 0; i < 4; ++i) mo += static_cast<char>(word >> 8 * (swapped ? 3 - i : i));
}

/// A catalogue with two entries, "a" and "b".
std::string small_mo(bool swapped) {
  std::string mo;
  for (const std::uint32_t word : {0x950412deU, 0U, 2U, 28U, 44U, 0U, 0U}) put(mo, word, swapped);
  for (const std::uint32_t word : {1U, 60U, 1U, 62U, 1U, 64U, 3U, 66U}) put(mo, word, swapped);
  return mo + std::string("a\0b\0A\0BBB\0", 10);
}

}  // namespace

TEST_CASE("catalogue: an MO file of either byte order is searched") {
  for (const bool swapped : {false, true}) {
    const auto mo = small_mo(swapped);
    CHECK(find_in_mo(mo, "a") == "A");
    CHECK(find_in_mo(mo, "b") == "BBB");
    CHECK_FALSE(find_in_mo(mo, "ab"));
    CHECK_FALSE(find_in_mo(mo, "c"));
    CHECK_FALSE(find_in_mo(mo, ""));
    CHECK(pairs_of_mo(mo).size() == 2);
  }
}

TEST_CASE("catalogue: a damaged MO file finds nothing or something, and reads nothing outside") {
  const auto whole = small_mo(false);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const std::string part = whole.substr(0, length);
    const auto found = find_in_mo(part, "b");
    CHECK((!found || *found == "BBB"));
  }
  for (std::size_t at = 0; at < 60; ++at) {
    std::string damaged = whole;
    damaged[at] = '\xFF';
    (void)find_in_mo(damaged, "a");
    (void)pairs_of_mo(damaged);
  }
  CHECK_FALSE(find_in_mo("not a catalogue at all, but long enough", "a"));
}

TEST_CASE("catalogue: sentences are filled, and a bad one costs nothing") {
  CHECK(say(Lang::en, N_("{1} before {0}"), "a", 2) == "2 before a");
  CHECK(say(Lang::en, N_("{{0}}")) == "{0}");
  CHECK(say(Lang::en, N_("{0}"), "{1}") == "{1}");
  CHECK(say(Lang::en, N_("{0} {5}"), "a") == "{0} {5}");
  CHECK(say(Lang::en, N_("{oops"), "a") == "{oops");
  CHECK(say(Lang::zh, N_("no such sentence {0}"), "x") == "no such sentence x");
  CHECK(say(Lang::zh, N_("")) == "");
  CHECK(say(Lang::zh, message(N_("{0} is missing"), "REQ")) == "缺少 REQ");
  CHECK(translate(Lang::en, "refused") == "refused");
  CHECK(translate(Lang::zh, "refused") == "不予办理");
}

TEST_CASE("catalogue: every Chinese sentence takes the arguments of its English one") {
  const auto pairs = pairs_of_mo(chinese());
  CHECK(pairs.size() > 100);
  for (const auto& [id, text] : pairs) {
    CAPTURE(std::string(id));
    CHECK(same_arguments(id, text));
    const std::vector<std::string> args(10, "x");
    CHECK(say(Lang::zh, id, args).find('{') == std::string::npos);
  }
}

TEST_CASE("catalogue: arguments are compared") {
  struct {
    std::string id, text;
    bool same;
  } rows[] = {
      {"{0} of {1}", "{1} 的 {0}", true}, {"{0}", "{0} {0}", true}, {"plain", "纯文本", true},
      {"{{0}}", "{{1}}", true},           {"{0} {1}", "{0}", false}, {"{0}", "{1}", false},
      {"{0}", "{0", false},               {"{0}", "0}", false},      {"{0}", "{}", false},
      {"{0}", "{0:d}", false},            {"{0}", "{x}", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(same_arguments(row.id, row.text) == row.same);
  }
}

TEST_CASE("catalogue: the language is chosen by the first that names one") {
  struct {
    LangWishes wishes;
    Lang lang;
  } rows[] = {
      {{}, Lang::en},
      {{"", "", "", "", "zh_CN.UTF-8"}, Lang::zh},
      {{"en", "zh", "zh", "zh", "zh"}, Lang::en},
      {{"", "zh", "en_US.UTF-8", "", ""}, Lang::zh},
      {{"", "", "C", "", "zh_CN"}, Lang::zh},
      {{"", "", "C.UTF-8", "POSIX", "de_DE"}, Lang::en},
      {{"", "", "", "ZH-hans", ""}, Lang::zh},
      {{"", "", "", "", "zha"}, Lang::en},
      {{"", "z", "", "", ""}, Lang::en},
  };
  for (const auto& row : rows) CHECK(choose_lang(row.wishes) == row.lang);
}
