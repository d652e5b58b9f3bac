#!/bin/bash
# Signing with the real tools: agents good and bad, key files with and without a passphrase, keys that
# are no longer or not yet good, and ssh-keygen as the judge of every signature. What cannot be signed
# ends with 14 and leaves the ledger as it was.
set -eu
. "$(dirname "$0")/office.sh" "$1"
agents=
trap 'for pid in $agents; do kill "$pid" 2>/dev/null || true; done; rm -rf "$folder"' EXIT
at 2026-03-02T09:00:00+08:00
make_signed_office zhejiang

# signs WHAT WORD…: the command is recorded.   refuses CODE SAYS WORD…: it is not, and says why.
signs() {
  local what=$1 before; shift; before=$(events)
  "$@" >out 2>err || fail "$what: $(cat out err)"
  [ "$(events)" -gt "$before" ] || fail "$what: nothing was recorded"
}
refuses() {
  local code=0 wanted=$1 says=$2 before; shift 2; before=$(events)
  "$@" >out 2>err || code=$?
  [ "$code" = "$wanted" ] || fail "$*: $code, not $wanted: $(cat out err)"
  grep -q -- "$says" err || fail "$*: it said $(cat err)"
  [ "$(events)" = "$before" ] || fail "$*: something was recorded"
}
n=0
next_unit() { n=$((n + 1)); echo "unit add u$n --name 单位$n --kind using --as root"; }
# add [OPTION…]: root adds a unit.
add() { g $(next_unit) "$@" -q; }
count() { n=$((n + 1)); }  # `add` in a command line counts in a subshell of its own

# -- files ---------------------------------------------------------------------------------------
signs 'a private key' add --sign-with keys/root; count
signs 'its public half, the private one beside it' add --sign-with keys/root.pub; count
refuses 14 'nothing here signs' add
refuses 14 'did not sign with the key SHA256' add --sign-with keys/liu
refuses 14 'ssh-keygen did not sign' add --sign-with keys/nowhere
refuses 14 'ssh-keygen did not sign' add --sign-with paper.pdf
refuses 14 'ssh-keygen did not sign' add --sign-with=-x
cp keys/root.pub lone.pub
refuses 14 'ssh-keygen did not sign' add --sign-with lone.pub

# -- a passphrase --------------------------------------------------------------------------------
new_key locked secret
signs "root's key is replaced by one with a passphrase" by root key enrol <(
  cp keys/locked keys/open; cp keys/locked.pub keys/open.pub
  ssh-keygen -q -p -P secret -N '' -f keys/open >/dev/null
  g key request root --sign-with keys/open) -q
refuses 14 'ssh-keygen did not sign with keys/locked: Load key' add --sign-with keys/locked </dev/null
took=9999  # milliseconds: the best of three, since other work may run beside this
for _ in 1 2 3; do
  start=$(date +%s%N)
  refuses 14 'passphrase' setsid -w "$govcloud" $(next_unit) --sign-with keys/locked
  once=$((($(date +%s%N) - start) / 1000000))
  [ $once -ge $took ] || took=$once
done
[ "$took" -lt 1000 ] || fail "without a terminal a passphrase took $took ms"
# typed ANSWER WORD…: on a terminal; the answer is typed when a passphrase is asked for.
typed() {
  local answer=$1 line=; shift
  line=$(printf '%q ' "$govcloud" "$@")
  rm -f keyboard screen; mkfifo keyboard
  script -qefc "$line" screen <keyboard >/dev/null 2>&1 & local pid=$!
  exec 9>keyboard
  for _ in $(seq 1 100); do grep -q '^Enter passphrase' screen 2>/dev/null && break; kill -0 $pid 2>/dev/null || break; sleep 0.1; done
  ! grep -q '^Enter passphrase' screen || echo "$answer" >&9
  local code=0; wait $pid || code=$?
  exec 9>&-
  cat screen >&2
  return $code
}
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  echo "no pseudo-terminal is to be had here: passphrases on a terminal are not tested"
else
  signs 'a passphrase on a terminal' typed secret $(next_unit) --sign-with keys/locked; count
  refuses 14 'ssh-keygen did not sign' typed wrong $(next_unit) --sign-with keys/locked
  refuses 14 'passphrase' typed secret $(next_unit) --sign-with keys/locked --no-input
  ! grep -q '^Enter passphrase' screen || fail '--no-input: it asked'
fi

