#include "cli/help.h"

#include <algorithm>

#include "cli/exit_codes.h"
#include "core/format/width.h"

namespace govcloud {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

/// Two columns, the left one as wide as it must be up to 34; what is wider has a line of its own.
std::string two_columns(const Lines& lines) {
  constexpr std::size_t kWidest = 34;
  std::size_t width = 0;
  for (const auto& [left, right] : lines)
    if (const auto own = display_width(left); own <= kWidest) width = std::max(width, own);
  std::string text;
  for (const auto& [left, right] : lines) {
    text += "  ";
    if (display_width(left) > width) text += left + "\n" + std::string(width + 2, ' ');
    else text += pad_right(left, width);
    text += "  " + right + "\n";
  }
  return text;
}

std::string section(Lang lang, Sentence title, const std::string& body) {
  return body.empty() ? "" : "\n" + say(lang, title) + "\n" + body;
}

std::string shown_name(const Option& option) {
  const bool has_short = option.names.size() > 2 && option.names.compare(0, 2, "--") != 0;
  std::string text = has_short ? "" : "    ";
  for (const char c : option.names) text += c == ',' ? std::string(", ") : std::string(1, c);
  if (!option.value_name.empty() && option.allowed.empty()) text += " " + option.value_name;
  for (const auto& word : option.allowed) text += (&word == &option.allowed[0] ? " " : "|") + word;
  return text;
}

std::string shown_positional(const Option& option) {
  const std::string name = option.names + (option.is_list() ? "..." : "");
  return option.at_least > 0 ? name : "[" + name + "]";
}

std::string options_text(Lang lang, const Words& words, bool common) {
  Lines lines;
  for (const auto& option : words.options())
    if (!option.is_positional() && option.common == common)
      lines.emplace_back(shown_name(option) + (option.is_list() ? "..." : ""),
                         say(lang, option.help));
  return two_columns(lines);
}

std::string exits_text(Lang lang, const Notes& notes) {
  std::vector<int> exits = notes.exits;
  exits.insert(exits.end(), {0, 64, 70, 74});
  std::sort(exits.begin(), exits.end());
  exits.erase(std::unique(exits.begin(), exits.end()), exits.end());
  Lines lines;
  for (const int exit : exits)
    lines.emplace_back(pad_left(std::to_string(exit), 3), say(lang, meaning_of_exit(exit)));
  return two_columns(lines);
}

std::string action_page(Lang lang, const Verb& verb, const Action& action) {
  Common common;
  Words words;
  declare_common(words, common, writes(action.access));
  const auto unused = action.prepare(words);
  words.drop_shadowed_common();
  std::string usage = "govcloud " + verb.name + (action.name.empty() ? "" : " " + action.name);
  Lines positionals;
  for (const auto& option : words.options()) {
    if (!option.is_positional()) continue;
    usage += " " + shown_positional(option);
    positionals.emplace_back(option.names, say(lang, option.help));
  }
  std::string examples;
  for (const auto& example : action.notes.examples) examples += "  " + example + "\n";
  return say(lang, N_("Usage: {0} [OPTIONS]"), usage) + "\n\n" + say(lang, action.summary) + "\n" +
         section(lang, N_("Words:"), two_columns(positionals)) +
         section(lang, N_("Options:"), options_text(lang, words, false)) +
         section(lang, N_("Common options:"), options_text(lang, words, true)) +
         section(lang, N_("Exit codes:"), exits_text(lang, action.notes)) +
         section(lang, N_("Examples:"), examples);
}

std::string verb_page(Lang lang, const Verb& verb) {
  Lines lines;
  for (const auto& action : verb.actions)
    lines.emplace_back(action.name, say(lang, action.summary));
  return say(lang, N_("Usage: {0} ACTION [OPTIONS]"), "govcloud " + verb.name) + "\n\n" +
         say(lang, verb.summary) + "\n" + section(lang, N_("Actions:"), two_columns(lines)) + "\n" +
         say(lang, N_("govcloud {0} ACTION --help says more."), verb.name) + "\n";
}

std::string overview(Lang lang, const Verbs& verbs) {
  Lines lines;
  for (const auto* verb : verbs) lines.emplace_back(verb->name, say(lang, verb->summary));
  return say(lang, N_("Usage: {0} [OPTIONS]"), "govcloud VERB") + "\n\n" +
         say(lang, N_("A ledger for the administration of government clouds.")) + "\n" +
         section(lang, N_("Verbs:"), two_columns(lines)) + "\n" +
         say(lang, N_("govcloud VERB --help says more.")) + "\n";
}

}  // namespace

std::string help_text(Lang lang, const Verbs& verbs, const Help& help) {
  if (!help.verb) return overview(lang, verbs);
  if (!help.action) return verb_page(lang, *help.verb);
  return action_page(lang, *help.verb, *help.action);
}

}  // namespace govcloud
