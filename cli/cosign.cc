// govcloud cosign: confirm what waits for a second person.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::string id;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, true, N_("what waits: a key, K-2026-0002, a record, D-2026-0001, an order, O-2026-0001, a measure, M-2026-0001, a statement of fees, P-2026-0001, or a system's transfer"));
}

int run_cosign(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "cosign");
  return carry_out(desk, common, counter, foil, Cosign{args.id}, args.id, [=](Database& db, Books& books) {
    for (const char* kind : {"keys", "signatories"}) fetch_kind(db, books, kind);
    if (args.id.starts_with("M-")) fetch_kind(db, books, "measures"), fetch_kind(db, books, "units");
    if (args.id.starts_with("P-")) fetch_kind(db, books, "settlements"), fetch_kind(db, books, "units");
    fetch_record(db, books, args.id);
    fetch_order(db, books, args.id);
    if (books.orders.contains(args.id)) fetch_kind(db, books, "units");
    fetch_system_case(db, books, args.id);
    if (const auto* system = find(books.systems, args.id); system != nullptr && system->transfer)
      fetch_transfer(db, books, args.id, std::string(system->transfer->to));
    if (const auto* record = find(books.records, args.id)) fetch_record_case(db, books, std::string(record->about));
  });
}

}  // namespace

const Verb kCosign = verb<Args>("cosign", N_("confirm what waits for a second person"), Access::rows, declare, run_cosign,
                                {{10, 12, 13, 14, 16, 75, 78}, {"govcloud cosign K-2026-0002 --as li", "govcloud cosign D-2026-0001 --as sun", "govcloud cosign budget --as li"}});

}  // namespace govcloud
