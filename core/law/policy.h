// A policy 办法: one regulation as data. Every number of a regulation lives here, with its article,
// the line of the policy's file, and what the article asks in our own words. Plain values; read from
// TOML by core/ledger/policy_file.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/law/citation.h"
#include "core/law/date.h"

namespace govcloud {

/// Where an entry of the policy comes from.
struct Basis {
  std::string article;                   // "9"; never empty after lint
  int line = 0;                          // of the entry in the policy's file
  Wording says;                          // what the article asks, in our words
  bool example = false;                  // source = "example": the regulation gives no value
  std::vector<std::string> obligations;  // ids of design/obligations ("ZJ-08.2")
};

/// A limit 时限 in working days. Unset days mean: no due date, never overdue.
/// Rules: accept, approve, provide_trial, trial, open, decide_change, carry_out_change,
/// decide_termination, reclaim.
struct Limit {
  std::string rule;
  std::optional<int> working_days;
  std::string owner;  // authority, provider or using: who owes the act
  Basis basis;
};

/// Papers that must be there before a step. Steps: submit, change_major, terminate, open,
/// apply_major, reclaim.
struct Gate {
  std::string rule;  // a name for messages, --waive and explain, e.g. "third_party_test"
  std::string at;
  int level_min = 1;  // protection level 等保级别, both ends included
  int level_max = 5;
  std::vector<std::string> papers;         // evidence kinds, all of them
  bool passed = false;                     // each must carry result = pass
  std::vector<std::string> accredited_by;  // else empty; "CNAS": the paper's accreditation begins so
  bool house_rule = false;                 // ours, not the regulation's (Basis::article is empty)
  Basis basis;
};

/// The trial's length in calendar days; unset where the regulation has none.
struct TrialRule {
  std::optional<int> days_min, days_max;
  std::optional<int> days_default;  // granted when nobody says a number; an example
  Basis basis;
};

/// One key of a catalogue item: an integer quantity with its bounds, or a word.
struct CatalogKey {
  std::string name;      // cpu, memory_gib, size_gib, mbps, count …; the unit is in the name
  bool is_word = false;  // os, engine …: text and not a quantity
  bool required = false;
  long long min = 1, max = 0, step = 1;
};

struct CatalogItem {
  std::string code;  // host, database, storage, bandwidth, security, backup
  Wording name;
  std::vector<CatalogKey> keys;
  std::vector<std::map<std::string, long long>> sizes;  // standard sizes for advice, smallest first
  Basis basis;
};

/// A periodic duty 定期职责.
struct DutyRule {
  std::string id;      // monthly_report, bulletin, drill, training, security_check …
  std::string period;  // month, year, or empty where the text says only "regularly"
  std::string owner;   // provider, authority, security, using
  std::string about;   // platform, unit, system
  int grace_days = 0;
  Basis basis;
};

/// A kind of record 登记.
struct RecordRule {
  std::string kind;
  std::string about;
  std::vector<std::string> fields;
  Basis basis;
};

/// Which roles may act: act → roles. Acts: submit, change, decommission, withdraw, attach, accept,
/// refuse, approve, reject, open, provision, reclaim, usage_import, check_import, check_fix,
/// check_verify, register (units and persons), calendar_load.
struct RoleRule {
  std::string act;
  std::vector<std::string> roles;
  std::vector<std::string> kinds;  // for attach by an operator: the evidence kinds; else empty
  Basis basis;
};

/// Thresholds of the verdicts on use, in hundredths of a percent; each an example.
struct Thresholds {
  long long idle_cpu_mean = 0, idle_cpu_max = 0, idle_memory_mean = 0;
  long long oversized_cpu_max = 0, oversized_memory_max = 0;
  long long tight_cpu_p95 = 0, tight_memory_p95 = 0;
  long long coverage_min = 0;  // below it the verdict is no_data
  int months = 1;
  Basis basis;
};

/// Any other fact of a regulation: a parameter with a value in words, cited and shown.
struct Parameter {
  std::string key;    // "platform.level"
  std::string value;  // "3", "unset", "yes" …
  Basis basis;
};

struct Policy {
  std::string id;        // zhejiang
  Wording title;
  std::string document;  // 浙政办发〔2015〕8号
  std::string parent;    // id of the policy that it adds to, or empty
  Date effective_from{};
  std::optional<Date> effective_to;
  Offset offset{480};
  std::string digest;  // SHA-256 of the file's bytes, lower-case hex

  std::vector<Limit> limits;
  std::vector<Gate> gates;
  TrialRule trial;
  std::optional<long long> major_growth_percent;  // strictly more than this is a major change
  Basis major;
  std::vector<CatalogItem> catalog;
  std::vector<std::string> excluded;  // what the platform does not offer (Changde article 5)
  std::vector<std::string> zones;
  std::string zone_default;
  Basis zone_basis;
  std::vector<RoleRule> roles;
  std::vector<std::vector<std::string>> roles_apart;  // never in one person
  std::vector<DutyRule> duties;
  std::vector<RecordRule> records;
  std::vector<std::string> evidence_kinds;  // further ones beside the built-in
  Thresholds thresholds;
  std::map<std::string, Wording> stage_names;   // the regulation's own names of the stages
  std::vector<std::string> house_rules_off;     // H-nn switched off by this policy
  std::map<std::string, long long> finding_due_days;  // calendar days by severity; examples
  std::vector<Parameter> parameters;

  const Limit* limit(std::string_view rule) const;
  const CatalogItem* item(std::string_view code) const;
  const RoleRule* role_rule(std::string_view act) const;
  bool house_rule_on(std::string_view rule) const;
  bool in_force(Date date) const {
    return date >= effective_from && (!effective_to || date <= *effective_to);
  }
};

/// The citation of an entry, for messages.
Citation cite(const Policy& policy, const Basis& basis);

}  // namespace govcloud
