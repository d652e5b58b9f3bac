#include "cli/reading.h"

#include <algorithm>

#include "cli/suggest.h"

namespace govcloud {
namespace {

/// The place of the first word at or after `at` that is neither an option nor an option's value.
std::size_t next_plain(const Words& common, const std::vector<std::string>& typed, std::size_t at) {
  while (at < typed.size()) {
    if (typed[at] == "--") return typed.size();
    if (typed[at].size() < 2 || typed[at][0] != '-') return at;
    at += words_taken(common, typed[at]);
  }
  return typed.size();
}

template <class List, class Name>
UsageError unknown_name(Sentence what, const std::string& word, const List& list, Name name_of) {
  std::vector<std::string> known;
  std::string all;
  for (const auto& one : list) {
    known.push_back(name_of(one));
    all += (all.empty() ? "" : ", ") + known.back();
  }
  UsageError error{message(what, word), message(N_("there are {0}"), all)};
  if (const auto near = nearest(word, known)) error.hint = message(N_("did you mean {0}?"), *near);
  return error;
}

/// What of the common options stands alone, `govcloud --version`, is read without a verb.
Reading read_without_verb(const std::vector<std::string>& typed, const Desk& desk) {
  Common common;
  Words words;
  declare_common(words, common, true);
  auto given = split_words(words, typed);
  Common known = glimpse_common(typed, desk);
  if (auto* error = std::get_if<UsageError>(&given)) return {known, std::move(*error)};
  if (auto error = fill_all(words, std::get<0>(given))) return {known, std::move(*error)};
  if (common.version) return {known, Version{}};
  return {known, Help{nullptr, nullptr, common.help}};
}

/// With the verb and its action found, reads all other words by their declarations.
Reading read_call(const Verb& verb, const Action& action, const std::vector<std::string>& typed,
                  const Desk& desk) {
  Call call{&verb, &action};
  Words words;
  declare_common(words, call.common, writes(action.access));
  call.run = action.prepare(words);
  words.drop_shadowed_common();
  auto given = split_words(words, typed);
  if (auto* error = std::get_if<UsageError>(&given))
    return {glimpse_common(typed, desk), std::move(*error)};
  call.given = std::move(std::get<0>(given));
  auto problem = fill_all(words, call.given);
  if (call.common.help) return {glimpse_common(typed, desk), Help{&verb, &action}};
  if (call.common.version) return {glimpse_common(typed, desk), Version{}};
  if (!problem) problem = settle_common(words, call.given, call.common, desk);
  if (!problem && !call.common.from) problem = missing_word(words, call.given);
  if (problem) return {glimpse_common(typed, desk), std::move(*problem)};
  Common common = call.common;
  return {std::move(common), std::move(call)};
}

std::vector<std::string> without(std::vector<std::string> typed, std::size_t at) {
  typed.erase(typed.begin() + static_cast<std::ptrdiff_t>(at));
  return typed;
}

/// Finds the action, the first plain word after the verb. `typed` has lost the verb, which stood
/// before `at`.
Reading read_action(const Verb& verb, const Words& common, std::vector<std::string> typed,
                    std::size_t at, const Desk& desk) {
  const auto& actions = verb.actions;
  const bool has_actions = actions.size() != 1 || !actions[0].name.empty();
  if (!has_actions) return read_call(verb, actions[0], typed, desk);
  const std::size_t place = next_plain(common, typed, at);
  if (place == typed.size()) {
    const auto asks = [](const std::string& word) { return word == "-h" || word == "--help"; };
    const Common known = glimpse_common(typed, desk);
    if (std::any_of(typed.begin(), typed.end(), asks)) return {known, Help{&verb, nullptr}};
    auto error = unknown_name(N_("{0} needs an action"), verb.name, actions,
                              [](const Action& action) { return action.name; });
    return {known, std::move(error)};
  }
  const std::string word = typed[place];
  for (const auto& action : actions)
    if (action.name == word) return read_call(verb, action, without(std::move(typed), place), desk);
  auto error = unknown_name(N_("there is no such action: {0}"), verb.name + " " + word, actions,
                            [&](const Action& action) { return verb.name + " " + action.name; });
  return {glimpse_common(typed, desk), std::move(error)};
}

}  // namespace

Reading read_command(const Verbs& verbs, const std::vector<std::string>& typed, const Desk& desk) {
  Common unused;
  Words common;
  declare_common(common, unused, true);
  const std::size_t place = next_plain(common, typed, 0);
  if (place == typed.size()) return read_without_verb(typed, desk);
  for (const auto* verb : verbs)
    if (verb->name == typed[place])
      return read_action(*verb, common, without(typed, place), place, desk);
  auto error = unknown_name(N_("there is no verb {0}"), typed[place], verbs,
                            [](const Verb* verb) { return verb->name; });
  if (error.hint.sentence.id == std::string_view("there are {0}"))
    error.hint = message(N_("govcloud --help lists the verbs"));
  return {glimpse_common(typed, desk), std::move(error)};
}

std::variant<Call, UsageError> row_call(const Call& all, const Row& row) {
  Call call{all.verb, all.action, all.common};
  Words words;
  declare_common(words, call.common, writes(all.action->access));
  call.run = all.action->prepare(words);
  words.drop_shadowed_common();
  // The common options are in `call.common` already; filling a list twice would double it.
  for (const auto& one : all.given)
    if (!words.options()[one.option].common) call.given.push_back(one);
  auto own = read_row(words, row);
  if (auto* error = std::get_if<UsageError>(&own)) return std::move(*error);
  const auto& given = std::get<0>(own);
  call.given.insert(call.given.end(), given.begin(), given.end());
  if (auto error = fill_all(words, call.given)) return std::move(*error);
  if (auto error = missing_word(words, call.given)) return std::move(*error);
  return call;
}

}  // namespace govcloud
