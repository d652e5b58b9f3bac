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
# govcloud(1) has each verb as --help has it, each house rule as the law has it, and the pages of all verbs.
told=$(g --help | sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) *\(.*\)/\1|\2/p')
ruled=$(sed -n 's/^ *{"\(H-[0-9]*\)", "[^"]*", "\(.*\)"},$/\1|\2/p' "$here/../core/law/house_rules.h")
[ "$(echo "$ruled" | wc -l)" = "$(grep -c '^ *{"H-' "$here/../core/law/house_rules.h")" ] || fail "a house rule does not stand on one line"
printf '%s\n%s\n' "$told" "$ruled" | while IFS='|' read -r name says; do
  grep -x -A1 -e "\.It Cm $name" -e "\.It $name" "$man/govcloud.1" | grep -qxF -- "$says" || { echo "govcloud.1 does not have: $name: $says"; exit 1; }
  case $name in H-*) continue ;; esac
  [ -f "$man/govcloud-$name.1" ] || { echo "there is no page for $name"; exit 1; }
  grep -q "Xr govcloud-$name 1" "$man/govcloud.1" || { echo "govcloud.1 does not refer to govcloud-$name(1)"; exit 1; }
done || fail "govcloud(1) is not true"
echo "$pages pages of verbs and $(ls "$man"/*.[57] | wc -l) of formats and trust are clean and name every option"
