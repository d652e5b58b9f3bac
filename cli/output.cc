#include "cli/output.h"

#include <algorithm>
#include <charconv>

#include "cli/color.h"
#include "cli/error.h"
#include "cli/out_file.h"
#include "core/format/width.h"

namespace govcloud {
namespace {

/// The columns of the terminal, or 0 where the answer goes elsewhere and is never cut.
std::size_t width_max(const Desk& desk, const Common& common) {
  if (!desk.out_is_terminal || !common.out.empty()) return 0;
  const std::string columns = desk.variable("COLUMNS");
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  return width > 0 ? width : 80;
}

bool to_terminal(const Desk& desk, const Common& common) {
  return desk.out_is_terminal && common.out.empty();
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

Table first_rows(const Table& table, const Common& common) {
  Table part = table;
  if (common.limit && static_cast<std::uint64_t>(*common.limit) < part.rows.size())
    part.rows.resize(static_cast<std::size_t>(*common.limit));
  return part;
}

/// In the forms that have lines for programs.
int emit_chosen(Desk& desk, const Common& common, const Table& table) {
  const auto form = form_of(common);
  const bool escaped = to_terminal(desk, common);
  if (form == "csv") return emit(desk, common, csv_text(table, common.excel, escaped));
  if (form == "tsv") return emit(desk, common, tsv_text(table, escaped));
  if (form == "jsonl") return emit(desk, common, jsonl_text(table));
  if (form == "shell") return emit(desk, common, shell_text(table));
  return emit(desk, common, value_text(table));
}

/// The value form without -c is the first column, the id.
std::vector<std::string> keys_for(const Common& common, const std::string& first) {
  if (!common.columns.empty() || form_of(common) != "value" || first.empty()) return common.columns;
  return {first};
}

/// Whether a receipt is a sentence or a bare id, rather than an item.
bool is_plain(const Common& common) {
  return is_plain_form(form_of(common)) && common.columns.empty();
}

std::string plain_receipt(const Common& common, const Receipt& receipt) {
  const auto& line = form_of(common) == "value" ? receipt.id : receipt.line;
  return line.empty() ? "" : printable(line) + "\n";
}

Table table_of_receipts(const std::vector<Receipt>& receipts) {
  Table table;
  for (const auto& receipt : receipts)
    for (const auto& member : *receipt.item.members())
      if (std::none_of(table.columns.begin(), table.columns.end(),
                       [&](const Column& column) { return column.key == member.first; }))
        table.columns.push_back({member.first, {}, false, false});
  for (const auto& receipt : receipts) {
    auto& row = table.rows.emplace_back();
    for (const auto& column : table.columns) {
      const auto* value = receipt.item.find(column.key);
      row.push_back(value != nullptr ? *value : Json());
    }
  }
  return table;
}

}  // namespace

std::string form_of(const Common& common) {
  if (common.output_named || common.out.empty()) return common.output;
  for (const char* form : {"json", "jsonl", "csv", "tsv", "sarif"})
    if (ends_with(common.out, "." + std::string(form))) return form;
  return common.output;
}

bool is_plain_form(const std::string& form) { return form == "table" || form == "value"; }

std::string envelope(const Answer& answer, const std::string& name, Json value) {
  Json ledger;
  if (const auto& stamp = answer.ledger)
    ledger.set("id", stamp->id).set("seq", stamp->seq).set("head", stamp->head);
  Json whole;
  whole.set("schema", "govcloud." + answer.thing + "/1").set("ledger", std::move(ledger));
  whole.set(name, std::move(value));
  for (const auto& [key, member] : answer.beside) whole.set(key, member);
  return whole.dump(2) + "\n";
}

int emit(Desk& desk, const Common& common, std::string_view bytes) {
  if (common.out.empty()) {
    desk.out << bytes << std::flush;
    if (desk.out) return 0;
    const auto what = say(common.lang, N_("standard output cannot be written"));
    return report_error(desk, common, {"io_failed", 74, what});
  }
  const auto problem = write_out_file(common.out, bytes, common.force);
  if (!problem) return 0;
  ErrorInfo error{problem->exit == 73 ? "cannot_create" : "io_failed", problem->exit,
                  say(common.lang, problem->what), common.out};
  error.hint = say(common.lang, problem->hint);
  return report_error(desk, common, error);
}

int print_items(Desk& desk, const Common& common, const Answer& answer, const Table& table) {
  const Table rows = first_rows(table, common);
  const std::string first = table.columns.empty() ? "" : table.columns.front().key;
  const auto chosen = choose_columns(rows, keys_for(common, first));
  if (const auto* error = std::get_if<UsageError>(&chosen))
    return report_error(desk, common, error_of(*error, common.lang));
  if (form_of(common) == "json")
    return emit(desk, common, envelope(answer, "items", items_of(rows)));
  if (form_of(common) == "jsonl" && common.columns.empty()) return emit(desk, common, jsonl_text(rows));
  const Table& part = std::get<Table>(chosen);
  if (form_of(common) != "table") return emit_chosen(desk, common, part);
  const auto text = table_text(part, common.lang, width_max(desk, common));
  const bool paint = common.out.empty() && is_colored(desk, common, desk.out_is_terminal);
  return emit(desk, common, paint ? bold_line(text) : text);
}

int print_item(Desk& desk, const Common& common, const Answer& answer, const Json& item,
               const std::vector<Column>& titles) {
  const bool has_members = item.members() && !item.members()->empty();
  const std::string first = has_members ? item.members()->front().first : "";
  const auto chosen = choose_members(item, keys_for(common, first), titles);
  if (const auto* error = std::get_if<UsageError>(&chosen))
    return report_error(desk, common, error_of(*error, common.lang));
  if (form_of(common) == "json") return emit(desk, common, envelope(answer, "item", item));
  if (form_of(common) == "jsonl" && common.columns.empty()) return emit(desk, common, item.dump() + "\n");
  const Table& part = std::get<Table>(chosen);
  if (form_of(common) != "table") return emit_chosen(desk, common, part);
  Json shown = item;
  if (!common.columns.empty()) {
    shown = Json::object();
    for (std::size_t i = 0; i < part.columns.size(); ++i)
      shown.set(part.columns[i].key, part.rows[0][i]);
  }
  return emit(desk, common, item_text(shown, titles, common.lang, width_max(desk, common)));
}

int print_receipt(Desk& desk, const Common& common, const Answer& answer, const Receipt& receipt) {
  if (common.quiet) return 0;
  if (!is_plain(common)) return print_item(desk, common, answer, receipt.item);
  return emit(desk, common, plain_receipt(common, receipt));
}

int print_receipts(Desk& desk, const Common& common, const Answer& answer,
                   const std::vector<Receipt>& receipts) {
  if (receipts.size() == 1) return print_receipt(desk, common, answer, receipts.front());
  if (common.quiet) return 0;
  if (!is_plain(common)) return print_items(desk, common, answer, table_of_receipts(receipts));
  std::string text;
  for (const auto& receipt : receipts) text += plain_receipt(common, receipt);
  return emit(desk, common, text);
}

}  // namespace govcloud
