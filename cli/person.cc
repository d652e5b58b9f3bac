// govcloud person: who acts for a unit, in which roles.
#include <algorithm>

#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"

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
  return carry_out(desk, common, counter, foil, command, args.id, [&](Database& db, Books& books) {
    fetch_person(db, books, args.id);
    fetch_unit(db, books, args.unit);
  });
}

}  // namespace

const Verb kPerson = verb("person", N_("keep the register of persons"),
                          {action<Args>("add", N_("add a person"), Access::writes, declare, run_add,
                                        {{10, 12, 13, 14, 16, 75, 78},
                                         {"govcloud person add zhang --name 张明 --unit czj --role applicant",
                                          "govcloud person add zhao --name 赵刚 --unit dsj --role reviewer,chief"}})});

}  // namespace govcloud
