"""Ledgers that lie about their form: what no program of ours would write, signed by whom it pleases."""
from judge import Row, first_of
from ledger import Event
from matrix import approval, enrolment, withdrawal


def last(ledger):
    return first_of(ledger, ledger.acts[-1])


def by_zhang(office, ledger, **changes):
    """A new act of zhang's, good but for the changes."""
    act = ledger.append("zhang", "withdraw", withdrawal(ledger), ledger.key_id("zhang"), office.key("zhang"))
    for name, value in changes.items(): setattr(act, name, value)
    ledger.save()
    return last(ledger)


def liar(**changes):
    return lambda office, ledger: by_zhang(office, ledger, **changes)


def signed_with(key_file, number):
    """A new act of qian's with a key that is not theirs to sign with now."""
    def deed(office, ledger):
        ledger.append("qian", "review approve", approval(ledger, ""), office.number[key_file], office.key(key_file))
        ledger.save()
        return last(ledger)
    return deed


def padded(office, ledger):
    by_zhang(office, ledger)
    act = ledger.acts[-1]
    act.signer, act.signature = None, act.signature + b"\0"
    ledger.save()
    return last(ledger)


def cut(office, ledger):
    by_zhang(office, ledger)
    act = ledger.acts[-1]
    act.signer, act.signature = None, act.signature[:63]
    ledger.save()
    return last(ledger)


