// Rows and single items as text: aligned for people, CSV, or bare values for scripts.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "cli/words.h"
#include "core/format/catalogue.h"
#include "core/format/json.h"

namespace govcloud {

struct Column {
  std::string key;  // English snake_case; the same in CSV, JSON and -c
  Sentence title;   // of the table form; empty: the key
  bool right = false;
  bool hidden = false;  // shown only when -c names it; JSON always has it
};

/// Every row has one value for each column.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Json>> rows;
};

/// The columns that -c names, in its order; without any, all but the hidden ones. An unknown one is
/// a usage error that names those there are.
std::variant<Table, UsageError> choose_columns(const Table& table,
                                               const std::vector<std::string>& keys);

/// The members of an item that -c names, as a table of one row. A key may be a path with dots
/// ("trial.ends_on"); through an array it collects ("resources.id"); under null it is null. Without
/// keys: all members, those of inner objects by their paths, arrays of objects left out.
std::variant<Table, UsageError> choose_members(const Json& item,
                                               const std::vector<std::string>& keys,
                                               const std::vector<Column>& titles);

/// The rows as an array of objects.
Json items_of(const Table& table);

/// Aligned by display width, two blanks between columns, the titles first; no blanks at line ends.
/// Wider than `width_max` (0: no bound), the widest columns are cut with "…", none below 8 columns.
/// Everything is made printable. Arrays are joined with ", "; true and false are yes and no.
std::string table_text(const Table& table, Lang lang, std::size_t width_max);

/// An item for people: `key: value` lines, aligned; then each array of objects as a table of its
/// own under its name. What is empty, or hidden by `titles`, is left out; `titles` also gives titles.
std::string item_text(const Json& item, const std::vector<Column>& titles, Lang lang,
                      std::size_t width_max);

/// CSV with the keys as header; `escaped` makes cells printable, for a terminal. Arrays are joined
/// with ";", objects are compact JSON, null is empty.
std::string csv_text(const Table& table, bool excel, bool escaped);

/// As CSV, with TAB between cells; backslash, TAB, line feed and carriage return in a cell are written
/// as \\, \t, \n and \r.
std::string tsv_text(const Table& table, bool escaped);

/// A row a line, as an object of JSON without an envelope, or null for what is absent.
std::string jsonl_text(const Table& table);

/// For `eval` in a shell: NAME='value' for each column, of a single row a line each, of several a row
/// a line, blanks between. What is no letter or digit in a key is _ in its name. The values are those of
/// value_text, each one line; elements of an array have commas between.
std::string shell_text(const Table& table);

/// No header; a row a line, the cells of several columns with TAB between. Of a single column each
/// element of an array has a line of its own. An object stands as its `id` if it has one. Always
/// printable, so that a value is one line.
std::string value_text(const Table& table);

}  // namespace govcloud
