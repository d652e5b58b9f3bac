#include "core/report/figures.h"

#include <array>

#include <fmt/format.h>

#include "core/format/width.h"
#include "core/report/labels.h"

namespace govcloud {
namespace {

// Keys in the order in which people say them, with their units behind a no-break space.
struct KeyForm {
  std::string_view key, unit, brief;
};
constexpr std::array<KeyForm, 4> kForms{{{"cpu", "\u00A0vCPU", "C"},
                                         {"memory_gib", "\u00A0GiB", "G"},
                                         {"size_gib", "\u00A0GiB", "G"},
                                         {"mbps", "\u00A0Mbps", "Mbps"}}};

bool has_form(std::string_view key) {
  for (const auto& form : kForms)
    if (form.key == key) return true;
  return false;
}

std::string amount(const Quantity& quantity, std::string_view range) {
  return quantity.max ? fmt::format("{}{}{}", quantity.amount, range, *quantity.max)
                      : fmt::format("{}", quantity.amount);
}

void join(std::string& text, std::string_view between, const std::string& part) {
  if (!text.empty()) text += between;
  text += part;
}

std::string listed(const Quantities& allocated, std::string_view between,
                   std::string_view KeyForm::*unit) {
  std::string text;
  for (const auto& form : kForms)
    if (const auto found = allocated.find(std::string(form.key)); found != allocated.end())
      join(text, between, amount(found->second, "–") + std::string(form.*unit));
  for (const auto& [key, quantity] : allocated)
    if (!has_form(key)) join(text, between, printable(key) + "=" + amount(quantity, "–"));
  return text.empty() ? kNoFigure : text;
}

}  // namespace

std::string percent_of_hundredths(const std::optional<std::int64_t>& value) {
  if (!value) return kNoFigure;
  return fmt::format("{}.{:02}", *value / 100, *value % 100);
}

std::string percent_of_thousandths(const std::optional<std::int64_t>& value) {
  if (!value) return kNoFigure;
  return percent_of_hundredths(*value / 10 + (*value % 10 >= 5 ? 1 : 0));
}

std::string limit_of_hundredths(long long value) {
  return value % 100 == 0 ? std::to_string(value / 100) : percent_of_hundredths(value);
}

std::string allocated_text(const Quantities& allocated) {
  return listed(allocated, " · ", &KeyForm::unit);
}
std::string allocated_brief(const Quantities& allocated) {
  return listed(allocated, " ", &KeyForm::brief);
}

std::string allocated_code(const Quantities& allocated) {
  std::string text;
  for (const auto& [key, quantity] : allocated) join(text, " ", key + "=" + amount(quantity, ".."));
  return text;
}

std::string size_text(const std::map<std::string, long long>& size) {
  Quantities quantities;
  for (const auto& [key, number] : size) quantities[key].amount = number;
  return allocated_brief(quantities);
}

std::string date_text(const std::optional<Date>& date) {
  return date ? to_text(*date) : std::string(kNoFigure);
}

std::string short_hash(const std::string& hash) { return hash.substr(0, 12); }

std::string named_text(Lang lang, const std::string& name, const std::string& id) {
  if (name.empty() || name == id) return printable(id);
  return label(lang, "word.brackets", {printable(name), printable(id)});
}

}  // namespace govcloud
