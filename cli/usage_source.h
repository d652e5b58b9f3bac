// What `usage import` reads from: files, collectd's folders, standard input, or a Prometheus server.
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
  std::string map, at, server, query_file, token_file, month, since, until;
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
  std::string name;  // in receipts; of a file without its folders
};

/// The files, or the server alone. Throws BadWords where both or neither are named, or an option stands
/// without the one that it belongs to.
std::vector<std::string> named_sources(const ImportArgs& args);

/// Opens one of them. The mapping is the one that was named, or else the built-in one that the beginning
/// calls for. `watcher` is told every byte, as ByteSource::watch has it. Throws InputError, BadWords.
using ByteWatcher = std::function<void(std::string_view)>;
UsageSource open_source(Desk& desk, const Common& common, const Counter& counter, const ImportArgs& args,
                        const std::string& named, const ByteWatcher& watcher = {});

ReadOptions options_of(const Counter& counter, const ImportArgs& args);

/// `usage import --check`: says what would be read, and keeps nothing.
int check_sources(Desk& desk, const Common& common, const ImportArgs& args);

}  // namespace govcloud
