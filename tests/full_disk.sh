#!/bin/bash
# A full disk: each writing verb says 74 (73 for a new file) and records nothing, leaves no half of a
# paper, and does its work once there is room. A limit on files' sizes always; a small tmpfs where
# mounting is allowed.
set -eu
. "$(dirname "$0")/office.sh" "$1"
. "$here/life.sh"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
unset GOVCLOUD_NOW  # each step has its own
life_files
tried=0

acts() { sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM act'; }
# limited KIB WORD…: in files of that size at most; what it says goes through a pipe, which has none
limited() {
  kib=$1; shift
  { c=0; (ulimit -f $kib; exec "$@") 2>&1 >/dev/null || c=$?; echo $c >code; } | cat >err
  code=$(cat code)
}
# refused WHAT: the last command, in `code` and `err`, did not fit and recorded nothing
refused() {
  [ "$code" = 74 ] || { cat err; fail "$1: exit $code, not 74"; }
  [ "$(acts)" = "$count" ] || fail "$1: something was recorded"
  grep -qE 'nothing was recorded|not known whether' err || { cat err; fail "$1: the message does not say what was recorded"; }
  [ -z "$(find "$GOVCLOUD_LEDGER.evidence" -name '*.part' 2>/dev/null)" ] || fail "$1: half a paper is left"
  tried=$((tried + 1))
}

n=0
while read -r now words; do
  n=$((n + 1)) count=$(acts)
  life_paper $n
  for kib in 0 4 28 64 256; do
    limited $kib env GOVCLOUD_NOW="$now" "$govcloud" $words --key "k$n"
    [ "$code" != 0 ] || break
    refused "$words in files of $kib KiB"
  done
  GOVCLOUD_NOW=$now g $words --key "k$n" -q || fail "$words: with room it gave $?"
  [ "$(acts)" = $((count + 1)) ] || fail "$words: not one act"
done <<<"$life"

limited 4 "$govcloud" init --policy zhejiang --founder root=周密 --test --unsigned -L new.db
[ "$code" = 74 ] || [ "$code" = 73 ] || fail "init in files of 4 KiB: exit $code"
[ -z "$(ls new.db* 2>/dev/null)" ] || fail "init in files of 4 KiB left $(ls new.db*)"
limited 0 env GOVCLOUD_NOW=$over "$govcloud" report monthly 2026-03 --out report.html
[ "$code" = 74 ] || [ "$code" = 73 ] || { cat err; fail "--out in files of 0 KiB: exit $code"; }
[ -z "$(ls report.html* 2>/dev/null)" ] || fail "--out left half a file"
code=0; g list requests >/dev/full 2>err || code=$?
[ "$code" = 74 ] || fail "a full standard output: exit $code"
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code"
echo "$tried commands did not fit and recorded nothing; with room each is one act"

# A whole disk of 4 MiB: filled to the last byte, then with room again.
mkdir small
mount -t tmpfs -o size=4m none small 2>/dev/null ||
  { echo "a small tmpfs cannot be mounted here: that part was left out"; exit 0; }
trap 'umount "$folder/small"; rm -rf "$folder"' EXIT
export GOVCLOUD_LEDGER="$folder/small/ledger.db"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
unset GOVCLOUD_NOW
tried=0 n=0
while read -r now words; do
  n=$((n + 1)) count=$(acts)
  life_paper $n
  cat /dev/zero >small/filling 2>/dev/null || true
  code=0; GOVCLOUD_NOW=$now g $words --key "k$n" >out 2>err || code=$?
  rm small/filling
  refused "$words on a full disk"
  GOVCLOUD_NOW=$now g $words --key "k$n" -q || fail "$words: with room it gave $?"
done <<<"$life"
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code"
echo "on a full disk $tried commands recorded nothing"
