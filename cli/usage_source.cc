#include "cli/usage_source.h"

#include <unistd.h>

#include <filesystem>

#include "core/format/width.h"
#include "core/usage/collectd.h"
#include "core/usage/recognise.h"

namespace govcloud {
namespace {

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

}  // namespace

UsageSource open_source(const ImportArgs& args, const std::string& file, const ByteWatcher& watcher) {
  std::error_code none;
  auto bytes = std::filesystem::is_directory(file, none) ? collectd_folder(file) : ByteSource(file);
  bytes.watch(watcher);
  auto map = args.map.empty() ? built_in_map(std::string(recognise(bytes))) : map_named(args.map);
  return {std::move(bytes), std::move(map), printable(last_part(file))};
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
