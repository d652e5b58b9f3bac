// The part of the monthly report on resources: who was alive, how much of it was used, and advice.
#include <algorithm>
#include <tuple>

#include "core/report/use_sums.h"

namespace govcloud {

bool alive_in(const ReportView& view, const Resource& resource) {
  return resource.delivered_on && *resource.delivered_on < view.end &&
         (!resource.reclaimed_on || *resource.reclaimed_on >= view.begin);
}

Span alive_span(const ReportView& view, const Resource& resource) {
  constexpr std::chrono::days kDay{1};
  Date to = std::min(view.end, view.today + kDay);
  if (resource.reclaimed_on) to = std::min(to, *resource.reclaimed_on + kDay);
  return {start_of(std::max(view.begin, *resource.delivered_on), view.policy.offset),
          start_of(to, view.policy.offset)};
}

std::optional<ReportAdvice> advice_for(const ReportView& view, const Resource& resource,
                                       const Rollup& rollup, Verdict verdict) {
  if (verdict == Verdict::fit || verdict == Verdict::no_data) return std::nullopt;
  ReportAdvice advice{resource.id, resource.unit, std::string(code_of(verdict)), {}, {}, {}};
  advice.action = verdict == Verdict::idle ? "give_back"
                  : verdict == Verdict::oversized ? "shrink" : "enlarge";
  std::map<std::string, long long> allocated;
  for (const auto& [key, quantity] : resource.delivered) allocated[key] = quantity.upper();
  if (const auto* item = view.policy.item(resource.item))
    if (auto found = advise(view.policy.thresholds, *item, allocated, rollup, verdict))
      advice.size = std::move(found->size), advice.steps = std::move(found->steps);
  if (advice.action == "shrink" && advice.size.empty()) return std::nullopt;
  return advice;
}

bool by_number(const Resource* a, const Resource* b) {
  const auto key = [](const std::string& id) {
    const auto dash = std::min(id.rfind('-'), id.size());
    return std::tuple(id.substr(0, dash), id.size() - dash, id.substr(dash));
  };
  return key(a->id) < key(b->id);
}

void count(VerdictCounts& counts, Verdict verdict) {
  switch (verdict) {
    case Verdict::idle: ++counts.idle; return;
    case Verdict::oversized: ++counts.oversized; return;
    case Verdict::tight: ++counts.tight; return;
    case Verdict::fit: ++counts.fit; return;
    case Verdict::no_data: ++counts.no_data; return;
  }
}

namespace {

MetricUse use_of(const Spread& spread) {
  if (spread.count == 0) return {};
  return {mean(spread, 1), spread.p95, spread.max};
}

void measure(ReportResource& row, const ReportView& view, const Resource& resource,
             const Rollup& rollup) {
  row.samples = rollup.samples, row.absent = rollup.absent, row.conflicts = rollup.conflicts;
  row.coverage = coverage(rollup, alive_span(view, resource));
  row.cpu = use_of(rollup.cpu_percent), row.memory = use_of(rollup.memory_percent);
}

ReportResource add_resource(MonthlyReport& report, const ReportView& view,
                            const Resource& resource, const Rollup& rollup) {
  ReportResource row;
  row.id = resource.id, row.cloud_id = resource.cloud_id, row.item = resource.item;
  row.zone = resource.zone, row.state = name_of(resource.state);
  row.allocated = resource.delivered, row.delivered_on = *resource.delivered_on;
  row.reclaimed_on = resource.reclaimed_on;
  measure(row, view, resource, rollup);
  const Verdict verdict = judge(view.policy.thresholds, rollup, row.coverage);
  row.verdict = code_of(verdict);
  if (auto advice = advice_for(view, resource, rollup, verdict)) {
    row.advice = advice->action;
    report.advice.push_back(std::move(*advice));
  }
  count(report.verdicts, verdict);
  ++report.resources, report.samples = sum_of(report.samples, row.samples);
  return row;
}

/// What is allocated when the month ends, or on the day of the report in a month that runs on.
void add_capacity(std::map<std::string, ZoneCapacity>& zones, const ReportView& view,
                  const Resource& resource) {
  if (resource.reclaimed_on && *resource.reclaimed_on < view.end) return;
  auto& zone = zones[resource.zone];
  zone.zone = resource.zone, ++zone.resources;
  for (const auto& [key, quantity] : resource.delivered)
    zone.allocated[key] = sum_of(zone.allocated[key], quantity.upper());
}

/// Resources of the month by unit and system.
using Grouped = std::map<std::string, std::map<std::string, std::vector<const Resource*>>>;

Grouped grouped(const ReportView& view) {
  Grouped groups;
  for (const auto& [id, resource] : view.books.resources)
    if (alive_in(view, resource) && view.shows(resource.unit))
      groups[resource.unit][resource.system].push_back(&resource);
  for (auto& [unit, systems] : groups)
    for (auto& [system, resources] : systems) std::sort(resources.begin(), resources.end(), by_number);
  return groups;
}

ReportSystem system_row(const ReportView& view, const std::string& id) {
  ReportSystem row;
  row.id = id;
  if (const auto* system = find(view.books.systems, id)) {
    row.name = system->name, row.level = system->level;
    row.state = name_of(system->state), row.taken_over_on = system->taken_over_on;
  }
  return row;
}

const Rollup& rollup_of(const ReportView& view, const std::string& resource) {
  static const Rollup kNothing;
  const auto found = view.rollups.find(resource);
  return found == view.rollups.end() ? kNothing : found->second;
}

}  // namespace

void add_resources(MonthlyReport& report, const ReportView& view) {
  std::map<std::string, ZoneCapacity> zones;
  UseSums all;
  for (const auto& [unit_id, systems] : grouped(view)) {
    const auto* known = find(view.books.units, unit_id);
    ReportUnit unit{unit_id, known != nullptr ? known->name_on(std::min(view.end, view.today + std::chrono::days{1}) - std::chrono::days{1}) : "", {}, {}};
    UseSums of_unit;
    for (const auto& [system_id, resources] : systems) {
      ReportSystem system = system_row(view, system_id);
      UseSums of_system;
      for (const auto* resource : resources) {
        const Rollup& rollup = rollup_of(view, resource->id);
        system.resources.push_back(add_resource(report, view, *resource, rollup));
        of_system.add(sums_of(rollup, resource->delivered));
        add_capacity(zones, view, *resource);
      }
      system.used = of_system.ratio();
      of_unit.add(of_system);
      unit.systems.push_back(std::move(system));
    }
    unit.used = of_unit.ratio();
    all.add(of_unit);
    report.units.push_back(std::move(unit));
  }
  report.used = all.ratio();
  for (auto& [name, zone] : zones) report.capacity.push_back(std::move(zone));
}

}  // namespace govcloud
