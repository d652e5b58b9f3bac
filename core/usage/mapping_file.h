// The keys of a mapping file, read one by one. Internal to the readers of mappings. Everything throws
// InputError 78 "NAME line N: …" for a key of the wrong kind.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/catalogue.h"
#include "core/format/toml.h"
#include "core/usage/mapping.h"

namespace govcloud {

/// The file being read, for messages.
struct MappingFile {
  const std::string& name;
  [[noreturn]] void refuse(int line, Message what, Message mend) const;
};

/// Refuses a key that is not one of `keys`; `where` names the table in the message.
void allow_keys(const MappingFile& file, const TomlTable& table,
                const std::vector<std::string_view>& keys, std::string_view where);
/// Null where the key is left out.
const std::string* text_of(const MappingFile& file, const TomlTable& table, std::string_view key);
/// Refuses an empty text too.
const std::string& text_needed(const MappingFile& file, const TomlTable& table, std::string_view key);
bool flag_of(const MappingFile& file, const TomlTable& table, std::string_view key, bool otherwise);
/// One ASCII character, a tab included.
char character_of(const MappingFile& file, const TomlTable& table, std::string_view key, char otherwise);
/// The key `offset`, which must be there.
Offset offset_of(const MappingFile& file, const TomlTable& table);
const TomlTable& table_needed(const MappingFile& file, const TomlTable& root, std::string_view key);

/// The key `format`.
SourceKind kind_of(const MappingFile& file, const TomlTable& root);
/// The keys that the mapping of another source than a table has of its own, its metrics included.
void read_source_keys(const MappingFile& file, const TomlTable& root, Mapping& mapping);
/// The keys `resource_until` and `resources`, which any mapping may have.
void read_resources(const MappingFile& file, const TomlTable& root, Mapping& mapping);

/// A metric's table, `unit` and for a table's mapping `column` and `required` read; `keys` are the
/// keys it may have.
MetricColumn read_metric(const MappingFile& file, const TomlMember& member,
                         std::initializer_list<std::string_view> keys);
/// The table [metrics], in order of Metric, each metric read by `read`.
void read_metrics(const MappingFile& file, const TomlTable& table, Mapping& mapping,
                  MetricColumn (*read)(const MappingFile&, const TomlMember&));

}  // namespace govcloud
