#include "cli/values.h"

#include <algorithm>
#include <charconv>

#include "core/format/encoding.h"
#include "core/format/width.h"
#include "core/law/rules.h"
#include "core/law/well_formed.h"

namespace govcloud {

void bad_words(Message what, Message hint) { throw BadWords{{std::move(what), std::move(hint)}}; }

std::pair<std::string, std::string> key_value(const std::string& text, const std::string& option) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    bad_words(message(N_("{0}: '{1}' is not KEY=VALUE"), option, text));
  return {text.substr(0, equals), text.substr(equals + 1)};
}

std::map<std::string, std::string> read_fields(const std::vector<std::string>& words) {
  std::map<std::string, std::string> fields;
  for (const auto& word : words) {
    const auto [name, value] = key_value(word, "--field");
    want_line(value, "--field");
    if (!fields.emplace(name, value).second) bad_words(message(N_("--field: {0} is given twice"), name));
  }
  return fields;
}

namespace {

std::int64_t read_amount(std::string_view text, const std::string& whole, const std::string& option) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error == std::errc::result_out_of_range)
    bad_words(message(N_("{0}: the number in '{1}' is too large"), option, whole));
  if (error != std::errc{} || end != text.data() + text.size())
    bad_words(message(N_("{0}: '{1}' is not a whole number"), option, whole));
  if (n < 0) bad_words(message(N_("{0}: '{1}' is negative"), option, whole));
  return n;
}

}  // namespace

Quantity read_quantity(const std::string& text, const std::string& option) {
  const auto dots = text.find("..");
  if (dots == std::string::npos) return {read_amount(text, text, option), {}};
  Quantity range{read_amount(std::string_view(text).substr(0, dots), text, option), {}};
  range.max = read_amount(std::string_view(text).substr(dots + 2), text, option);
  if (*range.max < range.amount)
    bad_words(message(N_("{0}: the range '{1}' ends before it begins"), option, text));
  return range;
}

namespace {

bool is_word_key(const Policy& policy, const std::string& item, const std::string& name) {
  const auto* found = policy.item(item);
  return found != nullptr && std::any_of(found->keys.begin(), found->keys.end(), [&](const CatalogKey& key) {
    return key.is_word && key.name == name;
  });
}

void want_positive(const Quantity& quantity, const std::string& text, const std::string& option) {
  if (quantity.amount < 1) bad_words(message(N_("{0}: '{1}' must be at least 1"), option, text));
}

}  // namespace

Line read_need(const std::string& text, const std::string& option, const Policy& policy) {
  Line line;
  const auto colon = text.find(':');
  line.item = text.substr(0, colon);
  line.zone = policy.zone_default;
  want_line(text, option);
  if (line.item.empty())
    bad_words(message(N_("{0}: '{1}' names no item"), option, text),
              message(N_("write it as ITEM:KEY=VALUE,KEY=VALUE, for example host:cpu=4,memory_gib=16")));
  for (std::size_t at = colon; at != std::string::npos;) {
    const auto next = text.find(',', at + 1);
    const auto [key, value] = key_value(text.substr(at + 1, next == std::string::npos ? next : next - at - 1), option);
    at = next;
    if (key == "zone") line.zone = value;
    else if (is_word_key(policy, line.item, key)) line.words[key] = value;
    else if (line.asked.contains(key)) bad_words(message(N_("{0}: '{1}' says {2} twice"), option, text, key));
    else {
      const auto quantity = read_quantity(value, option);
      want_positive(quantity, key + "=" + value, option);
      if (key != "count") line.asked[key] = quantity;
      else if (quantity.max || quantity.amount > kCountMax)
        bad_words(message(N_("{0}: count is one number, at most 1000"), option));
      else line.count = quantity.amount;
    }
  }
  return line;
}

void read_setting(const std::string& text, const std::string& option,
                  std::map<std::string, Quantities>& settings) {
  const auto [name, value] = key_value(text, option);
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == name.size())
    bad_words(message(N_("{0}: '{1}' is not ID.KEY=VALUE"), option, text));
  const auto quantity = read_quantity(value, option);
  if (name.substr(dot + 1) != "count") want_positive(quantity, text, option);
  settings[name.substr(0, dot)][name.substr(dot + 1)] = quantity;
}

std::optional<Month> read_month(const std::string& text, const std::string& option) {
  if (text.empty()) return std::nullopt;
  const auto month = parse_month(text);
  if (!month) bad_words(message(N_("{0}: '{1}' is not a month"), option, text), message(N_("write it as YYYY-MM")));
  return month;
}

std::optional<Date> read_date(const std::string& text, const std::string& option) {
  if (text.empty()) return std::nullopt;
  const auto date = parse_date(text);
  if (!date) bad_words(message(N_("{0}: '{1}' is not a date"), option, text),
                       message(N_("write it as YYYY-MM-DD")));
  return date;
}

void want_slug(const std::string& text, const std::string& what) {
  if (is_id(text)) return;
  bad_words(message(N_("{0}: '{1}' cannot be an id"), what, text),
            message(N_("an id has small letters, digits and '-', at most 63, and begins with a letter or digit")));
}

void want_name(const std::string& text, const std::string& option) {
  want_text(text, option);
  if (is_blank(text)) bad_words(message(N_("{0}: the name is empty"), option));
  want_line(text, option);
}

void want_line(const std::string& text, const std::string& option) {
  want_text(text, option);
  if (printable(text) != text)
    bad_words(message(N_("{0}: '{1}' has control characters"), option, text),
              message(N_("give it as plain text on one line")));
}

void want_text(const std::string& text, const std::string& option) {
  if (!valid_utf8(text))
    bad_words(message(N_("{0}: '{1}' is not UTF-8"), option, text), message(N_("give the text in UTF-8")));
  if (text.size() > 4096) bad_words(message(N_("{0}: the text is longer than 4096 bytes"), option));
  // Lines and tabs are a letter's; what steers a terminal is nobody's.
  const auto steers = [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f; };
  if (std::any_of(text.begin(), text.end(), steers))
    bad_words(message(N_("{0}: '{1}' has control characters"), option, text),
              message(N_("give it as plain text")));
}

}  // namespace govcloud
