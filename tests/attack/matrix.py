"""The attack matrix of govcloud-trust(7): each row is somebody with the file, the program and some of the
keys. What is not detected is asserted as well."""
import base64
from judge import Row, first_of
from ledger import Event, copy, public_key, sign

NEW_BODY = "改过的意见"


# -- with the file alone -------------------------------------------------------------------------------

def edit_body(office, ledger):
    act = ledger.act("review approve")
    ledger.run("UPDATE event SET body = replace(body, '\"opinion\":\"\"', '\"opinion\":\"改\"') WHERE seq = %d" % act.first)
    return act.first


def edit_and_rehash(office, ledger):
    act = ledger.act("review approve")
    act.events[0].rewrite(opinion=NEW_BODY)
    ledger.save()
    return act.first


def edit_header_and_rehash(office, ledger):
    act = ledger.act("review approve")
    act.person = "qian"
    ledger.save()
    return act.first


def delete_middle(office, ledger):
    act = ledger.act("unit add", nth=1)
    at = first_of(ledger, act)
    ledger.acts.remove(act)
    ledger.save()
    return at


def delete_one_event(office, ledger):
    act = next(a for a in ledger.acts if len(a.events) == 3)
    del act.events[2]
    ledger.save()
    return act.first


def delete_without_renumbering(office, ledger):
    act = ledger.act("review accept")
    ledger.run("DELETE FROM subject WHERE seq = %d" % act.first, "DELETE FROM event WHERE seq = %d" % act.first,
               "DELETE FROM act WHERE act = %d" % act.act)
    return act.first


def swap(ledger, one, other):
    i, j = ledger.acts.index(one), ledger.acts.index(other)
    ledger.acts[i], ledger.acts[j] = other, one
    return first_of(ledger, ledger.acts[min(i, j)])


def swap_two(office, ledger):
    """Two acts of one person, their signatures with them, and the chain made anew."""
    at = swap(ledger, ledger.act("unit add", nth=1), ledger.act("unit add", nth=2))
    ledger.save()
    return at


def swap_two_bodies(office, ledger):
    one, other = ledger.act("unit add", nth=1).first, ledger.act("unit add", nth=2).first
    ledger.run("UPDATE event SET seq = 99999 WHERE seq = %d" % one, "UPDATE event SET seq = %d WHERE seq = %d" % (one, other),
               "UPDATE event SET seq = %d WHERE seq = 99999" % other)
    return one


def strip_signatures(office, ledger):
    for act in ledger.acts: act.alg, act.key_id, act.signature = "none", "", b""
    ledger.save()
    return 1


def strip_one_signature(office, ledger):
    act = ledger.act("review approve")
    act.alg, act.key_id, act.signature = "none", "", b""
    ledger.save()
    return act.first


def make_unsigned(office, ledger):
    """Everything as it was, in a ledger that never was signed."""
    ledger.acts = [a for a in ledger.acts if not a.verb.startswith(("key", "cosign"))
                   and all(e.kind != "denied" for e in a.events)]
    for act in ledger.acts: act.alg, act.key_id, act.signature = "none", "", b""
    ledger.acts[0].events[0].rewrite(root_key="")
    ledger.save()
    return 1


# -- with one key, of an applicant ---------------------------------------------------------------------

def insider_rewrites_own(office, ledger):
    """Zhang changes what he asked for, and signs that and everything of his own again."""
    act = ledger.act("submit", "zhang")
    act.events[0].rewrite(system_name=NEW_BODY)
    for later in [act] + ledger.after(act):
        if later.person == "zhang": later.signer = office.key("zhang")
    ledger.save()
    return first_of(ledger, next(a for a in ledger.after(act) if a.person != "zhang"))


def approval(ledger, opinion):
    old = ledger.act("review approve").events[0]
    event = Event("approved", old.body, list(old.subjects))
    event.rewrite(opinion=opinion)
    return [event]


def approve_in_others_name(office, ledger):
    """Wang's approval, signed by zhang, under the number of wang's key."""
    act = ledger.append("wang", "review approve", approval(ledger, NEW_BODY), ledger.key_id("wang"), office.key("zhang"))
    ledger.save()
    return first_of(ledger, act)


