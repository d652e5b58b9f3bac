// The files of collectd's csv plugin: HOST/PLUGIN[-INSTANCE]/TYPE[-INSTANCE]-YYYY-MM-DD.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/format/gzip.h"

namespace govcloud {

/// What a file's path says, in views of it.
struct CollectdFile {
  std::string_view host, plugin, plugin_instance, type, date;  // type with its instance: "percent-idle"
};
/// Nothing for a path that is not of that form; ".gz" behind it is passed over.
std::optional<CollectdFile> collectd_file(std::string_view path);
/// Whether anything is read from such a file.
bool reads_collectd(const CollectdFile& file);

/// A folder of one host or of many as one stream, for read_collectd: the files that are read, those of a
/// host and a day together, each behind its line `==> … <==`. Opens one file at a time. Throws
/// InputError 65 where there are none, 66 where something cannot be read.
ByteSource collectd_folder(const std::string& folder);

}  // namespace govcloud
