#include "cli/fill.h"

#include <algorithm>
#include <charconv>

#include "cli/suggest.h"

namespace govcloud {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const char* begin = text.data() + (text.size() > 1 && text[0] == '+' && text[1] != '-' ? 1 : 0);
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(begin, end, number);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  return number;
}

/// What a flag says in a configuration, a variable or a row, where it cannot just be left out.
std::optional<bool> truth(const std::string& text) {
  if (text == "true" || text == "yes" || text == "1") return true;
  if (text == "false" || text == "no" || text == "0") return false;
  return std::nullopt;
}

/// Puts a text into each kind of place; false when the text does not suit it.
struct Put {
  const std::string& value;
  bool operator()(std::string* place) const { return *place = value, true; }
  bool operator()(std::optional<std::string>* place) const { return *place = value, true; }
  bool operator()(std::vector<std::string>* place) const { return place->push_back(value), true; }
  bool operator()(std::int64_t* place) const {
    const auto number = whole_number(value);
    if (number) *place = *number;
    return number.has_value();
  }
  bool operator()(std::optional<std::int64_t>* place) const {
    const auto number = whole_number(value);
    if (number) *place = number;
    return number.has_value();
  }
  bool operator()(bool* place) const {
    const auto flag = truth(value);
    if (flag) *place = *flag;
    return flag.has_value();
  }
};

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

/// The column that an option has in a bulk file.
std::string column_of(const Option& option) {
  return option.is_positional() ? lower(option.names) : option.long_name().substr(2);
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// These of the common options belong to an act; the others to the whole file.
bool may_stand_in_a_row(const Option& option) {
  constexpr std::string_view kOfAnAct[] = {"--as",  "--for", "--attach",     "--key",
                                           "--expect", "--on",  "--late-reason"};
  const auto name = option.long_name();
  return !option.common ||
         std::find(std::begin(kOfAnAct), std::end(kOfAnAct), name) != std::end(kOfAnAct);
}

UsageError unknown_column(const Words& words, const std::string& name) {
  std::vector<std::string> known;
  for (const auto& option : words.options())
    if (may_stand_in_a_row(option)) known.push_back(column_of(option));
  UsageError error{message(N_("there is no column {0}"), name), {}};
  if (const auto near = nearest(name, known)) error.hint = message(N_("did you mean {0}?"), *near);
  else error.hint = message(N_("the columns are {0}"), joined(known));
  return error;
}

/// A column by the short names that positionals have in the manual: req for request; and attach.KIND of
/// the verb whose words are papers.
std::string column_meant(const Words& words, const std::string& name) {
  const auto has = [&](std::string_view column) {
    return std::any_of(words.options().begin(), words.options().end(), [&](const Option& option) { return column_of(option) == column; });
  };
  if (name == "attach" && has("kind=file")) return "kind=file";
  if (has(name)) return name;
  if (name == "req" && has("request")) return "request";
  const bool names_an_item = name == "req" || name == "request" || name == "system" || name == "unit" || name == "id";
  return names_an_item && has("item") ? "item" : name;
}

}  // namespace

std::optional<UsageError> fill(const Option& option, const std::string& value,
                               const std::string& shown) {
  const auto& allowed = option.allowed;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
    const auto words = joined(allowed);
    UsageError error{message(N_("{0}: '{1}' is not one of {2}"), shown, value, words), {}};
    if (const auto near = nearest(value, allowed))
      error.hint = message(N_("did you mean {0}?"), *near);
    return error;
  }
  if (std::visit(Put{value}, option.target)) return std::nullopt;
  if (option.is_flag())
    return UsageError{message(N_("{0}: '{1}' is neither true nor false"), shown, value), {}};
  return UsageError{message(N_("{0}: '{1}' is not a whole number"), shown, value),
                    message(N_("write digits alone; the unit is in the option's name"))};
}

std::optional<UsageError> fill_all(const Words& words, const std::vector<Given>& given) {
  for (const auto& one : given) {
    const Option& option = words.options()[one.option];
    if (auto error = fill(option, one.value, option.long_name())) return error;
  }
  return std::nullopt;
}

