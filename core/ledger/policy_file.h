// The file of a policy: TOML, described for people in govcloud-policy(5). The reader and lint are
// one piece of code: reading notes every fault; read_policy() throws the first one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/law/policy.h"

namespace govcloud {

/// Reads a policy. Every entry carries its line, its article and what the article asks; only a gate
/// of a house rule has an empty article. `digest` is left empty for the caller, who has the bytes'
/// home. Sections that have a basis but no member for it in Policy (excluded, evidence, findings,
/// names) are also put among the parameters, under "catalog.excluded", "evidence.kinds",
/// "findings.due_days" and "stages.names", so that their article and obligations are kept.
/// Throws InputError (78) for the first fault in the order of the file: "NAME line N: …", with a
/// hint.
Policy read_policy(std::string_view bytes, const std::string& name);

struct LintFinding {
  int line = 0;
  std::string message;  // whole sentence with section and key, and how to mend it
};

/// All faults of a policy's file in the order of its lines; empty for a good one. A file that is
/// not TOML has one finding, since nothing behind the fault can be read.
std::vector<LintFinding> lint_policy(std::string_view bytes, const std::string& name);

/// A policy with the items of a catalogue's file in the place of its own: `[[catalog]]` and `[excluded]`,
/// as in a policy. Throws InputError 78 naming file and line.
Policy with_catalog(const Policy& policy, std::string_view bytes, const std::string& name);

}  // namespace govcloud
