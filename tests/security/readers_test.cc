// Every kind of scanner output: small files of each, and what must come of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "core/format/gzip.h"
#include "core/format/input_error.h"
#include "core/security/collect.h"
#include "core/security/matching.h"
#include "core/security/read_scan.h"

using namespace govcloud;

namespace {

const std::string kNessusHead =
    "<NessusClientData_v2><Policy><policyName>basic</policyName><Preferences><ServerPreferences><preference>"
    "<name>plugin_set</name><value>10;20;30;</value></preference></ServerPreferences></Preferences></Policy>"
    "<Report name=\"r\">";
const std::string kNessusTail = "</Report></NessusClientData_v2>";

std::string nessus_host(const std::string& items, const std::string& properties = "<tag name=\"HOST_END\">Mon Mar  2 10:00:00 2026</tag>") {
  return "<ReportHost name=\"10.0.0.5\"><HostProperties><tag name=\"host-ip\">10.0.0.5</tag>" + properties + "</HostProperties>" + items + "</ReportHost>";
}

std::string nessus_item(const std::string& plugin, const std::string& severity, const std::string& port = "443", const std::string& inside = "") {
  return "<ReportItem port=\"" + port + "\" protocol=\"tcp\" severity=\"" + severity + "\" pluginID=\"" + plugin + "\" pluginName=\"P" + plugin +
         "\">" + inside + "</ReportItem>\n";
}

std::string nessus(const std::string& hosts) { return kNessusHead + hosts + kNessusTail; }

std::string openvas(const std::string& results, const std::string& status = "Done", const std::string& filter = "levels=hmlg rows=-1") {
  return "<report id=\"o\"><report id=\"i\"><filters><term>" + filter + "</term></filters><scan_run_status>" + status +
         "</scan_run_status><scan_start>2026-03-02T08:00:00Z</scan_start><results>" + results +
         "</results><host><ip>10.0.0.5</ip><end>2026-03-02T09:00:00Z</end></host><scan_end>2026-03-02T09:00:00Z</scan_end></report></report>";
}

std::string openvas_result(const std::string& oid, const std::string& threat, const std::string& score) {
  return "<result><name>n</name><host>10.0.0.5<hostname>web</hostname></host><port>80/tcp</port><nvt oid=\"" + oid +
         "\"><name>N</name></nvt><threat>" + threat + "</threat><severity>" + score + "</severity></result>";
}

std::string nmap(const std::string& ports, const std::string& end = "<finished time=\"1772442000\" exit=\"success\"/>") {
  return "<?xml version=\"1.0\"?><!DOCTYPE nmaprun><nmaprun scanner=\"nmap\" args=\"nmap\" start=\"1772438400\" version=\"7.93\">"
         "<scaninfo type=\"syn\" protocol=\"tcp\" services=\"22,80-443\"/><host><status state=\"up\"/>"
         "<address addr=\"10.0.0.5\" addrtype=\"ipv4\"/><ports>" + ports + "</ports></host>"
         "<host><status state=\"down\"/><address addr=\"10.0.0.6\" addrtype=\"ipv4\"/></host><runstats>" + end + "</runstats></nmaprun>";
}

std::string port(const std::string& number, const std::string& state, const std::string& inside = "") {
  return "<port protocol=\"tcp\" portid=\"" + number + "\"><state state=\"" + state + "\"/>" + inside + "</port>";
}

std::string vuln(const std::string& id, const std::string& severity, const std::string& status, const std::string& override_word = "") {
  const auto data = [](const std::string& key, const std::string& value) {
    return "<STIG_DATA><VULN_ATTRIBUTE>" + key + "</VULN_ATTRIBUTE><ATTRIBUTE_DATA>" + value + "</ATTRIBUTE_DATA></STIG_DATA>";
  };
  return "<VULN>" + data("Vuln_Num", id) + data("Severity", severity) + "<STATUS>" + status + "</STATUS><SEVERITY_OVERRIDE>" + override_word +
         "</SEVERITY_OVERRIDE></VULN>\n";
}

std::string ckl(const std::string& vulns) {
  return "<CHECKLIST><ASSET><HOST_NAME>web</HOST_NAME></ASSET><STIGS><iSTIG>" + vulns + "</iSTIG></STIGS></CHECKLIST>";
}

std::string sarif(const std::string& results, const std::string& more = "") {
  return R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Lint","semanticVersion":"1.2","rules":[
    {"id":"A","defaultConfiguration":{"level":"error"}},{"id":"B","properties":{"security-severity":"9.1"}},{"id":"C"}]},
    "extensions":[{"name":"x","rules":[{"id":"X","defaultConfiguration":{"level":"note"}}]}]},
    "versionControlProvenance":[{"repositoryUri":"https://code.example/budget"}])" + more + R"(,"results":[)" + results + "]}]}";
}

