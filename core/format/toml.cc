#include "core/format/toml.h"

#include <algorithm>

namespace govcloud {
namespace {

/// Thrown where the library asserts.
struct ParserStuck {};
[[noreturn]] void stuck_parser() { throw ParserStuck{}; }
}  // namespace
}  // namespace govcloud

// Version 3.3 asserts, rather than reports, that a key begins with a letter of a key: "[.]"
// would end the program, and with NDEBUG be undefined. Its assertions stay on and are made to
// throw.
#undef NDEBUG
#define TOML_ASSERT(expr) ((expr) ? void() : govcloud::stuck_parser())
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace govcloud {
namespace {

int line_of(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

Date date_of(const toml::date& date, const std::string& name, int line) {
  const std::chrono::year_month_day day{std::chrono::year{date.year},
                                        std::chrono::month{date.month}, std::chrono::day{date.day}};
  if (!day.ok()) throw TomlError(name, line, "there is no such day.");
  return Date{day};
}

TomlTable table_of(const toml::table& from, const std::string& name);

TomlValue value_of(const toml::node& from, const std::string& name) {
  TomlValue to;
  to.line = line_of(from.source());
  if (const auto* text = from.as_string()) {
    to.value = text->get();
  } else if (const auto* number = from.as_integer()) {
    to.value = number->get();
  } else if (const auto* flag = from.as_boolean()) {
    to.value = flag->get();
  } else if (const auto* date = from.as_date()) {
    to.value = date_of(date->get(), name, to.line);
  } else if (const auto* items = from.as_array()) {
    TomlArray array;
    for (const auto& item : *items) array.push_back(value_of(item, name));
    to.value = std::move(array);
  } else if (const auto* table = from.as_table()) {
    to.value = table_of(*table, name);
  } else if (from.is_floating_point()) {
    throw TomlError(name, to.line, "fractions are not used here; write a whole number.");
  } else {
    throw TomlError(name, to.line, "times of day are not used here; write a date, YYYY-MM-DD.");
  }
  return to;
}

/// The library keeps members sorted by name; the places of the keys give back the file's order.
TomlTable table_of(const toml::table& from, const std::string& name) {
  struct Placed {
    toml::source_position at;
    TomlMember member;
  };
  std::vector<Placed> placed;
  for (const auto& [key, node] : from)
    placed.push_back({key.source().begin,
                      {std::string(key.str()), line_of(key.source()), value_of(node, name)}});
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return a.at < b.at; });
  TomlTable to;
  to.line = line_of(from.source());
  for (auto& one : placed) to.members.push_back(std::move(one.member));
  return to;
}

std::string sentence(std::string_view text) {
  std::string whole(text);
  if (whole.empty() || whole.back() != '.') whole += '.';
  return whole;
}

/// The library reads from left to right, so the line on which it gets stuck is the last one of the
/// shortest run of lines from the beginning on which it does.
int line_of_stuck(std::string_view bytes) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; (at = bytes.find('\n', at)) != std::string_view::npos; ++at)
    ends.push_back(at + 1);
  ends.push_back(bytes.size());
  const auto is_free = [&](std::size_t end) {
    try {
      static_cast<void>(toml::parse(bytes.substr(0, end)));
    } catch (const ParserStuck&) {
      return false;
    } catch (const toml::parse_error&) {
      return true;
    }
    return true;
  };
  const auto stuck = std::partition_point(ends.begin(), ends.end(), is_free);
  return static_cast<int>(stuck - ends.begin()) + 1;
}

}  // namespace

const TomlValue* TomlTable::find(std::string_view key) const {
  for (const auto& member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

std::string_view TomlValue::kind() const {
  constexpr std::string_view kKinds[] = {"text",   "a whole number", "true or false",
                                         "a date", "a list",         "a table"};
  return kKinds[value.index()];
}

TomlTable parse_toml(std::string_view bytes, const std::string& name) {
  try {
    return table_of(toml::parse(bytes, name), name);
  } catch (const ParserStuck&) {
    throw TomlError(name, line_of_stuck(bytes), "a key must begin with a letter, a digit, _ or -.");
  } catch (const toml::parse_error& error) {
    throw TomlError(name, line_of(error.source()), sentence(error.description()));
  }
}

}  // namespace govcloud
