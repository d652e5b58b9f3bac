#!/bin/sh
# A year of fees, recomputed by the provider's own script from the journal and the policy's bytes: lines,
# sums and digests, as they are now and as they were; a figure that is altered is found.
set -eu
. "$(dirname "$0")/office.sh" "$1"
python3 -c 'import tomllib' 2>/dev/null || { echo "skipped: there is no Python with tomllib"; exit 77; }
recomputed() { python3 "$here/recompute_fee.py" "$GOVCLOUD_LEDGER" "$1" || fail "$1"; }
at 2026-03-02T10:00:00+08:00
make_office changde
g unit add zhb --name 智慧办 --kind authority --as root -q
g unit add cwj --name 财政局 --kind finance --as root -q
g person add lin --name 林 --unit zhb --role reviewer --as root -q
g person add feng --name 冯 --unit cwj --role treasurer --as root -q
deliver() { # DAY SYSTEM NEED…: submitted on the day, delivered and opened on it
  at "$1T10:00:00+08:00"; system=$2; shift 2
  for need; do set -- "$@" --need "$need"; shift; done
  request=$(g submit "$system" --unit czj --authority dsj --name "系统$system" --level 1 "$@" --as zhang -o value)
  g review accept "$request" --as wang -q
  g review approve "$request" --as wang -q
  g provision "$request" --as sun -q
  g attach "$request" self_test=paper.pdf vulnerability_scan=paper.pdf malware_scan=paper.pdf security_agreement=paper.pdf --result pass --as zhang -q
  g review open "$request" --as wang -q
}
change() { # DAY SYSTEM WORDS…
  at "$1T10:00:00+08:00"; system=$2; shift 2
  request=$(g change "$system" "$@" --reason 调整 --as zhang -o value)
  g review approve "$request" --as wang -q
  g provision "$request" --as sun -q
}
deliver 2026-03-05 notice host:cpu=3,memory_gib=7,size_gib=11 storage:size_gib=333
deliver 2026-03-17 portal host:cpu=2..4,memory_gib=5,count=3 bandwidth:mbps=7 database:engine=mysql,cpu=1,memory_gib=1
at 2026-04-01T10:00:00+08:00
g incident open --title 断网 --class serious --system notice --as zhang -q
change 2026-04-09 notice --set notice/host-1.cpu=5
change 2026-04-09 notice --set notice/host-1.memory_gib=9
at 2026-04-12T10:00:00+08:00
g scale portal/host-1 --set cpu=4 --as sun -q
at 2026-04-19T10:00:00+08:00
g scale portal/host-1 --set cpu=3 --as sun -q
change 2026-04-20 portal --drop portal/host-2 --add security:service=waf
at 2026-04-27T10:00:00+08:00
request=$(g decommission notice --resource notice/storage-1 --reason 停用 --as zhang -o value)
g review approve "$request" --as wang -q
g provision "$request" --as sun -q
at 2026-05-06T10:00:00+08:00
for month in 2026-03 2026-04; do g fee statement $month --out $month.json; recomputed $month.json >$month.sum; done
g fee statement 2026-05 --out 2026-05.json; recomputed 2026-05.json >part
g fee statement 2026-04 --as-of 2026-04-15 --out half.json
[ "$(jq -r .item.statement.through half.json)" = 2026-04-15 ] || fail "--as-of counts other days"
[ "$(jq '[.item.statement.lines[] | select(.last > "2026-04-15")] | length' half.json)" = 0 ] || fail "--as-of counts days to come"
measure=$(g fee deduct --period 2026-04 --fen 12345 --because I-2026-0001 --reason 断网 --as wang -o value)
g fee statement 2026-04 --out pending.json; recomputed pending.json >pending.sum
[ "$(cat pending.sum)" = "$(cat 2026-04.sum)" ] || fail "a deduction counts before it is signed"
g cosign "$measure" --as lin -q; g cosign "$measure" --as feng -q
measure=$(g fee defer --period 2026-04 --until 2026-08-31 --because I-2026-0001 --reason 断网 --as wang -o value)
g cosign "$measure" --as lin -q; g cosign "$measure" --as feng -q
fixed=$(g fee fix 2026-04 --as wang -o value)
g cosign "$fixed" --as lin -q; g cosign "$fixed" --as feng -q
g fee statement 2026-04 --out 2026-04.json --force; recomputed 2026-04.json >fixed.sum
[ "$(cut -d' ' -f1 fixed.sum)" = "$(g show "$fixed" -c digest -o value)" ] || fail "the fixed digest is another"
[ "$(jq .item.same_as_settlement 2026-04.json)" = true ] || fail "what is fixed differs"
[ "$(cut -d' ' -f2 fixed.sum)" = $(($(cut -d' ' -f2 2026-04.sum) - 12345)) ] || fail "the deduction is not in the sum"
g audit verify -q && fail "an unsigned ledger is proven" || [ $? = 19 ]
g audit rebuild -q
g fee statement 2026-04 --out rebuilt.json
cmp -s rebuilt.json 2026-04.json || fail "the statement is another after audit rebuild"
# Something of April that is entered afterwards is told, and corrected by another statement.
at 2026-05-07T10:00:00+08:00
g measure lift "$measure" --reason 提前支付 --as wang -q
rc=0; g fee statement 2026-04 --out later.json || rc=$?
[ $rc = 1 ] && [ "$(jq .item.same_as_settlement later.json)" = false ] || fail "what differs is not told"
g fee fix 2026-04 --replaces "$fixed" --as wang -q
g fee statement 2026-04 --out later.json --force; recomputed later.json >later.sum
# An altered figure is found.
for change in '.item.statement.lines[0].fen += 1' '.item.statement.lines[0].parts[0].price_fen += 1' '.item.statement.payable_fen -= 1' '.item.digest = "00"'; do
  jq "$change" later.json >altered.json
  python3 "$here/recompute_fee.py" "$GOVCLOUD_LEDGER" altered.json >out 2>&1 && fail "not found: $change" || true
done
echo "$(jq '.item.statement.lines | length' later.json) lines of April recomputed to the same digest: $(cat later.sum) fen"
