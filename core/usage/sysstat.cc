#include <algorithm>

#include "core/format/input_error.h"
#include "core/format/json_pick.h"
#include "core/format/utf8_source.h"
#include "core/usage/lines.h"
#include "core/usage/sources.h"

namespace govcloud {
namespace {

// sar counts a kB as 1024 bytes, and memory and file systems likewise.
constexpr Scale kPercent{100, 1}, kHundredths{100, 1}, kMemory{1, 1}, kTrafficOfHundredths{8192, 1000000},
    kStorageOfHundredths{100, 102400};
constexpr std::int64_t kAllOfAPercent = 10000;

struct Host {
  std::string name;
  std::int64_t processors = kMissing;
};

/// The member of an object, or null; throws BadRow for a number that is none.
const Json* number_at(const Json& object, const char* key) {
  const auto* value = object.find(key);
  if (value == nullptr || value->is_null()) return nullptr;
  if (written(*value).empty()) throw BadRow{key, message(N_("it is not a number"))};
  return value;
}

std::int64_t amount(const Json& object, const char* key, Scale scale) {
  const auto* value = number_at(object, key);
  return value == nullptr ? kMissing : number_in(key, written(*value), scale);
}

void read_processors(const Json& all, Values& values) {
  for (const auto* key : {"cpu-load", "cpu-load-all"}) {
    const auto* loads = all.find(key);
    if (loads == nullptr || loads->items() == nullptr) continue;
    for (const auto& load : *loads->items()) {
      const auto* which = load.find("cpu");
      if (which == nullptr || written(*which) != "all") continue;
      const auto idle = amount(load, "idle", kPercent);
      if (idle == kMissing) continue;
      // Rounding lets the shares sum to a hair over a hundred.
      values[index_of(Metric::cpu_percent)] = std::max<std::int64_t>(0, kAllOfAPercent - idle);
      return;
    }
  }
}

void read_memory(const Json& all, Values& values) {
  const auto* memory = all.find("memory");
  if (memory == nullptr || memory->members() == nullptr) return;
  values[index_of(Metric::memory_used_mib)] = amount(*memory, "memused", kMemory);
  values[index_of(Metric::memory_percent)] = amount(*memory, "memused-percent", kPercent);
}

/// The sum of a member over the elements of a list that count, in hundredths; kMissing where none does.
std::int64_t sum_of(const Json* list, const char* key, const auto& counts) {
  std::int64_t sum = kMissing;
  if (list == nullptr || list->items() == nullptr) return sum;
  for (const auto& element : *list->items()) {
    if (!counts(element)) continue;
    const auto part = amount(element, key, kHundredths);
    if (part == kMissing) continue;
    sum = std::max<std::int64_t>(sum, 0) + part;
    if (sum > kValueMax) throw BadRow{key, message(N_("it is too large"))};
  }
  return sum;
}

void put(Values& values, Metric metric, std::int64_t sum, Scale scale) {
  if (sum != kMissing) values[index_of(metric)] = rescaled(sum, scale);
}

void read_values(const Json& all, const Mapping& mapping, Values& values) {
  read_processors(all, values);
  read_memory(all, values);
  const auto* network = all.find("network");
  const auto* devices = network == nullptr ? nullptr : network->find("net-dev");
  const auto counts = [&](const Json& device) {
    const auto* name = device.find("iface");
    return name != nullptr && mapping.counts_interface(written(*name));
  };
  put(values, Metric::network_in_mbps, sum_of(devices, "rxkB", counts), kTrafficOfHundredths);
  put(values, Metric::network_out_mbps, sum_of(devices, "txkB", counts), kTrafficOfHundredths);
  put(values, Metric::storage_used_gib, sum_of(all.find("filesystems"), "MBfsused", [](auto&) { return true; }),
      kStorageOfHundredths);
}

/// "utc" is 1, or "tz" (since sysstat 12.5) says UTC.
bool is_utc(const Json& timestamp) {
  const auto* utc = timestamp.find("utc");
  const auto* zone = timestamp.find("tz");
  return (utc != nullptr && written(*utc) == "1") || (zone != nullptr && written(*zone) == "UTC");
}

std::int64_t time_of(const Json& statistics, const Mapping& mapping) {
  const auto* timestamp = statistics.find("timestamp");
  const auto* date = timestamp == nullptr ? nullptr : timestamp->find("date");
  const auto* time = timestamp == nullptr ? nullptr : timestamp->find("time");
  if (date == nullptr || time == nullptr) throw BadRow{"timestamp", message(N_("there is no date and time"))};
  // sadf -U writes seconds since 1970 as the time, and no date.
  const bool in_seconds = written(*date).empty();
  const bool utc = in_seconds || is_utc(*timestamp);
  if (!utc && !mapping.time_offset)
    throw BadRow{"timestamp", message(N_("it is a local time, and the mapping has no offset"))};
  const auto text = in_seconds ? written(*time) : written(*date) + " " + written(*time);
  TimeReader reader(in_seconds ? TimeUnit::seconds : TimeUnit::local, utc ? Offset{0} : *mapping.time_offset);
  std::int64_t seconds = 0;
  if (!reader.read(text, seconds))
    throw BadRow{"timestamp", message(N_("{0} is not a time of the years 1970 to 9999"), shown(text))};
  return seconds;
}

void read_sample(const Json& statistics, const Host& host, const Mapping& mapping, Measured& row) {
  row.resource = host.name;
  row.at_seconds = time_of(statistics, mapping);
  row.values = no_values();
  read_values(statistics, mapping, row.values);
  row.values[index_of(Metric::cpu_capacity)] = host.processors;
}

}  // namespace

void read_sysstat(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report) {
  report.encoding = become_utf8(source, kOtherEncodingBytesMax);
  enum Place : std::size_t { hosts, new_host, name, processors, statistics };
  Host host;
  bool is_sysstat = false;
  pick_json(source,
            {"sysstat.hosts{", "sysstat.hosts[]{", "sysstat.hosts[].nodename", "sysstat.hosts[].number-of-cpus",
             "sysstat.hosts[].statistics[]"},
            [&](const Picked& picked) {
              const PlaceOf place = [&](const std::string& column) {
                return place_in_lines(source.name(), picked.line, column);
              };
              switch (picked.path) {
                case hosts: is_sysstat = true; break;
                case new_host: host = {}; break;
                case name: host.name = written(picked.value); break;
                case processors:
                  if (std::int64_t count = 0; read_number(written(picked.value), kHundredths, count) == NumberFault::none)
                    host.processors = count;
                  break;
                default:
                  intake.sample(place, [&](Measured& row) { read_sample(picked.value, host, mapping, row); });
              }
            });
  if (!is_sysstat)
    throw InputError(65, message(N_("{0}"), source.name()), message(N_("it is not what sadf -j writes")),
                     message(N_("leave --map out to have the kind of the file recognised")));
}

}  // namespace govcloud