std::string trivy(const std::string& results) {
  return R"({"SchemaVersion":2,"ArtifactName":"app:1","CreatedAt":"2026-03-02T09:00:00.123456+08:00","Results":[)" + results + "]}";
}

const std::string kLynis =
    "# Lynis Report\nreport_datetime_start=2026-03-02 08:00:00\nlynis_version=3.0.8\nhostname=web\n"
    "warning[]=NETW-1|no resolver|-|-|\nsuggestion[]=AUTH-1|set an age|-|text:chage|\nsuggestion[]=AUTH-1|set a length|-|-|\n";
const std::string kLynisEnd = "tests_executed=AUTH-1|NETW-1|BOOT-1|\nreport_datetime_end=2026-03-02 09:00:00\nfinish=true\n";

const std::string kClam = "/srv/a b.exe: Eicar-Test FOUND\n/srv/文件: OK\n/srv/none: Empty file\n";
const std::string kClamEnd =
    "\n----------- SCAN SUMMARY -----------\nKnown viruses: 18\nEngine version: 1.4.6\nInfected files: 1\n"
    "Start Date: 2026:03:02 08:00:00\nEnd Date:   2026:03:02 09:00:00\n";

const std::string kNessusCsv =
    "Plugin ID,CVE,CVSS,Risk,Host,Protocol,Port,Name,Solution\r\n"
    "\"10\",\"CVE-2026-0001\",\"9.8\",\"Critical\",\"10.0.0.5\",\"tcp\",\"443\",\"P10\",\"update,\nthen restart\"\r\n"
    "\"10\",\"CVE-2026-0002\",\"9.8\",\"Critical\",\"10.0.0.5\",\"tcp\",\"443\",\"P10\",\"\"\r\n"
    "\"20\",\"\",\"\",\"None\",\"10.0.0.5\",\"tcp\",\"0\",\"P20\",\"\"\r\n";
const std::string kOpenvasCsv =
    "IP,Hostname,Port,Port Protocol,CVSS,Severity,NVT Name,NVT OID,CVEs,Timestamp\n"
    "10.0.0.5,web,80,tcp,7.5,High,N,1.3.6,\"CVE-2026-0001,CVE-2026-0002\",2026-03-02T09:00:00Z\n"
    "10.0.0.5,web,,,0.0,Log,L,1.3.7,,2026-03-02T09:00:00Z\n";

std::string cklb(const std::string& rules) {
  return R"({"title":"t","target_data":{"host_name":"web"},"stigs":[{"stig_id":"OS","rules":[)" + rules + "]}]}";
}

// "critical/high/medium/low/info".
std::string counts(const ScanReport& report) {
  const auto by = count_by_severity(report.findings);
  std::string out;
  for (const auto name : kSeverities) out += (out.empty() ? "" : "/") + std::to_string(by.at(std::string(name)));
  return out;
}

}  // namespace

