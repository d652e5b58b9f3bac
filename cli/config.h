// Settings that need not be typed each time: variables, then configuration files.
#pragma once
#include <optional>
#include <vector>

#include "cli/common_options.h"

namespace govcloud {

/// Fills the settings that the command line left open, and notes for each where its value is from.
/// A variable outranks $XDG_CONFIG_HOME/govcloud/config.toml (~/.config where unset), and that
/// outranks /etc/govcloud/config.toml; --config FILE stands in the place of both, --no-config of
/// none. A file has the options' names as keys at its top level (`ledger = "/srv/ledger.db"`).
/// Throws InputError: 78 for TOML that is none, a key that is no setting, a value that does not
/// suit it; 66 for a --config that cannot be read. Without a file, no TOML is touched.
std::optional<UsageError> apply_settings(const Words& words, const std::vector<Given>& given,
                                         Common& common, const Desk& desk);

}  // namespace govcloud
