// Sentences for people, in the two languages of the program. The source is English and is the key;
// cli/po/zh.po has the Chinese. Codes, keys, dates and numbers are never sentences.
#pragma once
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace govcloud {

/// An English sentence with a place in the catalogue. Arguments stand in it as {0}, {1}, so that a
/// translation may put them in another order; a brace itself is doubled.
struct Sentence {
  const char* id = "";
  bool empty() const { return *id == '\0'; }
};

/// Marks a sentence for xgettext (--keyword=N_).
constexpr Sentence N_(const char* id) { return Sentence{id}; }

enum class Lang { en, zh };

/// A sentence with its arguments, to be said when the language is known.
struct Message {
  Sentence sentence;
  std::vector<std::string> args;
  bool empty() const { return sentence.empty(); }
};

/// The sentence in that language; the English where the catalogue has none. The view lives as long
/// as the program, or as `id` does.
std::string_view translate(Lang lang, std::string_view id);

/// Puts the arguments into the translated sentence. A translation that names an argument which is
/// not there is passed over for the English; an English sentence that does is printed as it stands.
std::string say(Lang lang, std::string_view id, const std::vector<std::string>& args);
std::string say(Lang lang, Sentence sentence, const std::vector<std::string>& args);
std::string say(Lang lang, const Message& message);

inline std::string said(std::string_view text) { return std::string(text); }
template <std::integral N>
std::string said(N number) {
  return std::to_string(number);
}
template <class... Args>
std::string say(Lang lang, Sentence sentence, const Args&... args) {
  return say(lang, sentence, std::vector<std::string>{said(args)...});
}
template <class... Args>
Message message(Sentence sentence, const Args&... args) {
  return {sentence, {said(args)...}};
}

/// What decides the language, each "" when unset: the --lang option, then the variables.
struct LangWishes {
  std::string flag, govcloud_lang, lc_all, lc_messages, lang;
};
/// The first wish that begins with zh or en (any case, "zh_CN.UTF-8" too) decides; else English.
Lang choose_lang(const LangWishes& wishes);

/// Looks `id` up in a catalogue of the GNU MO format, either byte order, by binary search. Every
/// offset is checked, so a damaged catalogue finds nothing and does no harm.
std::optional<std::string_view> find_in_mo(std::string_view mo, std::string_view id);

/// The pairs of a catalogue (id, translation), its header entry left out; for tests.
std::vector<std::pair<std::string_view, std::string_view>> pairs_of_mo(std::string_view mo);

/// Whether both sentences are well formed and use the same arguments, each at least once.
bool same_arguments(std::string_view id, std::string_view translation);

}  // namespace govcloud
