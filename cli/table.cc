#include "cli/table.h"

#include <algorithm>

#include "cli/columns.h"
#include "cli/suggest.h"
#include "core/format/csv.h"
#include "core/format/width.h"

namespace govcloud {
namespace {

/// A value on one line. Only values that came from the ledger's own writer get here, so nothing is
/// deeper than an array in an object.
std::string plain(const Json& value, std::string_view between) {
  if (value.is_null()) return "";
  if (const auto* text = value.text()) return *text;
  if (value.members()) {
    const auto* id = value.find("id");
    return id && id->text() ? *id->text() : value.dump();
  }
  if (!value.items()) return value.dump();
  std::string joined;
  for (const auto& item : *value.items()) {
    if (&item != value.items()->data()) joined += between;
    joined += plain(item, between);
  }
  return joined;
}

bool holds_objects(const Json& value) {
  const auto* items = value.items();
  return items && std::any_of(items->begin(), items->end(),
                              [](const Json& item) { return item.members() != nullptr; });
}

/// Gives the keys, then the cells of each row, as CSV and TSV have them.
void each_line(const Table& table, bool escaped, const auto& line) {
  Cells cells;
  for (const auto& column : table.columns) cells.push_back(column.key);
  line(cells);
  for (const auto& row : table.rows) {
    cells.clear();
    for (const auto& value : row) {
      const auto cell = value.members() ? value.dump() : plain(value, ";");
      cells.push_back(escaped ? printable(cell) : cell);
    }
    line(cells);
  }
}

std::string without_tabs(const std::string& cell) {
  std::string text;
  for (const char c : cell) {
    switch (c) {
      case '\\': text += "\\\\"; break;
      case '\t': text += "\\t"; break;
      case '\n': text += "\\n"; break;
      case '\r': text += "\\r"; break;
      default: text += c;
    }
  }
  return text;
}

std::string shell_name(std::string key) {
  for (auto& c : key)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '_';
  return key;
}

std::string quoted_for_shell(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// "cpu=4 memory_gib=16": an object whose id is not its name, for people.
std::string pairs(const Json& value) {
  std::string text;
  for (const auto& [key, member] : *value.members())
    text += (text.empty() ? "" : " ") + key + "=" + plain(member, ",");
  return text;
}

std::string for_people(const Json& value, Lang lang) {
  if (value.members() && !value.find("id")) return printable(pairs(value));
  if (const auto* items = value.items(); items && holds_objects(value)) {
    std::string all;
    for (const auto& item : *items) all += (all.empty() ? "" : ", ") + for_people(item, lang);
    return all;
  }
  if (const auto* flag = value.boolean()) return say(lang, *flag ? N_("yes") : N_("no"));
  return printable(plain(value, ", "));
}

std::string title_of(const Column& column, Lang lang) {
  return column.title.empty() ? column.key : say(lang, column.title);
}

const Column* titled(const std::vector<Column>& titles, const std::string& key) {
  for (const auto& column : titles)
    if (column.key == key) return &column;
  return nullptr;
}

Column column_for(const std::vector<Column>& titles, const std::string& key) {
  const auto* column = titled(titles, key);
  return column ? Column{key, column->title, column->right, column->hidden} : Column{key};
}

void flatten(const Json& item, const std::string& prefix, const std::vector<Column>& titles,
             Table& table) {
  for (const auto& [key, value] : *item.members()) {
    if (holds_objects(value)) continue;
    if (value.members()) {
      flatten(value, prefix + key + ".", titles, table);
      continue;
    }
    table.columns.push_back(column_for(titles, prefix + key));
    table.rows.front().push_back(value);
  }
}

/// The value at a path, null under null; nothing where no such member exists.
std::optional<Json> pick(const Json& value, std::string_view path) {
  if (path.empty() || value.is_null()) return value;
  if (const auto* items = value.items()) {
    Json all = Json::array();
    for (const auto& item : *items) {
      auto inner = pick(item, path);
      if (!inner) return std::nullopt;
      all.push(std::move(*inner));
    }
    return all;
  }
  const std::size_t dot = std::min(path.find('.'), path.size());
  const Json* member = value.find(path.substr(0, dot));
  if (!member) return std::nullopt;
  return pick(*member, path.substr(std::min(dot + 1, path.size())));
}

UsageError unknown_column(const std::string& key, const std::vector<std::string>& known) {
  UsageError error{message(N_("-c: there is no column {0}"), key), {}};
  std::string all;
  for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
  error.hint = message(N_("the columns are {0}"), all);
  if (const auto near = nearest(key, known))
    error.hint = message(N_("did you mean {0}? the columns are {1}"), *near, all);
  return error;
}

/// Leaves out the columns that are hidden, and those in which no row says anything.
Table without_silence(const Table& table) {
  Table left;
  left.rows.resize(table.rows.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool speaks = std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
      return !for_people(row[i], Lang::en).empty();
    });
    if (!speaks || table.columns[i].hidden) continue;
    left.columns.push_back(table.columns[i]);
    for (std::size_t r = 0; r < table.rows.size(); ++r) left.rows[r].push_back(table.rows[r][i]);
  }
  return left;
}

/// The objects of an array as a table; its columns are their keys in order of appearance.
Table inner_table(const Json::Array& items, const std::vector<Column>& titles) {
  Table table;
  for (const auto& item : items) {
    if (!item.members()) continue;
    for (const auto& [key, value] : *item.members())
      if (!titled(table.columns, key)) table.columns.push_back(column_for(titles, key));
  }
  for (const auto& item : items) {
    auto& row = table.rows.emplace_back();
    for (const auto& column : table.columns) {
      const auto* value = item.find(column.key);
      row.push_back(value ? *value : Json());
    }
  }
  return table;
}

}  // namespace

