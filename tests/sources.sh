#!/bin/bash
# Measurements as the programs that took them write them, where samples are at hand: imported without
# any mapping named, and compared with figures that other programs worked out, to 0.01.
set -eu
. "$(dirname "$0")/office.sh" "$1"
data=$shared/data/metrics
facts=$shared/data/facts/metrics.json
[ -d "$data" ] || { echo "skipped: the measurements are not at hand ($data)"; exit 77; }
data=$(cd "$data" && pwd); facts=$(cd "$shared/data/facts" && pwd)/metrics.json
at 2026-11-01T09:00:00+08:00
make_office zhejiang
checked=0
# machine SYSTEM CLOUD_ID: a system of one host, whose cloud id is that of the samples.
machine() {
  request=$(submit "$1" -o value)
  g review accept "$request" --as wang -q
  g review approve "$request" --as wang -q
  g provision "$request" --cloud-id "$1/host-1=$2" --as sun -q
}
# figure SYSTEM MEMBER: of November.
figure() { g usage show "$1/host-1" --month 2026-11 -o json | jq -r ".items[0].$2"; }
# near SYSTEM MEMBER FILTER: our figure against what the filter gives of the facts.
near() {
  ours=$(figure "$1" "$2") theirs=$(jq -r "$3" "$facts")
  awk -v a="$ours" -v b="$theirs" 'BEGIN { exit !(a != "null" && b != "null" && a - b < 0.0101 && b - a < 0.0101) }' ||
    fail "$1: $2 is $ours, not $theirs"
  checked=$((checked + 1))
}

machine sysstat vm
at 2026-11-24T09:00:00+08:00
sadf='."sysstat/fresh-sadf-cpu-mem-net.json"'
g usage import "$data/sysstat/fresh-sadf-cpu-mem-net.json" --as sun -q
near sysstat samples "$sadf.statistics"
near sysstat cpu_percent_mean "$sadf.cpu_used_pct_100_minus_idle.mean"
near sysstat cpu_percent_max "$sadf.cpu_used_pct_100_minus_idle.max"
near sysstat cpu_percent_p95 "$sadf.cpu_used_pct_100_minus_idle.p95_nr"
near sysstat memory_percent_mean "$sadf.mem_used_pct.mean"
near sysstat memory_percent_max "$sadf.mem_used_pct.max"
near sysstat memory_percent_p95 "$sadf.mem_used_pct.p95_nr"
# One without processors or memory is read, and says nothing.
g usage import "$data/sysstat/data-11.6.5-sadf-j.json" --as sun -o json 2>err |
  jq -e '.item.rows == 1 and .item.kept == 0' >kept || fail "the old file: $(cat err)"
# Packed, and in another encoding, it is the same.
before=$(figure sysstat cpu_percent_mean)
gzip -c "$data/sysstat/fresh-sadf-cpu-mem-net.json" >packed.json.gz
g usage import - --as sun -q <packed.json.gz
iconv -f UTF-8 -t UTF-16 "$data/sysstat/fresh-sadf-cpu-mem-net.json" >wide.json
g usage import wide.json --as sun -q
[ "$(figure sysstat cpu_percent_mean)" = "$before" ] || fail "packed or in UTF-16 the file is another"

machine collectd govvm-collectd-01
at 2026-11-25T09:00:00+08:00
idle='."collectd/govvm-collectd-01/cpu/percent-idle-2026-11-22".value'
g usage import "$data/collectd" --as sun -q
near collectd samples "$idle.n"
near collectd cpu_percent_mean "100 - $idle.mean"
near collectd cpu_percent_max "100 - $idle.min"
before=$(events)
(cd "$data/collectd" && tail -n +1 govvm-collectd-01/cpu/*) | g usage import - --as sun -q 2>/dev/null
g usage import "$data/collectd/govvm-collectd-01/cpu/percent-idle-2026-11-22" --as sun -q
near collectd cpu_percent_mean "100 - $idle.mean"

machine prometheus vm-政务-01
cat >replies.toml <<'END'
name = "replies"
format = "prometheus"
[metrics.cpu_percent]
file = "cpu_percent"
unit = "percent"
[metrics.memory_used_mib]
file = "mem_used"
unit = "byte"
[metrics.memory_capacity_mib]
labels = { __name__ = "node_memory_MemTotal_bytes" }
unit = "byte"
END
cpu='."prometheus/cpu_percent_range.json".series[0].figures'
used='."prometheus/mem_used_range.json".series[0].figures' total='."prometheus/mem_total_range.json".series[0].figures'
g usage import "$data/prometheus/cpu_percent_range.json" "$data/prometheus/empty_range.json" --as sun -q
near prometheus samples "$cpu.n"
g usage import --map replies.toml "$data"/prometheus/*.json --as sun -q
near prometheus samples "$cpu.n"
for figure in mean max p95:p95_nr; do
  near prometheus "cpu_percent_${figure%:*}" "$cpu.${figure#*:}"
  near prometheus "memory_percent_${figure%:*}" "$used.${figure#*:} / $total.mean * 100"
done

# Counters need two readings: the dump again, five minutes later, with the counters of ubuntu grown.
dump='."libvirt/domstats0.txt"'
machine domstats ubuntu
g usage import --at 2026-11-22T10:00:00+08:00 "$data/libvirt/domstats0.txt" --as sun -q
near domstats memory_percent_mean "$dump.ubuntu | ((.\"balloon.available\" | tonumber) - (.\"balloon.unused\" | tonumber)) / (.\"balloon.current\" | tonumber) * 100"
{ echo '2026-11-22T11:00:00+08:00'; cat "$data/libvirt/domstats0.txt"; echo '2026-11-22T11:05:00+08:00'
  sed 's/cpu.time=64142747000/cpu.time=664142747000/' "$data/libvirt/domstats0.txt"; cat "$data/libvirt/fresh-domstats-test-driver.txt"; } >dumps.txt
g usage import dumps.txt --as sun -q
[ "$(figure domstats cpu_percent_max)" = 25 ] || fail "600 s of 8 processors in 300 s are 25 %, not $(figure domstats cpu_percent_max)"
code=0; g usage import "$data/libvirt/domstats0.txt" --as sun 2>err || code=$?
[ "$code" = 65 ] && grep -q 'no line with a time' err || fail "a dump without its time gave $code"

machine openstack server-diagnostics-v2
g usage import --at 2026-11-22T10:00:00+08:00 "$data/openstack/server-diagnostics-v2.48.json" --as sun -q
[ "$(figure openstack cpu_percent_mean)" = "$(jq '.cpu_details[0].utilisation' "$data/openstack/server-diagnostics-v2.48.json")" ] ||
  fail "the diagnostics give $(figure openstack cpu_percent_mean)"

code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code"
echo "$checked figures equal to those of other programs"
