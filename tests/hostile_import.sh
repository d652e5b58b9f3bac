#!/bin/bash
# Files of measurements made to harm whoever imports them: each is refused with its documented code,
# or read for what it is, within 256 MiB; what is refused leaves nothing, and so does a kill.
# GOVCLOUD_LONG=1 imports a gigabyte of CSV; else 37 MB.
set -eu
. "$(dirname "$0")/office.sh" "$1"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
submit budget -q
g review accept R-2026-0001 --as wang -q
g review approve R-2026-0001 --as wang -q
g provision R-2026-0001 --cloud-id budget/host-1=i-1 --as sun -q
checked=0
head='resource,time,cpu_percent\n'
# import WANT FRAGMENT FILE: bounded in memory; refused, it leaves neither events nor blocks.
import() {
  before=$(events) blocks=$(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM usage_block') code=0
  (ulimit -v 262144; exec timeout 600 "$govcloud" usage import "$3" --as sun) >out 2>err <"${4-/dev/null}" || code=$?
  [ "$code" = "$1" ] || { head -c 2000 err; fail "$3 gave $code, not $1"; }
  cat out err >said
  grep -qF -- "$2" said || { head -c 2000 said; fail "$3: nothing says '$2'"; }
  ! LC_ALL=C grep -q $'[\001-\010\013-\037]' said || fail "$3: a control character reached the terminal"
  [ "$(wc -c <said)" -lt 20000 ] || fail "$3: the answer is $(wc -c <said) bytes long"
  if [ "$1" != 0 ]; then
    [ "$(events)" = "$before" ] || fail "$3: something was recorded"
    [ "$(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM usage_block')" = "$blocks" ] || fail "$3: blocks were kept"
  fi
  checked=$((checked + 1))
}
# row WANT FRAGMENT NAME ROW: a file of one row.
row() { printf "$head$4\n" >"$3.csv"; import "$1" "$2" "$3.csv"; }

row 65 "row 2, column 'cpu_percent'" nan 'i-1,2026-02-01T00:00:00+08:00,NaN'
row 65 "row 2, column 'cpu_percent'" infinite 'i-1,2026-02-01T00:00:00+08:00,Inf'
row 65 "row 2, column 'cpu_percent'" negative_infinite 'i-1,2026-02-01T00:00:00+08:00,-inf'
row 65 "row 2, column 'cpu_percent'" formula 'i-1,2026-02-01T00:00:00+08:00,=1+1'
row 65 "row 2, column 'cpu_percent'" huge 'i-1,2026-02-01T00:00:00+08:00,1e308'
row 65 'control character' escape 'i-\033[31m1,2026-02-01T00:00:00+08:00,5'
row 65 "row 2, column 'time'" year_10000 'i-1,10000-01-01T00:00:00Z,5'
# What lies ahead of today was not measured yet.
row 65 "lies ahead of the import" future 'i-1,2027-02-01T00:00:00+08:00,5'
row 65 "lies ahead of the import" year_9999 'i-1,9999-12-31T00:00:00Z,5'
row 0 '𠮷' four_bytes '主机-𠮷,2026-02-01T00:00:00+08:00,5'
row 0 '=cmd' formula_id '=cmd|x!A1,2026-02-01T00:00:00+08:00,5'
printf "${head}i-1,2026-02-01T00:10:00+08:00,3\ni-1,2026-02-01T00:00:00+08:00,1\ni-1,2026-02-01T00:05:00+08:00,2\n" >order.csv
import 0 order order.csv
[ "$(g usage show --month 2026-02 -o json | jq '.items[0] | .samples == 3 and .cpu_percent_mean == 2 and .cpu_percent_max == 3')" = true ] ||
  fail "rows out of order: $(g usage show --month 2026-02 -o json)"

head -c 1000000000 /dev/zero | tr '\0' ',' | gzip -1 >columns.csv.gz
import 65 'columns.csv.gz row 1' columns.csv.gz
{ printf "$head"; head -c 300000000 /dev/zero; } | gzip -1 >bomb.csv.gz
import 65 'bomb.csv.gz row 2' bomb.csv.gz
{ printf '{"sysstat": {"hosts": [{"nodename": "'; head -c 300000000 /dev/zero | tr '\0' x; } | gzip -1 >text.json.gz
import 65 'a text, or blanks, of more than 1048576 bytes' text.json.gz
{ printf '{"sysstat": {"hosts": '; head -c 300000000 /dev/zero | tr '\0' '['; } | gzip -1 >deep.json.gz
import 65 'nested deeper than 200' deep.json.gz
{ printf '{"sysstat": {"hosts": [{"nodename": "i-1", "statistics": [{"a": [1'; yes ,1 | head -c 300000000 | tr -d '\n'; } | gzip -1 >wide.json.gz
import 65 'one sample of more than 2097152 bytes' wide.json.gz
printf '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"instance":"i-1"},"values":[[1769875200,"NaN"],[1769875500,"+Inf"],[253402300799,"1"]]}]}}' >cpu_percent.json
import 65 'lies ahead of the import' cpu_percent.json
awk 'BEGIN { printf "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"instance\":\"i-1\"},\"values\":["
  for (i = 0; i < 1200000; i++) printf "%s[%d,\"%d.%d\"]", i ? "," : "", 1770000000 + i, i % 97, i % 89
  print "]}]}}" }' >cpu_percent_many.json
import 0 cpu_percent_many cpu_percent_many.json
printf 'Domain: %s\n' "'i-1'" >domain.txt
import 65 'no line with a time' domain.txt
# rows N: N rows of one machine, a second apart, over and over the same month.
rows() {
  awk -v n="$1" 'BEGIN { print "resource,time,cpu_percent"; for (i = 0; i < n; i++) { s = i % 2419200
    printf "i-1,2026-02-%02dT%02d:%02d:%02dZ,%d.%02d\n", s / 86400 + 1, s / 3600 % 24, s / 60 % 60, s % 60, s % 97, s % 89 } }'
}
n=1200000; [ -z "${GOVCLOUD_LONG-}" ] || n=32000000
rows $n >big.csv
before=$(events) blocks=$(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM usage_block')
kills=0
for wait in 0.05 0.3 0.7; do
  code=0; timeout -s KILL $wait "$govcloud" usage import big.csv --as sun >out 2>err || code=$?
  [ "$code" = 137 ] || continue
  [ "$(events)" = "$before" ] && [ "$(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM usage_block')" = "$blocks" ] ||
    fail "a kill after $wait s left something"
  kills=$((kills + 1))
done
[ $kills -gt 0 ] || fail "no kill came before the end"
import 0 big big.csv
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code"
echo "$checked hostile imports and $kills kills, the largest of $(wc -c <big.csv) bytes"
