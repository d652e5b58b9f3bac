#include "cli/usage_source.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "cli/progress.h"
#include "core/format/width.h"
#include "core/usage/collectd.h"
#include "core/usage/prometheus_server.h"
#include "core/usage/recognise.h"

namespace govcloud {
namespace {

constexpr std::int64_t kStepSeconds = 300;
constexpr std::size_t kMapBytesMax = std::size_t{1} << 20;
/// Clocks of machines differ by minutes; what lies further ahead was not measured yet.
constexpr std::chrono::minutes kAheadMax{5};

UsageMap built_in_map(const std::string& name) {
  const std::string bytes(built_in_mapping_file(name));
  if (bytes.empty()) return {*built_in_mapping(name), {"mapping", name, name}};
  return {*built_in_mapping(name), {"mapping", name + ".toml", bytes}};
}

/// Of a path its last name; a folder may end with slashes.
std::string last_part(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path.substr(path.find_last_of('/') + 1);
}

UsageMap map_named(const std::string& map) {
  if (built_in_mapping(map) != nullptr && access(map.c_str(), F_OK) != 0) return built_in_map(map);
  const auto bytes = read_all(map, kMapBytesMax);
  return {read_mapping(bytes, map), {"mapping", last_part(map), bytes}};
}

/// A folder is read as collectd's.
UsageSource open_file(const ImportArgs& args, const std::string& file, const ByteWatcher& watcher) {
  std::error_code none;
  auto bytes = std::filesystem::is_directory(file, none) ? collectd_folder(file) : ByteSource(file);
  bytes.watch(watcher);
  auto map = args.map.empty() ? built_in_map(std::string(recognise(bytes))) : map_named(args.map);
  return {std::move(bytes), std::move(map), printable(last_part(file))};
}

Date date_in(const std::string& text, const char* option) {
  if (const auto date = parse_date(text)) return *date;
  bad_words(message(N_("{0}: '{1}' is not a date"), option, text), message(N_("write it as 2026-10-01")));
}

/// The days that are asked for, at the ledger's offset: those named, or else the last complete month.
std::pair<Date, Date> days_of(const Counter& counter, const ImportArgs& args) {
  if (!args.since.empty() || !args.until.empty()) {
    const auto until = args.until.empty() ? counter.today() : date_in(args.until, "--until");
    const auto since = args.since.empty() ? first_day(month_of(until)) : date_in(args.since, "--since");
    if (until < since) bad_words(message(N_("--until is before --since")), message(N_("turn them round")));
    return {since, until + std::chrono::days{1}};
  }
  auto month = month_of(first_day(month_of(counter.today())) - std::chrono::days{1});
  if (!args.month.empty()) {
    const auto named = parse_month(args.month);
    if (!named) bad_words(message(N_("--month: '{0}' is not a month"), args.month), message(N_("write it as YYYY-MM")));
    month = *named;
  }
  return {first_day(month), first_day(next(month))};
}

std::string token_of(const Desk& desk, const ImportArgs& args) {
  auto token = args.token_file.empty() ? desk.variable("GOVCLOUD_PROMETHEUS_TOKEN") : read_all(args.token_file, 65536);
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) token.pop_back();
  return token;
}

UsageSource open_server(Desk& desk, const Common& common, const Counter& counter, const ImportArgs& args) {
  if (!args.server.starts_with("http://") && !args.server.starts_with("https://"))
    bad_words(message(N_("--prometheus: '{0}' is no address of the web"), args.server),
              message(N_("write it as http://HOST:9090")));
  auto map = args.query_file.empty() ? built_in_map("prometheus") : map_named(args.query_file);
  const auto& metrics = map.mapping.metrics;
  if (map.mapping.kind != SourceKind::prometheus || std::all_of(metrics.begin(), metrics.end(), [](auto& m) { return m.query.empty(); }))
    throw InputError(78, message(N_("{0}"), args.query_file), message(N_("it has no query")),
                     message(N_("write format = \"prometheus\", and query in each [metrics.…]")));
  const auto [since, until] = days_of(counter, args);
  const auto offset = counter.ledger.offset();
  const auto now = counter.now.time_since_epoch().count();
  PrometheusAsk ask{args.server, token_of(desk, args), start_of(since, offset).time_since_epoch().count(),
                    std::min(start_of(until, offset).time_since_epoch().count(), now),
                    map.mapping.interval_seconds > 0 ? map.mapping.interval_seconds : kStepSeconds};
  const auto progress =
      std::make_shared<Progress>(desk, common, say(common.lang, N_("asking the server")), pages_of(ask, map.mapping));
  auto bytes = prometheus_replies(
      ask, map.mapping, [progress](std::uint64_t pages) { progress->at(pages); },
      [](std::int64_t seconds) { std::this_thread::sleep_for(std::chrono::seconds{seconds}); });
  const auto name = fmt::format("{} {}..{}", args.server, to_text(since), to_text(until - std::chrono::days{1}));
  return {std::move(bytes), std::move(map), printable(name)};
}

}  // namespace

std::vector<std::string> named_sources(const ImportArgs& args) {
  const bool live = !args.server.empty();
  if (live && (!args.files.empty() || !args.map.empty() || !args.at.empty()))
    bad_words(message(N_("--prometheus stands alone, without FILE, --map and --at")),
              message(N_("name the queries with --query-file")));
  if (!live && (!args.query_file.empty() || !args.token_file.empty() || !args.month.empty() || !args.since.empty() || !args.until.empty()))
    bad_words(message(N_("--query-file, --token-file, --month, --since and --until belong to --prometheus")),
              message(N_("leave them out, or add --prometheus URL")));
  if (!live && args.files.empty())
    bad_words(message(N_("no file of measurements is named")), message(N_("name FILE, - for standard input, or --prometheus URL")));
  return live ? std::vector{args.server} : args.files;
}

UsageSource open_source(Desk& desk, const Common& common, const Counter& counter, const ImportArgs& args,
                        const std::string& named, const ByteWatcher& watcher) {
  if (args.server.empty()) return open_file(args, named, watcher);
  auto source = open_server(desk, common, counter, args);
  source.bytes.watch(watcher);
  return source;
}

ReadOptions options_of(const Counter& counter, const ImportArgs& args) {
  ReadOptions options{args.keep_going, (counter.now + kAheadMax).time_since_epoch().count(), counter.ledger.offset()};
  if (args.at.empty()) return options;
  const auto at = parse_instant(args.at);
  if (!at) bad_words(message(N_("--at: '{0}' is not a time"), args.at), message(N_("write it as 2026-10-01T00:00:00+08:00")));
  options.at_seconds = at->time_since_epoch().count();
  return options;
}

}  // namespace govcloud
