// Checklists of the STIG Viewer: .ckl (XML) and .cklb (JSON).
#include <fmt/core.h>

#include <algorithm>

#include "core/format/input_error.h"
#include "core/security/collect.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

// "Not_Reviewed", "not_reviewed" and "NotReviewed" are one word.
std::string status_word(std::string_view text) {
  std::string out = lower(text);
  std::erase_if(out, [](char c) { return c == '_' || c == ' '; });
  return out;
}

bool is_status(const std::string& word) {
  return word == "open" || word == "notafinding" || word == "notreviewed" || word == "notapplicable";
}

// One item of a checklist, however it is written.
struct Item {
  std::string status, rule, title, severity, override_severity, fix;
};

void add_item(const Item& item, const std::string& asset, const std::string& place, Collector& collector) {
  collector.count(item.status);
  const std::string rule = "stig:" + item.rule;
  if (item.status == "notafinding") collector.passed(rule, asset, place);
  if (item.status != "open") return;
  ScanFinding finding;
  finding.rule = rule;
  finding.title = one_line(item.title);
  finding.asset = asset;
  finding.location = place;
  finding.severity = rank_of(item.severity);
  finding.source_severity = item.severity;
  if (!item.override_severity.empty()) finding.source_severity += fmt::format(" (override: {})", item.override_severity);
  finding.remediation = one_line(item.fix);
  collector.found(std::move(finding));
}

std::string attribute_of(XmlNode vuln, std::string_view name) {
  for (const XmlNode one : vuln.children("STIG_DATA"))
    if (one.child("VULN_ATTRIBUTE").text() == name) return one.child("ATTRIBUTE_DATA").text();
  return {};
}

Item item_of(const XmlDocument& document, XmlNode vuln) {
  Item item{status_word(vuln.child("STATUS").text()), attribute_of(vuln, "Vuln_Num"), attribute_of(vuln, "Rule_Title"),
            lower(attribute_of(vuln, "Severity")), lower(vuln.child("SEVERITY_OVERRIDE").text()), attribute_of(vuln, "Fix_Text")};
  if (!is_status(item.status)) document.refuse(vuln, message(N_("'{0}' is not a status of a checklist"), vuln.child("STATUS").text()));
  if (item.rule.empty()) item.rule = attribute_of(vuln, "Rule_ID");
  if (item.rule.empty()) document.refuse(vuln, message(N_("a VULN without Vuln_Num names no rule")));
  return item;
}

std::string text_of(const Json& object, std::string_view key) {
  const Json* found = object.find(key);
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

[[noreturn]] void refuse(const std::string& name, Message why) { throw InputError(65, message(N_("{0}"), name), std::move(why), Message{}); }

Item item_of(const Json& rule, const std::string& name) {
  Item item{status_word(text_of(rule, "status")), text_of(rule, "group_id"), text_of(rule, "rule_title"),
            lower(text_of(rule, "severity")), "", text_of(rule, "fix_text")};
  if (!is_status(item.status)) refuse(name, message(N_("'{0}' is not a status of a checklist"), text_of(rule, "status")));
  if (item.rule.empty()) item.rule = text_of(rule, "rule_id");
  if (item.rule.empty()) refuse(name, message(N_("a rule without group_id has no name")));
  if (const Json* overrides = rule.find("overrides"))
    if (const Json* severity = overrides->find("severity")) item.override_severity = lower(text_of(*severity, "severity"));
  return item;
}

// A site or instance of a web server or database is a place of its own on the machine.
std::string place_of(const std::string& site, const std::string& instance) {
  return site.empty() || instance.empty() ? site + instance : site + "/" + instance;
}

ScanReport checklist(std::string format) {
  ScanReport report;
  report.format = std::move(format);
  report.tool = "STIG Viewer";
  report.complete = true;
  return report;
}

}  // namespace

ScanReport read_ckl(const XmlDocument& document) {
  ScanReport report = checklist("ckl");
  Collector collector(report);
  const XmlNode root = document.root(), about = root.child("ASSET");
  if (!root.child("STIGS") && !root.child("VULN")) document.refuse(root, message(N_("no STIGS in it, so it is no filled checklist")));
  ScanAsset machine{about.child("HOST_NAME").text(), about.child("HOST_FQDN").text(), {}, {}};
  if (const auto address = about.child("HOST_IP").text(); !address.empty()) machine.addresses.push_back(address);
  const std::string asset = collector.machine(machine);
  const std::string place = place_of(about.child("WEB_DB_SITE").text(), about.child("WEB_DB_INSTANCE").text());
  for (const XmlNode data : root.descendants("SI_DATA"))
    if (report.benchmark.empty() && data.child("SID_NAME").text() == "stigid") report.benchmark = data.child("SID_DATA").text();
  for (const XmlNode vuln : root.descendants("VULN")) add_item(item_of(document, vuln), asset, place, collector);
  collector.finish();
  return report;
}

ScanReport read_cklb(const Json& file, const std::string& name) {
  ScanReport report = checklist("cklb");
  Collector collector(report);
  ScanAsset machine;
  std::string place;
  if (const Json* target = file.find("target_data")) {
    machine.name = text_of(*target, "host_name");
    machine.fqdn = text_of(*target, "fqdn");
    if (const auto address = text_of(*target, "ip_address"); !address.empty()) machine.addresses.push_back(address);
    place = place_of(text_of(*target, "web_db_site"), text_of(*target, "web_db_instance"));
  }
  const std::string asset = collector.machine(machine);
  const Json::Array* stigs = file.find("stigs")->items();
  if (stigs == nullptr) refuse(name, message(N_("stigs is not a list")));
  for (const Json& stig : *stigs) {
    if (report.benchmark.empty()) report.benchmark = text_of(stig, "stig_id");
    const Json* rules = stig.find("rules");
    if (rules == nullptr || rules->items() == nullptr) refuse(name, message(N_("a STIG without rules")));
    for (const Json& rule : *rules->items()) add_item(item_of(rule, name), asset, place, collector);
  }
  collector.finish();
  return report;
}

}  // namespace govcloud
