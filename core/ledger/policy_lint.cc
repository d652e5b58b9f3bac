#include "core/ledger/policy_lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "core/ledger/policy_words.h"

namespace govcloud {
namespace {

/// Names that may stand once, with the line where each stood first.
class Once {
 public:
  Once(std::string section, PolicyFaults& faults) : section_(std::move(section)), faults_(faults) {}
  void see(const std::string& name, int line) {
    const auto [at, is_new] = seen_.emplace(name, line);
    if (!is_new && !name.empty())
      faults_.push_back({line,
                         fmt::format("{}: '{}' is given twice; the first is in line {}.", section_,
                                     name, at->second),
                         "leave one of them out"});
  }

 private:
  std::string section_;
  PolicyFaults& faults_;
  std::map<std::string, int> seen_;
};

void check_repetition(const Policy& policy, PolicyFaults& faults) {
  Once limits("[[limits]]", faults), gates("[[gates]]", faults), duties("[[duties]]", faults);
  Once records("[[records]]", faults), items("[[catalog]]", faults), rights("[[roles]]", faults);
  Once parameters("[[parameters]]", faults);
  for (const auto& e : policy.limits) limits.see(e.rule, e.basis.line);
  for (const auto& e : policy.gates) gates.see(e.rule + " at " + e.at, e.basis.line);
  for (const auto& e : policy.duties) duties.see(e.id, e.basis.line);
  for (const auto& e : policy.records) records.see(e.kind, e.basis.line);
  for (const auto& e : policy.catalog) items.see(e.code, e.basis.line);
  for (const auto& e : policy.parameters) parameters.see(e.key, e.basis.line);
  for (const auto& e : policy.roles)
    for (const auto& role : e.roles) rights.see(e.act + " by " + role, e.basis.line);
}

void check_kinds(const Policy& policy, const std::string& section,
                 const std::vector<std::string>& kinds, int line, PolicyFaults& faults) {
  std::vector<std::string> known(std::begin(kEvidenceKinds), std::end(kEvidenceKinds));
  known.insert(known.end(), policy.evidence_kinds.begin(), policy.evidence_kinds.end());
  for (const auto& kind : kinds)
    if (std::find(known.begin(), known.end(), kind) == known.end())
      faults.push_back({line, fmt::format("{}: there is no kind of paper '{}'.", section, kind),
                        nearest_hint(kind, known) + "; further kinds are named in [evidence]"});
}

void check_papers(const Policy& policy, PolicyFaults& faults) {
  for (const auto& gate : policy.gates) {
    check_kinds(policy, "[[gates]]", gate.papers, gate.basis.line, faults);
    if (gate.house_rule && !policy.house_rule_on("H-07"))
      faults.push_back({gate.basis.line,
                        "[[gates]]: the gate rests on H-07, which is switched off.",
                        "leave the gate out, or take H-07 out of [house_rules] off"});
  }
  for (const auto& rule : policy.roles)
    check_kinds(policy, "[[roles]]", rule.kinds, rule.basis.line, faults);
}

/// A record that another needs is of a kind that there is, and has the fields in which they must agree.
void check_records(const Policy& policy, PolicyFaults& faults) {
  for (const auto& rule : policy.records) {
    const auto has = [](const RecordRule& r, const std::string& name) {
      return std::any_of(r.fields_asked.begin(), r.fields_asked.end(), [&](const FieldRule& f) { return f.name == name; });
    };
    const auto needed = std::find_if(policy.records.begin(), policy.records.end(),
                                     [&](const RecordRule& r) { return r.kind == rule.needs; });
    if (!rule.needs.empty() && needed == policy.records.end())
      faults.push_back({rule.basis.line, fmt::format("[[records]]: '{}' needs a record '{}', which is no kind.", rule.kind, rule.needs), "name a kind of this file"});
    for (const auto& field : rule.match)
      if (!has(rule, field) || (needed != policy.records.end() && !has(*needed, field)))
        faults.push_back({rule.basis.line, fmt::format("[[records]]: '{}' is to match in '{}', which both must have.", rule.kind, field), ""});
  }
}

void need(bool is_there, const std::string& what, const std::string& hint, PolicyFaults& faults) {
  if (!is_there) faults.push_back({1, what + " missing.", hint});
}

void check_complete(const Policy& policy, PolicyFaults& faults) {
  for (const auto rule : kLimitRules)
    if (std::find(std::begin(kLimitsUnasked), std::end(kLimitsUnasked), rule) == std::end(kLimitsUnasked))
      need(policy.limit(rule) != nullptr, fmt::format("[[limits]]: the rule '{}' is", rule),
         "add it, without working_days where the regulation sets none", faults);
  for (const auto act : kActs)
    if (std::find(std::begin(kActsUnasked), std::end(kActsUnasked), act) == std::end(kActsUnasked))
      need(policy.role_rule(act) != nullptr, fmt::format("[[roles]]: the act '{}' is", act),
           "say which roles may do it", faults);
  need(!policy.catalog.empty(), "[[catalog]] is", "name at least one item", faults);
  need(!policy.zones.empty(), "[zones] is", "name the zones and the default one", faults);
  need(policy.thresholds.basis.line != 0, "[thresholds] is",
       "give examples where the regulation has no number", faults);
  need(!policy.finding_due_days.empty(), "[findings] is", "give due_days by severity", faults);
}

}  // namespace

void check_policy(const Policy& policy, PolicyFaults& faults) {
  // Entries with faults of their own would make the policy look incomplete, which only misleads.
  const bool entries_are_good = faults.empty();
  check_repetition(policy, faults);
  check_papers(policy, faults);
  check_records(policy, faults);
  if (policy.parent.empty() && entries_are_good) check_complete(policy, faults);
}

}  // namespace govcloud
