"""Random rewritings by the holders of random keys. Whatever is changed, the chain is made anew and signed again
with the keys that are held: it must be found out whenever an act after the change belongs to somebody else, and
never be taken for proven."""
import copy as values, os, random
from judge import options_of
from ledger import Ledger, copy

PERSONS = ("root", "zhang", "sun", "liu", "wang", "qian")


def change(dice, ledger):
    """Does something to the list of acts; gives the first place that is not as it was."""
    at = dice.randrange(1, len(ledger.acts) - 1)
    act = ledger.acts[at]
    deed = dice.choice(("verb", "recorded", "key", "program", "drop", "swap", "repeat", "events"))
    if deed == "verb": act.verb = "rewritten"
    elif deed == "recorded": act.recorded += 1
    elif deed == "key": act.key = "rewritten"
    elif deed == "program": act.program += "!"
    elif deed == "drop": del ledger.acts[at]
    elif deed == "swap": ledger.acts[at], ledger.acts[at + 1] = ledger.acts[at + 1], act
    elif deed == "repeat": ledger.acts.insert(at, values.copy(act))
    else: act.events = act.events + [values.copy(act.events[-1])]
    return deed, at


def script(office, seed, work):
    dice = random.Random(seed)
    path = copy(office.path, os.path.join(work, "campaign.db"))
    ledger = Ledger(path)
    held = {person for person in PERSONS if dice.random() < 0.6}
    deed, at = change(dice, ledger)
    for act in ledger.acts[at:]:
        if act.person in held: act.signer = office.key(office.holder[act.key_id])
    must = any(act.person not in held for act in ledger.acts[at:])
    ledger.save()
    ledger.close()
    office.govcloud("audit", "rebuild", "-L", path)
    exit_code, verdict, check, _, said = office.verify(path, *options_of(office, ("--root",)))
    if exit_code == 15 or exit_code == 19 and not must: return True
    print(f"FAILED: seed {seed}: {deed} at act {at + 1} with the keys of {sorted(held)}: {exit_code} {verdict} {check} {said}")
    return False
