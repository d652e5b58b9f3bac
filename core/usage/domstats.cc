#include <algorithm>
#include <map>
#include <optional>

#include "core/format/input_error.h"
#include "core/usage/counters.h"
#include "core/usage/lines.h"
#include "core/usage/sources.h"

namespace govcloud {
namespace {

constexpr std::int64_t kNsPerSecond = 1000000000;
constexpr Scale kBytesToStorage{100, 1073741824};
constexpr std::size_t kDomainsMax = 100000;

/// A domain of a dump, as far as it was read.
struct Domain {
  std::string name;
  std::int64_t row = 0;  // of its first line
  CounterReading counters;
  std::int64_t available = kMissing, free = kMissing, provisioned = kMissing;  // memory, in KiB
  std::int64_t processors_max = kMissing;
  std::int64_t allocated = kMissing;  // bytes, all disks together
};

/// Whether `key` is PREFIX.N.SUFFIX.
bool is_numbered(std::string_view key, std::string_view prefix, std::string_view suffix) {
  if (!key.starts_with(prefix) || !key.ends_with(suffix) || key.size() <= prefix.size() + suffix.size()) return false;
  const auto number = key.substr(prefix.size(), key.size() - prefix.size() - suffix.size());
  return number.find_first_not_of("0123456789") == number.npos;
}

void add(std::int64_t& sum, std::string_view key, std::int64_t part) {
  if (sum == kMissing) sum = 0;
  if (__builtin_add_overflow(sum, part, &sum)) throw BadRow{std::string(key), message(N_("it is too large"))};
}

void read_member(Domain& domain, std::string_view key, std::string_view value, const std::string& free_memory) {
  const auto number = [&] { return whole_number_in(key, value); };
  if (key == "cpu.time") domain.counters.cpu_ns = number();
  else if (key == "vcpu.current") domain.counters.processors = number();
  else if (key == "vcpu.maximum") domain.processors_max = number();
  else if (key == "balloon.current") domain.provisioned = number();
  else if (key == "balloon.available") domain.available = number();
  else if (key.starts_with("balloon.") && key.substr(8) == free_memory) domain.free = number();
  else if (key == "net.count") domain.counters.interfaces = number();
  else if (is_numbered(key, "block.", ".allocation")) add(domain.allocated, key, number());
  else if (is_numbered(key, "net.", ".rx.bytes")) add(domain.counters.in_bytes, key, number());
  else if (is_numbered(key, "net.", ".tx.bytes")) add(domain.counters.out_bytes, key, number());
}

void put_amount(Values& values, Metric metric, std::int64_t amount) {
  if (amount > kValueMax) throw BadRow{std::string(facts_of(metric).name), message(N_("it is too large"))};
  values[index_of(metric)] = amount;
}

void read_amounts(const Domain& domain, Values& values) {
  if (domain.counters.processors != kMissing) {
    if (domain.counters.processors > kValueMax / 100) throw BadRow{"vcpu.current", message(N_("it is too large"))};
    values[index_of(Metric::cpu_capacity)] = domain.counters.processors * 100;
  }
  put_amount(values, Metric::memory_capacity_mib, domain.provisioned);
  if (domain.available != kMissing && domain.free != kMissing)
    put_amount(values, Metric::memory_used_mib, std::max<std::int64_t>(0, domain.available - domain.free));
  if (domain.allocated != kMissing) {
    if (domain.allocated / 1048576 > kValueMax) throw BadRow{"block", message(N_("it is too large"))};
    values[index_of(Metric::storage_used_gib)] = rescaled(domain.allocated, kBytesToStorage);
  }
}

class Dumps {
 public:
  Dumps(ByteSource& source, const Mapping& mapping, Intake& intake)
      : mapping_(mapping), intake_(intake), file_(source.name()), lines_(source) {
    if (const auto at = intake.options().at_seconds) at_ns_ = std::min(*at, kReadingSecondsMax) * kNsPerSecond;
  }

  void read() {
    std::string_view line;
    while (lines_.next(line)) read_line(line);
    end_domain();
  }
  const std::string& encoding() const { return lines_.encoding(); }

