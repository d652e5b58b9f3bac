// govcloud due: what is owed, overdue first.
#include <algorithm>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/law/incident.h"
#include "core/law/offices.h"
#include "core/law/rectify.h"
#include "core/law/roles.h"
#include "core/law/system.h"

namespace govcloud {
namespace {

struct Args {
  std::optional<std::int64_t> within;
  std::string role;
  bool mine = false;
};

void declare(Words& words, Args& args) {
  words.number("--within N", args.within, N_("only what falls due in the next N working days, or is overdue"));
  words.text("--role ROLE", args.role, N_("only what this role owes"));
  words.flag("--mine", args.mine, N_("only what the person of --as can do: by their roles, for their unit"));
}

/// Something owed, from whatever source. `by` is the unit that owes it, where that is known.
struct Owed {
  std::string subject, system, unit, by;
  Deadline clock;
  std::optional<Instant> due_at = {};  // of a limit in clock hours, which the day of the clock only tells roughly
  std::string house_rule = {};  // where no article speaks
};

std::string owner_by(Role role) {
  switch (role) {
    case Role::reviewer:
    case Role::chief: return "authority";
    case Role::operator_: return "provider";
    case Role::applicant: return "using";
    case Role::inspector: return "security";
    case Role::treasurer: return "finance";
    default: return std::string(name_of(role));
  }
}

std::string owner_of_role(const std::string& word) {
  if (const auto role = named<Role>(word)) return owner_by(*role);
  bad_words(message(N_("--role: there is no role '{0}'"), word));
}

// -- the sources ---------------------------------------------------------------------------------

std::string owing_unit(const Request& request, const std::string& owner) {
  if (owner == "authority") return request.authority;
  if (owner == "provider") return request.provider;
  return owner == "using" ? request.unit : "";
}

void add_requests(const Books& books, std::vector<Owed>& all) {
  for (const auto& [id, request] : books.requests)
    for (const auto& clock : request.deadlines)
      if (clock.is_open()) all.push_back({id, request.system, request.unit, owing_unit(request, clock.owner), clock});
}

void add_findings(const Books& books, std::vector<Owed>& all) {
  for (const auto& [id, finding] : books.findings) {
    if (finding.state != FindingState::open || !finding.due()) continue;
    const auto* system = find(books.systems, finding.system);
    Owed owed{id, finding.system, system != nullptr ? system->unit : "", "", {}};
    owed.by = finding.owner == "using" ? owed.unit : "";
    owed.clock.rule = "finding", owed.clock.article = finding.article, owed.clock.owner = finding.owner;
    owed.clock.started_on = finding.found_on, owed.clock.due_on = finding.due();
    all.push_back(std::move(owed));
  }
}

/// An order is owed by the unit that it went to; before that, the signature of each office that it waits for.
void add_orders(const Books& books, std::vector<Owed>& all) {
  for (const auto& [id, order] : books.orders) {
    if (order.state != FindingState::open) continue;
    Owed owed{id, "", order.to, order.to, {}};
    owed.clock.rule = "order", owed.clock.article = order.article, owed.clock.started_on = order.on;
    owed.clock.owner = owner_of(books, order);
    owed.clock.due_on = order.due_on;
    if (order.is_in_force()) all.push_back(owed);
    for (const auto& party : order.waits_for) {
      owed.by.clear(), owed.clock.rule = "order_cosign", owed.clock.owner = party, owed.clock.due_on.reset();
      all.push_back(owed);
    }
  }
}

/// The signature of each office that a measure or a statement of fees waits for.
void add_signatures(const Books& books, std::vector<Owed>& all) {
  const auto add = [&](const auto& item, const char* rule) {
    for (const auto& party : item.waits_for) {
      Owed owed{item.id, "", item.provider, "", {}};
      owed.clock.rule = rule, owed.clock.article = item.article, owed.clock.owner = party, owed.clock.started_on = item.on;
      all.push_back(std::move(owed));
    }
  };
  for (const auto& [id, measure] : books.measures)
    if (!measure.lifted_on) add(measure, "measure_cosign");
  for (const auto& [id, settlement] : books.settlements)
    if (settlement.replaced_by.empty()) add(settlement, "fee_cosign");
}

/// The limits of incidents, which run by the minute. Maintenance that has not begun is owed by nobody.
void add_incidents(const Books& books, Instant now, Offset offset, std::vector<Owed>& all) {
  for (const auto& [id, incident] : books.incidents) {
    if (incident.state != IncidentState::open || incident.began > now) continue;
    for (const auto& limit : clocks_of(incident)) {
      if (!limit.is_open()) continue;
      Owed owed{id, incident.systems.size() == 1 ? incident.systems.front() : "", "", now_acting(books, incident.provider), {}, limit.due};
      owed.clock.rule = limit.rule, owed.clock.article = incident.article, owed.clock.owner = "provider";
      owed.clock.started_on = local_date(incident.reported, offset);
      if (limit.due) owed.clock.due_on = local_date(*limit.due, offset);
      all.push_back(std::move(owed));
    }
  }
}

void add_duties(const Facts& facts, Date today, std::vector<Owed>& all) {
  for (const auto& duty : duties_owed(facts, today)) {
    if (!duty.is_open()) continue;
    Owed owed{duty.about + " " + duty.period, "", "", "", {}};
    if (duty.rule->owner == "using" && duty.rule->about == "unit") owed.by = duty.about;
    owed.clock.rule = duty.rule->id, owed.clock.label = duty.period, owed.clock.owner = duty.rule->owner;
    owed.clock.article = duty.rule->basis.article, owed.clock.started_on = owed.clock.due_on.emplace(duty.due_on);
    all.push_back(std::move(owed));
  }
}

/// Systems whose level was raised, as long as they lack what would open them.
void add_raised(Database& db, Books& books, const Facts& facts, Date today, std::vector<Owed>& all) {
  std::vector<std::string> raised;
  for (const auto& [id, system] : books.systems)
    if (system.raised_on) raised.push_back(id);
  for (const auto& id : raised) {
    fetch_opening(db, books, id);
    const auto& system = books.systems.at(id);
    const auto closed = opening_gates(facts, {}, system, today);
    if (closed.empty()) continue;
    Owed owed{id, id, system.unit, system.unit, {}, {}, "H-27"};
    owed.clock.rule = "level", owed.clock.owner = "using", owed.clock.started_on = *system.raised_on;
    for (const auto& gate : closed) owed.clock.label += (owed.clock.label.empty() ? "" : ", ") + joined(gate.missing);
    all.push_back(std::move(owed));
  }
}

/// All that is owed, of every source: a further one is added here.
std::vector<Owed> gathered(Counter& counter, Books& books, const Today& today) {
  auto& db = counter.ledger.db();
  const auto& policy = counter.ledger.policy();
  std::vector<Owed> all;
  fetch_owing(db, books);
  fetch_offices(db, books);
  for (const char* kind : {"measures", "settlements"}) fetch_kind(db, books, kind);
  for (const auto& [id, finding] : books.findings)
    if (!books.systems.contains(finding.system)) fetch_system(db, books, finding.system);
  for (const auto& [id, order] : books.orders) fetch_unit(db, books, order.to);
  fetch_duties(db, books, policy);
  add_requests(books, all), add_findings(books, all), add_orders(books, all), add_signatures(books, all);
  add_incidents(books, counter.now, counter.ledger.offset(), all);
  add_duties({books, policy, today.calendar()}, today.date, all);
  add_raised(db, books, {books, policy, today.calendar()}, today.date, all);
  return all;
}

// -- the list ------------------------------------------------------------------------------------

/// Whether what is owed is a person's to do. What no unit is named for is that of every unit of the kind.
bool is_theirs(const Owed& owed, const Person& person, Date today) {
  if (!owed.by.empty() && owed.by != person.unit) return false;
  return std::any_of(person.roles.begin(), person.roles.end(), [&](Role role) {
    return owner_by(role) == owed.clock.owner && held_on(person, role, today);
  });
}

/// Working days from one day to a later one; nothing where the later one is not the later.
Json working_days_between(const Today& today, Date from, const std::optional<Date>& to) {
  if (!to || *to < from) return {};
  return Json(working_days_late(today.calendar(), from, *to));
}

Json due_item(const Owed& owed, const Today& today, Instant now) {
  Json item = Json::object();
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  item.set("subject", owed.subject).set("system", text(owed.system)).set("unit", text(owed.unit));
  const Json clock = deadline_json(owed.clock, today);
  for (const auto& [key, value] : *clock.members()) item.set(key, key == "house_rule" ? text(owed.house_rule) : value);
  item.set("due_at", owed.due_at ? Json(to_text(*owed.due_at, today.offset)) : Json());
  if (owed.due_at) item.set("overdue", now > *owed.due_at);
  item.set("working_days_open", working_days_between(today, owed.clock.started_on, today.date));
  return item.set("working_days_left", working_days_between(today, today.date, owed.clock.due_on));
}

/// Overdue first, then by due date; what has no date comes last.
bool earlier(const Owed& a, const Owed& b) {
  const auto key = [](const Owed& owed) {
    return std::tuple(!owed.clock.due_on, owed.clock.due_on.value_or(Date{}), owed.due_at.value_or(Instant{}), std::string_view(owed.subject));
  };
  return key(a) < key(b);
}

/// Who asks with --mine.
const Person& asking(Database& db, Books& books, const Common& common) {
  const auto& id = common.for_person.empty() ? common.as : common.for_person;
  if (id.empty()) bad_words(message(N_("--mine: nobody is named")), message(N_("name the person: --as PERSON")));
  fetch_person(db, books, id);
  const auto* person = find(books.persons, id);
  if (person == nullptr) throw LedgerError(16, message(N_("there is no person '{0}'"), id), message(N_("see them with: govcloud list persons")));
  return *person;
}

std::vector<Json> wanted(Counter& counter, const Common& common, const Args& args) {
  Transaction snapshot(counter.ledger.db(), Transaction::Kind::read);
  const Today today = today_of(counter);
  const auto owner = args.role.empty() ? "" : owner_of_role(args.role);
  std::optional<Date> until;
  if (args.within) until = working_days_after(today.calendar(), today.date, static_cast<int>(*args.within)).due_on;
  Books books;
  const auto* person = args.mine ? &asking(counter.ledger.db(), books, common) : nullptr;
  auto all = gathered(counter, books, today);
  std::erase_if(all, [&](const Owed& owed) {
    return (!owner.empty() && owner != owed.clock.owner) || (person != nullptr && !is_theirs(owed, *person, today.date)) ||
           (until && (!owed.clock.due_on || *owed.clock.due_on > *until));
  });
  std::stable_sort(all.begin(), all.end(), earlier);
  std::vector<Json> items;
  for (const auto& owed : all) items.push_back(due_item(owed, today, counter.now));
  return items;
}

int run_due(Desk& desk, const Common& common, const Args& args) {
  if (args.within && (*args.within < 0 || *args.within > 1000))
    bad_words(message(N_("--within: {0} is not between 0 and 1000"), *args.within));
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto items = wanted(counter, common, args);
  const bool overdue = std::any_of(items.begin(), items.end(),
                                   [](const Json& item) { return *item.find("overdue")->boolean(); });
  if (items.empty() && form_of(common) == "table") return 0;  // cron stays quiet
  const int exit = print_items(desk, common, {"due", stamp(counter.ledger)},
                               table_of(items, {"due_on", "subject", "system", "rule", "owner", "article",
                                                "overdue", "working_days_late", "provisional"}));
  return exit != 0 ? exit : overdue ? 1 : 0;
}

}  // namespace

const Verb kDue = verb<Args>("due", N_("list what is owed, overdue first"), Access::reads, declare, run_due,
                             {{1, 10, 16, 78}, {"govcloud due --within 2", "govcloud due --mine --as wang", "govcloud due --role reviewer -o json"}});

}  // namespace govcloud
