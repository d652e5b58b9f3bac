#include "core/usage/collectd.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/format/input_error.h"
#include "core/usage/counters.h"
#include "core/usage/lines.h"
#include "core/usage/sources.h"

namespace govcloud {
namespace {

// Files of one host differ by milliseconds in what is one instant.
constexpr std::int64_t kSameInstantMs = 500;
constexpr std::size_t kInstantsMax = 200000;  // of a host and a day
constexpr Scale kPercent{100, 1}, kBytes{1, 1024}, kStorage{100, 1073741824}, kTraffic{8, 10000};
constexpr std::array<std::string_view, 6> kMemoryTypes{"memory-used",   "memory-free",      "memory-buffered",
                                                       "memory-cached", "memory-slab_recl", "memory-slab_unrecl"};
constexpr std::size_t kUsed = 0, kFree = 1;

/// What was read of one instant of a host.
struct HostInstant {
  std::int64_t idle = 0, processors = 0;  // hundredths of a percent, summed over so many
  std::array<std::int64_t, kMemoryTypes.size()> memory{kMissing, kMissing, kMissing, kMissing, kMissing, kMissing};
  std::int64_t memory_percent = kMissing, storage = kMissing, in = kMissing, out = kMissing;
  std::int64_t row = 0;
};

void add(std::int64_t& sum, std::int64_t part) { sum = std::min(std::max<std::int64_t>(sum, 0) + part, kValueMax); }

enum class Kind { idle, memory, memory_percent, storage, traffic };

std::optional<Kind> kind_of(const CollectdFile& file) {
  if (file.plugin == "cpu" && file.type == "percent-idle") return Kind::idle;
  if (file.plugin == "memory" && file.type == "percent-used") return Kind::memory_percent;
  if (file.plugin == "memory" && std::find(kMemoryTypes.begin(), kMemoryTypes.end(), file.type) != kMemoryTypes.end())
    return Kind::memory;
  if (file.plugin == "df" && file.type == "df_complex-used") return Kind::storage;
  if (file.plugin == "interface" && file.type == "if_octets") return Kind::traffic;
  return std::nullopt;
}

class Reader {
 public:
  Reader(ByteSource& source, const Mapping& mapping, Intake& intake)
      : mapping_(mapping), intake_(intake), file_(source.name()), lines_(source) {}

  void read() {
    if (collectd_file(file_)) begin_file(file_, true);
    std::string_view line;
    while (lines_.next(line)) {
      if (line.empty()) continue;
      if (line.starts_with("==> ") && line.ends_with(" <==")) begin_file(line.substr(4, line.size() - 8), false);
      else if (path_.empty()) refuse(message(N_("no line with a file's name stands before the first row")));
      else if (kind_ && !line.starts_with("epoch,")) read_row(line);
    }
    hand_on_day();
  }
  const std::string& encoding() const { return lines_.encoding(); }

 private:
  struct Row {
    std::int64_t at_ms = 0;
    std::array<std::string_view, 2> values{};
  };

  void begin_file(std::string_view path, bool alone) {
    const auto file = collectd_file(path);
    if (!file) refuse(message(N_("{0} is not HOST/PLUGIN/TYPE-YYYY-MM-DD"), shown(path)));
    if (host_ != file->host || date_ != file->date) {
      hand_on_day();
      host_ = file->host, date_ = file->date;
    }
    path_ = path, last_.reset();
    kind_ = kind_of(*file);
    type_ = file->type;
    if (kind_ == Kind::traffic && !mapping_.counts_interface(file->plugin_instance)) kind_.reset();
    if (!alone) return;
    if (!kind_) intake_.warn(message(N_("{0} holds nothing that is kept"), std::string(path)));
    // One processor, disk or interface of several would pass for the whole machine.
    else if (!file->plugin_instance.empty())
      refuse(message(N_("{0} may be one of several"), shown(file->plugin_instance)));
  }

  /// TIME,VALUE or TIME,RX,TX; throws BadRow.
  Row split(std::string_view line) {
    Row row;
    const auto comma = line.find(',');
    const auto time = line.substr(0, comma);
    std::int64_t seconds = 0;
    if (comma == line.npos || !times_.read(time, seconds))
      throw BadRow{"epoch", message(N_("{0} is not a time of the years 1970 to 9999"), shown(time))};
    row.at_ms = seconds * 1000;
    if (const auto point = time.find('.'); point != time.npos)
      for (std::size_t i = 1, place = 100; place > 0 && point + i < time.size(); ++i, place /= 10)
        row.at_ms += (time[point + i] - '0') * static_cast<std::int64_t>(place);
    auto rest = line.substr(comma + 1);
    for (std::size_t i = 0; i < (kind_ == Kind::traffic ? 2U : 1U); ++i) {
      const auto end = std::min(rest.find(','), rest.size());
      row.values[i] = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!rest.empty()) throw BadRow{{}, message(N_("it has more columns than {0} rows have"), type_)};
    return row;
  }

