// The resources of a month as one flat table of real numbers and days, for its workbook.
#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/page_xlsx.h"
#include "core/report/render.h"

namespace govcloud {
namespace {

using Decimal = Json::Decimal;

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

SheetCell number(const std::optional<std::int64_t>& value, int places) {
  return value ? SheetCell{Decimal{*value, places}} : SheetCell{};
}
SheetCell day(const std::optional<Date>& value) { return value ? SheetCell{*value} : SheetCell{}; }

SheetCells resource_heads(Lang lang) {
  SheetCells heads;
  for (const auto* key : {"col.unit", "col.system", "col.level", "col.resource", "col.cloud_id", "col.item", "col.zone",
                          "col.cpu_cores", "col.memory_gib", "col.size_gib", "col.mbps", "col.delivered",
                          "col.reclaimed", "col.samples", "col.absent", "col.conflicts", "col.coverage"})
    heads.push_back(words(text_of(lang, key), SheetLook::head));
  for (const auto* metric : {"col.cpu", "col.memory"})
    for (const auto* figure : {"col.mean", "col.p95", "col.max"})
      heads.push_back(words(text_of(lang, metric) + " " + text_of(lang, figure), SheetLook::head));
  heads.push_back(words(text_of(lang, "col.verdict"), SheetLook::head));
  return heads;
}

SheetCell allocated(const ReportResource& row, const char* key) {
  const auto found = row.allocated.find(key);
  if (found == row.allocated.end()) return {};
  if (found->second.max) return words(std::to_string(found->second.amount) + "–" + std::to_string(*found->second.max));
  return {Decimal{found->second.amount, 0}};
}

SheetCells resource_cells(const MonthlyReport& report, Lang lang, const ReportUnit& unit, const ReportSystem& system,
                     const ReportResource& row) {
  SheetCells cells{words(named_text(lang, unit.name, unit.id)), words(named_text(lang, system.name, system.id)),
              number(system.level > 0 ? std::optional(system.level) : std::nullopt, 0), words(printable(row.id)),
              words(printable(row.cloud_id)), words(word(report, lang, "item", row.item)),
              words(row.zone.empty() ? "" : word(report, lang, "zone", row.zone))};
  for (const auto* key : {"cpu", "memory_gib", "size_gib", "mbps"}) cells.push_back(allocated(row, key));
  cells.insert(cells.end(), {day(row.delivered_on), day(row.reclaimed_on), number(row.samples, 0),
                             number(row.absent, 0), number(row.conflicts, 0), number(row.coverage, 2)});
  for (const auto* use : {&row.cpu, &row.memory})
    cells.insert(cells.end(), {number(use->mean, 3), number(use->p95, 2), number(use->max, 2)});
  cells.push_back(words(word(report, lang, "verdict", row.verdict), look_of(tone_of_verdict(row.verdict))));
  return cells;
}

Sheet resources_sheet(const MonthlyReport& report, const ReportPage& page, Lang lang) {
  Sheet sheet;
  sheet.name = text_of(lang, "section.use");
  const auto heads = resource_heads(lang);
  begin_sheet(sheet, page, sheet.name, static_cast<std::uint16_t>(heads.size()));
  sheet.rows.push_back(heads);
  for (const auto& unit : report.units)
    for (const auto& system : unit.systems)
      for (const auto& row : system.resources)
        sheet.rows.push_back(resource_cells(report, lang, unit, system, row));
  sheet.frozen_rows = 3, sheet.frozen_columns = 4, sheet.filtered_from = 2;
  fit_widths(sheet, 2);
  return sheet;
}

}  // namespace

std::string render_xlsx(const MonthlyReport& report, Lang lang, std::string_view version) {
  const auto page = page_of(report, lang);
  return xlsx_of(page, version, {resources_sheet(report, page, lang)});
}

}  // namespace govcloud
