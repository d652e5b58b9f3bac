// The monthly report as JSON (design: "The contract with scripts", JSON).
#include "core/ledger/seal.h"
#include "core/report/render.h"

namespace govcloud {
namespace {

Json hundredths(const std::optional<std::int64_t>& value) {
  return value ? Json(Json::Decimal{*value, 2}) : Json();
}
Json thousandths(const std::optional<std::int64_t>& value) {
  return value ? Json(Json::Decimal{*value, 3}) : Json();
}
Json date(const std::optional<Date>& day) { return day ? Json(to_text(*day)) : Json(); }
Json text(const std::string& value) { return value.empty() ? Json() : Json(value); }

template <class List, class Row>
Json listed(const List& list, Row row) {
  Json array = Json::array();
  for (const auto& one : list) array.push(row(one));
  return array;
}

Json numbers(const auto& map) {
  Json json = Json::object();
  for (const auto& [key, number] : map) json.set(key, static_cast<std::int64_t>(number));
  return json;
}

void set_used(Json& json, const UsedOverProvisioned& used) {
  json.set("cpu_percent_used_over_provisioned", thousandths(used.cpu_percent))
      .set("memory_percent_used_over_provisioned", thousandths(used.memory_percent))
      .set("cpu_basis", text(used.cpu_basis))
      .set("memory_basis", text(used.memory_basis));
}

void set_allocated(Json& json, const Quantities& allocated) {
  Json least = Json::object(), most = Json::object();
  for (const auto& [key, quantity] : allocated)
    least.set(key, quantity.amount), most.set(key, quantity.upper());
  json.set("allocated", least).set("allocated_max", most);
}

Json resource_json(const ReportResource& row) {
  Json json = Json::object();
  json.set("id", row.id).set("cloud_id", text(row.cloud_id)).set("item", row.item);
  json.set("zone", text(row.zone)).set("state", row.state);
  set_allocated(json, row.allocated);
  json.set("delivered_on", to_text(row.delivered_on)).set("reclaimed_on", date(row.reclaimed_on));
  json.set("samples", row.samples).set("coverage_percent", hundredths(row.coverage));
  json.set("cpu_percent_mean", thousandths(row.cpu.mean));
  json.set("cpu_percent_p95", hundredths(row.cpu.p95));
  json.set("cpu_percent_max", hundredths(row.cpu.max));
  json.set("memory_percent_mean", thousandths(row.memory.mean));
  json.set("memory_percent_p95", hundredths(row.memory.p95));
  json.set("memory_percent_max", hundredths(row.memory.max));
  json.set("absent", row.absent).set("conflicts", row.conflicts);
  json.set("verdict", row.verdict).set("advice", text(row.advice));
  return json;
}

Json system_json(const ReportSystem& row) {
  Json json = Json::object();
  json.set("id", row.id).set("name", text(row.name)).set("state", text(row.state));
  json.set("level", row.level);
  set_used(json, row.used);
  return json.set("resources", listed(row.resources, resource_json));
}

Json unit_json(const ReportUnit& row) {
  Json json = Json::object();
  json.set("id", row.id).set("name", text(row.name));
  set_used(json, row.used);
  return json.set("systems", listed(row.systems, system_json));
}

Json totals_json(const MonthlyReport& report) {
  Json verdicts = Json::object();
  verdicts.set("idle", report.verdicts.idle).set("oversized", report.verdicts.oversized);
  verdicts.set("tight", report.verdicts.tight).set("fit", report.verdicts.fit);
  verdicts.set("no_data", report.verdicts.no_data);
  Json json = Json::object();
  json.set("resources", report.resources).set("samples", report.samples);
  set_used(json, report.used);
  return json.set("verdicts", verdicts);
}

/// What a clock says, apart from the policy's article; `show` uses the same names.
void set_deadline(Json& json, const ReportDeadline& row) {
  json.set("rule", row.rule).set("article", text(row.article)).set("owner", row.owner);
  json.set("status", row.status).set("started_on", to_text(row.started_on));
  json.set("working_days_limit", row.limit_working_days ? Json(*row.limit_working_days) : Json());
  json.set("working_days_used", row.working_days_used);
  json.set("due_on", date(row.due_on)).set("provisional", row.provisional);
  json.set("done_on", date(row.done_on)).set("overdue", row.status == "overdue");
  json.set("working_days_late", row.working_days_late);
}

Json deadline_json(const ReportDeadline& row) {
  Json json = Json::object();
  set_deadline(json, row);
  return json;
}

Json request_json(const ReportRequest& row) {
  Json json = Json::object();
  json.set("id", row.id).set("kind", row.kind).set("system", row.system).set("unit", row.unit);
  json.set("stage", row.stage).set("policy", row.policy).set("not_in_force", row.not_in_force);
  set_deadline(json, row.main());
  return json.set("deadlines", listed(row.deadlines, deadline_json));
}

Json day_json(const ReportDay& row) {
  Json json = Json::object();
  json.set("day", to_text(row.day)).set("samples", row.samples);
  json.set("cpu_percent_used_over_provisioned", thousandths(row.used.cpu_percent));
  return json.set("memory_percent_used_over_provisioned", thousandths(row.used.memory_percent));
}

Json deadlines_json(const DeadlineCounts& counts) {
  Json json = Json::object();
  json.set("kept", counts.kept).set("late", counts.late).set("overdue", counts.overdue);
  return json.set("open", counts.open).set("no_limit", counts.no_limit);
}

Json finding_json(const ReportFinding& row) {
  Json json = Json::object();
  json.set("id", row.id).set("title", row.title).set("asset", row.asset);
  json.set("severity", row.severity).set("system", text(row.system)).set("owner", row.owner);
  json.set("found_on", to_text(row.found_on)).set("due_on", date(row.due_on));
  return json.set("overdue", row.overdue).set("state", row.state);
}

Json order_json(const ReportOrder& row) {
  Json json = Json::object();
  json.set("id", row.id).set("unit", row.unit).set("scope", row.scope).set("state", row.state);
  json.set("ordered_on", to_text(row.on)).set("due_on", to_text(row.due_on)).set("closed_on", date(row.closed_on));
  return json.set("findings", row.findings).set("items", row.items).set("overdue", row.overdue);
}

Json incident_json(const ReportIncident& row, Offset offset) {
  Json json = Json::object(), systems = Json::array();
  for (const auto& id : row.systems) systems.push(id);
  json.set("id", row.id).set("title", row.title).set("class", text(row.level)).set("state", row.state);
  json.set("planned", row.planned).set("outage", row.outage).set("systems", std::move(systems));
  json.set("began_at", to_text(row.began, offset)).set("restored_at", row.restored ? Json(to_text(*row.restored, offset)) : Json());
  return json.set("late", row.late).set("overdue", row.overdue);
}

Json availability_json(const ReportAvailability& row) {
  Json json = Json::object();
  json.set("system", row.system).set("availability_percent", hundredths(row.hundredths)).set("minutes", row.minutes);
  return json.set("down_minutes", row.down).set("excluded_minutes", row.excluded).set("incidents", row.incidents);
}

Json paper_json(const ReportPaper& row) {
  Json json = Json::object();
  json.set("id", text(row.id)).set("subject", row.subject).set("kind", row.kind);
  return json.set("expires", to_text(row.expires)).set("expired", row.expired);
}

Json duty_json(const ReportDuty& row) {
  Json json = Json::object();
  json.set("id", row.id).set("period", row.period).set("owner", row.owner).set("about", row.about);
  return json.set("article", text(row.article)).set("state", row.state);
}

Json zone_json(const ZoneCapacity& row) {
  Json json = Json::object();
  json.set("zone", text(row.zone)).set("resources", row.resources);
  return json.set("allocated", numbers(row.allocated));
}

Json step_json(const AdviceStep& step) {
  Json json = Json::object();
  json.set("key", step.key).set("from", step.from).set("to", step.to);
  json.set("p95_percent", hundredths(step.p95_percent));
  json.set("expected_percent", hundredths(step.expected_percent));
  return json.set("limit_percent", hundredths(step.limit_percent));
}

Json advice_json(const ReportAdvice& row) {
  Json json = Json::object();
  json.set("resource", row.resource).set("unit", row.unit).set("verdict", row.verdict);
  json.set("action", row.action).set("size", row.size.empty() ? Json() : numbers(row.size));
  return json.set("steps", listed(row.steps, step_json));
}

Json policy_json(const MonthlyReport& report) {
  Json title = Json::object(), json = Json::object();
  title.set("zh", report.policy_title.zh).set("en", report.policy_title.en);
  json.set("id", report.policy_id).set("title", title).set("document", report.policy_document);
  return json.set("not_in_force", report.not_in_force);
}

Json ledger_json(const MonthlyReport& report) {
  Json json = Json::object();
  json.set("id", report.ledger_id).set("name", report.ledger_name).set("seq", report.head_seq);
  json.set("head", report.head_hash).set("unsigned", report.unsigned_ledger);
  return json.set("test", report.test_ledger);
}

Json seal_json(const MonthlyReport& report) {
  Json json = Json::object();
  json.set("origin", seal_origin(report.ledger_id)).set("size", report.head_seq);
  return json.set("head", report.head_hash);
}

Json thresholds_json(const Thresholds& t) {
  const auto percent = [](long long value) { return Json(Json::Decimal{value, 2}); };
  Json json = Json::object();
  json.set("idle_cpu_mean_percent", percent(t.idle_cpu_mean));
  json.set("idle_cpu_max_percent", percent(t.idle_cpu_max));
  json.set("idle_memory_mean_percent", percent(t.idle_memory_mean));
  json.set("oversized_cpu_max_percent", percent(t.oversized_cpu_max));
  json.set("oversized_memory_max_percent", percent(t.oversized_memory_max));
  json.set("tight_cpu_p95_percent", percent(t.tight_cpu_p95));
  json.set("tight_memory_p95_percent", percent(t.tight_memory_p95));
  json.set("coverage_min_percent", percent(t.coverage_min));
  return json.set("article", text(t.basis.article)).set("example", t.basis.example);
}

}  // namespace

Json report_json(const MonthlyReport& report) {
  Json json = Json::object();
  json.set("period", to_text(report.period)).set("prepared_on", to_text(report.prepared_on));
  json.set("complete", report.complete).set("unit", text(report.unit));
  json.set("digest", text(report.digest));
  json.set("ledger", ledger_json(report)).set("seal", seal_json(report)).set("policy", policy_json(report));
  json.set("totals", totals_json(report));
  json.set("days", listed(report.days, day_json));
  json.set("units", listed(report.units, unit_json));
  json.set("requests", listed(report.requests, request_json));
  json.set("deadlines", deadlines_json(report.deadlines));
  json.set("open_by_severity", numbers(report.open_by_severity));
  json.set("findings_found", report.findings_found);
  json.set("findings_closed", report.findings_closed);
  json.set("findings", listed(report.findings, finding_json));
  json.set("orders", listed(report.orders, order_json));
  json.set("incidents", listed(report.incidents, [&](const auto& row) { return incident_json(row, report.offset); }));
  json.set("availability", listed(report.availability, availability_json));
  json.set("papers", listed(report.papers, paper_json));
  json.set("duties", listed(report.duties, duty_json));
  json.set("capacity", listed(report.capacity, zone_json));
  json.set("advice", listed(report.advice, advice_json));
  return json.set("thresholds", thresholds_json(report.thresholds));
}

}  // namespace govcloud
