// One table of a policy's file, read key by key. What is wrong is noted and reading goes on with a
// harmless value, so that a lint run sees all faults at once.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/toml.h"

namespace govcloud {

/// Something wrong in a policy's file. `message` is a whole sentence without the file's name;
/// `hint` says how to mend it and may be empty.
struct PolicyFault {
  int line = 0;
  std::string message;
  std::string hint;
};
using PolicyFaults = std::vector<PolicyFault>;

using WordList = std::span<const std::string_view>;

/// "did you mean 'working_days'?" where one of the words is at most two letters away (one letter
/// for words of up to four), otherwise "one of: …", or nothing when there are no words.
std::string nearest_hint(std::string_view word, const std::vector<std::string>& words);
std::string nearest_hint(std::string_view word, WordList words);

/// The keys of one table. Every key that is asked for is known; close() notes the others.
class Fields {
 public:
  /// `section` is how messages call the table: "[trial]", "[[limits]]".
  Fields(const TomlTable& table, std::string section, PolicyFaults& faults)
      : table_(table), section_(std::move(section)), faults_(faults) {}
  Fields(const Fields&) = delete;

  int line() const { return table_.line; }
  const std::string& section() const { return section_; }
  bool has(std::string_view key) { return seek(key) != nullptr; }

  /// Text. A missing, blank or wrong one is noted and gives "".
  std::string text(std::string_view key);
  std::string optional_text(std::string_view key);
  /// Text that must be one of the words.
  std::string word(std::string_view key, WordList words);
  /// A whole number within both bounds, ends included.
  std::optional<std::int64_t> number(std::string_view key, std::int64_t min, std::int64_t max);
  /// The same, but its absence is a fault and gives 0.
  std::int64_t needed_number(std::string_view key, std::int64_t min, std::int64_t max);
  bool flag(std::string_view key);
  std::optional<Date> date(std::string_view key);
  /// A list of texts, without repetition; empty when the key is absent.
  std::vector<std::string> words(std::string_view key);
  /// The same; its members must be among the allowed ones.
  std::vector<std::string> words(std::string_view key, WordList allowed);
  /// The same; a missing or empty list is a fault.
  std::vector<std::string> needed_words(std::string_view key);
  std::vector<std::string> needed_words(std::string_view key, WordList allowed);
  /// The table of a key, or null.
  const TomlTable* table(std::string_view key);
  /// The tables of a list `[[key]]` or `key = [{…}]`, in the order of the file.
  std::vector<const TomlTable*> tables(std::string_view key);
  /// A table inside this one; its faults go to the same place.
  Fields inner(const TomlTable& table, std::string section) {
    return Fields(table, std::move(section), faults_);
  }
  /// All members, for tables whose keys are free words; none is then unknown.
  const std::vector<TomlMember>& all();

  void fault(int line, std::string message, std::string hint = {});
  /// A fault of one key: "[trial]: key 'days_max' …", at the key's line.
  void fault_of(std::string_view key, std::string_view what, std::string hint = {});
  /// Notes every key that nobody asked for.
  void close();

 private:
  const TomlValue* seek(std::string_view key);
  void wrong_kind(std::string_view key, const TomlValue& value, std::string_view wanted);

  const TomlTable& table_;
  std::string section_;
  PolicyFaults& faults_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace govcloud
