// XML of nmap.
#include <fmt/core.h>

#include <charconv>

#include "core/security/collect.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

using Places = std::set<std::string>;

constexpr const char* kOpenPort = "nmap:open-port";

// "tcp/80" for each port of "1,3-4,80".
void add_ports(const std::string& protocol, std::string_view list, Places& places) {
  while (!list.empty()) {
    const auto part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(part.size() + 1, list.size()));
    int from = 0;
    const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), from);
    int to = from;
    const auto rest = part.substr(static_cast<std::size_t>(end - part.data()));
    if (rest.starts_with('-')) std::from_chars(rest.data() + 1, rest.data() + rest.size(), to);
    if (fault != std::errc{} || from < 0) continue;
    for (int port = from; port <= std::min(to, 65535); ++port) places.insert(fmt::format("{}/{}", protocol, port));
  }
}

std::shared_ptr<const Places> ports_asked(XmlNode root) {
  auto places = std::make_shared<Places>();
  std::set<std::pair<std::string, std::string>> told;
  for (const XmlNode info : root.children("scaninfo")) {
    const std::string protocol(info.attribute("protocol")), services(info.attribute("services"));
    if (told.size() < 8 && told.emplace(protocol, services).second) add_ports(protocol, services, *places);
  }
  return places;
}

ScanAsset machine_of(XmlNode host) {
  ScanAsset machine;
  for (const XmlNode address : host.children("address")) {
    if (address.attribute("addrtype") == "mac") continue;
    machine.addresses.emplace_back(address.attribute("addr"));
  }
  if (!machine.addresses.empty()) machine.name = machine.addresses.front();
  machine.fqdn = host.child("hostnames").child("hostname").attribute("name");
  return machine;
}

// Somewhere it says VULNERABLE, and not NOT before it.
bool tells_vulnerable(std::string_view output) {
  for (auto at = output.find("VULNERABLE"); at != output.npos; at = output.find("VULNERABLE", at + 1))
    if (!output.substr(0, at).ends_with("NOT ")) return true;
  return false;
}

// The rank that a script's output tells, or nothing where it tells of no weakness. Scripts of the vuln
// library write a state; vulners lists identifiers with their scores.
std::optional<Severity> rank_of_output(XmlNode script, std::string& word) {
  const std::string output(script.attribute("output"));
  if (script.attribute("id") == "vulners") {
    std::optional<Severity> worst;
    for (const XmlNode one : script.descendants("elem")) {
      if (one.attribute("key") != "cvss") continue;
      const auto rank = severity_of_score(one.text());
      if (rank && (!worst || *rank < *worst)) worst = rank, word = one.text();
    }
    if (!worst && output.find("CVE-") != output.npos) worst = Severity::low, word = "unknown";
    return worst;
  }
  if (!tells_vulnerable(output)) return std::nullopt;
  word = "unknown";
  if (const auto at = output.find("Risk factor: "); at != output.npos) {
    const auto rest = output.substr(at + 13);
    word = rest.substr(0, rest.find_first_of(" \r\n"));
  }
  return rank_of(word);
}

void read_script(XmlNode script, const std::string& asset, const std::string& place, Collector& collector) {
  collector.count("script");
  ScanFinding finding;
  finding.rule = "nmap:" + std::string(script.attribute("id"));
  const auto rank = rank_of_output(script, finding.source_severity);
  if (!rank) return;
  finding.asset = asset;
  finding.location = place;
  finding.title = one_line(script.attribute("output"));
  finding.severity = *rank;
  add_cves(script.attribute("output"), finding.references);
  collector.found(std::move(finding));
}

void read_port(const XmlDocument& document, XmlNode port, const std::string& asset, Collector& collector) {
  const std::string state(port.child("state").attribute("state"));
  const std::string place = fmt::format("{}/{}", port.attribute("protocol"), port.attribute("portid"));
  if (port.attribute("portid").empty()) document.refuse(port, message(N_("a port without portid has no number")));
  collector.count(state.empty() ? "unknown" : state);
  if (state == "open") {
    ScanFinding finding;
    finding.rule = kOpenPort;
    finding.asset = asset;
    finding.location = place;
    const std::string service(port.child("service").attribute("name"));
    finding.title = fmt::format("open port {}{}", place, service.empty() ? "" : " (" + service + ")");
    finding.severity = Severity::info;
    finding.source_severity = "open";
    collector.found(std::move(finding));
  }
  for (const XmlNode script : port.children("script")) read_script(script, asset, place, collector);
}

}  // namespace

ScanReport read_nmap(const XmlDocument& document, Offset offset) {
  ScanReport report;
  report.format = "nmap";
  const XmlNode root = document.root(), finished = root.child("runstats").child("finished");
  report.tool = root.has("scanner") ? root.attribute("scanner") : "nmap";
  report.tool_version = root.attribute("version");
  report.profile = one_line(root.attribute("args"));
  report.complete = finished && (!finished.has("exit") || finished.attribute("exit") == "success");
  widen(report, scanner_time(root.attribute("start"), offset), scanner_time(finished.attribute("time"), offset));
  Collector collector(report);
  const auto asked = ports_asked(root);
  for (const XmlNode host : root.children("host")) {
    if (host.child("status").attribute("state") == "down") continue;
    const std::string asset = collector.machine(machine_of(host));
    for (const XmlNode port : host.child("ports").children("port")) read_port(document, port, asset, collector);
    for (const XmlNode script : host.child("hostscript").children("script")) read_script(script, asset, "", collector);
    collector.covers({asset, kOpenPort, "", nullptr, asked});
  }
  collector.finish();
  return report;
}

}  // namespace govcloud
