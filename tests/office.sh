# What the scripts share: a folder of their own, and a small office in a test ledger.
#   . "$(dirname "$0")/office.sh" "$1"

govcloud=$(cd "$(dirname "${1:?the program is not named}")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
shared=${GOVCLOUD_SHARED-$here/../../shared}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
unset GOVCLOUD_AS GOVCLOUD_OUTPUT GOVCLOUD_LANG GOVCLOUD_SIGN_WITH SSH_AUTH_SOCK
export GOVCLOUD_LEDGER="$folder/ledger.db" HOME="$folder"

fail() { echo "FAILED: $*"; exit 1; }
at() { GOVCLOUD_NOW=$1; export GOVCLOUD_NOW; }
g() { "$govcloud" "$@"; }
events() { sqlite3 "$GOVCLOUD_LEDGER" 'SELECT count(*) FROM event'; }

# make_office POLICY: units czj, dsj, yun; zhang asks, wang reviews and opens, sun provides, liu inspects.
make_office() {
  echo 'invented paper' >paper.pdf
  g init --policy "$1" --founder root=周密 --test --unsigned -q
  for unit in 'czj 市财政局 using' 'dsj 数据局 authority' 'yun 云公司 provider'; do
    set -- $unit
    g unit add "$1" --name "$2" --kind "$3" --as root -q
  done
  g person add zhang --name 张明 --unit czj --role applicant --as root -q
  g person add wang --name 王芳 --unit dsj --role reviewer,chief --as root -q
  g person add sun --name 孙立 --unit yun --role operator --as root -q
  g person add liu --name 刘察 --unit dsj --role inspector --as root -q
}
# new_key NAME [PASSPHRASE]: the pair keys/NAME and keys/NAME.pub.
new_key() {
  mkdir -p keys
  ssh-keygen -q -t ed25519 -N "${2-}" -C "$1" -f "keys/$1"
}
fingerprint() { ssh-keygen -l -f "keys/$1.pub" | cut -d' ' -f2; }
# by PERSON WORD…: a command by a person, signed with their key.
by() {
  who=$1; shift
  g "$@" --as "$who" --sign-with "keys/$who"
}
# enrol PERSON [KEY]: the key keys/KEY becomes the person's, or waits for a second one; prints its number.
enrol() {
  g key request "$1" --sign-with "keys/${2-$1}" --out "${2-$1}.request"
  by root key enrol "${2-$1}.request" -o value
}
# make_signed_office POLICY: the same office, each person with a key; liu confirms wang's.
make_signed_office() {
  echo 'invented paper' >paper.pdf
  for name in root zhang wang sun liu; do new_key $name; done
  g init --policy "$1" --founder root=周密 --founder-key keys/root.pub --sign-with keys/root --test -q
  for unit in 'czj 市财政局 using' 'dsj 数据局 authority' 'yun 云公司 provider'; do
    set -- $unit
    by root unit add "$1" --name "$2" --kind "$3" -q
  done
  by root person add zhang --name 张明 --unit czj --role applicant -q
  by root person add wang --name 王芳 --unit dsj --role reviewer,chief -q
  by root person add sun --name 孙立 --unit yun --role operator -q
  by root person add liu --name 刘察 --unit dsj --role inspector -q
  for name in zhang sun liu; do enrol $name >enrolled; done
  by liu cosign "$(enrol wang)" -q
}
# submit SYSTEM [OPTION…]
submit() {
  system=$1; shift
  g submit "$system" --unit czj --name "系统$system" --level 2 --need host:cpu=2,memory_gib=4 \
    --attach plan=paper.pdf --attach self_test=paper.pdf --as zhang "$@"
}
