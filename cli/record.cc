// govcloud record: what a policy asks to be recorded and has no procedure for.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::string kind, about;
  std::vector<std::string> fields;
};

void declare(Words& words, Args& args) {
  words.word("KIND", args.kind, true, N_("a kind of record of the policy"));
  words.word("ABOUT", args.about, false, N_("the item that it is about; without it, the platform"));
  words.list("--field FIELD=VALUE", args.fields, N_("what is recorded; may be repeated"));
}

int run_record(Desk& desk, const Common& common, const Args& args) {
  MakeRecord command{args.kind, args.about.empty() ? "platform" : args.about, read_fields(args.fields)};
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "record");
  return carry_out(desk, common, counter, foil, command, command.about,
                   [=](Database& db, Books& books) { fetch_record_case(db, books, command.about); });
}

}  // namespace

const Verb kRecord = verb<Args>(
    "record", N_("record what the policy asks for and has no procedure for"), Access::rows, declare, run_record,
    {{10, 12, 13, 14, 16, 66, 75, 78},
     {"govcloud record security_agreement budget --field valid_from=2026-03-01 --field valid_to=2027-02-28 --attach security_agreement=协议.pdf",
      "govcloud record access_authorisation budget/host-1 --field person=李维 --field scope=排障 --field valid_from=2026-05-06 --field valid_to=2026-05-07"}});

}  // namespace govcloud
