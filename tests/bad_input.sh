#!/bin/bash
# Bad input: each its documented exit code and a message that says where; nothing is recorded.
set -eu
. "$(dirname "$0")/office.sh" "$1"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
submit budget -q
g review accept R-2026-0001 --as wang -q
g review approve R-2026-0001 --as wang -q
g provision R-2026-0001 --cloud-id budget/host-1=i-1 --as sun -q
mkdir folder; : >empty; mkfifo pipe; echo 'plain text' >text.db
printf 'resource,time,cpu_percent\ni-1,2026-02-01T00:00:00+08:00,5\n' | gzip >whole.csv.gz
head -c 30 whole.csv.gz >cut.csv.gz
printf 'resource,time,cpu_percent\ni-1,2026-02-01T00:00:00+08:00\n' >short.csv
printf 'resource,time,cpu_percent\ni-\377\376x,2026-02-01T00:00:00+08:00,5\n' >bytes.csv
sed 's/^working_days = 3/workdays = 3/' "$here/../examples/policies/zhejiang.toml" >policy.toml
printf '<Benchmark><TestResult>' >cut.xml
need='--need host:cpu=2,memory_gib=4'
apply="submit other --unit czj --name 其他 --level 1 --attach plan=paper.pdf --attach self_test=paper.pdf --as zhang"
checked=0
# bad CODE FRAGMENT WORD…
bad() {
  want=$1 fragment=$2; shift 2
  before=$(events) code=0
  timeout 20 "$govcloud" "$@" >out 2>err </dev/null || code=$?
  [ "$code" = "$want" ] || { cat err; fail "govcloud $*: exit $code, not $want"; }
  grep -qF -- "$fragment" err || { cat err; fail "govcloud $*: the message lacks '$fragment'"; }
  [ "$(events)" = "$before" ] || fail "govcloud $*: something was recorded"
  "$govcloud" "$@" -o json >/dev/null 2>err </dev/null || true
  [ "$(jq -r '[.schema, .exit] | join(" ")' <err)" = "govcloud.error/1 $want" ] || { cat err; fail "govcloud $* -o json"; }
  checked=$((checked + 1))
}
bad 64 '--bogus' $apply $need --bogus
bad 64 'submit' submti
bad 64 'negative' $apply --need host:cpu=-2,memory_gib=4
bad 64 'too large' $apply --need host:cpu=99999999999999999999,memory_gib=4
bad 64 'whole number' $apply --need host:cpu=four,memory_gib=4
bad 16 'gpu' $apply --need gpu:count=1
bad 16 'R-2026-0999' review accept R-2026-0999 --as wang
bad 16 'nowhere' change nowhere --set nowhere/host-1.cpu=2 --reason x --as zhang
bad 66 'missing.pdf' attach R-2026-0001 plan=missing.pdf --as zhang
bad 66 'folder' attach R-2026-0001 plan=folder --as zhang
bad 66 'empty' attach R-2026-0001 plan=empty --as zhang
bad 66 'pipe' attach R-2026-0001 plan=pipe --as zhang
bad 64 'story' attach R-2026-0001 story=paper.pdf --as zhang
bad 10 'text.db' list requests -L text.db
bad 10 'gone.db' list requests -L gone.db
bad 65 'cut.csv.gz' usage import cut.csv.gz --as sun
bad 65 'row 2' usage import short.csv --as sun
bad 65 'bytes.csv' usage import bytes.csv --as sun
bad 78 'workdays' policy lint policy.toml
bad 65 'cut.xml' check import cut.xml --as liu
bad 65 'text.db' check import text.db --as liu
bad 64 'control' unit add other --kind using --as root --name "$(printf 'a\033b')"
bad 64 'UTF-8' unit add other --kind using --as root --name "$(printf 'a\377b')"
bad 64 '2026-02-30' attach R-2026-0001 plan=paper.pdf --dated 2026-02-30 --as zhang
bad 64 'future' attach R-2026-0001 plan=paper.pdf --on 2027-01-01 --late-reason x --as zhang
bad 13 'event' attach R-2026-0001 plan=paper.pdf --expect 1 --as zhang
bad 14 'nobody' attach R-2026-0001 plan=paper.pdf --as nobody
GOVCLOUD_NOW=2026-03-01T09:00:00+08:00 bad 78 'clock' attach R-2026-0001 plan=paper.pdf --as zhang
echo other >there.csv
bad 73 'there.csv' list requests --out there.csv
code=0; g list requests >/dev/full 2>/dev/null || code=$?
[ "$code" = 74 ] || fail "a full disk under stdout gave $code"
echo "$checked kinds of bad input, each told and none recorded"
