// The desk: everything that a command may touch of the world around it, so that a test lays out a
// paper one.
#pragma once
#include <functional>
#include <istream>
#include <map>
#include <ostream>
#include <string>

#include "core/law/date.h"

namespace govcloud {

struct Bulk;

struct Desk {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  std::function<Instant()> clock;
  std::map<std::string, std::string> environment;
  bool out_is_terminal, err_is_terminal, in_is_terminal;
  Bulk* bulk = nullptr;  // while a bulk file is read: where commands are put instead of being carried out

  /// The environment variable, or "" when it is not set.
  std::string variable(const std::string& name) const {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
  }
};

}  // namespace govcloud
