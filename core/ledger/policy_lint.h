// What holds between the entries of a policy, and so cannot be seen in one of them.
#pragma once
#include "core/law/policy.h"
#include "core/ledger/policy_fields.h"

namespace govcloud {

/// Notes: a limit, duty, record, catalogue item, parameter or gate of a step given twice, or a
/// right given to one role twice; a paper of an unknown kind; a gate of a house rule switched off.
/// Where no fault is noted yet, a policy without `parent` must also be complete: every limit
/// (without working_days where its regulation sets none), a role for every act, a catalogue, zones,
/// thresholds and due days.
void check_policy(const Policy& policy, PolicyFaults& faults);

}  // namespace govcloud
