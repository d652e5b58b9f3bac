// The words of a command. A verb declares its options here, each with the place where its value
// goes; words.cc splits the command line by them (the only file that knows CLI11) and fill.cc puts
// the values into their places. So the same declaration also reads the rows of a bulk file.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/format/catalogue.h"

namespace govcloud {

/// Why the words make no sense (exit 64) and how to mend them; said once the language is known.
struct UsageError {
  Message what;
  Message hint;
};

/// One declared option or positional.
struct Option {
  using Target = std::variant<std::string*, std::optional<std::string>*, std::int64_t*,
                              std::optional<std::int64_t>*, bool*, std::vector<std::string>*>;
  std::string names;       // "-o,--output"; of a positional "SYSTEM"
  std::string value_name;  // "FMT"; of a flag and of a positional ""
  Target target;
  Sentence help;
  std::size_t at_least = 0;          // how many of a positional must be given
  std::vector<std::string> allowed;  // of a choice; else empty
  std::vector<std::string> lacking;  // words of the choice elsewhere that this verb does not have
  bool common = false;               // one of the options of every verb

  bool is_positional() const { return names.front() != '-'; }
  bool is_flag() const { return std::holds_alternative<bool*>(target); }
  /// Takes any number of values.
  bool is_list() const { return std::holds_alternative<std::vector<std::string>*>(target); }
  bool takes_value() const { return !is_flag() && !is_positional(); }
  /// "--output", or "SYSTEM" of a positional.
  std::string long_name() const;
  /// Whether `word` is one of its names, "-o" or "--output".
  bool answers_to(std::string_view word) const;
};

/// The options of one verb. `name` is "--unit", "-o,--output", or with the word that stands for its
/// value in the help, "--out FILE" (VALUE where none is given).
class Words {
 public:
  void text(const char* name, std::string& value, Sentence help);
  void text(const char* name, std::optional<std::string>& value, Sentence help);
  /// A whole number; a text that is none, or does not fit 64 bits, is a usage error.
  void number(const char* name, std::int64_t& value, Sentence help);
  void number(const char* name, std::optional<std::int64_t>& value, Sentence help);
  void flag(const char* name, bool& value, Sentence help);
  /// May be repeated; each time it takes one value and never the words after it.
  void list(const char* name, std::vector<std::string>& values, Sentence help);
  void choice(const char* name, std::string& value, std::vector<std::string> allowed,
              Sentence help);
  /// A positional, in the order of declaration. `name` is in capitals; a bulk file's column has it
  /// in lower case.
  void word(const char* name, std::string& value, bool required, Sentence help);
  /// All the positionals that are left; the last one declared.
  void words(const char* name, std::vector<std::string>& values, std::size_t at_least,
             Sentence help);

  /// A choice that was declared before has these words besides, and not those: -o of a report has html,
  /// and no shell. One of those that a variable or a configuration names is passed over.
  void allow(const char* name, const std::vector<std::string>& more, const std::vector<std::string>& but = {});

  const std::vector<Option>& options() const { return options_; }
  /// Marks what is declared until now as common to every verb.
  void mark_common();
  /// Common options give way to a verb's own option of the same name.
  void drop_shadowed_common();

 private:
  void add(const char* name, Option::Target target, Sentence help);
  std::vector<Option> options_;
};

/// The value of a declared option as it was typed, by its place in Words::options(). A flag's value
/// is "true".
struct Given {
  std::size_t option = 0;
  std::string value;
};

/// How many words an option takes on the command line, itself included: 2 when its value is the
/// next word ("-o", "-qo", "--output"), otherwise 1, an unknown option's too.
std::size_t words_taken(const Words& words, std::string_view word);

/// Splits the words after the verb: options anywhere, `--name=VALUE`, bundled short options, and
/// nothing but positionals after `--`. A separate value may begin with '-' only if it is a number
/// or "-" alone. Refused: unknown and abbreviated options, an option without its value, a flag with
/// one, a single option given twice, a positional too many.
std::variant<std::vector<Given>, UsageError> split_words(const Words& words,
                                                         const std::vector<std::string>& typed);

}  // namespace govcloud
