#include "core/report/charts.h"

#include <algorithm>

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"

namespace govcloud {
namespace {

using Decimal = Json::Decimal;

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

std::optional<Decimal> percent(const std::optional<std::int64_t>& thousandths) {
  if (!thousandths) return std::nullopt;
  return Decimal{(*thousandths + 5) / 10, 2};
}

/// "highest 14.60 % on 2026-10-12, lowest …": the days on which a line is at its ends.
std::string extremes(Lang lang, const Chart& chart, const ChartSeries& series) {
  std::optional<std::size_t> low, high;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    if (!series.values[i]) continue;
    if (!low || series.values[i]->units < series.values[*low]->units) low = i;
    if (!high || series.values[i]->units > series.values[*high]->units) high = i;
  }
  if (!low) return label(lang, "chart.no_line", {series.name});
  return label(lang, "chart.extremes",
               {series.name, percent_of_hundredths(series.values[*high]->units), chart.names[*high],
                percent_of_hundredths(series.values[*low]->units), chart.names[*low]});
}

std::optional<Chart> days_chart(const MonthlyReport& report, Lang lang) {
  Chart chart{Chart::Kind::lines, "days", text_of(lang, "chart.days"), "%", {}, {}, {}};
  ChartSeries cpu{text_of(lang, "chart.cpu"), Tone::plain, {}}, memory{text_of(lang, "chart.memory"), Tone::watch, {}};
  bool any = false;
  for (const auto& day : report.days) {
    chart.names.push_back(to_text(day.day));
    cpu.values.push_back(percent(day.used.cpu_percent));
    memory.values.push_back(percent(day.used.memory_percent));
    any = any || cpu.values.back() || memory.values.back();
  }
  if (!any) return std::nullopt;
  chart.says = extremes(lang, chart, cpu) + (lang == Lang::zh ? "" : " ") + extremes(lang, chart, memory);
  chart.series = {std::move(cpu), std::move(memory)};
  return chart;
}

/// What a unit has of processors: allocated at the upper bound, and of that what it used, by its own
/// ratio, in hundredths.
struct UnitCpu {
  std::string name;
  std::int64_t allocated = 0;
  std::optional<std::int64_t> used_hundredths = {};  // nothing where nothing was measured
};

UnitCpu cpu_of(const ReportUnit& unit) {
  UnitCpu cpu{printable(unit.name.empty() ? unit.id : unit.name)};
  for (const auto& system : unit.systems)
    for (const auto& resource : system.resources)
      if (const auto found = resource.allocated.find("cpu"); found != resource.allocated.end())
        cpu.allocated += found->second.upper();
  // allocated times thousandths of a percent is 10^5 times the cores that were used.
  if (unit.used.cpu_percent) cpu.used_hundredths = (cpu.allocated * *unit.used.cpu_percent + 500) / 1000;
  return cpu;
}

std::optional<Chart> units_chart(const MonthlyReport& report, Lang lang) {
  std::vector<UnitCpu> units;
  for (const auto& unit : report.units)
    if (auto cpu = cpu_of(unit); cpu.allocated > 0) units.push_back(std::move(cpu));
  if (units.empty()) return std::nullopt;
  std::stable_sort(units.begin(), units.end(),
                   [](const UnitCpu& a, const UnitCpu& b) { return a.allocated > b.allocated; });
  const auto all = units.size();
  units.resize(std::min(all, kChartUnits));
  Chart chart{Chart::Kind::parts, "units", text_of(lang, "chart.units"), "vCPU", {}, {}, {}};
  ChartSeries allocated{text_of(lang, "chart.allocated"), Tone::quiet, {}}, used{text_of(lang, "chart.used"), Tone::plain, {}};
  for (const auto& unit : units) {
    chart.names.push_back(unit.name);
    allocated.values.push_back(Decimal{unit.allocated, 0});
    used.values.push_back(unit.used_hundredths ? std::optional(Decimal{*unit.used_hundredths, 2}) : std::nullopt);
    chart.says += unit.used_hundredths
                      ? label(lang, "chart.unit_says", {unit.name, std::to_string(unit.allocated),
                                                        percent_of_hundredths(unit.used_hundredths)})
                      : label(lang, "chart.unit_unmeasured", {unit.name, std::to_string(unit.allocated)});
  }
  if (all > units.size())
    chart.says += label(lang, "chart.more_units", {std::to_string(all - units.size())});
  chart.series = {std::move(allocated), std::move(used)};
  return chart;
}

std::optional<Chart> deadlines_chart(const MonthlyReport& report, Lang lang) {
  const std::vector<std::pair<std::string, Tone>> kinds{
      {"kept", Tone::good}, {"late", Tone::watch}, {"overdue", Tone::bad}, {"open", Tone::quiet}};
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  for (const auto& request : report.requests)
    for (const auto& deadline : request.deadlines)
      for (const auto& [status, tone] : kinds)
        if (deadline.status == status) ++counts[deadline.owner][status];
  if (counts.empty()) return std::nullopt;
  Chart chart{Chart::Kind::stacked, "deadlines", text_of(lang, "chart.deadlines"), "", {}, {}, {}};
  for (const auto& [status, tone] : kinds)
    chart.series.push_back({text_of(lang, "chart." + status), tone, {}});
  for (auto& [owner, by_status] : counts) {
    chart.names.push_back(word(report, lang, "owner", owner));
    std::vector<std::string> said{chart.names.back()};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const auto count = by_status[kinds[i].first];
      chart.series[i].values.push_back(Decimal{count, 0});
      said.push_back(std::to_string(count));
    }
    chart.says += label(lang, "chart.deadlines_say", said);
  }
  return chart;
}

}  // namespace

std::vector<Chart> charts_of(const MonthlyReport& report, Lang lang) {
  std::vector<Chart> charts;
  for (const auto make : {days_chart, units_chart, deadlines_chart})
    if (auto chart = make(report, lang)) charts.push_back(std::move(*chart));
  return charts;
}

}  // namespace govcloud
