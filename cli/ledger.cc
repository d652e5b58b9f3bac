// govcloud ledger: what the file is, and a copy of it.
#include "cli/handing_over.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/ledger/disk.h"
#include "core/ledger/schema_check.h"

namespace govcloud {
namespace {

struct Args {
  std::string file, evidence;
};

Json papers_json(Database& db) {
  Statement row(db, "SELECT count(DISTINCT record ->> 'digest'), coalesce(sum(record ->> 'size_bytes'), 0) FROM"
                    " (SELECT record FROM evidence GROUP BY record ->> 'digest')");
  row.step();
  return Json::object().set("files", row.integer(0)).set("size_bytes", row.integer(1));
}

Json info_json(Ledger& ledger) {
  auto& db = ledger.db();
  const auto& info = ledger.info();
  const auto head = read_head(db);
  Json item = Json::object();
  item.set("id", info.id).set("name", info.name).set("file", db.path());
  item.set("format", kSchemaVersion).set("test", info.test).set("signed", !info.root_key.empty());
  item.set("lang", info.lang).set("policy", info.policy).set("founder", info.founder);
  item.set("created", to_text(info.created, ledger.offset()));
  item.set("last_recorded", to_text(head.recorded, ledger.offset()));
  item.set("acts", db.integer("SELECT count(*) FROM act")).set("events", head.seq).set("head", hex(head.hash));
  item.set("size_bytes", file_size(db.path())).set("wal_bytes", file_size(db.path() + "-wal"));
  item.set("journal_mode", db.text("PRAGMA journal_mode"));
  item.set("evidence", papers_json(db)).set("evidence_dir", evidence_store(db.path()));
  return item;
}

void declare_info(Words&, Args&) {}

int run_info(Desk& desk, const Common& common, const Args&) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  Transaction snapshot(counter.ledger.db(), Transaction::Kind::read);
  return print_item(desk, common, {"ledger.info", stamp(counter.ledger)}, info_json(counter.ledger));
}

void declare_backup(Words& words, Args& args) {
  words.word("FILE", args.file, true, N_("where the copy goes; nothing may be there"));
  words.text("--evidence DIR", args.evidence, N_("also copy the papers, into this folder"));
}

int run_backup(Desk& desk, const Common& common, const Args& args) {
  want_ledger(common.ledger);
  return hand_over(desk, common, args.file, args.evidence);
}

}  // namespace

const Verb kLedger = verb(
    "ledger", N_("what the ledger's file is, and a copy of it"),
    {action<Args>("info", N_("tell what the file is and how far it has come"), Access::reads, declare_info, run_info,
                  {{10, 15, 75, 78}, {"govcloud ledger info", "govcloud ledger info -o value -c head"}}),
     action<Args>("backup", N_("write a verified copy that opens read-only anywhere"), Access::reads, declare_backup,
                  run_backup,
                  {{10, 15, 73, 75}, {"govcloud ledger backup /backup/2026-03-02.db",
                                      "govcloud ledger backup copy.db --evidence copy.db.evidence"}})});

}  // namespace govcloud
