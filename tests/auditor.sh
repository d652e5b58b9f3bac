#!/bin/bash
# An auditor without rights gets a copy of a ledger, with or without its -wal and -shm, in a folder that
# cannot be written to or in one that can: the right head or a refusal, never a stale success; and the
# files, bit for bit, as they were, with nothing beside them.
set -eu
. "$(dirname "$0")/office.sh" "$1"
export TMPDIR="$folder/tmp"
mkdir -m 1777 "$TMPDIR"; chmod 755 "$folder"
as_auditor=
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  as_auditor='setpriv --reuid 65534 --regid 65534 --clear-groups --'
fi
case $($as_auditor "$govcloud" version 2>&1 || true) in govcloud*) ;; *) as_auditor= ;; esac
at 2026-03-02T09:00:00+08:00
make_office zhejiang
stop() { kill -KILL "$1" 2>/dev/null || true; wait "$1" 2>/dev/null || true; }

# A ledger whose newest acts are in the -wal only: a reader that keeps its place stops the checkpoint.
mkfifo hold
sqlite3 ledger.db <hold >/dev/null 2>&1 & reader=$!
exec 9>hold
echo 'BEGIN; SELECT count(*) FROM event;' >&9
for i in $(seq 50); do [ -e ledger.db-shm ] && break; sleep 0.1; done
sleep 0.3
old=$(events)
submit budget -q
submit second -q
new=$(events)
[ -s ledger.db-wal ] || fail "the acts are not in a -wal"
mkdir live; cp ledger.db ledger.db-wal ledger.db-shm live/
stale=$(mkdir s; cp ledger.db s/; rm -f s/ledger.db-*; sqlite3 "file:s/ledger.db?immutable=1" 'SELECT count(*) FROM event')
[ "$stale" -lt "$new" ] || fail "the file alone is not stale: $stale of $new"

# Verified while another program has it open: through SQLite's own locks.
code=0; g audit verify -o value -c events >out 2>err || code=$?
[ "$code $(cat out)" = "19 $new" ] || { cat err; fail "in use: $code $(cat out)"; }
stop $reader; exec 9>&-

