// A mapping 映射: how to read one foreign layout of measurements. Data, so that a new source needs
// a file and no code; examples/usage/*.toml, described in govcloud-usage(5).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/law/date.h"
#include "core/usage/metric.h"
#include "core/usage/number.h"

namespace govcloud {

/// What a source is: a table of rows, or what a program writes in a form of its own.
enum class SourceKind {
  table,       // delimited text, described by the mapping
  sysstat,     // sadf -j
  domstats,    // dumps of virsh domstats --raw
  collectd,    // files of collectd's csv plugin
  prometheus,  // replies of query_range
  openstack    // server diagnostics, tenant usage
};

/// "table", "sysstat" …: the word of the key `format`.
std::string_view code_of(SourceKind kind);

/// One metric and where it stands.
struct MetricColumn {
  Metric metric = Metric::cpu_percent;
  std::string column;        // as the header writes it
  Scale scale;               // from the source's unit to the kept one
  bool of_capacity = false;  // the column holds an amount; a percentage of cpu_capacity is kept
  bool required = true;      // false: a file without the column is fine
  // Of a series, all empty for a column: the labels that it must have, how the name of its file
  // begins, and the query that gives it.
  std::vector<std::pair<std::string, std::string>> labels;
  std::string file, query;
  std::string unit;  // of the source, by its name in mappings
  bool operator==(const MetricColumn&) const = default;
};

struct Mapping {
  std::string name;
  char delimiter = ',';
  bool trim = false;            // blanks and tabs around a field are cut
  char comment = '\0';          // rows beginning with it are passed over; NUL: there are none
  std::string resource_column;  // empty: the file's name up to its first dot is the cloud id
  std::string time_column;
  TimeUnit time_unit = TimeUnit::rfc3339;
  std::optional<Offset> time_offset;  // of local times, or not given
  std::int64_t interval_seconds = 0;  // between samples; 0: the median gap of each series
  std::vector<MetricColumn> metrics;  // by Metric, each at most once; at least one in a table
  SourceKind kind = SourceKind::table;
  char resource_until = '\0';           // the cloud id ends before this character, as before :9100
  std::vector<std::pair<std::string, std::string>> resources;  // what a source calls it, and the cloud id
  std::vector<std::string> interfaces;  // of the network; empty: all but the loopback
  std::string free_memory = "unused";         // what a domain's balloon counts as free: unused or usable
  std::string resource_label = "instance";    // of a series: the label with the cloud id

  /// Whether the source's own names are not the cloud ids.
  bool renames() const { return resource_until != '\0' || !resources.empty(); }
  /// The cloud id of what the source calls `name`.
  std::string cloud_id(std::string_view name) const;
  /// Whether the traffic of an interface counts.
  bool counts_interface(std::string_view interface) const;
  bool operator==(const Mapping&) const = default;
};

/// A mapping that is built in, by its name (native, bitbrains, or a source kind); nothing for other names.
const Mapping* built_in_mapping(std::string_view name);
/// The file that it was read from; empty of native, which needs none.
std::string_view built_in_mapping_file(std::string_view name);

/// The plain native CSV, the same as examples/usage/native.toml: `resource`, `time` (RFC 3339) and
/// any of the metrics, each under its own name; rows that begin with # are passed over.
const Mapping& native_mapping();

/// Reads a mapping file. Throws InputError 78 "NAME line N: …" for a key that is unknown, missing
/// or of the wrong kind, an unknown metric or unit, a metric given twice, an amount of processor
/// time without the capacity to divide by.
Mapping read_mapping(std::string_view bytes, const std::string& name);

}  // namespace govcloud
