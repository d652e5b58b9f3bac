// govcloud extend: the unit asks for more days of a trial.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

struct Args {
  std::string request, reason;
  std::optional<std::int64_t> days;
};

void declare(Words& words, Args& args) {
  words.word("REQUEST", args.request, true, N_("the application whose trial runs"));
  words.number("--days DAYS", args.days, N_("how many days more"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

int run_extend(Desk& desk, const Common& common, const Args& args) {
  if (!args.days) bad_words(message(N_("--days is needed")));
  if (*args.days < 1 || *args.days > 3650) bad_words(message(N_("--days: {0} is not between 1 and 3650"), *args.days));
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  const Extend command{args.request, args.reason, *args.days};
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "extend");
  return carry_out(desk, common, counter, foil, command, args.request,
                   [=](Database& db, Books& books) { fetch_case(db, books, args.request); });
}

}  // namespace

const Verb kExtend = verb<Args>("extend", N_("ask for more days of a trial"), Access::rows, declare, run_extend,
                                {{10, 12, 13, 14, 16, 66, 75, 78},
                                 {"govcloud extend R-2026-0001 --days 15 --reason 测试未完成",
                                  "govcloud extend R-2026-0001 --days 7 --reason 待第三方报告 --attach paper=说明.pdf"}});

}  // namespace govcloud
