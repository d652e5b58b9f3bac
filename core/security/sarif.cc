// SARIF 2.1.0 (OASIS).
#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "core/format/input_error.h"
#include "core/security/collect.h"
#include "core/security/json_paths.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

// The rules of one run: of the tool itself and of its extensions, by place and by id.
class SarifRules {
 public:
  explicit SarifRules(const Json& tool) : driver_(member_at(tool, "driver")), extensions_(items_at(tool, "extensions")) {
    index(driver_);
    for (const Json& extension : extensions_) index(extension);
  }
  /// What the result says it broke; null where the file does not describe it.
  const Json& find(const Json& result) const {
    const Json& reference = member_at(result, "rule");
    const Json& place = member_at(result, "ruleIndex").is_null() ? member_at(reference, "index") : member_at(result, "ruleIndex");
    const Json& rule = item_by_index(items_at(component(member_at(reference, "toolComponent")), "rules"), place);
    if (!rule.is_null()) return rule;
    // "CA1000/1" is a part of the rule CA1000.
    for (std::string id = id_of(result); !id.empty(); id.resize(id.find('/') == id.npos ? 0 : id.rfind('/')))
      if (const auto found = by_id_.find(id); found != by_id_.end()) return *found->second;
    return none_;
  }
  static std::string id_of(const Json& result) {
    const std::string id = text_at(result, "ruleId");
    return id.empty() ? text_at(member_at(result, "rule"), "id") : id;
  }

 private:
  void index(const Json& part) {
    for (const Json& rule : items_at(part, "rules")) by_id_.emplace(text_at(rule, "id"), &rule);
  }
  const Json& component(const Json& reference) const {
    const Json& extension = item_by_index(extensions_, member_at(reference, "index"));
    if (!extension.is_null()) return extension;
    const std::string name = text_at(reference, "name");
    for (const Json& one : extensions_)
      if (!name.empty() && text_at(one, "name") == name) return one;
    return driver_;
  }
  const Json none_;
  const Json& driver_;
  const Json::Array& extensions_;
  std::unordered_map<std::string, const Json*> by_id_;
};

// A suppression counts unless somebody still looks at it or has turned it down.
bool is_suppressed(const Json& result) {
  const auto& all = items_at(result, "suppressions");
  return !all.empty() && std::all_of(all.begin(), all.end(), [](const Json& one) {
    const std::string status = text_at(one, "status");
    return status.empty() || status == "accepted";
  });
}

std::string level_of(const Json& result, const Json& rule) {
  const std::string own = text_at(result, "level"), kind = text_at(result, "kind");
  if (!own.empty()) return own;
  if (!kind.empty() && kind != "fail") return "none";
  const std::string usual = text_at(member_at(rule, "defaultConfiguration"), "level");
  return usual.empty() ? "warning" : usual;
}

Severity rank_of_level(const std::string& level) {
  if (level == "error") return Severity::high;
  if (level == "warning") return Severity::medium;
  return level == "none" ? Severity::info : Severity::low;
}

// The file and, of what does not change with every edit, the most that is told: a fingerprint, else the
// line, else the name of the function.
std::string place_of(const Json& result, const Json::Array& artifacts) {
  const auto& locations = items_at(result, "locations");
  const Json first = locations.empty() ? Json() : locations.front();
  const Json& physical = member_at(first, "physicalLocation");
  const Json& artifact = member_at(physical, "artifactLocation");
  std::string place = text_at(artifact, "uri");
  if (place.empty()) place = text_at(member_at(item_by_index(artifacts, member_at(artifact, "index")), "location"), "uri");
  for (const char* const kind : {"partialFingerprints", "fingerprints"}) {
    const Json& prints = member_at(result, kind);
    std::string print = text_at(prints, "primaryLocationLineHash");
    if (print.empty() && prints.members() != nullptr && !prints.members()->empty())
      print = text_at(prints, prints.members()->front().first);
    if (!print.empty()) return place + " " + print;
  }
  if (const auto line = text_at(member_at(physical, "region"), "startLine"); !line.empty()) return place + ":" + line;
  const auto& names = items_at(first, "logicalLocations");
  return names.empty() ? place : place + " " + text_at(names.front(), "fullyQualifiedName");
}

