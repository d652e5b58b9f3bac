#!/bin/bash
# Bulk files by the real program: an office's CSV in GB18030 with a Chinese name, JSON lines through a pipe,
# ten thousand rows, a kill in the middle and the same file again, and one signature for a whole file.
set -eu
. "$(dirname "$0")/office.sh" "$1"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
ends() { want=$1; shift; code=0; g "$@" >out 2>err || code=$?; [ "$code" = "$want" ] || { cat out err; fail "$*: exit $code, not $want"; }; }

printf 'id,name,kind\r\njyj,教育局,using\r\nwsj,卫健委,using\r\n' | iconv -f UTF-8 -t GB18030 >单位.csv
ends 0 unit add --from 单位.csv --as root
[ "$(g list units -c name -o value | grep -c 教育局)" = 1 ] || fail "the name did not survive GB18030"
printf '{"id":"gtj","name":"自然资源局","kind":"using"}\n\n{"id":"sjj","name":"审计局","kind":"using"}\n' >u.jsonl
ends 0 unit add --from - --as root <u.jsonl
printf '{"id":"x1","name":"甲","kind":"using"}\n{"id":"x2","name":"乙"\n' >bad.jsonl
ends 65 unit add --from bad.jsonl --as root
grep -q 'bad.jsonl line 2' err || { cat err; fail "the place of bad JSON is not told"; }
ends 66 unit add --from nowhere.csv --as root
printf 'system,unit\n' >empty.csv
ends 65 submit --from empty.csv --as zhang
ends 64 key list --from u.jsonl
ends 3 unit add --from <(printf 'id,name,kind\nx1,甲,using\njyj,又,using\n') --as root
ends 13 unit add --from 单位.csv --as root
before=$(events)
ends 12 submit --from <(printf 'system,unit,name,level,need.1\na1,czj,甲,2,"host:cpu=2,memory_gib=4"\n') --as zhang
[ "$(events)" = "$before" ] || fail "a refused file left something"

# Ten thousand rows, one act; killed at some moment and done again, the state is that of one quiet run.
python3 - >many.csv <<'PY'
print("system,unit,name,level,need.1,incomplete")
for i in range(10000):
    print(f's{i},czj,系统{i},2,"host:cpu=2,memory_gib=4",true')
PY
cp "$GOVCLOUD_LEDGER" quiet.db
for delay in 0.2 0.6 1.2; do
  "$govcloud" submit --from many.csv --key m --as zhang -q & job=$!
  sleep "$delay"; kill -9 $job 2>/dev/null || true; wait $job 2>/dev/null || true
done
start=$(date +%s%N)
ends 0 submit --from many.csv --key m --as zhang -q
took=$(($(date +%s%N) - start))
ends 0 submit --from many.csv --key m --as zhang -q
acts=$(sqlite3 "$GOVCLOUD_LEDGER" "SELECT count(*) FROM act WHERE verb = 'submit'")
[ "$acts" = 1 ] || fail "$acts acts for one file"
g -L quiet.db submit --from many.csv --key m --as zhang -q
same() { sqlite3 "$1" "SELECT group_concat(hash) FROM (SELECT hex(hash) AS hash FROM event ORDER BY seq)" | sha256sum; }
[ "$(same "$GOVCLOUD_LEDGER")" = "$(same quiet.db)" ] || fail "killed and resumed is another state"
[ "$(g list requests -o value | wc -l)" = 10000 ] || fail "not all rows are there"
ends 19 audit verify

# Each row's seq is that of its own last event, the first time and when it is replayed.
printf 'id,name,kind\nq1,甲,using\nq2,乙,using\n' >two.csv
seqs() { ends 0 unit add --from two.csv --key seqs --as root -o json; grep '^      "seq"' out; }
seqs >first; seqs >second
cmp first second || fail "a replayed row has another seq than the first time"
[ "$(sort -u first | wc -l)" = 2 ] || fail "two rows have one seq"
# More papers than a process may have files open.
seq 500 | awk 'BEGIN { print "system,unit,name,level,need.1,attach.plan,attach.self_test" }
  { print "p" $1 ",czj,系统" $1 ",2,\"host:cpu=2,memory_gib=4\",paper.pdf,own.pdf" }' >papers.csv
echo 'another invented paper' >own.pdf
(ulimit -n 128; ends 0 submit --from papers.csv --as zhang -q) || fail "1000 papers were not taken with 128 open files"

# A signed ledger: one signature over all rows.
GOVCLOUD_LEDGER=$folder/signed.db
make_signed_office zhejiang
printf 'id,name,kind\nb1,甲,using\nb2,乙,using\nb3,丙,using\n' >three.csv
by root unit add --from three.csv -q
[ "$(sqlite3 "$GOVCLOUD_LEDGER" "SELECT count(*), count(signature) FROM act WHERE events = 6")" = '1|1' ] || fail "three rows are not one signed act"
code=0; g audit verify --root "$(fingerprint root)" >out 2>err || code=$?
[ "$code" = 19 ] || { cat out err; fail "the signed bulk act does not verify: $code"; }
echo "bulk files in three encodings, 10000 rows in one act ($((took / 1000000)) ms), killed three times and resumed to the same bytes"
