// The catalogue 服务目录 of a policy's file.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/ledger/policy_sections.h"

namespace govcloud {
namespace {

constexpr long long kAmountMax = std::numeric_limits<std::int32_t>::max();

void read_key(Fields& f, CatalogItem& item) {
  CatalogKey key;
  key.name = f.text("name");
  key.is_word = f.flag("word");
  key.required = f.flag("required");
  if (key.is_word) {
    for (const std::string_view bound : {"min", "max", "step"})
      if (f.has(bound)) f.fault_of(bound, "has no meaning for a word");
  } else {
    key.max = f.needed_number("max", 1, kAmountMax);
    key.min = f.number("min", 0, kAmountMax).value_or(1);
    key.step = f.number("step", 1, kAmountMax).value_or(1);
    if (key.max != 0 && key.min > key.max) f.fault_of("min", "is above max");
  }
  const bool twice = std::any_of(item.keys.begin(), item.keys.end(),
                                 [&](const CatalogKey& other) { return other.name == key.name; });
  if (twice) f.fault_of("name", fmt::format("gives '{}' a second time", key.name));
  item.keys.push_back(std::move(key));
}

/// One standard size: amounts of the item's own quantities, within their bounds.
std::map<std::string, long long> read_size(Fields& f, const CatalogItem& item) {
  std::map<std::string, long long> size;
  for (const auto& key : item.keys)
    if (!key.is_word)
      if (const auto amount = f.number(key.name, key.min, key.max)) size[key.name] = *amount;
  if (size.empty()) f.fault(f.line(), f.section() + ": a size gives no quantity of its item.");
  return size;
}

/// Advice looks for the next smaller size, so a size must not lie within the one before it.
bool is_within(const std::map<std::string, long long>& size,
               const std::map<std::string, long long>& other) {
  return std::all_of(size.begin(), size.end(), [&](const auto& entry) {
    const auto at = other.find(entry.first);
    return at != other.end() && entry.second <= at->second;
  });
}

void read_sizes(Fields& f, CatalogItem& item) {
  for (const TomlTable* table : f.tables("sizes")) {
    Fields entry = f.inner(*table, "[[catalog]] sizes");
    auto size = read_size(entry, item);
    if (!item.sizes.empty() && is_within(size, item.sizes.back()))
      entry.fault(entry.line(), "[[catalog]]: a size is no larger than the one before it.",
                  "list the sizes from the smallest to the largest, each once");
    item.sizes.push_back(std::move(size));
    entry.close();
  }
}

/// What a unit of the item's quantities costs, or of the item itself.
std::map<std::string, long long> read_prices(Fields& f, std::string_view name, const CatalogItem& item) {
  constexpr long long kFenMax = 10'000'000;
  std::map<std::string, long long> prices;
  const TomlTable* table = f.table(name);
  if (table == nullptr) return prices;
  Fields entry = f.inner(*table, "[[catalog]] " + std::string(name));
  for (const auto& key : item.keys)
    if (!key.is_word)
      if (const auto fen = entry.number(key.name, 0, kFenMax)) prices[key.name] = *fen;
  if (const auto fen = entry.number("each", 0, kFenMax)) prices["each"] = *fen;
  entry.close();
  return prices;
}

}  // namespace

void read_catalog(Fields& root, Policy& policy) {
  each_entry(root, "catalog", [&](Fields& f) {
    CatalogItem item;
    item.code = f.text("code");
    item.name = {f.text("name_zh"), f.text("name_en")};
    for (const TomlTable* table : f.tables("keys")) {
      Fields key = f.inner(*table, "[[catalog.keys]]");
      read_key(key, item);
      key.close();
    }
    if (item.keys.empty())
      f.fault(f.line(), "[[catalog]]: the item '" + item.code + "' has no keys.",
              "add a [[catalog.keys]] after it");
    read_sizes(f, item);
    item.month_fen = read_prices(f, "month_fen", item), item.day_fen = read_prices(f, "day_fen", item);
    item.basis = read_basis(f);
    policy.catalog.push_back(std::move(item));
  });
  one_section(root, "excluded", [&](Fields& f) {
    policy.excluded = f.needed_words("items");
    keep_parameter(policy, "catalog.excluded", policy.excluded, read_basis(f));
  });
}

}  // namespace govcloud
