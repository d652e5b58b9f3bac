#!/bin/sh
# Every English sentence marked in the source must have its Chinese in cli/po/zh.po.
# The path of the binary is given as to the other scripts, and is not needed here.
set -eu
for tool in xgettext msgcmp msgfmt; do
  command -v "$tool" >/dev/null 2>&1 || { echo "skipped: gettext is missing ($tool)"; exit 77; }
done
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$root"
xgettext -C --from-code=UTF-8 --keyword=N_ --keyword=say:1 -o "$work/source.pot" \
  cli/*.cc cli/*.h core/format/*.cc core/format/*.h core/law/*.cc core/ledger/*.cc core/ledger/*.h core/usage/*.cc core/security/*.cc
# Fuzzy entries do not count as translated, as msgfmt leaves them out of the program's words.
if ! LC_ALL=C msgcmp cli/po/zh.po "$work/source.pot" >"$work/missing" 2>&1 ||
   ! LC_ALL=C msgfmt --check-format -o /dev/null cli/po/zh.po >>"$work/missing" 2>&1; then
  cat "$work/missing"
  # The sentences themselves, since msgcmp only gives their places.
  msgmerge -q -N --no-wrap -o "$work/merged.po" cli/po/zh.po "$work/source.pot" 2>/dev/null &&
    msgattrib --untranslated --no-obsolete --no-wrap "$work/merged.po" | sed -n '/^msgid "..*"/p'
  exit 1
fi
# What is not there is told in the reader's words: each noun of a NotFound is among those that are translated.
grep -rhoE 'NotFound\{"[a-z ]+"' cli core | cut -d'"' -f2 | sort -u | while read -r noun; do
  sed -n '/kNouns/,/};/p' cli/settle.cc | grep -qF "N_(\"$noun\")" || { echo "there is no '$noun' in cli/settle.cc"; exit 1; }
done
echo "every sentence has its Chinese"
