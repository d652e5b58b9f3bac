// govcloud list: all items of a kind.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/assessment_views.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/law/cloud_share.h"

namespace govcloud {
namespace {

struct Args {
  std::string what, unit, system, stage;
};

const std::vector<std::string> kKinds{"systems",  "requests", "resources", "units",  "persons", "evidence",
                                      "findings", "records",  "duties",    "checks", "orders",  "incidents", "measures", "settlements",
                                      "ratings",  "assessments"};

void declare(Words& words, Args& args) {
  words.word("WHAT", args.what, true, N_("systems, requests, resources, units, persons, evidence, findings, records, duties, checks, orders, incidents, measures, settlements, ratings or assessments"));
  words.text("--unit UNIT", args.unit, N_("only those of a unit"));
  words.text("--system SYSTEM", args.system, N_("only those of a system"));
  words.text("--stage WORD", args.stage, N_("only those in a stage or state"));
}

/// The columns that a list shows; all others are hidden until -c names them.
const std::vector<std::string>& shown_of(const std::string& what) {
  static const std::map<std::string, std::vector<std::string>> kShown{
      {"systems", {"id", "name", "unit", "level", "state", "opened_on", "ended_on", "taken_over_on"}},
      {"requests", {"id", "kind", "system", "unit", "stage", "submitted_on", "next_due_on", "overdue"}},
      {"resources", {"id", "item", "state", "cloud_id", "delivered", "delivered_on", "reclaimed_on"}},
      {"units", {"id", "name", "kind", "tenancy", "authority"}},
      {"persons", {"id", "name", "unit", "roles"}},
      {"evidence", {"id", "subject", "kind", "name", "dated", "expires", "result"}},
      {"records", {"id", "kind", "about", "on", "valid_from", "valid_to", "in_force", "waits_for", "recorded_by"}},
      {"duties", {"duty", "about", "period", "owner", "article", "due_on", "state"}},
      {"checks", {"id", "on", "about", "scope", "result", "findings", "held_by", "with"}},
      {"orders", {"id", "unit", "state", "scope", "findings", "ordered_on", "due_on", "overdue"}},
      {"incidents", {"id", "title", "class", "state", "systems", "began_at", "restored_at", "restore_due_at", "overdue"}},
      {"measures", {"id", "step", "provider", "state", "because", "period", "deduct_fen", "day", "on", "waits_for"}},
      {"settlements", {"id", "provider", "period", "state", "gross_fen", "deducted_fen", "payable_fen", "deferred_until", "on", "waits_for"}},
      {"ratings", {"id", "about", "unit", "provider", "grade", "rated_on", "rated_by", "replaced_by"}},
      {"assessments", {"id", "about", "object", "period", "points", "state", "fixed_on", "fixed_by", "replaced_by"}},
      {"findings", {"id", "severity", "state", "title", "asset", "system", "owner", "due_on", "overdue"}}};
  return kShown.at(what);
}

/// A request's row: its members, its resources by their ids alone, and of its open clocks the next
/// due date. Its papers are a list of their own.
Json request_row(const Request& request, const Today& today) {
  Json item = Json::object(), resources = Json::array();
  const Json whole = request_json(request, {}, today);
  for (const auto& [key, value] : *whole.members())
    if (key != "evidence") item.set(key, value);
  for (const auto& id : request.resources) resources.push(id);
  item.set("resources", std::move(resources));
  std::optional<Date> next;
  bool overdue = false;
  for (const auto& deadline : request.deadlines) {
    if (!deadline.is_open() || !deadline.due_on) continue;
    if (!next || *deadline.due_on < *next) next = deadline.due_on;
    overdue = overdue || is_overdue(deadline, today.date);
  }
  item.set("next_due_on", date_json(next)).set("overdue", overdue);
  return item;
}

/// A system's row: no lists in it, a list of systems is not their whole lives.
Json system_row(const System& system) {
  Json item = Json::object();
  item.set("id", system.id).set("seq", system.seq).set("name", system.name);
  item.set("unit", system.unit).set("level", system.level);
  item.set("state", std::string(name_of(system.state)));
  item.set("opened_on", date_json(system.opened_on)).set("ended_on", date_json(system.ended_on));
  return item.set("taken_over_on", date_json(system.taken_over_on)).set("on_cloud", system.is_on_cloud());
}

const std::string& text_of(const Json& item, std::string_view key) {
  static const std::string kNone;
  const auto* member = item.find(key);
  return member != nullptr && member->text() != nullptr ? *member->text() : kNone;
}

/// What of the ledger an item may belong to: systems, and the requests of them that papers are about.
struct Narrowed {
  std::string unit;
  std::set<std::string> systems, requests;
};

/// Of --system that system, of --unit all of the unit's.
Narrowed narrowed(Database& db, const std::string& unit, const std::string& system) {
  Narrowed to{unit, {}, {}};
  if (!system.empty()) to.systems.insert(system);
  Books books;
  for (const char* kind : {"systems", "requests"}) fetch_kind(db, books, kind);
  for (const auto& [id, one] : books.systems)
    if (!unit.empty() && one.unit == unit) to.systems.insert(id);
  for (const auto& [id, request] : books.requests)
    if (to.systems.contains(request.system)) to.requests.insert(id);
  return to;
}

/// Whether an item is of one of the systems, or of the unit itself. An incident that names no system is
/// of the platform, and so of them all.
bool belongs(const Json& item, std::string_view what, const Narrowed& to) {
  const auto is_theirs = [&](const std::string& id) {
    return to.systems.contains(id.substr(0, id.find('/'))) || to.requests.contains(id) || (!to.unit.empty() && id == to.unit);
  };
  if (const auto* systems = item.find("systems"); systems != nullptr && systems->items() != nullptr)
    return systems->items()->empty() ||
           std::any_of(systems->items()->begin(), systems->items()->end(), [&](const Json& one) { return is_theirs(*one.text()); });
  if (!to.unit.empty() && text_of(item, "unit") == to.unit) return true;
  for (const auto* key : {"system", "about", "subject"})
    if (const auto& id = text_of(item, key); !id.empty() && is_theirs(id)) return true;
  return (what == "systems" || what == "units") && is_theirs(text_of(item, "id"));
}

Json share_json(const CloudShare& share) {
  const auto percent = share.hundredths();
  return Json::object().set("running", share.running).set("on_cloud", share.on_cloud)
      .set("on_cloud_percent", percent ? Json(Json::Decimal{*percent, 2}) : Json());
}

void tell_share(Desk& desk, const Common& common, const CloudShare& share) {
  const auto percent = share.hundredths();
  if (common.quiet || !percent) return;
  desk.err << "govcloud: " << say(common.lang, N_("on the cloud: {0} of {1} systems that run, {2} %"), share.on_cloud, share.running,
                                  Json(Json::Decimal{*percent, 2}).dump()) << "\n";
}

/// The items, and of systems their share on the cloud.
std::vector<Json> items_of(Counter& counter, const Args& args, std::optional<CloudShare>& share) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  const Today today = today_of(counter);
  Books books;
  fetch_kind(db, books, args.what);
  if (args.what == "systems") share = cloud_share(books, args.unit);
  std::vector<Json> items;
  for (const auto& [id, r] : books.systems) items.push_back(system_row(r));
  for (const auto& [id, r] : books.requests) items.push_back(request_row(r, today));
  for (const auto& [id, r] : books.resources) items.push_back(resource_json(r));
  for (const auto& [id, r] : books.units) items.push_back(unit_json(r));
  for (const auto& [id, r] : books.persons) items.push_back(person_json(r));
  for (const auto& [id, r] : books.evidence) items.push_back(evidence_json(r));
  for (const auto& [id, r] : books.findings) items.push_back(finding_json(r, today));
  for (const auto& [id, r] : books.records) items.push_back(record_json(r, today));
  for (const auto& [id, r] : books.inspections) items.push_back(inspection_json(r));
  for (const auto& [id, r] : books.orders) items.push_back(order_json(r, today));
  for (const auto& [id, r] : books.incidents) items.push_back(incident_json(r, today, counter.now));
  for (const auto& [id, r] : books.measures) items.push_back(measure_json(r));
  for (const auto& [id, r] : books.settlements) items.push_back(settlement_json(r));
  for (const auto& [id, r] : books.ratings) items.push_back(rating_json(r));
  for (const auto& [id, r] : books.assessments) items.push_back(assessment_json(r));
  if (args.what == "duties") {
    fetch_duties(db, books, counter.ledger.policy());
    items.clear();
    for (const auto& owed : duties_owed({books, counter.ledger.policy(), today.calendar()}, today.date)) items.push_back(duty_json(owed, today));
  }
  if (!args.stage.empty())
    std::erase_if(items, [&](const Json& item) { return text_of(item, "stage") != args.stage && text_of(item, "state") != args.stage; });
  if (!args.unit.empty()) std::erase_if(items, [&, to = narrowed(db, args.unit, "")](const Json& item) { return !belongs(item, args.what, to); });
  if (!args.system.empty()) std::erase_if(items, [&, to = narrowed(db, "", args.system)](const Json& item) { return !belongs(item, args.what, to); });
  return items;
}

/// A word that no item of the kind can ever bear is a slip of the pen and not an empty list.
void want_stage(const Args& args) {
  std::vector<std::string> known;
  if (args.what == "requests") known = {kStages.begin(), kStages.end()};
  if (args.what == "systems") known = {kSystemStates.begin(), kSystemStates.end()};
  if (args.what == "resources") known = {kResourceStates.begin(), kResourceStates.end()};
  if (args.what == "orders") known = {"pending", "open", "fixed", "closed"};
  if (args.what == "measures") known = {"pending", "in_force", "lifted"};
  if (args.what == "settlements") known = {"pending", "signed", "replaced"};
  if (args.what == "incidents") known = {kIncidentStates.begin(), kIncidentStates.end()};
  if (args.what == "assessments") known = {"fixed", "objected", "upheld", "dismissed", "replaced"};
  if (args.what == "findings") known = {kFindingStates.begin(), kFindingStates.end()};
  if (args.stage.empty() || std::find(known.begin(), known.end(), args.stage) != known.end()) return;
  if (known.empty()) bad_words(message(N_("--stage: {0} have none"), args.what));
  bad_words(message(N_("--stage: there is no stage or state '{0}' of {1}"), args.stage, args.what),
            message(N_("there are: {0}"), fmt::format("{}", fmt::join(known, ", "))));
}

/// The unit or system that the list is narrowed to, when there is none of that name.
std::optional<NotFound> nobody(Counter& counter, const Args& args) {
  Books books;
  fetch_unit(counter.ledger.db(), books, args.unit);
  fetch_system(counter.ledger.db(), books, args.system);
  if (!args.unit.empty() && books.units.empty())
    return NotFound{"unit", args.unit, say("see them with: govcloud list units")};
  if (!args.system.empty() && books.systems.empty())
    return NotFound{"system", args.system, say("see them with: govcloud list systems")};
  return std::nullopt;
}

int run_list(Desk& desk, const Common& common, const Args& args) {
  if (std::find(kKinds.begin(), kKinds.end(), args.what) == kKinds.end())
    bad_words(message(N_("there is no list of '{0}'"), args.what),
              message(N_("there are: {0}"), fmt::format("{}", fmt::join(kKinds, ", "))));
  want_stage(args);
  auto counter = open_counter(desk, common, Database::Mode::read);
  if (const auto no = nobody(counter, args)) return settle_no(desk, common, *no);
  std::optional<CloudShare> share;
  const auto items = items_of(counter, args, share);
  Answer answer{args.what, stamp(counter.ledger), {}};
  if (share) answer.beside.emplace_back("share", share_json(*share));
  const int exit = print_items(desk, common, answer, table_of(items, shown_of(args.what)));
  if (exit == 0 && share && form_of(common) == "table") tell_share(desk, common, *share);
  return exit;
}

}  // namespace

const Verb kList = verb<Args>("list", N_("list the items of a kind"), Access::reads, declare, run_list,
                              {{10, 16, 78},
                               {"govcloud list requests --stage submitted", "govcloud list resources --system budget -o csv"}});

}  // namespace govcloud
