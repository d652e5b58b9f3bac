// What a reader throws when a file cannot be used.
#pragma once
#include <stdexcept>
#include <string>

namespace govcloud {

/// A file, row, column or key that cannot be read. `exit` is the documented code: 65 bad data,
/// 66 missing or unreadable, 78 policy, calendar or configuration. The message is a whole sentence
/// that names the place; `hint` says how to mend it and may be empty.
struct InputError : std::runtime_error {
  InputError(int code, const std::string& message, std::string mend = {})
      : std::runtime_error(message), exit(code), hint(std::move(mend)) {}
  int exit;
  std::string hint;
};

}  // namespace govcloud
