// Books as text, one record a line: what two ways to the same state must agree on.
#pragma once
#include <string>

#include "core/ledger/codec.h"
#include "tests/law/clerk.h"

namespace govcloud::testing {

inline std::string text_of(const Books& books) {
  std::string text = encode(books.ledger) + "\n";
  const auto add = [&](const auto& shelf) {
    for (const auto& [id, record] : shelf)
      text += id + " " + std::to_string(record.seq) + " " + encode(record) + "\n";
  };
  add(books.units), add(books.persons), add(books.systems), add(books.requests);
  add(books.resources), add(books.evidence), add(books.findings), add(books.scans);
  add(books.usage);
  return text;
}

}  // namespace govcloud::testing
