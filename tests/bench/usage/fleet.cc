// The fleet of the benchmark, and what the roll-ups and the blocks of its ledger cost without a process
// around them.
//
//   bench_usage fleet FILE YEAR-MONTH MACHINES   hourly samples of five metrics, in order of time
//   bench_usage months LEDGER YEAR-MONTH N       milliseconds for N months: roll-ups, then from blocks
//   bench_usage size LEDGER                      bytes of blocks a sample
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/ledger/ledger.h"
#include "core/usage/block.h"
#include "core/usage/import.h"
#include "core/usage/kept.h"

using namespace govcloud;

namespace {

/// Reproducible everywhere: splitmix64 over machine, month, hour and metric.
double noise(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a * 0x9e3779b97f4a7c15ULL + b * 0xbf58476d1ce4e5b9ULL + 0x94d049bb133111ebULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return static_cast<double>((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

double bounded(double value, double most) { return std::min(std::max(value, 0.0), most); }

/// One line: a level of the machine's own, a curve over the day, a quieter weekend, and noise that is
/// another one each month.
void append_row(std::string& out, int machine, Month month, int hour, const char* time) {
  const auto id = static_cast<std::uint64_t>(machine);
  const auto at = static_cast<std::uint64_t>((month.year * 12 + static_cast<int>(month.month)) * 1000 + hour);
  const double level = 3 + 37 * noise(id, 1) * noise(id, 2);
  const double day = 1 + 0.6 * std::sin((hour % 24 - 8) * 3.14159265 / 12), weekend = hour / 24 % 7 >= 5 ? 0.6 : 1.0;
  const double load = day * weekend * (0.7 + 0.6 * noise(id * 5 + 1, at));
  const double grown = 1 + 0.02 * static_cast<double>(month.month);
  char line[160];
  const int size = std::snprintf(line, sizeof line, "vm-%04d,%s,%.2f,%.2f,%.2f,%.2f,%.2f\n", machine, time, bounded(level * load, 100),
                                 bounded(20 + 50 * noise(id, 3) + 6 * noise(id * 5 + 2, at), 100),
                                 (40 + 400 * noise(id, 4)) * grown + 0.01 * hour, 40 * noise(id, 5) * load + noise(id * 5 + 3, at),
                                 25 * noise(id, 6) * load + noise(id * 5 + 4, at));
  out.append(line, static_cast<std::size_t>(size));
}

int write_fleet(const char* path, Month month, int machines) {
  std::FILE* file = std::fopen(path, "wb");
  if (file == nullptr) return std::perror(path), 1;
  std::string out = "resource,time,cpu_percent,memory_percent,storage_used_gib,network_in_mbps,network_out_mbps\n";
  const int hours = static_cast<int>((first_day(next(month)) - first_day(month)).count()) * 24;
  for (int hour = 0; hour < hours; ++hour) {
    char time[40];
    std::snprintf(time, sizeof time, "%04d-%02u-%02dT%02d:00:00+08:00", month.year, month.month, hour / 24 + 1, hour % 24);
    for (int machine = 1; machine <= machines; ++machine) append_row(out, machine, month, hour, time);
    if (std::fwrite(out.data(), 1, out.size(), file) != out.size()) return std::perror(path), 1;
    out.clear();
  }
  return std::fclose(file) == 0 ? 0 : 1;
}

template <class Work>
double milliseconds(Work work) {
  double best = 1e18;
  for (int round = 0; round < 5; ++round) {
    const auto from = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
  }
  return best;
}

/// The roll-ups as they are kept, and worked out again from the packed samples; both must be the same.
int time_months(const char* path, Month first, int months) {
  auto ledger = Ledger::open(path, Database::Mode::read, 60);
  auto& db = ledger.db();
  std::map<std::string, Rollup> kept, again;
  const double from_rollups = milliseconds([&] {
    auto month = first;
    for (int n = 0; n < months; ++n, month = next(month)) kept = rollups_of(db, month);
  });
  const double from_blocks = milliseconds([&] {
    const auto names = resource_names(db);
    auto month = first;
    for (int n = 0; n < months; ++n, month = next(month)) {
      again.clear();
      for (const auto& [number, imports] : blocks_in(db, month)) again[names.at(number)] = roll_up(samples_of(db, month, number, imports));
    }
  });
  if (kept.empty() || kept != again) return std::fprintf(stderr, "roll-ups and blocks differ\n"), 1;
  std::printf("%.2f %.2f\n", from_rollups, from_blocks);
  return 0;
}

int print_size(const char* path) {
  auto ledger = Ledger::open(path, Database::Mode::read, 60);
  Statement row(ledger.db(), "SELECT sum(length(bytes)) FROM usage_block");
  row.step();
  std::printf("%lld\n", static_cast<long long>(row.integer(0)));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  const auto month = argc > 3 ? parse_month(argv[3]) : std::nullopt;
  if (what == "fleet" && argc == 5 && month) return write_fleet(argv[2], *month, std::atoi(argv[4]));
  if (what == "months" && argc == 5 && month) return time_months(argv[2], *month, std::atoi(argv[4]));
  if (what == "size" && argc == 3) return print_size(argv[2]);
  std::fprintf(stderr, "usage: bench_usage fleet FILE MONTH MACHINES | months LEDGER MONTH N | size LEDGER\n");
  return 64;
}