TEST_CASE("each kind of scanner output is recognised and counted") {
  struct Row {
    std::string name, bytes, kind, counts;
    std::size_t results;
    bool complete;
  };
  const Row rows[] = {
      {"nessus", nessus(nessus_host(nessus_item("10", "4") + nessus_item("20", "0", "0") + nessus_item("10", "4"))), "nessus", "2/0/0/0/1", 3, true},
      {"nessus, a host without end", nessus(nessus_host("", "") + nessus_host(nessus_item("10", "2"))), "nessus", "0/0/1/0/0", 1, false},
      {"nessus, no hosts", nessus(""), "nessus", "0/0/0/0/0", 0, false},
      {"nessus, compliance", nessus(nessus_host(nessus_item("21", "3", "0", "<cm:compliance-result xmlns:cm=\"c\">FAILED</cm:compliance-result>") +
                                                nessus_item("21", "1", "0", "<cm:compliance-result xmlns:cm=\"c\">PASSED</cm:compliance-result>"))),
       "nessus", "0/1/0/0/0", 2, true},
      {"openvas", openvas(openvas_result("1", "High", "7.5") + openvas_result("2", "", "4.0") + openvas_result("3", "Log", "0.0") +
                          openvas_result("4", "False Positive", "-1.0") + openvas_result("5", "Critical", "9.8")),
       "openvas", "1/1/1/0/1", 5, true},
      {"openvas, stopped", openvas(openvas_result("1", "Low", "2.0"), "Stopped"), "openvas", "0/0/0/1/0", 1, false},
      {"nmap", nmap(port("22", "open") + port("80", "closed") + port("443", "open", "<script id=\"ssl-poodle\" output=\"VULNERABLE: Risk factor: High\"/>")),
       "nmap", "0/1/0/0/2", 4, true},
      {"nmap, not vulnerable", nmap(port("80", "filtered", "<script id=\"x\" output=\"State: NOT VULNERABLE\"/>")), "nmap", "0/0/0/0/0", 2, true},
      {"nmap, interrupted", nmap(port("22", "open"), ""), "nmap", "0/0/0/0/1", 1, false},
      {"ckl", ckl(vuln("V-1", "high", "Open", "low") + vuln("V-2", "medium", "NotAFinding") + vuln("V-3", "low", "Open") + vuln("V-4", "low", "Not_Reviewed")),
       "ckl", "0/1/0/1/0", 4, true},
      {"cklb", cklb(R"({"group_id":"V-1","severity":"medium","status":"open"},{"group_id":"V-2","severity":"low","status":"not_a_finding"})"),
       "cklb", "0/0/1/0/0", 2, true},
      {"sarif", sarif(R"({"ruleId":"A"},{"ruleIndex":1},{"ruleId":"C/1"},{"rule":{"index":0,"toolComponent":{"name":"x"}}},
        {"ruleId":"A","kind":"pass"},{"ruleId":"A","suppressions":[{"kind":"inSource"}]},
        {"ruleId":"A","suppressions":[{"kind":"inSource","status":"rejected"}]},{"ruleId":"A","baselineState":"absent"})"),
       "sarif", "1/2/1/1/0", 8, true},
      {"sarif, failed", sarif("", R"(,"invocations":[{"executionSuccessful":false}])"), "sarif", "0/0/0/0/0", 0, false},
      {"sarif, no runs", R"({"version":"2.1.0","runs":[]})", "sarif", "0/0/0/0/0", 0, true},
      {"trivy", trivy(R"J({"Target":"app:1 (debian 12)","Class":"os-pkgs","Vulnerabilities":[
          {"VulnerabilityID":"CVE-2026-0001","PkgName":"p","Severity":"CRITICAL"},{"VulnerabilityID":"CVE-2026-0001","PkgName":"q","Severity":"UNKNOWN"}]},
        {"Target":"Dockerfile","Class":"config","Misconfigurations":[{"ID":"DS1","Severity":"HIGH","Status":"FAIL"},{"ID":"DS2","Severity":"HIGH","Status":"PASS"}]},
        {"Target":"a.env","Class":"secret","Secrets":[{"RuleID":"key","Severity":"MEDIUM"}]},
        {"Target":"app:1","Class":"license","Licenses":[{"Name":"GPL","Severity":"LOW"}]})J"),
       "trivy", "1/1/1/2/0", 6, true},
      {"trivy, nothing looked at", R"({"SchemaVersion":2,"ArtifactName":"app:1"})", "trivy", "0/0/0/0/0", 0, true},
      {"trivy, old", R"J([{"Target":"app:1 (alpine 3)","Vulnerabilities":[{"VulnerabilityID":"CVE-2026-0001","PkgName":"p","Severity":"LOW"}]},{"Target":"x","Vulnerabilities":null}])J",
       "trivy", "0/0/0/1/0", 1, true},
      {"lynis", kLynis + kLynisEnd, "lynis", "0/0/1/2/0", 3, true},
      {"lynis, interrupted", kLynis, "lynis", "0/0/1/2/0", 3, false},
      {"clamav", kClam + kClamEnd, "clamav", "0/1/0/0/0", 3, true},
      {"clamav, interrupted", kClam, "clamav", "0/1/0/0/0", 3, false},
      {"nessus csv", kNessusCsv, "csv", "2/0/0/0/1", 3, false},
      {"openvas csv", kOpenvasCsv, "csv", "0/1/0/0/1", 2, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const ScanReport report = read_scan(row.bytes, "scan");
    CHECK(recognise(row.bytes).value_or("") == row.kind);
    CHECK(counts(report) == row.counts);
    CHECK(report.results == row.results);
    CHECK(report.complete == row.complete);
    std::vector<std::string> ids;
    for (const ScanFinding& finding : report.findings) ids.push_back(finding.identity);
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
  }
}

