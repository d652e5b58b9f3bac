// govcloud person: who acts for a unit, in which roles.
#include <algorithm>

#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

struct Args {
  std::string id, name, unit;
  std::vector<std::string> roles;
  bool service = false;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, true, N_("short name: small letters, digits and '-'"));
  words.text("--name NAME", args.name, N_("the person's name"));
  words.text("--unit UNIT", args.unit, N_("the unit that they act for"));
  words.list("--role ROLE", args.roles, N_("what they may do; may be repeated"));
  words.flag("--service", args.service, N_("a cron job's person, with a key file of its own; decides nothing"));
}

std::vector<Role> read_roles(const std::vector<std::string>& words) {
  std::vector<Role> roles;
  for (const auto& word : words) {
    for (std::size_t at = 0; at <= word.size();) {
      const auto comma = std::min(word.find(',', at), word.size());
      const auto role = named<Role>(word.substr(at, comma - at));
      if (!role)
        bad_words(message(N_("--role: there is no role '{0}'"), word.substr(at, comma - at)),
                  message(N_("the roles are: {0}"), fmt::format("{}", fmt::join(kRoles, ", "))));
      if (std::find(roles.begin(), roles.end(), *role) == roles.end()) roles.push_back(*role);
      at = comma + 1;
    }
  }
  return roles;
}

int run_add(Desk& desk, const Common& common, const Args& args) {
  want_slug(args.id, "ID");
  want_name(args.name, "--name");
  if (args.unit.empty()) bad_words(message(N_("--unit is needed")));
  const AddPerson command{{args.id, 0, args.name, args.unit, read_roles(args.roles), args.service}};
  if (command.person.roles.empty())
    bad_words(message(N_("--role is needed")), message(N_("the roles are: {0}"), fmt::format("{}", fmt::join(kRoles, ", "))));
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "person add");
  return carry_out(desk, common, counter, foil, command, args.id, [=](Database& db, Books& books) {
    fetch_person(db, books, args.id);
    fetch_unit(db, books, args.unit);
  });
}

// -- roles ---------------------------------------------------------------------------------------

struct RoleArgs {
  std::string person, reason;
  std::vector<std::string> words, roles;
};

void declare_roles(Words& words, RoleArgs& args) {
  words.word("PERSON", args.person, true, N_("the person"));
  words.words("ROLE", args.words, 0, N_("the roles"));
  words.list("--role ROLE", args.roles, N_("the same; may be repeated"));
}

void declare_revoke(Words& words, RoleArgs& args) {
  declare_roles(words, args);
  words.text("--reason TEXT", args.reason, N_("why"));
}

std::vector<Role> roles_named(const RoleArgs& args) {
  auto all = args.words;
  all.insert(all.end(), args.roles.begin(), args.roles.end());
  return read_roles(all);
}

template <class Command>
int keep(Desk& desk, const Common& common, const char* verb, const Command& command) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, verb);
  return carry_out(desk, common, counter, foil, command, command.person,
                   [person = command.person](Database& db, Books& books) {
                     fetch_kind(db, books, "persons");
                     if (const auto* found = find(books.persons, person)) fetch_unit(db, books, std::string(found->unit));
                   });
}

int run_grant(Desk& desk, const Common& common, const RoleArgs& args) {
  const GrantRoles command{args.person, roles_named(args)};
  if (command.roles.empty())
    bad_words(message(N_("a role is needed")), message(N_("the roles are: {0}"), fmt::format("{}", fmt::join(kRoles, ", "))));
  return keep(desk, common, "person grant", command);
}

int run_revoke(Desk& desk, const Common& common, const RoleArgs& args) {
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  return keep(desk, common, "person revoke", RevokeRoles{args.person, args.reason, roles_named(args)});
}

// -- deputies ------------------------------------------------------------------------------------

struct DeputyArgs {
  std::string person, deputy, since, until;
  bool end = false;
};

void declare_delegate(Words& words, DeputyArgs& args) {
  words.word("PERSON", args.person, true, N_("whose work it is"));
  words.word("DEPUTY", args.deputy, true, N_("who stands in"));
  words.text("--since DATE", args.since, N_("the first day; without it, today"));
  words.text("--until DATE", args.until, N_("the last day"));
  words.flag("--end", args.end, N_("the delegation that was given holds no longer from today on"));
}

int run_delegate(Desk& desk, const Common& common, const DeputyArgs& args) {
  if (args.end) {
    if (!args.since.empty() || !args.until.empty()) bad_words(message(N_("{0} and {1} do not go together"), "--end", "--since, --until"));
    return keep(desk, common, "person delegate", EndDelegation{args.person, args.deputy});
  }
  const auto until = read_date(args.until, "--until");
  if (!until) bad_words(message(N_("--until is needed")), message(N_("a delegation has its last day: --until DATE")));
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto since = read_date(args.since, "--since");
  Counterfoil foil(counter, common, "person delegate");
  const Delegate command{args.person, args.deputy, since.value_or(local_date(foil.act.acting.effective, counter.ledger.offset())), *until};
  return carry_out(desk, common, counter, foil, command, args.person,
                   [](Database& db, Books& books) { fetch_kind(db, books, "persons"); });
}

const std::vector<int> kExits{10, 12, 13, 14, 16, 66, 75, 78};

}  // namespace

const Verb kPerson = verb(
    "person", N_("keep the register of persons"),
    {action<Args>("add", N_("add a person"), Access::rows, declare, run_add,
                  {{10, 12, 13, 14, 16, 75, 78},
                   {"govcloud person add zhang --name 张明 --unit czj --role applicant",
                    "govcloud person add zhao --name 赵刚 --unit dsj --role reviewer,chief"}}),
     action<RoleArgs>("grant", N_("give a person further roles"), Access::rows, declare_roles, run_grant,
                      {kExits, {"govcloud person grant zhao chief", "govcloud person grant zhao --role reviewer,chief --attach paper=任命.pdf"}}),
     action<RoleArgs>("revoke", N_("take roles from a person, or all of them"), Access::rows, declare_revoke, run_revoke,
                      {kExits, {"govcloud person revoke zhao chief --reason 调岗", "govcloud person revoke zhao --reason 离职"}}),
     action<DeputyArgs>("delegate", N_("let another person stand in for a time"), Access::rows, declare_delegate, run_delegate,
                        {kExits,
                         {"govcloud person delegate zhao wang --since 2026-07-01 --until 2026-07-15",
                          "govcloud person delegate zhao wang --end"}})});

}  // namespace govcloud
