#!/bin/bash
# Files of strangers: a ledger whose schema, first bytes or pages were made to harm whoever opens it.
# Each is refused with its documented code by every verb, within 2 seconds and 256 MiB, and nothing is
# written beside it. Real sqlite3 makes the files.
set -eu
. "$(dirname "$0")/office.sh" "$1"
export TMPDIR="$folder"
at 2026-03-02T09:00:00+08:00
make_office zhejiang
submit budget -q
g audit export --out good.db -q
code=0; g audit verify good.db -q 2>/dev/null || code=$?
[ "$code" = 19 ] || fail "the ledger itself gave $code"

touch out err before names made.txt bad.db
made=0 asked=0
# bounded WANT NAME COMMAND…: its exit code, in 2 seconds of processor time and 256 MiB.
bounded() {
  want=$1 name=$2; shift 2
  code=0
  (ulimit -v 262144; ulimit -t 2; exec timeout 20 "$govcloud" "$@") >out 2>err || code=$?
  asked=$((asked + 1))
  [ "$code" = "$want" ] || { cat err; fail "$name: $1 ${2-} gave $code, not $want"; }
}
# refused WANT NAME: bad.db, by every way of opening a ledger.
refused() {
  made=$((made + 1))
  sha256sum bad.db >before; ls -A >names
  bounded "$1" "$2" audit verify bad.db
  bounded "$1" "$2" show czj -L bad.db
  bounded "$1" "$2" list systems -L bad.db
  if [ -n "${GOVCLOUD_LONG-}" ] || [ $((made % 10)) = 1 ]; then  # the other verbs open it in the same way
    bounded "$1" "$2" log -L bad.db
    bounded "$1" "$2" ledger info -L bad.db
    bounded "$1" "$2" audit rebuild -L bad.db
    bounded "$1" "$2" ledger backup copy.db -L bad.db
  fi
  bounded "$1" "$2" submit budget2 --unit czj --name 乙 --level 2 --need host:cpu=2,memory_gib=4 \
    --attach plan=paper.pdf --attach self_test=paper.pdf --as zhang -L bad.db
  sha256sum -c --status before || fail "$2: the file was changed"
  ls -A | cmp -s - names || fail "$2: something was written beside it"
}
# sql WANT NAME STATEMENTS: what somebody with sqlite3 does to the ledger.
sql() {
  cp good.db bad.db
  sqlite3 bad.db "PRAGMA writable_schema=ON; $3" >made.txt 2>&1 || { cat made.txt; fail "$2 could not be made"; }
  ! cmp -s good.db bad.db || fail "$2 changed nothing"
  rm -f bad.db-wal bad.db-shm
  refused "$1" "$2"
}
# bytes WANT NAME OFFSET PRINTF-FORMAT
bytes() {
  cp good.db bad.db
  printf "$4" | dd of=bad.db bs=1 seek="$3" conv=notrunc status=none
  refused "$1" "$2"
}

endless='WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)'
columns() { sqlite3 good.db "SELECT group_concat(quote('x') || ' AS ' || name) FROM pragma_table_info('$1')"; }
for table in act event subject content ledger unit person system request resource evidence deadline finding scan \
  usage_import usage_rollup usage_block usage_resource; do
  sql 15 "an endless view in place of $table" "DROP TABLE $table; CREATE VIEW $table AS $endless SELECT $(columns $table) FROM n"
done
for table in act event ledger request unit; do
  sql 15 "a trigger on $table" "CREATE TRIGGER extra AFTER INSERT ON $table BEGIN DELETE FROM person; END"
