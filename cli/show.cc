// govcloud show: one item, whole.
#include "cli/assessment_views.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"

namespace govcloud {
namespace {

struct Args {
  std::string id;
};

void declare(Words& words, Args& args) {
  words.word("ID", args.id, true, N_("request, system, resource, unit, person, key, evidence, record, finding, check, order, incident, measure, settlement, rating or assessment"));
}

/// A system's whole life, with the papers of its requests and its findings.
Json whole_system(Database& db, Books& books, const System& system, const Today& today) {
  fetch_findings_of(db, books, system.id);
  for (const auto* request : requests_of(books, system.id)) fetch_evidence_of(db, books, request->id);
  return system_json(system, books, today);
}

/// Fetches what an id names; the books then hold it and what it shows beside it.
struct Shown {
  std::string thing;
  Json item;
};

Shown look_up(Counter& counter, const std::string& id) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  const Today today = today_of(counter);
  Books books;
  fetch_item(db, books, id);
  if (const auto* r = find(books.requests, id)) return {"request", request_json(*r, books, today)};
  fetch_person(db, books, id);
  fetch_evidence(db, books, id);
  if (const auto* s = find(books.systems, id)) return {"system", whole_system(db, books, *s, today)};
  if (const auto* r = find(books.resources, id)) return {"resource", resource_json(*r)};
  if (const auto* u = find(books.units, id)) return {"unit", unit_json(*u)};
  if (const auto* p = find(books.persons, id)) return {"person", person_json(*p)};
  if (const auto* e = find(books.evidence, id)) return {"evidence", evidence_json(*e)};
  fetch_record(db, books, id);
  if (const auto* r = find(books.records, id)) return {"record", record_json(*r, today)};
  if (const auto* f = find(books.findings, id)) return {"finding", finding_json(*f, today)};
  if (const auto* c = find(books.inspections, id)) return {"check", inspection_json(*c)};
  if (const auto* o = find(books.orders, id)) return {"order", order_json(*o, today)};
  if (const auto* i = find(books.incidents, id)) return {"incident", incident_json(*i, today, counter.now)};
  if (id.starts_with("M-")) fetch_kind(db, books, "measures");
  if (id.starts_with("P-")) fetch_kind(db, books, "settlements");
  if (const auto* m = find(books.measures, id)) return {"measure", measure_json(*m)};
  if (const auto* s = find(books.settlements, id)) return {"settlement", settlement_json(*s)};
  if (const auto* r = find(books.ratings, id)) return {"rating", rating_json(*r)};
  if (const auto* a = find(books.assessments, id)) return {"assessment.record", assessment_json(*a)};
  fetch_key(db, books, id);
  if (const auto* k = find(books.keys, id)) return {"key", key_json(*k)};
  return {"", {}};
}

/// What repeats in every row of the inner tables, or says nothing to a person; JSON has it.
const std::vector<Column> kHidden{{"house_rule", {}, false, true}, {"digest", {}, false, true},
                                  {"size_bytes", {}, false, true}, {"subject", {}, false, true},
                                  {"ended", {}, false, true},      {"version", {}, false, true},
                                  {"with_paper", {}, false, true}, {"scan", {}, false, true},
                                  {"last_scan", {}, false, true},  {"granted_count", {}, false, true},
                                  {"seq", {}, false, true},        {"system", {}, false, true},
                                  {"unit", {}, false, true},       {"provider", {}, false, true},
                                  {"request", {}, false, true},    {"working_days", {}, false, true}};

/// What was corrected of a paper, a resource or a record, in order.
Json corrections(Database& db, const std::string& id, Offset offset) {
  Json all = Json::array();
  read_about(db, id, [&](const ActRow& act, const EventRow& row) {
    if (row.kind != Corrected::kKind) return true;
    const auto event = decode_body(row.kind, row.body);
    const auto& e = std::get<Corrected>(event.fact);
    if (e.id != id) return true;
    Json was = Json::object(), now = Json::object();
    for (const auto& [name, value] : e.was) was.set(name, value.empty() ? Json() : Json(value));
    for (const auto& [name, value] : e.now) now.set(name, value.empty() ? Json() : Json(value));
    all.push(Json::object().set("seq", row.seq).set("corrects", e.event).set("person", act.header.person)
                 .set("recorded", to_text(act.header.recorded, offset)).set("reason", e.reason).set("was", std::move(was)).set("now", std::move(now)));
    return true;
  });
  return all;
}

int run_show(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  auto shown = look_up(counter, args.id);
  if (shown.thing.empty())
    return settle_no(desk, common, NotFound{"item", args.id, say("see what there is: govcloud list requests")});
  if (shown.thing == "evidence" || shown.thing == "record" || shown.thing == "resource")
    shown.item.set("corrections", corrections(counter.ledger.db(), args.id, counter.ledger.offset()));
  return print_item(desk, common, {shown.thing, stamp(counter.ledger)}, shown.item, kHidden);
}

}  // namespace

const Verb kShow = verb<Args>("show", N_("show one item whole"), Access::reads, declare, run_show,
                              {{10, 16, 78},
                               {"govcloud show R-2026-0001", "govcloud show R-2026-0001 -c resources -o value"}});

}  // namespace govcloud
