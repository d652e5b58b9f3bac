#include "core/usage/mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/usage/mapping_file.h"
#include "core/usage/unit.h"

namespace govcloud {
namespace {

void read_time(const MappingFile& file, const TomlTable& table, Mapping& mapping) {
  allow_keys(file, table, {"column", "unit", "offset"}, "[time]");
  mapping.time_column = text_needed(file, table, "column");
  const auto& unit = text_needed(file, table, "unit");
  if (unit == "s")
    mapping.time_unit = TimeUnit::seconds;
  else if (unit == "ms")
    mapping.time_unit = TimeUnit::milliseconds;
  else if (unit == "rfc3339")
    mapping.time_unit = TimeUnit::rfc3339;
  else if (unit == "local")
    mapping.time_unit = TimeUnit::local;
  else {
    file.refuse(table.find("unit")->line, message(N_("'{0}' is not a unit of time"), unit),
        message(N_("the units are s, ms, rfc3339 and local")));
  }
  if (mapping.time_unit == TimeUnit::local)
    mapping.time_offset = offset_of(file, table);
  else if (const auto* offset = table.find("offset")) {
    file.refuse(offset->line, message(N_("'offset' belongs to local times only")),
        message(N_("leave it out")));
  }
}

MetricColumn read_column(const MappingFile& file, const TomlMember& member) {
  auto metric = read_metric(file, member, {"column", "unit", "required"});
  metric.column = text_needed(file, *member.value.table(), "column");
  metric.required = flag_of(file, *member.value.table(), "required", true);
  return metric;
}

std::int64_t interval_of(const MappingFile& file, const TomlTable& root) {
  const auto* value = root.find("interval_seconds");
  if (!value) return 0;
  if (!value->number() || *value->number() < 1 || *value->number() > 86400) {
    file.refuse(value->line, message(N_("'interval_seconds' is not a whole number from 1 to 86400")),
        message(N_("leave it out to have it taken from the data")));
  }
  return *value->number();
}

void read_table_keys(const MappingFile& file, const TomlTable& root, Mapping& mapping) {
  allow_keys(file, root,
             {"name", "format", "delimiter", "trim", "comment", "resource_column", "resource_until", "resources",
              "interval_seconds", "time", "metrics"},
             "a mapping of a table");
  mapping.delimiter = character_of(file, root, "delimiter", ',');
  mapping.trim = flag_of(file, root, "trim", false);
  mapping.comment = character_of(file, root, "comment", '\0');
  if (root.find("resource_column")) {
    mapping.resource_column = text_needed(file, root, "resource_column");
  }
  read_time(file, table_needed(file, root, "time"), mapping);
  read_metrics(file, table_needed(file, root, "metrics"), mapping, read_column);
}

// By Metric; these are the kept units.
constexpr std::string_view kNativeUnits[kMetricCount] = {"percent", "mib",  "percent", "gib",
                                                         "mbps",    "mbps", "cores",   "mib"};

Mapping make_native() {
  Mapping mapping;
  mapping.name = "native";
  mapping.comment = '#';
  mapping.resource_column = "resource";
  mapping.time_column = "time";
  for (const auto& facts : kMetrics) {
    mapping.metrics.push_back(
        {facts.metric, std::string(facts.name), {facts.units_per_one, 1}, false, false, {}, {}, {},
         std::string(kNativeUnits[index_of(facts.metric)])});
  }
  return mapping;
}

}  // namespace

MetricColumn read_metric(const MappingFile& file, const TomlMember& member,
                         std::initializer_list<std::string_view> keys) {
  const auto metric = metric_named(member.key);
  if (!metric) {
    std::string names;
    for (const auto& facts : kMetrics) names += fmt::format(" {}", facts.name);
    file.refuse(member.line, message(N_("'{0}' is not a metric"), member.key),
        message(N_("the metrics are{0}"), names));
  }
  const auto* table = member.value.table();
  if (!table) {
    file.refuse(member.line, message(N_("metric '{0}' is {1}"), member.key, member.value.kind()),
        message(N_("write a table with column and unit")));
  }
  allow_keys(file, *table, keys, "a metric");
  const auto& name = text_needed(file, *table, "unit");
  const auto unit = find_unit(name, *metric);
  if (!unit) {
    file.refuse(table->find("unit")->line, message(N_("'{0}' is not a unit of {1}"), name, member.key),
        message(N_("the units are {0}"), units_of(*metric)));
  }
  return {*metric, {}, unit->scale, unit->of_capacity, true, {}, {}, {}, name};
}

void read_metrics(const MappingFile& file, const TomlTable& table, Mapping& mapping,
                  MetricColumn (*read)(const MappingFile&, const TomlMember&)) {
  for (const auto& member : table.members) mapping.metrics.push_back(read(file, member));
  std::sort(mapping.metrics.begin(), mapping.metrics.end(),
            [](const auto& a, const auto& b) { return a.metric < b.metric; });
  if (mapping.metrics.empty()) {
    file.refuse(table.line, message(N_("no metric is given")),
        message(N_("add [metrics.cpu_percent] with column and unit")));
  }
  const auto has_capacity = std::any_of(mapping.metrics.begin(), mapping.metrics.end(),
                                        [](auto& m) { return m.metric == Metric::cpu_capacity; });
  if (mapping.metrics[0].of_capacity && !has_capacity) {
    file.refuse(table.line, message(N_("cpu_percent is an amount here, and there is no cpu_capacity")),
        message(N_("add [metrics.cpu_capacity], counted in the same unit")));
  }
}

const Mapping& native_mapping() {
  static const Mapping mapping = make_native();
  return mapping;
}

Mapping read_mapping(std::string_view bytes, const std::string& name) {
  const MappingFile file{name};
  const TomlTable root = parse_toml(bytes, name);
  Mapping mapping;
  mapping.name = text_needed(file, root, "name");
  mapping.kind = kind_of(file, root);
  if (mapping.kind == SourceKind::table) read_table_keys(file, root, mapping);
  else read_source_keys(file, root, mapping);
  mapping.interval_seconds = interval_of(file, root);
  read_resources(file, root, mapping);
  return mapping;
}

}  // namespace govcloud