TEST_CASE("what is no scanner's output, or a damaged one, is refused with its place") {
  struct Row {
    std::string bytes, message;
  };
  const Row rows[] = {
      {"", "s: the file is empty"},
      {" \n\t", "s: the file is empty"},
      {"hello\n", "s: this kind of scanner output is not known"},
      {"a,b\n1,2\n", "s: this kind of scanner output is not known"},
      {"PK\x03\x04 zip", "s: this kind of scanner output is not known"},
      {"all tests: OK\n", "s: this kind of scanner output is not known"},
      {"<html><body/></html>", "s line 1: this kind of scanner output is not known"},
      {"<NessusClientData><Report/></NessusClientData>", "s line 1: this kind of scanner output is not known"},
      {"<NessusClientData_v2><Policy/></NessusClientData_v2>", "no Report in it"},
      {nessus(nessus_host("\n\n" + nessus_item("10", "9"))), "s line 3: severity '9' is none of 0 to 4"},
      {nessus(nessus_host(nessus_item("", "1"))), "a ReportItem without pluginID"},
      {nessus(nessus_host(nessus_item("10", "1"))).substr(0, 400), "s line 1: "},
      {"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><nmaprun>&x;</nmaprun>", "declares entities"},
      {"<report><name/></report>", "this kind of scanner output is not known"},
      {openvas("<result/>"), "a result without host"},
      {nmap(port("", "open")), "a port without portid"},
      {"<CHECKLIST><ASSET/></CHECKLIST>", "no STIGS in it"},
      {ckl(vuln("V-1", "high", "Closed")), "'Closed' is not a status of a checklist"},
      {ckl(vuln("", "high", "Open")), "a VULN without Vuln_Num"},
      {"{}", "s: this kind of scanner output is not known"},
      {"{\"a\": 1,\n \"b\": }", "s line 2: not well-formed JSON after"},
      {sarif("{\"ruleId\":\"A\"}").substr(0, 300), "s line "},
      {R"({"version":"2.0.0","runs":[]})", "SARIF 2.0.0 is not read; 2.1.0 is"},
      {R"({"version":"2.1.0","runs":{}})", "runs is not a list"},
      {R"({"version":"2.1.0","runs":[7]})", "a run that is no object"},
      {sarif("7"), "a result that is no object"},
      {trivy(R"({"Target":"t","Vulnerabilities":[{"PkgName":"p"}]})"), "one of Vulnerabilities has no VulnerabilityID"},
      {cklb("{\"group_id\":\"V-1\",\"status\":\"maybe\"}"), "'maybe' is not a status of a checklist"},
      {R"({"stigs":{}})", "stigs is not a list"},
      {R"({"stigs":[{}]})", "a STIG without rules"},
      {"# Lynis Report\nwarning[]=broken\n", "s line 2: 'broken' names no test"},
      {"# Lynis Report\nos=Linux\n", "no lynis_version in it"},
      {kNessusCsv + "\"10\",\"\"\r\n", "s row 5 (line 6): 2 fields where the headings are 9"},
      {kNessusCsv + "\"10", "s row 5"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    CAPTURE(row.bytes);
    try {
      read_scan(row.bytes, "s");
      FAIL("read without a complaint");
    } catch (const InputError& error) {
      CHECK(error.exit == 65);
      CHECK_MESSAGE(std::string(error.what()).find(row.message) != std::string::npos, error.what());
    }
  }
}

TEST_CASE("one weakness is one finding, in whichever form it comes") {
  const auto identity = [](const std::string& bytes, std::size_t n = 0) { return read_scan(bytes, "s").findings.at(n).identity; };
  CHECK(identity(nessus(nessus_host(nessus_item("10", "4")))) == "nessus:10|10.0.0.5|tcp/443");
  CHECK(identity(kNessusCsv) == "nessus:10|10.0.0.5|tcp/443");
  CHECK(identity(kNessusCsv, 1) == "nessus:10|10.0.0.5|tcp/443 #2");
  CHECK(identity(openvas(openvas_result("1.3.6", "High", "7.5"))) == "openvas:1.3.6|10.0.0.5|80/tcp");
  CHECK(identity(kOpenvasCsv) == "openvas:1.3.6|10.0.0.5|80/tcp");
  CHECK(identity(ckl(vuln("V-1", "high", "Open"))) == identity(cklb(R"({"group_id":"V-1","severity":"high","status":"open"})")));
  // A byte order mark, UTF-16 and GB18030 change nothing.
  CHECK(identity("\xEF\xBB\xBF" + kNessusCsv) == identity(kNessusCsv));
  CHECK(identity("/\xCE\xC4\xBC\xFE/a: Eicar FOUND\n") == "clamav:Eicar|unnamed|/文件/a");
}

TEST_CASE("the source's word, times and papers are kept") {
  const ScanReport report = read_scan(trivy(R"({"Target":"t","Class":"os-pkgs","Vulnerabilities":[
      {"VulnerabilityID":"CVE-2026-0001","PkgName":"p","Severity":"UNKNOWN","FixedVersion":"2","Title":"a\nb"}]})"), "s");
  CHECK(report.findings[0].source_severity == "UNKNOWN");
  CHECK(report.findings[0].references == std::vector<std::string>{"CVE-2026-0001"});
  CHECK(report.findings[0].remediation == "2");
  CHECK(report.findings[0].title == "a b");
  CHECK(report.finished == parse_instant("2026-03-02T09:00:00+08:00"));
  const ScanReport checklist = read_scan(ckl(vuln("V-1", "high", "Open", "low")), "s");
  CHECK(checklist.findings[0].source_severity == "high (override: low)");
  struct Row {
    std::string text, instant;
  };
  const Row rows[] = {{"1772438400", "2026-03-02T08:00:00Z"},         {"2026-03-02 08:00:00", "2026-03-02T00:00:00Z"},
                      {"2026:03:02 08:00:00", "2026-03-02T00:00:00Z"}, {"Mon Mar  2 08:00:00 2026", "2026-03-02T00:00:00Z"},
                      {"Mon Mar 12 08:00:00 2026", "2026-03-12T00:00:00Z"}, {"Mon Mar 2 08:00:00 2026", "2026-03-02T00:00:00Z"},
                      {"2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z"}, {"yesterday", ""}, {"", ""}, {"0", ""}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(scanner_time(row.text, Offset{480}) == parse_instant(row.instant));
  }
}

