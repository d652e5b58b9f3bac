// govcloud audit: verify the record, or rebuild what is derived from it.
#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/ledger/schema_check.h"
#include "core/ledger/verify.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string file, root;
  std::int64_t threads = 0;
};

void declare_verify(Words& words, Args& args) {
  words.word("FILE", args.file, false, N_("the ledger to verify; without it, --ledger"));
  words.text("--root FINGERPRINT", args.root, N_("the root key's fingerprint as you have it from elsewhere"));
  words.number("--threads N", args.threads, N_("how many threads check signatures; without it, one for each processor"));
}

Json checks_json(const Verification& verification) {
  Json all = Json::array();
  for (const auto& check : verification.checks) {
    Json item = Json::object();
    item.set("check", check.name).set("holds", check.holds).set("count", check.count);
    item.set("first_bad", check.first_bad != 0 ? Json(check.first_bad) : Json());
    item.set("message", check.message.empty() ? Json() : Json(check.message));
    all.push(std::move(item));
  }
  return all;
}

Verification verify_file(const std::string& path, const Outside& outside) {
  auto db = open_for_audit(path);
  auto verification = verify(db, outside);
  if (!verification.holds()) return verification;
  for (auto& check : verify_usage(db, verification.books)) verification.add(std::move(check));
  return verification;
}

/// Why a ledger that is whole is not proven.
std::string unproven(const Common& common, const Verification& verification) {
  if (!verification.is_signed())
    return say(common.lang, N_("the record is whole, but the ledger is unsigned: it can prove nothing"));
  if (!verification.rooted)
    return say(common.lang, N_("the record is whole and signed, but not proven: give the root key's fingerprint, --root"));
  return say(common.lang, N_("the record is whole and signed up to the root key, but not proven: give a seal from outside, --against"));
}

Outside outside_of(const Args& args) {
  if (args.threads < 0 || args.threads > 256) bad_words(message(N_("--threads: from 1 to 256")));
  if (!args.root.empty() && !args.root.starts_with("SHA256:"))
    bad_words(message(N_("--root: '{0}' is no fingerprint"), args.root),
              message(N_("write it as ssh-keygen -l prints it: SHA256:…")));
  const auto threads = args.threads != 0 ? static_cast<unsigned>(args.threads) : std::thread::hardware_concurrency();
  return {args.root, std::max(1U, threads)};
}

/// What is wrong, on stderr: the first bad event if one can be named.
void tell_damage(Desk& desk, const Common& common, const Verification& verification) {
  ErrorInfo error;
  error.code = "integrity", error.exit = 15;
  for (const auto& check : verification.checks)
    if (!check.holds) {
      error.message = check.first_bad != 0
                          ? say(common.lang, N_("event {0}: {1} ({2})"), check.first_bad, check.message, check.name)
                          : say(common.lang, N_("{0} ({1})"), check.message, check.name);
      break;
    }
  if (verification.first_bad != 0) error.object = std::to_string(verification.first_bad);
  error.hint = say(common.lang, N_("stop writing to this file and keep it as it is"));
  report_error(desk, common, error);
}

int run_verify(Desk& desk, const Common& common, const Args& args) {
  const auto path = args.file.empty() ? common.ledger : args.file;
  if (path.empty())
    bad_words(message(N_("no ledger is named")), message(N_("name one: --ledger FILE or GOVCLOUD_LEDGER")));
  const auto verification = verify_file(path, outside_of(args));
  Json item = Json::object();
  item.set("verdict", verification.verdict);
  item.set("first_bad", verification.first_bad != 0 ? Json(verification.first_bad) : Json());
  item.set("events", verification.head.seq).set("head", hex(verification.head.hash));
  item.set("signed", verification.is_signed()).set("rooted", verification.rooted).set("test", verification.books.ledger.test);
  item.set("checks", checks_json(verification));
  const LedgerStamp from{verification.books.ledger.id, static_cast<std::int64_t>(verification.head.seq),
                         hex(verification.head.hash)};
  if (!common.quiet || form_of(common) != "table")
    if (const int exit = print_item(desk, common, {"audit.verify", from}, item); exit != 0) return exit;
  if (!verification.holds()) {
    tell_damage(desk, common, verification);
    return 15;
  }
  if (!common.quiet)
    desk.err << "govcloud: "
             << unproven(common, verification) << "\n";
  return 19;
}

void declare_rebuild(Words&, Args&) {}

int run_rebuild(Desk& desk, const Common& common, const Args&) {
  auto db = open_ledger_file(common.ledger, Database::Mode::write, static_cast<int>(common.wait_seconds));
  rebuild(db);
  rebuild_rollups(db);
  Ledger ledger(std::move(db));
  const auto head = read_head(ledger.db());
  return print_receipt(desk, common, {"receipt", stamp(ledger)},
                       {ledger.info().id,
                        say(common.lang, N_("ledger {0} rebuilt from {1} events"), ledger.info().id, head.seq),
                        Json::object().set("id", ledger.info().id).set("events", head.seq)});
}

}  // namespace

const Verb kAudit = verb(
    "audit", N_("verify the record"),
    {action<Args>("verify", N_("check that the record is what was written"), Access::reads, declare_verify, run_verify,
                  {{10, 15, 19}, {"govcloud audit verify", "govcloud audit verify copy.db -o json"}}),
     action<Args>("rebuild", N_("fill the derived tables again from the journal"), Access::reads, declare_rebuild, run_rebuild,
                  {{10, 15, 75}, {"govcloud audit rebuild", "govcloud audit rebuild -L copy.db"}})});

}  // namespace govcloud
