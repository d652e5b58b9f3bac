// How an error is told: what and which object, why, how to mend it.
#pragma once
#include <string>

#include "cli/common_options.h"
#include "cli/desk.h"
#include "core/format/input_error.h"
#include "core/law/citation.h"

namespace govcloud {

/// An error as the person or the script gets it; an empty text is null in JSON and left out of the
/// text form. All sentences are in the language of messages already.
struct ErrorInfo {
  std::string code;     // "paper_missing", "not_found", "usage" …; never translated
  int exit = 70;
  std::string message;  // what: "self_test"; of most errors a whole sentence
  std::string object;   // which item, row or file it is about
  std::string rule;     // the policy's own name of the gate or limit
  std::string article, policy;  // "7" and "zhejiang"
  int line = 0;                 // of the policy's file, 0 if unknown
  std::string house_rule;       // "H-03"
  std::string says;             // what the article or house rule asks
  std::string hint;             // how to mend it
};

/// Puts a citation into an error: article or house rule, and what it asks in that language.
void cite(ErrorInfo& error, const Citation& citation, Lang lang);

ErrorInfo error_of(const UsageError& error, Lang lang);
ErrorInfo error_of(const InputError& error, Lang lang);

/// Tells it on stderr and gives its exit code. The text form is
///   govcloud: refused: paper_missing: self_test
///     zhejiang article 7 (policy zhejiang, line 41): what it asks
///     how to mend it
/// where a refusal begins with its code; with `-o json` it is one object on one line, schema
/// govcloud.error/1, with null for what there is not.
int report_error(Desk& desk, const Common& common, const ErrorInfo& error);

/// The object of `-o json`, which is also what bulk answers and tests look at.
std::string error_json(const ErrorInfo& error);

}  // namespace govcloud
