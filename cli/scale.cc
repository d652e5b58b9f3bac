// govcloud scale: what runs now of an elastic resource.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::string resource, reason;
  std::vector<std::string> settings;
};

void declare(Words& words, Args& args) {
  words.word("RESOURCE", args.resource, true, N_("the elastic resource"));
  words.list("--set KEY=VALUE", args.settings, N_("what runs from now on, inside the granted range; may be repeated"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

ScaleResource read_command(const Args& args) {
  ScaleResource command{args.resource, args.reason, {}};
  want_text(args.reason, "--reason");
  if (args.settings.empty()) bad_words(message(N_("--set is needed")));
  for (const auto& word : args.settings) {
    const auto [key, value] = key_value(word, "--set");
    const auto quantity = read_quantity(value, "--set");
    if (quantity.max) bad_words(message(N_("{0}: '{1}' is a range; say what runs now"), "--set", word));
    if (!command.running.emplace(key, quantity.amount).second) bad_words(message(N_("{0} is given twice"), key));
  }
  return command;
}

int run_scale(Desk& desk, const Common& common, const Args& args) {
  const auto command = read_command(args);
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "scale");
  return carry_out(desk, common, counter, foil, command, args.resource,
                   [=](Database& db, Books& books) { fetch_item(db, books, args.resource); });
}

}  // namespace

const Verb kScale = verb<Args>("scale", N_("say what runs of an elastic resource"), Access::rows, declare, run_scale,
                               {{10, 12, 13, 14, 16, 66, 75, 78},
                                {"govcloud scale portal/host-1 --set cpu=8 --reason 报名高峰", "govcloud scale portal/host-1 --set cpu=4 --set memory_gib=16"}});

}  // namespace govcloud
