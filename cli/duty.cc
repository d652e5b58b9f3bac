// govcloud duty: what is owed every month or year, and that it was done.
#include <algorithm>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/duty.h"

namespace govcloud {
namespace {

struct ListArgs {
  std::string owner, period, about;
  bool overdue = false, all = false;
};

void declare_list(Words& words, ListArgs& args) {
  words.text("--owner OWNER", args.owner, N_("only what it owes: provider, authority, security, using"));
  words.text("--period PERIOD", args.period, N_("only this period, 2026-10"));
  words.text("--about ITEM", args.about, N_("only what is about it: platform, a unit or a system"));
  words.flag("--overdue", args.overdue, N_("only what is overdue"));
  words.flag("--all", args.all, N_("also what was done"));
}

int run_list(Desk& desk, const Common& common, const ListArgs& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  const Today today = today_of(counter);
  Books books;
  {
    Transaction snapshot(counter.ledger.db(), Transaction::Kind::read);
    fetch_duties(counter.ledger.db(), books, counter.ledger.policy());
  }
  const Facts facts{books, counter.ledger.policy(), today.calendar()};
  std::vector<Json> items;
  for (const auto& owed : duties_owed(facts, today.date)) {
    const auto item = duty_json(owed, today);
    if (!args.all && !owed.record.empty()) continue;
    if (args.overdue && !owed.is_overdue(today.date)) continue;
    if (!args.owner.empty() && owed.rule->owner != args.owner) continue;
    if (!args.period.empty() && owed.period != args.period) continue;
    if (!args.about.empty() && owed.about != args.about) continue;
    items.push_back(item);
  }
  return print_items(desk, common, {"duties", stamp(counter.ledger)},
                     table_of(items, {"duty", "about", "period", "owner", "article", "due_on", "state"}));
}

struct DoneArgs {
  std::string duty, about, period;
  std::vector<std::string> fields;
};

void declare_done(Words& words, DoneArgs& args) {
  words.word("DUTY", args.duty, true, N_("a duty of the policy"));
  words.word("ABOUT", args.about, false, N_("the unit or system; without it, the platform"));
  words.text("--period PERIOD", args.period, N_("for which it was owed: 2026-10, 2026"));
  words.list("--field FIELD=VALUE", args.fields, N_("what is recorded beside: result, note"));
}

int run_done(Desk& desk, const Common& common, const DoneArgs& args) {
  MakeRecord command{args.duty, args.about.empty() ? "platform" : args.about, read_fields(args.fields)};
  if (!args.period.empty()) command.values["period"] = args.period;
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto& duties = counter.ledger.policy().duties;
  if (std::none_of(duties.begin(), duties.end(), [&](const DutyRule& rule) { return rule.id == args.duty; }))
    return settle_no(desk, common, NotFound{"duty", args.duty, say("see them with: govcloud duty list")});
  Counterfoil foil(counter, common, "duty done");
  return carry_out(desk, common, counter, foil, command, command.about,
                   [=](Database& db, Books& books) { fetch_record_case(db, books, command.about); });
}

}  // namespace

const Verb kDuty = verb(
    "duty", N_("keep the periodic duties"),
    {action<ListArgs>("list", N_("what is owed for which period, and what is missing"), Access::reads, declare_list, run_list,
                      {{10, 78}, {"govcloud duty list --overdue", "govcloud duty list --period 2026-10 --all -o json"}}),
     action<DoneArgs>("done", N_("record that a duty was done"), Access::rows, declare_done, run_done,
                      {{10, 12, 13, 14, 16, 66, 75, 78},
                       {"govcloud duty done drill --period 2026 --attach paper=演练记录.pdf",
                        "govcloud duty done monthly_report czj --period 2026-10 --attach paper=月报.pdf"}})});

}  // namespace govcloud
