#include "core/security/xccdf.h"

#include <fmt/core.h>

#include <algorithm>

#include "core/format/input_error.h"
#include "core/format/xml.h"
#include "core/security/collect.h"
#include "core/security/rule_results.h"

namespace govcloud {
namespace {

constexpr std::string_view kArf = "http://scap.nist.gov/schema/asset-reporting-format/";

// "xccdf-1.2", "arf-1.1", or empty for anything else; versions are those that are read.
std::string format_of(XmlNode root) {
  const std::string_view space = root.space(), local = root.local();
  if ((local == "Benchmark" || local == "TestResult") && is_xccdf(root)) {
    const std::string_view version = space.substr(kXccdfSpace.size());
    if (version == "1.1" || version == "1.2") return "xccdf-" + std::string(version);
  }
  if (local == "asset-report-collection" && space.starts_with(kArf)) {
    const std::string_view version = space.substr(kArf.size());
    if (version == "1.1") return "arf-1.1";
  }
  return {};
}

std::vector<XmlNode> find_tests(const XmlDocument& document) {
  const XmlNode root = document.root();
  std::vector<XmlNode> out;
  if (root.local() == "TestResult") return {root};
  const XmlNode from = root.local() == "Benchmark" ? root : root.child("reports");
  for (const XmlNode test : from.descendants("TestResult")) {
    if (is_xccdf(test)) out.push_back(test);
  }
  if (out.empty()) {
    document.refuse(root, message(N_("no TestResult in it, so it tells what to check and not what was found")), message(N_("give the scanner's results: oscap xccdf eval --results-arf FILE …")));
  }
  return out;
}

// XML Schema's dateTime; one without an offset is local time.
std::optional<Instant> read_time(const XmlDocument& document, XmlNode test, const char* name,
                                 Offset offset) {
  const std::string text(test.attribute(name));
  if (text.empty()) return std::nullopt;
  if (const auto with_offset = parse_instant(text)) return with_offset;
  if (const auto local = parse_instant(text + "Z")) return *local - offset;
  document.refuse(test, message(N_("{0} '{1}' is not a time"), name, text), message(N_("write it as 2026-03-02T09:00:00+08:00")));
}

std::string fact(XmlNode test, std::string_view name) {
  for (const XmlNode one : test.child("target-facts").children("fact")) {
    if (one.attribute("name") == name) return one.text();
  }
  return {};
}

ScanAsset read_asset(XmlNode test) {
  ScanAsset asset;
  asset.name = test.child("target").text();
  asset.fqdn = fact(test, "urn:xccdf:fact:asset:identifier:fqdn");
  for (const XmlNode address : test.children("target-address")) {
    asset.addresses.push_back(address.text());
  }
  asset.key = machine_key(asset);
  return asset;
}

// One run of the scanner on one machine.
struct Run {
  std::optional<Instant> started, finished;
  Verdicts verdicts;
};

void name_tool(XmlNode test, ScanReport& report) {
  if (!report.tool.empty()) return;
  report.tool = fact(test, "urn:xccdf:fact:scanner:name");
  report.tool_version = fact(test, "urn:xccdf:fact:scanner:version");
  std::string_view platform = test.attribute("test-system");  // cpe:/a:VENDOR:PRODUCT:VERSION
  if (!report.tool.empty() || !platform.starts_with("cpe:/a:")) return;
  platform.remove_prefix(std::min(platform.find(':', 7), platform.size()));
  if (platform.empty()) return;
  platform.remove_prefix(1);
  const std::size_t colon = std::min(platform.find(':'), platform.size());
  report.tool = platform.substr(0, colon);
  if (colon < platform.size()) report.tool_version = platform.substr(colon + 1);
}

Run read_run(const XmlDocument& document, XmlNode test, const XccdfRules& rules, Offset offset,
             ScanReport& report) {
  Run run;
  run.started = read_time(document, test, "start-time", offset);
  run.finished = read_time(document, test, "end-time", offset);
  const ScanAsset asset = read_asset(test);
  if (asset.key.empty()) {
    document.refuse(test, message(N_("a TestResult without target names no machine")));
  }
  run.verdicts = read_verdicts(document, test, rules, asset.key, report);
  const auto same = [&](const ScanAsset& other) { return other.key == asset.key; };
  if (std::none_of(report.assets.begin(), report.assets.end(), same)) {
    report.assets.push_back(asset);
  }
  if (report.benchmark.empty()) report.benchmark = benchmark_id(test);
  if (report.profile.empty()) report.profile = test.child("profile").attribute("idref");
  name_tool(test, report);
  return run;
}

void add_times(const Run& run, ScanReport& report) {
  if (run.started && (!report.started || *run.started < *report.started)) {
    report.started = run.started;
  }
  if (run.finished && (!report.finished || *run.finished > *report.finished)) {
    report.finished = run.finished;
  }
  report.complete = report.complete && run.finished;
}

// The last word on each identity. An unfinished run is taken as the last, but only its failures
// count: they were seen, and what it did not come to is not known.
Verdicts last_words(std::vector<Run>& runs) {
  const auto ended_before = [](const Run& a, const Run& b) {
    return a.finished && (!b.finished || *a.finished < *b.finished);
  };
  std::stable_sort(runs.begin(), runs.end(), ended_before);
  Verdicts out;
  for (Run& run : runs) {
    for (auto& [identity, verdict] : run.verdicts) {
      if (run.finished || verdict.finding) out.insert_or_assign(identity, std::move(verdict));
    }
  }
  return out;
}

void conclude(Verdicts verdicts, ScanReport& report) {
  std::map<std::size_t, ScanFinding> in_order;
  for (auto& [identity, verdict] : verdicts) {
    if (!verdict.undecided || verdict.finding) report.covered.push_back(identity);
    if (verdict.passed && !verdict.finding && !verdict.undecided) report.passed.push_back(identity);
    if (verdict.finding) in_order.emplace(verdict.order, *std::move(verdict.finding));
  }
  std::sort(report.covered.begin(), report.covered.end());
  std::sort(report.passed.begin(), report.passed.end());
  for (auto& [order, finding] : in_order) report.findings.push_back(std::move(finding));
}

}  // namespace

std::string xccdf_format(const XmlDocument& document) { return format_of(document.root()); }

ScanReport read_xccdf(const XmlDocument& document, Offset offset) {
  ScanReport report;
  report.format = format_of(document.root());
  const XccdfRules rules(document.root());
  std::vector<Run> runs;
  report.complete = true;
  for (const XmlNode test : find_tests(document)) {
    runs.push_back(read_run(document, test, rules, offset, report));
    add_times(runs.back(), report);
  }
  conclude(last_words(runs), report);
  return report;
}

}  // namespace govcloud