std::variant<Table, UsageError> choose_columns(const Table& table,
                                               const std::vector<std::string>& keys) {
  std::vector<std::size_t> chosen;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    known.push_back(table.columns[i].key);
    if (keys.empty() && !table.columns[i].hidden) chosen.push_back(i);
  }
  for (const auto& key : keys) {
    const auto found = std::find(known.begin(), known.end(), key);
    if (found == known.end()) return unknown_column(key, known);
    chosen.push_back(static_cast<std::size_t>(found - known.begin()));
  }
  Table part;
  for (const auto i : chosen) part.columns.push_back(table.columns[i]);
  for (const auto& row : table.rows) {
    auto& cells = part.rows.emplace_back();
    for (const auto i : chosen) cells.push_back(row[i]);
  }
  return part;
}

std::variant<Table, UsageError> choose_members(const Json& item,
                                               const std::vector<std::string>& keys,
                                               const std::vector<Column>& titles) {
  Table table{{}, {{}}};
  if (!item.members()) return table;
  if (keys.empty()) flatten(item, "", titles, table);
  for (const auto& key : keys) {
    auto value = pick(item, key);
    if (!value) {
      std::vector<std::string> known;
      for (const auto& member : *item.members()) known.push_back(member.first);
      return unknown_column(key, known);
    }
    table.columns.push_back(column_for(titles, key));
    table.rows.front().push_back(std::move(*value));
  }
  return table;
}

Json items_of(const Table& table) {
  Json items = Json::array();
  for (const auto& row : table.rows) {
    Json item = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) item.set(table.columns[i].key, row[i]);
    items.push(std::move(item));
  }
  return items;
}

std::string table_text(const Table& table, Lang lang, std::size_t width_max) {
  if (table.columns.empty()) return "";
  std::vector<Cells> lines(1);
  for (const auto& column : table.columns) lines[0].push_back(title_of(column, lang));
  for (const auto& row : table.rows) {
    auto& cells = lines.emplace_back();
    for (const auto& value : row) cells.push_back(for_people(value, lang));
  }
  std::vector<bool> right;
  for (const auto& column : table.columns) right.push_back(column.right);
  return in_columns(lines, right, width_max);
}

std::string item_text(const Json& item, const std::vector<Column>& titles, Lang lang,
                      std::size_t width_max) {
  if (!item.members()) return for_people(item, lang) + "\n";
  const auto scalars = std::get<Table>(choose_members(item, {}, titles));
  Cells titles_said, values;
  for (std::size_t i = 0; i < scalars.columns.size(); ++i) {
    titles_said.push_back(title_of(scalars.columns[i], lang));
    values.push_back(for_people(scalars.rows[0][i], lang));
  }
  std::string text = in_pairs(titles_said, values, width_max);
  for (const auto& [key, value] : *item.members()) {
    if (!holds_objects(value)) continue;
    text += "\n" + title_of(column_for(titles, key), lang) + ":\n";
    text += table_text(without_silence(inner_table(*value.items(), titles)), lang, width_max);
  }
  return text;
}

std::string csv_text(const Table& table, bool excel, bool escaped) {
  std::string text(excel ? kCsvBom : "");
  each_line(table, escaped, [&](const Cells& cells) { append_csv(text, cells, excel); });
  return text;
}

std::string tsv_text(const Table& table, bool escaped) {
  std::string text;
  each_line(table, escaped, [&](const Cells& cells) {
    for (const auto& cell : cells) text += (&cell == cells.data() ? "" : "\t") + without_tabs(cell);
    text += '\n';
  });
  return text;
}

std::string jsonl_text(const Table& table) {
  std::string text;
  const auto items = items_of(table);
  for (const auto& item : *items.items()) text += item.dump() + "\n";
  return text;
}

std::string shell_text(const Table& table) {
  std::string text;
  const char between = table.rows.size() == 1 ? '\n' : ' ';
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += shell_name(table.columns[i].key) + "=" + quoted_for_shell(printable(plain(row[i], ",")));
      text += i + 1 < row.size() ? between : '\n';
    }
  return text;
}

std::string value_text(const Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    if (const auto* items = row.size() == 1 ? row[0].items() : nullptr) {
      for (const auto& item : *items) text += printable(plain(item, ",")) + "\n";
      continue;
    }
    for (std::size_t i = 0; i < row.size(); ++i)
      text += (i > 0 ? "\t" : "") + printable(plain(row[i], ","));
    text += "\n";
  }
  return text;
}

}  // namespace govcloud
