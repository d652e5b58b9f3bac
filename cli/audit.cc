// govcloud audit: verify the record, rebuild what is derived from it, or export what others check.
#include <algorithm>

#include <fmt/format.h>

#include "cli/export_act.h"
#include "cli/handing_over.h"
#include "cli/proof.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/format/gzip.h"
#include "core/ledger/audit_copy.h"
#include "core/ledger/evidence_check.h"
#include "core/ledger/schema_check.h"
#include "core/ledger/verify.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string file, root, evidence;
  std::vector<std::string> against;
  std::int64_t threads = 0;
};

void declare_verify(Words& words, Args& args) {
  words.word("FILE", args.file, false, N_("the ledger to verify; without it, --ledger"));
  words.text("--root FINGERPRINT", args.root, N_("the root key's fingerprint as you have it from elsewhere"));
  words.list("--against SEAL", args.against, N_("a seal that was kept elsewhere; may be given several times"));
  words.number("--threads N", args.threads, N_("how many threads check signatures; without it, one for each processor"));
  words.text("--evidence DIR", args.evidence, N_("also verify the papers in this folder, laid out as LEDGER.evidence"));
}

/// Why a ledger that is whole is not proven.
std::string unproven(const Common& common, const Verification& verification) {
  if (!verification.is_signed())
    return say(common.lang, N_("the record is whole, but the ledger is unsigned: it can prove nothing"));
  if (!verification.rooted)
    return say(common.lang, N_("the record is whole and signed, but not proven: give the root key's fingerprint, --root"));
  return say(common.lang, N_("the record is whole and signed up to the root key, but not proven: give a seal from outside, --against"));
}

/// Up to which event the seals from outside reach that the journal holds; 0 without any.
std::uint64_t sealed_up_to(const Verification& verification) {
  std::uint64_t size = 0;
  for (const auto& check : verification.checks)
    if (check.name == "seal" && check.holds) size = std::max(size, check.count);
  return size;
}

/// What was proven: up to the last seal, and of a ledger that may be none but a test.
std::string proven(const Common& common, const Verification& verification) {
  const auto sealed = sealed_up_to(verification);
  auto told = say(common.lang, N_("proven up to event {0}, signed up to the root key; events after the seal: {1}"), sealed,
                  verification.head.seq - sealed);
  if (verification.books.ledger.test) told += "\n" + ("govcloud: " + say(common.lang, N_("this is a test ledger: nothing in it is real")));
  return told;
}

std::vector<SealFile> seals_in(const std::vector<std::string>& paths) {
  std::vector<SealFile> seals;
  for (const auto& path : paths) seals.push_back({path, read_seal(read_all(path, kSealBytesMax), path)});
  return seals;
}

Outside outside_of(const Args& args) {
  if (args.threads < 0 || args.threads > 256) bad_words(message(N_("--threads: from 1 to 256")));
  if (!args.root.empty() && !args.root.starts_with("SHA256:"))
    bad_words(message(N_("--root: '{0}' is no fingerprint"), args.root),
              message(N_("write it as ssh-keygen -l prints it: SHA256:…")));
  return {args.root, static_cast<unsigned>(args.threads), seals_in(args.against)};
}

Verification verify_file(Desk& desk, const Common& common, const Args& args, const std::string& path) {
  const auto outside = outside_of(args);
  std::optional<AuditFile> found;
  try {
    found.emplace(open_audit_file(path, static_cast<int>(common.wait_seconds)));
  } catch (const LedgerError& e) {
    if (e.exit != 15) throw;
    Verification damaged;
    damaged.add({dynamic_cast<const ForeignSchema*>(&e) != nullptr ? "schema" : "file", false, 0, e.event, e.what()});
    return damaged;
  }
  auto& opened = *found;
  auto verification = prove(desk, common, opened, outside);
  verification.checks.insert(verification.checks.begin(), std::move(opened.file));
  if (!args.evidence.empty() && !verification.books.ledger.id.empty())
    verification.add(check_evidence(verification.books, args.evidence));
  return verification;
}

