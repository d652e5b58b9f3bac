#include "core/report/charts.h"

#include <algorithm>

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/parts.h"

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

}  // namespace

std::optional<Chart> use_chart(const std::string& id, const std::string& title, const std::vector<UsePoint>& points, Lang lang) {
  Chart chart{Chart::Kind::lines, id, title, "%", {}, {}, {}};
  ChartSeries cpu{text_of(lang, "chart.cpu"), Tone::plain, {}}, memory{text_of(lang, "chart.memory"), Tone::watch, {}};
  bool any = false;
  for (const auto& point : points) {
    chart.names.push_back(point.name);
    cpu.values.push_back(percent(point.used.cpu_percent));
    memory.values.push_back(percent(point.used.memory_percent));
    any = any || cpu.values.back() || memory.values.back();
  }
  if (!any) return std::nullopt;
  chart.says = extremes(lang, chart, cpu) + (lang == Lang::zh ? "" : " ") + extremes(lang, chart, memory);
  chart.series = {std::move(cpu), std::move(memory)};
  return chart;
}

std::optional<Chart> units_chart(std::vector<UnitCpu> units, Lang lang) {
  std::erase_if(units, [](const UnitCpu& unit) { return unit.allocated <= 0; });
  if (units.empty()) return std::nullopt;
  std::stable_sort(units.begin(), units.end(),
                   [](const UnitCpu& a, const UnitCpu& b) { return a.allocated > b.allocated; });
  const auto all = units.size();
  units.resize(std::min(all, kChartUnits));
  Chart chart{Chart::Kind::parts, "units", text_of(lang, "chart.units"), "vCPU", {}, {}, {}};
  ChartSeries allocated{text_of(lang, "chart.allocated"), Tone::quiet, {}}, used{text_of(lang, "chart.used"), Tone::plain, {}};
  for (const auto& unit : units) {
    // allocated times thousandths of a percent is 10^5 times the cores that were used.
    std::optional<std::int64_t> cores;
    if (unit.used_percent) cores = (unit.allocated * *unit.used_percent + 500) / 1000;
    chart.names.push_back(unit.name);
    allocated.values.push_back(Decimal{unit.allocated, 0});
    used.values.push_back(cores ? std::optional(Decimal{*cores, 2}) : std::nullopt);
    chart.says += cores ? label(lang, "chart.unit_says", {unit.name, std::to_string(unit.allocated), percent_of_hundredths(cores)})
                        : label(lang, "chart.unit_unmeasured", {unit.name, std::to_string(unit.allocated)});
  }
  if (all > units.size())
    chart.says += label(lang, "chart.more_units", {std::to_string(all - units.size())});
  chart.series = {std::move(allocated), std::move(used)};
  return chart;
}

std::optional<Chart> limits_chart(const std::string& title, const std::vector<LimitsBar>& bars, Lang lang) {
  struct Part {
    const char* word;
    Tone tone;
    std::int64_t DeadlineCounts::*count;
  };
  static constexpr Part kParts[] = {{"chart.kept", Tone::good, &DeadlineCounts::kept}, {"chart.late", Tone::watch, &DeadlineCounts::late},
                                    {"chart.overdue", Tone::bad, &DeadlineCounts::overdue}, {"chart.open", Tone::quiet, &DeadlineCounts::open}};
  Chart chart{Chart::Kind::stacked, "deadlines", title, "", {}, {}, {}};
  for (const auto& part : kParts) chart.series.push_back({text_of(lang, part.word), part.tone, {}});
  for (const auto& bar : bars) {
    const auto& c = bar.counts;
    if (c.kept + c.late + c.overdue + c.open == 0) continue;
    chart.names.push_back(bar.name);
    std::vector<std::string> said{bar.name};
    for (std::size_t i = 0; i < std::size(kParts); ++i) {
      chart.series[i].values.push_back(Decimal{c.*kParts[i].count, 0});
      said.push_back(std::to_string(c.*kParts[i].count));
    }
    chart.says += label(lang, "chart.deadlines_say", said);
  }
  if (chart.names.empty()) return std::nullopt;
  return chart;
}

namespace {

std::optional<Chart> days_chart(const MonthlyReport& report, Lang lang) {
  std::vector<UsePoint> points;
  for (const auto& day : report.days) points.push_back({to_text(day.day), day.used});
  return use_chart("days", text_of(lang, "chart.days"), points, lang);
}

std::optional<Chart> units_chart_of(const MonthlyReport& report, Lang lang) {
  std::vector<UnitCpu> units;
  for (const auto& unit : report.units) {
    UnitCpu cpu{printable(unit.name.empty() ? unit.id : unit.name), 0, unit.used.cpu_percent};
    for (const auto& system : unit.systems)
      for (const auto& resource : system.resources)
        if (const auto found = resource.allocated.find("cpu"); found != resource.allocated.end())
          cpu.allocated += found->second.upper();
    units.push_back(std::move(cpu));
  }
  return units_chart(std::move(units), lang);
}

std::optional<Chart> owners_chart(const MonthlyReport& report, Lang lang) {
  std::map<std::string, DeadlineCounts> counts;
  for (const auto& request : report.requests)
    for (const auto& deadline : request.deadlines) count(counts[deadline.owner], deadline.status);
  std::vector<LimitsBar> bars;
  for (const auto& [owner, by_status] : counts) bars.push_back({word(report, lang, "owner", owner), by_status});
  return limits_chart(text_of(lang, "chart.deadlines"), bars, lang);
}

}  // namespace

std::vector<Chart> charts_of(const MonthlyReport& report, Lang lang) {
  std::vector<Chart> charts;
  for (const auto make : {days_chart, units_chart_of, owners_chart})
    if (auto chart = make(report, lang)) charts.push_back(std::move(*chart));
  return charts;
}

}  // namespace govcloud
