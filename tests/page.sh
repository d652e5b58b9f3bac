#!/bin/bash
# The reports' pages as a browser lays them out: on a telephone, a tablet and a desk, in both languages,
# nothing stands beyond the right edge.
set -eu
. "$(dirname "$0")/office.sh" "$1"
browser=$(command -v chromium || command -v google-chrome || true)
[ -n "$browser" ] || { echo "skipped: no Chromium to look with"; exit 77; }
at 2026-09-01T09:00:00+08:00
make_office zhejiang
echo 'invented paper' >f.pdf
g submit budget --unit czj --name 预算系统 --level 2 --need host:cpu=4,memory_gib=16,count=2 --need storage:size_gib=500 \
  --attach plan=f.pdf --attach self_test=f.pdf --as zhang -q
g review accept R-2026-0001 --as wang -q
g review approve R-2026-0001 --days 20 --as wang -q
g provision R-2026-0001 --cloud-id budget/host-1=i-81 --cloud-id budget/host-2=i-82 --as sun -q
at 2026-11-02T09:00:00+08:00
"$here/../examples/generate-measurements" 2026-10 i-81:busy i-82:idle >m.csv
g usage import m.csv --as sun -q
pages=0
for report in 'monthly 2026-10' 'yearly 2026'; do
  for lang in zh en; do
    g report $report --lang $lang --out page.html --force
    sed -i 's|</body>|<script>document.title = document.documentElement.scrollWidth - innerWidth</script></body>|' page.html
    for width in 520 780 820 1000 1280; do
      beyond=$("$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$folder/browser" \
        --window-size=$width,900 --dump-dom "file://$folder/page.html" 2>/dev/null | sed -n 's|.*<title>\(-*[0-9]*\)</title>.*|\1|p')
      [ -n "$beyond" ] || { echo "skipped: $browser does not lay out a page here"; exit 77; }
      [ "$beyond" -le 0 ] || fail "$report in $lang, $width wide: $beyond pixels beyond the edge"
      pages=$((pages + 1))
    done
  done
done
echo "$pages pages lie within their width"
