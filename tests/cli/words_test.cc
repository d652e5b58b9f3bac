#include "cli/words.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/help.h"
#include "cli/reading.h"
#include "cli/suggest.h"
#include "core/format/input_error.h"
#include "core/format/width.h"

using namespace govcloud;

namespace {

struct SubmitArgs {
  std::string system, unit, zone = "public";
  std::optional<std::string> reason;
  std::optional<std::int64_t> level;
  std::vector<std::string> need;
  bool incomplete = false;
};
SubmitArgs last;

void declare_submit(Words& w, SubmitArgs& a) {
  w.word("SYSTEM", a.system, true, N_("the system"));
  w.text("--unit UNIT", a.unit, N_("the using unit"));
  w.text("-r,--reason TEXT", a.reason, N_("why"));
  w.number("--level 1..5", a.level, N_("the protection level"));
  w.list("--need ITEM", a.need, N_("what is needed"));
  w.flag("--incomplete", a.incomplete, N_("papers follow"));
  w.choice("--zone", a.zone, {"public", "private"}, N_("the zone"));
}
int run_submit(Desk&, const Common&, const SubmitArgs& a) {
  last = a;
  return 0;
}

struct AcceptArgs {
  std::vector<std::string> requests;
};
AcceptArgs accepted;
void declare_accept(Words& w, AcceptArgs& a) { w.words("REQ", a.requests, 1, N_("the requests")); }
int run_accept(Desk&, const Common&, const AcceptArgs& a) {
  accepted = a;
  return 7;
}

const Verb kSubmit = verb<SubmitArgs>("submit", N_("apply for resources"), Access::writes,
                                      declare_submit, run_submit,
                                      {{12, 14}, {"govcloud submit budget", "govcloud submit x"}});
const Verb kReview =
    verb("review", N_("decide"),
         {action<AcceptArgs>("accept", N_("accept"), Access::writes, declare_accept, run_accept,
                             {}),
          action<AcceptArgs>("open", N_("open"), Access::reads, declare_accept, run_accept, {})});
const Verbs kVerbs = {&kSubmit, &kReview};

using Environment = std::map<std::string, std::string>;
struct PaperDesk {
  std::istringstream in;
  std::ostringstream out, err;
  Desk desk;
  explicit PaperDesk(Environment environment = {})
      : desk{in, out, err, [] { return Instant{}; }, std::move(environment), false, false, false} {}
};

Reading read(const std::vector<std::string>& typed, Environment environment = {}) {
  PaperDesk paper(std::move(environment));
  return read_command(kVerbs, typed, paper.desk);
}

std::string error_of_words(const std::vector<std::string>& typed, Environment environment = {}) {
  const auto reading = read(typed, std::move(environment));
  const auto* error = std::get_if<UsageError>(&reading.what);
  if (!error) return "";
  return say(Lang::en, error->what) + " | " + say(Lang::en, error->hint);
}

int run_words(const std::vector<std::string>& typed) {
  PaperDesk paper;
  const auto reading = read_command(kVerbs, typed, paper.desk);
  const auto* call = std::get_if<Call>(&reading.what);
  return call ? call->run(paper.desk, call->common) : -1;
}

struct TemporaryFolder {
  std::string path;
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "govcloud-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

}  // namespace

TEST_CASE("words: options go anywhere, and each value to its place") {
  REQUIRE(run_words({"--as", "zhang", "-L", "x.db", "submit", "--need", "a", "budget", "--level",
                     "3", "--need=b", "--unit", "财政局", "-rbecause", "--incomplete", "-qn"}) == 0);
  CHECK(last.system == "budget");
  CHECK(last.unit == "财政局");
  CHECK(last.reason == "because");
  CHECK(last.level == 3);
  CHECK(last.need == std::vector<std::string>{"a", "b"});
  CHECK(last.incomplete);
  CHECK(last.zone == "public");
}

TEST_CASE("words: odd values reach us as they were typed") {
  struct {
    std::vector<std::string> typed;
    std::string system, unit;
    std::optional<std::int64_t> level;
  } rows[] = {
      {{"submit", "s", "--level", "-3"}, "s", "", -3},
      {{"submit", "s", "--level=-3"}, "s", "", -3},
      {{"submit", "s", "--unit=-x"}, "s", "-x", {}},
      {{"submit", "s", "--unit=--level"}, "s", "--level", {}},
      {{"submit", "s", "--unit="}, "s", "", {}},
      {{"submit", "--unit=", "s"}, "s", "", {}},
      {{"submit", "s", "--unit", ""}, "s", "", {}},
      {{"submit", "s", "--unit", "-"}, "s", "-", {}},
      {{"submit", "s", "--unit=a=b"}, "s", "a=b", {}},
      {{"submit", "s", "--unit", "[a,b]"}, "s", "[a,b]", {}},
      {{"submit", "s", "--unit", "{\"a\": 1}"}, "s", "{\"a\": 1}", {}},
      {{"submit", "s", "--unit", "a b\nc"}, "s", "a b\nc", {}},
      {{"submit", "s", "--unit", "'q'"}, "s", "'q'", {}},
      {{"submit", "--", "-s"}, "-s", "", {}},
      {{"submit", "--unit", "u", "--", "--unit"}, "--unit", "u", {}},
      {{"submit", "-5"}, "-5", "", {}},
      {{"submit", "submit"}, "submit", "", {}},
      {{"submit", "s", "--unit", "words"}, "s", "words", {}},
      {{"submit", "words"}, "words", "", {}},
      {{"submit", "s", "-q", "-q"}, "s", "", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed.back());
    last = {};
    CHECK(error_of_words(row.typed) == "");
    REQUIRE(run_words(row.typed) == 0);
    CHECK(last.system == row.system);
    CHECK(last.unit == row.unit);
    CHECK(last.level == row.level);
  }
}

TEST_CASE("words: actions and their positionals") {
  CHECK(run_words({"review", "accept", "R-1", "R-2", "--as", "w"}) == 7);
  CHECK(accepted.requests == std::vector<std::string>{"R-1", "R-2"});
  CHECK(run_words({"review", "--as", "w", "accept", "R-3"}) == 7);
  CHECK(accepted.requests == std::vector<std::string>{"R-3"});
  CHECK(run_words({"review", "accept", "accept"}) == 7);
  CHECK(accepted.requests == std::vector<std::string>{"accept"});
}

TEST_CASE("words: what makes no sense is told in our own words, with a hint") {
  struct {
    std::vector<std::string> typed;
    std::string error;
  } rows[] = {
      {{"submti"}, "there is no verb submti | did you mean submit?"},
      {{"sub", "x"}, "there is no verb sub | govcloud --help lists the verbs"},
      {{"xyzzy"}, "there is no verb xyzzy | govcloud --help lists the verbs"},
      {{"review", "acept", "R"},
       "there is no such action: review acept | did you mean review accept?"},
      {{"review"}, "review needs an action | there are accept, open"},
      {{"submit", "s", "--unti", "x"}, "there is no option --unti | did you mean --unit?"},
      {{"submit", "s", "--uni=x"}, "there is no option --uni | did you mean --unit?"},
      {{"submit", "s", "--incomp"}, "there is no option --incomp | did you mean --incomplete?"},
      {{"submit", "s", "--level", "abc"},
       "--level: 'abc' is not a whole number | write digits alone; the unit is in the option's "
       "name"},
      {{"submit", "s", "--level", "9223372036854775808"},
       "--level: '9223372036854775808' is not a whole number | write digits alone; the unit is in "
       "the option's name"},
      {{"submit", "s", "--level", "3.5"},
       "--level: '3.5' is not a whole number | write digits alone; the unit is in the option's "
       "name"},
      {{"submit", "s", "--level", "1", "--level", "2"}, "--level is given 2 times | give it once"},
      {{"submit", "s", "--zone", "publik"},
       "--zone: 'publik' is not one of public, private | did you mean public?"},
      {{"submit"}, "SYSTEM is missing | "},
      {{"review", "accept"}, "REQ is missing | "},
      {{"submit", "a", "b"}, "'b' is one word too many | quote a value that has blanks in it"},
      {{"submit", "a", "--unit"},
       "--unit needs a value | a value that begins with '-' is written --unit=VALUE"},
      {{"submit", "a", "--unit", "--incomplete"},
       "--unit needs a value | a value that begins with '-' is written --unit=VALUE"},
      {{"submit", "a", "-qr", "--incomplete"},
       "--reason needs a value | a value that begins with '-' is written --reason=VALUE"},
      {{"submit", "a", "--incomplete=no"}, "--incomplete takes no value | "},
      {{"submit", "a", "-o", "xml"}, "--output: 'xml' is not one of table, json, jsonl, csv, tsv, value, shell | "},
      {{"submit", "a", "--wait", "-1"}, "--wait: must be at least 0 | "},
      {{"review", "open", "R", "--dry-run"},
       "there is no option --dry-run | a value that begins with '-' is written --option=VALUE; "
       "after -- nothing is an option"},
  };
  for (const auto& row : rows) CHECK(error_of_words(row.typed) == row.error);
  CHECK(error_of_words({"submit", "a"}, {{"GOVCLOUD_OUTPUT", "xml"}}) ==
        "GOVCLOUD_OUTPUT: 'xml' is not one of table, json, jsonl, csv, tsv, value, shell | ");
}

TEST_CASE("words: an error comes in the form and language that were asked for") {
  CHECK(read({"submti", "-o", "json"}).common.output == "json");
  CHECK(read({"-ojson", "submit", "--bogus"}).common.output == "json");
  CHECK(read({"submit", "--output=json", "--level", "x", "s"}).common.output == "json");
  CHECK(read({"submit", "--", "-o", "json"}).common.output == "table");
  CHECK(read({"submti"}, {{"GOVCLOUD_OUTPUT", "json"}}).common.output == "json");
  CHECK(read({"submti", "--lang", "zh"}).common.lang == Lang::zh);
  CHECK(read({"submti"}, {{"LANG", "zh_CN.UTF-8"}}).common.lang == Lang::zh);
}

TEST_CASE("words: help and version") {
  const auto help_of = [](const std::vector<std::string>& typed) {
    const auto reading = read(typed);
    const auto* help = std::get_if<Help>(&reading.what);
    REQUIRE(help);
    return *help;
  };
  CHECK_FALSE(help_of({}).asked);
  CHECK(help_of({"--help"}).asked);
  CHECK(help_of({"-h"}).verb == nullptr);
  CHECK(help_of({"review", "-h"}).verb == &kReview);
  CHECK(help_of({"review", "accept", "--help"}).action == &kReview.actions[0]);
  CHECK(help_of({"submit", "--help"}).action == &kSubmit.actions[0]);
  CHECK(std::holds_alternative<Version>(read({"--version"}).what));
  CHECK_FALSE(help_of({"--as", "x"}).asked);

  const auto page = help_text(Lang::en, kVerbs, help_of({"submit", "-h"}));
  CHECK(page.find("Usage: govcloud submit SYSTEM [OPTIONS]\n\napply for resources\n") == 0);
  CHECK(page.find("      --zone public|private") != std::string::npos);
  CHECK(page.find("  -r, --reason TEXT") != std::string::npos);
  CHECK(page.find("   12  an article or a house rule forbids it") != std::string::npos);
  CHECK(page.find("  govcloud submit x\n") != std::string::npos);
  const auto chinese = help_text(Lang::zh, kVerbs, help_of({"review", "accept", "-h"}));
  CHECK(chinese.find("用法：govcloud review accept REQ...") == 0);
  CHECK(chinese.find("退出码：") != std::string::npos);
  const auto all = help_text(Lang::en, kVerbs, help_of({}));
  CHECK(all.find("  submit  apply for resources\n  review  decide\n") != std::string::npos);
}

TEST_CASE("words: variables and configuration files stand behind the command line") {
  const TemporaryFolder folder;
  const std::string file = folder.path + "/govcloud/config.toml";
  std::filesystem::create_directories(folder.path + "/govcloud");
  std::ofstream(file) << "# mine\nledger = \"/file.db\"\nas = \"file\"\nwait = 5\nquiet = true\n"
                         "lang = \"zh\"\n";
  const Environment environment = {{"XDG_CONFIG_HOME", folder.path}, {"GOVCLOUD_AS", "variable"},
                                   {"HOME", "/home/zhang"}};
  const auto common_of = [&](std::vector<std::string> typed) {
    const auto reading = read(typed, environment);
    REQUIRE(std::holds_alternative<Call>(reading.what));
    return reading.common;
  };
  const auto origin_of = [](const Common& common, const std::string& name) {
    for (const auto& setting : common.settings)
      if (setting.name == name) return setting.value + " from " + setting.origin;
    return std::string();
  };
  const auto common = common_of({"submit", "s", "--wait", "9"});
  CHECK(common.quiet);
  CHECK(common.lang == Lang::zh);
  CHECK(common.lang_named == "");
  CHECK(origin_of(common, "ledger") == "/file.db from " + file + ":2");
  CHECK(origin_of(common, "as") == "variable from GOVCLOUD_AS");
  CHECK(origin_of(common, "wait") == "9 from --wait");
  CHECK(origin_of(common, "output") == "table from default");
  CHECK(common.as == "variable");
  CHECK(common_of({"submit", "s", "--as", "flag"}).as == "flag");
  const auto bare = common_of({"submit", "s", "--no-config", "--columns", "a,b", "-c", "c"});
  CHECK(bare.ledger == "/home/zhang/.local/share/govcloud/ledger.db");
  CHECK(bare.wait_seconds == 60);
  CHECK(bare.lang == Lang::en);
  CHECK(bare.columns == std::vector<std::string>{"a", "b", "c"});

  struct {
    std::string text, message;
  } rows[] = {
      {"leger = \"x\"\n", " line 1: leger is no setting"},
      {"\nkey = \"x\"\n", " line 2: key is no setting"},
      {"wait = \"soon\"\n", " line 1: wait: 'soon' is not a whole number"},
      {"lang = \"de\"\n", " line 1: lang: 'de' is not one of en, zh"},
      {"ledger = [1]\n", " line 1: ledger is a list"},
  };
  const std::string other = folder.path + "/other.toml";
  for (const auto& row : rows) {
    std::ofstream(other) << row.text;
    try {
      read({"submit", "s", "--config", other});
      FAIL("no error for ", row.text);
    } catch (const InputError& error) {
      CHECK(std::string(error.what()) == other + row.message);
      CHECK(error.exit == 78);
    }
  }
  for (const auto& path : {folder.path + "/none.toml", folder.path}) {
    try {
      read({"submit", "s", "--config", path});
      FAIL("no error for ", path);
    } catch (const InputError& error) {
      CHECK(error.exit == 66);
    }
  }
}

TEST_CASE("words: the rows of a bulk file are read by the same declarations") {
  const auto reading = read({"submit", "--from", "x.csv", "--level", "2", "--attach", "a=1"});
  REQUIRE(std::holds_alternative<Call>(reading.what));
  const auto& all = std::get<Call>(reading.what);
  PaperDesk paper;
  const auto row = row_call(all, {{"system", "budget"}, {"level", "3"}, {"need.1", "host:cpu=1"},
                                  {"need.2", ""}, {"attach.plan", "p.pdf"}, {"key", "k1"},
                                  {"incomplete", "yes"}});
  REQUIRE(std::holds_alternative<Call>(row));
  const auto& call = std::get<Call>(row);
  REQUIRE(call.run(paper.desk, call.common) == 0);
  CHECK(last.system == "budget");
  CHECK(last.level == 3);
  CHECK(last.incomplete);
  CHECK(last.need == std::vector<std::string>{"host:cpu=1"});
  CHECK(call.common.attach == std::vector<std::string>{"a=1", "plan=p.pdf"});
  CHECK(call.common.key == "k1");

  struct {
    Row row;
    std::string error;
  } rows[] = {
      {{{"unit", "x"}}, "SYSTEM is missing"},
      {{{"system", "s"}, {"unti", "x"}}, "there is no column unti"},
      {{{"system", "s"}, {"unit.1", "x"}}, "there is no column unit.1"},
      {{{"system", "s"}, {"ledger", "x"}}, "there is no column ledger"},
      {{{"system", "s"}, {"level", "x"}}, "--level: 'x' is not a whole number"},
      {{{"system", "s"}, {"incomplete", "maybe"}},
       "--incomplete: 'maybe' is neither true nor false"},
  };
  for (const auto& bad : rows) {
    const auto answer = row_call(all, bad.row);
    REQUIRE(std::holds_alternative<UsageError>(answer));
    CHECK(say(Lang::en, std::get<UsageError>(answer).what) == bad.error);
  }
}

TEST_CASE("words: near words") {
  struct {
    std::string left, right;
    std::size_t distance;
  } rows[] = {{"", "", 0},         {"", "ab", 2},     {"submti", "submit", 1},
              {"kitten", "sitting", 3}, {"ca", "abc", 3}, {"list", "list", 0}};
  for (const auto& row : rows) CHECK(edit_distance(row.left, row.right) == row.distance);
  CHECK(nearest("aprove", {"accept", "approve"}) == "approve");
  CHECK(nearest("decom", {"due", "decommission"}) == "decommission");
  CHECK_FALSE(nearest("zzz", {"accept", "approve"}));
  CHECK_FALSE(nearest(std::string(100000, 'a'), {"accept"}));
}