std::optional<UsageError> missing_word(const Words& words, const std::vector<Given>& given) {
  for (std::size_t i = 0; i < words.options().size(); ++i) {
    const Option& option = words.options()[i];
    const auto times = std::count_if(given.begin(), given.end(),
                                     [i](const Given& one) { return one.option == i; });
    if (static_cast<std::size_t>(times) < option.at_least)
      return UsageError{message(N_("{0} is missing"), option.names), {}};
  }
  return std::nullopt;
}

std::variant<std::vector<Given>, UsageError> read_row(const Words& words, const Row& row) {
  std::vector<Given> given;
  for (const auto& [name, cell] : row) {
    const auto dot = name.find('.');
    const std::string head = column_meant(words, name.substr(0, dot));
    const std::string tail = dot == std::string::npos ? "" : name.substr(dot + 1);
    const auto& options = words.options();
    const auto found = std::find_if(options.begin(), options.end(), [&](const Option& option) {
      return column_of(option) == head && may_stand_in_a_row(option);
    });
    const bool tail_fits = dot == std::string::npos ||
                           (found != options.end() && found->is_list() && !tail.empty());
    if (found == options.end() || !tail_fits) return unknown_column(words, name);
    if (cell.empty()) continue;
    const bool of_kind = dot != std::string::npos && !is_digits(tail);
    given.push_back({static_cast<std::size_t>(found - options.begin()),
                     of_kind ? tail + "=" + cell : cell});
  }
  return given;
}

void Words::add(const char* name, Option::Target target, Sentence help) {
  const std::string whole = name;
  const auto blank = whole.find(' ');
  Option option{whole.substr(0, blank), "", target, help};
  if (blank != std::string::npos) option.value_name = whole.substr(blank + 1);
  else if (option.takes_value()) option.value_name = "VALUE";
  options_.push_back(std::move(option));
}

void Words::text(const char* name, std::string& value, Sentence help) { add(name, &value, help); }
void Words::text(const char* name, std::optional<std::string>& value, Sentence help) {
  add(name, &value, help);
}
void Words::number(const char* name, std::int64_t& value, Sentence help) {
  add(name, &value, help);
}
void Words::number(const char* name, std::optional<std::int64_t>& value, Sentence help) {
  add(name, &value, help);
}
void Words::flag(const char* name, bool& value, Sentence help) { add(name, &value, help); }
void Words::list(const char* name, std::vector<std::string>& values, Sentence help) {
  add(name, &values, help);
}

void Words::choice(const char* name, std::string& value, std::vector<std::string> allowed,
                   Sentence help) {
  add(name, &value, help);
  options_.back().allowed = std::move(allowed);
}

void Words::allow(const char* name, const std::vector<std::string>& more, const std::vector<std::string>& but) {
  for (auto& option : options_) {
    if (!option.answers_to(name)) continue;
    option.allowed.insert(option.allowed.end(), more.begin(), more.end());
    option.lacking = but;
    std::erase_if(option.allowed, [&](const auto& word) { return std::find(but.begin(), but.end(), word) != but.end(); });
  }
}

void Words::word(const char* name, std::string& value, bool required, Sentence help) {
  add(name, &value, help);
  options_.back().at_least = required ? 1 : 0;
}

void Words::words(const char* name, std::vector<std::string>& values, std::size_t at_least,
                  Sentence help) {
  add(name, &values, help);
  options_.back().at_least = at_least;
}

void Words::mark_common() {
  for (auto& option : options_) option.common = true;
}

void Words::drop_shadowed_common() {
  const auto shadowed = [this](const Option& option) {
    return option.common && std::any_of(options_.begin(), options_.end(), [&](const Option& other) {
             return !other.common && other.long_name() == option.long_name();
           });
  };
  std::vector<Option> kept;
  for (const auto& option : options_)
    if (!shadowed(option)) kept.push_back(option);
  options_ = std::move(kept);
}

}  // namespace govcloud
