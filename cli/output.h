// What a verb answers, in the form that -o asks for, on stdout or into the file of --out.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/common_options.h"
#include "cli/desk.h"
#include "cli/table.h"

namespace govcloud {

/// Which ledger answered, and at which head; absent where none was read.
struct LedgerStamp {
  std::string id;
  std::int64_t seq = 0;
  std::string head;
};

/// What the answer is: `thing` makes the schema, "systems" → "govcloud.systems/1".
struct Answer {
  std::string thing;
  std::optional<LedgerStamp> ledger;
  std::vector<std::pair<std::string, Json>> beside = {};  // further members of the JSON object
};

/// The form to print: -o if it was typed, else by the extension of --out (.json, .jsonl, .csv, .tsv, .sarif), else -o's
/// variable, configuration or default.
std::string form_of(const Common& common);

/// Whether a receipt in this form is a line, a sentence or a bare id; else it is its item.
bool is_plain_form(const std::string& form);

/// A list, at most --limit rows of it. These give the exit code: 0; 64 with the error told for an
/// unknown column; 73 or 74 for a file or stream that cannot be written.
int print_items(Desk& desk, const Common& common, const Answer& answer, const Table& table);

/// One item. In the value form without -c it is the item's first member, which is its id.
int print_item(Desk& desk, const Common& common, const Answer& answer, const Json& item,
               const std::vector<Column>& titles = {});

/// What a writing verb says: one line, the id first ("R-2026-0001 submitted; …"). `-o value` is
/// the id alone, -q nothing, the other forms the item.
struct Receipt {
  std::string id;
  std::string line;
  Json item;
};
int print_receipt(Desk& desk, const Common& common, const Answer& answer, const Receipt& receipt);
/// The same for an act of several items: a line each, or in the forms for programs all of them together.
int print_receipts(Desk& desk, const Common& common, const Answer& answer,
                   const std::vector<Receipt>& receipts);

/// The JSON envelope: {schema, ledger, <name>: value}, two blanks of indent, a newline at the end.
/// `name` is "item" or "items".
std::string envelope(const Answer& answer, const std::string& name, Json value);

/// Puts finished bytes where they belong: --out (atomically) or stdout.
int emit(Desk& desk, const Common& common, std::string_view bytes);

}  // namespace govcloud
