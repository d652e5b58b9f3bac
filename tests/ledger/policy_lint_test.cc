// Policies that must be refused, each with the line, the key and the way out that are told.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/format/input_error.h"
#include "core/ledger/policy_file.h"

using namespace govcloud;

namespace {

/// A small policy that adds to another one, so that it need not be complete.
const std::string kSmall = R"([policy]
id = "city"
title_zh = "市办法"
title_en = "city measures"
parent = "zhejiang"
effective_from = 2026-01-01

[[limits]]
rule = "accept"
working_days = 2
owner = "authority"
article = "5"
zh = "两日内受理"
en = "accepted within two days"
)";
constexpr int kSmallLines = 14;

std::string all_messages(const std::vector<LintFinding>& findings) {
  std::string all;
  for (const auto& finding : findings)
    all += std::to_string(finding.line) + ": " + finding.message + "\n";
  return all;
}

}  // namespace

TEST_CASE("the line of an entry is that of its header") {
  CHECK(read_policy(kSmall, "city.toml").limits.front().basis.line == 8);
}

TEST_CASE("a policy that cannot be used is refused with line, key and a way out") {
  struct Row {
    std::string what, added;
    int line;  // counted from the end of the small policy
    std::string says, hint;
  };
  const std::string says = "article = \"5\"\nzh = \"话\"\nen = \"words\"\n";
  const Row rows[] = {
      {"a misspelt key",
       "[[limits]]\nrule = \"approve\"\nworkin_days = 3\nowner = \"authority\"\n" + says, 3,
       "there is no key 'workin_days'", "did you mean 'working_days'?"},
      {"a misspelt section", "[[limit]]\nrule = \"approve\"\n", 1, "there is no key 'limit'",
       "did you mean 'limits'?"},
      {"no article",
       "[[limits]]\nrule = \"approve\"\nowner = \"authority\"\nzh = \"话\"\nen = \"w\"\n", 1,
       "[[limits]]: key 'article' is missing", "add article"},
      {"no wording",
       "[[limits]]\nrule = \"approve\"\nowner = \"authority\"\narticle = \"5\"\nen = \"w\"\n", 1,
       "key 'zh' is missing", "add zh"},
      {"an article as a number", "[trial]\narticle = 9\nzh = \"话\"\nen = \"w\"\n", 2,
       "key 'article' must be text, not a whole number", "article = \"9\""},
      {"a trial that ends before it may", "[trial]\ndays_min = 30\ndays_max = 15\n" + says, 2,
       "key 'days_min' is 30, above days_max, 15", ""},
      {"a default outside the trial",
       "[trial]\ndays_min = 15\ndays_max = 30\ndays_default = 60\n" + says, 4,
       "key 'days_default' is outside", ""},
      {"days as text", "[trial]\ndays_min = \"15\"\n" + says, 2,
       "key 'days_min' must be a whole number, not text", ""},
      {"a negative limit",
       "[[limits]]\nrule = \"approve\"\nworking_days = -1\nowner = \"authority\"\n" + says, 3,
       "key 'working_days' is -1, outside 0 to 3650", ""},
      {"an unknown rule", "[[limits]]\nrule = \"aprove\"\nowner = \"authority\"\n" + says, 2,
       "key 'rule' has the unknown word 'aprove'", "did you mean 'approve'?"},
      {"an unknown owner", "[[limits]]\nrule = \"approve\"\nowner = \"mayor\"\n" + says, 3,
       "key 'owner' has the unknown word 'mayor'", "one of: authority, provider, using"},
      {"a limit given twice", "[[limits]]\nrule = \"accept\"\nowner = \"authority\"\n" + says, 1,
       "'accept' is given twice; the first is in line 8", "leave one of them out"},
      {"an unknown step", "[[gates]]\nrule = \"g\"\nat = \"opening\"\npapers = [\"plan\"]\n" + says,
       3, "key 'at' has the unknown word 'opening'", "one of: submit"},
      {"levels the wrong way round",
       "[[gates]]\nrule = \"g\"\nat = \"open\"\nlevel_min = 4\nlevel_max = 2\npapers = "
       "[\"plan\"]\n" +
           says,
       4, "key 'level_min' is above level_max", "levels run"},
      {"a level above 5",
       "[[gates]]\nrule = \"g\"\nat = \"open\"\nlevel_max = 6\npapers = [\"plan\"]\n" + says, 4,
       "key 'level_max' is 6, outside 1 to 5", ""},
      {"a gate without papers", "[[gates]]\nrule = \"g\"\nat = \"open\"\npapers = []\n" + says, 4,
       "key 'papers' names nothing", ""},
      {"an unknown paper", "[[gates]]\nrule = \"g\"\nat = \"open\"\npapers = [\"plann\"]\n" + says,
       1, "there is no kind of paper 'plann'", "did you mean 'plan'?"},
      {"a house rule at a step of the regulation",
       "[[gates]]\nrule = \"g\"\nat = \"open\"\npapers = [\"plan\"]\nhouse_rule = \"H-07\"\n"
       "zh = \"话\"\nen = \"w\"\n",
       5, "can only be \"H-07\" at the step reclaim", "give the article"},
      {"a house rule that is switched off",
       "[[gates]]\nrule = \"g\"\nat = \"reclaim\"\npapers = [\"reclaim_proof\"]\n"
       "house_rule = \"H-07\"\nzh = \"话\"\nen = \"w\"\n[house_rules]\noff = [\"H-07\"]\n",
       1, "H-07, which is switched off", "leave the gate out"},
      {"an unknown house rule", "[house_rules]\noff = [\"H-99\"]\n", 2, "unknown word 'H-99'",
       "H-"},
      {"an unknown act", "[[roles]]\nact = \"submitt\"\nroles = [\"applicant\"]\n" + says, 2,
       "unknown word 'submitt'", "did you mean 'submit'?"},
      {"an unknown role", "[[roles]]\nact = \"submit\"\nroles = [\"king\"]\n" + says, 3,
       "unknown word 'king'", "one of: applicant"},
      {"a default zone that is none",
       "[zones]\nnames = [\"public\"]\ndefault = \"private\"\n" + says, 3, "unknown word 'private'",
       "one of: public"},
      {"a field whose type is blank",
       "[[records]]\nkind = \"pact\"\nabout = \"unit\"\nfields = [\"from: \"]\n" + says, 4,
       "has the type '' for 'from', which is none", "one of:"},
      {"a field without a name",
       "[[records]]\nkind = \"pact\"\nabout = \"unit\"\nfields = [\": date\"]\n" + says, 4,
       "has a field without a name", "write it as name"},
      {"an item without keys",
       "[[catalog]]\ncode = \"host\"\nname_zh = \"云主机\"\nname_en = \"host\"\n" + says, 1,
       "the item 'host' has no keys", "add a [[catalog.keys]]"},
      {"sizes out of order",
       "[[catalog]]\ncode = \"host\"\nname_zh = \"云主机\"\nname_en = \"host\"\n"
       "keys = [{ name = \"cpu\", max = 8 }]\nsizes = [{ cpu = 4 },\n { cpu = 2 }]\n" +
           says,
       7, "no larger than the one before", "from the smallest"},
      {"a foreign source", "[trial]\nsource = \"guess\"\n" + says, 2, "unknown word 'guess'",
       "one of: example"},
      {"an obligation of another article", "[trial]\nobligations = [\"ZJ-09.2\"]\n" + says, 2,
       "has 'ZJ-09.2' of article 9, but the entry is of article 5", "own article"},
      {"a malformed obligation", "[trial]\nobligations = [\"nine\"]\n" + says, 2,
       "no obligation's id", "ZJ-08.2"},
      {"a table where a list of tables belongs", "[gates]\nrule = \"g\"\n", 1,
       "key 'gates' must be a list of tables", "[[gates]]"},
      {"a section without a name", "[trial]\narticle = \"5\"\n[.]\n", 3, "a key must begin", ""},
      {"a fraction", "[trial]\ndays_min = 1.5\n", 2, "fractions are not used", ""},
      {"a day that does not exist", "[policy.x]\nday = 2026-02-30\n", 2, "", ""},
      {"a key given twice", "[trial]\narticle = \"5\"\narticle = \"6\"\n", 3, "", ""},
      {"not TOML at all", "[trial\n", 1, "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const std::string text = kSmall + row.added;
    const std::string place = "city.toml line " + std::to_string(kSmallLines + row.line) + ": ";
    std::string message, hint;
    int exit = 0;
    try {
      read_policy(text, "city.toml");
    } catch (const InputError& error) {
      message = error.what(), hint = error.hint, exit = error.exit;
    }
    CAPTURE(message);
    CAPTURE(hint);
    CHECK(exit == 78);
    CHECK(message.rfind(place, 0) == 0);
    CHECK(message.find(row.says) != std::string::npos);
    CHECK(hint.find(row.hint) != std::string::npos);
    const auto findings = lint_policy(text, "city.toml");
    REQUIRE(!findings.empty());
    CHECK(findings.front().line == kSmallLines + row.line);
  }
}

TEST_CASE("the small policy itself is good, and lint tells all faults of a bad one") {
  CHECK(all_messages(lint_policy(kSmall, "city.toml")) == "");
  const std::string bad = kSmall +
                          "[trial]\ndays_min = 30\ndays_max = 15\nlength = 3\narticle = \"5\"\n"
                          "zh = \"话\"\n[[limits]]\nrule = \"accept\"\nowner = \"authority\"\n"
                          "article = \"5\"\nzh = \"话\"\nen = \"w\"\n";
  const auto findings = lint_policy(bad, "city.toml");
  CHECK(findings.size() == 4);  // no wording, two bounds, an unknown key, a limit given twice
  CHECK(std::is_sorted(findings.begin(), findings.end(),
                       [](const auto& a, const auto& b) { return a.line < b.line; }));
}

TEST_CASE("a policy without parent must be complete") {
  std::string alone = kSmall;
  alone.erase(alone.find("parent"), std::string("parent = \"zhejiang\"\n").size());
  const std::string all = all_messages(lint_policy(alone, "city.toml"));
  for (const std::string part : {"the rule 'reclaim' is missing", "the act 'open' is missing",
                                 "[zones] is missing", "[thresholds] is missing"})
    CHECK(all.find(part) != std::string::npos);
  CHECK(all_messages(lint_policy("", "empty.toml")).find("[policy] is missing") !=
        std::string::npos);
}
