#!/bin/bash
# A month asked of live servers on loopback, Prometheus and VictoriaMetrics, each with a folder of its
# own: what they give is what was put in; a server that fails now and then is asked again.
set -eu
. "$(dirname "$0")/office.sh" "$1"
. "$here/packages.sh"
command -v curl >/dev/null || { echo "skipped: curl is missing"; exit 77; }
servers=()
stop() { [ ${#servers[@]} = 0 ] || { kill "${servers[@]}"; wait "${servers[@]}" || true; } 2>/dev/null; servers=(); }
trap 'stop; rm -rf "$folder"' EXIT
# unpack PACKAGE: its programs are found from then on; nothing is installed.
unpack() {
  command -v "$1" >/dev/null && return
  (cd "$folder" && timeout 120 apt-get download "$1" >/dev/null 2>&1 && dpkg -x "$1"_*.deb servers) || return 1
  PATH=$folder/servers/usr/bin:$PATH
  command -v "$1" >/dev/null
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
# wait_for URL: until it answers.
wait_for() {
  for _ in $(seq 150); do
    curl -sf -o /dev/null "$1" && return
    sleep 0.2
  done
  fail "$1 does not answer"
}
found=
for package in $SERVER_PACKAGES; do unpack $package && found="$found $package"; done
case $found in *prometheus*) ;; *) echo "skipped: the package prometheus cannot be fetched"; exit 77 ;; esac

at 2026-01-05T09:00:00+08:00
make_office zhejiang
submit budget -q
g review accept R-2026-0001 --as wang -q
g review approve R-2026-0001 --as wang -q
g provision R-2026-0001 --cloud-id budget/host-1=i-81 --as sun -q
at 2026-03-02T09:00:00+08:00

# February at +08:00, every five minutes; i-99 is nobody's.
python3 - >month.txt 2>sums.json <<'END'
import json, sys
start, n = 1769875200, 28 * 288
cpu = [(i * 37 % 9973) / 100 for i in range(n)]
print("# TYPE vm_cpu gauge")
for vm in ("i-81", "i-99"):
    for i in range(n):
        print(f'vm_cpu{{vm="{vm}:9100"}} {"NaN" if i == 50 else cpu[i]} {start + i * 300}')
print("# TYPE vm_memory gauge")
for i in range(n): print(f'vm_memory{{vm="i-81:9100"}} {1048576 * (i + 1)} {start + i * 300}')
print("# EOF")
del cpu[50]
json.dump({"n": n, "mean": sum(cpu) / len(cpu), "max": max(cpu), "p95": sorted(cpu)[-(-len(cpu) * 95 // 100) - 1]}, sys.stderr)
END
cat >queries.toml <<'END'
name = "queries"
format = "prometheus"
resource_label = "vm"
resource_until = ":"
interval_seconds = 300
[metrics.cpu_percent]
query = 'vm_cpu{vm!=""}'
unit = "percent"
[metrics.memory_used_mib]
query = "vm_memory"
unit = "byte"
END
# same NAME: what was imported is what was put in.
same() {
  g usage show budget --month 2026-02 -o json >shown.json
  jq -e --slurpfile sums sums.json '.items[0] as $i | $sums[0] as $s
    | def near(a; b): (a - b) | fabs < 0.0101;
    $i.samples == $s.n and $i.conflicts == 0 and near($i.cpu_percent_mean; $s.mean)
    and near($i.cpu_percent_max; $s.max) and near($i.cpu_percent_p95; $s.p95)' shown.json >equal ||
    fail "$1: $(cat sums.json shown.json)"
}

port=$(free_port)
echo 'scrape_configs: []' >prometheus.yml
promtool tsdb create-blocks-from openmetrics month.txt data >blocks
prometheus --config.file=prometheus.yml --storage.tsdb.path=data --storage.tsdb.retention.time=100y \
  --web.listen-address=127.0.0.1:$port >prometheus.log 2>&1 &
servers+=($!)
wait_for http://127.0.0.1:$port/-/ready
g usage import --prometheus http://127.0.0.1:$port --query-file queries.toml --month 2026-02 --check -o json >check.json
jq -e '.item.rows == 24192 and .item.matched == 1 and .item.unknown_ids == ["i-99"] and .item.interval_seconds == 300' check.json >equal ||
  fail "the check says $(cat check.json)"
g usage import --prometheus http://127.0.0.1:$port/ --query-file queries.toml --as sun -q 2>err
same prometheus
before=$(events)
g usage import --prometheus http://127.0.0.1:$port --query-file queries.toml --month 2026-02 --as sun -q 2>err
[ "$(events)" = "$before" ] || fail "the same month again is recorded twice"

# A server in between that fails twice, wants the token, and warns; nobody sees the token among processes.
proxy=$(free_port)
cat >proxy.py <<'END'
import glob, http.server, sys, urllib.request
asked = 0
class Proxy(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        global asked
        asked += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        for process in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                if b"s3cret" in open(process, "rb").read(): return self.answer(418, b"the token is seen")
            except OSError: pass
        if self.headers["Authorization"] != "Bearer s3cret": return self.answer(401, b"who are you?")
        if asked in (2, 3): return self.answer(503, b"busy")
        with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{sys.argv[2]}{self.path}", body)) as reply:
            text = reply.read()
        self.answer(200, text.replace(b'{"status":"success",', b'{"status":"success","warnings":["a store is missing"],', 1))
    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Proxy).serve_forever()
END
python3 proxy.py $proxy $port &
servers+=($!)
wait_for_proxy() { for _ in $(seq 100); do curl -s -o /dev/null http://127.0.0.1:$proxy/ && return; sleep 0.1; done; fail "the proxy does not answer"; }
wait_for_proxy
code=0; g usage import --prometheus http://127.0.0.1:$proxy --query-file queries.toml --as sun 2>err || code=$?
[ $code = 65 ] && grep -q 'answered 401: who are you' err || fail "without a token: $code, $(cat err)"
echo s3cret >token
g usage import --prometheus http://127.0.0.1:$proxy --query-file queries.toml --since 2026-02-01 --until 2026-02-02 \
  --token-file token --as sun -q -o json >few.json 2>err || fail "through the proxy: $(cat err)"
jq -e '.item.rows == 1728' few.json >equal || fail "two days: $(cat few.json)"
GOVCLOUD_PROMETHEUS_TOKEN=s3cret g usage import --prometheus http://127.0.0.1:$proxy --query-file queries.toml \
  --since 2026-02-03 --until 2026-02-03 --as sun 2>err >out || fail "with the token in a variable: $(cat err)"
grep -q 'the server says: a store is missing' err || fail "no warning in: $(cat err)"
sed 's/"vm_memory"/"vm_memory{"/' queries.toml >wrong.toml
before=$(events) code=0
g usage import --prometheus http://127.0.0.1:$port --query-file wrong.toml --as sun 2>err || code=$?
[ $code = 65 ] && grep -q 'query of memory_used_mib: the server answered 400' err || fail "a wrong query: $code, $(cat err)"
stop
code=0; g usage import --prometheus http://127.0.0.1:$port --query-file queries.toml --as sun 2>err || code=$?
[ $code = 74 ] && grep -q 'no answer, 5 times' err || fail "no server: $code, $(cat err)"
[ "$(events)" = "$before" ] || fail "a refused import was recorded"

case $found in
  *victoria*)
    port=$(free_port)
    sed '/^#/d; s/ \([0-9]*\)$/ \1000/; /NaN/d' month.txt >month.lines
    victoria-metrics -storageDataPath=victoria -retentionPeriod=100y -httpListenAddr=127.0.0.1:$port >victoria.log 2>&1 &
    servers+=($!)
    wait_for http://127.0.0.1:$port/health
    curl -sf --data-binary @month.lines http://127.0.0.1:$port/api/v1/import/prometheus
    curl -sf http://127.0.0.1:$port/internal/force_flush
    g usage import --prometheus http://127.0.0.1:$port --query-file queries.toml --as sun -q 2>err || fail "VictoriaMetrics: $(cat err)"
    g usage show budget --month 2026-02 -o json | jq -e '.items[0].conflicts == 0' >equal || fail "VictoriaMetrics gives other values"
    ;;
  *) echo "without VictoriaMetrics: the package cannot be fetched" ;;
esac
code=0; g audit verify -q || code=$?
[ $code = 19 ] || fail "audit verify gave $code"
echo "a month of 24192 points asked of:$found; asked again where a server failed, refused with its reason where it refused"
