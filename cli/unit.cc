// govcloud unit: the organisations that take part.
#include "cli/settle.h"
#include "cli/verbs.h"

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

}  // namespace

const Verb kUnit = verb("unit", N_("keep the register of units"),
                        {action<Args>("add", N_("add a unit"), Access::rows, declare, run_add,
                                      {{10, 13, 14, 16, 75, 78},
                                       {"govcloud unit add czj --name 市财政局 --kind using",
                                        "govcloud unit add lab --name 某测评机构 --kind assessor --accreditation 'CNAS L1234' --valid-to 2027-06-30"}})});

}  // namespace govcloud
