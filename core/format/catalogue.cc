#include "core/format/catalogue.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <cstdint>
#include <set>

#include "core/format/embedded.h"

namespace govcloud {
namespace {

/// The header of an MO file: where its two tables of (length, offset) pairs are.
struct Tables {
  std::string_view mo;
  bool swapped = false;
  std::uint32_t count = 0, ids_at = 0, texts_at = 0;
};

std::optional<std::uint32_t> word_at(std::string_view mo, std::size_t at, bool swapped) {
  if (mo.size() < 4 || at > mo.size() - 4) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8 | static_cast<unsigned char>(mo[at + (swapped ? i : 3 - i)]);
  return value;
}

std::optional<Tables> tables_of(std::string_view mo) {
  constexpr std::uint32_t kMagic = 0x950412de;
  Tables tables{mo};
  const auto magic = word_at(mo, 0, false);
  if (!magic) return std::nullopt;
  tables.swapped = *magic != kMagic;
  if (word_at(mo, 0, tables.swapped) != kMagic) return std::nullopt;
  const auto count = word_at(mo, 8, tables.swapped);
  const auto ids = word_at(mo, 12, tables.swapped), texts = word_at(mo, 16, tables.swapped);
  if (!count || !ids || !texts || *count > mo.size() / 16) return std::nullopt;
  tables.count = *count;
  tables.ids_at = *ids;
  tables.texts_at = *texts;
  return tables;
}

std::optional<std::string_view> string_at(const Tables& tables, std::uint32_t table,
                                          std::uint32_t index) {
  const std::size_t entry = std::size_t{table} + std::size_t{index} * 8;
  const auto length = word_at(tables.mo, entry, tables.swapped);
  const auto offset = word_at(tables.mo, entry + 4, tables.swapped);
  if (!length || !offset || *offset > tables.mo.size()) return std::nullopt;
  if (*length > tables.mo.size() - *offset) return std::nullopt;
  return tables.mo.substr(*offset, *length);
}

std::string formatted(std::string_view pattern, const std::vector<std::string>& args) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const auto& arg : args) store.push_back(std::string_view(arg));
  return fmt::vformat(fmt::string_view(pattern.data(), pattern.size()), store);
}

/// The numbers of the arguments in a sentence, or nothing when its braces do not pair or hold
/// anything but one number: only the plain form {0} is written here.
std::optional<std::set<int>> arguments_of(std::string_view text) {
  std::set<int> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      ++i;
      continue;
    }
    if (text[i] == '}' || i + 2 >= text.size() || text[i + 2] != '}') return std::nullopt;
    if (text[i + 1] < '0' || text[i + 1] > '9') return std::nullopt;
    found.insert(text[i + 1] - '0');
    i += 2;
  }
  return found;
}

std::optional<Lang> named_lang(std::string_view wish) {
  if (wish.size() < 2) return std::nullopt;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const std::string head = {lower(wish[0]), lower(wish[1])};
  if (wish.size() > 2 && wish.find_first_of("_-.@") != 2) return std::nullopt;
  if (head == "zh") return Lang::zh;
  if (head == "en") return Lang::en;
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> find_in_mo(std::string_view mo, std::string_view id) {
  const auto tables = tables_of(mo);
  if (!tables || id.empty()) return std::nullopt;
  std::uint32_t low = 0, high = tables->count;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const auto here = string_at(*tables, tables->ids_at, middle);
    if (!here) return std::nullopt;
    if (*here == id) return string_at(*tables, tables->texts_at, middle);
    if (*here < id) low = middle + 1;
    else high = middle;
  }
  return std::nullopt;
}

std::vector<std::pair<std::string_view, std::string_view>> pairs_of_mo(std::string_view mo) {
  std::vector<std::pair<std::string_view, std::string_view>> pairs;
  const auto tables = tables_of(mo);
  if (!tables) return pairs;
  for (std::uint32_t i = 0; i < tables->count; ++i) {
    const auto id = string_at(*tables, tables->ids_at, i);
    const auto text = string_at(*tables, tables->texts_at, i);
    if (id && text && !id->empty()) pairs.emplace_back(*id, *text);
  }
  return pairs;
}

std::string_view translate(Lang lang, std::string_view id) {
  if (lang == Lang::en) return id;
  const std::string_view mo(reinterpret_cast<const char*>(govcloud_zh_mo), govcloud_zh_mo_size);
  const auto found = find_in_mo(mo, id);
  return found && !found->empty() ? *found : id;
}

std::string say(Lang lang, std::string_view id, const std::vector<std::string>& args) {
  for (const std::string_view pattern : {translate(lang, id), id}) {
    try {
      return formatted(pattern, args);
    } catch (const fmt::format_error&) {
      continue;  // A sentence that cannot be filled must not cost the answer.
    }
  }
  return std::string(id);
}

std::string say(Lang lang, Sentence sentence, const std::vector<std::string>& args) {
  return say(lang, sentence.id, args);
}

std::string say(Lang lang, const Message& message) {
  return say(lang, message.sentence, message.args);
}

Lang choose_lang(const LangWishes& wishes) {
  for (const auto* wish : {&wishes.flag, &wishes.govcloud_lang, &wishes.lc_all, &wishes.lc_messages,
                           &wishes.lang})
    if (const auto lang = named_lang(*wish)) return *lang;
  return Lang::en;
}

bool same_arguments(std::string_view id, std::string_view translation) {
  const auto left = arguments_of(id), right = arguments_of(translation);
  return left && right && *left == *right;
}

}  // namespace govcloud