rows=0
# look NAME WANT-CODE WANT-EVENTS FILE [OPTION…]: `WANT-EVENTS` may be - for none.
look() {
  name=$1 want=$2 count=$3 file=$4; shift 4
  rows=$((rows + 1))
  place=$(dirname "$file")
  (cd "$place" && find . -type f -exec sha256sum {} + | sort; ls -lAR --time-style=full-iso) >before
  code=0
  $as_auditor "$govcloud" audit verify "$file" -o json "$@" >out 2>err || code=$?
  (cd "$place" && find . -type f -exec sha256sum {} + | sort; ls -lAR --time-style=full-iso) >after
  cmp -s before after || { diff before after; fail "$name: the folder was changed"; }
  got=-; [ ! -s out ] || got=$(jq .item.events out)
  [ "$code" = "$want" ] || { cat out err; fail "$name: $code, not $want"; }
  [ "$count" = - ] || [ "$got" = "$count" ] || fail "$name: $got events, not $count"
  [ -z "$(ls -A "$TMPDIR")" ] || { ls -la "$TMPDIR"; fail "$name: something is left in TMPDIR"; }
}
# copy NAME MODE TAIL…: a folder of that name with the ledger and those of its companions.
copy() {
  rm -rf "$1"; mkdir "$1"; cp live/ledger.db "$1/"
  dir=$1 mode=$2; shift 2
  for tail; do cp "live/ledger.db$tail" "$dir/"; done
  chmod 644 "$dir"/*; chmod "$mode" "$dir"
}
for mode in 555 777; do
  copy only $mode;            look "the file alone, folder $mode" 19 "$stale" only/ledger.db
  jq -e '.item.checks[0].note | test("without a -wal")' out >/dev/null || fail "it is not said that the -wal may be missing"
  copy wal $mode -wal;        look "with its -wal, folder $mode" 19 "$new" wal/ledger.db
  copy all $mode -wal -shm;   look "with -wal and -shm, folder $mode" 19 "$new" all/ledger.db
  copy shm $mode -shm;        look "with its -shm only, folder $mode" 19 "$stale" shm/ledger.db
done
mkdir links; ln -s "$PWD/wal/ledger.db" links/link.db; look "through a link" 19 "$new" "$PWD/links/link.db"

# What a -wal may not be.
size=$(stat -c %s live/ledger.db-wal)
# Every bit of one byte is turned over: the salts of a -wal are chance, and any value may be there already.
spoil() {
  chmod 755 wal
  was=$(od -An -tu1 -j "$1" -N 1 wal/ledger.db-wal)
  printf "\\$(printf %03o $((was ^ 255)))" | dd of=wal/ledger.db-wal bs=1 seek="$1" conv=notrunc status=none
  chmod 555 wal
}
for at in 0 4 9 16 24 32 36 40 48 56 200 4000 $((32 + 8216 + 100)); do
  copy wal 755 -wal; spoil "$at"; look "byte $at of the -wal changed" 15 - wal/ledger.db
done
copy wal 755 -wal; spoil $((size - 1)); $as_auditor "$govcloud" audit verify wal/ledger.db -q 2>/dev/null && fail "a changed tail passed"
copy wal 755 -wal; head -c 5000 /dev/urandom >wal/ledger.db-wal; look "noise for a -wal, less than a frame" 19 "$stale" wal/ledger.db
copy wal 755 -wal; head -c 50000 /dev/urandom >wal/ledger.db-wal; look "noise for a -wal" 15 - wal/ledger.db
copy wal 755 -wal; : >wal/ledger.db-wal; look "an empty -wal" 19 "$stale" wal/ledger.db
copy wal 755; mkfifo wal/ledger.db-wal; look "a pipe for a -wal" 15 - wal/ledger.db
copy wal 755; printf '\331\325\005\371\040\241\143\327' >wal/ledger.db-journal; look "a journal that names another" 15 - wal/ledger.db

# Copies of our own making, read-only from a folder that cannot be written to.
mkdir export
g audit export --out export/copy.db --evidence export/papers -q
g ledger backup export/backup.db -q
chmod 444 export/*.db; chmod 555 export
look "an export" 19 "$new" export/copy.db --evidence export/papers
look "a backup" 19 "$new" export/backup.db
for way in 'mode=ro' 'immutable=1'; do
  [ "$($as_auditor sqlite3 "file:$PWD/export/copy.db?$way" 'SELECT count(*) FROM event')" = "$new" ] || fail "sqlite3 with $way sees something else"
  [ "$($as_auditor sqlite3 "file:$PWD/export/copy.db?$way" 'PRAGMA integrity_check')" = ok ] || fail "sqlite3 finds the export faulty"
done
[ "$(sqlite3 export/copy.db 'PRAGMA journal_mode')" = delete ] || fail "an export in WAL mode"
[ "$(sqlite3 export/copy.db 'PRAGMA page_size')" = 8192 ] || fail "an export of other pages"
for table in $(sqlite3 export/copy.db "SELECT name FROM sqlite_schema WHERE type = 'table'"); do
  [ "$(sqlite3 export/copy.db "SELECT * FROM $table")" = "$(sqlite3 ledger.db "SELECT * FROM $table")" ] || fail "table $table was not copied whole"
done
code=0; $as_auditor "$govcloud" list systems -L export/copy.db -o value >out 2>err || code=$?
[ "$code $(wc -l <out)" = "0 2" ] || { cat err; fail "list from an export in a read-only folder"; }
sqlite3 ledger.db '.once /dev/null' 'SELECT 1'
g list systems -q >/dev/null

# An export says no rather than overwrite, copies nothing that is damaged, and leaves nothing behind.
code=0; g audit export --out export/copy.db -q 2>/dev/null || code=$?
[ "$code" = 73 ] || fail "an export over another file gave $code"
cp export/copy.db damaged.db; chmod 644 damaged.db
sqlite3 damaged.db "UPDATE unit SET record = replace(record, '市财政局', '市财改局')"
code=0; g audit export -L damaged.db --out new.db -q 2>/dev/null || code=$?
[ "$code" = 15 ] && [ ! -e new.db ] && [ -z "$(ls -A | grep '^\.govcloud' || true)" ] || fail "an export of a damaged ledger: $code"

# Papers: changed, missing, a link, a folder; and one that nobody names.
store=papers; cp -r export/papers $store; chmod -R u+w $store
[ "$(find $store -type f | wc -l)" = "$(find ledger.db.evidence -type f | wc -l)" ] || fail "not all papers were copied"
paper=$(find $store -type f | head -n 1)
seq_of=$(sqlite3 ledger.db "SELECT min(seq) FROM evidence")
papers() { # NAME WANT-CODE WORD
  code=0; g audit verify export/copy.db --evidence $store -o json >out 2>err || code=$?
  [ "$code" = "$2" ] || { cat out err; fail "$1: $code, not $2"; }
  cat out err | grep -q -- "$3" || { cat out err; fail "$1: '$3' is not told"; }
}
papers "papers as they are" 19 '"check": "evidence"'
echo more >$store/readme.txt; papers "a file more" 19 'named by no event'; rm $store/readme.txt
cp "$paper" kept
printf 'X' | dd of="$paper" bs=1 seek=2 conv=notrunc status=none; papers "a changed paper" 15 'was changed'
grep -q "E-2026-0001" err && grep -q "${paper#*/}" err || { cat err; fail "the paper is not named with its number and path"; }
[ "$(jq '.item.checks[] | select(.check == "evidence").first_bad' out)" = "$seq_of" ] || fail "its event is not named"
echo longer >>"$paper"; papers "a longer paper" 15 'bytes instead of'
rm "$paper"; papers "a missing paper" 15 'is missing'
ln -s "$PWD/kept" "$paper"; papers "a link for a paper" 15 'is a link'
rm "$paper"; mkfifo "$paper"; papers "a pipe for a paper" 15 'not an ordinary file'
rm "$paper"; mkdir "$paper"; papers "a folder for a paper" 15 'not an ordinary file'
rmdir "$paper"; cp kept "$paper"; papers "the paper put back" 19 'good'
code=0; g audit verify --evidence nowhere -q 2>/dev/null || code=$?
[ "$code" = 66 ] || fail "no folder of papers gave $code"

