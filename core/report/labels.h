// Every word that the report says, in both languages, in one table. Codes of the ledger stand in it
// as "group.code" ("stage.trial"), headings and sentences under names of their own.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/catalogue.h"
#include "core/report/monthly.h"

namespace govcloud {

struct Label {
  std::string_view key, en, zh;
};

std::span<const Label> labels();
/// All of them but those of measures and fees, which are in a file of their own.
std::span<const Label> common_labels();

/// The text of a key. A key that is not in the table is a defect: std::logic_error.
std::string_view label(Lang lang, std::string_view key);

/// A sentence with its arguments in place of {0}, {1}.
std::string label(Lang lang, std::string_view key, const std::vector<std::string>& args);

/// The word for a code: the policy's own name where it has one, else the table's, else the code
/// itself, made fit to be shown.
std::string word(const ReportHead& report, Lang lang, std::string_view group,
                 std::string_view code);

}  // namespace govcloud
