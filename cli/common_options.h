// The options that every verb takes, as values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/desk.h"
#include "cli/words.h"
#include "core/format/catalogue.h"

namespace govcloud {

/// Where a setting got its value: "--ledger", "GOVCLOUD_LEDGER", "/etc/govcloud/config.toml:3", or
/// "default".
struct Setting {
  std::string name, value, origin;
};

struct Common {
  std::string ledger;  // path of the ledger; "" only if there is neither HOME nor XDG_DATA_HOME
  std::string as, for_person, sign_with;
  std::string output = "table";
  bool output_named = false;          // -o was typed, so it outranks the extension of --out
  std::vector<std::string> columns;   // of -c, split at commas
  std::string out, out_dir;
  bool force = false, dry_run = false;
  std::vector<std::string> attach;    // KIND=FILE as typed
  std::optional<std::string> from;    // bulk file, "-" for standard input
  bool all_or_nothing = false;
  std::string key;
  std::optional<std::int64_t> expect;
  std::int64_t wait_seconds = 60;
  std::string on, late_reason, as_of;  // as typed
  bool quiet = false, verbose = false, yes = false, no_input = false, no_pager = false;
  std::string color = "auto";          // auto, always, never
  std::string lang_named;              // --lang as typed: reports obey nothing else
  Lang lang = Lang::en;                // what messages are in
  std::string config;
  bool no_config = false, excel = false;
  std::optional<std::int64_t> limit;
  bool help = false, version = false;
  std::vector<Setting> settings;       // each setting with its origin, for `config show`
};

/// Declares them into `words`; `writes` adds the options of an act.
void declare_common(Words& words, Common& common, bool writes);

/// After the command line: splits the columns, fills what it left open from variables, then from
/// the configuration, then by default, notes the origins, and decides the language. Throws
/// InputError 78 for a configuration that cannot be used, 66 for a --config that cannot be read.
std::optional<UsageError> settle_common(const Words& words, const std::vector<Given>& given,
                                        Common& common, const Desk& desk);

/// As much of them as can be known of words that make no sense: the output format and the language,
/// so that the error comes in the form that was asked for.
Common glimpse_common(const std::vector<std::string>& typed, const Desk& desk);

}  // namespace govcloud
