// govcloud seal: a head that is kept where the ledger is not, countersigned by the auditor.
#include <algorithm>

#include <fmt/format.h>

#include "cli/proof.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/format/gzip.h"
#include "core/format/input_error.h"
#include "core/law/house_rules.h"
#include "core/law/rules.h"
#include "core/ledger/audit_copy.h"
#include "core/ledger/seal_check.h"
#include "core/ledger/sodium.h"
#include "core/ledger/witness.h"

namespace govcloud {
namespace {

struct Args {
  std::string file;
};

Seal seal_in(const Args& args) { return read_seal(read_all(args.file, kSealBytesMax), args.file); }

Refusal no_keys(const LedgerInfo& ledger) {
  return {Reason::ledger_unsigned, ledger.id, "", house_rule("H-11"), say("this ledger is unsigned: it has no keys"), {}};
}

// -- make ----------------------------------------------------------------------------------------

void declare_make(Words&, Args&) {}

int run_make(Desk& desk, const Common& common, const Args&) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  return emit(desk, common, make_seal(counter.ledger.info(), read_head(counter.ledger.db())).text());
}

// -- countersign ---------------------------------------------------------------------------------

void declare_countersign(Words& words, Args& args) { words.word("FILE", args.file, true, N_("the seal")); }

/// Who acts by the command line: a variable or a configuration may be there for other commands.
bool names_person(const Common& common) {
  return std::any_of(common.settings.begin(), common.settings.end(),
                     [](const Setting& setting) { return setting.name == "as" && setting.origin == "--as"; });
}

/// The key to countersign with: that of --sign-with, or else the one that --as has enrolled.
const Key& key_of(const Books& books, const Common& common, const Signer& signer) {
  if (!signer.sign_with.empty()) {
    const auto line = signer.named_key().line();
    for (const auto& [id, key] : books.keys)
      if (key.public_key == line && key.state == KeyState::active && (!names_person(common) || key.person == common.as))
        return key;
    throw LedgerError(14, fmt::format("the key of {} is no active key {}", signer.sign_with,
                                      names_person(common) ? "of " + common.as : std::string("of this ledger")),
                      "see them all: govcloud key list");
  }
  if (common.as.empty())
    bad_words(message(N_("--sign-with is needed")), message(N_("name the key, as ssh-keygen -Y sign -f takes it")));
  const auto* signatory = find(books.signatories, common.as);
  const auto* key = signatory != nullptr ? find(books.keys, signatory->key) : nullptr;
  if (key == nullptr) throw LedgerError(14, fmt::format("{} has no key in this ledger", common.as), "see them all: govcloud key list");
  return *key;
}

MaybeNo want_auditor(const Books& books, const Key& key) {
  const auto* person = find(books.persons, key.person);
  if (person != nullptr && has_role(*person, {Role::auditor})) return std::nullopt;
  return Refusal{Reason::role_missing, key.person, "auditor", house_rule("H-17"), {},
                 say("this is for a person with the role {0}", std::string("auditor"))};
}

int run_countersign(Desk& desk, const Common& common, const Args& args) {
  const auto seal = seal_in(args);
  want_ledger(common.ledger);
  Witness witness(witness_folder(desk.variable("XDG_STATE_HOME"), desk.variable("HOME")), seal.ledger);
  if (seal.by)
    throw LedgerError(13, fmt::format("{} is countersigned by {} already", args.file, seal.by->person),
                      "countersign a new seal: govcloud seal make --out FILE");
  auto opened = open_audit_file(common.ledger, static_cast<int>(common.wait_seconds));
  const auto found = prove(desk, common, opened, {"", 0, {{args.file, seal}}});
  if (!found.holds()) return tell_damage(desk, common, found);
  if (!found.is_signed()) return settle_no(desk, common, no_keys(found.books.ledger));
  const auto signer = signer_of(desk, common);
  const auto& key = key_of(found.books, common, signer);
  if (const auto no = want_auditor(found.books, key)) return settle_no(desk, common, *no);
  const auto check = [&](const std::optional<Seal>& last) { check_witnessed(opened.db, found.books.ledger, last, seal); };
  check(witness.last());  // before a passphrase is asked for
  const auto made = countersigned(seal, key, signer);
  witness.keep(seal, static_cast<int>(common.wait_seconds), check);
  return emit(desk, common, made.text());
}

// -- import --------------------------------------------------------------------------------------

void declare_import(Words& words, Args& args) { words.word("FILE", args.file, true, N_("the seal, countersigned")); }

/// Whether the file is what it says: signed with a key of the ledger, and true of it.
void check_countersigned(Ledger& ledger, const Seal& seal, const std::string& path) {
  if (seal.ledger != ledger.info().id)
    throw InputError(65, fmt::format("{}:2: this seal is of {}, not of {}", path, seal_origin(seal.ledger), seal_origin(ledger.info().id)),
                     "name the ledger that it is of: --ledger FILE");
  if (!seal.by)
    throw LedgerError(14, fmt::format("{} is not countersigned", path), "the auditor does it with: govcloud seal countersign FILE --sign-with KEY");
  Books books;
  fetch_kind(ledger.db(), books, "keys");
  if (const auto fault = countersignature_fault(books, seal))
    throw LedgerError(14, fmt::format("{}: {}", path, fault->message), "take the file as the auditor made it, unchanged");
  if (const auto fault = seal_fault(ledger.db(), ledger.info(), seal))
    throw LedgerError(15, fmt::format("{}: {}", path, fault->message), "stop writing to this ledger and keep it as it is", fault->event);
}

int run_import(Desk& desk, const Common& common, const Args& args) {
  const auto seal = seal_in(args);
  auto counter = open_counter(desk, common, Database::Mode::write);
  if (counter.ledger.info().root_key.empty()) return settle_no(desk, common, no_keys(counter.ledger.info()));
  check_countersigned(counter.ledger, seal, args.file);
  Counterfoil foil(counter, common, "seal import");
  const ImportSeal command{{seal.size, hex(seal.head), seal.by->person, seal.by->key, seal.by->public_key.line(),
                            seal.lines, base64(seal.by->raw)}};
  return carry_out(desk, common, counter, foil, command, "", [&](Database& db, Books& books) {
    fetch_person(db, books, seal.by->person);
    fetch_kind(db, books, "keys");
  });
}

}  // namespace

const Verb kSeal = verb(
    "seal", N_("keep a head of the ledger elsewhere"),
    {action<Args>("make", N_("write down the head as it is now"), Access::reads, declare_make, run_make,
                  {{10, 15, 73, 78}, {"govcloud seal make --out 2026-10.seal", "govcloud seal make -L copy.db"}}),
     action<Args>("countersign", N_("verify the ledger, and sign that the seal is true of it"), Access::reads, declare_countersign,
                  run_countersign,
                  {{10, 13, 14, 15, 65, 66, 73, 75, 78},
                   {"govcloud seal countersign 2026-10.seal --sign-with ~/.ssh/id_ed25519.pub --out 2026-10.signed.seal",
                    "govcloud seal countersign 2026-10.seal -L copy.db --as he"}}),
     action<Args>("import", N_("record a countersigned seal in the ledger"), Access::writes, declare_import, run_import,
                  {{10, 13, 14, 15, 16, 65, 66, 75, 78},
                   {"govcloud seal import 2026-10.signed.seal --as steward", "govcloud seal import 2026-10.signed.seal --dry-run"}})});

}  // namespace govcloud
