#!/bin/bash
# What is around a command changes nothing in its data: no environment at all, other locales and
# zones, a pipe, a terminal's width, a folder that cannot be written, a full disk, an interruption.
set -eu
. "$(dirname "$0")/office.sh" "$1"
export LC_ALL=C.UTF-8
at 2026-03-02T09:00:00+08:00
make_office zhejiang
submit budget -q
g review accept R-2026-0001 --as wang -q
at 2026-03-03T23:30:00+08:00
submit notice -q
reading=("show R-2026-0001" "show budget -o json" "list requests" "list units -o csv" "due -o json"
         "explain R-2026-0001" "log" "policy show -o json" "calendar show -o csv" "catalog show -o json"
         "check run -o json" "report monthly 2026-03" "report monthly 2026-03 -o json" "audit verify -o json"
         "calendar due 2026-02-12 3" "calendar is-workday 2026-02-15 -o json")

# -- environment, locale, zone, pipe -----------------------------------------------------------------
bare() { env -i GOVCLOUD_NOW="$GOVCLOUD_NOW" "$@"; }
compared=0
for words in "${reading[@]}"; do
  want_code=0; bare "$govcloud" -L "$GOVCLOUD_LEDGER" $words >want 2>/dev/null || want_code=$?
  [ -s want ] || fail "$words says nothing"
  for around in LANG=C LANG=en_US.UTF-8 LC_ALL=POSIX LANG=tr_TR.UTF-8 TZ=America/New_York TZ=Pacific/Kiritimati \
                COLUMNS=40 TERM=dumb HOME=/nonexistent; do
    code=0; bare "$around" "$govcloud" -L "$GOVCLOUD_LEDGER" $words >got 2>/dev/null || code=$?
    cmp -s want got && [ "$code" = "$want_code" ] || { diff want got | head -5; fail "$words differs under $around"; }
    compared=$((compared + 1))
  done
  { bare "$govcloud" -L "$GOVCLOUD_LEDGER" $words 2>/dev/null || :; } | cat >got
  cmp -s want got || fail "$words differs in a pipe"
  case $words in *json*|*csv*)  # data does not change with the language either
    bare LANG=zh_CN.UTF-8 "$govcloud" -L "$GOVCLOUD_LEDGER" $words >got 2>/dev/null || :
    # Sentences and the names of things are for people, and follow the language.
    for file in want got; do sed 's/"\(says\|message\|title\|name\|value\)": .*//' "$file" >"$file.data"; done
    cmp -s want.data got.data || { diff want.data got.data | head -5; fail "$words differs in Chinese"; };;
  esac
done
[ "$(bare LANG=zh_CN.UTF-8 "$govcloud" show nothing -L "$GOVCLOUD_LEDGER" 2>&1 | head -1)" = "govcloud: 未找到: 没有对象“nothing”" ] ||
  fail "no Chinese without an installed locale"
bare LANG=zh_CN.UTF-8 "$govcloud" usage import gone.csv --as sun -L "$GOVCLOUD_LEDGER" 2>err && fail "a missing file was read"
grep -q '请指定可读的文件' err || { cat err; fail "the hint of a missing file is not Chinese"; }

# -- Chinese tables line up --------------------------------------------------------------------------
# column LINE WORD: where the word stands, a Chinese character taking two places.
column() { prefix=${1%%"$2"*}; wide=${prefix//[ -~]/}; echo $((${#prefix} + ${#wide})); }
g unit add long --name 一个名称很长的使用单位 --kind using --as root -q
places=$(g list units | while read -r line; do
  case $line in *using*) column "$line" using;; *authority*government*) column "$line" authority;; *provider*) column "$line" provider;; *kind*) column "$line" kind;; esac
done | sort -u | wc -l)
[ "$places" = 1 ] || { g list units; fail "the third column stands in $places places"; }

