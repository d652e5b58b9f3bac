// An act read back from its facts and decided once more: every act that the law has given must be
// given again, to the letter, or verification would cry wolf.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "core/law/rejudge.h"
#include "core/ledger/codec.h"

namespace govcloud::testing {

/// Nothing when the law gives the same facts again, else what it gives.
inline std::string judged_again(const Facts& facts, const ActOnRecord& act) {
  const auto read = reread(facts.books, act);
  if (!read) return "no command records this";
  const auto decision = rejudge(facts, *read);
  const auto* given = std::get_if<std::vector<Fact>>(&decision);
  if (given == nullptr) return "the law refuses it";
  if (given->size() != act.events.size()) return "other facts in number";
  for (std::size_t i = 0; i < given->size(); ++i) {
    const auto now = encode_body({(*given)[i], late_of(read->acting)}), then = encode_body(act.events[i]);
    if ((*given)[i].index() != act.events[i].fact.index() || now != then) return now + " was " + then;
  }
  return "";
}

}  // namespace govcloud::testing
