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

/// Replies of Prometheus to query_range, one or several after another; a sample for each point of a
/// series. An object {"metric": NAME} says of which metric the replies behind it are; without one the
/// mapping tells by labels and by the file's name. NaN and infinite values count as not measured.
void read_prometheus(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report);

/// Of OpenStack: server diagnostics (compute API 2.48 and later), bare or as
/// {"time": RFC 3339, "server": ID, "diagnostics": {…}}, one after another; or os-simple-tenant-usage,
/// which tells what was provisioned, at the beginning and at the end of its period.
void read_openstack(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report);

}  // namespace govcloud
