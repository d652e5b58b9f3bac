// The documented exit codes and their words.
#pragma once
#include <string_view>

#include "core/format/catalogue.h"

namespace govcloud {

/// The word that an error begins with: "refused", "not found". "" for a code that is no error.
Sentence kind_of_exit(int exit);
/// The code of an error that has no better one, for scripts: "usage", "not_found"; "error" for an
/// exit code that is no documented error.
std::string_view code_of_exit(int exit);
/// What a code means, for the help: "refused: an article or a house rule forbids it".
Sentence meaning_of_exit(int exit);

}  // namespace govcloud
