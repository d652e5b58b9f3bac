#!/bin/sh
# Every page is clean mdoc, and every option that a verb has stands in its page or in govcloud(1).
set -eu
. "$(dirname "$0")/office.sh" "$1"
man=$here/../man
mandoc -T lint -W warning "$man"/*.[157] 2>&1 | grep -v 'referenced manual not found' >lint || true
[ ! -s lint ] || { cat lint; fail "mandoc has something to say"; }
pages=0
for page in "$man"/govcloud-*.1; do
  verb=$(basename "$page" .1); verb=${verb#govcloud-}
  pages=$((pages + 1))
  actions=$(g "$verb" --help | sed -n "s/^  govcloud $verb \([a-z-]*\).*/\1/p; s/^usage: govcloud $verb \([a-z-]*\) .*/\1/p" | sort -u)
  for action in '' $actions; do
    g "$verb" $action --help 2>/dev/null | grep -o -- '^ *\(-[a-zA-Z], \)\?--[a-z-]*' | grep -o -- '--[a-z-]*' | sort -u |
      while read -r option; do
        grep -q -- "Fl -${option#--}" "$page" "$man/govcloud.1" || { echo "$verb $action: $option is in no page"; exit 1; }
      done || fail "an option is undocumented"
  done
done
echo "$pages pages of verbs and $(ls "$man"/*.[57] | wc -l) of formats and trust are clean and name every option"
