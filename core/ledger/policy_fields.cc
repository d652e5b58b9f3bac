#include "core/ledger/policy_fields.h"

#include <fmt/format.h>

#include <algorithm>

namespace govcloud {
namespace {

/// How many letters must be put in, left out or changed to turn one word into the other.
std::size_t letters_apart(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

std::string nearest_hint(std::string_view word, const std::vector<std::string>& words) {
  if (words.empty()) return "";
  const auto nearest = std::min_element(words.begin(), words.end(), [&](auto& a, auto& b) {
    return letters_apart(word, a) < letters_apart(word, b);
  });
  const std::size_t allowed = nearest->size() <= 4 ? 1 : 2;
  if (letters_apart(word, *nearest) <= allowed) return fmt::format("did you mean '{}'?", *nearest);
  return fmt::format("one of: {}", fmt::join(words, ", "));
}

std::string nearest_hint(std::string_view word, WordList words) {
  return nearest_hint(word, std::vector<std::string>(words.begin(), words.end()));
}

const TomlValue* Fields::seek(std::string_view key) {
  known_.emplace(key);
  return table_.find(key);
}

void Fields::fault(int line, std::string message, std::string hint) {
  faults_.push_back({line, std::move(message), std::move(hint)});
}

void Fields::fault_of(std::string_view key, std::string_view what, std::string hint) {
  const TomlValue* value = seek(key);
  fault(value != nullptr ? value->line : line(),
        fmt::format("{}: key '{}' {}.", section_, key, what), std::move(hint));
}

void Fields::wrong_kind(std::string_view key, const TomlValue& value, std::string_view wanted) {
  std::string hint;
  if (wanted == "text" && value.number() != nullptr)
    hint = fmt::format("write it in quotation marks: {} = \"{}\"", key, *value.number());
  fault_of(key, fmt::format("must be {}, not {}", wanted, value.kind()), std::move(hint));
}

std::string Fields::optional_text(std::string_view key) {
  const TomlValue* value = seek(key);
  if (value == nullptr) return "";
  const std::string* text = value->text();
  if (text == nullptr) {
    wrong_kind(key, *value, "text");
    return "";
  }
  if (is_blank(*text)) fault_of(key, "is blank", "fill it in, or leave the key out if it may be");
  return *text;
}

std::string Fields::text(std::string_view key) {
  if (!has(key)) fault_of(key, "is missing", fmt::format("add {} = \"…\"", key));
  return optional_text(key);
}

std::string Fields::word(std::string_view key, WordList words) {
  const std::string found = text(key);
  if (!found.empty() && std::find(words.begin(), words.end(), found) == words.end())
    fault_of(key, fmt::format("has the unknown word '{}'", found), nearest_hint(found, words));
  return found;
}

std::optional<std::int64_t> Fields::number(std::string_view key, std::int64_t min,
                                           std::int64_t max) {
  const TomlValue* value = seek(key);
  if (value == nullptr) return std::nullopt;
  const std::int64_t* number = value->number();
  if (number == nullptr) {
    wrong_kind(key, *value, "a whole number");
    return std::nullopt;
  }
  if (*number >= min && *number <= max) return *number;
  fault_of(key, fmt::format("is {}, outside {} to {}", *number, min, max));
  return std::nullopt;
}

std::int64_t Fields::needed_number(std::string_view key, std::int64_t min, std::int64_t max) {
  if (!has(key)) fault_of(key, "is missing", fmt::format("add {} = {}", key, min));
  return number(key, min, max).value_or(0);
}

bool Fields::flag(std::string_view key) {
  const TomlValue* value = seek(key);
  if (value == nullptr) return false;
  if (value->boolean() != nullptr) return *value->boolean();
  wrong_kind(key, *value, "true or false");
  return false;
}

std::optional<Date> Fields::date(std::string_view key) {
  const TomlValue* value = seek(key);
  if (value == nullptr) return std::nullopt;
  if (value->date() != nullptr) return *value->date();
  fault_of(key, fmt::format("must be a date, not {}", value->kind()),
           "write it without quotation marks: YYYY-MM-DD");
  return std::nullopt;
}

std::vector<std::string> Fields::words(std::string_view key) {
  const TomlValue* value = seek(key);
  if (value == nullptr) return {};
  if (value->items() == nullptr) {
    wrong_kind(key, *value, "a list");
    return {};
  }
  std::vector<std::string> found;
  for (const auto& item : *value->items()) {
    const std::string* text = item.text();
    if (text == nullptr || is_blank(*text)) {
      fault_of(key, "must list texts that are not blank");
    } else if (std::find(found.begin(), found.end(), *text) != found.end()) {
      fault_of(key, fmt::format("names '{}' twice", *text), "leave one of them out");
    } else {
      found.push_back(*text);
    }
  }
  return found;
}

std::vector<std::string> Fields::words(std::string_view key, WordList allowed) {
  auto found = words(key);
  for (const auto& word : found)
    if (std::find(allowed.begin(), allowed.end(), word) == allowed.end())
      fault_of(key, fmt::format("has the unknown word '{}'", word), nearest_hint(word, allowed));
  return found;
}

std::vector<std::string> Fields::needed_words(std::string_view key) {
  auto found = words(key);
  if (found.empty())
    fault_of(key, has(key) ? "names nothing" : "is missing", fmt::format("add {} = [\"…\"]", key));
  return found;
}

std::vector<std::string> Fields::needed_words(std::string_view key, WordList allowed) {
  if (!has(key)) return needed_words(key);
  return words(key, allowed);
}

const TomlTable* Fields::table(std::string_view key) {
  const TomlValue* value = seek(key);
  if (value == nullptr) return nullptr;
  if (value->table() == nullptr) wrong_kind(key, *value, "a table");
  return value->table();
}

std::vector<const TomlTable*> Fields::tables(std::string_view key) {
  const TomlValue* value = seek(key);
  if (value == nullptr) return {};
  std::vector<const TomlTable*> found;
  if (value->items() != nullptr)
    for (const auto& item : *value->items())
      if (item.table() != nullptr) found.push_back(item.table());
  if (value->items() == nullptr || found.size() != value->items()->size())
    fault_of(key, "must be a list of tables", fmt::format("head each entry with [[{}]]", key));
  return found;
}

const std::vector<TomlMember>& Fields::all() {
  for (const auto& member : table_.members) known_.insert(member.key);
  return table_.members;
}

void Fields::close() {
  const std::vector<std::string> known(known_.begin(), known_.end());
  for (const auto& member : table_.members)
    if (known_.count(member.key) == 0)
      fault(member.line, fmt::format("{}: there is no key '{}' here.", section_, member.key),
            nearest_hint(member.key, known));
}

}  // namespace govcloud
