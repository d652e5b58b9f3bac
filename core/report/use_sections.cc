// Sections on resources: use by unit, capacity, advice, and how the figures are made.
#include <algorithm>

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/sections.h"

namespace govcloud {
namespace {

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

std::vector<ReportColumn> use_columns(Lang lang) {
  const auto cpu = text_of(lang, "col.cpu"), memory = text_of(lang, "col.memory");
  const auto mean = text_of(lang, "col.mean"), p95 = text_of(lang, "col.p95");
  const auto max = text_of(lang, "col.max");
  return {{text_of(lang, "col.resource")},  {text_of(lang, "col.allocated")},
          {text_of(lang, "col.coverage"), "", true},
          {mean, cpu, true},    {p95, cpu, true},    {max, cpu, true},
          {mean, memory, true}, {p95, memory, true}, {max, memory, true},
          {text_of(lang, "col.verdict")}};
}

Cell bar_cell(const std::string& text, const std::optional<std::int64_t>& hundredths) {
  Cell cell{text};
  cell.bar = hundredths;
  return cell;
}

void append_use(std::vector<Cell>& cells, const MetricUse& use) {
  std::optional<std::int64_t> mean;
  if (use.mean) mean = (*use.mean + 5) / 10;
  cells.push_back(bar_cell(percent_of_thousandths(use.mean), mean));
  cells.push_back(bar_cell(percent_of_hundredths(use.p95), use.p95));
  cells.push_back({percent_of_hundredths(use.max)});
}

/// What is special about the month of a resource: in trial, its first or last day, odd samples.
std::string remark(const MonthlyReport& report, Lang lang, const ReportResource& row) {
  std::string text = word(report, lang, "item", row.item);
  if (row.state != "in_service") text += " · " + word(report, lang, "resource", row.state);
  if (row.reclaimed_on) text += " " + to_text(*row.reclaimed_on);
  if (!row.cloud_id.empty()) text += " · " + printable(row.cloud_id);
  return text;
}

std::string samples_remark(Lang lang, const ReportResource& row) {
  return label(lang, "word.samples", {std::to_string(row.samples)}) +
         (row.absent > 0 ? " · " + label(lang, "word.absent", {std::to_string(row.absent)}) : "") +
         (row.conflicts > 0 ? " · " + label(lang, "word.conflicts", {std::to_string(row.conflicts)})
                            : "");
}

Row use_row(const MonthlyReport& report, Lang lang, const ReportResource& row) {
  Row line;
  line.cells = {{printable(row.id), remark(report, lang, row)},
                {allocated_text(row.allocated),
                 row.zone.empty() ? "" : word(report, lang, "zone", row.zone),
                 allocated_brief(row.allocated)},
                {percent_of_hundredths(row.coverage), samples_remark(lang, row)}};
  append_use(line.cells, row.cpu);
  append_use(line.cells, row.memory);
  Cell verdict{word(report, lang, "verdict", row.verdict)};
  verdict.tone = tone_of_verdict(row.verdict);
  line.cells.push_back(verdict);
  return line;
}

std::string used_text(Lang lang, std::string_view key, const UsedOverProvisioned& used) {
  return label(lang, key,
               {ratio_text(lang, used.cpu_percent), ratio_text(lang, used.memory_percent)});
}

Row system_heading(Lang lang, const ReportSystem& system) {
  std::string note = used_text(lang, "intro.used_short", system.used);
  if (system.level > 0)
    note = label(lang, "word.level", {std::to_string(system.level)}) + " · " + note;
  if (system.taken_over_on) note = label(lang, "word.taken_over", {to_text(*system.taken_over_on)}) + " · " + note;
  return {named_text(lang, system.name, system.id), note, {}};
}

Section unit_section(const MonthlyReport& report, Lang lang, const ReportUnit& unit) {
  Section section{"unit", named_text(lang, unit.name, unit.id), 3};
  section.sheet = false;
  section.intro = used_text(lang, "intro.used", unit.used);
  section.columns = use_columns(lang);
  for (const auto& system : unit.systems) {
    section.rows.push_back(system_heading(lang, system));
    for (const auto& row : system.resources)
      section.rows.push_back(use_row(report, lang, row));
  }
  return section;
}

Cell count_cell(std::int64_t count) {
  Cell cell{std::to_string(count)};
  cell.number = Json::Decimal{count, 0};
  return cell;
}

/// The keys that have a column of their own.
constexpr const char* kCapacityKeys[] = {"cpu", "memory_gib", "size_gib", "mbps"};

std::string sum_text(const MonthlyReport& report, Lang lang, const ReportAdvice& advice) {
  std::string text;
  for (const auto& step : advice.steps) {
    if (!text.empty()) text += lang == Lang::zh ? "；" : "; ";
    text += label(lang, "advice.step",
                  {word(report, lang, "key", step.key), percent_of_hundredths(step.p95_percent),
                   std::to_string(step.from), std::to_string(step.to),
                   percent_of_hundredths(step.expected_percent),
                   limit_of_hundredths(step.limit_percent)});
  }
  return text.empty() ? kNoFigure : text;
}

}  // namespace

std::string advice_text(const ReportHead& report, Lang lang, const ReportAdvice& advice) {
  const std::string key = "action." + advice.action;
  if (!advice.size.empty()) return label(lang, key + "_size", {size_text(advice.size)});
  return word(report, lang, "action", advice.action);
}

std::vector<Section> use_sections(const MonthlyReport& report, Lang lang) {
  std::vector<Section> sections{{"use", text_of(lang, "section.use")}};
  sections.front().sheet = false;
  if (report.units.empty()) sections.front().empty = label(lang, "empty.use");
  else sections.front().intro = used_text(lang, "intro.used", report.used);
  for (const auto& unit : report.units) sections.push_back(unit_section(report, lang, unit));
  return sections;
}

Section capacity_section(const MonthlyReport& report, Lang lang) {
  Section section{"capacity", text_of(lang, "section.capacity")};
  section.intro = label(lang, "intro.capacity"), section.empty = label(lang, "empty.capacity");
  section.columns = {{text_of(lang, "col.zone")}, {text_of(lang, "col.resources"), "", true},
                     {text_of(lang, "col.cpu_cores"), "", true},
                     {text_of(lang, "col.memory_gib"), "", true},
                     {text_of(lang, "col.size_gib"), "", true},
                     {text_of(lang, "col.mbps"), "", true}};
  for (const auto& zone : report.capacity) {
    Row row;
    row.cells = {{zone.zone.empty() ? kNoFigure : word(report, lang, "zone", zone.zone)},
                 count_cell(zone.resources)};
    for (const auto* key : kCapacityKeys) {
      const auto found = zone.allocated.find(key);
      row.cells.push_back(count_cell(found == zone.allocated.end() ? 0 : found->second));
    }
    section.rows.push_back(std::move(row));
  }
  return section;
}

Section advice_section(const MonthlyReport& report, Lang lang) {
  Section section{"advice", text_of(lang, "section.advice")};
  section.empty = label(lang, "empty.advice");
  section.columns = {{text_of(lang, "col.resource")}, {text_of(lang, "col.verdict")},
                     {text_of(lang, "col.advice")}, {text_of(lang, "col.sum")}};
  for (const auto& advice : report.advice) {
    Cell verdict{word(report, lang, "verdict", advice.verdict)};
    verdict.tone = tone_of_verdict(advice.verdict);
    section.rows.push_back({"", "", {{printable(advice.resource)}, verdict,
                                     {advice_text(report, lang, advice)},
                                     {sum_text(report, lang, advice)}}});
  }
  return section;
}

Section definitions_section(const ReportHead& report, Lang lang) {
  Section section{"definitions", text_of(lang, "section.definitions")};
  for (const auto* key : {"define.used", "define.mean", "define.p95", "define.coverage"})
    section.paragraphs.push_back(text_of(lang, key));
  const Thresholds& t = report.thresholds;
  const auto percent = limit_of_hundredths;
  std::vector<std::string> verdicts{
      label(lang, "define.idle", {percent(t.idle_cpu_mean), percent(t.idle_cpu_max),
                                  percent(t.idle_memory_mean)}),
      label(lang, "define.oversized",
            {percent(t.oversized_cpu_max), percent(t.oversized_memory_max)}),
      label(lang, "define.tight", {percent(t.tight_cpu_p95), percent(t.tight_memory_p95)}),
      label(lang, "define.no_data", {percent(t.coverage_min)})};
  for (auto& sentence : verdicts) {
    sentence = t.basis.example
                   ? label(lang, "define.example_stop", {sentence, text_of(lang, "define.example")})
                   : label(lang, "define.stop", {sentence});
    section.paragraphs.push_back(std::move(sentence));
  }
  section.paragraphs.push_back(text_of(lang, "define.days"));
  return section;
}

}  // namespace govcloud
