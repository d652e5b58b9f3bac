// What a reader throws when a file cannot be used.
#pragma once
#include <stdexcept>
#include <string>

#include "core/format/catalogue.h"

namespace govcloud {

/// A file, row, column or key that cannot be read. `exit` is the documented code: 65 bad data,
/// 66 missing or unreadable, 78 policy, calendar or configuration. The message names the place and
/// says what is wrong there; the hint says how to mend it and may be empty. what() and `hint` are
/// English; told() and mend() speak either language.
struct InputError : std::runtime_error {
  /// A whole sentence, place included.
  InputError(int code, Message sentence, Message mend = {});
  /// "PLACE: WHAT."
  InputError(int code, Message place, Message what, Message mend);
  /// Words of a library, which are not translated.
  InputError(int code, const std::string& message, std::string mend = {});

  std::string told(Lang lang) const;
  std::string mend(Lang lang) const;

  int exit;
  std::string hint;

 private:
  Message place_, what_, mend_;
};

}  // namespace govcloud