# -- keys that are not good now ------------------------------------------------------------------
refuses 14 'did not sign with the key' add --sign-with keys/root  # replaced
cp keys/open keys/root; cp keys/open.pub keys/root.pub
signs 'the new key' add --sign-with keys/root; count
by root person add qian --name 钱审 --unit dsj --role reviewer -q
by root person add metering --name 计量任务 --unit yun --role operator --service -q
submit budget --sign-with keys/zhang -q
new_key qian; waiting=$(enrol qian)
refuses 14 'has no key' g review accept R-2026-0001 --as qian --sign-with keys/qian  # pending
refuses 14 'person_unknown' g review accept R-2026-0001 --as nobody --sign-with keys/qian
by liu cosign "$waiting" -q
signs 'the confirmed key' g review accept R-2026-0001 --as qian --sign-with keys/qian -q
refuses 14 'did not sign with the key' g review approve R-2026-0001 --as wang --sign-with keys/qian  # another's
by root key revoke "$waiting" --reason 遗失 -q
refuses 14 'has no key' g review approve R-2026-0001 --as qian --sign-with keys/qian  # revoked
refuses 65 'is no public Ed25519 key' g key request wang --sign-with paper.pdf
ssh-keygen -q -t rsa -b 2048 -N '' -f keys/rsa
refuses 65 'is no public Ed25519 key' g key request wang --sign-with keys/rsa

# -- the agent -----------------------------------------------------------------------------------
ssh-agent -D -a "$folder/agent" >/dev/null & agents="$agents $!"
for _ in $(seq 1 50); do [ -S agent ] && break; sleep 0.1; done
export SSH_AUTH_SOCK=$folder/agent
refuses 14 'nothing here signs' add
ssh-add -q keys/root keys/zhang
signs 'the agent' add; count
signs 'the agent, though another key is named' add --sign-with keys/liu; count
signs 'a public key alone, whose private half the agent holds' add --sign-with lone.pub; count
signs 'the agent of two keys' submit agent -q
ssh-add -q -d keys/root 2>/dev/null
refuses 14 'nothing here signs' add
signs 'a key file beside the agent' add --sign-with keys/root; count
export SSH_AUTH_SOCK=$folder/nowhere
refuses 14 'nothing here signs' add
signs 'a key file and no agent where the variable says' add --sign-with keys/root; count

# An agent that holds the key, and then does as its mode says; one that breaks off is passed over.
cat >agent.py <<'END'
import base64, os, socket, struct, sys
path, mode, line = sys.argv[1], sys.argv[2], open(sys.argv[3]).read()
text = lambda b: struct.pack(">I", len(b)) + b
key = base64.b64decode(line.split()[1])
listener = socket.socket(socket.AF_UNIX); listener.bind(path); listener.listen()
while True:
    peer, _ = listener.accept()
    while len(head := peer.recv(4)) == 4:
        asked = peer.recv(struct.unpack(">I", head)[0])
        if mode == "deaf": peer.sendall(text(b"\x05"))
        elif asked[0] == 11: peer.sendall(text(b"\x0c" + struct.pack(">I", 1) + text(key) + text(b"")))
        elif mode == "rubbish": peer.sendall(b"\xff" + os.urandom(63))
        elif mode == "refuse": peer.sendall(text(b"\x05"))
        elif mode == "die": peer.close(); os._exit(1)
        elif mode == "half": peer.sendall(struct.pack(">I", 99) + b"\x0e"); break
        elif mode == "huge": peer.sendall(struct.pack(">I", 2**32 - 1) + b"\x0e")
        elif mode == "wrong": peer.sendall(text(b"\x0e" + text(text(b"ssh-ed25519") + text(os.urandom(64)))))
        elif mode == "short": peer.sendall(text(b"\x0e" + text(text(b"ssh-ed25519") + text(b""))))
        elif mode == "kind": peer.sendall(text(b"\x0e" + text(text(b"ssh-rsa") + text(bytes(64)))))
    peer.close()
END
modes='refuse die half huge wrong short kind rubbish'
for mode in $modes deaf; do
  python3 agent.py "$folder/agent.$mode" $mode keys/root.pub 2>/dev/null & agents="$agents $!"
  for _ in $(seq 1 50); do [ -S "agent.$mode" ] && break; sleep 0.1; done
  export SSH_AUTH_SOCK=$folder/agent.$mode
  case $mode in
    refuse | wrong | short | kind) says='the agent did not sign' ;;
    *) says='nothing here signs' ;;
  esac
  refuses 14 "$says" timeout 20 "$govcloud" $(next_unit)
done
unset SSH_AUTH_SOCK

# -- where ssh-keygen is not ---------------------------------------------------------------------
hidden='not tried'
if unshare -rm true 2>/dev/null; then
  cat >hidden.sh <<'END'
mount --bind /dev/null /usr/bin/ssh-keygen && exec "$@"
END
  refuses 74 'ssh-keygen cannot be started' unshare -rm sh hidden.sh "$govcloud" $(next_unit) --sign-with keys/root
  export SSH_AUTH_SOCK=$folder/agent
  ssh-add -q keys/root
  signs 'the agent, and no ssh-keygen' unshare -rm sh hidden.sh "$govcloud" $(next_unit); count
  unset SSH_AUTH_SOCK
  hidden='well refused'
fi

