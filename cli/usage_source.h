// What `usage import` reads from: files, collectd's folders, or standard input.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/settle.h"
#include "core/usage/mapping.h"
#include "core/usage/reader.h"

namespace govcloud {

struct ImportArgs {
  std::string map, at;
  std::vector<std::string> files;
  bool keep_going = false, check = false;
};

/// A mapping, and its file as it is kept in the ledger, so that the import can be judged later.
struct UsageMap {
  Mapping mapping;
  Content content;
};

struct UsageSource {
  ByteSource bytes;
  UsageMap map;
  std::string name;  // in receipts; without its folders
};

/// Opens a file, or a folder as collectd's. The mapping is the one that was named, or else the built-in one that the beginning
/// calls for. `watcher` is told every byte, as ByteSource::watch has it. Throws InputError.
using ByteWatcher = std::function<void(std::string_view)>;
UsageSource open_source(const ImportArgs& args, const std::string& file, const ByteWatcher& watcher = {});

/// Throws BadWords where --at is no time.
ReadOptions options_of(const Counter& counter, const ImportArgs& args);

/// `usage import --check`: says what would be read, and keeps nothing.
int check_sources(Desk& desk, const Common& common, const ImportArgs& args);

}  // namespace govcloud
