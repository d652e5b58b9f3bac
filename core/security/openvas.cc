// Reports of OpenVAS and Greenbone.
#include <fmt/core.h>

#include <unordered_set>

#include "core/security/collect.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

bool holds_results(XmlNode node) {
  return node.child("results") || node.child("scan_run_status") || node.child("result_count");
}

// The report within reports that has the results, or the manager's answer with results alone.
std::vector<XmlNode> parts_of(const XmlDocument& document) {
  const XmlNode root = document.root();
  if (root.local() == "get_results_response" || (root.local() == "report" && holds_results(root))) return {root};
  std::vector<XmlNode> out;
  if (root.local() != "report" && root.local() != "get_reports_response") return out;
  for (const XmlNode one : root.descendants("report"))
    if (holds_results(one)) out.push_back(one);
  return out;
}

std::vector<XmlNode> results_of(XmlNode part) {
  const XmlNode from = part.local() == "get_results_response" ? part : part.child("results");
  std::vector<XmlNode> out;
  for (const XmlNode one : from.children("result")) out.push_back(one);
  return out;
}

// "summary=…|solution=…", as older versions pack what belongs to a test.
std::string from_tags(const std::string& tags, const std::string& name) {
  std::size_t at = tags.starts_with(name + "=") ? 0 : tags.find("|" + name + "=");
  if (at == tags.npos) return {};
  at = tags.find('=', at) + 1;
  return tags.substr(at, tags.find('|', at) - at);
}

// The rank, or nothing for what the scanner itself does not hold to be a weakness.
std::optional<Severity> rank_of_result(const std::string& threat, const std::string& score) {
  const std::string word = lower(threat);
  if (word.starts_with("false positive") || word.starts_with("error")) return std::nullopt;
  if (word == "log" || word == "debug") return Severity::info;
  if (!word.empty()) return rank_of(word);
  if (score.starts_with('-')) return std::nullopt;  // -1 false positive, -2 debug, -3 error
  return severity_of_score(score).value_or(Severity::low);
}

void read_result(const XmlDocument& document, XmlNode result, Collector& collector) {
  const XmlNode test = result.child("nvt"), host = result.child("host");
  const std::string threat = result.child("threat").text(), score = result.child("severity").text();
  collector.count(threat.empty() ? "unknown" : threat);
  ScanAsset machine;
  machine.name = host.text();
  machine.fqdn = host.child("hostname").text();
  if (machine.name.empty()) document.refuse(result, message(N_("a result without host names no machine")));
  machine.addresses.push_back(machine.name);
  ScanFinding finding;
  finding.asset = collector.machine(machine);
  const auto rank = rank_of_result(threat, score);
  if (!rank) return;
  finding.severity = *rank;
  finding.source_severity = threat.empty() ? score : score.empty() ? threat : threat + " " + score;
  const std::string oid(test.attribute("oid"));
  finding.title = one_line(test.child("name").text());
  if (finding.title.empty()) finding.title = one_line(result.child("name").text());
  finding.rule = "openvas:" + (oid.empty() ? finding.title : oid);
  finding.location = result.child("port").text();
  for (const XmlNode ref : test.child("refs").children("ref")) add_cves(ref.attribute("id"), finding.references);
  add_cves(test.child("cve").text(), finding.references);
  finding.remediation = one_line(test.child("solution").text());
  if (finding.remediation.empty()) finding.remediation = one_line(from_tags(test.child("tags").text(), "solution"));
  collector.found(std::move(finding));
}

// The lowest rank that the filter lets through: levels=hml leaves out the log messages.
std::optional<Severity> least_shown(XmlNode part) {
  const std::string term = part.child("filters").child("term").text();
  const auto at = term.find("levels=");
  if (at == term.npos) return std::nullopt;
  const auto levels = term.substr(at + 7, term.find(' ', at) - at - 7);
  if (levels.find('h') == levels.npos) return std::nullopt;
  if (levels.find('m') == levels.npos) return Severity::high;
  if (levels.find('l') == levels.npos) return Severity::medium;
  return levels.find('g') == levels.npos ? Severity::low : Severity::info;
}

// A filter of rows gives a page of the results, and then nothing is known of the rest.
bool shows_all(XmlNode part) {
  const std::string term = part.child("filters").child("term").text();
  const auto at = term.find("rows=");
  return at == term.npos || term.substr(at).starts_with("rows=-1");
}

void read_hosts(XmlNode part, bool done, Offset offset, Collector& collector) {
  const auto least = least_shown(part);
  for (const XmlNode host : part.children("host")) {
    ScanAsset machine;
    machine.name = host.child("ip").text();
    if (machine.name.empty()) continue;
    machine.addresses.push_back(machine.name);
    const std::string asset = collector.machine(machine);
    if (!done || !least || !shows_all(part) || !scanner_time(host.child("end").text(), offset)) continue;
    collector.covers({asset, "openvas:", "", nullptr, nullptr, *least});
  }
}

}  // namespace

bool is_openvas(const XmlDocument& document) { return !parts_of(document).empty(); }

ScanReport read_openvas(const XmlDocument& document, Offset offset) {
  ScanReport report;
  report.format = "openvas";
  report.tool = "OpenVAS";
  Collector collector(report);
  report.complete = true;
  for (const XmlNode part : parts_of(document)) {
    const bool done = part.child("scan_run_status").text() == "Done" ||
                      (!part.child("scan_run_status") && !part.child("scan_end").text().empty());
    report.complete = report.complete && done;
    if (report.profile.empty()) report.profile = part.child("task").child("name").text();
    widen(report, scanner_time(part.child("scan_start").text(), offset), scanner_time(part.child("scan_end").text(), offset));
    for (const XmlNode result : results_of(part)) read_result(document, result, collector);
    read_hosts(part, done, offset, collector);
  }
  collector.finish();
  return report;
}

}  // namespace govcloud
