// The monthly report as JSON (design: "The contract with scripts", JSON).
#include "core/report/json_parts.h"
#include "core/report/render.h"

namespace govcloud {
namespace {

void set_allocated(Json& json, const Quantities& allocated) {
  Json least = Json::object(), most = Json::object();
  for (const auto& [key, quantity] : allocated)
    least.set(key, quantity.amount), most.set(key, quantity.upper());
  json.set("allocated", least).set("allocated_max", most);
}

Json resource_json(const ReportResource& row) {
  Json json = Json::object();
  json.set("id", row.id).set("cloud_id", text_json(row.cloud_id)).set("item", row.item);
  json.set("zone", text_json(row.zone)).set("state", row.state);
  set_allocated(json, row.allocated);
  json.set("delivered_on", to_text(row.delivered_on)).set("reclaimed_on", date_json(row.reclaimed_on));
  json.set("samples", row.samples).set("coverage_percent", hundredths_json(row.coverage));
  json.set("cpu_percent_mean", thousandths_json(row.cpu.mean));
  json.set("cpu_percent_p95", hundredths_json(row.cpu.p95));
  json.set("cpu_percent_max", hundredths_json(row.cpu.max));
  json.set("memory_percent_mean", thousandths_json(row.memory.mean));
  json.set("memory_percent_p95", hundredths_json(row.memory.p95));
  json.set("memory_percent_max", hundredths_json(row.memory.max));
  json.set("absent", row.absent).set("conflicts", row.conflicts);
  json.set("verdict", row.verdict).set("advice", text_json(row.advice));
  return json;
}

Json system_json(const ReportSystem& row) {
  Json json = Json::object();
  json.set("id", row.id).set("name", text_json(row.name)).set("state", text_json(row.state));
  json.set("level", row.level);
  set_used(json, row.used);
  json.set("resources", listed(row.resources, resource_json));
  return json.set("taken_over_on", row.taken_over_on ? Json(to_text(*row.taken_over_on)) : Json());
}

Json unit_json(const ReportUnit& row) {
  Json json = Json::object();
  json.set("id", row.id).set("name", text_json(row.name));
  set_used(json, row.used);
  return json.set("systems", listed(row.systems, system_json));
}

Json totals_json(const MonthlyReport& report) {
  Json json = Json::object();
  json.set("resources", report.resources).set("samples", report.samples);
  set_used(json, report.used);
  return json.set("verdicts", verdicts_json(report.verdicts));
}

/// What a clock says, apart from the policy's article; `show` uses the same names.
void set_deadline(Json& json, const ReportDeadline& row) {
  json.set("rule", row.rule).set("article", text_json(row.article)).set("owner", row.owner);
  json.set("status", row.status).set("started_on", to_text(row.started_on));
  json.set("working_days_limit", row.limit_working_days ? Json(*row.limit_working_days) : Json());
  json.set("working_days_used", row.working_days_used);
  json.set("due_on", date_json(row.due_on)).set("provisional", row.provisional);
  json.set("done_on", date_json(row.done_on)).set("overdue", row.status == "overdue");
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
  json.set("cpu_percent_used_over_provisioned", thousandths_json(row.used.cpu_percent));
  return json.set("memory_percent_used_over_provisioned", thousandths_json(row.used.memory_percent));
}

Json finding_json(const ReportFinding& row) {
  Json json = Json::object();
  json.set("id", row.id).set("title", row.title).set("asset", row.asset);
  json.set("severity", row.severity).set("system", text_json(row.system)).set("owner", row.owner);
  json.set("found_on", to_text(row.found_on)).set("due_on", date_json(row.due_on));
  return json.set("overdue", row.overdue).set("state", row.state);
}

Json order_json(const ReportOrder& row) {
  Json json = Json::object();
  json.set("id", row.id).set("unit", row.unit).set("scope", row.scope).set("state", row.state);
  json.set("ordered_on", to_text(row.on)).set("due_on", to_text(row.due_on)).set("closed_on", date_json(row.closed_on));
  return json.set("findings", row.findings).set("items", row.items).set("overdue", row.overdue);
}

Json incident_json(const ReportIncident& row, Offset offset) {
  Json json = Json::object(), systems = Json::array();
  for (const auto& id : row.systems) systems.push(id);
  json.set("id", row.id).set("title", row.title).set("class", text_json(row.level)).set("state", row.state);
  json.set("planned", row.planned).set("outage", row.outage).set("systems", std::move(systems));
  json.set("began_at", to_text(row.began, offset)).set("restored_at", row.restored ? Json(to_text(*row.restored, offset)) : Json());
  return json.set("late", row.late).set("overdue", row.overdue);
}

Json availability_json(const ReportAvailability& row) {
  Json json = Json::object();
  json.set("system", row.system).set("availability_percent", hundredths_json(row.hundredths)).set("minutes", row.minutes);
  return json.set("down_minutes", row.down).set("excluded_minutes", row.excluded).set("incidents", row.incidents);
}

Json paper_json(const ReportPaper& row) {
  Json json = Json::object();
  json.set("id", text_json(row.id)).set("subject", row.subject).set("kind", row.kind);
  return json.set("expires", to_text(row.expires)).set("expired", row.expired);
}

Json duty_json(const ReportDuty& row) {
  Json json = Json::object();
  json.set("id", row.id).set("period", row.period).set("owner", row.owner).set("about", row.about);
  return json.set("article", text_json(row.article)).set("state", row.state);
}

Json zone_json(const ZoneCapacity& row) {
  Json json = Json::object();
  json.set("zone", text_json(row.zone)).set("resources", row.resources);
  return json.set("allocated", numbers(row.allocated));
}

}  // namespace

Json report_json(const MonthlyReport& report) {
  Json json = head_json(report, to_text(report.period));
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
