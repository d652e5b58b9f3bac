// govcloud change: more, less or other resources for a system in service.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

struct Args {
  std::string system, reason;
  std::vector<std::string> set, add, drop;
  bool major = false, emergency = false;
};

void declare(Words& words, Args& args) {
  words.word("SYSTEM", args.system, true, N_("the system's short name"));
  words.list("--set RESOURCE.KEY=VALUE", args.set, N_("a resource's new quantity; may be repeated"));
  words.list("--add ITEM:KEY=VALUE,…", args.add, N_("a new resource; may be repeated"));
  words.list("--drop RESOURCE", args.drop, N_("a resource to give back; may be repeated"));
  words.text("--reason TEXT", args.reason, N_("why"));
  words.flag("--major", args.major, N_("a major change: papers and tests again"));
  words.flag("--emergency", args.emergency, N_("the provider did it already; to be approved afterwards"));
}

Change read_command(const Args& args, const Policy& policy) {
  Change command;
  command.system = args.system, command.reason = args.reason, command.major = args.major;
  command.emergency = args.emergency;
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  if (args.emergency && !(args.add.empty() && args.drop.empty()))
    bad_words(message(N_("{0} goes with {1}"), "--emergency", "--set"));
  std::map<std::string, Quantities> settings;
  for (const auto& word : args.set) read_setting(word, "--set", settings);
  for (const auto& [resource, quantities] : settings) {
    Line line;
    line.action = LineAction::set, line.resource = resource, line.asked = quantities;
    command.lines.push_back(std::move(line));
  }
  for (const auto& word : args.add) command.lines.push_back(read_need(word, "--add", policy));
  for (const auto& resource : args.drop) {
    if (settings.contains(resource))
      bad_words(message(N_("--drop: {0} is also set"), resource));
    Line line;
    line.action = LineAction::drop, line.resource = resource;
    command.lines.push_back(std::move(line));
  }
  if (command.lines.empty())
    bad_words(message(N_("nothing to change is named")), message(N_("use --set, --add or --drop")));
  return command;
}

int run_change(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto command = read_command(args, counter.ledger.policy());
  Counterfoil foil(counter, common, "change");
  return carry_out(desk, common, counter, foil, command, args.system,
                   [=](Database& db, Books& books) { fetch_system_case(db, books, args.system); });
}

}  // namespace

const Verb kChange = verb<Args>("change", N_("ask for other resources for a system in service"), Access::rows,
                                declare, run_change,
                                {{10, 12, 13, 14, 16, 66, 75, 78},
                                 {"govcloud change budget --set budget/host-1.cpu=8 --reason 年底高峰",
                                  "govcloud change budget --add storage:size_gib=200 --drop budget/host-2 --reason 调整"}});

}  // namespace govcloud
