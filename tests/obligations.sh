#!/bin/bash
# Every obligation of both regulations is carried by an entry of its policy, and `explain` knows it.
set -eu
. "$(dirname "$0")/office.sh" "$1"
at 2026-03-02T09:00:00+08:00
for policy in zhejiang:84:ZJ changde:68:CD; do
  IFS=: read -r name count letters <<<"$policy"
  GOVCLOUD_LEDGER=$folder/$name.db
  make_office "$name"
  g policy lint -v -o json | jq -r '.item.obligations[] | [.id, .carrier, .rule, (.reason // "-")] | @tsv' >carried
  [ "$(grep -c "^$letters-" carried)" = "$count" ] || fail "$name carries $(grep -c "^$letters-" carried) of $count obligations"
  grep -vP '^\S+\t(procedure|gate|clock|duty|record|role|assessment|cited)\t\S+\t' carried && fail "$name has another carrier"
  grep -P '\tcited\t\S+\t-$' carried && fail "$name cites without a reason"
  while IFS=$'\t' read -r id _; do
    g explain "$id" -o json >explained || fail "explain $id"
    jq -e --arg id "$id" '.item | (.article | type == "string") and (.obligations | index($id) != null)' explained >/dev/null ||
      fail "explain $id"
  done <carried
  if [ -f "$shared/design/obligations.csv" ]; then
    cut -d, -f1 "$shared/design/obligations.csv" | grep "^$letters-" | sort >named
    cut -f1 carried | sort | cmp -s - named || fail "$name carries other obligations than the regulation has"
  fi
done
echo "84 and 68 obligations are carried and explained"