TEST_CASE("a later scan closes what it states to have looked at, and only that") {
  struct Row {
    std::string name, first, second;
    std::size_t closed;
  };
  const std::string inside = "<tag name=\"HOST_END\">Mon Mar  9 10:00:00 2026</tag>";
  const std::string logged_in = inside + "<tag name=\"Credentialed_Scan\">true</tag>";
  const std::string weak = nessus(nessus_host(nessus_item("10", "4")));
  const std::string patch = nessus(nessus_host(nessus_item("10", "4", "0")));
  const std::string other = nessus_item("20", "0");
  const std::string two = openvas(openvas_result("1", "High", "7.5") + openvas_result("3", "Log", "0"));
  const Row rows[] = {
      {"nessus, the same port", weak, nessus(nessus_host(other, inside)), 1},
      {"nessus, another port", weak, nessus(nessus_host(nessus_item("20", "0", "80"), inside)), 0},
      {"nessus, no end", weak, nessus(nessus_host(other, "")), 0},
      {"nessus, the plugin was not asked for", nessus(nessus_host(nessus_item("99", "4"))), nessus(nessus_host(other, inside)), 0},
      {"nessus, no policy", weak, "<NessusClientData_v2><Report>" + nessus_host(other, inside) + kNessusTail, 0},
      {"nessus, a patch seen from outside", patch, nessus(nessus_host(other, inside)), 0},
      {"nessus, a patch seen from inside", patch, nessus(nessus_host(other, logged_in)), 1},
      {"nessus, a table tells nothing", weak, "Plugin ID,Risk,Host,Protocol,Port,Name\n20,None,10.0.0.5,tcp,443,P\n", 0},
      {"openvas, all levels", two, openvas(""), 2},
      {"openvas, no log messages asked for", two, openvas("", "Done", "levels=hml rows=-1"), 1},
      {"openvas, a page of them", two, openvas("", "Done", "levels=hmlg rows=10"), 0},
      {"openvas, stopped", two, openvas("", "Stopped"), 0},
      {"nmap, closed since", nmap(port("80", "open")), nmap(port("80", "closed")), 1},
      {"nmap, a port that it did not ask", nmap(port("8080", "open")), nmap(""), 0},
      {"nmap, interrupted", nmap(port("80", "open")), nmap("", "<finished time=\"1\" exit=\"error\"/>"), 0},
      {"checklist", ckl(vuln("V-1", "high", "Open")), ckl(vuln("V-1", "high", "NotAFinding")), 1},
      {"checklist, not reviewed", ckl(vuln("V-1", "high", "Open")), ckl(vuln("V-1", "high", "Not_Reviewed")), 0},
      {"sarif, absent", sarif(R"({"ruleId":"A"})"), sarif(R"({"ruleId":"A","baselineState":"absent"})"), 1},
      {"sarif, silence proves nothing", sarif(R"({"ruleId":"A"})"), sarif(""), 0},
      {"trivy, the same target", trivy(R"({"Target":"t","Class":"os-pkgs","Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"p","Severity":"LOW"}]})"),
       trivy(R"({"Target":"t","Class":"os-pkgs"})"), 1},
      {"trivy, another target", trivy(R"({"Target":"t","Class":"os-pkgs","Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"p","Severity":"LOW"}]})"),
       trivy(R"({"Target":"u","Class":"os-pkgs"})"), 0},
      {"trivy, secrets only", trivy(R"({"Target":"t","Class":"os-pkgs","Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"p","Severity":"LOW"}]})"),
       trivy(R"({"Target":"t","Class":"secret"})"), 0},
      {"lynis, one test run again", kLynis, "lynis_version=3\n\nlynis_version=3\nhostname=web\ntests_executed=AUTH-1|\nfinish=true\n", 2},
      {"lynis, interrupted", kLynis, "# Lynis Report\nlynis_version=3\nhostname=web\ntests_executed=AUTH-1|\n", 0},
      {"clamav names no machine", kClam, "/srv/a b.exe: OK\n" + kClamEnd, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const ScanReport first = read_scan(row.first, "first");
    ScanReport second = read_scan(row.second, "second");
    std::vector<KnownFinding> known;
    for (const ScanFinding& finding : first.findings) known.push_back({finding.identity, finding.identity, FindingState::open, {}, finding.severity});
    CHECK(match_scan(known, second).closed.size() == row.closed);
  }
}

TEST_CASE("real outputs of other scanners are read and counted") {
  const char* given = std::getenv("GOVCLOUD_SHARED");
  const std::filesystem::path folder = std::filesystem::path(given ? given : GOVCLOUD_SOURCE_DIR "/../shared") / "data/security";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("no shared data here: other scanners' files are not tried");
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    CAPTURE(entry.path().string());
    const ScanReport report = read_scan(read_all(entry.path().string(), kUnpackedBytesMax), "scan");
    CHECK(report.findings.size() <= report.results);
    CHECK(recognise(read_all(entry.path().string(), kUnpackedBytesMax)));
  }
}
