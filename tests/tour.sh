#!/bin/sh
# Plays the short tour of the README as a reader types it, and compares what it shows line for line. The
# id of the ledger and of its root key differ each time, and the receipts of the registers are left out
# there.
set -eu
govcloud=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
awk '/^## A short tour/ { on = 1 } on && /^```$/ { if (inside) exit; inside = 1; next } on && inside' \
  "$root/README.md" >"$work/shown"
[ -s "$work/shown" ] || { echo "FAILED: no tour in README.md"; exit 1; }
# Each command as it stands, with its continued lines, after a line that says it; a refusal stops nothing.
awk '
  /^\$ / || going { line = going ? $0 : substr($0, 3); going = line ~ /\\$/; print line > commands
                    if (!going) print "echo \"#\"" > commands }
' commands="$work/commands" "$work/shown"
awk '/^\$ / { going = /\\$/; if (!going) print "#"; next } going { going = /\\$/; if (!going) print "#"; next } NF' \
  "$work/shown" >"$work/expected.marked"
mkdir -p "$work/desk/bin" "$work/desk/examples"
ln -s "$govcloud" "$work/desk/bin/govcloud"
ln -s "$root/examples/generate-measurements" "$work/desk/examples/generate-measurements"
cd "$work/desk"
for paper in 方案 自测 f p s t; do echo "$paper" >"$paper.pdf"; done
env -i LC_ALL=C.UTF-8 HOME="$work" PATH="$work/desk/bin:$PATH" sh "$work/commands" >"$work/got.marked" 2>&1
# The order of mark and answer differs; both are taken out, since the answers alone tell the story.
for side in expected got; do
  grep -v '^#$' "$work/$side.marked" | grep -v ' added$' |
    sed -E 's/ledger [0-9a-f]{32}/ledger ID/; s/ +$//' >"$work/$side"
done
if ! diff -u "$work/expected" "$work/got"; then
  echo "FAILED: README.md shows something else than the program"
  exit 1
fi
echo "$(wc -l <"$work/got") lines of the README's tour are as the program says them"
