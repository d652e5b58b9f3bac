// The yearly report for programs: JSON, and a flat table of units and months.
#include "core/format/csv.h"
#include "core/format/width.h"
#include "core/ledger/seal.h"
#include "core/report/json_parts.h"
#include "core/report/yearly.h"

namespace govcloud {
namespace {

Json use_json(const MonthOfUse& use) {
  Json json = Json::object();
  json.set("resources", use.resources).set("samples", use.samples);
  set_used(json, use.used);
  return json.set("verdicts", verdicts_json(use.verdicts)).set("allocated", numbers(use.allocated));
}

Json month_json(const YearMonth& row) {
  Json findings = Json::object(), changes = Json::object(), json = Json::object();
  findings.set("found", row.findings_found).set("closed", row.findings_closed).set("open", row.findings_open);
  changes.set("systems_opened", row.systems_opened).set("systems_ended", row.systems_ended);
  changes.set("resources_delivered", row.delivered).set("resources_reclaimed", row.reclaimed).set("changes_applied", row.changed);
  json.set("month", to_text(row.month)).set("began", row.began).set("use", use_json(row.use));
  json.set("requests", numbers(row.asked)).set("deadlines", deadlines_json(row.deadlines));
  return json.set("findings", findings).set("changes", changes);
}

Json unit_json(const YearUnit& row) {
  Json json = Json::object();
  json.set("id", row.id).set("name", text_json(row.name)).set("systems", row.systems).set("resources", row.resources);
  set_used(json, row.used);
  return json.set("allocated", numbers(row.allocated)).set("months", listed(row.months, use_json));
}

Json year_advice_json(const YearAdvice& row) {
  Json json = advice_json(row.advice);
  return json.set("allocated", numbers(row.allocated)).set("months", verdicts_json(row.months));
}

Json year_duty_json(const YearDuty& row) {
  Json json = Json::object();
  json.set("id", row.id).set("period", row.period).set("owner", row.owner).set("article", text_json(row.article));
  return json.set("owed", row.owed).set("kept", row.kept).set("late", row.late).set("missing", row.missing);
}

Json measure_json(const YearMeasure& row) {
  Json json = Json::object(), because = Json::array();
  for (const auto& id : row.because) because.push(id);
  json.set("id", row.id).set("step", row.step).set("provider", row.provider).set("state", row.state).set("because", std::move(because));
  json.set("period", text_json(row.period)).set("article", text_json(row.article)).set("on", to_text(row.on));
  return json.set("deduct_fen", row.deduct_fen ? Json(*row.deduct_fen) : Json());
}

Json fee_json(const YearFee& row) {
  Json json = Json::object();
  json.set("id", row.id).set("provider", row.provider).set("period", row.period).set("gross_fen", row.gross_fen);
  json.set("deducted_fen", row.deducted_fen).set("payable_fen", row.payable_fen);
  return json.set("deferred_until", row.deferred_until ? Json(to_text(*row.deferred_until)) : Json()).set("signed", row.is_signed);
}

std::string decimal(const std::optional<std::int64_t>& value, int places) {
  return value ? Json(Json::Decimal{*value, places}).dump() : "";
}

std::string amount(const MonthOfUse& use, const char* key) {
  const auto found = use.allocated.find(key);
  return std::to_string(found == use.allocated.end() ? 0 : found->second);
}

}  // namespace

Json report_json(const YearlyReport& report) {
  Json json = head_json(report, year_text(report.year)), totals = Json::object();
  totals.set("resources", report.resources).set("samples", report.samples);
  set_used(totals, report.used);
  json.set("totals", totals).set("months", listed(report.months, month_json)).set("units", listed(report.units, unit_json));
  json.set("advice", listed(report.advice, year_advice_json)).set("give_back", numbers(report.give_back));
  json.set("open_by_severity", numbers(report.open_by_severity)).set("findings_overdue", report.findings_overdue);
  json.set("duties", listed(report.duties, year_duty_json));
  json.set("measures", listed(report.measures, measure_json)).set("fees", listed(report.fees, fee_json));
  return json.set("thresholds", thresholds_json(report.thresholds));
}

std::string render_csv(const YearlyReport& report, bool excel) {
  std::string out(excel ? kCsvBom : "");
  append_csv(out, {"period", "month", "unit", "unit_name", "resources", "samples", "allocated_cpu", "allocated_memory_gib", "allocated_size_gib",
                   "cpu_percent_used_over_provisioned", "memory_percent_used_over_provisioned", "idle", "oversized", "tight", "fit", "no_data",
                   "ledger_seq", "ledger_head", "report_digest", "ledger_origin"}, excel);
  for (const auto& unit : report.units)
    for (std::size_t m = 0; m < unit.months.size(); ++m) {
      if (!report.months[m].began) continue;
      const auto& use = unit.months[m];
      const auto& v = use.verdicts;
      std::vector<std::string> fields{year_text(report.year), to_text(report.months[m].month), unit.id, unit.name, std::to_string(use.resources),
                                      std::to_string(use.samples), amount(use, "cpu"), amount(use, "memory_gib"), amount(use, "size_gib"),
                                      decimal(use.used.cpu_percent, 3), decimal(use.used.memory_percent, 3)};
      for (const auto number : {v.idle, v.oversized, v.tight, v.fit, v.no_data}) fields.push_back(std::to_string(number));
      fields.insert(fields.end(), {std::to_string(report.head_seq), report.head_hash, report.digest, seal_origin(report.ledger_id)});
      for (auto& field : fields) field = printable(field);
      append_csv(out, fields, excel);
    }
  return out;
}

}  // namespace govcloud
