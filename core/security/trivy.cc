// JSON of Trivy: artefacts, clusters, and the list of old versions.
#include <fmt/core.h>

#include "core/format/input_error.h"
#include "core/security/collect.h"
#include "core/security/json_paths.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

// The kinds of weakness within one result, and how their rules begin.
struct Kind {
  const char* list;
  const char* id;
  const char* prefix;
};
constexpr Kind kKinds[] = {{"Vulnerabilities", "VulnerabilityID", "trivy:"},
                           {"Misconfigurations", "ID", "trivy-config:"},
                           {"Secrets", "RuleID", "trivy-secret:"},
                           {"Licenses", "Name", "trivy-license:"}};

// "registry/image:1 (debian 12.4)": what stands in brackets changes with every update.
std::string target_of(const Json& result) {
  const std::string target = text_at(result, "Target");
  const auto bracket = target.rfind(" (");
  return bracket != target.npos && target.ends_with(')') ? target.substr(0, bracket) : target;
}

std::string place_of(const Kind& kind, const Json& weakness) {
  if (kind.id == kKinds[1].id) {
    const Json* cause = weakness.find("CauseMetadata");
    return cause == nullptr ? "" : text_at(*cause, "Resource");
  }
  const std::string package = text_at(weakness, "PkgName"), path = text_at(weakness, "PkgPath");
  if (package.empty()) return text_at(weakness, "FilePath");
  return path.empty() ? package : package + " " + path;
}

void read_weakness(const Kind& kind, const Json& weakness, const std::string& asset, const std::string& target,
                   const std::string& name, Collector& collector) {
  const std::string id = text_at(weakness, kind.id), status = text_at(weakness, "Status");
  if (id.empty()) throw InputError(65, message(N_("{0}"), name), message(N_("one of {0} has no {1}"), kind.list, kind.id), Message{});
  ScanFinding finding;
  finding.rule = kind.prefix + id;
  finding.asset = asset;
  finding.location = target + ": " + place_of(kind, weakness);
  const bool is_config = kind.id == kKinds[1].id;
  if (is_config && !status.empty() && status != "FAIL") {
    collector.count(lower(status));
    if (status == "PASS") collector.passed(finding.rule, asset, finding.location);
    return;
  }
  finding.source_severity = text_at(weakness, "Severity");
  finding.severity = rank_of(finding.source_severity);
  finding.title = one_line(text_at(weakness, "Title"));
  add_cves(id, finding.references);
  const std::string fixed = text_at(weakness, "FixedVersion");
  finding.remediation = one_line(is_config || fixed.empty() ? text_at(weakness, "Resolution") : fixed);
  collector.count(kind.list);
  collector.found(std::move(finding));
}

void read_result(const Json& result, const std::string& asset, const std::string& name, Collector& collector) {
  const std::string target = target_of(result), looked_for = text_at(result, "Class");
  for (const Kind& kind : kKinds)
    for (const Json& weakness : items_at(result, kind.list)) read_weakness(kind, weakness, asset, target, name, collector);
  for (const Json& one : items_at(result, "ExperimentalModifiedFindings")) {
    static_cast<void>(one);
    collector.count("suppressed");
  }
  // A cluster's results carry no name of their own artefact, and the list of targets is then no scope.
  if (target.empty()) return;
  if (looked_for.ends_with("-pkgs")) collector.covers({asset, kKinds[0].prefix, target + ": "});
  if (looked_for == "config") collector.covers({asset, kKinds[1].prefix, target + ": "});
  if (looked_for == "secret") collector.covers({asset, kKinds[2].prefix, target + ": "});
}

void read_results(const Json& holder, const std::string& asset, const std::string& name, Collector& collector) {
  for (const Json& result : items_at(holder, "Results")) read_result(result, asset, name, collector);
}

// "namespace/Kind/name" of a cluster's resource.
std::string resource_of(const Json& resource) {
  const std::string space = text_at(resource, "Namespace");
  return (space.empty() ? "" : space + "/") + text_at(resource, "Kind") + "/" + text_at(resource, "Name");
}

constexpr const char* kClusterLists[] = {"Vulnerabilities", "Misconfigurations", "Resources"};

bool is_cluster(const Json& file) { return file.find("ClusterName") != nullptr; }

bool is_old_list(const Json& file) {
  if (file.items() == nullptr || file.items()->empty()) return false;
  for (const Json& one : *file.items())
    if (one.find("Target") == nullptr) return false;
  return true;
}

}  // namespace

bool is_trivy(const Json& file) {
  return is_cluster(file) || is_old_list(file) || (file.find("SchemaVersion") != nullptr && file.find("ArtifactName") != nullptr) ||
         (file.find("Results") != nullptr && (file.find("ArtifactName") != nullptr || file.find("ArtifactType") != nullptr));
}

ScanReport read_trivy(const Json& file, const std::string& name, Offset offset) {
  ScanReport report;
  report.format = "trivy";
  report.tool = "Trivy";
  report.complete = true;
  Collector collector(report);
  if (const Json* trivy = file.find("Trivy")) report.tool_version = text_at(*trivy, "Version");
  widen(report, scanner_time(text_at(file, "CreatedAt"), offset), scanner_time(text_at(file, "CreatedAt"), offset));
  if (is_old_list(file)) {
    for (const Json& result : *file.items()) read_result(result, collector.machine({target_of(result), "", {}, ""}), name, collector);
  } else if (is_cluster(file)) {
    report.profile = text_at(file, "ClusterName");
    for (const char* const list : kClusterLists)
      for (const Json& resource : items_at(file, list))
        read_results(resource, collector.machine({resource_of(resource), "", {}, ""}), name, collector);
  } else {
    read_results(file, collector.machine({text_at(file, "ArtifactName"), "", {}, ""}), name, collector);
  }
  collector.finish();
  return report;
}

}  // namespace govcloud
