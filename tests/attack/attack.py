"""Every row of the attack matrix and every lying ledger against a signed ledger of the real program:
attack.py PROGRAM LEDGER OLDER OTHER KEYS PAGE, in the folder where they lie."""
import json, os, random, sys, tempfile
import campaign, liars, matrix
from judge import Office, Row, first_of, play
from ledger import Ledger


def holders(keys):
    """Which key file has which number, as it was noted when it was enrolled."""
    return dict(line.split() for line in open(keys + "/numbers"))


def change(nth):
    def deed(office, ledger):
        act = ledger.acts[nth]
        act.verb += "!"
        ledger.save()
        return act.first
    return deed


def delete(nth):
    def deed(office, ledger):
        first = ledger.acts[nth].first
        del ledger.acts[nth]
        ledger.save()
        return first
    return deed


def everywhere(office):
    """The same two deeds on every act, whatever it is; the last one's end is no middle."""
    ledger = Ledger(office.path)
    kinds = {event.kind for act in ledger.acts for event in act.events}
    count = len(ledger.acts)
    ledger.close()
    rows = [Row(f"change act {i + 1} and hash again", change(i), "signatures") for i in range(count)]
    rows += [Row(f"delete act {i + 1} and hash again", delete(i), "signatures") for i in range(1, count - 1)]
    return rows, kinds


def page_rows(page):
    """The table of the page: each attack, and what is found of it with the root, and with root and seal."""
    table = open(page).read().split(".Bl -column")[1].split(".El")[0]
    lines = [line[4:].split(" Ta ") for line in table.split("\n") if line.startswith(".It ") and "Em" not in line]
    return {line[2]: tuple(line[:2]) for line in lines}


def told_rows():
    """The same of the rows that are played."""
    found = lambda row: "not" if row.check is None else "found"
    sealed = {row.name: found(row) for row in matrix.SEALED}
    told = {}
    for row in matrix.FILE_ALONE + matrix.ONE_KEY + matrix.ILLEGAL + matrix.UNSEEN + matrix.SEALED:
        told.setdefault(row.name, (found(row), sealed.get(row.name, found(row))))
    del told["nothing"]
    return told


def compare_with(page):
    printed, told = page_rows(page), told_rows()
    for name in sorted(set(printed) ^ set(told) | {n for n in set(printed) & set(told) if printed[n] != told[n]}):
        print(f"FAILED: the page says {printed.get(name)} of '{name}', the rows {told.get(name)}")
    return printed == told


def checks_of(office):
    """The checks that this program makes."""
    ran = office.govcloud("audit", "verify", office.path, "-o", "json")
    return {check["check"] for check in json.loads(ran.stdout)["item"]["checks"]}


def main():
    program, path, older, other, keys, page = sys.argv[1:]
    office = Office(program, path, older, keys)
    office.number = holders(keys)
    office.holder = {number: name for name, number in office.number.items()}
    office.other = Ledger(other)
    sweep, kinds = everywhere(office)
    rows, waiting = list(matrix.ROWS), 0
    for more, there in ((matrix.SEALED, office.seals), (matrix.ILLEGAL, "legality" in checks_of(office))):
        if there: rows += more
        else: waiting += len(more)
    with tempfile.TemporaryDirectory() as work:
        held = [play(office, row, work) for part in (rows, liars.ROWS, sweep) for row in part]
        long = bool(os.environ.get("GOVCLOUD_LONG"))
        seed = int(os.environ.get("GOVCLOUD_SEED") or (random.randrange(10**6) if long else 1))
        scripts = 1000 if long else 30
        held += [campaign.script(office, seed + i, work) for i in range(scripts)]
    held.append(compare_with(page))
    if not all(held): sys.exit(1)
    seen = [row for row in rows if row.check]
    print(f"{len(seen)} attacks and {len(liars.ROWS)} lies are found out, each with its verdict and its first bad event;"
          f" {len(rows) - len(seen)} are not, as documented; {len(sweep)} changes and deletions of acts of"
          f" {len(kinds)} kinds of events are found at the act, and {scripts} random rewritings (seed {seed}); rows that wait for seals or legality: {waiting}")


main()
