// govcloud provision: the provider carries out what was approved.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::string request;
  std::vector<std::string> resources, cloud_ids, deliver;
};

void declare(Words& words, Args& args) {
  words.word("REQUEST", args.request, true, N_("the request's number"));
  words.list("--resource RESOURCE", args.resources, N_("only this one; without it, all that is due"));
  words.list("--cloud-id RESOURCE=ID", args.cloud_ids, N_("the cloud's own id of a resource; may be repeated"));
  words.list("--deliver RESOURCE.KEY=VALUE", args.deliver, N_("deliver less than was granted; may be repeated"));
}

int run_provision(Desk& desk, const Common& common, const Args& args) {
  Provision command;
  command.request = args.request, command.resources = args.resources;
  for (const auto& word : args.cloud_ids) {
    const auto [resource, id] = key_value(word, "--cloud-id");
    want_name(id, "--cloud-id");
    command.cloud_ids[resource] = id;
  }
  for (const auto& word : args.deliver) read_setting(word, "--deliver", command.deliver);
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "provision");
  return carry_out(desk, common, counter, foil, command, args.request,
                   [=](Database& db, Books& books) {
                     fetch_case(db, books, args.request);
                     for (const auto& [resource, id] : command.cloud_ids) fetch_cloud_id(db, books, id);
                   });
}

}  // namespace

const Verb kProvision = verb<Args>(
    "provision", N_("deliver, change or take back what was approved"), Access::rows, declare, run_provision,
    {{10, 12, 13, 14, 16, 66, 75, 78},
     {"govcloud provision R-2026-0001 --cloud-id budget/host-1=i-81 --cloud-id budget/host-2=i-82",
      "govcloud provision R-2026-0003 --resource budget/host-1 --attach reclaim_proof=d.pdf"}});

}  // namespace govcloud