# -- what is not signed --------------------------------------------------------------------------
before=$(events)
g $(next_unit) --dry-run -q || fail 'a dry run wanted a signature'
[ "$(events)" = "$before" ] || fail 'a dry run recorded something'
signs 'an act with a key' by root unit add keyed --name 有键 --kind using --key k1 -q
before=$(events)
[ "$(g unit add keyed --name 有键 --kind using --key k1 --as root -o value)" = keyed ] || fail 'the replay gave another answer'
[ "$(events)" = "$before" ] || fail 'a replay recorded something'
refuses 13 'k1' g unit add keyed --name 别的 --kind using --key k1 --as root

# -- a job without anything ----------------------------------------------------------------------
new_key metering; enrol metering >enrolled
cp keys/metering job.key
"$here/../examples/generate-measurements" 2026-02 i-81:busy >m.csv
signs 'a service person with nothing but a key file' env -i "GOVCLOUD_NOW=$GOVCLOUD_NOW" "$govcloud" usage import m.csv \
  -L "$GOVCLOUD_LEDGER" --as metering --sign-with job.key --no-input
[ "$(g log -o json | jq -r '.items[-1].person')" = metering ] || fail 'the import is not the service person'"'"'s'

# -- ssh-keygen as the judge ---------------------------------------------------------------------
for i in $(seq 1 200); do by root unit add "made-$i" --name "批$i" --kind using -q || fail "signature $i of ssh-keygen"; done
code=0; checks=$(g audit verify --root "$(g audit export --act 1 -o value -c allowed_signer | cut -d' ' -f3- | ssh-keygen -l -f - | cut -d' ' -f2)" -o json 2>err) || code=$?
[ "$code" = 19 ] || fail "audit verify gave $code: $(cat err)"
acts=$(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM act')
[ "$(echo "$checks" | jq '.item.checks[] | select(.check == "signatures") | .count')" = "$acts" ] || fail 'not every act was looked at'
# Every act as a stranger gets it: accepted as it is, refused with any one bit changed, in another
# namespace, and as another's.
g key list --allowed-signers >signers
cat >judge.py <<'END'
import base64, random, subprocess, sys
act, person, other = int(sys.argv[1]), sys.argv[2], sys.argv[3]
signed, armour = open("act", "rb").read(), open("act.sig").read().split("\n")
blob = base64.b64decode("".join(armour[1:-2]))
def accepted(message=signed, signature=blob, name_space="govcloud-act", who=person, signers="act.signers"):
    with open("bent.sig", "w") as f:
        f.write(armour[0] + "\n" + base64.encodebytes(signature).decode() + armour[-2] + "\n")
    return subprocess.run(["ssh-keygen", "-Y", "verify", "-f", signers, "-I", who, "-n", name_space, "-s", "bent.sig"],
                          input=message, capture_output=True).returncode == 0
def bent(b, bit):
    return b[:bit // 8] + bytes([b[bit // 8] ^ 1 << bit % 8]) + b[bit // 8 + 1:]
if not accepted() or not accepted(signers="signers"): sys.exit(f"act {act}: refused as it is")
dice = random.Random(act)
tries = {"the message": dict(message=bent(signed, dice.randrange(len(signed) * 8))),
         "the signature": dict(signature=bent(blob, dice.randrange(8 * len(blob) - 512, 8 * len(blob)))),
         "anything of the armour": dict(signature=bent(blob, dice.randrange(len(blob) * 8))),
         "the namespace": dict(name_space="govcloud-key"), "the person": dict(who=other, signers="signers")}
for what, one in tries.items():
    if accepted(**one): sys.exit(f"act {act}: accepted with {what} changed")
END
judged=0
for first in $(sqlite3 "$GOVCLOUD_LEDGER" 'SELECT first FROM act' | awk 'NR <= 40 || NR % 10 == 0'); do
  g audit export --act "$first" --out act --force -o value -c act,person >line || fail "export of $first"
  read -r act person <line
  other=liu; [ "$person" != liu ] || other=zhang
  python3 judge.py "$act" "$person" "$other" || fail 'ssh-keygen judges otherwise'
  judged=$((judged + 1))
done
# The command that the receipt prints is the one that works, and any event of an act gives the same.
for seq in $(sqlite3 "$GOVCLOUD_LEDGER" "SELECT seq FROM event WHERE act = (SELECT act FROM act WHERE verb = 'submit' LIMIT 1)"); do
  g audit export --act "$seq" --out 'of an act' >line || fail "event $seq gives another file"
  sh -c "$(sed 's/.*: ssh-keygen/ssh-keygen/' line)" >out 2>&1 || fail "$(cat line out)"
done
echo "$acts acts are well signed, $judged of them judged by ssh-keygen as they are and with five changes;" \
  "$(echo $modes deaf | wc -w) bad agents, $took ms to refuse a passphrase; without ssh-keygen: $hidden"
