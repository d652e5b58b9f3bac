// Keys and signatures as OpenSSH writes them: what is read is written the same again.
#include "core/ledger/signature.h"

#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  if (const auto key = read_key_line(bytes)) must(read_key_line(key->line()) == key);
  if (const auto key = read_key_blob(bytes)) must(key->blob() == bytes);
  if (const auto read = read_armour(bytes)) {
    const auto again = read_armour(armoured(read->key, read->name_space, read->raw));
    must(again && again->key == read->key && again->name_space == read->name_space && again->raw == read->raw);
    must(!signature_holds(read->key, read->name_space, "what nobody signed", read->raw));
  }
}
