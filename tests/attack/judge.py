"""Runs rows of attacks against copies of one ledger, and holds what the program says against what the row
says that it says."""
import json, os, subprocess
from ledger import Ledger, copy


class Office:
    """The place of an attack: the program, the ledger as it was left, an older copy of it, the keys."""
    def __init__(self, program, path, older, keys):
        self.program, self.path, self.older, self.keys = program, path, older, keys
        self.root = subprocess.run(["ssh-keygen", "-l", "-f", keys + "/root.pub"], capture_output=True, check=True,
                                   text=True).stdout.split()[1]
        self.seal, self.older_seal = path + ".seal", older + ".seal"
        for ledger, seal in ((path, self.seal), (older, self.older_seal)):
            self.seals = self.govcloud("seal", "make", "-L", ledger, "--out", seal).returncode == 0

    def key(self, person): return self.keys + "/" + person

    def govcloud(self, *words):
        return subprocess.run([self.program, *words], capture_output=True, text=True)

    def verify(self, path, *options):
        ran = self.govcloud("audit", "verify", path, "-o", "json", *options)
        try:
            item = json.loads(ran.stdout)["item"]
        except (ValueError, KeyError):
            return ran.returncode, None, None, None, ran.stderr
        check = next((c["check"] for c in item["checks"] if not c["holds"]), None)
        return ran.returncode, item["verdict"], check, item["first_bad"], ran.stderr


class Row:
    """`deed(office, ledger)` changes the copy and gives the number of the event that the program must name, or
    None. `check` is the first check that must not hold; None: the attack is not detected, and the exit is 19, or
    with a seal from outside 0.
    `or_check`, with its verdict, is another that may be the first, where that hangs on what was changed."""
    def __init__(self, name, deed, check, verdict=None, options=("--root",), rebuild=True, or_check=None):
        self.name, self.deed, self.check, self.options, self.rebuild = name, deed, check, options, rebuild
        unseen = "unproven" if "--root" not in options or len(options) == 1 else "proven"
        self.verdict = verdict or (unseen if check is None else "forged")
        self.or_check = or_check


def first_of(ledger, act):
    """The number of an act's first event as it is written."""
    return 1 + sum(len(a.events) for a in ledger.acts[:ledger.acts.index(act)])


def options_of(office, names):
    value = {"--root": ("--root", office.root), "--against": ("--against", office.seal),
             "--against an older one": ("--against", office.older_seal)}
    return [word for name in names for word in value[name]]


def play(office, row, work):
    path = copy(office.path, os.path.join(work, "copy.db"))
    ledger = Ledger(path)
    where = row.deed(office, ledger)
    ledger.close()
    if row.rebuild: office.govcloud("audit", "rebuild", "-L", path)  # an attacker has the program too
    exit_code, verdict, check, first_bad, said = office.verify(path, *options_of(office, row.options))
    whole = 0 if row.verdict == "proven" else 19
    wanted = (whole if row.check is None else 15, row.verdict, row.check, where if row.check else None)
    got = (exit_code, verdict, check, first_bad if where or not row.check else None)
    if got == wanted or row.or_check and got == (15, row.or_check[1], row.or_check[0], where): return True
    print(f"FAILED: {row.name}: exit, verdict, check, first bad event are {got}, not {wanted}\n  {said}")
    return False