done
sql 15 "an endless trigger" "CREATE TRIGGER extra AFTER INSERT ON act BEGIN INSERT INTO ledger SELECT 2, x, '' FROM ($endless SELECT x FROM n); END"
for called in "load_extension('evil')" "length(randomblob(1000000000))" "probe(seq)" "fts3_tokenizer('x')"; do
  quoted=${called//\'/\'\'}
  sql 15 "a CHECK that calls $called" "UPDATE sqlite_schema SET sql = replace(sql, 'seq INTEGER NOT NULL', 'seq INTEGER NOT NULL CHECK ($quoted)') WHERE name = 'unit'"
  sql 15 "a default that calls $called" "UPDATE sqlite_schema SET sql = replace(sql, 'state TEXT NOT NULL', 'state TEXT NOT NULL DEFAULT ($quoted)') WHERE name = 'system'"
  sql 15 "an index on $called" "CREATE INDEX extra ON unit (seq); UPDATE sqlite_schema SET sql = 'CREATE INDEX extra ON unit ($quoted)' WHERE name = 'extra'"
  sql 15 "a view that calls $called" "CREATE VIEW extra AS SELECT 1; UPDATE sqlite_schema SET sql = 'CREATE VIEW extra AS SELECT $quoted' WHERE name = 'extra'"
  sql 15 "a generated column of $called" "UPDATE sqlite_schema SET sql = replace(sql, 'record TEXT NOT NULL', 'record TEXT NOT NULL, g AS ($quoted)') WHERE name = 'unit'"
done
sql 15 "a stored generated column" "UPDATE sqlite_schema SET sql = replace(sql, 'record TEXT NOT NULL', 'record TEXT NOT NULL, g AS (hex(zeroblob(100000000))) STORED') WHERE name = 'unit'"
sql 15 "a partial index" "CREATE INDEX extra ON event (kind) WHERE abs(seq) > 0"
sql 15 "a table of full text" "CREATE VIRTUAL TABLE extra USING fts5(body)"
sql 15 "an r-tree" "CREATE VIRTUAL TABLE extra USING rtree(id, a, b)"
sql 15 "a virtual table of no module" "INSERT INTO sqlite_schema VALUES ('table', 'extra', 'extra', 0, 'CREATE VIRTUAL TABLE extra USING evil(x)')"
sql 15 "one table more" "CREATE TABLE extra (a)"
sql 15 "one view more" "CREATE VIEW extra AS SELECT 1"
sql 15 "one index more" "CREATE INDEX extra ON event (kind)"
sql 15 "a table of statistics" "ANALYZE"
sql 15 "one index less" "DROP INDEX act_by_key"
sql 15 "a trigger less" "DROP TRIGGER event_keeps_words"
sql 15 "a trigger that lets through" "UPDATE sqlite_schema SET sql = replace(sql, 'RAISE(ABORT,', 'coalesce(1,') WHERE name = 'event_keeps_words'"
sql 15 "a comment in the schema" "UPDATE sqlite_schema SET sql = sql || ' -- ' WHERE name = 'event'"
sql 15 "a schema without text" "UPDATE sqlite_schema SET sql = NULL WHERE name = 'event'"
sql 15 "a schema that is no SQL" "UPDATE sqlite_schema SET sql = 'CREATE TABLE event (' WHERE name = 'event'"
sql 15 "another command in the schema" "UPDATE sqlite_schema SET sql = 'ATTACH ''x'' AS y' WHERE name = 'event'"
sql 15 "a name twice" "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'unit_by_kind'"
sql 15 "an index of another table" "UPDATE sqlite_schema SET tbl_name = 'person' WHERE name = 'unit_by_kind'"
sql 15 "a foreign type" "UPDATE sqlite_schema SET type = 'view' WHERE name = 'event'"
sql 15 "a deep expression" "INSERT INTO sqlite_schema VALUES ('view', 'extra', 'extra', 0, 'CREATE VIEW extra AS SELECT ' || replace(hex(zeroblob(20000)), '00', '(') || '1' || replace(hex(zeroblob(20000)), '00', ')'))"
sql 15 "a schema of a megabyte" "INSERT INTO sqlite_schema VALUES ('view', 'extra', 'extra', 0, 'CREATE VIEW extra AS SELECT ''' || hex(zeroblob(500000)) || '''')"
sql 15 "a schema of 20000 tables" "INSERT INTO sqlite_schema $endless SELECT 'view', 'v' || x, 'v' || x, 0, 'CREATE VIEW v' || x || ' AS SELECT 1' FROM n LIMIT 20000"
sql 15 "a view of 500 selects" "INSERT INTO sqlite_schema SELECT 'view', 'extra', 'extra', 0, 'CREATE VIEW extra AS ' || group_concat('SELECT 1', ' UNION ALL ') FROM ($endless SELECT x FROM n LIMIT 500)"
for pair in 'event act' 'unit person' 'request system' 'act_by_key event'; do
  set -- $pair
  sql 15 "$1 and $2 on one page" "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = '$2') WHERE name = '$1'"
done
for page in 0 1 -1 99999 4294967297; do
  sql 15 "a table on page $page" "UPDATE sqlite_schema SET rootpage = $page WHERE name = 'unit'"
done
sql 15 "a later format" "PRAGMA user_version=2"
sql 15 "no format" "PRAGMA user_version=0"
sql 15 "a format below nothing" "PRAGMA user_version=-1"
sql 10 "another program's file" "PRAGMA application_id=1"
sql 15 "pages of 4096" "PRAGMA page_size=4096; VACUUM"
sql 15 "pages of 65536" "PRAGMA page_size=65536; VACUUM"
rm -f bad.db; sqlite3 bad.db "PRAGMA page_size=8192; PRAGMA encoding='UTF-16le'; PRAGMA application_id=0x676f7663; CREATE TABLE event (a); PRAGMA user_version=1"
refused 15 "texts in UTF-16"
rm -f bad.db; sqlite3 bad.db "PRAGMA page_size=8192; PRAGMA application_id=0x676f7663; PRAGMA user_version=1; CREATE TABLE x (a); DROP TABLE x"
refused 15 "no tables at all"

bytes 15 "no magic" 0 'X'
bytes 15 "a page size of 1" 16 '\000\001'
bytes 15 "a page size of 512" 16 '\002\000'
bytes 15 "a file version of 3" 18 '\003\003'
bytes 15 "two file versions" 18 '\001\002'
bytes 15 "reserved bytes" 20 '\040'
bytes 15 "other fractions" 21 '\100\100\100'
bytes 15 "a schema format of 9" 44 '\000\000\000\011'
bytes 15 "a schema format of 0 and an encoding of 7" 44 '\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\007'
bytes 15 "a schema page that is none" 100 '\377'
bytes 15 "a schema page of 65535 cells" 103 '\377\377'
size=$(stat -c %s good.db)
for at in 0 50; do head -c $at good.db >bad.db; refused 10 "the first $at bytes"; done
for at in 72 99 100 4096 8192 16384 $((size / 2)) $((size - 8192)); do
  head -c $at good.db >bad.db; refused 15 "the first $at bytes"
done
# Without its last byte only what lies on the last page is hurt: an audit sees it, whoever looks elsewhere
# may get the right answer.
head -c $((size - 1)) good.db >bad.db; bounded 15 "all but the last byte" audit verify bad.db
head -c "$size" /dev/zero >bad.db; refused 10 "nothing but zeros"
{ head -c 8192 good.db; head -c $((size - 8192)) /dev/zero; } >bad.db; refused 15 "zeros after the first page"
{ head -c 100 good.db; head -c $((size - 100)) /dev/zero; } >bad.db; refused 15 "zeros after the header"
{ head -c 100 good.db; yes govcloud | head -c $((size - 100)); } >bad.db; refused 15 "noise after the header"
echo 'no database' >bad.db; refused 10 "a text"
echo "$made files of strangers, $asked commands: each refused with its code, untouched"
