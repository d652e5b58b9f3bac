// Readers of what monitoring programs write in forms of their own. Each fills the report and hands its
// samples to the intake; each throws InputError 65 where the file is not of its kind.
#pragma once
#include "core/format/gzip.h"
#include "core/usage/intake.h"
#include "core/usage/mapping.h"

namespace govcloud {

/// sadf -j of sysstat: a sample for each of a host's statistics, at the end of its interval. Processors
/// are 100 less the idle share of "all"; a time that is not UTC is read at the mapping's offset.
void read_sysstat(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report);

/// virsh domstats --raw, dumped time after time, each dump behind a line with its time; a sample for
/// each domain of a dump. Processors and traffic are what the counters grew by since the dump before.
void read_domstats(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report);

/// Files of collectd's csv plugin, each behind a line `==> HOST/PLUGIN/TYPE-YYYY-MM-DD <==` as tail(1)
/// puts it; a single file may go by its path. A sample for each instant of a host; files of one host
/// and day stand together.
void read_collectd(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report);

}  // namespace govcloud
