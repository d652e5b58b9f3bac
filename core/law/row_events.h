// The mark of a row in a bulk act; a part of the journal's vocabulary (core/law/events.h).
#pragma once
#include <cstdint>
#include <string>

#include "core/law/trust_events.h"

namespace govcloud {

/// What follows up to the next one of these, or to the end of the act, is one row of a bulk file: judged
/// on the state after the row before it. `key` is the row's idempotency key and `content` the SHA-256,
/// in hexadecimal, that it is bound to, as in an act's header.
struct RowBegun {
  static constexpr std::string_view kKind = "row_begun";
  std::int64_t row = 0;
  std::string key, content;
  /// A key is a subject, so that it is found again.
  Subjects subjects() const { return key.empty() ? Subjects{} : Subjects{subject_of(key)}; }
  static std::string subject_of(const std::string& key) { return "key:" + key; }
  static void fields(auto& self, auto& v) { v("row", self.row), v("key", self.key), v("content", self.content); }
};

}  // namespace govcloud