# -- a terminal of 80 columns ------------------------------------------------------------------------
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  echo "no pseudo-terminal is to be had here: what a terminal shows is not tested"
else
  for words in "show R-2026-0001" "show budget" "list requests" "due" "explain R-2026-0001" "log" "policy show"; do
    script -qec "stty cols 80; '$govcloud' $words" /dev/null </dev/null | tr -d '\r' | sed 's/\x1b\[[0-9;]*m//g' >seen || :
    [ -s seen ] || fail "$words says nothing on a terminal"
    while IFS= read -r line; do
      wide=${line//[ -~]/}
      [ $((${#line} + ${#wide})) -le 80 ] || fail "$words is wider than its terminal: $line"
    done <seen
    grep -q '…' seen && fail "$words cuts what it shows"
  done
  script -qec "'$govcloud' list units" /dev/null </dev/null | grep -q $'\x1b\[1m' || fail "headings are not bold on a terminal"
  script -qec "NO_COLOR=1 '$govcloud' list units" /dev/null </dev/null | grep -q $'\x1b' && fail "NO_COLOR is not heeded"
fi
g list units --color always | head -1 | grep -q $'\x1b\[1m' || fail "--color always has no colour in a pipe"

# -- a folder that cannot be written -----------------------------------------------------------------
mkdir still; cp ledger.db still/; cp -r ledger.db.evidence still/; chmod -R a+rX,a-w still; chmod a+rx "$folder"
program=$folder/govcloud; cp "$govcloud" "$program"; chmod 755 "$program"
if [ "$(id -u)" = 0 ]; then
  nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups env -i GOVCLOUD_NOW="$GOVCLOUD_NOW" "$program" "$@"; }
else
  nobody() { bare "$program" "$@"; }
fi
if ! nobody version >/dev/null 2>&1; then
  echo "nobody else can run a program here: a closed folder is not tested"
else
  ls still >before
  for words in "${reading[@]}"; do
    want_code=0; bare "$govcloud" -L ledger.db $words >want 2>/dev/null || want_code=$?
    code=0; nobody -L still/ledger.db $words >got 2>err || code=$?
    case $words in "list units"*) continue;; esac
    [ "$code" = "$want_code" ] || { cat err; fail "$words in a folder that cannot be written: $code"; }
  done
  nobody -L still/ledger.db show R-2026-0001 >got
  g show R-2026-0001 >want
  cmp -s want got || fail "show differs in a folder that cannot be written"
  code=0; nobody -L still/ledger.db withdraw R-2026-0002 --reason x --as zhang >/dev/null 2>&1 || code=$?
  [ "$code" = 74 ] || fail "a writing verb in a folder that cannot be written gave $code"
  ls still >after; cmp -s before after || fail "reading left something behind"
fi

# -- a full disk -------------------------------------------------------------------------------------
before=$(events)
code=0; (ulimit -f 1; g unit add full --name 满 --kind using --as root) >/dev/null 2>err || code=$?
[ "$code" = 74 ] || { cat err; fail "a full disk gave $code"; }
[ "$(events)" = "$before" ] || fail "a full disk let something through"
head -c 300000 /dev/urandom >big.pdf
code=0; (ulimit -f 100; g attach R-2026-0001 plan=big.pdf --as zhang) >/dev/null 2>err || code=$?
[ "$code" = 74 ] || { cat err; fail "a paper on a full disk gave $code"; }
[ "$(events)" = "$before" ] || fail "a paper that was not kept was recorded"
code=0; g list requests >/dev/full 2>err || code=$?
[ "$code" = 74 ] || fail "a full stdout gave $code"
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "after the full disk: verify gave $code"

# -- an interruption ---------------------------------------------------------------------------------
{ echo 'BEGIN IMMEDIATE;'; sleep 5; } | sqlite3 "$GOVCLOUD_LEDGER" & holder=$!
sleep 1
code=0; g unit add busy --name 忙 --kind using --as root --wait 0 >/dev/null 2>&1 || code=$?
[ "$code" = 75 ] || fail "a busy ledger gave $code"
set -m
"$govcloud" unit add cut --name 断 --kind using --as root >/dev/null 2>&1 & waiting=$!
sleep 1; kill -INT "$waiting"
code=0; wait "$waiting" || code=$?
set +m
[ "$code" = 130 ] || fail "an interrupted command gave $code"
wait "$holder"
[ "$(events)" = "$before" ] || fail "an interrupted command recorded something"
g unit add cut --name 断 --kind using --as root -q || fail "after an interruption nothing can be recorded"

# -- more papers than a process may have files open --------------------------------------------------
papers=()
for i in $(seq 1 200); do echo "paper $i" >"many$i.pdf"; papers+=("plan=many$i.pdf"); done
kept() { find "$GOVCLOUD_LEDGER.evidence" -type f | wc -l; }
before=$(kept)
(ulimit -n 128; g attach R-2026-0001 "${papers[@]}" --as zhang -q) || fail "200 papers were not taken with 128 open files"
[ "$(kept)" = $((before + 200)) ] || fail "not all of 200 papers are kept"
code=0; g audit verify -q || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code after 200 papers"
echo "$compared answers compared; tables line up; read-only, full and interrupted ledgers are whole"
