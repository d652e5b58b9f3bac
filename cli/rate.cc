// govcloud rate: a using unit says how satisfied it is with the provider's work.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rate.h"

namespace govcloud {
namespace {

struct Args {
  std::string about, grade, note, provider;
};

void declare(Words& words, Args& args) {
  words.word("ABOUT", args.about, true, N_("a request, an incident, or a period: 2026-10, 2026-Q4, 2026-H2 or 2026"));
  words.text("--grade GRADE", args.grade, N_("one of the policy's grades"));
  words.text("--note TEXT", args.note, N_("why"));
  words.text("--provider UNIT", args.provider, N_("of a period: whom it rates, where there are several"));
}

int run(Desk& desk, const Common& common, const Args& args) {
  want_line(args.grade, "--grade"), want_text(args.note, "--note");
  auto counter = open_counter(desk, common, Database::Mode::write);
  const Rate command{args.about, args.grade, args.note, args.provider};
  Counterfoil foil(counter, common, "rate");
  return carry_out(desk, common, counter, foil, command, "", [=](Database& db, Books& books) {
    fetch_rating_case(db, books, command.about);
    fetch_unit(db, books, command.provider);
  });
}

}  // namespace

const Verb kRate = verb<Args>("rate", N_("say how satisfied a unit is with the provider"), Access::rows, declare, run,
                              {{10, 12, 13, 14, 16, 66, 75, 78},
                               {"govcloud rate R-2026-0001 --grade satisfied", "govcloud rate 2026-Q1 --grade very_satisfied --note 响应及时"}});

}  // namespace govcloud
