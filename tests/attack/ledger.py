"""A ledger's file in foreign hands: read, changed and written again with nothing of govcloud's code,
after what govcloud-journal(5) says. Who attacks holds the file, the program, and some of the keys."""
import base64, hashlib, json, os, sqlite3, struct, subprocess


def u32(n): return struct.pack(">I", n)
def u64(n): return struct.pack(">Q", n)
def text(s): b = s if isinstance(s, bytes) else s.encode(); return u32(len(b)) + b


def sign(key_file, message, name_space="govcloud-act"):
    """The raw signature that ssh-keygen makes: 64 bytes."""
    armour = subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key_file, "-n", name_space],
                            input=message, capture_output=True, check=True).stdout.decode()
    return base64.b64decode("".join(armour.split("\n")[1:-2]))[-64:]


def public_key(key_file):
    return " ".join(open(key_file + ".pub").read().split()[:2])


class Event:
    def __init__(self, kind, body, subjects):
        self.kind, self.body, self.subjects = kind, body, subjects

    def fact(self): return json.loads(self.body)

    def rewrite(self, **members):
        fact = self.fact()
        assert all(name in fact for name in members)
        fact.update(members)
        self.body = json.dumps(fact, ensure_ascii=False, separators=(",", ":"))


class Act:
    """`signer` is the key file with which it will be signed anew; None keeps what stands there."""
    def __init__(self, row, events):
        (self.act, self.person, self.for_person, self.verb, self.key, self.content, self.program, self.recorded,
         self.first, self.count, self.alg, self.key_id, self.signature) = row
        self.events, self.signer, self.name_space = events, None, "govcloud-act"

    def header(self, ledger):
        return (text(ledger) + text(self.person) + text(self.for_person) + text(self.verb) + text(self.key or "")
                + self.content + text(self.program) + u64(self.recorded) + u32(len(self.events)))


class Ledger:
    def __init__(self, path):
        self.path, self.db = path, sqlite3.connect(path, isolation_level=None)
        self.acts = []
        for row in self.db.execute("SELECT * FROM act ORDER BY act").fetchall():
            events = []
            for seq, kind, body in self.db.execute("SELECT seq, kind, body FROM event WHERE act=? ORDER BY seq", row[:1]):
                names = self.db.execute("SELECT subject FROM subject WHERE seq=? ORDER BY position", (seq,))
                events.append(Event(kind, body, [name for name, in names.fetchall()]))
            self.acts.append(Act(row, events))
        self.id = self.acts[0].events[0].fact()["ledger"]

    # -- finding -------------------------------------------------------------------------------------

    def act(self, verb, person=None, nth=0):
        return [a for a in self.acts if a.verb == verb and person in (None, a.person)][nth]

    def after(self, act): return self.acts[self.acts.index(act) + 1:]

    def key_id(self, person):
        """The number of the key with which a person signed last."""
        return [a.key_id for a in self.acts if a.person == person][-1]

    # -- writing -------------------------------------------------------------------------------------

    def append(self, person, verb, events, key_id, signer, later=60):
        """A new act at the end, in a person's name."""
        row = (0, person, "", verb, None, bytes(32), self.acts[-1].program, self.acts[-1].recorded + later, 0, 0,
               "ssh-ed25519", key_id, b"")
        act = Act(row, events)
        act.signer = signer
        self.acts.append(act)
        return act

    def chain(self, jump=0):
        """Numbers, hashes and, where a signer is named, signs everything anew; gives the rows. `jump` leaves
        out that many numbers in the middle."""
        acts, events, subjects, before, seq = [], [], [], bytes(32), 0
        for number, act in enumerate(self.acts, 1):
            if number == len(self.acts) // 2: seq += jump
            first = seq + 1
            for event in act.events:
                seq += 1
                head = b"\1" + act.header(self.id) if seq == first else b"\0"
                b = b"govcloud-event-1\0" + u64(seq) + before + u64(number) + head
                b += text(event.kind) + u32(len(event.subjects)) + b"".join(map(text, event.subjects)) + text(event.body)
                after = hashlib.sha256(b).digest()
                events.append((seq, number, event.kind, event.body, before, after))
                subjects += [(seq, place, name) for place, name in enumerate(event.subjects, 1)]
                before = after
            if act.signer:
                act.signature = sign(act.signer, before.hex().encode() + b"\n", act.name_space)
            acts.append((number, act.person, act.for_person, act.verb, act.key, act.content, act.program, act.recorded,
                         first, len(act.events), act.alg, act.key_id, act.signature))
        return acts, events, subjects

    def run(self, *deeds):
        """SQL with the seat belt off, and the belt on again, so that the schema is as it was."""
        belts = self.db.execute("SELECT name, sql FROM sqlite_schema WHERE type='trigger'").fetchall()
        self.db.execute("PRAGMA foreign_keys=OFF")
        for name, _ in belts: self.db.execute("DROP TRIGGER " + name)
        for deed in deeds: deed(self.db) if callable(deed) else self.db.execute(deed)
        for _, sql in belts: self.db.execute(sql)

    def save(self, **how):
        acts, events, subjects = self.chain(**how)
        def write(db):
            db.execute("BEGIN")
            for table in ("subject", "event", "act"): db.execute("DELETE FROM " + table)
            db.executemany("INSERT INTO act VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", acts)
            db.executemany("INSERT INTO event VALUES (?,?,?,?,?,?)", events)
            db.executemany("INSERT INTO subject VALUES (?,?,?)", subjects)
            db.execute("COMMIT")
        self.run(write)

    def close(self): self.db.close()


def copy(path, to):
    """A copy of a ledger's file, whatever lies in its -wal."""
    for tail in ("", "-wal", "-shm"):
        if os.path.exists(to + tail): os.remove(to + tail)
    source, target = sqlite3.connect(path), sqlite3.connect(to)
    source.backup(target)
    source.close(), target.close()
    return to
