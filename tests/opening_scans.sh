#!/bin/bash
# Changde article 7: finished scans that were imported open a system of level 1 as their papers would; and
# check run as SARIF, which another reader of SARIF reads back.
set -eu
. "$(dirname "$0")/office.sh" "$1"
command -v jq >/dev/null || { echo 'skipped: jq is missing'; exit 77; }
at 2026-03-02T09:00:00+08:00
make_office changde
g submit notice --unit czj --name 公告系统 --level 1 --need host:cpu=2,memory_gib=4 --as zhang -q
g review accept R-2026-0001 --as wang -q
g review approve R-2026-0001 --as wang -q
g provision R-2026-0001 --as sun -q
g attach R-2026-0001 self_test=paper.pdf --result pass --as zhang -q
g attach notice security_agreement=paper.pdf --as zhang -q
opens() { code=0; g review open R-2026-0001 --as wang >said 2>&1 || code=$?; }
log() {  # log VERDICT: a ClamAV log
  printf '/srv/a.jsp: %s\n----------- SCAN SUMMARY -----------\nEngine version: 1.0.3\nInfected files: 0\nStart Date: 2026:03:01 01:00:00\nEnd Date:   2026:03:01 02:00:00\n' "$1"
}
nessus() {  # nessus SEVERITY: one finding of that rank
  cat <<EOF
<NessusClientData_v2><Report name="r"><ReportHost name="web-1"><HostProperties><tag name="HOST_END">Sun Mar 01 08:00:00 2026</tag></HostProperties>
<ReportItem port="443" protocol="tcp" severity="$1" pluginID="1001" pluginName="invented weakness" pluginFamily="invented"/></ReportHost></Report></NessusClientData_v2>
EOF
}
opens
[ "$code" = 12 ] && grep -q 'vulnerability_scan, malware_scan' said || fail "it opens without its scans: $(cat said)"
log OK >clean.log
g check import clean.log --system notice --as liu -q
nessus 3 >weak.nessus
g check import weak.nessus --system notice --as liu -q
opens
[ "$code" = 12 ] && grep -q ': vulnerability_scan$' said || fail "a grave finding does not stand in the way: $(cat said)"
g explain R-2026-0001 -o json >explained
jq -e '[.item.obstacles[] | tostring] | any(contains("vulnerability_scan"))' explained >/dev/null || fail "explain does not name the obstacle: $(cat explained)"
g check fix F-2026-0001 --attach paper=paper.pdf --as zhang -q
g check verify F-2026-0001 --as liu -q
opens
[ "$code" = 0 ] || fail "it does not open: $(cat said)"
g audit verify -q || [ $? = 19 ] || fail 'the opening is not judged the same when it is read back'

# What the ledger falls short of, as another program reads it.
at 2026-04-05T09:00:00+08:00
code=0; g check run -o sarif >run.sarif || code=$?
[ "$code" = 1 ] || fail "check run gave $code"
g check run --out other.sarif -q || true
cmp -s run.sarif other.sarif || fail '.sarif is not SARIF'
jq -e '.version == "2.1.0" and (.runs | length == 1) and (.runs[0] | (.tool.driver.name == "govcloud") and (.results | length > 0)
  and (.tool.driver.rules as $r | all(.results[]; $r[.ruleIndex].id == .ruleId and .kind == "fail" and .level == "error"
  and (.message.text | length > 0) and (.locations[0].logicalLocations[0].name | length > 0) and (.partialFingerprints | length == 1)))
  and ([.results[].partialFingerprints[]] | length == (unique | length)))' run.sarif >/dev/null || fail "the log is no SARIF: $(cat run.sarif)"
shortfalls=$(g check run -o json | jq '.items | length') || true
[ "$(jq '.runs[0].results | length' run.sarif)" = "$shortfalls" ] || fail "the log has not $shortfalls results"
[ "$(g check import run.sarif --as liu -o json | jq .item.results)" = "$shortfalls" ] || fail 'a reader of SARIF counts otherwise'
echo "opened by its scans; $shortfalls shortfalls read back from SARIF"
