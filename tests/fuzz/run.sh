#!/bin/sh
# run.sh TARGET RUNS SEEDS…: so many changes of the committed seeds, the same ones each time, so that
# only a change of the program changes the answer; GOVCLOUD_LONG=1 makes it a minute of new ones. What
# libFuzzer finds on its way is thrown away, a find is printed.
set -eu
target=$1 runs=$2; shift 2
seed=1 end=-runs=$runs
[ -z "${GOVCLOUD_LONG-}" ] || { seed=$(date +%s); end=-max_total_time=60; }
seed=${GOVCLOUD_SEED-$seed}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/grown"
echo "seed $seed; again with GOVCLOUD_SEED=$seed"
if ! "$target" -seed="$seed" "$end" -artifact_prefix="$folder/" -print_final_stats=1 \
  -timeout=20 -rss_limit_mb=2048 "$folder/grown" "$@" >"$folder/log" 2>&1; then
  cat "$folder/log"
  for find in "$folder"/crash-* "$folder"/timeout-* "$folder"/oom-*; do
    [ -f "$find" ] && { echo "the find, in base64:"; base64 "$find"; }
  done
  exit 1
fi
grep -E 'seeds and|stat::number_of_executed_units' "$folder/log"
