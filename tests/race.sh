#!/bin/sh
# Eight reviewers accept one request at once: one does, seven are told of the conflict. Eight writers
# hand in applications side by side: none is lost.
set -eu
. "$(dirname "$0")/office.sh" "$1"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
submit one -q

for i in 1 2 3 4 5 6 7 8; do
  (code=0; g review accept R-2026-0001 --as wang >"out.$i" 2>&1 || code=$?; echo "$code" >"code.$i") &
done
wait
codes=$(cat code.? | sort | tr '\n' ' ')
[ "$codes" = "0 13 13 13 13 13 13 13 " ] || fail "eight accepts gave $codes"

for writer in 1 2 3 4 5 6 7 8; do
  (for i in $(seq 1 25); do submit "w$writer-$i" -o value; done >"ids.$writer") &
done
wait
[ "$(cat ids.? | sort -u | wc -l)" = 200 ] || fail "of 200 applications $(cat ids.? | sort -u | wc -l) have a number"
[ "$(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM request')" = 201 ] || fail "requests are missing"
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code"
echo "one of eight accepted, seven conflicts; 200 of 200 applications of eight writers are there"
