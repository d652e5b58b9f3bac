#include "core/usage/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/format/input_error.h"
#include "core/usage/bad_row.h"
#include "core/usage/intake.h"
#include "core/usage/lines.h"
#include "core/usage/sources.h"

namespace govcloud {
namespace {

__extension__ using Wide = __int128;

// Where each wanted thing stands in a row.
struct Layout {
  std::size_t columns = 0;  // of the header
  std::vector<std::string> names;
  std::optional<std::size_t> resource;
  std::size_t time = 0;
  struct Place {
    const MetricColumn* metric;
    std::size_t at;
  };
  std::vector<Place> metrics;
};

struct Reading {
  const Mapping& mapping;
  const std::string& file;
  Lines lines;
  TimeReader times;
  std::string file_resource;
  Layout layout;
  std::vector<std::string_view> fields;
  std::string scratch;
};

[[noreturn]] void refuse_header(const Reading& r, Message what, Message mend) {
  throw InputError(65, message(N_("{0} row {1}"), r.file, r.lines.row()), std::move(what), std::move(mend));
}

std::optional<std::size_t> find_column(const Reading& r, const std::string& name) {
  const auto& names = r.layout.names;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  if (std::find(found + 1, names.end(), name) != names.end()) {
    refuse_header(r, message(N_("the header has column '{0}' twice"), name),
        message(N_("leave one of them out")));
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::size_t column_needed(const Reading& r, const std::string& name) {
  if (const auto at = find_column(r, name)) return *at;
  const auto shown_names = std::min<std::size_t>(r.layout.names.size(), 12);
  std::string has;
  for (std::size_t i = 0; i < shown_names; ++i) {
    has += fmt::format("{}{}", i ? ", " : "", shown(r.layout.names[i]));
  }
  if (shown_names < r.layout.names.size()) has += " …";
  refuse_header(r, message(N_("the header has no column '{0}'; it has {1}"), name, has),
      message(N_("the mapping is '{0}': choose another with --map, see govcloud-usage(5)"), r.mapping.name));
}

// Reads one row, quoted line ends included; false at the end of the file. A quote that is never
// closed spoils its own line only.
bool next_row(Reading& r, std::size_t& count, RowFault& fault) {
  std::string_view line;
  do {
    if (!r.lines.next(line)) return false;
  } while (line.empty() || (r.mapping.comment != '\0' && line.front() == r.mapping.comment));
  const auto split = [&] {
    return split_row(line, r.mapping.delimiter, r.mapping.trim, kColumnsMax + 1, r.fields, count,
                     r.scratch);
  };
  fault = split();
  bool extended = false;
  while (fault == RowFault::quote_open && (extended = r.lines.extend(line))) fault = split();
  if (fault == RowFault::quote_open) r.lines.shrink(line);
  return true;
}

Message sentence_of(RowFault fault) {
  return message(fault == RowFault::quote_open ? N_("a quote is opened and never closed")
                                               : N_("a quote stands inside a field or text behind a quote"));
}

// False for an empty file.
bool read_header(Reading& r, ReadReport& report) {
  std::size_t count = 0;
  RowFault fault{};
  if (!next_row(r, count, fault)) return false;
  if (fault != RowFault::none) {
    refuse_header(r, sentence_of(fault), message(N_("mend the header")));
  }
  if (count > kColumnsMax) {
    refuse_header(r, message(N_("the header has {0} columns; {1} are the most"), count, kColumnsMax),
        message(N_("is this a file of measurements, with the right delimiter?")));
  }
  auto& layout = r.layout;
  layout.columns = count;
  layout.names.assign(r.fields.begin(), r.fields.end());
  std::vector<bool> used(count, false);
  const auto use = [&](std::size_t at) {
    used[at] = true;
    return at;
  };
  if (!r.mapping.resource_column.empty()) {
    layout.resource = use(column_needed(r, r.mapping.resource_column));
  }
  layout.time = use(column_needed(r, r.mapping.time_column));
  for (const auto& metric : r.mapping.metrics) {
    const auto at =
        metric.required ? column_needed(r, metric.column) : find_column(r, metric.column);
    if (at) layout.metrics.push_back({&metric, use(*at)});
  }
  if (layout.metrics.empty()) column_needed(r, r.mapping.metrics.front().column);
  for (std::size_t i = 0; i < count; ++i) {
    if (!used[i]) report.ignored_columns.push_back(layout.names[i]);
  }
  return true;
}

std::string_view read_resource(const Reading& r) {
  if (!r.layout.resource) return r.file_resource;
  return r.fields[*r.layout.resource];
}

// Turns an amount of processor time into hundredths of a percent of the capacity. A machine without
// capacity is absent, and has no percentage.
void divide_by_capacity(const Reading& r, Values& values) {
  auto& cpu = values[index_of(Metric::cpu_percent)];
  const auto capacity = values[index_of(Metric::cpu_capacity)];
  if (cpu == kMissing) return;
  if (capacity == kMissing) {
    throw BadRow{r.mapping.metrics.front().column, message(N_("there is no capacity to divide it by"))};
  }
  if (capacity == 0)
    cpu = kMissing;
  else {
    const auto percent = (Wide{cpu} * 10000 + capacity / 2) / capacity;
    if (percent > kValueMax) throw BadRow{r.mapping.metrics.front().column, message(N_("it is too large"))};
    cpu = static_cast<std::int64_t>(percent);
  }
}

void read_values(const Reading& r, Values& values) {
  values = no_values();
  for (const auto& [metric, at] : r.layout.metrics) {
    const auto field = r.fields[at];
    if (field.empty()) continue;
    values[index_of(metric->metric)] = number_in(metric->column, field, metric->scale);
  }
  if (r.layout.metrics.front().metric->of_capacity) divide_by_capacity(r, values);
}

void read_row(Reading& r, std::size_t count, RowFault fault, Measured& row) {
  if (fault != RowFault::none) throw BadRow{{}, sentence_of(fault)};
  if (count != r.layout.columns) {
    throw BadRow{{}, message(N_("it has {0} of {1} columns"), count, r.layout.columns)};
  }
  row.resource = read_resource(r);
  const auto time = r.fields[r.layout.time];
  if (!r.times.read(time, row.at_seconds)) {
    throw BadRow{r.mapping.time_column,
                 message(N_("{0} is not a time of the years 1970 to 9999 as the mapping has it"), shown(time))};
  }
  read_values(r, row.values);
}

Message place_of(const Reading& r, const std::string& column) {
  return column.empty() ? message(N_("{0} row {1}"), r.file, r.lines.row())
                        : message(N_("{0} row {1}, column '{2}'"), r.file, r.lines.row(), column);
}

std::string file_resource(const Mapping& mapping, const ByteSource& source) {
  if (!mapping.resource_column.empty()) return {};
  auto id = resource_of_file(source.name());
  const auto fault = source.is_standard_input() ? N_("the resource {0} is not known") : resource_fault(id);
  if (fault.empty()) return id;
  throw InputError(65, message(N_("{0}"), source.name()), message(fault, shown(id)),
                   message(N_("the mapping takes the cloud id from the name up to its first dot: rename it")));
}

void read_table(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report) {
  Reading r{mapping,
            source.name(),
            Lines(source),
            TimeReader(mapping.time_unit, mapping.time_offset.value_or(Offset{0})),
            file_resource(mapping, source),
            {},
            {},
            {}};
  report.encoding = r.lines.encoding();
  if (!read_header(r, report)) return;
  std::size_t count = 0;
  RowFault fault{};
  const PlaceOf place = [&](const std::string& column) { return place_of(r, column); };
  while (next_row(r, count, fault)) intake.sample(place, [&](Measured& row) { read_row(r, count, fault, row); });
}

}  // namespace

std::string resource_of_file(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash != path.npos) path.remove_prefix(slash + 1);
  return std::string(path.substr(0, path.find('.')));
}

ReadReport read_measurements(ByteSource& source, const Mapping& mapping, ReadOptions options,
                             const MeasuredSink& sink) {
  ReadReport report;
  Intake intake(mapping, options, sink, report);
  switch (mapping.kind) {
    case SourceKind::table: read_table(source, mapping, intake, report); break;
    case SourceKind::sysstat: read_sysstat(source, mapping, intake, report); break;
    case SourceKind::domstats: read_domstats(source, mapping, intake, report); break;
    case SourceKind::collectd: read_collectd(source, mapping, intake, report); break;
    case SourceKind::prometheus: read_prometheus(source, mapping, intake, report); break;
    case SourceKind::openstack: read_openstack(source, mapping, intake, report); break;
  }
  return report;
}

}  // namespace govcloud
