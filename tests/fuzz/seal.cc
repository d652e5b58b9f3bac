// Seals: what reads is written and reads the same again, and a countersignature holds over the lines
// that were signed and over no others. The key is that of the seeds; nobody has its private half.
#include "core/ledger/seal.h"

#include "core/format/input_error.h"
#include "core/ledger/seal_check.h"
#include "tests/fuzz/target.h"

namespace {

using namespace govcloud;

const std::string kKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILw6uH1y3WErhgQxVIGCUZOHYzkImrrE2uh2oVV6eLRD";
const std::string kSigned =
    "govcloud-seal 1\norigin govcloud/00112233445566778899aabbccddeeff\nsize 14\n"
    "head aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n"
    "recorded 2026-03-02T09:00:00+08:00\nroot SHA256:zZ1iXl3IV2rxQtWdap59uHW6IHDnL7ArqiTxEXwvgiE\n"
    "countersigned shen K-2026-0002\n";

Books books_of_the_seeds() {
  Books books;
  auto& key = books.keys["K-2026-0002"];
  key.id = "K-2026-0002", key.person = "shen", key.public_key = kKey, key.state = KeyState::active, key.from = 3;
  return books;
}

}  // namespace

void govcloud::fuzz(std::string_view bytes) {
  static const Books books = books_of_the_seeds();
  Seal seal;
  try {
    seal = read_seal(bytes, "seal");
  } catch (const InputError& e) {
    must(e.exit == 65);
    return;
  }
  must(seal.lines.starts_with(seal_facts(seal.ledger, seal.size, hex(seal.head))));
  const bool holds = !countersignature_fault(books, seal);
  must(holds || seal.by);
  // One that was made for something else is read, so that it can be told, and never holds.
  if (seal.by && seal.by->raw.empty()) return must(!holds);
  const auto again = read_seal(seal.text(), "again");
  must(again.lines == seal.lines && again.text() == seal.text() && again.by.has_value() == seal.by.has_value());
  must(again.size == seal.size && again.head == seal.head && again.recorded == seal.recorded && again.root == seal.root);
  if (seal.by) must(again.by->raw == seal.by->raw && holds == !countersignature_fault(books, again));
  if (seal.by && holds) must(seal.lines == kSigned);
}
