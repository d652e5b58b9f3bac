#include "core/usage/mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/format/input_error.h"
#include "core/format/toml.h"
#include "core/usage/bad_row.h"
#include "core/usage/unit.h"

namespace govcloud {
namespace {

// The file being read, for messages.
struct File {
  const std::string& name;
  [[noreturn]] void refuse(int line, Message what, Message mend) const {
    throw InputError(78, message(N_("{0} line {1}"), name, line), std::move(what), std::move(mend));
  }
};

void allow_keys(const File& file, const TomlTable& table,
                std::initializer_list<std::string_view> keys, std::string_view where) {
  for (const auto& member : table.members) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    file.refuse(member.line, message(N_("key '{0}' is not one of {1}"), member.key, where),
        message(N_("the keys are {0}"), fmt::format("{}", fmt::join(keys, ", "))));
  }
}

const std::string* text_of(const File& file, const TomlTable& table, std::string_view key) {
  const auto* value = table.find(key);
  if (!value) return nullptr;
  if (!value->text()) {
    file.refuse(value->line, message(N_("'{0}' is {1}, and text is wanted"), key, value->kind()),
        message(N_("write it in quotes")));
  }
  return value->text();
}

const std::string& text_needed(const File& file, const TomlTable& table, std::string_view key) {
  const auto* text = text_of(file, table, key);
  if (!text || text->empty()) {
    file.refuse(table.line, message(N_("'{0}' is missing or empty"), key),
        message(N_("add {0} = \"…\""), key));
  }
  return *text;
}

bool flag_of(const File& file, const TomlTable& table, std::string_view key, bool otherwise) {
  const auto* value = table.find(key);
  if (!value) return otherwise;
  if (!value->boolean()) {
    file.refuse(value->line, message(N_("'{0}' is {1}"), key, value->kind()),
        message(N_("write true or false")));
  }
  return *value->boolean();
}

char character_of(const File& file, const TomlTable& table, std::string_view key, char otherwise) {
  const auto* text = text_of(file, table, key);
  if (!text) return otherwise;
  const char c = text->size() == 1 ? (*text)[0] : '\0';
  if (c < ' ' ? c != '\t' : (c > '~' || c == '"')) {
    file.refuse(table.find(key)->line, message(N_("'{0}' is not one ASCII character"), key),
        message(N_("write one character other than the double quote; a tab is \"\\t\"")));
  }
  return c;
}

Offset offset_of(const File& file, const TomlTable& table) {
  const auto* text = text_of(file, table, "offset");
  if (!text) file.refuse(table.line, message(N_("local times need an 'offset'")),
      message(N_("add offset = \"+08:00\"")));
  // A time at that offset, read back, gives it: 1970-01-02T00:00 local is a day less the offset.
  const auto instant = parse_instant("1970-01-02T00:00:00" + *text);
  if (!instant) {
    file.refuse(table.find("offset")->line, message(N_("'{0}' is not an offset"), *text),
        message(N_("write it as +08:00")));
  }
  return Offset{24 * 60 - instant->time_since_epoch().count() / 60};
}

void read_time(const File& file, const TomlTable& table, Mapping& mapping) {
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

MetricColumn read_metric(const File& file, const TomlMember& member) {
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
  allow_keys(file, *table, {"column", "unit", "required"}, "a metric");
  const auto& name = text_needed(file, *table, "unit");
  const auto unit = find_unit(name, *metric);
  if (!unit) {
    file.refuse(table->find("unit")->line, message(N_("'{0}' is not a unit of {1}"), name, member.key),
        message(N_("the units are {0}"), units_of(*metric)));
  }
  return {*metric, text_needed(file, *table, "column"), unit->scale, unit->of_capacity,
          flag_of(file, *table, "required", true)};
}

void read_metrics(const File& file, const TomlTable& table, Mapping& mapping) {
  for (const auto& member : table.members) mapping.metrics.push_back(read_metric(file, member));
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

const TomlTable& table_needed(const File& file, const TomlTable& root, std::string_view key) {
  const auto* value = root.find(key);
  if (value && value->table()) return *value->table();
  file.refuse(value ? value->line : 1, message(N_("there is no table [{0}]"), key),
      message(N_("add [{0}]; govcloud-usage(5) tells its keys"), key));
}

std::int64_t interval_of(const File& file, const TomlTable& root) {
  const auto* value = root.find("interval_seconds");
  if (!value) return 0;
  if (!value->number() || *value->number() < 1 || *value->number() > 86400) {
    file.refuse(value->line, message(N_("'interval_seconds' is not a whole number from 1 to 86400")),
        message(N_("leave it out to have it taken from the data")));
  }
  return *value->number();
}

struct Kind {
  SourceKind kind;
  std::string_view code;
};
constexpr Kind kKinds[] = {{SourceKind::table, "table"}, {SourceKind::sysstat, "sysstat"}};

SourceKind kind_of(const File& file, const TomlTable& root) {
  const auto* text = text_of(file, root, "format");
  if (!text) return SourceKind::table;
  std::string codes;
  for (const auto& kind : kKinds) {
    if (kind.code == *text) return kind.kind;
    codes += fmt::format(" {}", kind.code);
  }
  file.refuse(root.find("format")->line, message(N_("'{0}' is not a format"), *text),
              message(N_("the formats are{0}"), codes));
}

void read_table_keys(const File& file, const TomlTable& root, Mapping& mapping) {
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
  read_metrics(file, table_needed(file, root, "metrics"), mapping);
}

// Times without an offset of their own are read at this one.
void read_offset(const File& file, const TomlTable& root, Mapping& mapping) {
  if (!root.find("time")) return;
  const auto& time = table_needed(file, root, "time");
  allow_keys(file, time, {"offset"}, "[time]");
  mapping.time_offset = offset_of(file, time);
}

void read_interfaces(const File& file, const TomlTable& root, Mapping& mapping) {
  const auto* value = root.find("interfaces");
  if (!value) return;
  for (const auto& item : value->items() ? *value->items() : TomlArray{}) {
    if (item.text()) mapping.interfaces.push_back(*item.text());
  }
  if (!value->items() || mapping.interfaces.size() != value->items()->size() || mapping.interfaces.empty())
    file.refuse(value->line, message(N_("'interfaces' is not a list of names")),
                message(N_("write interfaces = [\"eth0\"]")));
}

void read_sysstat_keys(const File& file, const TomlTable& root, Mapping& mapping) {
  allow_keys(file, root,
             {"name", "format", "resource_until", "resources", "interval_seconds", "interfaces", "time"},
             "a mapping of sysstat");
  read_offset(file, root, mapping);
  read_interfaces(file, root, mapping);
}

void read_resources(const File& file, const TomlTable& root, Mapping& mapping) {
  mapping.resource_until = character_of(file, root, "resource_until", '\0');
  if (!root.find("resources")) return;
  for (const auto& member : table_needed(file, root, "resources").members) {
    if (!member.value.text()) {
      file.refuse(member.line, message(N_("'{0}' is {1}, and text is wanted"), member.key, member.value.kind()),
                  message(N_("write it in quotes")));
    }
    if (mapping.resource_until != '\0' && member.key.find(mapping.resource_until) != member.key.npos)
      file.refuse(member.line, message(N_("'{0}' is cut before '{1}', and can match nothing"), member.key, std::string(1, mapping.resource_until)),
                  message(N_("write the name as far as that character")));
    if (const auto fault = resource_fault(*member.value.text()); !fault.empty())
      file.refuse(member.line, message(fault, shown(*member.value.text())), message(N_("write the cloud id that the ledger knows")));
    mapping.resources.emplace_back(member.key, *member.value.text());
  }
  std::sort(mapping.resources.begin(), mapping.resources.end());
}

Mapping make_native() {
  Mapping mapping;
  mapping.name = "native";
  mapping.comment = '#';
  mapping.resource_column = "resource";
  mapping.time_column = "time";
  for (const auto& facts : kMetrics) {
    mapping.metrics.push_back(
        {facts.metric, std::string(facts.name), {facts.units_per_one, 1}, false, false});
  }
  return mapping;
}

}  // namespace

const Mapping& native_mapping() {
  static const Mapping mapping = make_native();
  return mapping;
}

Mapping read_mapping(std::string_view bytes, const std::string& name) {
  const File file{name};
  const TomlTable root = parse_toml(bytes, name);
  Mapping mapping;
  mapping.name = text_needed(file, root, "name");
  mapping.kind = kind_of(file, root);
  switch (mapping.kind) {
    case SourceKind::table: read_table_keys(file, root, mapping); break;
    case SourceKind::sysstat: read_sysstat_keys(file, root, mapping); break;
  }
  mapping.interval_seconds = interval_of(file, root);
  read_resources(file, root, mapping);
  return mapping;
}

std::string Mapping::cloud_id(std::string_view source_name) const {
  if (resource_until != '\0') source_name = source_name.substr(0, source_name.find(resource_until));
  const auto at = std::lower_bound(resources.begin(), resources.end(), source_name,
                                   [](const auto& known, std::string_view wanted) { return known.first < wanted; });
  return at != resources.end() && at->first == source_name ? at->second : std::string(source_name);
}

bool Mapping::counts_interface(std::string_view interface) const {
  if (interfaces.empty()) return interface != "lo";
  return std::find(interfaces.begin(), interfaces.end(), interface) != interfaces.end();
}

}  // namespace govcloud