def approve_with_own_key(office, ledger):
    """The same under the number of zhang's own key."""
    act = ledger.append("wang", "review approve", approval(ledger, NEW_BODY), ledger.key_id("zhang"), office.key("zhang"))
    ledger.save()
    return first_of(ledger, act)


def enrolment(office, ledger, person, key, number="K-2026-0099", proof_for=None, proof=None):
    line = public_key(office.key(key))
    request = "govcloud-key-request 1\nledger %s\nperson %s\nkey %s\n" % (proof_for or ledger.id, person, line)
    made = sign(office.key(key), request.encode(), "govcloud-key") if proof is None else proof
    body = ('{"late":null,"key":"%s","person":"%s","public_key":"%s","proof":"%s","needs_cosign":false,"replaces":""}'
            % (number, person, line, base64.b64encode(made).decode()))
    return [Event("key_enrolled", body, [number, person])]


def key_without_root(office, ledger):
    """A key of zhang's making becomes wang's, entered in the root's name."""
    act = ledger.append("root", "key enrol", enrolment(office, ledger, "wang", "stranger"), "K-2026-0001", office.key("zhang"))
    ledger.save()
    return first_of(ledger, act)


def key_unheard_of(office, ledger):
    """An act signed with a key that nobody entered."""
    act = ledger.append("wang", "review approve", approval(ledger, NEW_BODY), "K-2026-0099", office.key("stranger"))
    ledger.save()
    return first_of(ledger, act)


def resign_with_other_key(office, ledger):
    act = ledger.act("review approve")
    act.signer = office.key("zhang")
    ledger.save()
    return act.first


def own_root(office, ledger):
    """The whole ledger made anew, with a root and keys of the attacker's."""
    anew(office, ledger, "stranger")
    return 1


def anew(office, ledger, key):
    line = public_key(office.key(key))
    ledger.acts[0].events[0].rewrite(root_key=line)
    ledger.acts = [a for a in ledger.acts if a.person == "root" and not a.verb.startswith("key")
                   and all(e.kind != "denied" for e in a.events)]
    for act in ledger.acts: act.signer = office.key(key)
    ledger.save()


def backdate_own(office, ledger):
    """Zhang's new act says that it was recorded an hour before the act before it."""
    act = ledger.append("zhang", "withdraw", withdrawal(ledger), ledger.key_id("zhang"), office.key("zhang"), later=-3600)
    ledger.save()
    return first_of(ledger, act)


def withdrawal(ledger):
    request = ledger.act("submit", "zhang", -1).events[0].fact()["request"]
    return [Event("withdrawn", '{"late":null,"request":"%s","reason":"","cancelled_by":"",'
                  '"clocks":{"started":[],"kept":[],"ended":[]}}' % request, [request])]


# -- what no signature shows ---------------------------------------------------------------------------

def truncate(office, ledger):
    del ledger.acts[-3:]
    ledger.save()


def truncate_and_refill(office, ledger):
    """The newest acts are cut off, and one of zhang's own stands in their place, made by the program."""
    truncate(office, ledger)
    ledger.close()
    ran = office.govcloud("audit", "rebuild", "-L", ledger.path)
    assert ran.returncode == 0, ran.stderr
    refill(office, ledger.path)


def refill(office, path):
    ran = office.govcloud("submit", "refill", "--unit", "czj", "--name", "补填", "--level", "1", "--need",
                          "host:cpu=1,memory_gib=1", "--attach", "plan=paper.pdf", "--attach", "self_test=paper.pdf",
                          "--as", "zhang", "--sign-with", office.key("zhang"), "-L", path, "-q")
    assert ran.returncode == 0, ran.stderr


def rollback(office, ledger):
    """An old copy in the ledger's place."""
    ledger.close()
    copy(office.older, ledger.path)


def fork(office, ledger):
    """A second copy of the ledger, carried on by itself."""
    ledger.close()
    refill(office, ledger.path)


def collusion(office, ledger):
    """All who hold keys change what was decided, and sign everything again."""
    ledger.act("review approve").events[0].rewrite(opinion=NEW_BODY)
    for act in ledger.acts:
        # A person's key at the time; the files are named after their holders, and numbered when replaced.
        act.signer = office.key(office.holder[act.key_id])
    ledger.save()


