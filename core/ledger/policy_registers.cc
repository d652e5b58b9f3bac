// What a policy registers rather than enforces: duties, records, thresholds, names, parameters.
#include <fmt/format.h>

#include <algorithm>

#include "core/law/case.h"
#include "core/law/parties.h"
#include "core/ledger/policy_sections.h"
#include "core/ledger/policy_words.h"

namespace govcloud {
namespace {

void read_duties(Fields& root, Policy& policy) {
  each_entry(root, "duties", [&](Fields& f) {
    DutyRule duty;
    duty.id = f.text("id");
    if (f.has("period")) duty.period = f.word("period", kDutyPeriods);
    duty.owner = f.word("owner", kDutyOwners);
    duty.about = f.word("about", kDutySubjects);
    duty.grace_days = days(f, "grace_days").value_or(0);
    duty.basis = read_basis(f);
    policy.duties.push_back(std::move(duty));
  });
}

/// "valid_to: date?": a name, its type if it is not text, and a mark where it may be missing.
FieldRule read_field(Fields& f, std::string word) {
  FieldRule field;
  if (word.ends_with('?')) field.required = false, word.pop_back();
  if (const auto colon = word.find(':'); colon != std::string::npos) {
    const auto from = std::min(word.find_first_not_of(' ', colon + 1), word.size());
    field.type = word.substr(from);
    word.resize(colon);
    if (std::find(std::begin(kFieldTypes), std::end(kFieldTypes), field.type) == std::end(kFieldTypes))
      f.fault_of("fields", fmt::format("has the type '{}' for '{}', which is none", field.type, word), nearest_hint(field.type, kFieldTypes));
  }
  if (word.empty()) f.fault_of("fields", "has a field without a name", "write it as name, or name: type");
  field.name = std::move(word);
  return field;
}

void read_records(Fields& root, Policy& policy) {
  each_entry(root, "records", [&](Fields& f) {
    RecordRule record;
    record.kind = f.text("kind");
    record.about = f.word("about", kRecordSubjects);
    for (const auto& word : f.needed_words("fields")) record.fields_asked.push_back(read_field(f, word));
    record.by = f.words("by", names(Role{}));
    record.signatories = f.words("signatories", kSignatories);
    if (f.has("needs")) record.needs = f.text("needs");
    record.match = f.words("match");
    record.basis = read_basis(f);
    policy.records.push_back(std::move(record));
  });
}

void read_thresholds(Fields& root, Policy& policy) {
  one_section(root, "thresholds", [&](Fields& f) {
    // The file speaks in whole percent, the verdicts count in hundredths of a percent.
    const auto percent = [&f](std::string_view key) { return 100 * f.needed_number(key, 0, 100); };
    auto& t = policy.thresholds;
    t.idle_cpu_mean = percent("idle_cpu_mean_percent");
    t.idle_cpu_max = percent("idle_cpu_max_percent");
    t.idle_memory_mean = percent("idle_memory_mean_percent");
    t.oversized_cpu_max = percent("oversized_cpu_max_percent");
    t.oversized_memory_max = percent("oversized_memory_max_percent");
    t.tight_cpu_p95 = percent("tight_cpu_p95_percent");
    t.tight_memory_p95 = percent("tight_memory_p95_percent");
    t.coverage_min = percent("coverage_min_percent");
    t.months = static_cast<int>(f.needed_number("months", 1, 120));
    t.basis = read_basis(f);
  });
}

void read_findings(Fields& root, Policy& policy) {
  one_section(root, "findings", [&](Fields& f) {
    const TomlTable* due = f.table("due_days");
    if (due == nullptr) f.fault_of("due_days", "is missing", "add due_days = { critical = 7 }");
    std::vector<std::string> said;
    if (due != nullptr) {
      Fields entry = f.inner(*due, "[findings] due_days");
      for (const auto severity : kDueSeverities)
        if (const auto count = entry.number(severity, 0, 3650)) {
          policy.finding_due_days[std::string(severity)] = *count;
          said.push_back(fmt::format("{} {}", severity, *count));
        }
      entry.close();
    }
    const auto basis = read_basis(f);
    keep_parameter(policy, "findings.due_days", said, basis);
    policy.accept_days_max = f.number("accept_days_max", 1, 3650);
    if (policy.accept_days_max) keep_parameter(policy, "findings.accept_days_max", {std::to_string(*policy.accept_days_max)}, basis);
  });
}

void read_orders(Fields& root, Policy& policy) {
  one_section(root, "orders", [&](Fields& f) {
    policy.orders.signatories = f.needed_words("signatories", kOrderParties);
    policy.orders.basis = read_basis(f);
  });
}

void read_incidents(Fields& root, Policy& policy) {
  constexpr std::int64_t kMinutesMax = 525600;
  each_entry(root, "incidents", [&](Fields& f) {
    IncidentClass level{f.text("class"), f.number("response_minutes", 1, kMinutesMax), f.number("restore_minutes", 1, kMinutesMax), {}};
    level.basis = read_basis(f);
    for (const auto& other : policy.incidents)
      if (other.level == level.level) f.fault_of("class", fmt::format("names '{}' a second time", level.level));
    policy.incidents.push_back(std::move(level));
  });
  one_section(root, "maintenance", [&](Fields& f) {
    policy.maintenance.notice_hours = f.number("notice_hours", 0, 8784);
    policy.maintenance.basis = read_basis(f);
  });
}

void read_satisfaction(Fields& root, Policy& policy) {
  one_section(root, "satisfaction", [&](Fields& f) {
    auto& rule = policy.satisfaction;
    std::vector<std::string> said;
    each_entry(f, "grades", [&](Fields& entry) {
      GradeRule grade{entry.text("grade"), {entry.text("zh"), entry.text("en")}};
      if (std::find(said.begin(), said.end(), grade.grade) != said.end())
        entry.fault_of("grade", fmt::format("names '{}' a second time", grade.grade));
      said.push_back(grade.grade), rule.grades.push_back(std::move(grade));
    });
    if (said.empty()) f.fault_of("grades", "is missing", "add grades = [{ grade = \"satisfied\", zh = \"满意\", en = \"satisfied\" }]");
    rule.basis = read_basis(f);
    keep_parameter(policy, "satisfaction.grades", said, rule.basis);
  });
}

void read_stage_names(Fields& root, Policy& policy) {
  one_section(root, "names", [&](Fields& f) {
    std::vector<std::string> said;
    each_entry(f, "stages", [&](Fields& stage) {
      const std::string word = stage.word("stage", names(Stage{}));
      const Wording name{stage.text("zh"), stage.text("en")};
      if (!policy.stage_names.emplace(word, name).second)
        stage.fault_of("stage", fmt::format("names '{}' a second time", word));
      said.push_back(name.zh);
    });
    keep_parameter(policy, "stages.names", said, read_basis(f));
  });
}

void read_evidence(Fields& root, Policy& policy) {
  one_section(root, "evidence", [&](Fields& f) {
    policy.evidence_kinds = f.needed_words("kinds");
    keep_parameter(policy, "evidence.kinds", policy.evidence_kinds, read_basis(f));
  });
}

void read_parameters(Fields& root, Policy& policy) {
  each_entry(root, "parameters", [&](Fields& f) {
    Parameter parameter{f.text("key"), f.text("value"), {}};
    parameter.basis = read_basis(f);
    policy.parameters.push_back(std::move(parameter));
  });
}

}  // namespace

void read_registers(Fields& root, Policy& policy) {
  for (const auto read : {read_duties, read_records, read_thresholds, read_findings,
                          read_orders, read_incidents, read_measures, read_satisfaction, read_stage_names, read_evidence, read_parameters, read_assessment})
    read(root, policy);
}

}  // namespace govcloud
