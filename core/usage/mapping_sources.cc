// The mappings of sources that are no tables.
#include <fmt/format.h>

#include <algorithm>

#include "core/usage/bad_row.h"
#include "core/usage/mapping_file.h"

namespace govcloud {
namespace {

struct Kind {
  SourceKind kind;
  std::string_view code;
};
constexpr Kind kKinds[] = {{SourceKind::table, "table"},       {SourceKind::sysstat, "sysstat"},
                           {SourceKind::domstats, "domstats"}, {SourceKind::collectd, "collectd"},
                           {SourceKind::prometheus, "prometheus"}, {SourceKind::openstack, "openstack"}};

// Times without an offset of their own are read at this one.
void read_offset(const MappingFile& file, const TomlTable& root, Mapping& mapping) {
  if (!root.find("time")) return;
  const auto& time = table_needed(file, root, "time");
  allow_keys(file, time, {"offset"}, "[time]");
  mapping.time_offset = offset_of(file, time);
}

void read_interfaces(const MappingFile& file, const TomlTable& root, Mapping& mapping) {
  const auto* value = root.find("interfaces");
  if (!value) return;
  for (const auto& item : value->items() ? *value->items() : TomlArray{}) {
    if (item.text()) mapping.interfaces.push_back(*item.text());
  }
  if (!value->items() || mapping.interfaces.size() != value->items()->size() || mapping.interfaces.empty())
    file.refuse(value->line, message(N_("'interfaces' is not a list of names")),
                message(N_("write interfaces = [\"eth0\"]")));
}

// A table of texts, in order of its keys.
std::vector<std::pair<std::string, std::string>> texts_of(const MappingFile& file, const TomlTable& table,
                                                          std::string_view key) {
  std::vector<std::pair<std::string, std::string>> texts;
  if (!table.find(key)) return texts;
  for (const auto& member : table_needed(file, table, key).members) {
    if (!member.value.text()) {
      file.refuse(member.line, message(N_("'{0}' is {1}, and text is wanted"), member.key, member.value.kind()),
                  message(N_("write it in quotes")));
    }
    texts.emplace_back(member.key, *member.value.text());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

void read_free_memory(const MappingFile& file, const TomlTable& root, Mapping& mapping) {
  const auto* text = text_of(file, root, "free_memory");
  if (!text) return;
  if (*text != "unused" && *text != "usable")
    file.refuse(root.find("free_memory")->line, message(N_("'{0}' is not a kind of free memory"), *text),
                message(N_("the kinds are unused and usable")));
  mapping.free_memory = *text;
}

MetricColumn read_series(const MappingFile& file, const TomlMember& member) {
  auto metric = read_metric(file, member, {"unit", "labels", "file", "query"});
  const auto& table = *member.value.table();
  metric.column = member.key;
  metric.labels = texts_of(file, table, "labels");
  if (table.find("file")) metric.file = text_needed(file, table, "file");
  if (table.find("query")) metric.query = text_needed(file, table, "query");
  if (metric.of_capacity)
    file.refuse(member.line, message(N_("cpu_percent is an amount here, and a series holds one metric")),
                message(N_("divide by the capacity in the query, and write unit = \"percent\" or \"fraction\"")));
  return metric;
}

}  // namespace

SourceKind kind_of(const MappingFile& file, const TomlTable& root) {
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

std::string_view code_of(SourceKind kind) {
  for (const auto& known : kKinds)
    if (known.kind == kind) return known.code;
  return {};
}

void read_source_keys(const MappingFile& file, const TomlTable& root, Mapping& mapping) {
  std::vector<std::string_view> keys{"name", "format", "resource_until", "resources", "interval_seconds"};
  const auto also = [&](std::initializer_list<std::string_view> more) { keys.insert(keys.end(), more); };
  switch (mapping.kind) {
    case SourceKind::sysstat: also({"interfaces", "time"}); break;
    case SourceKind::domstats: also({"free_memory", "time"}); break;
    case SourceKind::collectd: also({"interfaces"}); break;
    case SourceKind::prometheus: also({"resource_label", "metrics"}); break;
    case SourceKind::openstack:
    case SourceKind::table: break;
  }
  allow_keys(file, root, keys, fmt::format("a mapping of {}", code_of(mapping.kind)));
  read_offset(file, root, mapping);
  read_interfaces(file, root, mapping);
  read_free_memory(file, root, mapping);
  if (root.find("resource_label")) mapping.resource_label = text_needed(file, root, "resource_label");
  if (mapping.kind == SourceKind::prometheus)
    read_metrics(file, table_needed(file, root, "metrics"), mapping, read_series);
}

void read_resources(const MappingFile& file, const TomlTable& root, Mapping& mapping) {
  mapping.resource_until = character_of(file, root, "resource_until", '\0');
  mapping.resources = texts_of(file, root, "resources");
  if (mapping.resources.empty()) return;
  const auto until = mapping.resource_until;
  for (const auto& member : table_needed(file, root, "resources").members) {
    if (until != '\0' && member.key.find(until) != member.key.npos)
      file.refuse(member.line, message(N_("'{0}' is cut before '{1}', and can match nothing"), member.key, std::string(1, until)),
                  message(N_("write the name as far as that character")));
    if (const auto fault = resource_fault(*member.value.text()); !fault.empty())
      file.refuse(member.line, message(fault, shown(*member.value.text())), message(N_("write the cloud id that the ledger knows")));
  }
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