def stolen_key(office, ledger):
    """Whoever has a key is its person, until it is revoked."""
    ledger.close()
    refill(office, ledger.path)


def untouched(office, ledger):
    pass


# -- what is well signed and not allowed ---------------------------------------------------------------

def key_by_applicant(office, ledger):
    """Zhang enters a key for sun, in his own name and with his own signature."""
    act = ledger.append("zhang", "key enrol", enrolment(office, ledger, "sun", "stranger"), ledger.key_id("zhang"), office.key("zhang"))
    ledger.save()
    return first_of(ledger, act)


def approval_by_applicant(office, ledger):
    act = ledger.append("zhang", "review approve", approval(ledger, NEW_BODY), ledger.key_id("zhang"), office.key("zhang"))
    ledger.save()
    return first_of(ledger, act)


FILE_ALONE = [
    Row("edit a body", edit_body, "chain", "damaged", rebuild=False),
    Row("edit a body, and hash everything again", edit_and_rehash, "signatures"),
    Row("change who decided, and hash everything again", edit_header_and_rehash, "signatures"),
    Row("delete an act in the middle, renumber, hash again", delete_middle, "signatures"),
    Row("delete an event of an act, renumber, hash again", delete_one_event, "signatures"),
    Row("delete an act and leave the gap", delete_without_renumbering, "acts", "damaged", rebuild=False),
    Row("swap two acts with their signatures, hash again", swap_two, "signatures"),
    Row("swap two events", swap_two_bodies, "acts", "damaged", rebuild=False),
    Row("strip all signatures", strip_signatures, "signatures"),
    Row("strip one signature", strip_one_signature, "signatures"),
    Row("make it an unsigned ledger", make_unsigned, "root"),
]
ONE_KEY = [
    Row("an insider changes an old act of his own, signs his acts and hashes the rest again", insider_rewrites_own, "signatures"),
    Row("an approval in another's name", approve_in_others_name, "signatures"),
    Row("an approval in another's name, under one's own key's number", approve_with_own_key, "signatures"),
    Row("a key entered without the root", key_without_root, "signatures"),
    Row("a key that nobody entered", key_unheard_of, "signatures"),
    Row("another's act signed again with one's own key", resign_with_other_key, "signatures"),
    Row("the whole ledger made anew with a root of one's own", own_root, "root"),
    Row("a new act of one's own, dated back", backdate_own, "order", "damaged"),
]
# Not detected with the root alone: exit 19, and the verdict says that a seal is wanting.
UNSEEN = [
    Row("nothing", untouched, None),
    Row("cut off the newest acts", truncate, None),
    Row("cut off the newest acts, and fill up with one's own", truncate_and_refill, None),
    Row("put an old copy in its place", rollback, None),
    Row("carry on a second copy", fork, None),
    Row("all who hold keys rewrite it together", collusion, None),
    Row("a stolen key, before it is revoked", stolen_key, None),
]
# What a seal from outside shows, and what even that does not.
SEALED = [Row(row.name, row.deed, "seal", "behind_seal", ("--root", "--against")) for row in UNSEEN
          if row.deed in (truncate, truncate_and_refill, rollback, collusion)]
SEALED += [Row(row.name, row.deed, None, options=("--root", "--against")) for row in UNSEEN
           if row.deed in (untouched, fork, stolen_key)]
SEALED += [Row("cut off what is newer than the seal", truncate, None, options=("--root", "--against an older one"))]
# What is well signed, and what the law would have refused.
ILLEGAL = [
    Row("a key entered by one who may not", key_by_applicant, "legality", "illegal"),
    Row("an approval by one who may not", approval_by_applicant, "legality", "illegal"),
]
# Without the root's fingerprint a ledger made anew looks like any other.
WITHOUT_ROOT = [
    Row("nothing", untouched, None, options=()),
    Row("made anew with another root", own_root, None, options=()),
    Row("made an unsigned ledger", make_unsigned, None, options=()),
]
ROWS = FILE_ALONE + ONE_KEY + UNSEEN + WITHOUT_ROOT
