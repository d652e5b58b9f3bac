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
  bool operator==(const Basis&) const = default;
  static void fields(auto& self, auto& v) {
    v("article", self.article), v("line", self.line), v("says", self.says);
    v("example", self.example), v("obligations", self.obligations);
  }
};

/// A limit 时限 in working days. Unset days mean: no due date, never overdue.
/// Rules: accept, approve, provide_trial, trial, open, decide_change, carry_out_change,
/// decide_termination, reclaim; and decide_emergency, undo_emergency, reclaim_trial where the policy knows them.
struct Limit {
  std::string rule;
  std::optional<int> working_days;
  std::string owner;  // authority, provider or using: who owes the act
  Basis basis;
  bool operator==(const Limit&) const = default;
  static void fields(auto& self, auto& v) {
    v("rule", self.rule), v("working_days", self.working_days), v("owner", self.owner);
    v("basis", self.basis);
  }
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
  /// A finished scan of the system that was imported stands for a paper vulnerability_scan or
  /// malware_scan if no finding of it above this severity is open; empty: it does not.
  std::string scan_severity;
  bool operator==(const Gate&) const = default;
  static void fields(auto& self, auto& v) {
    v("rule", self.rule), v("at", self.at), v("level_min", self.level_min);
    v("level_max", self.level_max), v("papers", self.papers), v("passed", self.passed);
    v("accredited_by", self.accredited_by), v("house_rule", self.house_rule);
    v("basis", self.basis), v("scan_severity", self.scan_severity);
  }
};

/// The trial's length in calendar days; unset where the regulation has none.
struct TrialRule {
  std::optional<int> days_min, days_max;
  std::optional<int> days_default;  // granted when nobody says a number; an example
  Basis basis;
  bool operator==(const TrialRule&) const = default;
  static void fields(auto& self, auto& v) {
    v("days_min", self.days_min), v("days_max", self.days_max);
    v("days_default", self.days_default), v("basis", self.basis);
  }
};

/// One key of a catalogue item: an integer quantity with its bounds, or a word.
struct CatalogKey {
  std::string name;      // cpu, memory_gib, size_gib, mbps, count …; the unit is in the name
  bool is_word = false;  // os, engine …: text and not a quantity
  bool required = false;
  long long min = 1, max = 0, step = 1;
  bool operator==(const CatalogKey&) const = default;
  static void fields(auto& self, auto& v) {
    v("name", self.name), v("is_word", self.is_word), v("required", self.required);
    v("min", self.min), v("max", self.max), v("step", self.step);
  }
};

struct CatalogItem {
  std::string code;  // host, database, storage, bandwidth, security, backup
  Wording name;
  std::vector<CatalogKey> keys;
  std::vector<std::map<std::string, long long>> sizes;  // standard sizes for advice, smallest first
  Basis basis;
  /// What one unit of a key costs for a month or a day, in fen; "each" is the resource itself.
  std::map<std::string, long long> month_fen, day_fen;
  bool operator==(const CatalogItem&) const = default;
  static void fields(auto& self, auto& v) {
    v("code", self.code), v("name", self.name), v("keys", self.keys), v("sizes", self.sizes);
    v("basis", self.basis), v("month_fen", self.month_fen), v("day_fen", self.day_fen);
  }
};

/// A periodic duty 定期职责.
struct DutyRule {
  std::string id;      // monthly_report, bulletin, drill, training, security_check …
  std::string period;  // month, year, or empty where the text says only "regularly"
  std::string owner;   // provider, authority, security, using
  std::string about;   // platform, unit, system
  int grace_days = 0;
  Basis basis;
  bool operator==(const DutyRule&) const = default;
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("period", self.period), v("owner", self.owner), v("about", self.about);
    v("grace_days", self.grace_days), v("basis", self.basis);
  }
};

/// A field of a record: text, date, time, integer, fen, month, quarter, half_year or year.
struct FieldRule {
  std::string name, type = "text";
  bool required = true;
  bool operator==(const FieldRule&) const = default;
  static void fields(auto& self, auto& v) { v("name", self.name), v("type", self.type), v("required", self.required); }
};

/// A kind of record 登记. The fields valid_from and valid_to are its validity.
struct RecordRule {
  std::string kind;
  std::string about;
  std::vector<FieldRule> fields_asked;
  std::vector<std::string> by;           // roles that may record it; empty: see core/law/record
  std::vector<std::string> signatories;  // kinds of unit that must sign it, the recorder's included
  std::string needs;                     // a kind of record that must be in force before, about the same
  std::vector<std::string> match;        // fields in which that one must say the same
  Basis basis;
  bool is_duty = false;                  // of a periodic duty that was done; never in a file
  bool operator==(const RecordRule&) const = default;
  static void fields(auto& self, auto& v) {
    v("kind", self.kind), v("about", self.about), v("fields", self.fields_asked), v("by", self.by);
    v("signatories", self.signatories), v("needs", self.needs), v("match", self.match), v("basis", self.basis);
  }
};