# The private copy is told of when it cannot be made, and is gone when the program is stopped.
chmod 755 wal; copy wal 755 -wal
code=0; TMPDIR=/nonexistent g audit verify wal/ledger.db -q 2>err || code=$?
[ "$code" = 74 ] && grep -q TMPDIR err || { cat err; fail "no room for the copy gave $code"; }
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=64k small small 2>/dev/null; then
  code=0; TMPDIR=$PWD/small g audit verify wal/ledger.db -q 2>err || code=$?
  left=$(ls -A small); umount small
  [ "$code" = 74 ] && [ -z "$left" ] || { cat err; fail "a full TMPDIR gave $code, left '$left'"; }
fi
for n in 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9; do
  "$govcloud" audit verify wal/ledger.db -q 2>/dev/null & pid=$!
  sleep "0.00$n"; kill -$(((n % 3 == 0) * 14 + 1)) $pid 2>/dev/null || true; wait $pid 2>/dev/null || true
done
[ -z "$(ls -A "$TMPDIR")" ] || { find "$TMPDIR"; fail "a stopped verification left its copy"; }

# A ledger under two names cannot be written to.
ln ledger.db second.db
code=0; submit third -q 2>err || code=$?
[ "$code" = 74 ] && grep -q 'hard links' err || { cat err; fail "a ledger under two names gave $code"; }
echo "$rows looks of an auditor: the right head or a refusal, and not a byte changed"
