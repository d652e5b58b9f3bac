// Emergency changes 应急变更: the provider alters at once what is in service, enters it afterwards, and
// the authority decides within the policy's limit (an example where the regulation is silent). What is
// not approved is put back.
#pragma once
#include <string>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

/// Whether a policy knows emergency changes at all: it names a limit for the decision.
bool knows_emergencies(const Policy& policy);

/// Refuses an emergency change of anything but amounts of what is in service, under a policy that knows
/// none, of a resource on which another change is at work, or from before its delivery.
MaybeNo can_be_emergency(const Facts& facts, const Acting& acting, const System& system, const std::vector<Line>& lines);

/// The deliveries by which it was done; its resources are those of the request from the start.
void done_at_once(const Facts& facts, const Acting& acting, Submitted& request, std::vector<Fact>& recorded);

/// Whether a rejected emergency change still has to put a resource back.
bool is_to_undo(const Request& request, const Resource& resource);

/// Whether an emergency change of a resource waits for its decision or is not undone yet.
bool is_in_emergency(const Request& request, const Resource& resource);

/// What an approval grants is what was done: nothing is left to be carried out.
bool is_done_as_granted(const Facts& facts, const Approved& approved);

/// provision of a rejected emergency change: each resource as it was granted before.
Decision undo(const Facts& facts, const Provision& command, const Request& request, const Acting& acting,
              const std::vector<std::string>& chosen);

/// A termination that takes all that was still to be put back ends what is owed of it.
void overtake_undoing(const Facts& facts, const Request& termination, const std::vector<std::string>& reclaim,
                      std::vector<Fact>& recorded);

}  // namespace govcloud
