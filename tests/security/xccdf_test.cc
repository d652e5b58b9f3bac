#include "core/security/read_scan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "core/format/gzip.h"
#include "core/format/input_error.h"

using namespace govcloud;

namespace {

// A small TestResult; `results` are its rule-results, `attributes` those of the TestResult.
std::string test_result(const std::string& results,
                        const std::string& attributes =
                            "start-time=\"2026-03-02T09:00:00+08:00\" "
                            "end-time=\"2026-03-02T09:05:00+08:00\"",
                        const std::string& target = "<target>web-1</target>") {
  return "<TestResult xmlns=\"http://checklists.nist.gov/xccdf/1.2\" id=\"t\" " + attributes +
         " test-system=\"cpe:/a:redhat:openscap:1.3.7\">\n<benchmark id=\"b\"/>" + target +
         results + "</TestResult>\n";
}

std::string rule_result(const std::string& rule, const std::string& result,
                        const std::string& inside = "", const std::string& attributes = "") {
  return "<rule-result idref=\"" + rule + "\" " + attributes + "><result>" + result + "</result>" +
         inside + "</rule-result>\n";
}

std::string benchmark(const std::string& rules, const std::string& tests) {
  return "<Benchmark xmlns=\"http://checklists.nist.gov/xccdf/1.2\" id=\"b\">\n<Group id=\"g\">" +
         rules + "</Group>\n" + tests + "</Benchmark>\n";
}

std::vector<std::string> identities(const ScanReport& report) {
  std::vector<std::string> out;
  for (const ScanFinding& finding : report.findings) out.push_back(finding.identity);
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a failed rule is a finding, with what its Rule says") {
  const std::string rules =
      "<Rule id=\"r1\" severity=\"high\"><title>口令 <b>长度</b></title><ident>CCE-1</ident>"
      "<ident>CVE-2026-0001</ident><fixtext>Set <i>minlen</i>\n to 12.</fixtext></Rule>"
      "<Rule id=\"r2\" severity=\"high\"><title>Two</title><fix>chmod 600 /etc/x</fix></Rule>";
  const ScanReport report = read_scan(
      benchmark(rules, test_result(rule_result("r1", "fail", "<ident>CCE-1</ident>") +
                                   rule_result("r2", "fail", "", "severity=\"info\"") +
                                   rule_result("r3", "fail") + rule_result("r4", "pass"))),
      "scan.xml");
  CHECK(report.format == "xccdf-1.2");
  CHECK(report.tool == "openscap");
  CHECK(report.tool_version == "1.3.7");
  CHECK(report.benchmark == "b");
  CHECK(report.complete);
  REQUIRE(report.findings.size() == 3);
  const ScanFinding& first = report.findings[0];
  CHECK(first.identity == "r1|web-1");
  CHECK(first.rule == "r1");
  CHECK(first.title == "口令 长度");
  CHECK(first.asset == "web-1");
  CHECK(first.severity == Severity::high);
  CHECK(first.references == Names{"CCE-1", "CVE-2026-0001"});
  CHECK(first.remediation == "Set minlen to 12.");
  CHECK(report.findings[1].severity == Severity::info);  // the rule-result's own word goes first
  CHECK(report.findings[1].remediation == "chmod 600 /etc/x");
  CHECK(report.findings[2].title == "r3");
  CHECK(report.findings[2].source_severity == "unknown");
  CHECK(report.findings[2].severity == Severity::low);
  CHECK(count_by_severity(report.findings) ==
        std::map<std::string, std::size_t>{
            {"critical", 0}, {"high", 1}, {"medium", 0}, {"low", 1}, {"info", 1}});
}

TEST_CASE("a rule's results together decide whether it fails, is covered and has passed") {
  const std::string in_a = "<instance>/a</instance>", in_b = "<instance>/b</instance>";
  const std::string multi =
      "<check system=\"s\" multi-check=\"true\">"
      "<check-content-ref name=\"oval:1\" href=\"x\"/></check>";
  struct Row {
    std::string results;
    Names findings, covered, passed;
  };
  const Row rows[] = {
      {rule_result("r", "pass"), {}, {"r|web-1"}, {"r|web-1"}},
      {rule_result("r", "fixed"), {}, {"r|web-1"}, {"r|web-1"}},
      {rule_result("r", "fail"), {"r|web-1"}, {"r|web-1"}, {}},
      {rule_result("r", "notapplicable"), {}, {"r|web-1"}, {}},
      {rule_result("r", "notselected"), {}, {}, {}},
      {rule_result("r", "notchecked"), {}, {}, {}},
      {rule_result("r", "error"), {}, {}, {}},
      {rule_result("r", "unknown"), {}, {}, {}},
      {rule_result("r", "informational"), {}, {}, {}},
      {rule_result("r", "pass") + rule_result("r", "fail"), {"r|web-1"}, {"r|web-1"}, {}},
      {rule_result("r", "pass") + rule_result("r", "error"), {}, {}, {}},
      {rule_result("r", "fail", in_a) + rule_result("r", "pass", in_b),
       {"r|web-1|/a"},
       {"r|web-1|/a", "r|web-1|/b"},
       {"r|web-1|/b"}},
      {rule_result("r", "fail", multi), {"r|web-1|oval:1"}, {"r|web-1|oval:1"}, {}},
      {rule_result("r", "fail", "<instance>a|b%</instance>"),
       {"r|web-1|a%7Cb%25"},
       {"r|web-1|a%7Cb%25"},
       {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.results);
    const ScanReport report = read_scan(test_result(row.results), "scan.xml");
    CHECK(identities(report) == row.findings);
    CHECK(report.covered == row.covered);
    CHECK(report.passed == row.passed);
  }
}

TEST_CASE("of several runs on one machine the last one counts, and results are all counted") {
  const auto run = [](const std::string& day, const std::string& result, bool ended) {
    const std::string end = ended ? " end-time=\"2026-03-" + day + "T10:00:00+08:00\"" : "";
    return test_result(rule_result("r", result),
                       "start-time=\"2026-03-" + day + "T09:00:00+08:00\"" + end);
  };
  struct Row {
    std::string tests;
    bool complete;
    std::size_t findings, passed;
  };
  const Row rows[] = {
      {run("02", "fail", true) + run("03", "pass", true), true, 0, 1},
      {run("03", "pass", true) + run("02", "fail", true), true, 0, 1},
      {run("02", "pass", true) + run("03", "fail", true), true, 1, 0},
      {run("02", "pass", true) + run("03", "fail", false), false, 1, 0},
      {run("02", "fail", true) + run("03", "pass", false), false, 1, 0},
  };
  for (const Row& row : rows) {
    const ScanReport report = read_scan(benchmark("", row.tests), "scan.xml");
    CHECK(report.complete == row.complete);
    CHECK(report.findings.size() == row.findings);
    CHECK(report.passed.size() == row.passed);
    CHECK(report.results == 2);
    CHECK(report.assets.size() == 1);
    CHECK(report.started == parse_instant("2026-03-02T09:00:00+08:00"));
  }
}

TEST_CASE("times without an offset are local, and no end means unfinished") {
  const auto times = [](const std::string& attributes) {
    return read_scan(test_result("", attributes), "scan.xml", Offset{480});
  };
  CHECK(times("end-time=\"2026-03-02T09:00:00\"").finished ==
        parse_instant("2026-03-02T09:00:00+08:00"));
  CHECK(times("end-time=\"2026-03-02T01:00:00.5Z\"").finished ==
        parse_instant("2026-03-02T09:00:00+08:00"));
  CHECK_FALSE(times("start-time=\"2026-03-02T09:00:00Z\"").complete);
  CHECK_FALSE(times("end-time=\"\"").finished);
}

TEST_CASE("a machine is known by its name, unless every machine is called so") {
  struct Row {
    std::string target, key;
  };
  const std::string addresses =
      "<target-address>127.0.0.1</target-address>"
      "<target-address>192.0.2.7</target-address>";
  const std::string fqdn =
      "<target-facts><fact name=\"urn:xccdf:fact:asset:identifier:fqdn\">"
      "db.example.gov.cn</fact></target-facts>";
  const Row rows[] = {
      {"<target>web-1</target>" + addresses + fqdn, "web-1"},
      {"<target>localhost.localdomain</target>" + addresses, "localhost.localdomain/192.0.2.7"},
      {"<target>localhost</target>" + addresses + fqdn, "db.example.gov.cn"},
      {"<target>localhost</target>", "localhost"},
      {"<target>localhost-web</target>" + addresses, "localhost-web"},
      {"<target/>" + addresses, "192.0.2.7"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target);
    const ScanReport report = read_scan(
        test_result(rule_result("r", "fail"), "end-time=\"2026-03-02T09:00:00Z\"", row.target),
        "scan.xml");
    REQUIRE(report.assets.size() == 1);
    CHECK(report.assets[0].key == row.key);
    CHECK(report.findings[0].asset == row.key);
  }
}

TEST_CASE("remediation is shortened within 500 bytes and between characters") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "改";
  const ScanReport report =
      read_scan(benchmark("<Rule id=\"r\"><fixtext>" + text + "</fixtext></Rule>",
                          test_result(rule_result("r", "fail"))),
                "scan.xml");
  const std::string& shown = report.findings[0].remediation;
  CHECK(shown.size() <= 500);
  CHECK(shown.ends_with("改…"));
}

TEST_CASE("recognise goes by content, and read_scan refuses what it does not know") {
  const std::string arf =
      "<a:asset-report-collection xmlns:a=\"http://scap.nist.gov/schema/"
      "asset-reporting-format/1.1\"><a:reports/></a:asset-report-collection>";
  const std::string next = "<Benchmark xmlns=\"http://checklists.nist.gov/xccdf/1.3\"/>";
  struct Row {
    std::string bytes, kind, message;
  };
  const Row rows[] = {
      {benchmark("", ""), "xccdf", "scan.xml line 1: no TestResult in it"},
      {arf, "arf", "scan.xml line 1: no TestResult in it"},
      {next, "", "scan.xml line 1: this kind of scanner output is not known"},
      {"<nmap/>", "", "this kind of scanner output is not known"},
      {"<Benchmark/>", "", "this kind of scanner output is not known"},
      {"finished=true\n", "", "scan.xml: this kind of scanner output is not known"},
      {"{\"runs\": []}", "", "scan.xml: this kind of scanner output is not known"},
      {"", "", "scan.xml: the file is empty"},
      {test_result(rule_result("r", "passed")), "xccdf",
       "scan.xml line 2: 'passed' is not a result of XCCDF"},
      {test_result("<rule-result idref=\"r\"/>"), "xccdf", "'' is not a result of XCCDF"},
      {test_result("<rule-result><result>fail</result></rule-result>"), "xccdf",
       "a rule-result without idref"},
      {test_result("", "end-time=\"yesterday\""), "xccdf", "end-time 'yesterday' is not a time"},
      {test_result("", "end-time=\"2026-02-30T00:00:00Z\""), "xccdf", "is not a time"},
      {test_result("", "", ""), "xccdf", "a TestResult without target names no machine"},
      {test_result("").substr(0, 200), "", "the document does not end with a tag"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    CHECK(recognise(row.bytes).value_or("") == row.kind);
    try {
      read_scan(row.bytes, "scan.xml");
      FAIL("read without a complaint");
    } catch (const InputError& error) {
      CHECK(error.exit == 65);
      CHECK(std::string(error.what()).find(row.message) != std::string::npos);
    }
  }
}

TEST_CASE("a scan in GB18030 is read by its declaration") {
  // 口令 and 云 in GB18030.
  const std::string bytes =
      "<?xml version=\"1.0\" encoding=\"GB18030\"?>\n" +
      benchmark("<Rule id=\"r\"><title>\xBF\xDA\xC1\xEE</title></Rule>",
                test_result(rule_result("r", "fail"), "", "<target>\xD4\xC6-1</target>"));
  const ScanReport report = read_scan(bytes, "scan.xml");
  CHECK(report.findings[0].title == "口令");
  CHECK(report.findings[0].identity == "r|云-1");
  CHECK(recognise(bytes) == "xccdf");
}

TEST_CASE("severities of other words rank where they belong") {
  const std::pair<std::string, Severity> rows[] = {
      {"critical", Severity::critical}, {"HIGH", Severity::high},    {"moderate", Severity::medium},
      {"medium", Severity::medium},     {"low", Severity::low},      {"info", Severity::info},
      {"unknown", Severity::low},       {"dreadful", Severity::low}, {"", Severity::low}};
  for (const auto& [word, severity] : rows) CHECK(rank_of(word) == severity);
}

TEST_CASE("OpenSCAP's own files give the counts that were worked out without this program") {
  const char* given = std::getenv("GOVCLOUD_SHARED");
  const std::filesystem::path folder =
      std::filesystem::path(given ? given : GOVCLOUD_SOURCE_DIR "/../shared") / "data/security";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("no shared data here: OpenSCAP's own files are not read");
    return;
  }
  struct Row {
    std::string file, format, asset;
    std::size_t results, addresses;
    std::map<std::string, std::size_t> by_result, fail_by_severity;  // by the source's own word
    std::string finished;
  };
  const Row rows[] = {
      {"arf/arf_multi_check.xml",
       "arf-1.1",
       "rh-hony",
       1,
       8,
       {{"pass", 1}},
       {},
       "2021-12-09T11:36:09+01:00"},
      {"arf/arf_simple_rule_fail.xml",
       "arf-1.1",
       "rh-hony",
       1,
       8,
       {{"fail", 1}},
       {{"unknown", 1}},
       "2021-11-30T13:51:50+01:00"},
      {"arf/fresh-debian-standard-arf.xml.gz",
       "arf-1.1",
       "govvm-ssg-01",
       355,
       5,
       {{"fail", 1}, {"notapplicable", 26}, {"notselected", 311}, {"pass", 17}},
       {{"unknown", 1}},
       "2026-11-22T21:34:07+00:00"},
      {"xccdf/fresh-debian-standard.xml.gz",
       "xccdf-1.2",
       "govvm-ssg-01",
       355,
       5,
       {{"fail", 1}, {"notapplicable", 26}, {"notselected", 311}, {"pass", 17}},
       {{"unknown", 1}},
       "2026-11-22T21:34:07+00:00"},
      {"xccdf/no_vuln_rhsa.xml",
       "xccdf-1.1",
       "sample.system",
       8,
       7,
       {{"pass", 8}},
       {},
       "2019-03-04T07:43:39+08:00"},
      {"xccdf/xccdf-results-openscap-rhel7.xml",
       "xccdf-1.2",
       "localhost.localdomain",
       180,
       5,
       {{"fail", 137}, {"pass", 43}},
       {{"high", 6}, {"low", 7}, {"medium", 124}},
       "2021-12-17T10:40:58+08:00"},
      {"xccdf/xccdf_multi_check.xml",
       "xccdf-1.2",
       "rh-hony",
       1,
       8,
       {{"pass", 1}},
       {},
       "2021-12-09T11:36:09+01:00"},
      {"xccdf/xccdf_simple_rule_fail.xml",
       "xccdf-1.2",
       "rh-hony",
       1,
       8,
       {{"fail", 1}},
       {{"unknown", 1}},
       "2021-12-09T11:04:30+01:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    const std::string bytes = read_all((folder / row.file).string(), kUnpackedBytesMax);
    const auto begin = std::chrono::steady_clock::now();
    const ScanReport report = read_scan(bytes, row.file);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
    CHECK(recognise(bytes) == row.format.substr(0, row.format.find('-')));
    CHECK(report.format == row.format);
    CHECK(report.tool != "");
    CHECK(report.complete);
    CHECK(report.finished == parse_instant(row.finished));
    REQUIRE(report.assets.size() == 1);
    CHECK(report.assets[0].name == row.asset);
    CHECK(report.assets[0].addresses.size() == row.addresses);
    CHECK(report.results == row.results);
    CHECK(report.by_result == row.by_result);
    std::map<std::string, std::size_t> failed;
    for (const ScanFinding& finding : report.findings) {
      ++failed[finding.source_severity];
      CHECK(finding.title != finding.rule);
    }
    CHECK(failed == row.fail_by_severity);
  }
  // One scan told in two formats names its findings alike.
  const auto ids = [&](const std::string& file) {
    return identities(read_scan(read_all((folder / file).string(), kUnpackedBytesMax), file));
  };
  CHECK(ids("arf/fresh-debian-standard-arf.xml.gz") == ids("xccdf/fresh-debian-standard.xml.gz"));
}
