#include "core/security/rule_results.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "core/format/input_error.h"
#include "core/security/collect.h"

namespace govcloud {
namespace {

// The words of XCCDF for what became of a rule (NISTIR 7275r4, the rule-result's result).
constexpr std::array<std::string_view, 9> kResults{"pass",        "fail",          "error",
                                                   "unknown",     "notapplicable", "notchecked",
                                                   "notselected", "informational", "fixed"};

// What a person can follow, or failing that the first script.
std::string remediation_of(XmlNode rule) {
  std::string text = rule.child("fixtext").text(true);
  if (text.empty()) text = rule.child("fix").text(true);
  return one_line(text);
}

std::string location_of(XmlNode result) {
  std::string out;
  for (const XmlNode instance : result.children("instance")) {
    if (!out.empty()) out += "; ";
    out += instance.text();
  }
  const XmlNode check = result.child("check");
  if (out.empty() && check.attribute("multi-check") == "true") {
    out = check.child("check-content-ref").attribute("name");
  }
  return out;
}

std::vector<std::string> references_of(XmlNode result, XmlNode rule) {
  std::vector<std::string> out;
  for (const XmlNode from : {result, rule}) {
    for (const XmlNode ident : from.children("ident")) {
      std::string text = ident.text();
      if (text.empty() || std::find(out.begin(), out.end(), text) != out.end()) continue;
      out.push_back(std::move(text));
    }
  }
  return out;
}

std::string severity_of(XmlNode result, XmlNode rule) {
  for (const XmlNode from : {result, rule}) {
    if (!from.attribute("severity").empty()) return std::string(from.attribute("severity"));
  }
  return "unknown";
}

ScanFinding read_finding(const std::string& identity, const std::string& asset, XmlNode result,
                         XmlNode rule) {
  ScanFinding finding;
  finding.identity = identity;
  finding.rule = result.attribute("idref");
  finding.title = rule.child("title").text(true);
  if (finding.title.empty()) finding.title = finding.rule;
  finding.asset = asset;
  finding.location = location_of(result);
  finding.source_severity = severity_of(result, rule);
  finding.severity = rank_of(finding.source_severity);
  finding.references = references_of(result, rule);
  finding.remediation = remediation_of(rule);
  return finding;
}

std::string read_result(const XmlDocument& document, XmlNode result) {
  if (result.attribute("idref").empty()) {
    document.refuse(result, message(N_("a rule-result without idref names no rule")));
  }
  const std::string word = result.child("result").text();
  if (std::find(kResults.begin(), kResults.end(), word) == kResults.end()) {
    document.refuse(result, message(N_("'{0}' is not a result of XCCDF"), word));
  }
  return word;
}

}  // namespace

bool is_xccdf(XmlNode node) { return node.space().starts_with(kXccdfSpace); }

XccdfRules::XccdfRules(XmlNode root) {
  std::vector<XmlNode> benchmarks = root.descendants("Benchmark");
  if (root.local() == "Benchmark") benchmarks.insert(benchmarks.begin(), root);
  for (const XmlNode benchmark : benchmarks) {
    if (!is_xccdf(benchmark)) continue;
    ById& own = by_benchmark_[benchmark.attribute("id")];
    for (const XmlNode rule : benchmark.descendants("Rule")) {
      own.emplace(rule.attribute("id"), rule);
      any_.emplace(rule.attribute("id"), rule);
    }
  }
}

XmlNode XccdfRules::find(std::string_view benchmark, std::string_view id) const {
  if (const auto own = by_benchmark_.find(benchmark); own != by_benchmark_.end()) {
    if (const auto rule = own->second.find(id); rule != own->second.end()) return rule->second;
  }
  const auto rule = any_.find(id);
  return rule == any_.end() ? XmlNode() : rule->second;
}

std::string_view benchmark_id(XmlNode test) {
  if (const XmlNode named = test.child("benchmark"); named.has("id")) return named.attribute("id");
  return test.parent().local() == "Benchmark" ? test.parent().attribute("id") : std::string_view{};
}

Verdicts read_verdicts(const XmlDocument& document, XmlNode test, const XccdfRules& rules,
                       const std::string& asset, ScanReport& report) {
  Verdicts out;
  for (const XmlNode result : test.children("rule-result")) {
    const std::string word = read_result(document, result);
    ++report.by_result[word];
    ++report.results;
    if (word == "notselected") continue;  // nobody asked, so nothing is said
    const std::string rule(result.attribute("idref"));
    std::string identity = identity_of(rule, asset, location_of(result));
    RuleVerdict& verdict = out.try_emplace(identity, RuleVerdict{{}, report.results}).first->second;
    if (word == "pass" || word == "fixed") {
      verdict.passed = true;
    } else if (word != "fail") {
      verdict.undecided = verdict.undecided || word != "notapplicable";
    } else if (!verdict.finding) {
      verdict.finding = read_finding(identity, asset, result, rules.find(benchmark_id(test), rule));
    }
  }
  return out;
}

}  // namespace govcloud
