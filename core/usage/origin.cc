#include "core/usage/origin.h"

#include <algorithm>

namespace govcloud {
namespace {

struct Fixed {
  SourceKind kind;
  Metric metric;
  const char* column;
  const char* unit;
};

constexpr Fixed kFixed[] = {
    {SourceKind::sysstat, Metric::cpu_percent, "100 - cpu-load.idle", "percent"},
    {SourceKind::sysstat, Metric::cpu_capacity, "number-of-cpus", "cores"},
    {SourceKind::sysstat, Metric::memory_used_mib, "memory.memused", "kib"},
    {SourceKind::sysstat, Metric::memory_percent, "memory.memused-percent", "percent"},
    {SourceKind::sysstat, Metric::storage_used_gib, "filesystems.MBfsused", "mib"},
    {SourceKind::sysstat, Metric::network_in_mbps, "net-dev.rxkB", "kib_per_s"},
    {SourceKind::sysstat, Metric::network_out_mbps, "net-dev.txkB", "kib_per_s"},
    {SourceKind::domstats, Metric::cpu_percent, "cpu.time", "ns"},
    {SourceKind::domstats, Metric::cpu_capacity, "vcpu.current", "cores"},
    {SourceKind::domstats, Metric::memory_capacity_mib, "balloon.current", "kib"},
    {SourceKind::domstats, Metric::storage_used_gib, "block.N.allocation", "byte"},
    {SourceKind::domstats, Metric::network_in_mbps, "net.N.rx.bytes", "byte"},
    {SourceKind::domstats, Metric::network_out_mbps, "net.N.tx.bytes", "byte"},
    {SourceKind::collectd, Metric::cpu_percent, "100 - cpu/percent-idle", "percent"},
    {SourceKind::collectd, Metric::memory_used_mib, "memory/memory-used", "byte"},
    {SourceKind::collectd, Metric::memory_capacity_mib, "memory/memory-*", "byte"},
    {SourceKind::collectd, Metric::memory_percent, "memory/percent-used", "percent"},
    {SourceKind::collectd, Metric::storage_used_gib, "df-*/df_complex-used", "byte"},
    {SourceKind::collectd, Metric::network_in_mbps, "interface-*/if_octets rx", "byte"},
    {SourceKind::collectd, Metric::network_out_mbps, "interface-*/if_octets tx", "byte"},
    {SourceKind::openstack, Metric::cpu_percent, "cpu_details.utilisation", "percent"},
    {SourceKind::openstack, Metric::cpu_capacity, "num_cpus", "cores"},
    {SourceKind::openstack, Metric::memory_used_mib, "memory_details.used", "mib"},
    {SourceKind::openstack, Metric::memory_capacity_mib, "memory_details.maximum", "mib"},
    {SourceKind::openstack, Metric::network_in_mbps, "nic_details.rx_octets", "byte"},
    {SourceKind::openstack, Metric::network_out_mbps, "nic_details.tx_octets", "byte"},
};

}  // namespace

Origin origin_of(const Mapping& mapping, Metric metric) {
  const auto column = std::find_if(mapping.metrics.begin(), mapping.metrics.end(), [&](auto& m) { return m.metric == metric; });
  if (column != mapping.metrics.end()) return {column->query.empty() ? column->column : column->query, column->unit};
  if (mapping.kind == SourceKind::domstats && metric == Metric::memory_used_mib)
    return {"balloon.available - balloon." + mapping.free_memory, "kib"};
  for (const auto& fixed : kFixed)
    if (fixed.kind == mapping.kind && fixed.metric == metric) return {fixed.column, fixed.unit};
  return {};
}

}  // namespace govcloud
