#!/bin/sh
# Seals with real keys, ssh-keygen as the oracle: made, countersigned on the auditor's machine, brought
# back, held against the ledger. Then the ledger is rolled back, cut, refilled and forked: without a
# seal nobody sees it, with one it is 15 and the event is named.
set -eu
. "$(dirname "$0")/office.sh" "$1"
unset SSH_AUTH_SOCK XDG_STATE_HOME GOVCLOUD_SIGN_WITH 2>/dev/null || true

# expect CODE COMMAND…: what it says is in the files out and err.
expect() {
  want=$1; shift
  code=0; "$@" >out 2>err || code=$?
  [ "$code" = "$want" ] || { cat out err; fail "exit $code, not $want: $*"; }
}
says() { grep -q -- "$1" out err || { cat out err; fail "it does not say: $1"; }; }
verdict() { jq -r "[.item.verdict, .item.first_bad, .item.sealed] | map(tostring) | join(\" \")" out; }
# The auditor has a machine, a home and a memory of their own.
auditor() { HOME="$folder/auditor" "$govcloud" seal countersign "$@" --sign-with "$folder/auditor/shen" -L "$copy"; }
new_unit() { g unit add "$1" --name "单位$1" --kind using --as root -q; }
backup() { rm -f "$1"; sqlite3 "$GOVCLOUD_LEDGER" ".backup '$1'"; }

at 2026-03-02T09:00:00+08:00
mkdir auditor
for key in root bao auditor/shen; do ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$key"; done
root=$(ssh-keygen -l -f root.pub | cut -d' ' -f2)
export GOVCLOUD_SIGN_WITH="$folder/root"
g init --policy zhejiang --founder root=周密 --founder-key root.pub --test -q
g unit add sjj --name 审计局 --kind auditor --as root -q
g person add shen --name 沈核 --unit sjj --role auditor --as root -q
g person add bao --name 鲍管 --unit sjj --role steward --as root -q
g key request shen --sign-with auditor/shen --out shen.request
g key request bao --sign-with bao --out bao.request
for request in shen bao; do g key enrol $request.request --as root -q; done
new_unit czj
copy=$GOVCLOUD_LEDGER

# The same seal whatever the surroundings are.
g seal make --out one.seal
[ "$(sed -n 's/^size //p' one.seal)" = "$(events)" ] || fail "the seal is not of the last event"
env -i "$govcloud" seal make -L "$GOVCLOUD_LEDGER" | cmp - one.seal || fail "env -i gives another seal"
LANG=C LC_ALL=C g seal make | cmp - one.seal || fail "LANG=C gives another seal"
LC_ALL=zh_CN.GB18030 TZ=America/New_York g seal make | cmp - one.seal || fail "a locale gives another seal"

# Countersigned: what the page says to feed ssh-keygen with.
auditor one.seal >one.signed
g key list --allowed-signers >allowed
halves() { sed '/^-----BEGIN SSH SIGNATURE-----$/,$d' "$1" >lines; sed -n '/^-----BEGIN SSH SIGNATURE-----$/,$p' "$1" >armour; }
oracle() { halves "$1"; ssh-keygen -Y verify -f allowed -I "$2" -n "$3" -s armour <lines >/dev/null 2>&1; }
oracle one.signed shen govcloud-seal || fail "ssh-keygen does not accept the countersignature"
! oracle one.signed root govcloud-seal || fail "ssh-keygen takes it for another's"
! oracle one.signed shen govcloud-act || fail "ssh-keygen takes it for something else"
printf 'later line\n' >>one.more; cat one.seal one.more >grown.seal
auditor grown.seal >grown.signed
oracle grown.signed shen govcloud-seal || fail "a line of a later version is not covered"
# A countersignature that ssh-keygen made by hand is as good.
{ cat one.seal; echo 'countersigned shen K-2026-0002'; } >by-hand
ssh-keygen -q -Y sign -f auditor/shen -n govcloud-seal <by-hand >by-hand.armour 2>/dev/null
cat by-hand by-hand.armour | cmp - one.signed || fail "ssh-keygen signs another way"

