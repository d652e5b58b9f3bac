#include "core/ledger/seal.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "core/format/input_error.h"
#include "core/format/width.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/signature.h"

namespace govcloud {
namespace {

constexpr std::string_view kForm = "govcloud-seal 1", kOrigin = "govcloud/", kArmour = "-----BEGIN";
constexpr std::size_t kLedgerIdDigits = 32;

/// The lines of a seal being read, with the place for messages.
struct Reader {
  std::string_view left;
  const std::string& path;
  int number = 1;  // of the line that is read next

  [[noreturn]] void bad(std::string_view wanted) const {
    throw InputError(65, fmt::format("{}:{}: a seal has here: {}", path, number, wanted),
                     "take the file as it was made: govcloud seal make --out FILE");
  }
  bool at_lines_end() const { return left.empty() || left.starts_with(kArmour); }
  std::string_view line() {
    const auto end = left.find('\n');
    const auto text = left.substr(0, end);
    if (text.empty() || printable(text) != text) bad("a line of plain text");
    return text;
  }
  void pass() { left.remove_prefix(left.find('\n') + 1), ++number; }
  /// The text after the word of a line that must stand here.
  std::string member(std::string_view word, std::string_view example) {
    const auto begins = std::string(word) + " ";
    if (at_lines_end() || !line().starts_with(begins)) bad(begins + std::string(example));
    const std::string value(line().substr(begins.size()));
    return value;
  }
};

bool is_ledger_id(std::string_view id) {
  return id.size() == kLedgerIdDigits && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void read_facts(Reader& in, Seal& seal) {
  if (in.at_lines_end() || in.line() != kForm) in.bad(kForm);
  in.pass();
  const auto origin = in.member("origin", "govcloud/LEDGER");
  if (!origin.starts_with(kOrigin) || !is_ledger_id(origin.substr(kOrigin.size()))) in.bad("origin govcloud/LEDGER");
  seal.ledger = origin.substr(kOrigin.size());
  in.pass();
  const auto size = in.member("size", "NUMBER");
  std::from_chars(size.data(), size.data() + size.size(), seal.size);
  if (std::to_string(seal.size) != size || seal.size == 0 || seal.size > std::numeric_limits<std::int64_t>::max())
    in.bad("size NUMBER");
  in.pass();
  const auto head = in.member("head", "64 hexadecimal digits");
  const auto digest = digest_from_hex(head);
  if (!digest || hex(*digest) != head) in.bad("head 64 hexadecimal digits");
  seal.head = *digest;
  in.pass();
}

void read_countersigned(Reader& in, Seal& seal) {
  const auto value = in.member("countersigned", "PERSON KEY");
  const auto blank = value.find(' ');
  if (blank == std::string::npos || blank == 0 || blank + 1 == value.size() || value.find(' ', blank + 1) != std::string::npos)
    in.bad("countersigned PERSON KEY");
  seal.by = Countersignature{value.substr(0, blank), value.substr(blank + 1), {}, {}};
}

/// The lines after the facts: those that this version knows are read, the others only kept.
void read_more(Reader& in, Seal& seal) {
  const auto text = in.line();
  const auto word = text.substr(0, text.find(' '));
  if (seal.by) in.bad("-----BEGIN SSH SIGNATURE-----");
  for (const std::string_view once : {"origin", "size", "head"})
    if (word == once) in.bad(fmt::format("no second line {}", once));
  if (word == "recorded") {
    if (seal.recorded) in.bad("no second line recorded");
    seal.recorded = parse_instant(in.member("recorded", "TIME"));
    if (!seal.recorded) in.bad("recorded 2026-03-02T09:00:00+08:00");
  } else if (word == "root") {
    if (!seal.root.empty()) in.bad("no second line root");
    seal.root = in.member("root", "SHA256:…");
    if (!seal.root.starts_with("SHA256:")) in.bad("root SHA256:…");
  } else if (word == "countersigned") {
    read_countersigned(in, seal);
  }
  in.pass();
}

/// The text as it was before mail and editors laid hands on it: LF ends a line, and the last one too.
std::string plain_lines(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') plain += text[i];
  while (!plain.empty() && plain.back() == '\n') plain.pop_back();
  return plain + "\n";
}

}  // namespace

std::string seal_origin(const std::string& ledger) { return std::string(kOrigin) + ledger; }

std::string seal_facts(const std::string& ledger, std::uint64_t size, const std::string& head_hex) {
  return fmt::format("{}\norigin {}\nsize {}\nhead {}\n", kForm, seal_origin(ledger), size, head_hex);
}

std::string Seal::text() const {
  return by ? lines + armoured(by->public_key, kSealNamespace, by->raw) : lines;
}

Seal make_seal(const LedgerInfo& ledger, const Head& head) {
  Seal seal{ledger.id, head.seq, head.hash, head.recorded, "", seal_facts(ledger.id, head.seq, hex(head.hash)), {}};
  seal.lines += fmt::format("recorded {}\n", to_text(head.recorded, std::chrono::minutes{ledger.offset_minutes}));
  if (const auto root = read_key_line(ledger.root_key)) {
    seal.root = root->fingerprint();
    seal.lines += fmt::format("root {}\n", seal.root);
  }
  return seal;
}

Seal countersigned(Seal seal, const Key& key, const Signer& signer) {
  const auto public_key = read_key_line(key.public_key);
  if (!public_key) throw LedgerError(15, fmt::format("the key {} does not read", key.id));
  seal.lines += fmt::format("countersigned {} {}\n", key.person, key.id);
  seal.by = Countersignature{key.person, key.id, *public_key, signer.sign(*public_key, kSealNamespace, seal.lines)};
  return seal;
}

Seal read_seal(std::string_view text, const std::string& path) {
  const auto plain = plain_lines(text);
  Reader in{plain, path};
  Seal seal;
  read_facts(in, seal);
  while (!in.at_lines_end()) read_more(in, seal);
  seal.lines = plain.substr(0, plain.size() - in.left.size());
  if (!seal.by) {
    if (!in.left.empty()) in.bad("countersigned PERSON KEY");
    return seal;
  }
  const auto armour = read_armour(in.left);
  if (!armour) in.bad("-----BEGIN SSH SIGNATURE-----");
  // A signature that was made for something else does not hold, whatever it is over.
  seal.by->public_key = armour->key;
  if (armour->name_space == kSealNamespace) seal.by->raw = armour->raw;
  return seal;
}

}  // namespace govcloud
