#!/bin/bash
# kill -9 at any moment: nothing acknowledged is lost, the record is whole, and the retried key gives
# exactly one act. 300 kills; GOVCLOUD_LONG=1 makes 5000.
set -eu
. "$(dirname "$0")/office.sh" "$1"
kills=300
[ -z "${GOVCLOUD_LONG-}" ] || kills=5000
at 2026-03-02T09:00:00+08:00
make_office zhejiang
seed=${GOVCLOUD_SEED-$(date +%s)}
RANDOM=$((seed % 32768))
acknowledged=0 torn=0
for i in $(seq 1 "$kills"); do
  case $((i % 3)) in
    0) set -- attach "$last" plan=paper.pdf --as zhang ;;
    *) set -- submit "s$i" --unit czj --name "系统$i" --level 2 --need host:cpu=2,memory_gib=4 \
         --attach plan=paper.pdf --attach self_test=paper.pdf --as zhang ;;
  esac
  : >ack  # a kill can come before the shell has opened it
  "$govcloud" "$@" --key "k$i" -o value >ack 2>/dev/null &
  pid=$!
  sleep "0.0$(printf %02d $((RANDOM % 40)))"
  kill -9 $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  said=$(cat ack)
  again=$(g "$@" --key "k$i" -o value) || fail "seed $seed, kill $i: the retried key gave $?"
  if [ -n "$said" ]; then
    acknowledged=$((acknowledged + 1))
    [ "$said" = "$again" ] || fail "seed $seed, kill $i: acknowledged $said, retried $again"
  else
    torn=$((torn + 1))
  fi
  [ "$1" = attach ] || last=$again
done
for row in 'SELECT count(*) FROM act WHERE key IS NOT NULL' 'SELECT count(DISTINCT key) FROM act'; do
  [ "$(sqlite3 "$GOVCLOUD_LEDGER" "$row")" = "$kills" ] || fail "seed $seed: $row is not $kills"
done
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "seed $seed: audit verify gave $code"
echo "$kills kills (seed $seed): $acknowledged were acknowledged and all are there, $torn were cut off; one act for each key"
