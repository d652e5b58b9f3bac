#include <algorithm>
#include <map>

#include "core/format/input_error.h"
#include "core/format/json_pick.h"
#include "core/format/utf8_source.h"
#include "core/usage/counters.h"
#include "core/usage/lines.h"
#include "core/usage/sources.h"

namespace govcloud {
namespace {

constexpr Scale kHundredths{100, 1}, kMib{1024, 1};
constexpr std::size_t kLookedAtBytes = 65536, kServersMax = 100000;

/// The member of an object, or null where it is missing or null.
const Json* member(const Json& of, const char* key) {
  const auto* value = of.find(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::int64_t amount(const Json& of, const char* key, Scale scale) {
  const auto* value = member(of, key);
  return value == nullptr ? kMissing : number_in(key, written(*value), scale);
}

const Json::Array& list(const Json& of, const char* key) {
  static const Json::Array kNone;
  const auto* value = member(of, key);
  return value == nullptr || value->items() == nullptr ? kNone : *value->items();
}

/// The sum of a counter over a list; kMissing where an element lacks it, or there is none.
std::int64_t sum_of(const Json::Array& of, const char* key) {
  std::int64_t sum = of.empty() ? kMissing : 0;
  for (const auto& element : of) {
    const auto* value = member(element, key);
    if (value == nullptr) return kMissing;
    if (__builtin_add_overflow(sum, whole_number_in(key, written(*value)), &sum))
      throw BadRow{key, message(N_("it is too large"))};
  }
  return sum;
}

/// RFC 3339, or the same without an offset, which is UTC with OpenStack.
std::int64_t time_in(const Json& of, const char* key) {
  const auto* value = member(of, key);
  auto text = value == nullptr ? std::string() : written(*value);
  std::int64_t seconds = 0;
  TimeReader reader(TimeUnit::rfc3339, Offset{0});
  if (!reader.read(text, seconds) && !reader.read(text + "Z", seconds))
    throw BadRow{key, message(N_("{0} is not a time of the years 1970 to 9999"), shown(text))};
  return seconds;
}

class Diagnostics {
 public:
  Diagnostics(ByteSource& source, Intake& intake)
      : source_(source), intake_(intake), file_resource_(resource_of_file(source.name())) {}

  void read() {
    pick_json(source_, {""}, [&](const Picked& picked) { take(picked); });
  }

 private:
  void take(const Picked& picked) {
    const auto* wrapped = picked.value.find("diagnostics");
    const auto& found = wrapped == nullptr ? picked.value : *wrapped;
    if (found.find("cpu_details") == nullptr && found.find("memory_details") == nullptr)
      refuse(picked.line, message(N_("these are no diagnostics of a server")),
             message(N_("ask the compute API in version 2.48 or later: openstack --os-compute-api-version 2.48")));
    if (wrapped == nullptr && !intake_.options().at_seconds)
      refuse(picked.line, message(N_("diagnostics do not tell their time")),
             message(N_("give it with --at, or put each into an object with time, server and diagnostics")));
    const PlaceOf place = [&](const std::string& column) { return place_in_lines(source_.name(), picked.line, column); };
    intake_.sample(place, [&](Measured& row) { read_sample(picked.value, wrapped != nullptr, found, row); });
  }

  void read_sample(const Json& envelope, bool wrapped, const Json& found, Measured& row) {
    const auto* server = wrapped ? member(envelope, "server") : nullptr;
    server_ = server != nullptr ? written(*server) : wrapped ? std::string() : file_resource_;
    row.resource = server_;
    row.at_seconds = wrapped ? time_in(envelope, "time") : *intake_.options().at_seconds;
    row.values = no_values();
    const auto now = read_counters(found, row.at_seconds);
    if (const auto before = before_.find(server_); before != before_.end()) rates_between(before->second, now, row.values);
    if (before_.size() < kServersMax) before_[server_] = now;
    read_values(found, now, row.values);
  }

  static CounterReading read_counters(const Json& found, std::int64_t at_seconds) {
    CounterReading now;
    now.at_ns = std::min(at_seconds, kReadingSecondsMax) * 1000000000;
    const auto& processors = list(found, "cpu_details");
    now.processors = member(found, "num_cpus") != nullptr ? whole_number_in("num_cpus", written(*member(found, "num_cpus")))
                     : processors.empty()                 ? kMissing
                                                          : static_cast<std::int64_t>(processors.size());
    if (now.processors > 1000000) throw BadRow{"num_cpus", message(N_("it is too large"))};
    now.cpu_ns = sum_of(processors, "time");
    const auto& interfaces = list(found, "nic_details");
    now.interfaces = static_cast<std::int64_t>(interfaces.size());
    now.in_bytes = sum_of(interfaces, "rx_octets");
    now.out_bytes = sum_of(interfaces, "tx_octets");
    return now;
  }

  /// What is told outright goes before what the counters grew by.
  static void read_values(const Json& found, const CounterReading& now, Values& values) {
    std::int64_t sum = 0, count = 0;
    for (const auto& processor : list(found, "cpu_details")) {
      const auto use = amount(processor, "utilisation", kHundredths);
      if (use != kMissing) sum += use, ++count;
    }
    if (count > 0) values[index_of(Metric::cpu_percent)] = (sum + count / 2) / count;
    if (now.processors != kMissing) values[index_of(Metric::cpu_capacity)] = now.processors * 100;
    if (const auto* memory = member(found, "memory_details"); memory != nullptr) {
      values[index_of(Metric::memory_used_mib)] = amount(*memory, "used", kMib);
      values[index_of(Metric::memory_capacity_mib)] = amount(*memory, "maximum", kMib);
    }
  }

  [[noreturn]] void refuse(std::int64_t line, Message what, Message mend) const {
    throw InputError(65, place_in_lines(source_.name(), line, {}), std::move(what), std::move(mend));
  }

  ByteSource& source_;
  Intake& intake_;
  std::string file_resource_, server_;
  std::map<std::string, CounterReading> before_;
};

/// What a server had, once at the beginning of the time told of and once at the last second of it.
void read_server(const PlaceOf& place, const Json& server, const Json& tenant, Intake& intake) {
  const auto* id = member(server, "instance_id");
  const auto name = id == nullptr ? std::string() : written(*id);
  for (const bool at_end : {false, true}) {
    intake.sample(place, [&](Measured& row) {
      const auto from = std::max(time_in(tenant, "start"), time_in(server, "started_at"));
      auto to = time_in(tenant, "stop");
      if (member(server, "ended_at") != nullptr) to = std::min(to, time_in(server, "ended_at"));
      if (to <= from) throw BadRow{"ended_at", message(N_("it ends before it began"))};
      row.resource = name;
      row.at_seconds = at_end ? to - 1 : from;
      row.values = no_values();
      row.values[index_of(Metric::cpu_capacity)] = amount(server, "vcpus", kHundredths);
      row.values[index_of(Metric::memory_capacity_mib)] = amount(server, "memory_mb", kMib);
    });
  }
}

}  // namespace

void read_openstack(ByteSource& source, const Mapping&, Intake& intake, ReadReport& report) {
  report.encoding = become_utf8(source, kOtherEncodingBytesMax);
  if (source.peek(kLookedAtBytes).find("\"tenant_usage") == std::string_view::npos) return Diagnostics(source, intake).read();
  pick_json(source, {"tenant_usages[]", "tenant_usage"}, [&](const Picked& tenant) {
    const PlaceOf place = [&](const std::string& column) { return place_in_lines(source.name(), tenant.line, column); };
    const auto& servers = list(tenant.value, "server_usages");
    if (servers.empty()) intake.warn(message(N_("a tenant of line {0} comes without its servers: ask with detailed=1"), tenant.line));
    for (const auto& server : servers) read_server(place, server, tenant.value, intake);
  });
}

}  // namespace govcloud
