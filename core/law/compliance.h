// Compliance of the ledger itself: named checks over what is recorded, each with its article and what
// mends it. Pure; asks nothing but the books, the policy, the calendar and today's date.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

/// One thing that is not as the policy asks.
struct Shortfall {
  std::string check;    // overdue, trial_ended, alive_after_end, not_measured, papers_missing, finding_overdue, order_overdue
  std::string subject;  // request, system, resource or finding
  std::string owner;    // authority, provider, using
  Citation citation;
  Say message;
  std::string mend;  // a command
};

/// The names of the checks, in the order in which they are told.
inline constexpr std::string_view kChecks[] = {"overdue",      "trial_ended",    "alive_after_end",
                                               "not_measured", "papers_missing", "finding_overdue", "order_overdue"};

/// All shortfalls on a day. `measured` holds the resources that have samples in the last complete
/// month, which is `month`.
std::vector<Shortfall> compliance(const Facts& facts, Date today, Month month,
                                  const std::set<std::string>& measured);

}  // namespace govcloud
