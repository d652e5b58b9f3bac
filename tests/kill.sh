#!/bin/bash
# kill -9 at any moment, also while somebody recovers from an earlier one: nothing acknowledged is lost,
# the record is whole, and the retried key gives exactly one act. 200 commands on an unsigned ledger and
# 100 on a signed one, whose keys an agent holds; GOVCLOUD_LONG=1 makes 5000 of each.
set -eu
. "$(dirname "$0")/office.sh" "$1"
seed=1
[ -z "${GOVCLOUD_LONG-}" ] || seed=$(date +%s)
seed=${GOVCLOUD_SEED-$seed}
RANDOM=$((seed % 32768))
echo "seed $seed; again with GOVCLOUD_SEED=$seed"
at 2026-03-02T09:00:00+08:00
# Runs a command and kills it within 40 ms; what it said is in `ack`.
killed() {
  : >ack  # a kill can come before the shell has opened it
  "$govcloud" "$@" >ack 2>/dev/null &
  pid=$!
  sleep "0.0$(printf %02d $((RANDOM % 40)))"
  kill -9 $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  kills=$((kills + 1))
}
# What was acknowledged once must be the answer ever after.
heard() {
  [ -s ack ] || { torn=$((torn + 1)); return 0; }
  acknowledged=$((acknowledged + 1))
  [ -z "$said" ] || [ "$said" = "$(cat ack)" ] || fail "seed $seed, command $i: acknowledged $said, then $(cat ack)"
  said=$(cat ack)
}

# storm OFFICE COMMANDS
all_torn=0 all_acknowledged=0
storm() {
  commands=$2 kills=0 torn=0 acknowledged=0
  rm -rf "$GOVCLOUD_LEDGER" "$GOVCLOUD_LEDGER"-* "$GOVCLOUD_LEDGER.evidence"
  "$1" zhejiang
  [ "$1" = make_office ] || ssh-add -q keys/root keys/zhang keys/wang keys/sun
  submit measured -q
  g review accept R-2026-0001 --as wang -q
  g review approve R-2026-0001 --as wang -q
  g provision R-2026-0001 --cloud-id measured/host-1=i-1 --as sun -q
  last=R-2026-0001 before=$(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM act')
  for i in $(seq 1 "$commands"); do
    echo "paper $i" >"paper$i.pdf"
    case $((i % 4)) in
      0) who=sun
         printf 'resource,time,cpu_percent,memory_percent\ni-1,2026-02-%02dT%02d:%02d:00Z,%d,50\n' \
           $((i / 1440 % 28 + 1)) $((i / 60 % 24)) $((i % 60)) $((i % 100)) >"usage$i.csv"
         set -- usage import "usage$i.csv" ;;
      1) who=zhang
         set -- submit "s$i" --unit czj --name "系统$i" --level 2 --need host:cpu=2,memory_gib=4 \
           --attach plan="paper$i.pdf" --attach self_test=paper.pdf ;;
      2) who=wang
         set -- review accept "$last" --opinion 同意 --attach plan="paper$i.pdf" ;;
      3) who=zhang
         set -- attach "$last" plan="paper$i.pdf" ;;
    esac
    set -- "$@" --as $who --key "k$i" -o value
    said=
    killed "$@"; heard
    # Every third time the next ones to come, who recover, are killed too: a reader, then the retry.
    if [ $((RANDOM % 3)) = 0 ]; then
      killed list requests
      killed "$@"; heard
    fi
    again=$(g "$@") || fail "seed $seed, command $i: the retried key gave $?"
    [ -z "$said" ] || [ "$said" = "$again" ] || fail "seed $seed, command $i: acknowledged $said, retried $again"
    [ "$1" != submit ] || last=$again
    rm -f "paper$i.pdf" "usage$i.csv"
  done
  for row in 'SELECT count(*) FROM act WHERE key IS NOT NULL' 'SELECT count(DISTINCT key) FROM act' \
    "SELECT count(*) - $before FROM act"; do
    [ "$(sqlite3 "$GOVCLOUD_LEDGER" "$row")" = "$commands" ] || fail "seed $seed: $row is not $commands"
  done
  code=0; g audit verify -q || code=$?
  [ "$code" = 19 ] || fail "seed $seed: audit verify gave $code"
  all_torn=$((all_torn + torn)) all_acknowledged=$((all_acknowledged + acknowledged))
  echo "$kills kills in $commands commands: $acknowledged acknowledged and all there, $torn cut off; one act for each key"
}

[ -z "${GOVCLOUD_LONG-}" ] || set -- "$1" 5000
storm make_office "${2-200}"
eval "$(ssh-agent -s)" >/dev/null
trap 'kill "$SSH_AGENT_PID"; rm -rf "$folder"' EXIT
storm make_signed_office "${2-100}"
[ "$all_torn" -gt 0 ] && [ "$all_acknowledged" -gt 0 ] || fail "seed $seed: kills came always too early or always too late"
