// govcloud withdraw: the unit takes its request back.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

struct Args {
  std::string request, reason;
};

void declare(Words& words, Args& args) {
  words.word("REQUEST", args.request, true, N_("the request's number"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

int run_withdraw(Desk& desk, const Common& common, const Args& args) {
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  const Withdraw command{args.request, args.reason};
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "withdraw");
  return carry_out(desk, common, counter, foil, command, args.request,
                   [=](Database& db, Books& books) { fetch_case(db, books, args.request); });
}

}  // namespace

const Verb kWithdraw = verb<Args>("withdraw", N_("take a request back before it is approved"), Access::rows,
                                  declare, run_withdraw,
                                  {{10, 12, 13, 14, 16, 66, 75, 78},
                                   {"govcloud withdraw R-2026-0001 --reason 项目取消",
                                    "govcloud withdraw R-2026-0001 --reason 项目取消 --key cancel-17"}});

}  // namespace govcloud
