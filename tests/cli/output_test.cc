#include "cli/output.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/error.h"
#include "cli/out_file.h"
#include "core/format/width.h"

using namespace govcloud;

namespace {

struct PaperDesk {
  std::istringstream in;
  std::ostringstream out, err;
  Desk desk;
  explicit PaperDesk(bool terminal = false, std::string columns = "")
      : desk{in, out, err, [] { return Instant{}; }, {{"COLUMNS", columns}, {"NO_COLOR", "1"}}, terminal, terminal,
             terminal} {}
};

const Answer kAnswer = {"systems", LedgerStamp{"5f0c", 12, "ab"}};

Table systems() {
  return {{{"id", N_("the ledger")}, {"name", {}}, {"level", {}, true}, {"tags", {}},
           {"note", {}, false, true}},
          {{"budget", "预算系统", 3, Json::Array{"a", "b"}, Json()},
           {"notice", "公告", 12, Json::array(), "x\ny"}}};
}

Json request() {
  Json item;
  item.set("id", "R-1").set("level", 3).set("fee", Json::Decimal{-5, 2}).set("open", true);
  item.set("trial", Json().set("ends_on", "2026-04-01").set("days", Json()));
  item.set("closed", Json());
  item.set("resources", Json::Array{Json().set("id", "budget/host-1").set("cpu", 4),
                                    Json().set("id", "budget/host-2").set("mbps", 10)});
  item.set("tags", Json::Array{"a", "b"});
  return item;
}

struct Printed {
  int exit;
  std::string out, err;
};

template <class Print>
Printed print(const Common& common, Print how, bool terminal = false, std::string columns = "") {
  PaperDesk paper(terminal, std::move(columns));
  const int exit = how(paper.desk, common);
  return {exit, paper.out.str(), paper.err.str()};
}
Printed list(const Common& common, const Table& table = systems()) {
  return print(common, [&](Desk& d, const Common& c) { return print_items(d, c, kAnswer, table); });
}
Printed show(const Common& common, const Json& item = request()) {
  return print(common, [&](Desk& d, const Common& c) { return print_item(d, c, kAnswer, item); });
}

Common with(std::string output, std::vector<std::string> columns = {}) {
  Common common;
  common.output = std::move(output);
  common.columns = std::move(columns);
  return common;
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
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

TEST_CASE("output: a list in each form") {
  struct {
    Common common;
    std::string out;
  } rows[] = {
      {with("table"),
       "the ledger  name      level  tags\n"
       "budget      预算系统      3  a, b\n"
       "notice      公告         12\n"},
      {with("csv"), "id,name,level,tags\nbudget,预算系统,3,a;b\nnotice,公告,12,\n"},
      {with("value"), "budget\nnotice\n"},
      {with("value", {"level", "id"}), "3\tbudget\n12\tnotice\n"},
      {with("value", {"tags"}), "a\nb\n"},
      {with("value", {"note", "tags"}), "\ta,b\nx\\ny\t\n"},
      {with("csv", {"id", "note"}), "id,note\nbudget,\nnotice,\"x\ny\"\n"},
      {with("table", {"note"}), "note\n\nx\\ny\n"},
      {with("tsv", {"id", "note", "tags"}), "id\tnote\ttags\nbudget\t\ta;b\nnotice\tx\\ny\t\n"},
      {with("jsonl", {"id", "note"}), "{\"id\":\"budget\",\"note\":null}\n{\"id\":\"notice\",\"note\":\"x\\ny\"}\n"},
      {with("shell", {"id", "level", "tags"}), "id='budget' level='3' tags='a,b'\nid='notice' level='12' tags=''\n"},
  };
  for (const auto& row : rows) {
    const auto printed = list(row.common);
    CHECK(printed.exit == 0);
    CHECK(printed.out == row.out);
  }
}

TEST_CASE("output: JSON has the envelope and every column, hidden ones too") {
  Table one = systems();
  one.rows.resize(1);
  one.columns.resize(2);
  one.rows[0].resize(2);
  CHECK(list(with("json"), one).out ==
        "{\n  \"schema\": \"govcloud.systems/1\",\n  \"ledger\": {\n    \"id\": \"5f0c\",\n"
        "    \"seq\": 12,\n    \"head\": \"ab\"\n  },\n  \"items\": [\n    {\n"
        "      \"id\": \"budget\",\n      \"name\": \"预算系统\"\n    }\n  ]\n}\n");
  CHECK(list(with("json")).out.find("\"note\": \"x\\ny\"") != std::string::npos);
  CHECK(envelope({"version", {}}, "item", 1) ==
        "{\n  \"schema\": \"govcloud.version/1\",\n  \"ledger\": null,\n  \"item\": 1\n}\n");
  CHECK(list(with("json"), {}).out.find("\"items\": []") != std::string::npos);
}

TEST_CASE("output: --limit, --excel and an empty list") {
  Common common = with("value");
  common.limit = 1;
  CHECK(list(common).out == "budget\n");
  common.limit = 0;
  CHECK(list(common).out == "");
  common = with("csv", {"id"});
  common.excel = true;
  CHECK(list(common, {{{"id", {}}}, {{"=1+1"}}}).out == "\xEF\xBB\xBFid\r\n\"'=1+1\"\r\n");
  CHECK(list(with("table"), {{{"id", {}}}, {}}).out == "id\n");
}

TEST_CASE("output: an unknown column names the known ones, and prints nothing") {
  for (const std::string form : {"table", "csv", "value", "json", "jsonl", "tsv", "shell"}) {
    const auto printed = list(with(form, {"nam"}));
    CHECK(printed.exit == 64);
    CHECK(printed.out == "");
    CHECK(printed.err.find("there is no column nam") != std::string::npos);
    CHECK(printed.err.find("id, name, level, tags, note") != std::string::npos);
  }
  CHECK(show(with("value", {"trial.end_on"})).exit == 64);
  CHECK(show(with("value", {"nothing"})).exit == 64);
}

TEST_CASE("output: a table fits a narrow terminal and loses nothing") {
  const Table wide = {{{"id", {}}, {"name", {}}},
                      {{"budget", "一二三四五六七八九十一二三四五六七八九十"},
                       {"n", std::string(70, 'x')}}};
  const auto printing = [&](Desk& d, const Common& c) { return print_items(d, c, kAnswer, wide); };
  const auto narrow = print(with("table"), printing, true, "30").out;
  std::istringstream lines(narrow);
  for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 30);
  CHECK(narrow.find("budget") != std::string::npos);
  CHECK(std::count(narrow.begin(), narrow.end(), 'x') == 70);
  CHECK(print(with("table"), printing, false, "30").out.find(std::string(70, 'x')) != std::string::npos);
}

TEST_CASE("output: headings are bold on a terminal, or wherever it is asked for, and never in a file") {
  struct Row { std::string color, no_color; bool terminal, want; };
  const Row rows[] = {{"auto", "", true, true},   {"auto", "", false, false}, {"auto", "1", true, false},
                      {"always", "1", false, true}, {"never", "", true, false}};
  for (const auto& row : rows) {
    CAPTURE(row.color);
    PaperDesk paper(row.terminal);
    paper.desk.environment["NO_COLOR"] = row.no_color;
    auto common = with("table");
    common.color = row.color;
    print_items(paper.desk, common, kAnswer, systems());
    CHECK((paper.out.str().find("\x1b[1m") != std::string::npos) == row.want);
    common.output = "json";
    PaperDesk data(row.terminal);
    print_items(data.desk, common, kAnswer, systems());
    CHECK(data.out.str().find('\x1b') == std::string::npos);
  }
}

TEST_CASE("output: receipts of several items are one answer") {
  const std::vector<Receipt> two{{"R-1", "R-1 accepted", Json().set("id", "R-1").set("exit", 0)},
                                 {"R-2", "", Json().set("id", "R-2").set("exit", 13).set("code", "stage_wrong")}};
  const auto printing = [&](Desk& d, const Common& c) { return print_receipts(d, c, kAnswer, two); };
  CHECK(print(with("table"), printing).out == "R-1 accepted\n");
  CHECK(print(with("value"), printing).out == "R-1\nR-2\n");
  CHECK(print(with("csv"), printing).out == "id,exit,code\nR-1,0,\nR-2,13,stage_wrong\n");
  const auto json = print(with("json"), printing).out;
  CHECK(json.find("\"items\"") != std::string::npos);
  CHECK(json.find("\"code\": null") != std::string::npos);
}

TEST_CASE("output: one item in each form") {
  struct {
    Common common;
    std::string out;
  } rows[] = {
      {with("table"),
       "id:            R-1\nlevel:         3\nfee:           -0.05\nopen:          yes\n"
       "trial.ends_on: 2026-04-01\ntags:          a, b\n"
       "\nresources:\nid             cpu  mbps\nbudget/host-1  4\nbudget/host-2       10\n"},
      {with("csv"),
       "id,level,fee,open,trial.ends_on,trial.days,closed,tags\n"
       "R-1,3,-0.05,true,2026-04-01,,,a;b\n"},
      {with("value"), "R-1\n"},
      {with("value", {"resources"}), "budget/host-1\nbudget/host-2\n"},
      {with("value", {"resources.id"}), "budget/host-1\nbudget/host-2\n"},
      {with("value", {"trial.ends_on"}), "2026-04-01\n"},
      {with("value", {"closed.on"}), "\n"},
      {with("value", {"id", "fee", "tags"}), "R-1\t-0.05\ta,b\n"},
      {with("table", {"fee", "level"}), "fee:   -0.05\nlevel: 3\n"},
      {with("tsv", {"id", "tags"}), "id\ttags\nR-1\ta;b\n"},
      {with("jsonl", {"trial.ends_on"}), "{\"trial.ends_on\":\"2026-04-01\"}\n"},
      {with("jsonl"), request().dump() + "\n"},
      {with("shell", {"trial.ends_on", "fee"}), "trial_ends_on='2026-04-01'\nfee='-0.05'\n"},
  };
  for (const auto& row : rows) CHECK(show(row.common).out == row.out);
  CHECK(show(with("json")).out.find("\"fee\": -0.05") != std::string::npos);
}

TEST_CASE("output: JSON lines have every column, hidden ones too, and of none nothing") {
  const auto lines = list(with("jsonl")).out;
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK(lines.find("\"note\":\"x\\ny\"") != std::string::npos);
  CHECK(list(with("jsonl"), {}).out == "");
}

TEST_CASE("output: whatever a value is, TSV gives it back, and a shell reads it as one word and runs nothing") {
  const std::string hostile[] = {"it's", "$(touch harm)`touch harm`", "a\tb\\tc\r\nd\\", "\"; touch harm; '", "-n", "𠮷 预算", "*", ""};
  TemporaryFolder folder;
  for (const auto& text : hostile) {
    CAPTURE(text);
    const Table table{{{"id", {}}, {"a.b", {}}}, {{"x", text}, {"y", "z"}}};
    const auto tsv = list(with("tsv"), table).out;
    std::string back;
    const auto from = tsv.find("x\t") + 2, to = tsv.find('\n', from);
    for (auto i = from; i < to; ++i) {
      if (tsv[i] != '\\') back += tsv[i];
      else switch (tsv[++i]) {
        case 't': back += '\t'; break;
        case 'n': back += '\n'; break;
        case 'r': back += '\r'; break;
        default: back += tsv[i];
      }
    }
    CHECK(back == text);
    std::ofstream(folder.path + "/lines", std::ios::binary) << list(with("shell"), table).out;
    const auto command = "cd " + folder.path + " && while IFS= read -r line; do eval \"$line\"; printf '%s' \"$a_b\"; break; done <lines >said";
    REQUIRE(std::system(command.c_str()) == 0);
    CHECK(text_of(folder.path + "/said") == printable(text));
    CHECK_FALSE(std::filesystem::exists(folder.path + "/harm"));
  }
}

TEST_CASE("output: receipts") {
  const Receipt receipt = {"R-1", "R-1 submitted", Json().set("id", "R-1")};
  const auto print_with = [&](const Common& common) {
    return print(common, [&](Desk& d, const Common& c) {
      return print_receipt(d, c, kAnswer, receipt);
    });
  };
  CHECK(print_with(with("table")).out == "R-1 submitted\n");
  CHECK(print_with(with("value")).out == "R-1\n");
  CHECK(print_with(with("csv")).out == "id\nR-1\n");
  CHECK(print_with(with("tsv")).out == "id\nR-1\n");
  CHECK(print_with(with("jsonl")).out == "{\"id\":\"R-1\"}\n");
  CHECK(print_with(with("shell")).out == "id='R-1'\n");
  Common quiet = with("table");
  quiet.quiet = true;
  CHECK(print_with(quiet).out == "");
}

TEST_CASE("output: errors in text, in Chinese and in JSON") {
  ErrorInfo paper{"paper_missing", 12, "self_test", "budget", "application_papers"};
  paper.hint = "attach it: --attach self_test=FILE; or hand in as it is: --incomplete";
  cite(paper, Citation::article("zhejiang", "7", 41, {"申请须附材料", "an application has papers"}),
       Lang::en);
  const auto tell = [](const ErrorInfo& error, const Common& common) {
    return print(common, [&](Desk& d, const Common& c) { return report_error(d, c, error); });
  };
  const auto told = tell(paper, with("table"));
  CHECK(told.exit == 12);
  CHECK(told.out == "");
  CHECK(told.err ==
        "govcloud: refused: paper_missing: self_test\n"
        "  zhejiang article 7 (policy zhejiang, line 41): an application has papers\n"
        "  attach it: --attach self_test=FILE; or hand in as it is: --incomplete\n");
  CHECK(tell(paper, with("json")).err ==
        R"({"schema":"govcloud.error/1","code":"paper_missing","exit":12,"message":"self_test",)"
        R"("object":"budget","rule":"application_papers","article":"7","house_rule":null,)"
        R"("hint":"attach it: --attach self_test=FILE; or hand in as it is: --incomplete"})" "\n");
  Common chinese = with("table");
  chinese.lang = Lang::zh;
  cite(paper, Citation::article("zhejiang", "7", 0, {"申请须附材料", ""}), Lang::zh);
  CHECK(tell(paper, chinese).err.find("govcloud: 不予办理: paper_missing: self_test\n"
                                      "  zhejiang 第7条：申请须附材料\n") == 0);

  ErrorInfo conflict{"stage_wrong", 13, "R-1 is open already"};
  CHECK(tell(conflict, with("table")).err == "govcloud: conflict: R-1 is open already\n");
  cite(conflict, Citation::house("H-03", {"", "no more than asked"}), Lang::en);
  CHECK(tell(conflict, with("table")).err.find("  house rule H-03: the measures are silent; rule "
                                               "of this ledger: no more than asked\n") !=
        std::string::npos);
  CHECK(tell({"x", 16, "no \x1b[31m\n"}, with("table")).err.find('\x1b') == std::string::npos);
  CHECK(tell(error_of(InputError(65, "a.csv row 2 is short", "mend it"), Lang::en), with("table")).err ==
        "govcloud: bad data: a.csv row 2 is short\n  mend it\n");
  const UsageError missing{message(N_("{0} is missing"), "REQ"), {}};
  CHECK(tell(error_of(missing, Lang::zh), chinese).err ==
        "govcloud: 用法: 缺少 REQ\n");
}

TEST_CASE("output: --out writes wholly, and over other content only with --force") {
  const TemporaryFolder folder;
  Common common;
  common.out = folder.path + "/list.csv";
  CHECK(list(common).exit == 0);
  const auto first = text_of(common.out);
  CHECK(first.substr(0, 8) == "id,name,");
  CHECK(list(common).exit == 0);  // the same bytes
  Common other = common;
  other.columns = {"id"};
  const auto refused = list(other);
  CHECK(refused.exit == 73);
  CHECK(refused.err.find("--force") != std::string::npos);
  CHECK(text_of(common.out) == first);
  other.force = true;
  CHECK(list(other).exit == 0);
  CHECK(text_of(common.out) == "id\nbudget\nnotice\n");
  other.out = folder.path;
  CHECK(list(other).exit == 73);
  other.out = folder.path + "/none/list.csv";
  CHECK(list(other).exit == 73);
  other.out = "/dev/full";
  CHECK(list(other).exit == 74);
  other.out = "/dev/null";
  CHECK(list(other).exit == 0);
  common.out = folder.path + "/list.json";
  CHECK(form_of(common) == "json");
  common.output = "value";
  common.output_named = true;
  CHECK(form_of(common) == "value");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("output: a link is followed, and a new file has the permissions of any other") {
  const TemporaryFolder folder;
  const auto target = folder.path + "/target", link = folder.path + "/link";
  CHECK_FALSE(write_out_file(target, "a", false));
  std::ofstream(folder.path + "/plain") << "x";
  struct stat made{}, usual{};
  REQUIRE(::stat(target.c_str(), &made) == 0);
  REQUIRE(::stat((folder.path + "/plain").c_str(), &usual) == 0);
  CHECK(made.st_mode == usual.st_mode);
  std::filesystem::create_symlink("target", link);
  CHECK_FALSE(write_out_file(link, "b", true));
  CHECK(text_of(target) == "b");
  CHECK(std::filesystem::is_symlink(link));
}