 private:
  void read_line(std::string_view line) {
    while (line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty()) return;
    if (line.starts_with("Domain: ")) return begin_domain(line.substr(8));
    if (line.starts_with("  ") && line.find('=') != line.npos && domain_) return read_pair(line.substr(2));
    end_domain();
    if (const auto at = time_of(line)) at_ns_ = *at;
    else refuse(message(N_("{0} is neither a time nor of a domain"), shown(line)));
  }

  void begin_domain(std::string_view quoted) {
    end_domain();
    if (quoted.size() < 2 || quoted.front() != '\'' || quoted.back() != '\'')
      refuse(message(N_("{0} is not a domain's name in quotes"), shown(quoted)));
    if (!at_ns_) refuse(message(N_("no line with a time stands before the first domain")));
    domain_.emplace();
    domain_->name = quoted.substr(1, quoted.size() - 2);
    domain_->row = lines_.row();
    domain_->counters.at_ns = *at_ns_;
    fault_.reset();
  }

  void read_pair(std::string_view pair) {
    const auto equals = pair.find('=');
    try {
      read_member(*domain_, pair.substr(0, equals), pair.substr(equals + 1), mapping_.free_memory);
    } catch (const BadRow& bad) {
      if (!fault_) fault_ = bad, domain_->row = lines_.row();
    }
  }

  void end_domain() {
    if (!domain_) return;
    auto& now = domain_->counters;
    if (now.processors == kMissing) now.processors = domain_->processors_max;
    const PlaceOf place = [&](const std::string& column) { return place_in_lines(file_, domain_->row, column); };
    intake_.sample(place, [&](Measured& row) {
      if (fault_) throw *fault_;
      row.resource = domain_->name;
      row.at_seconds = now.at_ns / kNsPerSecond;
      row.values = no_values();
      read_amounts(*domain_, row.values);
      if (const auto before = before_.find(domain_->name); before != before_.end())
        rates_between(before->second, now, row.values);
    });
    if (before_.size() < kDomainsMax || before_.contains(domain_->name)) before_[domain_->name] = now;
    else refuse(message(N_("there are more than {0} domains"), kDomainsMax));
    domain_.reset();
  }

  /// A line with a time, in nanoseconds: RFC 3339, seconds since 1970, or local at the mapping's
  /// offset; a mark or a word before it is passed over, as in "# 2026-10-01T00:00:00+08:00".
  std::optional<std::int64_t> time_of(std::string_view line) {
    while (!line.empty() && (line.front() == '#' || line.front() == ' ' || line.front() == '@')) line.remove_prefix(1);
    if (line.starts_with("time=")) line.remove_prefix(5);
    std::int64_t seconds = 0;
    const bool read = seconds_.read(line, seconds) || written_.read(line, seconds) ||
                      (mapping_.time_offset && line.size() == 19 &&
                       TimeReader(TimeUnit::local, *mapping_.time_offset).read(line, seconds));
    if (!read || seconds > kReadingSecondsMax) return std::nullopt;
    std::int64_t ns = 0, place = kNsPerSecond / 10;
    const auto point = line.find('.');
    for (auto at = point == line.npos ? line.size() : point + 1; at < line.size() && line[at] >= '0' && line[at] <= '9'; ++at) {
      ns += (line[at] - '0') * place;
      place /= 10;
    }
    return seconds * kNsPerSecond + ns;
  }

  [[noreturn]] void refuse(Message what) const {
    throw InputError(65, message(N_("{0} line {1}"), file_, lines_.row()), std::move(what),
                     message(N_("write a time before each dump (date -Iseconds; virsh domstats --raw), or give it with --at")));
  }

  const Mapping& mapping_;
  Intake& intake_;
  const std::string& file_;
  Lines lines_;
  TimeReader seconds_{TimeUnit::seconds, Offset{0}}, written_{TimeUnit::rfc3339, Offset{0}};
  std::optional<std::int64_t> at_ns_;
  std::optional<Domain> domain_;
  std::optional<BadRow> fault_;
  std::map<std::string, CounterReading> before_;
};

}  // namespace

void read_domstats(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report) {
  Dumps dumps(source, mapping, intake);
  report.encoding = dumps.encoding();
  dumps.read();
}

}  // namespace govcloud
