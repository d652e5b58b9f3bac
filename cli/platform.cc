// govcloud platform: what is done to the cloud platform itself.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::string subject, planned_on, done_on;
  bool done = false;
};

void declare(Words& words, Args& args) {
  words.text("--subject TEXT", args.subject, N_("what of the platform is updated"));
  words.text("--planned-on DATE", args.planned_on, N_("when it is to be done"));
  words.flag("--done", args.done, N_("it was carried out, after its approval"));
  words.text("--done-on DATE", args.done_on, N_("the day on which it was done; without it, today"));
}

/// Asking is a record that the authority signs; doing is a record that needs the signed one.
MakeRecord command_of(const Args& args, Date today) {
  want_line(args.subject, "--subject");
  if (args.subject.empty()) bad_words(message(N_("--subject is needed")));
  MakeRecord command{args.done ? "platform_update_done" : "platform_update", "platform", {{"subject", args.subject}}};
  const auto planned = read_date(args.planned_on, "--planned-on"), done = read_date(args.done_on, "--done-on");
  if (args.done && planned) bad_words(message(N_("{0} and {1} do not go together"), "--done", "--planned-on"));
  if (!args.done && done) bad_words(message(N_("{0} goes with {1}"), "--done-on", "--done"));
  if (planned) command.values["planned_on"] = to_text(*planned);
  if (args.done) command.values["done_on"] = to_text(done.value_or(today));
  return command;
}

int run_update(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "platform update");
  const auto command = command_of(args, local_date(foil.act.acting.effective, counter.ledger.offset()));
  return carry_out(desk, common, counter, foil, command, command.about,
                   [=](Database& db, Books& books) { fetch_record_case(db, books, command.about); });
}

}  // namespace

const Verb kPlatform = verb("platform", N_("keep what is done to the platform itself"),
                            {action<Args>("update", N_("ask for an update, or record that it was done"), Access::rows, declare, run_update,
                                          {{10, 12, 13, 14, 16, 66, 75, 78},
                                           {"govcloud platform update --subject 更换核心交换机 --planned-on 2026-06-01",
                                            "govcloud platform update --subject 更换核心交换机 --done --attach paper=验收.pdf"}})});

}  // namespace govcloud
