#!/bin/bash
# The attack matrix of govcloud-trust(7) and lying ledgers (tests/attack): programs that share no code
# with ours rewrite a signed ledger with the keys that they hold, and audit verify must say of each
# exactly what is documented, of what it cannot detect as well.
set -eu
. "$(dirname "$0")/office.sh" "$1"
at 2026-03-02T09:00:00+08:00
make_signed_office zhejiang
number() { echo "$1 $2" >>keys/numbers; }
number root K-2026-0001; number zhang K-2026-0002; number sun K-2026-0003; number liu K-2026-0004; number wang K-2026-0005
new_key stranger
as_zhang() { by zhang "$@" -q; }
tests() { as_zhang attach "$1" function_test=paper.pdf performance_test=paper.pdf security_test=paper.pdf --dated 2026-03-06 --result pass; }

# A life: a system from application to service, keys replaced, revoked and waiting, and one denial.
by zhang submit budget --unit czj --name 预算系统 --level 2 --need host:cpu=2,memory_gib=4,count=2 \
  --attach plan=paper.pdf --attach self_test=paper.pdf -q
by wang review accept R-2026-0001 -q
at 2026-03-03T09:00:00+08:00
by wang review approve R-2026-0001 -q
by sun provision R-2026-0001 --cloud-id budget/host-1=i-1 --cloud-id budget/host-2=i-2 -q
by root unit add wjw --name 卫健委 --kind using -q
by root unit add jtj --name 交通局 --kind using -q
by root person add qian --name 钱审 --unit dsj --role reviewer -q
new_key qian-old; new_key qian; new_key qian-new
for key in qian-old qian; do
  number $key "$(enrol qian $key)"
  by liu cosign "$(tail -1 keys/numbers | cut -d' ' -f2)" -q
done
sqlite3 "$GOVCLOUD_LEDGER" '.backup older.db'
by root key revoke "$(sed -n 's/^qian //p' keys/numbers)" --reason 遗失 -q
number qian-new "$(enrol qian qian-new)"
at 2026-03-20T09:00:00+08:00
tests R-2026-0001
by wang review open R-2026-0001 -q
! by zhang unit add nowhere --name 无权 --kind using -q 2>denied || fail 'an applicant added a unit'
by zhang submit second --unit czj --name 第二系统 --level 1 --need host:cpu=1,memory_gib=1 \
  --attach plan=paper.pdf --attach self_test=paper.pdf -q
by zhang attach R-2026-0002 plan=paper.pdf -q
by root unit add last --name 末一个 --kind using -q
by zhang change budget --set budget/host-1.cpu=3 --reason 高峰 -q

# Another ledger with the same root.
g init --policy zhejiang --founder root=周密 --founder-key keys/root.pub --sign-with keys/root --test -L other.db -q
by root unit add czj --name 市财政局 --kind using -L other.db -q

# The program itself does not write with its clock set back.
code=0; GOVCLOUD_NOW=2026-03-20T08:00:00+08:00 by zhang withdraw R-2026-0002 --reason 试 -q 2>said || code=$?
[ "$code" = 78 ] || fail "a clock set back gave $code: $(cat said)"

export PYTHONDONTWRITEBYTECODE=1
python3 "$here/attack/attack.py" "$govcloud" "$GOVCLOUD_LEDGER" older.db other.db keys "$here/../man/govcloud-trust.7"
