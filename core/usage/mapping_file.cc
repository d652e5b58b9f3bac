#include "core/usage/mapping_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/format/input_error.h"

namespace govcloud {

void MappingFile::refuse(int line, Message what, Message mend) const {
  throw InputError(78, message(N_("{0} line {1}"), name, line), std::move(what), std::move(mend));
}

void allow_keys(const MappingFile& file, const TomlTable& table,
                const std::vector<std::string_view>& keys, std::string_view where) {
  for (const auto& member : table.members) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    file.refuse(member.line, message(N_("key '{0}' is not one of {1}"), member.key, where),
        message(N_("the keys are {0}"), fmt::format("{}", fmt::join(keys, ", "))));
  }
}

const std::string* text_of(const MappingFile& file, const TomlTable& table, std::string_view key) {
  const auto* value = table.find(key);
  if (!value) return nullptr;
  if (!value->text()) {
    file.refuse(value->line, message(N_("'{0}' is {1}, and text is wanted"), key, value->kind()),
        message(N_("write it in quotes")));
  }
  return value->text();
}

const std::string& text_needed(const MappingFile& file, const TomlTable& table, std::string_view key) {
  const auto* text = text_of(file, table, key);
  if (!text || text->empty()) {
    file.refuse(table.line, message(N_("'{0}' is missing or empty"), key),
        message(N_("add {0} = \"…\""), key));
  }
  return *text;
}

bool flag_of(const MappingFile& file, const TomlTable& table, std::string_view key, bool otherwise) {
  const auto* value = table.find(key);
  if (!value) return otherwise;
  if (!value->boolean()) {
    file.refuse(value->line, message(N_("'{0}' is {1}"), key, value->kind()),
        message(N_("write true or false")));
  }
  return *value->boolean();
}

char character_of(const MappingFile& file, const TomlTable& table, std::string_view key, char otherwise) {
  const auto* text = text_of(file, table, key);
  if (!text) return otherwise;
  const char c = text->size() == 1 ? (*text)[0] : '\0';
  if (c < ' ' ? c != '\t' : (c > '~' || c == '"')) {
    file.refuse(table.find(key)->line, message(N_("'{0}' is not one ASCII character"), key),
        message(N_("write one character other than the double quote; a tab is \"\\t\"")));
  }
  return c;
}

Offset offset_of(const MappingFile& file, const TomlTable& table) {
  const auto* text = text_of(file, table, "offset");
  if (!text) file.refuse(table.line, message(N_("local times need an 'offset'")),
      message(N_("add offset = \"+08:00\"")));
  // A time at that offset, read back, gives it: 1970-01-02T00:00 local is a day less the offset.
  const auto instant = parse_instant("1970-01-02T00:00:00" + *text);
  if (!instant) {
    file.refuse(table.find("offset")->line, message(N_("'{0}' is not an offset"), *text),
        message(N_("write it as +08:00")));
  }
  return Offset{24 * 60 - instant->time_since_epoch().count() / 60};
}

const TomlTable& table_needed(const MappingFile& file, const TomlTable& root, std::string_view key) {
  const auto* value = root.find(key);
  if (value && value->table()) return *value->table();
  file.refuse(value ? value->line : 1, message(N_("there is no table [{0}]"), key),
      message(N_("add [{0}]; govcloud-usage(5) tells its keys"), key));
}

}  // namespace govcloud
