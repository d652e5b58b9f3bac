// Verification as the counter gives it: the journal's checks and those of the measurements, with
// progress, and what is wrong told on stderr.
#pragma once
#include <string>

#include "cli/common_options.h"
#include "core/format/json.h"
#include "core/ledger/audit_copy.h"

namespace govcloud {

/// Everything that can be checked of a ledger that was opened for it.
Verification prove(Desk& desk, const Common& common, AuditFile& file, const Outside& outside);

/// The checks as `-o json` names them.
Json checks_json(const Verification& verification);

/// Tells what is wrong, the first bad event if one can be named, and gives 15.
int tell_damage(Desk& desk, const Common& common, const Verification& verification);

}  // namespace govcloud
