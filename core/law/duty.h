// Periodic duties 定期职责: what is owed for which period, what was done and what is missing. Owed for
// whole periods after the ledger's making, and of a unit or system for those in which it had a resource.
#pragma once
#include <string>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

/// One duty, of one subject, for one period.
struct DutyOwed {
  const DutyRule* rule = nullptr;
  std::string about;   // platform, a unit's or a system's id
  std::string period;  // 2026-10, 2026-Q4, 2026-H2, 2026
  Date due_on{};       // the last day of grace after the period's end
  std::string record;  // by which it was done, or empty
  std::optional<Date> done_on;
  bool running = false;  // the period is not over

  bool is_open() const { return record.empty() && !running; }
  bool is_overdue(Date today) const { return is_open() && today > due_on; }
};

/// The name of the period of a duty in which a day lies; empty for one whose period is not set.
std::string period_of(const DutyRule& rule, Date day);

/// All that is owed up to a day, the earliest period first; of the running period as well.
std::vector<DutyOwed> duties_owed(const Facts& facts, Date today);

}  // namespace govcloud
