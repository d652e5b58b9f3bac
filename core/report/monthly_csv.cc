// The monthly report as one flat table of resources.
#include "core/format/csv.h"
#include "core/format/width.h"
#include "core/ledger/seal.h"
#include "core/report/figures.h"
#include "core/report/render.h"

namespace govcloud {
namespace {

using Fields = std::vector<std::string>;

const Fields kHeader{
    "period",          "unit",            "unit_name",           "system",
    "system_name",     "resource",        "cloud_id",            "item",
    "zone",            "state",           "allocated",           "delivered_on",
    "reclaimed_on",    "samples",         "absent",              "conflicts",
    "coverage_percent", "cpu_percent_mean", "cpu_percent_p95",   "cpu_percent_max",
    "memory_percent_mean", "memory_percent_p95", "memory_percent_max", "verdict",
    "advice",          "ledger_seq",      "ledger_head",         "report_digest",
    "ledger_origin"};

/// A figure with its decimals, as JSON prints it; empty where there is none.
std::string decimal(const std::optional<std::int64_t>& value, int places) {
  return value ? Json(Json::Decimal{*value, places}).dump() : "";
}

void append_use(Fields& fields, const MetricUse& use) {
  fields.push_back(decimal(use.mean, 3));
  fields.push_back(decimal(use.p95, 2));
  fields.push_back(decimal(use.max, 2));
}

Fields fields_of(const MonthlyReport& report, const ReportUnit& unit, const ReportSystem& system,
                 const ReportResource& row) {
  Fields fields{to_text(report.period), unit.id, unit.name, system.id, system.name, row.id,
                row.cloud_id, row.item, row.zone, row.state, allocated_code(row.allocated),
                to_text(row.delivered_on), row.reclaimed_on ? to_text(*row.reclaimed_on) : "",
                std::to_string(row.samples), std::to_string(row.absent),
                std::to_string(row.conflicts), decimal(row.coverage, 2)};
  append_use(fields, row.cpu);
  append_use(fields, row.memory);
  fields.insert(fields.end(), {row.verdict, row.advice, std::to_string(report.head_seq),
                               report.head_hash, report.digest, seal_origin(report.ledger_id)});
  // CSV is also read on terminals, so what could steer one is escaped here too.
  for (auto& field : fields) field = printable(field);
  return fields;
}

}  // namespace

std::string render_csv(const MonthlyReport& report, bool excel) {
  std::string out(excel ? kCsvBom : "");
  append_csv(out, kHeader, excel);
  for (const auto& unit : report.units)
    for (const auto& system : unit.systems)
      for (const auto& row : system.resources)
        append_csv(out, fields_of(report, unit, system, row), excel);
  return out;
}

}  // namespace govcloud
