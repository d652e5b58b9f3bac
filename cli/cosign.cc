// govcloud cosign: confirm what waits for a second person.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::string id;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, true, N_("what waits: a key, K-2026-0002"));
}

int run_cosign(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "cosign");
  return carry_out(desk, common, counter, foil, Cosign{args.id}, args.id, [](Database& db, Books& books) {
    for (const char* kind : {"keys", "signatories"}) fetch_kind(db, books, kind);
  });
}

}  // namespace

const Verb kCosign = verb<Args>("cosign", N_("confirm what waits for a second person"), Access::writes, declare, run_cosign,
                                {{10, 13, 14, 16, 75, 78}, {"govcloud cosign K-2026-0002 --as li"}});

}  // namespace govcloud
