// govcloud correct: a later act that names a wrong one.
#include <charconv>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/rules.h"
#include "core/ledger/event_told.h"

namespace govcloud {
namespace {

struct Args {
  std::string event, reason;
  std::vector<std::string> fields;
};

void declare(Words& words, Args& args) {
  words.word("EVENT", args.event, true, N_("the number of the wrong event, as the log shows it"));
  words.list("--field KEY=VALUE", args.fields, N_("what it should say; may be repeated"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

std::uint64_t read_number(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0)
    bad_words(message(N_("EVENT: '{0}' is no number of an event"), text), message(N_("see them with: govcloud log")));
  return number;
}

/// Fetches what the item is judged by: what it belongs to, and who told it.
void fetch_correction(Database& db, Books& books, const Correct& command) {
  fetch_record_case(db, books, command.id);
  fetch_evidence(db, books, command.id);
  fetch_record(db, books, command.id);
  if (const auto* evidence = find(books.evidence, command.id)) fetch_person(db, books, evidence->attached_by);
  if (const auto* record = find(books.records, command.id)) fetch_record_case(db, books, record->about);
}

int run_correct(Desk& desk, const Common& common, const Args& args) {
  want_text(args.reason, "--reason");
  if (is_blank(args.reason)) bad_words(message(N_("--reason is needed")));
  Correct command{read_number(args.event), "", "", read_fields(args.fields), args.reason};
  if (command.values.empty()) bad_words(message(N_("--field is needed")));
  for (const auto& [name, value] : command.values) want_line(value, "--field");
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto told = event_told(counter.ledger.db(), command.event);
  if (told) command.kind = told->kind, command.id = told->id;
  Counterfoil foil(counter, common, "correct");
  return carry_out(desk, common, counter, foil, command, command.id,
                   [=](Database& db, Books& books) { fetch_correction(db, books, command); });
}

}  // namespace

const Verb kCorrect = verb<Args>("correct", N_("mend what was told wrongly, by a later act that names it"), Access::writes, declare,
                                 run_correct,
                                 {{10, 12, 13, 14, 16, 66, 75, 78},
                                  {"govcloud correct 27 --field issuer=某测评机构 --field expires=2027-03-31 --reason 录入有误",
                                   "govcloud correct 31 --field cloud_id=i-0a1b2c --reason 编号抄错"}});

}  // namespace govcloud
