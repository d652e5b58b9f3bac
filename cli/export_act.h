// One act as a stranger checks it: what was signed, the signature in OpenSSH's armour, and the line of
// its signer, for `ssh-keygen -Y verify`.
#pragma once
#include <cstdint>

#include "cli/common_options.h"
#include "cli/desk.h"

namespace govcloud {

/// Exports the act to which the event belongs: an item on stdout, or with --out FILE the files FILE,
/// FILE.sig and FILE.signers, and the command that checks them. Gives the exit code: 13 for an act
/// that is not signed, 16 when there is no such event, 73 and 74 for a file that cannot be written.
int export_act(Desk& desk, const Common& common, std::int64_t seq);

}  // namespace govcloud
