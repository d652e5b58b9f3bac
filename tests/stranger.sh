#!/bin/sh
# The recipes of govcloud-journal(5), taken out of the page as they are printed there: a stranger with
# Python's own library and ssh-keygen recomputes the chain and checks who signed each act.
set -eu
. "$(dirname "$0")/office.sh" "$1"
# recipe FIRST-LINE: the script of the page that begins so.
recipe() { awk -v first="$1" 'index($0, first) == 1 { on = 1 } /^\.Ed/ { on = 0 } on' "$here/../man/govcloud-journal.5" | sed 's/\\e/\\/g'; }
recipe 'import hashlib' >chain.py
recipe 'import base64' >act.py
at 2026-03-02T09:00:00+08:00
make_signed_office zhejiang
by zhang submit budget --unit czj --name 预算系统 --level 2 --need host:cpu=2,memory_gib=4 \
  --attach plan=paper.pdf --attach self_test=paper.pdf -q
by wang review accept R-2026-0001 -q
# A key is replaced, and one is revoked; what they signed before stays good.
new_key wang2; by liu cosign "$(enrol wang wang2)" -q
g review approve R-2026-0001 --as wang --sign-with keys/wang2 -q
by sun key revoke K-2026-0003 --reason 离任 -q

said=$(python3 chain.py "$GOVCLOUD_LEDGER")
code=0; head=$(g audit verify -o value -c events,head 2>/dev/null) || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code"
[ "$said" = "$(echo "$head" | tr '\t' ' ')" ] || fail "the page's script says $said, audit verify $head"
root=$(fingerprint root)
for seq in $(seq 1 "$(events)"); do
  person=$(sqlite3 "$GOVCLOUD_LEDGER" "SELECT person FROM act JOIN event USING (act) WHERE seq = $seq")
  said=$(python3 act.py "$GOVCLOUD_LEDGER" "$root" "$seq") || fail "event $seq: $said"
  case $said in "event $seq is in act "*", signed by $person with K-2026-000"?) ;; *) fail "event $seq: $said" ;; esac
done

# refuses WHAT [FINGERPRINT]: the page's script does not accept the last event of the copy.
refuses() {
  ! python3 act.py copy.db "${2-$root}" "$(events)" >said 2>&1 || fail "$1: $(cat said)"
  grep -q '^event [0-9]*: \|^the root key is' said || fail "$1: $(cat said)"
}
# edit SQL: a copy of the ledger with its guards off.
edit() {
  rm -f copy.db; sqlite3 "$GOVCLOUD_LEDGER" ".backup copy.db"
  for trigger in event_keeps_words act_keeps_words event_keeps_order; do sqlite3 copy.db "DROP TRIGGER $trigger"; done
  sqlite3 copy.db "$1"
}
edit ''
refuses 'another root' "$(fingerprint zhang)"
edit "UPDATE act SET signature = zeroblob(64) WHERE act = (SELECT max(act) FROM act)"
refuses 'a signature of zeros'
edit "UPDATE act SET person = 'wang' WHERE act = (SELECT max(act) FROM act)"
refuses "another's key"
edit "UPDATE act SET key_id = 'K-2026-0009' WHERE act = (SELECT max(act) FROM act)"
refuses 'a key that is not there'
edit "UPDATE event SET body = replace(body, '离', '到') WHERE seq = $(events)"
! python3 chain.py copy.db >said 2>&1 || fail "an edited body: $(cat said)"
echo "the page's two scripts check $(events) events, one by one, and refuse four forgeries and an edit"