def gap(office, ledger):
    for act in ledger.acts: act.signer = office.key(office.holder[act.key_id])
    ledger.save(jump=5)
    return 1 + sum(len(act.events) for act in ledger.acts[:len(ledger.acts) // 2 - 1])


def duplicate(office, ledger):
    """Two events of one number, in a table without its key."""
    sql = ledger.db.execute("SELECT sql FROM sqlite_schema WHERE name = 'event'").fetchone()[0]
    def deed(db):
        rows = db.execute("SELECT * FROM event").fetchall()
        db.execute("DROP TABLE event")
        db.execute(sql.replace("INTEGER PRIMARY KEY CHECK (seq > 0)", "INTEGER NOT NULL").replace("NOT NULL UNIQUE", "NOT NULL"))
        db.executemany("INSERT INTO event VALUES (?,?,?,?,?,?)", rows + rows[-1:])
    ledger.run(deed)


def founded_twice(office, ledger):
    """A second founding event, by the root itself."""
    founding = ledger.acts[0].events[0]
    ledger.append("root", "init", [Event(founding.kind, founding.body, founding.subjects)], ledger.key_id("root"),
                  office.key(office.holder[ledger.key_id("root")]))
    ledger.save()
    return last(ledger)


def founded_by_another(office, ledger):
    """Zhang makes himself the root, at the end, and the rest unsigned."""
    founding = Event("ledger_created", ledger.acts[0].events[0].body, ["zhang"])
    founding.rewrite(founder="zhang", root_key="")
    ledger.append("zhang", "init", [founding], ledger.key_id("zhang"), office.key("zhang"))
    ledger.save()
    return last(ledger)


def never_founded(office, ledger):
    del ledger.acts[0].events[0]
    ledger.save()
    return 1


def of_another_ledger(office, ledger):
    """An act of another ledger with the same keys, as it was signed there."""
    other = office.other
    act = other.acts[-1]
    ledger.acts.append(act)
    ledger.save()
    return last(ledger)


def id_of_another_ledger(office, ledger):
    """The header of one act is hashed with another ledger's id."""
    mine, ledger.id = ledger.id, "0" * 32
    ledger.acts[-1].signer = office.key(office.holder[ledger.acts[-1].key_id])
    acts, events, _ = ledger.chain()
    ledger.id = mine
    ledger.acts[-1].signer, ledger.acts[-1].signature = None, acts[-1][12]
    ledger.save()
    return last(ledger)


def enrolled(**how):
    def deed(office, ledger):
        ledger.append("root", "key enrol", enrolment(office, ledger, "zhang", "stranger", **how), ledger.key_id("root"),
                      office.key(office.holder[ledger.key_id("root")]))
        ledger.save()
        return last(ledger)
    return deed


def proof_of_another(office, ledger):
    """Zhang's proof, for a key that is entered as sun's."""
    events = enrolment(office, ledger, "zhang", "stranger")
    events[0].rewrite(person="sun")
    events[0].subjects = ["K-2026-0099", "sun"]
    ledger.append("root", "key enrol", events, ledger.key_id("root"), office.key(office.holder[ledger.key_id("root")]))
    ledger.save()
    return last(ledger)


def unknown_kind(office, ledger):
    ledger.append("zhang", "withdraw", [Event("forgotten", '{"late":null}', [])], ledger.key_id("zhang"), office.key("zhang"))
    ledger.save()
    return last(ledger)


def odd_body(office, ledger):
    """The same fact, with a blank in it."""
    events = withdrawal(ledger)
    events[0].body = events[0].body.replace(",", ", ", 1)
    ledger.append("zhang", "withdraw", events, ledger.key_id("zhang"), office.key("zhang"))
    ledger.save()
    return last(ledger)


def inside_an_act(office, ledger):
    act = next(a for a in reversed(ledger.acts) if len(a.events) > 1)
    end = first_of(ledger, act) + len(act.events) - 1
    ledger.run("DELETE FROM subject WHERE seq >= %d" % end, "DELETE FROM event WHERE seq >= %d" % end,
               "DELETE FROM act WHERE act > %d" % act.act)


def without_events(office, ledger):
    ledger.run("INSERT INTO act SELECT act + 1, person, for_person, verb, NULL, content, program, recorded, first + events,"
               " events, alg, key_id, signature FROM act ORDER BY act DESC LIMIT 1")
    return ledger.acts[-1].first + len(ledger.acts[-1].events)


ROWS = [
    Row("an unsigned act in a signed ledger", liar(alg="none", key_id="", signature=b"", signer=None), "signatures"),
    Row("an act without an algorithm", liar(alg=""), "signatures"),
    Row("an unknown algorithm", liar(alg="sm2-sm3"), "signatures"),
    Row("a hardware token's algorithm for a key in a file", liar(alg="sk-ssh-ed25519@openssh.com"), "signatures"),
    Row("a signature for another purpose", liar(name_space="file"), "signatures"),
    Row("a proof of possession as a signature", liar(name_space="govcloud-key"), "signatures"),
    Row("a signature of zeros", liar(signer=None, signature=bytes(64)), "signatures"),
    Row("an empty signature", liar(signer=None, signature=b""), "signatures"),
    Row("a signature with a byte more", padded, "signatures"),
    Row("a signature with a byte less", cut, "signatures"),
    Row("a revoked key", signed_with("qian", "revoked"), "signatures"),
    Row("a replaced key", signed_with("qian-old", "replaced"), "signatures"),
    Row("a pending key", signed_with("qian-new", "pending"), "signatures"),
    Row("a gap in the numbers, well hashed and signed", gap, "chain", "damaged", rebuild=False),
    Row("two events of one number", duplicate, "schema", "damaged", rebuild=False),
    Row("two founding events", founded_twice, "replay", "damaged", rebuild=False, or_check=("legality", "illegal")),
    Row("a second founding, unsigned", founded_by_another, "replay", "damaged", rebuild=False, or_check=("legality", "illegal")),
    Row("no founding event", never_founded, "acts", "damaged", rebuild=False),
    Row("an act of another ledger", of_another_ledger, "signatures"),
    Row("an act signed for another ledger's id", id_of_another_ledger, "signatures"),
    Row("a key without its holder's proof", enrolled(proof=bytes(64)), "signatures"),
    Row("a key with an empty proof", enrolled(proof=b""), "signatures"),
    Row("a key with a proof for another ledger", enrolled(proof_for="0" * 32), "signatures"),
    Row("a key with another person's proof", proof_of_another, "signatures"),
    Row("an unknown kind of event", unknown_kind, "replay", "damaged", rebuild=False),
    Row("a body that is not canonical", odd_body, "replay", "damaged", rebuild=False),
    Row("a journal that ends inside an act", inside_an_act, "acts", "damaged", rebuild=False),
    Row("an act without events", without_events, "acts", "damaged", rebuild=False),
]
