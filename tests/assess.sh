#!/bin/bash
# Assessments, worked out again from their own operands and from the lists by a program that shares no code
# with ours (tests/assess.py); fixed ones, judged again by audit verify; and both as they were recorded before.
set -eu
. "$(dirname "$0")/office.sh" "$1"
command -v python3 >/dev/null || { echo 'skipped: python3 is missing'; exit 77; }
recount() {  # recount FILE [LIST…]: holds an assessment against its operands and the lists
  python3 "$here/assess.py" "$@" || fail "$1 comes to something else"
}
lists() { for kind in requests incidents ratings; do g list $kind -o json "$@" >$kind.json; done; }
all_of() {  # all_of NAME [OPTION…]: the provider's year and the unit's, each worked out again
  name=$1; shift
  lists "$@"
  g assess provider 2026 -o json "$@" >"$name-provider.json"
  g assess unit czj 2026 -o json "$@" >"$name-unit.json"
  recount "$name-provider.json" requests.json incidents.json ratings.json
  recount "$name-unit.json"
}
opened() {  # opened SYSTEM REQUEST DAY: an application of that day in March, opened on the 25th
  at "2026-03-$3T09:00:00+08:00"
  submit "$1" -q
  g review accept "$2" --as wang -q
  g review approve "$2" --as wang -q
}
for policy in zhejiang changde; do
  at 2026-03-02T08:00:00+08:00
  rm -rf "$GOVCLOUD_LEDGER"*
  make_office $policy
  opened one R-2026-0001 02
  g provision R-2026-0001 --as sun -q
  opened two R-2026-0002 03
  at 2026-03-09T09:00:00+08:00  # two working days late, where there is a limit
  g provision R-2026-0002 --as sun -q
  at 2026-03-25T09:00:00+08:00
  for request in R-2026-0001 R-2026-0002; do
    for kind in function_test performance_test security_test self_test vulnerability_scan malware_scan third_party_test security_agreement; do
      g attach $request $kind=paper.pdf --result pass --accreditation CNAS-L1 --expires 2026-12-01 --as zhang -q
    done
    g review open $request --as wang -q
  done
  # Faults: in time, late, and one that lasts.
  for fault in '2026-04-01T09:00 10 60' '2026-05-01T22:13 17 301' '2026-06-01T00:00 45 200'; do
    set -- $fault
    at "$1:00+08:00"
    number=$(g incident open --title 断网 --class serious --system one --as zhang -o value)
    at "$(TZ=Asia/Shanghai date -d "$1:00+08:00 $2 minutes" +%Y-%m-%dT%H:%M:00+08:00)"
    g incident update "$number" --responded "${GOVCLOUD_NOW%:00+08:00}" --as sun -q
    at "$(TZ=Asia/Shanghai date -d "$1:00+08:00 $3 minutes" +%Y-%m-%dT%H:%M:00+08:00)"
    g incident resolve "$number" --cause 光缆 --as sun -q
  done
  at 2026-06-03T09:00:00+08:00
  g incident open --title 死机 --class general --system two --as zhang -q
  g check hold one --scope 口令 --item 管理口令 --find high=弱口令 --as liu -q
  at 2026-06-05T10:00:00+08:00
  if [ $policy = zhejiang ]; then
    g rate R-2026-0001 --grade very_satisfied --as zhang -q
    g rate R-2026-0002 --grade dissatisfied --as zhang -q
    g rate R-2026-0002 --grade basically_satisfied --as zhang -q
    g rate I-2026-0002 --grade satisfied --as zhang -q
  fi
  all_of running
  g assess record yun 2026-Q2 --as wang -q 2>said && fail 'a quarter that runs is fixed'
  at 2027-01-04T10:00:00+08:00
  all_of over
  at 2027-01-05T10:00:00+08:00
  g assess record yun 2026 --as wang -q
  g assess record czj 2026 --as wang -q
  # What was fixed is what was told, and is judged again.
  for number in A-2027-0001 A-2027-0002; do
    file=over-provider.json
    [ $number = A-2027-0001 ] || file=over-unit.json
    g show $number -o json >fixed.json
    jq -c '[.item.points, (.item.dimensions | map(.points))]' fixed.json >fixed
    jq -c '[.item.points, (.item.dimensions | map(.points))]' $file >told
    cmp -s fixed told || fail "$number is fixed as $(cat fixed), and was told as $(cat told)"
  done
  g audit verify -o json >verified.json || [ $? = 19 ] || fail "the ledger does not verify: $(cat verified.json)"
  # As it was recorded before.
  g assess provider 2026 -o json --as-of 2027-01-04 >again.json
  jq 'del(.ledger)' again.json >again; jq 'del(.ledger)' over-provider.json >before
  cmp -s again before || fail 'the day before gives other points now'
  # Somebody who writes better points into the record is found out.
  sqlite3 "$GOVCLOUD_LEDGER" "UPDATE assessment SET record = replace(record, '\"points\":', '\"points\":1') WHERE id = 'A-2027-0001'"
  code=0; g audit verify >said 2>&1 || code=$?
  [ $code = 15 ] || fail "better points in a derived row are not found: $code"
done
echo 'assessments come to the same'
