// govcloud log: the journal, as it was recorded.
#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"

namespace govcloud {
namespace {

struct Args {
  std::string id;
  bool refusals = false;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, false, N_("only events that touch this item"));
  words.flag("--refusals", args.refusals, N_("only what was refused for lack of right"));
}

Json event_json(const ActRow& act, const EventRow& row, Offset offset) {
  const auto event = decode_body(row.kind, row.body);
  Json item = Json::object(), subjects = Json::array();
  for (const auto& id : row.subjects) subjects.push(id);
  item.set("seq", row.seq).set("act", row.act).set("event", row.kind).set("verb", act.header.verb);
  item.set("person", act.header.person);
  item.set("effective", to_text(event.late ? event.late->effective : act.header.recorded, offset));
  item.set("recorded", to_text(act.header.recorded, offset));
  item.set("late_reason", event.late ? Json(event.late->reason) : Json());
  item.set("subjects", std::move(subjects));
  const auto* denied = std::get_if<Denied>(&event.fact);
  item.set("refused", denied != nullptr ? Json(denied->verb) : Json());
  item.set("reason", denied != nullptr ? Json(denied->reason) : Json());
  item.set("hash", hex(row.hash));
  return item;
}

int run_log(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  std::vector<Json> items;
  const auto add = [&](const ActRow& act, const EventRow& row) {
    if (args.refusals && row.kind != Denied::kKind) return true;
    items.push_back(event_json(act, row, counter.ledger.offset()));
    return true;
  };
  Transaction snapshot(counter.ledger.db(), Transaction::Kind::read);
  if (args.id.empty()) read_from(counter.ledger.db(), 1, add);
  else read_about(counter.ledger.db(), args.id, add);
  if (items.empty() && !args.id.empty() && !args.refusals)
    return settle_no(desk, common, NotFound{"item", args.id, {}});
  return print_items(desk, common, {"log", stamp(counter.ledger)},
                     args.refusals ? table_of(items, {"seq", "recorded", "person", "refused", "reason", "subjects"})
                                   : table_of(items, {"seq", "effective", "recorded", "person", "event", "subjects"}));
}

}  // namespace

const Verb kLog = verb<Args>("log", N_("show the journal"), Access::reads, declare, run_log,
                             {{10, 15, 16, 78}, {"govcloud log R-2026-0001", "govcloud log -o json"}});

}  // namespace govcloud