/// What the reader must know of a check that holds.
void tell_notes(Desk& desk, const Common& common, const Verification& verification) {
  for (const auto& check : verification.checks)
    if (!check.note.empty() && (common.verbose || check.name == "evidence"))
      desk.err << "govcloud: " << check.name << ": " << check.note << "\n";
}

/// Acts of another version of the program that this one would judge otherwise: told, and no damage.
void tell_differences(Desk& desk, const Common& common, const Verification& verification) {
  for (const auto& check : verification.checks)
    if (check.differs > 0)
      desk.err << "govcloud: "
               << say(common.lang, N_("{0} acts would be judged otherwise by this version; {1}"), check.differs,
                      check.message)
               << "\n";
}

int run_verify(Desk& desk, const Common& common, const Args& args) {
  const auto path = args.file.empty() ? common.ledger : args.file;
  want_ledger(path);
  const auto verification = verify_file(desk, common, args, path);
  Json item = Json::object();
  item.set("verdict", verification.verdict);
  item.set("first_bad", verification.first_bad != 0 ? Json(verification.first_bad) : Json());
  item.set("events", verification.head.seq).set("head", hex(verification.head.hash));
  item.set("signed", verification.is_signed()).set("rooted", verification.rooted);
  const auto sealed = sealed_up_to(verification);
  item.set("sealed", sealed != 0 ? Json(sealed) : Json()).set("test", verification.books.ledger.test);
  item.set("checks", checks_json(verification));
  const LedgerStamp from{verification.books.ledger.id, static_cast<std::int64_t>(verification.head.seq),
                         hex(verification.head.hash)};
  if (!common.quiet || form_of(common) != "table")
    if (const int exit = print_item(desk, common, {"audit.verify", from}, item); exit != 0) return exit;
  if (!common.quiet) tell_notes(desk, common, verification);
  tell_differences(desk, common, verification);
  if (!verification.holds()) return tell_damage(desk, common, verification);
  const bool is_proven = verification.verdict == "proven";
  if (!common.quiet)
    desk.err << "govcloud: " << (is_proven ? proven(common, verification) : unproven(common, verification)) << "\n";
  return is_proven ? 0 : 19;
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

// -- export --------------------------------------------------------------------------------------

struct ExportArgs {
  std::optional<std::int64_t> act;
  std::string evidence;
};

void declare_export(Words& words, ExportArgs& args) {
  words.text("--evidence DIR", args.evidence, N_("also copy the papers, into this folder"));
  words.number("--act SEQ", args.act, N_("any event of the act to export, for ssh-keygen -Y verify"));
}

int run_export(Desk& desk, const Common& common, const ExportArgs& args) {
  want_ledger(common.ledger);
  if (args.act) return export_act(desk, common, *args.act);
  if (common.out.empty())
    bad_words(message(N_("where the copy goes is not said")), message(N_("name a new file: --out FILE")));
  return hand_over(desk, common, common.out, args.evidence);
}

}  // namespace

const Verb kAudit = verb(
    "audit", N_("verify the record"),
    {action<Args>("verify", N_("check that the record is what was written"), Access::reads, declare_verify, run_verify,
                  {{10, 15, 19, 65, 66, 75}, {"govcloud audit verify copy.db --evidence copy.db.evidence -o json",
                                              "govcloud audit verify copy.db --root SHA256:… --against 2026-10.seal"}}),
     action<Args>("rebuild", N_("fill the derived tables again from the journal"), Access::reads, declare_rebuild, run_rebuild,
                  {{10, 15, 75}, {"govcloud audit rebuild", "govcloud audit rebuild -L copy.db"}}),
     action<ExportArgs>("export", N_("write a verified copy for an auditor, or one act for a stranger"), Access::reads,
                        declare_export, run_export,
                        {{10, 13, 15, 16, 73, 75, 78},
                         {"govcloud audit export --out copy.db --evidence copy.db.evidence",
                          "govcloud audit export --act 7 --out act-7"}})});

}  // namespace govcloud
