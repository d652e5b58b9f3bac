// govcloud audit: verify the record, or rebuild what is derived from it.
#include <algorithm>

#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/ledger/verify.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string file;
};

void declare_verify(Words& words, Args& args) {
  words.word("FILE", args.file, false, N_("the ledger to verify; without it, --ledger"));
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

Verification verify_file(const std::string& path) {
  auto db = open_for_audit(path);
  auto verification = verify(db);
  if (!verification.holds()) return verification;
  for (auto& check : verify_usage(db, verification.books)) {
    if (!check.holds) verification.verdict = "damaged";
    if (verification.first_bad == 0) verification.first_bad = check.first_bad;
    verification.checks.push_back(std::move(check));
  }
  return verification;
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
  const auto verification = verify_file(path);
  Json item = Json::object();
  item.set("verdict", verification.verdict);
  item.set("first_bad", verification.first_bad != 0 ? Json(verification.first_bad) : Json());
  item.set("events", verification.head.seq).set("head", hex(verification.head.hash));
  item.set("signed", false).set("test", verification.books.ledger.test);
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
             << say(common.lang, N_("the record is whole, but the ledger is unsigned: it can prove nothing")) << "\n";
  return 19;
}

void declare_rebuild(Words&, Args&) {}

int run_rebuild(Desk& desk, const Common& common, const Args&) {
  auto db = Database::open(common.ledger, Database::Mode::write, static_cast<int>(common.wait_seconds));
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
