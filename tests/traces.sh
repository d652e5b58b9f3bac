#!/bin/bash
# The real machines of August 2013, where the data is at hand: imported under their cloud ids and
# compared with figures that other programs worked out.
set -eu
. "$(dirname "$0")/office.sh" "$1"
data=$shared/data/vm-traces/rnd-2013-08
facts=$shared/data/facts
[ -d "$data" ] || { echo "skipped: the measurements are not at hand ($data)"; exit 77; }
data=$(cd "$data" && pwd); facts=$(cd "$facts" && pwd)
at 2013-06-03T09:00:00+08:00
make_office zhejiang
g submit fleet --unit czj --name 机群 --level 2 --need host:cpu=4,memory_gib=16,count=62 \
  --attach plan=paper.pdf --attach self_test=paper.pdf --as zhang -q
g review accept R-2013-0001 --as wang -q
g review approve R-2013-0001 --as wang -q
ids=() n=0
for file in "$data"/*.csv.gz; do
  n=$((n + 1)); name=$(basename "$file")
  ids+=(--cloud-id "fleet/host-$n=${name%%.*}")
done
g provision R-2013-0001 "${ids[@]}" --as sun -q
[ "$(g show R-2013-0001 -o json | jq .item.not_in_force)" = true ] || fail "2013 is before the policy's first day"
at 2013-09-02T09:00:00+08:00
g usage import --map bitbrains "$data"/*.csv.gz --as sun -q
before=$(events)
g usage import --map bitbrains "$data"/*.csv.gz --as sun -q
[ "$(events)" = "$before" ] || fail "importing again changed the ledger"
g report monthly 2013-08 -o json >report.json
# Machines whose rows all count (capacity always there, no instant twice) must equal the plain figures.
jq -r --slurpfile facts "$facts/vm-traces.json" '
  [.item.units[].systems[].resources[]] as $r
  | $facts[0].files | to_entries[] | select(.key | startswith("rnd-2013-08/"))
  | (.key | sub("rnd-2013-08/"; "") | sub("\\.csv\\.gz"; "")) as $id
  | select(["54","82","122","127"] | index($id) | not)
  | .value as $f | ($r[] | select(.cloud_id == $id)) as $m
  | [$id, $m.samples - $f.samples, $m.cpu_percent_mean - $f.cpu_pct_mean,
     $m.cpu_percent_max - $f.cpu_pct_max, $m.cpu_percent_p95 - $f.cpu_pct_p95_nr] | @tsv' report.json >differences
awk '{ for (i = 3; i <= 5; i++) if ($i > 0.0101 || $i < -0.0101) bad = 1; if ($2 != 0) bad = 1; n++ }
     END { exit bad || n < 50 }' differences || { cat differences; fail "figures differ"; }
machine() { jq -r "[.item.units[].systems[].resources[] | select(.cloud_id == \"$1\")][0].$2" report.json; }
near() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a - b < 0.0101 && b - a < 0.0101) }' || fail "$3: $1, not $2"; }
near "$(machine 54 cpu_percent_mean)" 6.539 "machine 54's mean"
near "$(machine 54 cpu_percent_p95)" 64.73 "machine 54's p95"
near "$(machine 82 cpu_percent_mean)" 12.413 "machine 82's mean"
near "$(jq .item.totals.cpu_percent_used_over_provisioned report.json)" 14.597 "the fleet's ratio"
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code"
echo "62 machines, $(jq .item.totals.samples report.json) samples: $(wc -l <differences) machines equal to the plain figures, 54, 82 and the fleet to ours"
