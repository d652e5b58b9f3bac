// govcloud system: the register of application systems.
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"
#include "core/law/well_formed.h"

namespace govcloud {
namespace {

struct Args {
  std::string id, unit, name, state, zone, since, provider, authority;
  std::optional<std::int64_t> level;
  std::vector<std::string> needs, cloud_ids;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, true, N_("short name: small letters, digits and '-'"));
  words.text("--unit UNIT", args.unit, N_("the using unit"));
  words.text("--name NAME", args.name, N_("the system's full name"));
  words.number("--level 1..5", args.level, N_("its protection level"));
  words.choice("--state STATE", args.state, {"running", "off-cloud"}, N_("whether it runs on the cloud or off it"));
  words.text("--zone ZONE", args.zone, N_("where lines without a zone of their own are"));
  words.text("--since DATE", args.since, N_("since when it has been so; without it, since today"));
  words.text("--provider UNIT", args.provider, N_("of several providers, which"));
  words.text("--authority UNIT", args.authority, N_("of several authorities, which"));
  words.list("--need ITEM:KEY=VALUE,…", args.needs, N_("what it has on the cloud; may be repeated"));
  words.list("--cloud-id RESOURCE=ID", args.cloud_ids, N_("the cloud's own id of a resource; may be repeated"));
}

/// What only a system on the cloud has.
void want_off_cloud(const Args& args) {
  for (const auto& [option, given] : {std::pair("--need", !args.needs.empty()), std::pair("--cloud-id", !args.cloud_ids.empty()),
                                      std::pair("--zone", !args.zone.empty()), std::pair("--provider", !args.provider.empty()),
                                      std::pair("--authority", !args.authority.empty())})
    if (given) bad_words(message(N_("{0} and {1} do not go together"), "--state off-cloud", option));
}

AddSystem read_command(const Args& args, const Policy& policy) {
  want_slug(args.id, "ID");
  if (args.name.empty()) bad_words(message(N_("--name is needed")));
  want_name(args.name, "--name");
  if (args.unit.empty()) bad_words(message(N_("--unit is needed")));
  if (!args.level) bad_words(message(N_("--level is needed")));
  if (*args.level < kLevelMin || *args.level > kLevelMax) bad_words(message(N_("--level: {0} is not between 1 and 5"), *args.level));
  if (args.state.empty()) bad_words(message(N_("--state is needed")), message(N_("say whether it runs on the cloud or off it: --state running|off-cloud")));
  AddSystem command{args.id, args.unit, args.name, args.provider, args.authority, *args.level, args.state == "running",
                    read_date(args.since, "--since"), {}, {}};
  if (!command.on_cloud) want_off_cloud(args);
  for (const auto& need : args.needs) {
    auto line = read_need(need, "--need", policy);
    if (!args.zone.empty() && need.find("zone=") == std::string::npos) line.zone = args.zone;
    command.lines.push_back(std::move(line));
  }
  for (const auto& word : args.cloud_ids) {
    const auto [resource, id] = key_value(word, "--cloud-id");
    want_name(id, "--cloud-id");
    command.cloud_ids[resource] = id;
  }
  return command;
}

int run_add(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto command = read_command(args, counter.ledger.policy());
  Counterfoil foil(counter, common, "system add");
  return carry_out(desk, common, counter, foil, command, args.id, [=](Database& db, Books& books) {
    for (const auto& unit : {command.unit, command.provider, command.authority}) fetch_unit(db, books, unit);
    fetch_system_case(db, books, command.system);
    for (const auto& [resource, id] : command.cloud_ids) fetch_cloud_id(db, books, id);
  });
}

// -- level and transfer --------------------------------------------------------------------------

struct LevelArgs {
  std::string system, level, reason;
};

void declare_level(Words& words, LevelArgs& args) {
  words.word("SYSTEM", args.system, true, N_("the system"));
  words.word("LEVEL", args.level, true, N_("its protection level from now on, 1 to 5"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

int run_level(Desk& desk, const Common& common, const LevelArgs& args) {
  const auto level = read_quantity(args.level, "LEVEL");
  if (level.max || level.amount > kLevelMax) bad_words(message(N_("LEVEL: '{0}' is not between 1 and 5"), args.level));
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "system level");
  return carry_out(desk, common, counter, foil, SetLevel{args.system, args.reason, level.amount}, args.system,
                   [=](Database& db, Books& books) { fetch_opening(db, books, args.system); });
}

struct TransferArgs {
  std::string system, to, reason;
  bool withdraw = false;
};

void declare_transfer(Words& words, TransferArgs& args) {
  words.word("SYSTEM", args.system, true, N_("the system"));
  words.text("--to UNIT", args.to, N_("the unit that is to have it, and that cosigns"));
  words.text("--reason TEXT", args.reason, N_("why"));
  words.flag("--withdraw", args.withdraw, N_("take back a transfer that waits"));
}

int run_transfer(Desk& desk, const Common& common, const TransferArgs& args) {
  if (args.withdraw && !args.to.empty()) bad_words(message(N_("{0} and {1} do not go together"), "--withdraw", "--to"));
  if (!args.withdraw && args.to.empty()) bad_words(message(N_("--to is needed")));
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "system transfer");
  return carry_out(desk, common, counter, foil, TransferSystem{args.system, args.to, args.reason}, args.system,
                   [=](Database& db, Books& books) { fetch_transfer(db, books, args.system, args.to); });
}

}  // namespace

const Verb kSystem = verb(
    "system", N_("keep the register of systems"),
    {action<Args>("add", N_("take over a system that is there already"), Access::rows, declare, run_add,
                  {{10, 12, 13, 14, 16, 65, 66, 75, 78},
                   {"govcloud system add budget --unit czj --name 预算系统 --level 2 --state running --since 2024-05-06 "
                    "--need host:cpu=4,memory_gib=16 --cloud-id budget/host-1=i-81",
                    "govcloud system add archive --unit czj --name 档案系统 --level 2 --state off-cloud"}}),
     action<LevelArgs>("level", N_("raise or lower a system's protection level"), Access::rows, declare_level, run_level,
                       {{10, 12, 13, 14, 16, 66, 75, 78},
                        {"govcloud system level budget 3 --reason 扩大服务范围",
                         "govcloud system level budget 2 --reason 专家评审 --attach grading=定级.pdf"}}),
     action<TransferArgs>("transfer", N_("hand a system over to another unit"), Access::rows, declare_transfer, run_transfer,
                          {{10, 12, 13, 14, 16, 66, 75, 78},
                           {"govcloud system transfer budget --to rsj --reason 职能划转",
                            "govcloud system transfer budget --withdraw --reason 暂缓"}})});

}  // namespace govcloud
