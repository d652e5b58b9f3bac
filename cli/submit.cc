// govcloud submit: a using unit applies for a system's resources.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/well_formed.h"

namespace govcloud {
namespace {

struct Args {
  std::string system, unit, name, zone, provider, resubmits, authority;
  std::optional<std::int64_t> level, trial_days;
  std::vector<std::string> needs;
  bool incomplete = false;
};

void declare(Words& words, Args& args) {
  words.word("SYSTEM", args.system, true, N_("the system's short name"));
  words.text("--unit UNIT", args.unit, N_("the using unit"));
  words.text("--name NAME", args.name, N_("the system's full name"));
  words.number("--level 1..5", args.level, N_("its protection level"));
  words.text("--zone ZONE", args.zone, N_("where lines without a zone of their own go"));
  words.list("--need ITEM:KEY=VALUE,…", args.needs, N_("what is needed; may be repeated"));
  words.number("--trial-days DAYS", args.trial_days, N_("the length of the trial asked for"));
  words.text("--provider UNIT", args.provider, N_("of several providers, which"));
  words.text("--authority UNIT", args.authority, N_("of several authorities, which"));
  words.text("--resubmits REQUEST", args.resubmits, N_("the refused request that this one follows"));
  words.flag("--incomplete", args.incomplete, N_("hand it in although papers are missing"));
}

Submit read_command(const Args& args, const Policy& policy) {
  Submit command;
  want_slug(args.system, "SYSTEM");
  if (args.name.empty()) bad_words(message(N_("--name is needed")));
  want_name(args.name, "--name");
  if (args.unit.empty()) bad_words(message(N_("--unit is needed")));
  if (!args.level) bad_words(message(N_("--level is needed")));
  if (*args.level < kLevelMin || *args.level > kLevelMax)
    bad_words(message(N_("--level: {0} is not between 1 and 5"), *args.level));
  if (args.trial_days && *args.trial_days < 1)
    bad_words(message(N_("--trial-days: {0} is less than 1"), *args.trial_days));
  command.system = args.system, command.unit = args.unit, command.name = args.name;
  command.authority = args.authority;
  command.provider = args.provider, command.resubmits = args.resubmits;
  command.level = *args.level, command.trial_days = args.trial_days;
  command.incomplete = args.incomplete;
  for (const auto& need : args.needs) {
    auto line = read_need(need, "--need", policy);
    if (!args.zone.empty() && need.find("zone=") == std::string::npos) line.zone = args.zone;
    command.lines.push_back(std::move(line));
  }
  return command;
}

int run_submit(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto command = read_command(args, counter.ledger.policy());
  Counterfoil foil(counter, common, "submit");
  return carry_out(desk, common, counter, foil, command, args.system, [=](Database& db, Books& books) {
    fetch_unit(db, books, args.unit);
    fetch_evidence_of(db, books, args.unit);  // its papers count for every system of it
    fetch_unit(db, books, args.provider);
    fetch_unit(db, books, args.authority);
    fetch_system_case(db, books, args.system);
    fetch_case(db, books, args.resubmits);
  });
}

}  // namespace

const Verb kSubmit = verb<Args>(
    "submit", N_("apply for cloud resources for a system"), Access::rows, declare, run_submit,
    {{10, 12, 13, 14, 16, 65, 66, 75, 78},
     {"govcloud submit budget --unit czj --name 预算系统 --level 2 --need host:cpu=4,memory_gib=16,count=2 "
      "--attach plan=方案.pdf --attach self_test=自测.pdf",
      "govcloud submit budget --unit czj --name 预算系统 --level 2 --need host:cpu=4,memory_gib=16 --resubmits R-2026-0001"}});

}  // namespace govcloud
