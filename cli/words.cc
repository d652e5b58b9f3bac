#include "cli/words.h"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/suggest.h"

namespace govcloud {
namespace {

bool is_number(std::string_view word) {
  if (word.substr(0, 1) == "-") word.remove_prefix(1);
  return !word.empty() && word.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool looks_like_option(std::string_view word) {
  return word.size() > 1 && word.front() == '-' && !is_number(word);
}

const Option* option_called(const Words& words, std::string_view name) {
  for (const auto& option : words.options())
    if (!option.is_positional() && option.answers_to(name)) return &option;
  return nullptr;
}

UsageError unknown_option(const Words& words, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> known = {"--help"};
  for (const auto& option : words.options())
    if (!option.is_positional()) known.push_back(option.long_name());
  UsageError error{message(N_("there is no option {0}"), name), {}};
  if (const auto near = nearest(name, known)) error.hint = message(N_("did you mean {0}?"), *near);
  else error.hint = message(N_("a value that begins with '-' is written --option=VALUE; after -- "
                               "nothing is an option"));
  return error;
}

/// The option at the end of bundled short options ("-qo") whose value must be the next word.
const Option* left_open(const Words& words, std::string_view bundle) {
  if (bundle.size() < 3 || bundle[0] != '-' || bundle[1] == '-') return nullptr;
  for (std::size_t i = 1; i < bundle.size(); ++i) {
    const Option* option = option_called(words, std::string("-") + bundle[i]);
    if (!option) return nullptr;
    if (!option->is_flag()) return i + 1 == bundle.size() ? option : nullptr;
  }
  return nullptr;
}

UsageError value_missing(const std::string& name) {
  return {message(N_("{0} needs a value"), name),
          message(N_("a value that begins with '-' is written {0}=VALUE"), name)};
}

/// The words in two heaps: options with their values, and positionals.
struct Sorted {
  std::vector<std::string> options, plain;
};

/// CLI11 takes the next word as an option's value whatever it looks like, skips an empty value
/// after '=', and splits a positional list in brackets. A forgotten value would swallow an option.
/// So the words are sorted before it sees the options.
std::variant<Sorted, UsageError> sorted(const Words& words, const std::vector<std::string>& typed) {
  Sorted heaps;
  auto& ready = heaps.options;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const std::string& word = typed[i];
    if (word == "--") {
      heaps.plain.insert(heaps.plain.end(), typed.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                         typed.end());
      break;
    }
    const auto equals = word.rfind("--", 0) == 0 ? word.find('=') : std::string::npos;
    const std::string name = word.substr(0, equals);
    const Option* option = looks_like_option(word) ? option_called(words, name) : nullptr;
    if (!option && looks_like_option(word)) option = left_open(words, word);
    if (option) ready.push_back(name);
    else (looks_like_option(word) ? ready : heaps.plain).push_back(word);
    if (!option) continue;
    if (option->is_flag()) {
      if (equals != std::string::npos)
        return UsageError{message(N_("{0} takes no value"), name), {}};
    } else if (equals != std::string::npos) {
      ready.push_back(word.substr(equals + 1));
    } else if (i + 1 == typed.size() || looks_like_option(typed[i + 1])) {
      return value_missing(option->long_name());
    } else {
      ready.push_back(typed[++i]);
    }
  }
  return heaps;
}

/// Whether one of the words asks for the option by its name, or by its letter in a bundle ("-qo").
bool is_asked(const Option& option, const std::vector<std::string>& typed) {
  const char letter = option.names[1] != '-' ? option.names[1] : '\0';
  return std::any_of(typed.begin(), typed.end(), [&](const std::string& word) {
    if (word.size() < 2 || word[0] != '-') return false;
    if (word[1] == '-') return option.answers_to(word);
    return letter != '\0' && word.find(letter, 1) != std::string::npos;
  });
}

/// One CLI11 option for each of ours that is asked for, in the same order; null for the others,
/// because to declare an option costs more than to read it.
struct Parser {
  CLI::App app;
  std::vector<CLI::Option*> options;

  Parser(const Words& words, const std::vector<std::string>& typed) {
    app.set_help_flag();
    app.allow_extras();
    for (const auto& option : words.options()) {
      if (option.is_positional() || !is_asked(option, typed)) options.push_back(nullptr);
      else if (option.is_flag()) options.push_back(app.add_flag(option.names));
      else options.push_back(app.add_option(option.names)->expected(1)->take_all());
    }
  }
};

std::optional<UsageError> take_options(const Words& words, const Parser& parser,
                                       std::vector<Given>& given) {
  for (std::size_t i = 0; i < words.options().size(); ++i) {
    const Option& option = words.options()[i];
    if (parser.options[i] == nullptr) continue;
    const auto& results = parser.options[i]->results();
    if (results.size() > 1 && !option.is_list() && !option.is_flag())
      return UsageError{message(N_("{0} is given {1} times"), option.long_name(), results.size()),
                        message(N_("give it once"))};
    if (option.is_flag() && !results.empty()) given.push_back({i, "true"});
    if (!option.is_flag())
      for (const auto& value : results) given.push_back({i, value});
  }
  return std::nullopt;
}

std::optional<UsageError> take_positionals(const Words& words,
                                           const std::vector<std::string>& values,
                                           std::vector<Given>& given) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < words.options().size(); ++i) {
    const Option& option = words.options()[i];
    if (!option.is_positional()) continue;
    const std::size_t end = option.is_list() ? values.size() : std::min(next + 1, values.size());
    for (; next < end; ++next) given.push_back({i, values[next]});
  }
  if (next == values.size()) return std::nullopt;
  return UsageError{message(N_("'{0}' is one word too many"), values[next]),
                    message(N_("quote a value that has blanks in it"))};
}

}  // namespace

std::string Option::long_name() const {
  const auto at = names.find("--");
  return at == std::string::npos ? names : names.substr(at);
}

bool Option::answers_to(std::string_view word) const {
  const auto comma = names.find(',');
  const std::string_view all = names;
  return all.substr(0, comma) == word ||
         (comma != std::string::npos && all.substr(comma + 1) == word);
}

std::size_t words_taken(const Words& words, std::string_view word) {
  const Option* option = option_called(words, word);
  if (!option) option = left_open(words, word);
  return option && option->takes_value() ? 2 : 1;
}

std::variant<std::vector<Given>, UsageError> split_words(const Words& words,
                                                         const std::vector<std::string>& typed) {
  auto heaps = sorted(words, typed);
  if (auto* error = std::get_if<UsageError>(&heaps)) return *error;
  auto& [options, plain] = std::get<Sorted>(heaps);
  std::reverse(options.begin(), options.end());  // CLI11 takes a vector of words last first.
  Parser parser(words, options);
  try {
    parser.app.parse(options);
  } catch (const CLI::ParseError& error) {
    return UsageError{message(N_("the words cannot be read ({0})"), error.get_name()), {}};
  }
  if (const auto extras = parser.app.remaining(); !extras.empty())
    return unknown_option(words, extras.front());
  std::vector<Given> given;
  if (auto error = take_options(words, parser, given)) return *error;
  if (auto error = take_positionals(words, plain, given)) return *error;
  return given;
}

}  // namespace govcloud
