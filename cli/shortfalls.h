// What `check run` found, as items and as SARIF 2.1.0.
#pragma once
#include <string>
#include <vector>

#include "cli/output.h"
#include "core/format/json.h"
#include "core/law/compliance.h"

namespace govcloud {

Json shortfall_json(const Shortfall& shortfall, Lang lang);

/// A log of one run: each check is a rule, each shortfall a result of the kind fail at the item as its
/// logical location, with a fingerprint that stays the same from run to run. Ends with a newline.
std::string sarif_of(const std::vector<Shortfall>& all, Lang lang, const LedgerStamp& ledger);

}  // namespace govcloud