/// Who signs an order to mend 责令整改 before it binds: kinds of unit, the maker's own included.
struct OrderRule {
  std::vector<std::string> signatories;
  Basis basis;
  bool operator==(const OrderRule&) const = default;
  static void fields(auto& self, auto& v) { v("signatories", self.signatories), v("basis", self.basis); }
};

/// A class of incidents 故障等级 and its limits in clock minutes from the report; unset: no due time.
struct IncidentClass {
  std::string level;  // general, relatively_serious …
  std::optional<long long> response_minutes, restore_minutes;
  Basis basis;
  bool operator==(const IncidentClass&) const = default;
  static void fields(auto& self, auto& v) {
    v("level", self.level), v("response_minutes", self.response_minutes);
    v("restore_minutes", self.restore_minutes), v("basis", self.basis);
  }
};

/// How long before planned maintenance 计划内维护 its announcement must stand, if it is not to count as
/// an outage; unset: before it begins.
struct MaintenanceRule {
  std::optional<long long> notice_hours;
  Basis basis;
  bool operator==(const MaintenanceRule&) const = default;
  static void fields(auto& self, auto& v) { v("notice_hours", self.notice_hours), v("basis", self.basis); }
};

/// A measure 处置措施 against a provider: its step (defer, deduct, staff, law, end), the roles that may take
/// it, and the kinds of unit that sign it (a kind that stands twice: two units of it). `grounds` are the
/// breaches that it may answer; of the steps in `after` one must have been taken about the same, by the
/// article, or, in `after_by_house_rule`, by H-66.
struct MeasureRule {
  std::string step;
  std::vector<std::string> by, signatories, grounds, after, after_by_house_rule;
  Basis basis;
  bool operator==(const MeasureRule&) const = default;
  static void fields(auto& self, auto& v) {
    v("step", self.step), v("by", self.by), v("signatories", self.signatories), v("grounds", self.grounds);
    v("after", self.after), v("after_by_house_rule", self.after_by_house_rule), v("basis", self.basis);
  }
};

/// Who fixes a statement of fees, and which kinds of unit sign it.
struct FeeRule {
  std::vector<std::string> by, signatories;
  Basis basis;
  bool operator==(const FeeRule&) const = default;
  static void fields(auto& self, auto& v) { v("by", self.by), v("signatories", self.signatories), v("basis", self.basis); }
};

/// The grades of satisfaction 满意度 that using units rate the provider in, from the worst to the best.
struct GradeRule {
  std::string grade;  // dissatisfied, very_satisfied …
  Wording name;
  bool operator==(const GradeRule&) const = default;
  static void fields(auto& self, auto& v) { v("grade", self.grade), v("name", self.name); }
};
struct SatisfactionRule {
  std::vector<GradeRule> grades;  // none: nobody can rate
  Basis basis;
  bool operator==(const SatisfactionRule&) const = default;
  static void fields(auto& self, auto& v) { v("grades", self.grades), v("basis", self.basis); }
};

/// One matter that an assessment 考核 weighs: a figure (core/law/figure.h), and what points it brings.
struct Band {
  long long bound = 0, points = 0;  // whole points, 0 to 100
  bool operator==(const Band&) const = default;
  static void fields(auto& self, auto& v) { v("bound", self.bound), v("points", self.points); }
};
struct Criterion {
  std::string object;     // provider or unit
  std::string dimension;  // response, satisfaction, security …
  std::string figure;
  long long weight = 0;
  std::vector<std::string> only;  // severities, classes, duties or clocks that count; empty: all
  bool less_is_better = false;    // bands are upper bounds
  std::vector<Band> bands;        // the best first; none: a share is its own points
  std::map<std::string, long long> grades;  // the points of each grade of satisfaction
  Basis basis;
  bool operator==(const Criterion&) const = default;
  static void fields(auto& self, auto& v) {
    v("object", self.object), v("dimension", self.dimension), v("figure", self.figure), v("weight", self.weight);
    v("only", self.only), v("less_is_better", self.less_is_better), v("bands", self.bands), v("grades", self.grades);
    v("basis", self.basis);
  }
};

