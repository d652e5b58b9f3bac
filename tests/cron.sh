#!/bin/sh
# The files for cron and systemd do what they say: the line of the crontab is run as cron runs it, with
# nothing in its environment but what the file sets; a second run changes nothing; what was delivered is
# made again, byte for byte, from the ledger as it stood; and systemd takes the units.
set -eu
. "$(dirname "$0")/office.sh" "$1"
cron=$here/../examples/cron/govcloud.cron
unit=$here/../examples/cron/govcloud-report

command=$(sed -n 's/^0 6 1-5 \* \* govcloud \(govcloud report .*\)/\1/p' "$cron")
[ -n "$command" ] || fail "the crontab has no command"
[ "$(sed -n 's/^ExecStart=.*\/\(govcloud report .*\)/\1/p' "$unit.service")" = "$command" ] || fail "the unit and the crontab differ"
for setting in GOVCLOUD_LEDGER GOVCLOUD_AS GOVCLOUD_SIGN_WITH; do
  [ "$(sed -n "s/^\($setting=.*\)/\1/p" "$cron")" = "$(sed -n "s/^Environment=\($setting=.*\)/\1/p" "$unit.service")" ] || fail "$setting differs"
done
grep -q '^Persistent=true' "$unit.timer" || fail "the timer does not make up for a missed run"
if command -v systemd-analyze >/dev/null 2>&1; then
  mkdir units
  for kind in service timer; do sed "s|/usr/bin/govcloud|$govcloud|" "$unit.$kind" >"units/govcloud-report.$kind"; done
  systemd-analyze verify --man=no units/govcloud-report.service units/govcloud-report.timer >verify.log 2>&1 || { cat verify.log; fail "systemd does not take the units"; }
  ! grep govcloud-report verify.log || fail "systemd has something to say of the units"
fi

at 2026-03-02T09:00:00+08:00
make_signed_office zhejiang
new_key robot
by root person add robot --name 定时任务 --unit yun --role operator --service -q
enrol robot >enrolled
by zhang submit budget --unit czj --name 预算系统 --level 2 --need host:cpu=4,memory_gib=16 --attach plan=paper.pdf --attach self_test=paper.pdf -q
by wang review accept R-2026-0001 -q
by wang review approve R-2026-0001 --days 15 -q
by sun provision R-2026-0001 -q

# As cron starts it: /bin/sh -c, in the home folder, with the environment of the file alone.
set -- $(sed -n 's/^\([A-Z_]*=.*\)/\1/p' "$cron" | sed "s|/var/lib/govcloud|$folder/var|; s|/etc/govcloud/robot|$folder/keys/robot|; s|^PATH=|PATH=$(dirname "$govcloud"):|")
mkdir var && mv ledger.db* var/
GOVCLOUD_LEDGER=$folder/var/ledger.db
run() { env -i "$@" HOME=/ LOGNAME=nobody GOVCLOUD_NOW="$GOVCLOUD_NOW" ${zone:+TZ=$zone} /bin/sh -c "cd / && $(echo "$command" | sed "s|/var/lib/govcloud|$folder/var|")"; }

# On the first of May in China it is still April in New York: the month told is China's.
at 2026-05-01T06:00:00+08:00
zone=America/New_York run "$@" >out.log 2>&1 || { cat out.log; fail "the first run"; }
[ ! -s out.log ] || { cat out.log; fail "a quiet run says something"; }
for file in 2026-04.html 2026-04.xlsx 2026-04.csv 2026-04.json 2026-04-czj.html 2026-04-czj.json; do
  [ -s "var/reports/$file" ] || case $file in *.xlsx) ;; *) fail "$file is missing" ;; esac
done
[ "$(g duty list --period 2026-04 --all -o json | jq -r '.items[] | select(.duty=="monthly_report") | .state')" = done ] || fail "the duty is not done"
before=$(events)
sha256sum var/reports/* >sums
at 2026-05-02T06:00:00+08:00
run "$@" >out.log 2>&1 || { cat out.log; fail "the second run"; }
[ "$(events)" = "$before" ] || fail "the second run recorded something"
sha256sum -c --quiet sums || fail "the second run wrote something"

# What was delivered is made again later, in every form, from the event that the record names.
at 2026-05-20T09:00:00+08:00
by zhang attach R-2026-0001 function_test=paper.pdf --result pass -q
event=$(g list records -o json | jq -r '[.items[] | select(.kind=="monthly_report") | .fields.as_of] | unique | .[]')
g report monthly 2026-04 --as-of "$event" --out-dir var/reports -q || fail "the report of event $event is another one now"
g report monthly 2026-04 --out-dir var/reports -q 2>/dev/null && fail "the report of today is the same, so the comparison shows nothing"
g list records -o json | jq -r '.items[] | select(.kind=="monthly_report") | .fields | .html' | sort >recorded
sha256sum var/reports/2026-04.html var/reports/2026-04-czj.html | cut -d' ' -f1 | sort | cmp -s - recorded || fail "the digests recorded are not those of the files"
status=0; g audit verify >verify.log 2>&1 || status=$?
[ "$status" = 19 ] || { cat verify.log; fail "the ledger does not verify: $status"; }

# A job that fails says why, ends with its code, and has recorded nothing.
at 2026-06-01T06:00:00+08:00
before=$(events)
mv keys/robot keys/mislaid
run "$@" >out.log 2>&1 && fail "a job without its key has delivered"
[ -s out.log ] || fail "a job that fails says nothing"
[ "$(events)" = "$before" ] || fail "a job that failed has recorded something"
mv keys/mislaid keys/robot
run "$@" >out.log 2>&1 || { cat out.log; fail "the job is run again, with its key"; }
[ "$(events)" -gt "$before" ] || fail "the job was run again and recorded nothing"
echo "cron's line and systemd's units deliver the report of the last complete month, once"