# Proven, and the seal need not be countersigned; events after it do not spoil it.
expect 0 g audit verify --root "$root" --against one.seal -o json
[ "$(verdict)" = "proven null $(events)" ] || fail "the verdict is $(verdict)"
[ "$(jq .item.test out)" = true ] || fail "a test ledger is not named one"
says 'this is a test ledger'
expect 19 g audit verify --against one.seal; says 'give the root key'
expect 19 g audit verify --root "$root"; says 'give a seal from outside'
expect 0 env -i "$govcloud" audit verify "$GOVCLOUD_LEDGER" --root "$root" --against one.signed -q
expect 0 env LC_ALL=zh_CN.UTF-8 "$govcloud" audit verify --root "$root" --against one.signed; says 已证明
new_unit rsj
expect 0 g audit verify --root "$root" --against one.signed --against grown.signed -o json
[ "$(verdict)" = "proven null $(sed -n 's/^size //p' one.seal)" ] || fail "the verdict is $(verdict)"

# Each line of a countersigned seal, changed so that it is no seal any more, and so that it is another.
lines=0
for n in $(seq 1 "$(wc -l <grown.signed)"); do
  for change in 's/.$/_/' 'y/0123456789abcdef/123456789abcdef0/'; do
    sed "$n$change" grown.signed >changed
    ! cmp -s changed grown.signed || continue
    code=0; g audit verify --root "$root" --against changed >out 2>err || code=$?
    case $code in 15 | 65) ;; *) fail "line $n changed by $change gives $code" ;; esac
    lines=$((lines + 1))
  done
done

# The report's footer is a seal.
g report monthly 2026-03 >report.txt
g report monthly 2026-03 --out report.html
g report monthly 2026-03 -o json >report.json
sed -n '/^govcloud-seal 1$/,/^head /p' report.txt >from-text
sed -n 's/.*\(govcloud-seal 1\)$/\1/; /^govcloud-seal 1$/,/^head /p' report.html | sed 's/<.*//' >from-html
jq -r '.item.seal | "govcloud-seal 1\norigin \(.origin)\nsize \(.size)\nhead \(.head)"' report.json >from-json
for form in text html json; do
  expect 0 g audit verify --root "$root" --against from-$form -o json
  [ "$(verdict)" = "proven null $(events)" ] || fail "the seal in the $form is $(verdict)"
done

# Mailed, line ends and all, and brought back.
sed 's/$/\r/' one.signed >mailed
expect 0 g seal import mailed --as bao --sign-with bao; says 'countersigned by shen'
expect 19 g audit verify -o json
[ "$(jq '.item.checks[] | select(.check == "seals") | .count' out)" = 1 ] || fail "the imported seal was not looked at"
sed 's/^countersigned shen/countersigned bao/' one.signed >changed
expect 14 g seal import changed --as bao --sign-with bao
sed 's/^recorded 2026/recorded 2025/' one.signed >changed
expect 14 g seal import changed --as bao --sign-with bao

# An old backup; then more happens, and it is sealed.
backup old.db
old=$(events)
new_unit three; new_unit four
g seal make --out two.seal
two=$(events)
auditor two.seal >two.signed
new_unit five
backup whole.db

# attack NAME FILE EVENT: nobody sees it without the seal, and with it the event is named.
attacks=0
attack() {
  expect 19 g audit verify "$2" --root "$root"
  for seal in two.seal two.signed; do
    expect 15 g audit verify "$2" --root "$root" --against one.seal --against $seal -o json
    [ "$(verdict)" = "behind_seal $3 $(sed -n 's/^size //p' one.seal)" ] || fail "$1: $(verdict)"
    jq -e --arg event "$3" 'select(.exit == 15 and .object == $event)' err >/dev/null || fail "$1: the error names no event"
  done
  # The auditor is told by their own memory, even with a seal that is true of this file.
  "$govcloud" seal make -L "$2" --out attack.seal --force
  copy=$2
  expect 15 auditor attack.seal; says "event $two"; says "you countersigned"
  copy=$GOVCLOUD_LEDGER
  attacks=$((attacks + 1))
}
attack 'rolled back' old.db $((old + 1))

