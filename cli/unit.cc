// govcloud unit: the organisations that take part.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

struct Args {
  std::string id, name, kind, tenancy = "government", authority, accreditation, valid_from, valid_to;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, true, N_("short name: small letters, digits and '-'"));
  words.text("--name NAME", args.name, N_("its full name"));
  words.choice("--kind KIND", args.kind, {kUnitKinds.begin(), kUnitKinds.end()}, N_("what it is"));
  words.choice("--tenancy CLASS", args.tenancy, {kTenancies.begin(), kTenancies.end()}, N_("whose resources it uses"));
  words.text("--authority UNIT", args.authority, N_("the authority that decides for it"));
  words.text("--accreditation NUMBER", args.accreditation, N_("of an assessor"));
  words.text("--valid-from DATE", args.valid_from, N_("the accreditation's first day"));
  words.text("--valid-to DATE", args.valid_to, N_("the accreditation's last day"));
}

int run_add(Desk& desk, const Common& common, const Args& args) {
  want_slug(args.id, "ID");
  if (args.name.empty()) bad_words(message(N_("--name is needed")));
  want_name(args.name, "--name");
  if (args.kind.empty()) bad_words(message(N_("--kind is needed")));
  AddUnit command;
  auto& unit = command.unit;
  unit.id = args.id, unit.name = args.name, unit.kind = *named<UnitKind>(args.kind);
  unit.tenancy = *named<Tenancy>(args.tenancy), unit.authority = args.authority;
  want_line(args.accreditation, "--accreditation");
  unit.accreditation = args.accreditation;
  unit.valid_from = read_date(args.valid_from, "--valid-from");
  unit.valid_to = read_date(args.valid_to, "--valid-to");
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "unit add");
  return carry_out(desk, common, counter, foil, command, args.id, [=](Database& db, Books& books) {
    fetch_unit(db, books, args.id);
    fetch_unit(db, books, args.authority);
  });
}

// -- names and successors ------------------------------------------------------------------------

struct RenameArgs {
  std::string unit, name, since;
};

void declare_rename(Words& words, RenameArgs& args) {
  words.word("UNIT", args.unit, true, N_("the unit"));
  words.text("--name NAME", args.name, N_("its new name"));
  words.text("--since DATE", args.since, N_("the first day of the name; without it, today"));
}

int run_rename(Desk& desk, const Common& common, const RenameArgs& args) {
  if (args.name.empty()) bad_words(message(N_("--name is needed")));
  want_name(args.name, "--name");
  const auto since = read_date(args.since, "--since");
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "unit rename");
  const RenameUnit command{args.unit, args.name, since.value_or(local_date(foil.act.acting.effective, counter.ledger.offset()))};
  return carry_out(desk, common, counter, foil, command, args.unit, [=](Database& db, Books& books) { fetch_unit(db, books, args.unit); });
}

struct SucceedArgs {
  std::string unit, successor, reason;
};

void declare_succeed(Words& words, SucceedArgs& args) {
  words.word("OLD", args.unit, true, N_("the unit that ends"));
  words.word("NEW", args.successor, true, N_("the unit that takes its place"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

int run_succeed(Desk& desk, const Common& common, const SucceedArgs& args) {
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "unit succeed");
  return carry_out(desk, common, counter, foil, SucceedUnit{args.unit, args.successor, args.reason}, args.unit, fetch_inventory);
}

}  // namespace

const Verb kUnit = verb("unit", N_("keep the register of units"),
                        {action<Args>("add", N_("add a unit"), Access::rows, declare, run_add,
                                      {{10, 13, 14, 16, 75, 78},
                                       {"govcloud unit add czj --name 市财政局 --kind using",
                                        "govcloud unit add lab --name 某测评机构 --kind assessor --accreditation 'CNAS L1234' --valid-to 2027-06-30"}}),
                         action<RenameArgs>("rename", N_("give a unit another name from a day on"), Access::rows, declare_rename, run_rename,
                                            {{10, 12, 13, 14, 16, 66, 75, 78},
                                             {"govcloud unit rename dsj --name 市数据局 --since 2026-01-01",
                                              "govcloud unit rename dsj --name 市数据局 --attach paper=批复.pdf"}}),
                         action<SucceedArgs>("succeed", N_("put another unit in the place of one that ends"), Access::rows, declare_succeed, run_succeed,
                                             {{10, 12, 13, 14, 16, 66, 75, 78},
                                              {"govcloud unit succeed yun yun2 --reason 合同到期 --attach paper=清册.pdf",
                                               "govcloud unit succeed czj rsj --reason 机构合并"}})});

}  // namespace govcloud
