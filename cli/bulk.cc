#include "cli/bulk.h"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "cli/settle.h"
#include "core/format/csv.h"
#include "core/format/encoding.h"
#include "core/format/gzip.h"
#include "core/format/json_read.h"

namespace govcloud {
namespace {

constexpr std::size_t kBulkBytesMax = 64 << 20;

/// A row of the file, and how messages name its place.
struct FileRow {
  Row cells;
  std::string place;  // "rows.csv row 3"
};

[[noreturn]] void bad_file(const std::string& place, Message what, Message hint = {}) {
  throw InputError(65, message(N_("{0}"), place), std::move(what), std::move(hint));
}

/// late_reason is the option --late-reason; what stands behind a dot is data.
std::string column_named(std::string name) {
  std::replace(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(std::min(name.find('.'), name.size())), '_', '-');
  return name;
}

std::vector<FileRow> csv_rows(const std::string& text, const std::string& name) {
  CsvReader reader(text, name, text.substr(0, text.find('\n')).find('\t') != std::string::npos ? '\t' : ',');
  std::vector<std::string> heads, cells;
  if (!reader.next(heads)) bad_file(name, message(N_("it has no row of column names")));
  for (auto& head : heads) head = column_named(head);
  for (std::size_t i = 0; i < heads.size(); ++i)
    if (std::find(heads.begin(), heads.begin() + static_cast<std::ptrdiff_t>(i), heads[i]) != heads.begin() + static_cast<std::ptrdiff_t>(i))
      bad_file(name, message(N_("the column {0} is there twice"), heads[i]), message(N_("number what may be repeated: need.1, need.2")));
  std::vector<FileRow> rows;
  while (reader.next(cells)) {
    FileRow row{{}, say(Lang::en, N_("{0} row {1}"), name, reader.row())};
    if (std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty(); })) continue;
    if (cells.size() > heads.size()) bad_file(row.place, message(N_("it has {0} cells, and there are {1} columns"), cells.size(), heads.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) row.cells.emplace_back(heads[i], cells[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string cell_of(const Json& value, const std::string& place, const std::string& key) {
  if (value.is_null()) return "";
  if (const auto* text = value.text()) return *text;
  if (value.items() != nullptr || value.members() != nullptr)
    bad_file(place, message(N_("{0} is neither a text nor a number"), key), message(N_("name the columns need.1, need.2, attach.plan")));
  return value.dump();
}

Json object_of(const std::string& line, const std::string& place) {
  Json value;
  try {
    value = parse_json(line, place);
  } catch (const InputError&) {
  }
  if (value.members() == nullptr)
    bad_file(place, message(N_("it is not one whole JSON object")), message(N_("write one object on each line")));
  return value;
}

/// One object a line; a list stands for the numbered columns of its name, an object for those of its keys.
std::vector<FileRow> json_rows(const std::string& text, const std::string& name) {
  std::vector<FileRow> rows;
  std::istringstream lines(text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    FileRow row{{}, say(Lang::en, N_("{0} line {1}"), name, number)};
    const auto value = object_of(line, row.place);
    for (const auto& [key, member] : *value.members()) {
      const auto column = column_named(key);
      if (const auto* items = member.items()) {
        for (std::size_t i = 0; i < items->size(); ++i)
          row.cells.emplace_back(column + "." + std::to_string(i + 1), cell_of((*items)[i], row.place, key));
      } else if (const auto* inner = member.members()) {
        for (const auto& [part, one] : *inner) row.cells.emplace_back(column + "." + part, cell_of(one, row.place, key));
      } else {
        row.cells.emplace_back(column, cell_of(member, row.place, key));
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<FileRow> read_rows(Desk& desk, const std::string& path) {
  const bool piped = path == "-";
  const std::string name = piped ? "-" : path;
  const std::string bytes = piped ? std::string(std::istreambuf_iterator<char>(desk.in), {}) : read_all(path, kBulkBytesMax);
  if (bytes.size() > kBulkBytesMax) bad_file(name, message(N_("it is larger than 64 MiB")), message(N_("split it")));
  const auto text = to_utf8(bytes, name).text;
  const auto first = text.find_first_not_of(" \t\r\n");
  auto rows = first != std::string::npos && text[first] == '{' ? json_rows(text, name) : csv_rows(text, name);
  if (rows.empty()) bad_file(name, message(N_("it has no rows")));
  return rows;
}

/// The verb's own reading of a row; its command lands in the bulk. An error is the row's.
std::optional<ErrorInfo> read_one(Desk& inner, const Call& all, const FileRow& row, std::size_t number) {
  const auto at_row = [&](ErrorInfo error) {
    error.exit = error.exit == 64 ? 65 : error.exit;
    error.message = row.place + ": " + error.message;
    return error;
  };
  const auto& common = all.common;
  try {
    auto made = row_call(all, row.cells);
    if (auto* error = std::get_if<UsageError>(&made)) return at_row(error_of(*error, common.lang));
    auto& call = std::get<Call>(made);
    if (call.common.as != common.as || call.common.for_person != common.for_person)
      return at_row(error_of(UsageError{message(N_("one act is one person's: --as and --for are the same in all rows")), {}}, common.lang));
    call.common.from.reset();
    if (!common.key.empty() && call.common.key == common.key) call.common.key += "/" + std::to_string(number);
    const auto before = inner.bulk->rows.size();
    const int exit = call.run(inner, call.common);
    if (inner.bulk->rows.size() == before) {
      ErrorInfo error{"refused", exit, static_cast<std::ostringstream&>(inner.err).str()};
      static_cast<std::ostringstream&>(inner.err).str("");
      return at_row(error);
    }
    inner.bulk->rows.back().number = static_cast<std::int64_t>(number);
  } catch (const BadWords& e) {
    return at_row(error_of(e.error, common.lang));
  } catch (const InputError& e) {
    return at_row(error_of(e, common.lang));
  }
  return std::nullopt;
}

Json row_json(std::size_t row, const RowResult& result) {
  Json item = !result.error && !result.receipts.empty() ? result.receipts.front().item : Json::object().set("id", result.id.empty() ? Json() : Json(result.id));
  const auto text = [&](const std::string& word) { return result.error ? Json(word) : Json(); };
  item.set("row", row).set("exit", result.error ? result.error->exit : 0);
  return item.set("code", text(result.error ? result.error->code : "")).set("message", text(result.error ? result.error->message : ""));
}

int exit_of_rows(const std::vector<RowResult>& rows) {
  std::size_t refused = 0;
  int first = 0;
  for (const auto& row : rows)
    if (row.error && refused++ == 0) first = row.error->exit;
  return refused == 0 || refused == rows.size() ? first : 3;
}

}  // namespace

int tell_rows(Desk& desk, const Common& common, const LedgerStamp& ledger, const std::vector<RowResult>& rows) {
  const auto form = form_of(common);
  if (!is_plain_form(form)) {
    std::vector<Receipt> all;
    for (std::size_t i = 0; i < rows.size(); ++i) all.push_back({rows[i].id, "", row_json(i + 1, rows[i])});
    if (common.quiet) return exit_of_rows(rows);
    if (all.size() == 1 && form == "json") {
      if (const int exit = emit(desk, common, envelope({"receipt", ledger}, "items", Json(Json::Array{all[0].item}))); exit != 0) return exit;
    } else if (const int exit = print_receipts(desk, common, {"receipt", ledger}, all); exit != 0) {
      return exit;
    }
    return exit_of_rows(rows);
  }
  for (const auto& row : rows) {
    if (row.error) report_error(desk, common, *row.error);
    else if (const int exit = print_receipts(desk, common, {"receipt", ledger}, row.receipts); exit != 0) return exit;
  }
  return exit_of_rows(rows);
}

Act act_of_rows(const Counter& counter, const Common& common, std::string verb) {
  Common bare = common;
  bare.attach.clear(), bare.key.clear();
  return Counterfoil(counter, bare, std::move(verb)).act;
}

int run_bulk(Desk& desk, const Call& call) {
  if (call.action->access != Access::rows)
    bad_words(message(N_("--from: '{0}' takes no bulk file"), call.verb->name + (call.action->name.empty() ? "" : " " + call.action->name)));
  const auto& common = call.common;
  const auto file_rows = read_rows(desk, *common.from);
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto act = act_of_rows(counter, common, call.verb->name + (call.action->name.empty() ? "" : " " + call.action->name));
  Bulk bulk{&counter, {}, {}};
  std::ostringstream out, err;
  Desk inner{desk.in, out, err, desk.clock, desk.environment, false, false, false, &bulk};
  std::vector<RowResult> results(file_rows.size());
  std::vector<std::size_t> place;  // of each row of the bulk among the file's
  for (std::size_t i = 0; i < file_rows.size(); ++i) {
    results[i].error = read_one(inner, call, file_rows[i], i + 1);
    if (!results[i].error) place.push_back(i), results[i].id = bulk.rows.back().act.expect_id;
  }
  const bool faulty = place.size() != results.size();
  BulkOutcome outcome;
  if (!(common.all_or_nothing && faulty)) outcome = transact_rows(counter.ledger, act, bulk.rows, common.all_or_nothing);
  for (std::size_t i = 0; i < outcome.rows.size(); ++i) {
    auto done = settled(common, counter, bulk.rows[i].act, outcome.rows[i], call.verb->name == "attach");
    auto& result = results[place[i]];
    if (done.error) done.error->message = file_rows[place[i]].place + ": " + done.error->message;
    result.error = std::move(done.error), result.receipts = std::move(done.receipts);
  }
  const auto first = std::find_if(results.begin(), results.end(), [](const RowResult& r) { return r.error.has_value(); });
  if (common.all_or_nothing && first != results.end()) {
    const int exit = first->error->exit;
    for (auto& result : results)
      if (!result.error)
        result.error = ErrorInfo{"not_recorded", exit, say(common.lang, N_("not recorded, since another row was refused")), result.id};
    tell_rows(desk, common, stamp(counter.ledger), results);
    return exit;
  }
  return tell_rows(desk, common, stamp(counter.ledger), results);
}

}  // namespace govcloud