# Cut: the last acts are taken off the end, the seat belt put on again, the tables made anew.
cp whole.db cut.db
sqlite3 cut.db "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'" >belts
sqlite3 cut.db "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" >drops
sqlite3 cut.db <drops
sqlite3 cut.db "DELETE FROM subject WHERE seq >= $two; DELETE FROM act WHERE first >= $two; DELETE FROM event WHERE seq >= $two;"
sqlite3 cut.db <belts
g audit rebuild -L cut.db -q
attack 'cut' cut.db "$two"

# Refilled: cut, and other acts written in their place by somebody who may.
cp cut.db refilled.db
for unit in six seven; do g unit add $unit --name 六 --kind using --as root -q -L refilled.db; done
attack 'refilled' refilled.db "$two"

# Forked: the old backup goes its own way.
cp old.db fork.db
for unit in six seven eight nine; do g unit add $unit --name 六 --kind using --as root -q -L fork.db; done
attack 'forked' fork.db "$two"

# Edited under the seal, every hash after it made anew: the signatures tell first, the seal as well.
expect 0 g audit verify --root "$root" --against two.signed -q

# The countersigner never goes back, and what does not read is not passed over.
expect 13 auditor one.seal; says "event $two"; says 'record has moved'
memory="auditor/.local/state/govcloud/witness/$(sed -n 's/^origin govcloud.//p' one.seal)"
[ "$(stat -c %a "$memory")" = 600 ] || fail "others may read the countersigner's memory"
[ "$(sed -n 's/^size //p' "$memory")" = "$two" ] || fail "the memory is not of the last seal"
expect 0 g audit verify --root "$root" --against "$memory" -q
expect 78 env -i "$govcloud" seal countersign two.seal -L "$copy" --sign-with auditor/shen; says XDG_STATE_HOME
expect 0 env -i XDG_STATE_HOME="$folder/state" "$govcloud" seal countersign two.seal -L "$copy" --sign-with auditor/shen
cmp out two.signed || fail "another machine of the auditor signs another way"
cp "$memory" kept; echo 'govcloud-seal 1' >"$memory"
expect 65 auditor two.seal
cp kept "$memory"
# A countersigning that cannot be remembered is none.
rm -rf blocked; mkdir -p blocked; : >blocked/govcloud
code=0; XDG_STATE_HOME="$folder/blocked" "$govcloud" seal countersign two.seal -L "$copy" --sign-with auditor/shen >out 2>err || code=$?
[ "$code" = 74 ] && [ ! -s out ] || fail "without a memory it gave $code"

# Twelve at once, each with a seal of its own: whoever is late is refused, and the largest stays.
for n in 01 02 03 04 05 06 07 08 09 10 11 12; do new_unit "u$n"; g seal make --out "many.$n"; done
for n in 07 02 12 05 01 09 03 11 08 04 10 06; do
  (code=0; auditor "many.$n" >"signed.$n" 2>/dev/null || code=$?; echo "$code" >"code.$n") &
done
wait
[ "$(cat code.12)" = 0 ] || fail "the newest seal was refused: $(cat code.12)"
for n in 01 02 03 04 05 06 07 08 09 10 11 12; do
  case $(cat "code.$n") in
  0) oracle "signed.$n" shen govcloud-seal || fail "a countersignature does not hold" ;;
  13) [ ! -s "signed.$n" ] || fail "refused, and yet signed" ;;
  *) fail "countersigning gave $(cat "code.$n")" ;;
  esac
done
[ "$(sed -n 's/^size //p' "$memory")" = "$(sed -n 's/^size //p' many.12)" ] || fail "the memory went back"
ls "$(dirname "$memory")" | grep -v '^[0-9a-f]*\(\.lock\)\?$' && fail "something was left beside the memory"

echo "one seal in any surroundings; $lines lines changed are refused; $attacks attacks seen with a seal and not without;" \
  "$(cat code.?? | grep -c '^0$') of 12 at once countersigned, none behind another"
