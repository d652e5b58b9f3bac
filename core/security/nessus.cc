// Nessus version 2 (.nessus).
#include <fmt/core.h>

#include "core/security/collect.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

using Places = std::set<std::string>;

constexpr Severity kRanks[] = {Severity::info, Severity::low, Severity::medium, Severity::high, Severity::critical};
constexpr const char* kWords[] = {"None", "Low", "Medium", "High", "Critical"};

std::string property(XmlNode host, std::string_view name) {
  for (const XmlNode tag : host.child("HostProperties").children("tag"))
    if (tag.attribute("name") == name) return tag.text();
  return {};
}

std::optional<Instant> time_of(XmlNode host, const std::string& name, Offset offset) {
  if (const auto exact = scanner_time(property(host, name + "_TIMESTAMP"), offset)) return exact;
  return scanner_time(property(host, name), offset);
}

std::string place_of(XmlNode item) {
  return fmt::format("{}/{}", item.attribute("protocol"), item.attribute("port"));
}

std::size_t rank_in_file(const XmlDocument& document, XmlNode item) {
  const auto text = item.attribute("severity");
  const auto word = lower(item.child("risk_factor").text());
  for (std::size_t rank = 0; text.empty() && rank < 5; ++rank)
    if (lower(kWords[rank]) == word) return rank;
  if (text.size() != 1 || text[0] < '0' || text[0] > '4')
    document.refuse(item, message(N_("severity '{0}' is none of 0 to 4"), text));
  return static_cast<std::size_t>(text[0] - '0');
}

ScanFinding finding_of(const std::string& asset, XmlNode item, std::size_t rank) {
  ScanFinding finding;
  finding.rule = fmt::format("nessus:{}", item.attribute("pluginID"));
  finding.title = one_line(item.attribute("pluginName"));
  finding.asset = asset;
  finding.location = place_of(item);
  if (const auto check = item.child("compliance-check-name").text(); !check.empty())
    finding.title = one_line(check), finding.location += " " + check;
  finding.severity = kRanks[rank];
  finding.source_severity = kWords[rank];
  for (const XmlNode cve : item.children("cve")) add_cves(cve.text(), finding.references);
  finding.remediation = one_line(item.child("solution").text());
  return finding;
}

// The plugins of the scan's policy: "1;2;3". Without them nothing is known of what was looked for.
std::shared_ptr<const Places> plugins_of(const XmlDocument& document) {
  for (const XmlNode one : document.root().descendants("preference")) {
    if (one.child("name").text() != "plugin_set") continue;
    auto plugins = std::make_shared<Places>();
    const std::string list = one.child("value").text();
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find(';', at), list.size());
      if (end > at) plugins->insert("nessus:" + std::string(trimmed(list.substr(at, end - at))));
      at = end + 1;
    }
    return plugins->empty() ? nullptr : plugins;
  }
  return nullptr;
}

// What patches a machine lacks is only seen by who may log in: at no port, or at that of Windows' files.
bool is_local(const std::string& place) { return place == "tcp/0" || place == "udp/0" || place == "tcp/445"; }

void read_host(const XmlDocument& document, XmlNode host, const std::shared_ptr<const Places>& plugins, Offset offset,
               Collector& collector, ScanReport& report) {
  ScanAsset machine;
  machine.name = host.attribute("name");
  machine.fqdn = property(host, "host-fqdn");
  if (const auto address = property(host, "host-ip"); !address.empty()) machine.addresses.push_back(address);
  const std::string asset = collector.machine(machine);
  const bool inside = lower(property(host, "Credentialed_Scan")) == "true";
  auto places = std::make_shared<Places>();
  if (inside) places->insert({"tcp/0", "udp/0", "tcp/445"});
  for (const XmlNode item : host.children("ReportItem")) {
    if (item.attribute("pluginID").empty()) document.refuse(item, message(N_("a ReportItem without pluginID names no rule")));
    const std::size_t rank = rank_in_file(document, item);
    if (inside || !is_local(place_of(item))) places->insert(place_of(item));
    const ScanFinding finding = finding_of(asset, item, rank);
    if (const auto result = item.child("compliance-result").text(); result == "PASSED") {
      collector.count("passed");
      collector.passed(finding.rule, asset, finding.location);
    } else {
      collector.count(kWords[rank]);
      collector.found(finding);
    }
  }
  const auto end = time_of(host, "HOST_END", offset);
  report.complete = report.complete && end;
  widen(report, time_of(host, "HOST_START", offset), end);
  if (end && plugins) collector.covers({asset, "nessus:", "", plugins, places});
}

}  // namespace

ScanReport read_nessus(const XmlDocument& document, Offset offset) {
  ScanReport report;
  report.format = "nessus-2";
  report.tool = "Nessus";
  Collector collector(report);
  const XmlNode root = document.root();
  if (!root.child("Report")) document.refuse(root, message(N_("no Report in it, so it tells what to scan and not what was found")));
  report.profile = root.child("Policy").child("policyName").text();
  const auto plugins = plugins_of(document);
  report.complete = static_cast<bool>(root.child("Report").child("ReportHost"));
  for (const XmlNode part : root.children("Report"))
    for (const XmlNode host : part.children("ReportHost")) read_host(document, host, plugins, offset, collector, report);
  collector.finish();
  return report;
}

}  // namespace govcloud
