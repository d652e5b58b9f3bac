#!/bin/sh
# run.sh TARGET SEEDS…: a few seconds of fuzzing from the committed seeds; GOVCLOUD_LONG=1 makes it a
# minute. What libFuzzer finds on its way is thrown away, a find is printed.
set -eu
target=$1; shift
seconds=3
[ -z "${GOVCLOUD_LONG-}" ] || seconds=60
seed=${GOVCLOUD_SEED-$(date +%s)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/grown"
echo "seed $seed; again with GOVCLOUD_SEED=$seed"
if ! "$target" -seed="$seed" -max_total_time=$seconds -artifact_prefix="$folder/" -print_final_stats=1 \
  -timeout=20 -rss_limit_mb=2048 "$folder/grown" "$@" >"$folder/log" 2>&1; then
  cat "$folder/log"
  for find in "$folder"/crash-* "$folder"/timeout-* "$folder"/oom-*; do
    [ -f "$find" ] && { echo "the find, in base64:"; base64 "$find"; }
  done
  exit 1
fi
grep -E 'seeds and|stat::number_of_executed_units' "$folder/log"
