// govcloud decommission: a unit ends its use of the cloud, for a system or part of it.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

struct Args {
  std::string system, reason, offline_on;
  std::vector<std::string> resources;
};

void declare(Words& words, Args& args) {
  words.word("SYSTEM", args.system, true, N_("the system's short name"));
  words.list("--resource RESOURCE", args.resources, N_("only this part of it; may be repeated"));
  words.text("--offline-on DATE", args.offline_on, N_("the day on which it went offline"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

int run_decommission(Desk& desk, const Common& common, const Args& args) {
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  const Decommission command{args.system, args.reason, args.resources, read_date(args.offline_on, "--offline-on")};
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "decommission");
  return carry_out(desk, common, counter, foil, command, args.system,
                   [=](Database& db, Books& books) { fetch_system_case(db, books, args.system); });
}

}  // namespace

const Verb kDecommission = verb<Args>(
    "decommission", N_("ask to end a system or part of it"), Access::rows, declare, run_decommission,
    {{10, 12, 13, 14, 16, 66, 75, 78},
     {"govcloud decommission budget --offline-on 2026-11-01 --reason 系统停用 --attach offline_record=a.pdf "
      "--attach migration_record=b.pdf --attach backup_record=c.pdf",
      "govcloud decommission budget --resource budget/host-4 --resource budget/host-5 --reason 缩容"}});

}  // namespace govcloud
