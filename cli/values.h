// Words of options that hold more than a name: KIND=FILE, ITEM:KEY=VALUE, dates, ids.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/words.h"
#include "core/law/decide.h"

namespace govcloud {

/// What a verb throws for words that make no sense; settled as exit 64.
struct BadWords {
  UsageError error;
};
[[noreturn]] void bad_words(Message what, Message hint = {});

/// "KEY=VALUE" cut at the first '='. Throws BadWords naming the option.
std::pair<std::string, std::string> key_value(const std::string& text, const std::string& option);

/// FIELD=VALUE words into a map; the same field twice is an error.
std::map<std::string, std::string> read_fields(const std::vector<std::string>& words);

/// "4" or "4..8", positive integers. Throws BadWords.
Quantity read_quantity(const std::string& text, const std::string& option);

/// `host:cpu=4,memory_gib=16,count=2,zone=public`: a line to add. Keys that the catalogue has as
/// words stay text. Throws BadWords.
Line read_need(const std::string& text, const std::string& option, const Policy& policy);

/// `budget/host-1.cpu=3` or `R-2026-0001/1.cpu=2` into a map by what stands before the last dot.
void read_setting(const std::string& text, const std::string& option,
                  std::map<std::string, Quantities>& settings);

/// A date, or nothing for empty text. Throws BadWords.
std::optional<Date> read_date(const std::string& text, const std::string& option);

/// A month, or nothing for empty text. Throws BadWords.
std::optional<Month> read_month(const std::string& text, const std::string& option);

/// The slug of a unit, person or system: [a-z0-9][a-z0-9-]{0,62}. Throws BadWords.
void want_slug(const std::string& text, const std::string& what);
/// A name for people: not blank, valid UTF-8, no control or direction-changing characters.
void want_name(const std::string& text, const std::string& option);
/// The same, but it may be empty: an issuer, a word of a need.
void want_line(const std::string& text, const std::string& option);
/// Free text such as reasons and opinions: valid UTF-8 of at most 4 KiB, without control
/// characters but for line ends and tabs; may be empty.
void want_text(const std::string& text, const std::string& option);

}  // namespace govcloud
