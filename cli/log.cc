// govcloud log: the journal, as it was recorded.
#include <algorithm>

#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"

namespace govcloud {
namespace {

struct Args {
  std::string id, since, until, by, kind;
  bool refusals = false;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, false, N_("only events that touch this item"));
  words.text("--since DATE", args.since, N_("only what was recorded on this day or later"));
  words.text("--until DATE", args.until, N_("only what was recorded on this day or before"));
  words.text("--by PERSON", args.by, N_("only what this person did, or what was done for them"));
  words.text("--kind EVENT", args.kind, N_("only events of this kind: submitted, approved"));
  words.flag("--refusals", args.refusals, N_("only what was refused for lack of right"));
}

/// Which events are wanted; what is empty asks nothing.
struct EventFilter {
  std::optional<Date> since, until;  // days on which they were recorded, both included
  std::string by, kind;              // who acted or for whom; the event's word
};

bool wants(const EventFilter& filter, const ActRow& act, const EventRow& row, Offset offset) {
  if (!filter.kind.empty() && row.kind != filter.kind) return false;
  if (!filter.by.empty() && act.header.person != filter.by && act.header.for_person != filter.by) return false;
  const auto day = local_date(act.header.recorded, offset);
  return (!filter.since || day >= *filter.since) && (!filter.until || day <= *filter.until);
}

Json event_json(const ActRow& act, const EventRow& row, Offset offset) {
  const auto event = decode_body(row.kind, row.body);
  Json item = Json::object(), subjects = Json::array();
  for (const auto& id : row.subjects) subjects.push(id);
  item.set("seq", row.seq).set("act", row.act).set("event", row.kind).set("verb", act.header.verb);
  item.set("person", act.header.person);
  item.set("for_person", act.header.for_person.empty() ? Json() : Json(act.header.for_person));
  item.set("effective", to_text(event.late ? event.late->effective : act.header.recorded, offset));
  item.set("recorded", to_text(act.header.recorded, offset));
  item.set("late_reason", event.late ? Json(event.late->reason) : Json());
  item.set("subjects", std::move(subjects));
  const auto* denied = std::get_if<Denied>(&event.fact);
  item.set("refused", denied != nullptr ? Json(denied->verb) : Json());
  const auto* corrected = std::get_if<Corrected>(&event.fact);
  item.set("reason", denied != nullptr ? Json(denied->reason) : corrected != nullptr ? Json(corrected->reason) : Json());
  item.set("corrects", corrected != nullptr ? Json(corrected->event) : Json());
  return item.set("hash", hex(row.hash));
}

template <class... Each>
std::vector<std::string> kinds(const std::variant<Each...>*) {
  return {std::string(Each::kKind)...};
}

/// A kind that no event can have is a slip of the pen and not an empty log.
void want_event_kind(const std::string& kind) {
  const auto known = kinds(static_cast<const Fact*>(nullptr));
  if (!kind.empty() && std::find(known.begin(), known.end(), kind) == known.end())
    bad_words(message(N_("--kind: there is no event '{0}'"), kind), message(N_("there are: {0}"), fmt::format("{}", fmt::join(known, ", "))));
}

EventFilter filter_of(const Args& args) {
  want_event_kind(args.kind);
  EventFilter filter{read_date(args.since, "--since"), read_date(args.until, "--until"), args.by, args.kind};
  if (args.refusals) {
    if (!args.kind.empty()) bad_words(message(N_("{0} does not go with {1}"), "--kind", "--refusals"));
    filter.kind = Denied::kKind;
  }
  return filter;
}

/// Stand-ins and late entries have a column where there are any.
std::vector<std::string> columns_of(const std::vector<Json>& items, bool refusals) {
  if (refusals) return {"seq", "recorded", "person", "refused", "reason", "subjects"};
  const auto any = [&](const char* key) {
    return std::any_of(items.begin(), items.end(), [&](const Json& item) { return item.find(key)->text() != nullptr; });
  };
  std::vector<std::string> columns{"seq", "effective", "recorded", "person"};
  if (any("for_person")) columns.push_back("for_person");
  columns.push_back("event"), columns.push_back("subjects");
  const auto corrects = std::any_of(items.begin(), items.end(), [](const Json& item) { return !item.find("corrects")->is_null(); });
  if (corrects) columns.push_back("corrects");
  if (any("late_reason")) columns.push_back("late_reason");
  return columns;
}

int run_log(Desk& desk, const Common& common, const Args& args) {
  const auto filter = filter_of(args);
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto offset = counter.ledger.offset();
  std::vector<Json> items;
  bool known = args.id.empty();
  const auto add = [&](const ActRow& act, const EventRow& row) {
    known = true;
    if (wants(filter, act, row, offset)) items.push_back(event_json(act, row, offset));
    return true;
  };
  Transaction snapshot(counter.ledger.db(), Transaction::Kind::read);
  if (args.id.empty()) read_from(counter.ledger.db(), 1, add);
  else read_about(counter.ledger.db(), args.id, add);
  if (!known && !args.refusals) return settle_no(desk, common, NotFound{"item", args.id, {}});
  return print_items(desk, common, {"log", stamp(counter.ledger)}, table_of(items, columns_of(items, args.refusals)));
}

}  // namespace

const Verb kLog = verb<Args>("log", N_("show the journal"), Access::reads, declare, run_log,
                             {{10, 15, 16, 78}, {"govcloud log R-2026-0001", "govcloud log --since 2026-03-01 --by wang", "govcloud log -o json"}});

}  // namespace govcloud
