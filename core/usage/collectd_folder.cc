#include <algorithm>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/format/input_error.h"
#include "core/law/date.h"
#include "core/usage/collectd.h"

namespace govcloud {
namespace {

namespace fs = std::filesystem;

std::string_view last_part(std::string_view& path) {
  const auto slash = path.rfind('/');
  const auto part = slash == path.npos ? path : path.substr(slash + 1);
  path = slash == path.npos ? std::string_view{} : path.substr(0, slash);
  return part;
}

/// The bytes of several files, each behind the line that tells its name.
struct Files {
  std::vector<std::string> paths;
  std::size_t next = 0;
  std::optional<ByteSource> open;
  std::string line;  // still to be given before the open file

  std::size_t read(char* out, std::size_t room) {
    for (;;) {
      if (!line.empty()) {
        const auto size = std::min(room, line.size());
        std::memcpy(out, line.data(), size);
        line.erase(0, size);
        return size;
      }
      if (open) {
        if (const auto got = open->read(out, room); got > 0) return got;
        open.reset();
        line += '\n';
      } else {
        if (next == paths.size()) return 0;
        open.emplace(paths[next]);
        line.append("==> ").append(paths[next++]).append(" <==\n");
      }
    }
  }
};

/// The files under a folder, whatever it holds besides; in order of host, day and name.
std::vector<std::string> files_in(const std::string& folder) {
  struct Found {
    std::string host, date, path;
    auto operator<=>(const Found&) const = default;
  };
  std::vector<Found> found;
  std::error_code fault;
  for (fs::recursive_directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    std::error_code gone;
    if (!at->is_regular_file(gone)) continue;
    const auto path = at->path().string();
    const auto file = collectd_file(path);
    if (file && reads_collectd(*file)) found.push_back({std::string(file->host), std::string(file->date), path});
  }
  if (fault)
    throw InputError(66, message(N_("{0}"), folder), message(N_("{0}"), fault.message()),
                     message(N_("name a folder that can be read")));
  std::sort(found.begin(), found.end());
  std::vector<std::string> paths;
  for (auto& file : found) paths.push_back(std::move(file.path));
  return paths;
}

}  // namespace

std::optional<CollectdFile> collectd_file(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  CollectdFile file;
  auto name = last_part(path);
  file.plugin = last_part(path);
  file.host = last_part(path);
  constexpr std::size_t kDay = std::string_view("-2026-10-01").size();
  if (file.host.empty() || file.plugin.empty() || name.size() <= kDay) return std::nullopt;
  file.date = name.substr(name.size() - kDay + 1);
  file.type = name.substr(0, name.size() - kDay);
  if (name[name.size() - kDay] != '-' || !parse_date(file.date)) return std::nullopt;
  if (const auto dash = file.plugin.find('-'); dash != file.plugin.npos) {
    file.plugin_instance = file.plugin.substr(dash + 1);
    file.plugin = file.plugin.substr(0, dash);
  }
  return file;
}

ByteSource collectd_folder(const std::string& folder) {
  auto files = std::make_shared<Files>();
  files->paths = files_in(folder);
  if (files->paths.empty())
    throw InputError(65, message(N_("{0}"), folder), message(N_("no file of collectd that is read lies in it")),
                     message(N_("name the folder of a host, with cpu/percent-idle-2026-10-01 in it")));
  return ByteSource::of_producer(folder, [files](char* out, std::size_t room) { return files->read(out, room); });
}

}  // namespace govcloud