  /// A gauge that could not be read is written as nan.
  static std::int64_t value_in(std::string_view field, Scale scale) {
    return field == "nan" || field == "-nan" ? kMissing : number_in("value", field, scale);
  }

  void read_row(std::string_view line) {
    const PlaceOf place = [&](const std::string& column) { return place_in_lines(file_, lines_.row(), column); };
    try {
      put(split(line));
    } catch (const BadRow& bad) {
      intake_.bad(place, bad);
    }
  }

  void put(const Row& row) {
    if (*kind_ == Kind::traffic) return put_traffic(row);
    const auto value = value_in(row.values[0], *kind_ == Kind::storage  ? kStorage
                                               : *kind_ == Kind::memory ? kBytes
                                                                        : kPercent);
    if (value == kMissing) return;
    auto& instant = instant_at(row.at_ms);
    switch (*kind_) {
      case Kind::idle: instant.idle += std::min<std::int64_t>(value, 10000), ++instant.processors; break;
      case Kind::memory: instant.memory[memory_type()] = value; break;
      case Kind::memory_percent: instant.memory_percent = value; break;
      default: add(instant.storage, value);
    }
  }

  /// Rates are written with a point (StoreRates), counters without.
  void put_traffic(const Row& row) {
    if (row.values[0].find('.') != row.values[0].npos) {
      const auto in = value_in(row.values[0], kTraffic), out = value_in(row.values[1], kTraffic);
      auto& instant = instant_at(row.at_ms);
      if (in != kMissing) add(instant.in, in);
      if (out != kMissing) add(instant.out, out);
      return;
    }
    CounterReading now{std::min(row.at_ms, kReadingSecondsMax * 1000) * 1000000, kMissing, kMissing, whole_number_in("rx", row.values[0]),
                       whole_number_in("tx", row.values[1]), 1};
    Values rates = no_values();
    if (last_) rates_between(*last_, now, rates);
    last_ = now;
    const auto in = rates[index_of(Metric::network_in_mbps)], out = rates[index_of(Metric::network_out_mbps)];
    if (in == kMissing && out == kMissing) return;
    auto& instant = instant_at(row.at_ms);
    if (in != kMissing) add(instant.in, in);
    if (out != kMissing) add(instant.out, out);
  }

  std::size_t memory_type() const {
    return static_cast<std::size_t>(std::find(kMemoryTypes.begin(), kMemoryTypes.end(), type_) - kMemoryTypes.begin());
  }

  HostInstant& instant_at(std::int64_t ms) {
    const auto found = day_.lower_bound(ms - kSameInstantMs + 1);
    if (found != day_.end() && found->first < ms + kSameInstantMs) return found->second;
    if (day_.size() == kInstantsMax) refuse(message(N_("{0} has more than {1} instants in a day"), shown(host_), kInstantsMax));
    auto& fresh = day_[ms];
    fresh.row = lines_.row();
    return fresh;
  }

  static void fill(const HostInstant& instant, Values& values) {
    if (instant.processors > 0)
      values[index_of(Metric::cpu_percent)] = 10000 - (instant.idle + instant.processors / 2) / instant.processors;
    values[index_of(Metric::memory_used_mib)] = instant.memory[kUsed];
    if (instant.memory[kUsed] != kMissing && instant.memory[kFree] != kMissing) {
      std::int64_t sum = 0;
      for (const auto part : instant.memory) add(sum, std::max<std::int64_t>(part, 0));
      values[index_of(Metric::memory_capacity_mib)] = sum;
    }
    values[index_of(Metric::memory_percent)] = instant.memory_percent;
    values[index_of(Metric::storage_used_gib)] = instant.storage;
    values[index_of(Metric::network_in_mbps)] = instant.in;
    values[index_of(Metric::network_out_mbps)] = instant.out;
  }

  void hand_on_day() {
    for (const auto& [ms, instant] : day_) {
      const PlaceOf place = [&](const std::string& column) { return place_in_lines(file_, instant.row, column); };
      intake_.sample(place, [&](Measured& row) {
        row.resource = host_;
        row.at_seconds = ms / 1000;
        row.values = no_values();
        fill(instant, row.values);
      });
    }
    day_.clear();
  }

  [[noreturn]] void refuse(Message what) const {
    throw InputError(65, message(N_("{0} line {1}"), file_, lines_.row()), std::move(what),
                     message(N_("name the folder of the host, or of all hosts, in place of its files")));
  }

  const Mapping& mapping_;
  Intake& intake_;
  const std::string& file_;
  Lines lines_;
  TimeReader times_{TimeUnit::seconds, Offset{0}};
  std::string host_, date_, path_, type_;
  std::optional<Kind> kind_;
  std::optional<CounterReading> last_;
  std::map<std::int64_t, HostInstant> day_;
};

}  // namespace

bool reads_collectd(const CollectdFile& file) { return kind_of(file).has_value(); }

void read_collectd(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report) {
  Reader reader(source, mapping, intake);
  report.encoding = reader.encoding();
  reader.read();
}

}  // namespace govcloud
