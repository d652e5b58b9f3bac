#!/bin/bash
# Places that may be read and not written, as an ordinary user: writing verbs say 74 (73 for a new
# file), change no byte and leave nothing behind; reading verbs answer, or say 74 and why.
set -eu
. "$(dirname "$0")/office.sh" "$1"
. "$here/life.sh"
# A superuser may write everywhere, so the program is run as somebody else.
as_user=()
if [ "$(id -u)" = 0 ]; then
  setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null ||
    { echo "skipped: nobody else to be here"; exit 77; }
  as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
fi
cp "$govcloud" program; govcloud="$folder/program"
chmod 755 "$folder" program

mkdir whole; export GOVCLOUD_LEDGER="$folder/whole/ledger.db"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
unset GOVCLOUD_NOW
life_files
n=0
declare -a befores=()
while read -r now words; do
  n=$((n + 1))
  life_paper $n
  cp -r whole "before$n"; cp paper "paper$n"
  GOVCLOUD_NOW=$now g $words -q || fail "$words gave $?"
done <<<"$life"

# picture FOLDER: every name, right and byte in it
picture() { (cd "$1" && find . -printf '%p %m %s\n' | sort; find . -type f ! -name '*-shm' -exec sha256sum {} + | sort -k2); }
# put RIGHTS FOLDER…: what is there is the other's, with those rights
hand_over() { [ ${#as_user[@]} = 0 ] || chown -R 65534:65534 "$1"; chmod -R "$2" "$1"; }

tried=0 answered=0 told=0
# writing PLACE: each command of the life cycle at the state before it, made read-only by PLACE
writing() {
  n=0
  while read -r now words; do
    n=$((n + 1))
    rm -rf place; cp -r "before$n" place; cp "paper$n" paper; chmod 644 paper
    "$1"
    before=$(picture place) code=0
    GOVCLOUD_NOW=$now "${as_user[@]}" "$govcloud" $words --wait 0 -L "$folder/place/ledger.db" >out 2>err || code=$?
    [ "$code" = 74 ] || { cat err; fail "$1: $words: exit $code, not 74"; }
    [ -s err ] && [ ! -s out ] || fail "$1: $words: no message, or a receipt"
    [ "$(picture place)" = "$before" ] || { picture place | diff <(echo "$before") - || true; fail "$1: $words changed something"; }
    undo
    tried=$((tried + 1))
  done <<<"$life"
}
reading() {
  rm -rf place; cp -r whole place
  "$1"
  before=$(picture place)
  while read -r words; do
    code=0 want=0
    [ "$words" != 'audit verify' ] || want=19
    GOVCLOUD_NOW=$over "${as_user[@]}" "$govcloud" $words --wait 0 -L "$folder/place/ledger.db" >out 2>err || code=$?
    if [ "$code" = 74 ]; then
      [ -s err ] && [ ! -s out ] || fail "$1: $words: half an answer"
      told=$((told + 1))
    else
      [ "$code" = "$want" ] || [ "$code" = 1 ] || { cat err; fail "$1: $words: exit $code"; }
      answered=$((answered + 1))
    fi
    [ "$(picture place)" = "$before" ] || { picture place | diff <(echo "$before") - || true; fail "$1: $words changed something"; }
  done <<<"$reading"
  undo
}
undo() { chmod -R u+w place; }

folder_read_only() { hand_over place a=rX; }
file_read_only() { hand_over place u=rwX,go=rX; chmod a=r place/ledger.db; chmod a-w place; }
somebody_elses() { chmod -R u=rwX,go=rX place; [ ${#as_user[@]} != 0 ] || chmod -R a-w place; }
for place in folder_read_only file_read_only somebody_elses; do
  writing $place
  reading $place
done

# The store of papers alone cannot be written: a command with a paper is not recorded.
rm -rf place; cp -r before3 place; cp paper3 paper; chmod 644 paper
hand_over place u=rwX; mkdir -p place/ledger.db.evidence; chmod a-w place/ledger.db.evidence
[ ${#as_user[@]} = 0 ] || chown 65534:65534 place/ledger.db.evidence
acts=$(sqlite3 place/ledger.db 'SELECT count(*) FROM act') code=0
GOVCLOUD_NOW=$first "${as_user[@]}" "$govcloud" submit budget --unit czj --name 预算 --level 2 $need --attach plan=paper \
  --attach self_test=paper --as zhang -L "$folder/place/ledger.db" >out 2>err || code=$?
[ "$code" = 74 ] || { cat err; fail "a store that cannot be written: exit $code"; }
[ "$(sqlite3 place/ledger.db 'SELECT count(*) FROM act')" = "$acts" ] || fail "a store that cannot be written: recorded"
chmod -R u+w place

# A ledger that may not be read is none (10); new files in such a place cannot be made (73).
rm -rf place; cp -r whole place; hand_over place u=rwX; chmod 000 place/ledger.db
[ ${#as_user[@]} = 0 ] || chown root place/ledger.db
code=0; "${as_user[@]}" "$govcloud" list requests -L "$folder/place/ledger.db" >out 2>err || code=$?
[ "$code" = 10 ] || { cat err; fail "a ledger that may not be read: exit $code"; }
mkdir -p closed; chmod 555 closed
code=0; "${as_user[@]}" "$govcloud" init --policy zhejiang --founder root=周密 --unsigned -L "$folder/closed/l.db" >out 2>err || code=$?
[ "$code" = 73 ] || { cat err; fail "init in a closed folder: exit $code"; }
rm -rf place; cp -r whole place; hand_over place u=rwX
code=0; GOVCLOUD_NOW=$over "${as_user[@]}" "$govcloud" list requests --out "$folder/closed/r.csv" -L "$folder/place/ledger.db" >out 2>err || code=$?
[ "$code" = 73 ] || { cat err; fail "--out in a closed folder: exit $code"; }
[ -z "$(ls closed)" ] || fail "something was left in the closed folder"

# A file system that is mounted read-only.
if [ ${#as_user[@]} != 0 ] && mkdir mounted && mount -t tmpfs -o size=16m none mounted 2>/dev/null; then
  trap 'umount "$folder/mounted"; rm -rf "$folder"' EXIT
  cp -r whole mounted/place; chmod -R a+rwX mounted
  mount -o remount,ro mounted
  rmdir place 2>/dev/null || rm -rf place; ln -s mounted/place place
  code=0; GOVCLOUD_NOW=$over "${as_user[@]}" "$govcloud" unit add more --name 多 --kind using --as root -L "$folder/mounted/place/ledger.db" >out 2>err || code=$?
  [ "$code" = 74 ] || { cat err; fail "a read-only file system: exit $code"; }
  while read -r words; do
    code=0
    GOVCLOUD_NOW=$over "${as_user[@]}" "$govcloud" $words -L "$folder/mounted/place/ledger.db" >out 2>err || code=$?
    case $code in 0|1|19|74) ;; *) cat err; fail "a read-only file system: $words: exit $code" ;; esac
  done <<<"$reading"
  echo "a read-only file system was tried too"
fi
echo "$tried writing commands refused without a trace; of the reading ones $answered answered and $told said why not"
