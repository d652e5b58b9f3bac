// govcloud key: who signs with what.
#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/format/gzip.h"
#include "core/format/input_error.h"
#include "core/law/house_rules.h"
#include "core/ledger/key_request.h"
#include "core/ledger/sodium.h"

namespace govcloud {

Json key_json(const Key& key) {
  const auto public_key = read_key_line(key.public_key);
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  Json item = Json::object();
  item.set("id", key.id).set("seq", key.seq).set("person", key.person);
  item.set("state", std::string(name_of(key.state)));
  item.set("fingerprint", public_key ? Json(public_key->fingerprint()) : Json());
  item.set("from", key.from != 0 ? Json(key.from) : Json()).set("until", key.until != 0 ? Json(key.until) : Json());
  item.set("enrolled_by", text(key.enrolled_by)).set("cosigned_by", text(key.cosigned_by));
  item.set("revoked_by", text(key.revoked_by)).set("reason", text(key.reason));
  item.set("public_key", key.public_key);
  return item;
}

namespace {

struct Args {
  std::string person, file, key, reason;
  bool allowed_signers = false;
};

constexpr std::size_t kRequestBytesMax = 16 << 10;

void fetch_key_books(Database& db, Books& books) {
  for (const char* kind : {"keys", "signatories", "persons"}) fetch_kind(db, books, kind);
}

// -- request -------------------------------------------------------------------------------------

void declare_request(Words& words, Args& args) {
  words.word("PERSON", args.person, true, N_("whose key it is"));
}

int run_request(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  Books books;
  fetch_person(counter.ledger.db(), books, args.person);
  if (books.persons.empty())
    return settle_no(desk, common, NotFound{"person", args.person, say("add the person first: govcloud person add {0} …", args.person)});
  if (counter.ledger.info().root_key.empty())
    return settle_no(desk, common, Refusal{Reason::ledger_unsigned, counter.ledger.info().id, "", house_rule("H-11"),
                                           say("this ledger is unsigned: it has no keys"), {}});
  if (common.sign_with.empty())
    bad_words(message(N_("--sign-with is needed")), message(N_("name the new key's file, as ssh-keygen -Y sign -f takes it")));
  return emit(desk, common, make_key_request(counter.ledger.info().id, args.person, counter.signer).text());
}

// -- enrol ---------------------------------------------------------------------------------------

void declare_enrol(Words& words, Args& args) {
  words.word("FILE", args.file, true, N_("the request that the key's holder made"));
}

int run_enrol(Desk& desk, const Common& common, const Args& args) {
  const auto request = read_key_request(read_all(args.file, kRequestBytesMax), args.file);
  auto counter = open_counter(desk, common, Database::Mode::write);
  if (request.ledger != counter.ledger.info().id)
    throw InputError(65, fmt::format("{}:2: this request is for the ledger {}, not for {}", args.file, request.ledger,
                                     counter.ledger.info().id),
                     "the holder makes it with: govcloud key request PERSON --sign-with FILE --out F");
  Counterfoil foil(counter, common, "key enrol");
  const EnrolKey command{request.person, request.key.line(), base64(request.proof)};
  return carry_out(desk, common, counter, foil, command, request.person, fetch_key_books);
}

// -- revoke --------------------------------------------------------------------------------------

void declare_revoke(Words& words, Args& args) {
  words.word("KEY", args.key, true, N_("the key's number, K-2026-0001"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

int run_revoke(Desk& desk, const Common& common, const Args& args) {
  if (args.reason.find_first_not_of(" \t\n") == std::string::npos)
    bad_words(message(N_("--reason is needed")), message(N_("say why: --reason TEXT")));
  want_text(args.reason, "--reason");
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "key revoke");
  return carry_out(desk, common, counter, foil, RevokeKey{args.key, args.reason}, args.key, fetch_key_books);
}

// -- list ----------------------------------------------------------------------------------------

void declare_list(Words& words, Args& args) {
  words.flag("--allowed-signers", args.allowed_signers, N_("in the form that ssh-keygen -Y verify -f takes"));
}

/// One line for each key that ever signed. A key's time is told beside it, not enforced: whoever
/// checks an old act wants the key that was good then.
std::string allowed_signers(const Books& books) {
  std::string text;
  for (const auto& [id, key] : books.keys) {
    if (key.from == 0) continue;
    const auto until = key.until != 0 ? fmt::format(" to {}", key.until) : std::string();
    text += fmt::format("# {}: from event {}{}\n{} namespaces=\"govcloud-*\" {}\n", id, key.from, until,
                        key.person, key.public_key);
  }
  return text;
}

int run_list(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  Books books;
  fetch_kind(counter.ledger.db(), books, "keys");
  if (args.allowed_signers) return emit(desk, common, allowed_signers(books));
  std::vector<Json> items;
  for (const auto& [id, key] : books.keys) items.push_back(key_json(key));
  return print_items(desk, common, {"keys", stamp(counter.ledger)},
                     table_of(items, {"id", "person", "state", "fingerprint", "from", "until"}));
}

}  // namespace

const Verb kKey = verb(
    "key", N_("keep the register of keys"),
    {action<Args>("request", N_("ask for a key to be enrolled: made by its holder"), Access::reads, declare_request, run_request,
                  {{10, 13, 14, 16, 65, 66, 73, 78},
                   {"govcloud key request wang --sign-with ~/.ssh/id_ed25519.pub --out wang.request"}}),
     action<Args>("enrol", N_("enter the key of a request"), Access::writes, declare_enrol, run_enrol,
                  {{10, 13, 14, 16, 65, 66, 75, 78}, {"govcloud key enrol wang.request --as root"}}),
     action<Args>("revoke", N_("end a key"), Access::writes, declare_revoke, run_revoke,
                  {{10, 12, 13, 14, 16, 75, 78}, {"govcloud key revoke K-2026-0003 --reason 遗失 --as root"}}),
     action<Args>("list", N_("list the keys"), Access::reads, declare_list, run_list,
                  {{10, 78}, {"govcloud key list", "govcloud key list --allowed-signers"}})});

}  // namespace govcloud