/// Which roles may act: act → roles. Acts: submit, change, decommission, withdraw, attach, accept,
/// refuse, approve, reject, open, provision, reclaim, usage_import, check_import, check_fix,
/// check_verify, register (units and persons), calendar_load; and those that no policy must name:
/// seal_import, check_hold, check_order, check_accept (else who verifies), incident_open,
/// incident_update, incident_resolve (else who provisions), incident_class (else who verifies), rate
/// (else who submits), assess (else who approves) and assess_object (else who submits, or provisions).
struct RoleRule {
  std::string act;
  std::vector<std::string> roles;
  std::vector<std::string> kinds;  // for attach by an operator: the evidence kinds; else empty
  Basis basis;
  bool operator==(const RoleRule&) const = default;
  static void fields(auto& self, auto& v) {
    v("act", self.act), v("roles", self.roles), v("kinds", self.kinds), v("basis", self.basis);
  }
};

/// Thresholds of the verdicts on use, in hundredths of a percent; each an example.
struct Thresholds {
  long long idle_cpu_mean = 0, idle_cpu_max = 0, idle_memory_mean = 0;
  long long oversized_cpu_max = 0, oversized_memory_max = 0;
  long long tight_cpu_p95 = 0, tight_memory_p95 = 0;
  long long coverage_min = 0;  // below it the verdict is no_data
  int months = 1;
  Basis basis;
  bool operator==(const Thresholds&) const = default;
  static void fields(auto& self, auto& v) {
    v("idle_cpu_mean", self.idle_cpu_mean), v("idle_cpu_max", self.idle_cpu_max);
    v("idle_memory_mean", self.idle_memory_mean), v("oversized_cpu_max", self.oversized_cpu_max);
    v("oversized_memory_max", self.oversized_memory_max), v("tight_cpu_p95", self.tight_cpu_p95);
    v("tight_memory_p95", self.tight_memory_p95), v("coverage_min", self.coverage_min);
    v("months", self.months), v("basis", self.basis);
  }
};

/// Any other fact of a regulation: a parameter with a value in words, cited and shown.
struct Parameter {
  std::string key;    // "platform.level"
  std::string value;  // "3", "unset", "yes" …
  Basis basis;
  bool operator==(const Parameter&) const = default;
  static void fields(auto& self, auto& v) {
    v("key", self.key), v("value", self.value), v("basis", self.basis);
  }
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
  bool zones_by_tenancy = false;  // a unit's resources lie in the zone that is named like its tenancy
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
  std::optional<long long> accept_days_max;  // calendar days for which a finding may be accepted; an example
  OrderRule orders;
  std::vector<IncidentClass> incidents;  // the gravest last
  MaintenanceRule maintenance;
  std::vector<MeasureRule> measures;  // the gravest last
  FeeRule fees;
  SatisfactionRule satisfaction;
  std::vector<Criterion> assessment;

  const Limit* limit(std::string_view rule) const;
  const CatalogItem* item(std::string_view code) const;
  const RoleRule* role_rule(std::string_view act) const;
  const MeasureRule* measure_rule(std::string_view step) const;
  bool house_rule_on(std::string_view rule) const;
  bool in_force(Date date) const {
    return date >= effective_from && (!effective_to || date <= *effective_to);
  }

  bool operator==(const Policy&) const = default;
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("title", self.title), v("document", self.document);
    v("parent", self.parent), v("effective_from", self.effective_from);
    v("effective_to", self.effective_to), v("offset", self.offset), v("digest", self.digest);
    v("limits", self.limits), v("gates", self.gates), v("trial", self.trial);
    v("major_growth_percent", self.major_growth_percent), v("major", self.major);
    v("catalog", self.catalog), v("excluded", self.excluded), v("zones", self.zones);
    v("zone_default", self.zone_default), v("zone_basis", self.zone_basis), v("zones_by_tenancy", self.zones_by_tenancy), v("roles", self.roles);
    v("roles_apart", self.roles_apart), v("duties", self.duties), v("records", self.records);
    v("evidence_kinds", self.evidence_kinds), v("thresholds", self.thresholds);
    v("stage_names", self.stage_names), v("house_rules_off", self.house_rules_off);
    v("finding_due_days", self.finding_due_days), v("parameters", self.parameters);
    v("accept_days_max", self.accept_days_max), v("orders", self.orders);
    v("incidents", self.incidents), v("maintenance", self.maintenance);
    v("measures", self.measures), v("fees", self.fees);
    v("satisfaction", self.satisfaction), v("assessment", self.assessment);
  }
};

/// The citation of an entry, for messages.
Citation cite(const Policy& policy, const Basis& basis);

}  // namespace govcloud
