// TOML (toml.io, version 1.0) as plain values with line numbers, so that a message can name the
// line of a policy, a mapping or a configuration. toml++ is used in toml.cc and nowhere else.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/format/input_error.h"
#include "core/law/date.h"

namespace govcloud {

struct TomlValue;
struct TomlMember;
using TomlArray = std::vector<TomlValue>;

/// A table, its members in the order of the file. An array of tables `[[x]]` is an array of these.
struct TomlTable {
  int line = 0;  // of the header or the opening brace; of the first line for the whole file
  std::vector<TomlMember> members;

  /// The value of a key, or null.
  const TomlValue* find(std::string_view key) const;
};

/// A value. Fractions and times of day are refused when the file is read: what we keep in TOML is
/// counted in whole units and dated by days.
struct TomlValue {
  int line = 0;
  std::variant<std::string, std::int64_t, bool, Date, TomlArray, TomlTable> value;

  const std::string* text() const { return std::get_if<std::string>(&value); }
  const std::int64_t* number() const { return std::get_if<std::int64_t>(&value); }
  const bool* boolean() const { return std::get_if<bool>(&value); }
  const Date* date() const { return std::get_if<Date>(&value); }
  const TomlArray* items() const { return std::get_if<TomlArray>(&value); }
  const TomlTable* table() const { return std::get_if<TomlTable>(&value); }
  /// What it is, for messages: "text", "a whole number", "true or false", "a date", "a list",
  /// "a table".
  std::string_view kind() const;
};

struct TomlMember {
  std::string key;
  int line = 0;
  TomlValue value;
};

/// A file that is not TOML. `line` and `reason` are the parts of its message, for lint.
struct TomlError : InputError {
  TomlError(const std::string& name, int at, const std::string& why)
      : InputError(78, name + " line " + std::to_string(at) + ": " + why), line(at), reason(why) {}
  int line;
  std::string reason;
};

/// Reads a whole file. `name` is what messages call it. Throws TomlError (78): "NAME line N: …" for
/// bytes that are not TOML or not UTF-8, a key given twice, a fraction or a time of day.
TomlTable parse_toml(std::string_view bytes, const std::string& name);

}  // namespace govcloud
