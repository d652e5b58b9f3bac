// The renderings of the monthly report: complete in both languages, safe with hostile names, and
// the same bytes each time.
#include <doctest/doctest.h>

#include <regex>
#include <set>

#include "core/format/csv.h"
#include "core/ledger/seal.h"
#include "core/report/labels.h"
#include "core/report/render.h"
#include "tests/report/office.h"

using namespace govcloud;

namespace {

// An HTML tag, a control character, a direction mark, a Chinese character of four bytes, a formula.
const std::string kHostile = "=cmd|'/c calc'!A1<script>alert(\"x\")</script>&\x1b[31m\u202E𠮷\n家";

MonthlyReport empty_report() {
  return make_monthly(Books{}, Policy{}, Calendar{}, {2026, 10}, {}, office::read_on());
}

MonthlyReport hostile_report() {
  auto books = office::books();
  auto policy = office::policy();
  books.ledger.name = books.units["finance"].name = books.systems["budget"].name = kHostile;
  auto& resource = books.resources["budget/host-1"];
  resource.cloud_id = resource.zone = resource.item = kHostile;
  books.findings["F-2026-0002"].title = books.findings["F-2026-0002"].asset = kHostile;
  books.requests["R-2026-0007"].deadlines[0].rule = kHostile;
  books.requests["R-2026-0007"].deadlines[0].article = kHostile;
  books.evidence["E-2026-0001"].kind = kHostile;
  policy.title = {kHostile, kHostile}, policy.document = kHostile;
  policy.duties[1].basis.says = {kHostile, kHostile}, policy.duties[2].owner = kHostile;
  auto report = make_monthly(books, policy, office::calendar(), office::kOctober,
                             office::rollups(), office::read_on());
  report.head_hash = kHostile, report.digest = digest_of(report);
  report.unsigned_ledger = report.test_ledger = true;
  return report;
}

/// What is wrong with the nesting of elements, or nothing. Attributes hold no ">": it is escaped.
std::string unbalanced(const std::string& html) {
  static const std::set<std::string> kVoid{"meta"};
  static const std::regex kTag("<(/?)([a-zA-Z0-9]+)([^<>]*?)(/?)>");
  const auto style = html.find("<style>"), end = html.find("</style>");
  const std::string text = html.substr(0, style) + html.substr(end + 8);
  std::vector<std::string> open;
  for (std::sregex_iterator at(text.begin(), text.end(), kTag), stop; at != stop; ++at) {
    const auto name = (*at)[2].str();
    if (kVoid.contains(name) || (*at)[4].length() > 0) continue;
    if ((*at)[1].length() == 0) open.push_back(name);
    else if (open.empty() || open.back() != name) return "</" + name + ">";
    else open.pop_back();
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

bool has_control(const std::string& text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return true;
  return text.find("\u202E") != text.npos;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

/// The places {0}, {1} of a sentence.
std::set<char> places(std::string_view text) {
  std::set<char> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '{' && text[i + 2] == '}') found.insert(text[i + 1]);
  return found;
}

}  // namespace

TEST_CASE("every label is there in both languages, once, with the same places") {
  std::set<std::string> keys;
  for (const auto& label : labels()) {
    const std::string key(label.key);
    CAPTURE(key);
    CHECK_FALSE(label.en.empty());
    CHECK_FALSE(label.zh.empty());
    CHECK(keys.insert(key).second);
    CHECK(places(label.en) == places(label.zh));
    CHECK(count(std::string(label.en), "{") == places(label.en).size());
    CHECK(count(std::string(label.zh), "{") == places(label.zh).size());
  }
  CHECK_THROWS_AS(label(Lang::en, "no.such"), std::logic_error);
}

TEST_CASE("every code that the law knows has a word") {
  const MonthlyReport report;
  const auto check = [&](const char* group, const auto& codes) {
    for (const auto code : codes) {
      const std::string shown(code);
      CAPTURE(shown);
      CHECK(word(report, Lang::zh, group, code) != shown);
    }
  };
  check("stage", kStages), check("kind", kRequestKinds), check("severity", kSeverities);
  check("resource", kResourceStates);
  CHECK(word(report, Lang::zh, "paper", "own_kind") == "own_kind");
}

TEST_CASE("the policy's own names go before the table's") {
  MonthlyReport report;
  report.policy_words["stage.trial"] = {"试运行", "trial run"};
  CHECK(word(report, Lang::zh, "stage", "trial") == "试运行");
  CHECK(word(report, Lang::en, "stage", "trial") == "trial run");
}

TEST_CASE("the same report gives the same bytes") {
  const auto one = office::report(), two = office::report();
  CHECK(render_html(one, Lang::zh, "1.0") == render_html(two, Lang::zh, "1.0"));
  CHECK(render_text(one, Lang::zh) == render_text(two, Lang::zh));
  CHECK(render_csv(one, false) == render_csv(two, false));
  CHECK(report_json(one).dump() == report_json(two).dump());
}

TEST_CASE("every rendering prints the digest") {
  const auto report = office::report();
  for (const auto lang : {Lang::zh, Lang::en}) {
    CHECK(render_html(report, lang, "1.0").find(report.digest) != std::string::npos);
    CHECK(render_text(report, lang).find(report.digest) != std::string::npos);
  }
  CHECK(render_csv(report, false).find(report.digest) != std::string::npos);
  CHECK(report_json(report).dump().find("\"digest\":\"" + report.digest) != std::string::npos);
}

TEST_CASE("every rendering prints the seal of the head that it was read at") {
  const auto report = office::report();
  const std::string lines = "govcloud-seal 1\norigin govcloud/" + report.ledger_id + "\nsize 214\nhead " + report.head_hash + "\n";
  const auto seal = read_seal(lines, "report");
  CHECK(seal.ledger == report.ledger_id);
  for (const auto lang : {Lang::zh, Lang::en}) {
    // At the margin of the text, and whole in the page: the lines can be copied.
    CHECK(render_text(report, lang).find("\n" + lines) != std::string::npos);
    CHECK(render_html(report, lang, "1.0").find(lines + "</dd>") != std::string::npos);
  }
  CHECK(report_json(report).find("seal")->dump() ==
        "{\"origin\":\"govcloud/" + report.ledger_id + "\",\"size\":214,\"head\":\"" + report.head_hash + "\"}");
  const auto csv = render_csv(report, false);
  CHECK(csv.find("ledger_seq,ledger_head,report_digest,ledger_origin\n") != std::string::npos);
  CHECK(csv.find("214," + report.head_hash + "," + report.digest + ",govcloud/" + report.ledger_id + "\n") != std::string::npos);
}

TEST_CASE("HTML is well formed, in its language, and needs nothing from outside") {
  for (const auto& report : {office::report(), hostile_report(), empty_report()})
    for (const auto lang : {Lang::zh, Lang::en}) {
      const auto html = render_html(report, lang, "1.0");
      CHECK(unbalanced(html) == "");
      CHECK(html.find(lang == Lang::zh ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">") !=
            html.npos);
      for (const std::string outside : {"http", "<script", "<img", "<link", "url(", "@import"}) {
        CAPTURE(outside);
        CHECK(html.find(outside) == html.npos);
      }
    }
}

TEST_CASE("hostile names are harmless wherever they are shown") {
  const auto report = hostile_report();
  for (const auto lang : {Lang::zh, Lang::en}) {
    const auto html = render_html(report, lang, kHostile), text = render_text(report, lang);
    CHECK(html.find("<script") == html.npos);
    CHECK(html.find("&lt;script&gt;") != html.npos);
    CHECK(html.find("𠮷") != html.npos);
    CHECK_FALSE(has_control(html));
    CHECK_FALSE(has_control(text));
  }
  CHECK_FALSE(has_control(render_csv(report, false)));
  CHECK(report_json(report).dump().find('\x1b') == std::string::npos);
  CHECK(render_csv(report, true).find("\"'=cmd") != std::string::npos);
}

TEST_CASE("CSV has the same columns in each row") {
  for (const auto& report : {office::report(), hostile_report(), empty_report()})
    for (const bool excel : {false, true}) {
      const auto csv = render_csv(report, excel);
      CHECK(csv.starts_with(kCsvBom) == excel);
      CHECK((csv.find("\r\n") != csv.npos) == excel);
      CsvReader reader(std::string_view(csv).substr(excel ? kCsvBom.size() : 0), "report.csv");
      std::vector<std::string> fields;
      std::size_t rows = 0, columns = 0;
      while (reader.next(fields)) {
        if (rows++ == 0) columns = fields.size();
        CHECK(fields.size() == columns);
      }
      CHECK(rows == 1 + static_cast<std::size_t>(report.resources));
    }
}

TEST_CASE("JSON has the documented keys, and null where nothing is known") {
  for (const auto& report : {office::report(), empty_report()}) {
    const Json json = report_json(report);
    for (const std::string key : {"period", "totals", "units", "requests", "findings", "duties",
                                  "deadlines", "policy", "ledger", "digest", "papers", "capacity",
                                  "advice", "open_by_severity", "thresholds", "seal"}) {
      CAPTURE(key);
      CHECK(json.find(key) != nullptr);
    }
    const Json* totals = json.find("totals");
    for (const std::string key : {"resources", "samples", "cpu_percent_used_over_provisioned",
                                  "memory_percent_used_over_provisioned", "verdicts"})
      CHECK(totals->find(key) != nullptr);
    for (const std::string key : {"idle", "oversized", "tight", "fit", "no_data"})
      CHECK(totals->find("verdicts")->find(key) != nullptr);
  }
  CHECK(report_json(empty_report()).dump().find("\"digest\":null") != std::string::npos);
  const Json whole = report_json(office::report());
  const auto& unit = whole.find("units")->items()->front();
  const auto& systems = *unit.find("systems")->items();
  const auto& host = systems[0].find("resources")->items()->front();
  const auto& storage = (*systems[1].find("resources")->items())[1];
  CHECK(host.find("cpu_percent_p95")->dump() == "8.90");
  CHECK(host.find("cpu_percent_mean")->dump() == "3.250");
  CHECK(host.find("coverage_percent")->dump() == "100.00");
  CHECK(storage.find("cpu_percent_mean")->is_null());
  CHECK(storage.find("memory_percent_max")->is_null());
}

TEST_CASE("an empty month is told as such") {
  const auto report = empty_report();
  CHECK(report.resources == 0);
  CHECK_FALSE(report.used.cpu_percent.has_value());
  const Json json = report_json(report);
  CHECK(json.find("totals")->find("cpu_percent_used_over_provisioned")->is_null());
  CHECK(render_text(report, Lang::zh).find("本月没有在用资源") != std::string::npos);
  CHECK(render_text(report, Lang::en).find("no data") != std::string::npos);
}

TEST_CASE("what the reader must know first stands in head and foot") {
  auto report = office::report();
  report.unsigned_ledger = true, report.test_ledger = true, report.complete = false;
  const auto html = render_html(report, Lang::zh, "1.0");
  CHECK(count(html, "台账未签名") == 2);
  CHECK(count(html, "测试台账") == 2);
  CHECK(html.find("本月尚未结束") != html.npos);
  CHECK(html.find("示例值，办法未规定") != html.npos);
  report.unsigned_ledger = report.test_ledger = false, report.complete = true;
  CHECK(render_html(report, Lang::zh, "1.0").find("class=\"warn\"") == std::string::npos);
}

TEST_CASE("overdue stands first in the table of requests") {
  for (const auto lang : {Lang::zh, Lang::en}) {
    const auto text = render_text(office::report(), lang);
    CHECK(text.find("R-2026-0007") < text.find("R-2026-0003"));
  }
}

TEST_CASE("a policy that was not in force and a provisional date are marked in every rendering") {
  auto books = office::books();
  auto& request = books.requests["R-2026-0007"];
  request.not_in_force = true, request.deadlines[0].provisional = true;
  const auto report = make_monthly(books, office::policy(), office::calendar(), office::kOctober,
                                   office::rollups(), office::read_on());
  for (const auto& text : {render_text(report, Lang::zh), render_html(report, Lang::zh, "1.0")}) {
    CHECK(text.find("不在有效期内") != text.npos);
    CHECK(text.find("暂定") != text.npos);
  }
}
