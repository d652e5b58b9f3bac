// What the record throws when the world fails, or when the record is not what was written.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/format/catalogue.h"

namespace govcloud {

/// `exit` is the documented code: 10 no ledger, 14 no signature, 15 integrity, 65 too large, 73 cannot create, 74 input or output,
/// 75 busy, 78 configuration or clock. `event` is the first bad event's sequence number, or 0.
/// what() and `hint` are English; told() and mend() speak either language where a sentence is given.
struct LedgerError : std::runtime_error {
  LedgerError(int code, const std::string& message, std::string mend = {}, std::uint64_t bad = 0)
      : std::runtime_error(message), exit(code), hint(std::move(mend)), event(bad) {}
  LedgerError(int code, Message sentence, Message mend = {})
      : std::runtime_error(say(Lang::en, sentence)), exit(code), hint(say(Lang::en, mend)),
        sentence_(std::move(sentence)), mend_(std::move(mend)) {}

  /// Whether this machine failed, and not the record: a disk that does not read, another that writes.
  bool of_the_machine() const { return exit == 74 || exit == 75; }
  std::string told(Lang lang) const { return sentence_.empty() ? what() : say(lang, sentence_); }
  std::string mend(Lang lang) const { return mend_.empty() ? hint : say(lang, mend_); }

  int exit;
  std::string hint;
  std::uint64_t event = 0;

 private:
  Message sentence_, mend_;
};

}  // namespace govcloud
