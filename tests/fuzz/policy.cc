// Policies, and TOML with them: lint finds a fault exactly where reading does.
#include "core/format/input_error.h"
#include "core/ledger/policy_file.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  const bool clean = lint_policy(bytes, "p.toml").empty();
  try {
    read_policy(bytes, "p.toml");
    must(clean);
  } catch (const InputError& e) {
    must(!clean && e.exit == 78);
  }
}