std::string title_of(const Json& result, const Json& rule) {
  for (const Json* from : {&member_at(rule, "shortDescription"), &member_at(result, "message")})
    if (const auto text = text_at(*from, "text"); !text.empty()) return one_line(text);
  return one_line(text_at(rule, "name"));
}

struct RunReader {
  const std::string& name;
  const Json& run;
  Collector& collector;
  SarifRules rules{member_at(run, "tool")};
  std::string tool = text_at(member_at(member_at(run, "tool"), "driver"), "name");
  std::string asset{};

  void read(const Json& result) {
    if (result.members() == nullptr) throw InputError(65, message(N_("{0}"), name), message(N_("a result that is no object")), Message{});
    const Json& rule = rules.find(result);
    const std::string kind = text_at(result, "kind"), state = text_at(result, "baselineState");
    ScanFinding finding;
    std::string id = SarifRules::id_of(result);
    if (id.empty()) id = text_at(rule, "id");
    finding.rule = lower(tool) + ":" + (id.empty() ? "unnamed" : id);
    finding.asset = asset;
    finding.location = place_of(result, items_at(run, "artifacts"));
    const bool fails = kind.empty() || kind == "fail";
    if (is_suppressed(result)) return collector.count("suppressed");
    collector.count(state == "absent" ? state : kind.empty() ? "fail" : kind);
    if (kind == "pass" || state == "absent") return collector.passed(finding.rule, asset, finding.location);
    if (!fails) return;
    rank(result, rule, finding);
    finding.title = title_of(result, rule);
    add_cves(id, finding.references);
    finding.remediation = one_line(text_at(member_at(rule, "help"), "text"));
    collector.found(std::move(finding));
  }

  static void rank(const Json& result, const Json& rule, ScanFinding& finding) {
    finding.source_severity = level_of(result, rule);
    finding.severity = rank_of_level(finding.source_severity);
    for (const Json* from : {&member_at(result, "properties"), &member_at(rule, "properties")}) {
      const std::string score = text_at(*from, "security-severity");
      const auto rank = severity_of_score(score);
      if (!rank) continue;
      finding.severity = *rank;
      finding.source_severity += " " + score;
      return;
    }
  }
};

void read_run(const Json& run, const std::string& name, Offset offset, Collector& collector, ScanReport& report) {
  if (run.members() == nullptr) throw InputError(65, message(N_("{0}"), name), message(N_("a run that is no object")), Message{});
  const Json& driver = member_at(member_at(run, "tool"), "driver");
  if (report.tool.empty()) {
    report.tool = text_at(driver, "name");
    report.tool_version = text_at(driver, text_at(driver, "semanticVersion").empty() ? "version" : "semanticVersion");
  }
  RunReader reader{name, run, collector};
  const auto& sources = items_at(run, "versionControlProvenance");
  const std::string source = sources.empty() ? std::string() : text_at(sources.front(), "repositoryUri");
  reader.asset = collector.machine({source, "", {}, ""});
  for (const Json& invocation : items_at(run, "invocations")) {
    const bool* done = member_at(invocation, "executionSuccessful").boolean();
    report.complete = report.complete && (done == nullptr || *done);
    widen(report, scanner_time(text_at(invocation, "startTimeUtc"), offset), scanner_time(text_at(invocation, "endTimeUtc"), offset));
  }
  for (const Json& result : items_at(run, "results")) reader.read(result);
}

}  // namespace

ScanReport read_sarif(const Json& file, const std::string& name, Offset offset) {
  const std::string version = text_at(file, "version");
  if (!version.starts_with("2.1.0"))
    throw InputError(65, message(N_("{0}"), name), message(N_("SARIF {0} is not read; 2.1.0 is"), version), Message{});
  ScanReport report;
  report.format = "sarif-2.1.0";
  report.complete = true;
  Collector collector(report);
  const Json& runs = member_at(file, "runs");
  if (runs.items() == nullptr && !runs.is_null()) throw InputError(65, message(N_("{0}"), name), message(N_("runs is not a list")), Message{});
  for (const Json& run : items_at(file, "runs")) read_run(run, name, offset, collector, report);
  collector.finish();
  return report;
}

}  // namespace govcloud
