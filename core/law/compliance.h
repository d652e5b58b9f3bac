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
  std::string check;    // one of kChecks
  std::string subject;  // the item that it is about
  std::string owner;    // authority, security, provider, using
  Citation citation;
  Say message;
  std::string mend;  // a command
  std::string what{};  // which of several of a check and a subject: a rule, a kind, a period
};

/// The names of the checks, in the order in which they are told.
inline constexpr std::string_view kChecks[] = {
    "overdue",       "trial_ended",   "alive_after_end",  "not_measured", "papers_missing", "finding_overdue",
    "order_overdue", "incident_overdue", "expiring",      "duty_missing", "access_unauthorised", "zones_mixed",
    "persons_missing", "retest_due",  "consent_missing",  "recovery_not_started"};

/// All shortfalls at a moment. `measured` holds the resources that have samples in the last complete
/// month, which is `month`.
std::vector<Shortfall> compliance(const Facts& facts, Instant now, Month month,
                                  const std::set<std::string>& measured);

/// Those over the registers, from expiring on; a part of compliance().
void check_registers(const Facts& facts, Date today, std::vector<Shortfall>& all);

}  // namespace govcloud
