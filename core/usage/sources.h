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

}  // namespace govcloud
