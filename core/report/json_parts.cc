#include "core/report/json_parts.h"

namespace govcloud {

void set_used(Json& json, const UsedOverProvisioned& used) {
  json.set("cpu_percent_used_over_provisioned", thousandths_json(used.cpu_percent))
      .set("memory_percent_used_over_provisioned", thousandths_json(used.memory_percent))
      .set("cpu_basis", text_json(used.cpu_basis))
      .set("memory_basis", text_json(used.memory_basis));
}

Json verdicts_json(const VerdictCounts& counts) {
  Json json = Json::object();
  json.set("idle", counts.idle).set("oversized", counts.oversized).set("tight", counts.tight);
  return json.set("fit", counts.fit).set("no_data", counts.no_data);
}

Json deadlines_json(const DeadlineCounts& counts) {
  Json json = Json::object();
  json.set("kept", counts.kept).set("late", counts.late).set("overdue", counts.overdue);
  return json.set("open", counts.open).set("no_limit", counts.no_limit);
}

namespace {

Json step_json(const AdviceStep& step) {
  Json json = Json::object();
  json.set("key", step.key).set("from", step.from).set("to", step.to);
  json.set("p95_percent", hundredths_json(step.p95_percent));
  json.set("expected_percent", hundredths_json(step.expected_percent));
  return json.set("limit_percent", hundredths_json(step.limit_percent));
}

}  // namespace

Json advice_json(const ReportAdvice& row) {
  Json json = Json::object();
  json.set("resource", row.resource).set("unit", row.unit).set("verdict", row.verdict);
  json.set("action", row.action).set("size", row.size.empty() ? Json() : numbers(row.size));
  return json.set("steps", listed(row.steps, step_json));
}

}  // namespace govcloud
