#!/bin/sh
# The quickstart's play, twice into the same folder, with the program that was built.
set -eu
. "$(dirname "$0")/office.sh" "$1"
unset GOVCLOUD_LEDGER
for run in first second; do
  GOVCLOUD=$govcloud OUT=$folder/out "$here/../examples/quickstart" >"$run.log" 2>&1 || { tail -20 "$run.log"; fail "the $run run"; }
done
for policy in zhejiang changde; do
  for form in html csv json; do [ -s "out/$policy-2026-10.$form" ] || fail "out/$policy-2026-10.$form is missing"; done
  [ "$(jq -r .schema "out/$policy-2026-10.json")" = govcloud.report.monthly/1 ] || fail "the report's schema"
done
grep -q 'paper_missing: self_test' first.log || fail "no refusal was shown"
echo "both stories end well, twice"
