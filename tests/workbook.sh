#!/bin/bash
# The monthly and the yearly report as workbooks, opened by a reader that is not ours: every figure of the JSON stands
# in it as a number, every day as a day, and LibreOffice, where it is installed, reads the same.
set -eu
. "$(dirname "$0")/office.sh" "$1"
at 2026-09-01T09:00:00+08:00
make_office zhejiang
submit portal --need host:cpu=8..16,memory_gib=16 -q
g review accept R-2026-0001 --as wang -q
g review approve R-2026-0001 --days 30 --as wang -q
g provision R-2026-0001 --cloud-id portal/host-1=i-1 --cloud-id portal/host-2=i-2 --as sun -q
/usr/bin/python3 - >m.csv <<'PY'
print("resource,time,cpu_percent,cpu_capacity,memory_percent")
for hour in range(30 * 24):
    for host in (1, 2):
        print(f"i-{host},2026-09-{hour // 24 + 1:02}T{hour % 24:02}:00:00+08:00,{(hour * 7 + host * 13) % 100}.{hour % 10},{host * 2},{(hour + host) % 60}")
PY
at 2026-10-08T09:00:00+08:00
g usage import m.csv --as sun -q
g report monthly 2026-09 --out r.xlsx -q
g report monthly 2026-09 --lang en --out 中文名.xlsx -q
g report monthly 2026-09 -o json >r.json
TZ=America/New_York LC_ALL=C g report monthly 2026-09 -o xlsx >again.xlsx
cmp r.xlsx again.xlsx || fail "another time zone gives another workbook"
cat >compare.py <<'PY'
import datetime, json, sys
import openpyxl

report = json.load(open("r.json"))["item"]
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[1]
assert len(book.worksheets) == 9, book.sheetnames
assert sheet.merged_cells.ranges
if len(sys.argv) < 3:  # LibreOffice does not write these back
    assert sheet.freeze_panes == "E4", sheet.freeze_panes
assert len(book.worksheets[0]._charts) == 3, len(book.worksheets[0]._charts)
rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
wanted = [(u, s, r) for u in report["units"] for s in u["systems"] for r in s["resources"]]
assert len(rows) == len(wanted) > 1, (len(rows), len(wanted))
compared = 0
for row, (unit, system, r) in zip(rows, wanted):
    assert unit["id"] in row[0] and system["id"] in row[1] and row[2] == system["level"] and row[3] == r["id"]
    assert row[4] == r["cloud_id"]
    day = row[11].date() if isinstance(row[11], datetime.datetime) else row[11]
    assert str(day) == r["delivered_on"], row[11]
    figures = ["samples", "absent", "conflicts", "coverage_percent", "cpu_percent_mean", "cpu_percent_p95",
               "cpu_percent_max", "memory_percent_mean", "memory_percent_p95", "memory_percent_max"]
    for value, name in zip(row[13:], figures):
        assert value == r[name], (r["id"], name, value, r[name])
        assert value is None or isinstance(value, (int, float)), (name, value)
        compared += 1
overview = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
days = {row[0]: row[1:3] for row in overview if isinstance(row[0], str) and row[0].startswith("2026-09-")}
assert len(days) == 30 == len(report["days"])
for day in report["days"]:
    assert days[day["day"]][0] == round(day["cpu_percent_used_over_provisioned"] + 1e-9, 2), (day, days[day["day"]])
    compared += 1
text = "\n".join(str(cell) for row in overview for cell in row if cell is not None)
assert report["digest"] in text and "size " + str(report["ledger"]["seq"]) in text
print(f"{compared} figures of {sys.argv[1]} are those of the JSON")
PY
/usr/bin/python3 compare.py r.xlsx
/usr/bin/python3 compare.py 中文名.xlsx
if command -v soffice >/dev/null; then
  soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir office r.xlsx >office.log 2>&1 || { cat office.log; fail "LibreOffice does not open the workbook"; }
  /usr/bin/python3 compare.py office/r.xlsx again
else
  echo "LibreOffice is not installed: not asked"
fi

# The yearly report: its months and units, cell by cell, and the same bytes from any time zone.
at 2027-01-04T09:00:00+08:00
g report yearly 2026 --out y.xlsx -q
g report yearly 2026 -o json >y.json
TZ=America/New_York LC_ALL=C g report yearly 2026 -o xlsx | cmp - y.xlsx || fail "another time zone gives another yearly workbook"
cat >compare_year.py <<'PY'
import json, sys
import openpyxl

report = json.load(open("y.json"))["item"]
book = openpyxl.load_workbook(sys.argv[1])
assert len(book.worksheets[0]._charts) == 3, len(book.worksheets[0]._charts)
compared = 0
def same(cell, wanted):
    global compared
    if isinstance(wanted, float): wanted = int(wanted * 100 + 0.5) / 100
    assert cell == (wanted if wanted is not None else "—"), (cell, wanted)
    compared += 1
def use_of(row, use, at):
    for key in ("cpu", "memory_gib", "size_gib"):
        same(row[at], use["allocated"].get(key, 0)); at += 1
    same(row[at], use["cpu_percent_used_over_provisioned"]), same(row[at + 1], use["memory_percent_used_over_provisioned"])
    return at + 2
def rows(sheet): return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
began = [month for month in report["months"] if month["began"]]
months = {row[0]: row for row in rows(book.worksheets[1])}
for month in began:
    row, use = months[month["month"]], month["use"]
    same(row[1], use["resources"])
    at = use_of(row, use, 2)
    for verdict in ("idle", "oversized", "tight"):
        same(row[at], use["verdicts"][verdict]); at += 1
for unit, row in zip(report["units"], rows(book.worksheets[2])):
    assert unit["id"] in row[0]
    same(row[1], unit["systems"]), same(row[2], unit["resources"]), use_of(row, unit, 3)
limits = {row[0]: row for row in rows(book.worksheets[3])}
for month in began:
    wanted = [month["requests"][kind] for kind in ("onboarding", "change", "termination", "extension")]
    wanted += [month["deadlines"][status] for status in ("kept", "late", "overdue", "open")]
    for cell, number in zip(limits[month["month"]][1:], wanted): same(cell, number)
assert began[8]["use"]["cpu_percent_used_over_provisioned"] > 0
print(f"{compared} figures of the year in {sys.argv[1]} are those of the JSON")
PY
/usr/bin/python3 compare_year.py y.xlsx
if command -v soffice >/dev/null; then
  soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir office y.xlsx >office.log 2>&1 || { cat office.log; fail "LibreOffice does not open the yearly workbook"; }
  /usr/bin/python3 compare_year.py office/y.xlsx
fi
