#!/bin/bash
# The scanner outputs at hand: failed rules by severity as counted elsewhere, nothing new from the same
# file twice, mending verified by somebody else.
set -eu
. "$(dirname "$0")/office.sh" "$1"
data=$shared/data/security
[ -d "$data" ] || { echo "skipped: the scanner outputs are not at hand ($data)"; exit 77; }
data=$(cd "$data" && pwd); facts=$(cd "$shared/data/facts" && pwd)/security.json
at 2026-11-23T09:00:00+08:00
make_office zhejiang
files=0
for file in "$data"/xccdf/* "$data"/arf/*; do
  name=${file#"$data"/}
  jq -S --arg f "$name" '.[$f] | (.test_results // [.])[0] | (.fail_by_severity // {})
    | {critical: 0, high: (.high // 0), medium: (.medium // 0), low: ((.low // 0) + (.unknown // 0)), info: 0}' "$facts" >want
  g check import "$file" --as liu -o json >got.json
  jq -S .item.open_by_severity got.json >got
  cmp -s want got || { cat want got; fail "$name is counted otherwise"; }
  before=$(events)
  g check import "$file" --as liu -q
  [ "$(events)" = "$before" ] || fail "$name twice changed the ledger"
  files=$((files + 1))
done
code=0; g check list >/dev/null || code=$?
[ "$code" = 1 ] || fail "check list gave $code with open findings"
code=0; g check fix F-2026-0001 --as sun 2>/dev/null || code=$?
[ "$code" = 12 ] || fail "a mending without evidence gave $code"
g check fix F-2026-0001 --attach paper=paper.pdf --as sun -q
code=0; g check verify F-2026-0001 --as sun 2>/dev/null || code=$?
[ "$code" = 14 ] || fail "the mender's own verification gave $code"
g check verify F-2026-0001 --as liu -q
open=$(sqlite3 "$GOVCLOUD_LEDGER" "SELECT count(*) FROM finding WHERE state <> 'closed'")
told=$(g report monthly 2026-11 -o json | jq '.item.findings | length')
[ "$open" = "$told" ] || fail "$open findings are open, the report tells of $told"
echo "$files files counted as elsewhere; twice adds nothing; $open open findings stand in the report"
