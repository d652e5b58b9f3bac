#include "core/law/rules.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/law/house_rules.h"
#include "core/law/roles.h"
#include "core/law/succession.h"

namespace govcloud {

Date day_of(const Facts& facts, Instant instant) {
  return local_date(instant, facts.policy.offset);
}

bool is_blank(std::string_view text) {
  static constexpr std::string_view kBlanks[] = {" ", "\t", "\r", "\n", "\u00a0", "\u200b", "\u3000"};
  while (!text.empty()) {
    const auto blank = std::find_if(std::begin(kBlanks), std::end(kBlanks),
                                    [&](auto b) { return text.starts_with(b); });
    if (blank == std::end(kBlanks)) return false;
    text.remove_prefix(blank->size());
  }
  return true;
}

bool Acting::has_paper(std::string_view kind) const {
  return std::any_of(papers.begin(), papers.end(), [&](const Paper& p) { return p.kind == kind; });
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

namespace {

bool has_any_role(const std::vector<Role>& held, const std::vector<std::string>& roles) {
  return std::any_of(held.begin(), held.end(), [&](Role role) {
    return std::find(roles.begin(), roles.end(), name_of(role)) != roles.end();
  });
}

/// The policy's rules for an act.
std::vector<const RoleRule*> rules_for(const Policy& policy, std::string_view act) {
  std::vector<const RoleRule*> rules;
  for (const auto& rule : policy.roles)
    if (rule.act == act) rules.push_back(&rule);
  return rules;
}

Refusal role_missing(const Facts& facts, const Acting& acting, const std::vector<const RoleRule*>& rules) {
  std::vector<std::string> wanted;
  for (const auto* rule : rules) wanted.insert(wanted.end(), rule->roles.begin(), rule->roles.end());
  return Refusal{Reason::role_missing, acting.person, joined(wanted),
                 rules.empty() ? house_rule("H-02") : cite(facts.policy, rules.front()->basis), {},
                 say("this is for a person with the role {0}", joined(wanted))};
}

}  // namespace

MaybeNo may(const Facts& facts, const Acting& acting, std::string_view act,
            const std::string& unit) {
  const auto* person = in_whose_right(facts, acting);
  if (person == nullptr || find(facts.books.persons, acting.person) == nullptr)
    return Refusal{Reason::person_unknown, acting.person, acting.person, house_rule("H-02"), {},
                   say("add the person first: govcloud person add {0} …", acting.person)};
  const auto rules = rules_for(facts.policy, act);
  const auto roles = roles_of(facts, acting);
  if (std::none_of(rules.begin(), rules.end(),
                   [&](const RoleRule* rule) { return has_any_role(roles, rule->roles); }))
    return role_missing(facts, acting, rules);
  if (!unit.empty() && person->unit != unit)
    return Refusal{Reason::unit_foreign, acting.person, unit, house_rule("H-02"), {},
                   say("{0} acts for {1}; this is for a person of {2}", acting.person,
                       person->unit.empty() ? std::string("no unit") : person->unit, unit)};
  return std::nullopt;
}

MaybeNo want_signed(const Facts& facts) {
  if (!facts.books.ledger.root_key.empty()) return std::nullopt;
  Refusal no{Reason::ledger_unsigned, facts.books.ledger.id, "", house_rule("H-11"),
             say("this ledger is unsigned: it has no keys"),
             say("a signed ledger is made with: govcloud init --founder-key FILE.pub")};
  return no;
}

bool has_role(const Person& person, std::initializer_list<Role> roles) {
  return std::any_of(person.roles.begin(), person.roles.end(), [&](Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  });
}

MaybeNo own_request(const Facts& facts, const Acting& acting, const Request& request) {
  if (!facts.policy.house_rule_on("H-01")) return std::nullopt;
  const auto involved = [&](const std::string& person) {
    return !person.empty() && (person == acting.person || person == acting.for_person);
  };
  const auto carried_out = [&](const HistoryEntry& e) {
    return (e.event == "delivered" || e.event == "reclaimed" || e.event == "submitted") &&
           (involved(e.person) || involved(e.for_person));
  };
  if (!involved(request.asked_by) &&
      std::none_of(request.history.begin(), request.history.end(), carried_out))
    return std::nullopt;
  return Refusal{Reason::own_request, request.id, acting.person, house_rule("H-01"), {},
                 say("let somebody else decide who had no part in {0}", request.id)};
}

MaybeNo order_of_dates(const Facts& facts, const Acting& acting, const Request& request) {
  if (request.history.empty()) return std::nullopt;
  const auto last = day_of(facts, request.history.back().effective);
  if (day_of(facts, acting.effective) >= last) return std::nullopt;
  return Refusal{Reason::date_order, request.id, to_text(day_of(facts, acting.effective)),
                 house_rule("H-06"), {},
                 say("the last step of {0} was on {1}; give a day not before it", request.id,
                     to_text(last))};
}

Refusal wrong_stage(const Request& request, std::string_view act) {
  const std::string stage(name_of(request.stage));
  Refusal no{Reason::stage_wrong, request.id, stage, house_rule("H-11"), {},
             say("see what can be done next: govcloud explain {0}", request.id)};
  const bool done = (act == "accept" && request.stage == Stage::accepted) ||
                    (act == "refuse" && request.stage == Stage::refused) ||
                    (act == "approve" && request.stage == Stage::approved) ||
                    (act == "reject" && request.stage == Stage::rejected) ||
                    (act == "open" && request.stage == Stage::open);
  no.message = done ? say("{0} is {1} already", request.id, stage)
                    : say("{0} is {1}; it cannot take '{2}' now", request.id, stage,
                          std::string(act));
  return no;
}

std::optional<Paper> PapersHeld::newest(std::string_view kind) const {
  std::optional<Paper> held;
  for (const auto* e : attached)
    if (e->kind == kind)
      held = Paper{e->kind, e->name, e->digest, e->size_bytes, e->issuer, e->accreditation,
                   e->dated ? e->dated : std::optional(e->attached_on), e->expires, e->result};
  if (in_hand != nullptr)
    for (const auto& p : *in_hand)
      if (p.kind == kind) held = p;
  return held;
}

PapersHeld papers_of(const Facts& facts, const Acting& acting, const Request& request) {
  PapersHeld papers;
  for (const auto& subject : std::set<std::string_view>{request.id, request.system, request.unit}) {
    const auto theirs = evidence_of(facts.books, subject);
    papers.attached.insert(papers.attached.end(), theirs.begin(), theirs.end());
    const auto recorded = records_of(facts.books, subject);
    papers.records.insert(papers.records.end(), recorded.begin(), recorded.end());
  }
  std::stable_sort(papers.attached.begin(), papers.attached.end(),
                   [](const auto* a, const auto* b) { return a->seq < b->seq; });
  papers.in_hand = &acting.papers, papers.system = request.system;
  return papers;
}

namespace {

bool begins_with_one(const std::string& text, const std::vector<std::string>& heads) {
  return std::any_of(heads.begin(), heads.end(),
                     [&](const std::string& head) { return text.starts_with(head); });
}

/// The accreditation registered for an issuer 测评机构 had lapsed, or not begun, on a day.
bool registered_as_lapsed(const Facts& facts, const std::string& issuer, Date on) {
  for (const auto* unit : units_of(facts.books, UnitKind::assessor)) {
    if (!is_called(*unit, issuer)) continue;
    if ((unit->valid_from && on < *unit->valid_from) || (unit->valid_to && on > *unit->valid_to))
      return true;
  }
  return false;
}

bool is_own_unit(const Facts& facts, const std::string& unit, const std::string& issuer) {
  if (issuer.empty()) return false;
  if (issuer == unit) return true;
  const auto* own = find(facts.books.units, unit);
  return own != nullptr && is_called(*own, issuer);
}

bool is_good(const Facts& facts, const Gate& gate, const Paper& paper, Date on,
             const std::string& unit) {
  if (gate.passed && paper.result != "pass") return false;
  if (paper.expires && *paper.expires < on) return false;
  if (paper.kind != "third_party_test" && gate.accredited_by.empty()) return true;
  if (is_own_unit(facts, unit, paper.issuer)) return false;
  if (registered_as_lapsed(facts, paper.issuer, paper.dated.value_or(on))) return false;
  return gate.accredited_by.empty() || begins_with_one(paper.accreditation, gate.accredited_by);
}

}  // namespace

bool is_recorded(const PapersHeld& papers, std::string_view kind, Date on) {
  return std::any_of(papers.records.begin(), papers.records.end(),
                     [&](const Record* record) { return record->kind == kind && record->in_force(on); });
}

std::vector<ClosedGate> closed_gates(const Facts& facts, std::string_view step, std::int64_t level,
                                     const PapersHeld& papers, Date on, const std::string& unit,
                                     const std::vector<std::string>& waived) {
  std::vector<ClosedGate> closed;
  for (const auto& gate : facts.policy.gates) {
    if (gate.at != step || level < gate.level_min || level > gate.level_max) continue;
    if (std::find(waived.begin(), waived.end(), gate.rule) != waived.end()) continue;
    ClosedGate found{&gate, {}};
    for (const auto& kind : gate.papers) {
      if (!gate.passed && is_recorded(papers, kind, on)) continue;
      const auto paper = papers.newest(kind);
      if (paper && is_good(facts, gate, *paper, on, unit)) continue;
      // A paper that says it failed is overruled by a later scan only.
      const auto failed = paper && paper->result == "fail" ? std::optional(paper->dated.value_or(on)) : std::nullopt;
      if (!scan_stands_for(facts, gate, kind, papers.system, {failed, on})) found.missing.push_back(kind);
    }
    if (!found.missing.empty()) closed.push_back(std::move(found));
  }
  return closed;
}

Refusal refuse_gates(const Facts& facts, Reason reason, const std::string& object,
                     const std::vector<ClosedGate>& closed, Say hint) {
  std::vector<std::string> missing;
  for (const auto& gate : closed)
    missing.insert(missing.end(), gate.missing.begin(), gate.missing.end());
  const Gate& first = *closed.front().gate;
  return Refusal{reason, object, joined(missing), cite(facts.policy, first.basis), {},
                 std::move(hint), first.rule};
}

void start_clock(const Facts& facts, Clocks& clocks, std::string_view rule, Date started_on) {
  const auto* limit = facts.policy.limit(rule);
  if (limit == nullptr) return;
  Deadline deadline;
  deadline.rule = limit->rule, deadline.article = limit->basis.article;
  deadline.owner = limit->owner, deadline.started_on = started_on;
  deadline.policy_digest = facts.policy.digest;
  if (limit->working_days) {
    const auto count = working_days_after(facts.calendar, started_on, *limit->working_days);
    deadline.working_days = limit->working_days;
    deadline.due_on = count.due_on, deadline.provisional = count.provisional;
    deadline.calendar_digest = facts.calendar.digest;
  }
  clocks.started.push_back(std::move(deadline));
}

void keep_clock(const Facts& facts, Clocks& clocks, const Request& request, std::string_view rule,
                const Acting& acting) {
  for (const auto& deadline : request.deadlines) {
    if (deadline.rule != rule || !deadline.is_open()) continue;
    const auto done_on = day_of(facts, acting.judged());
    const int late =
        deadline.due_on ? working_days_late(facts.calendar, *deadline.due_on, done_on) : 0;
    clocks.kept.push_back({std::string(rule), done_on, late});
  }
}

Numbers::Numbers(const Facts& facts, const Acting& acting)
    : year_(fmt::format("-{:04}", year_of(day_of(facts, acting.recorded)))),
      before_(facts.books.ledger.counters) {}

std::string Numbers::next(std::string_view letter) {
  auto id = std::string(letter) + year_;
  const auto [at, fresh] = given_.try_emplace(id);
  if (fresh)
    if (const auto last = before_.find(id); last != before_.end()) at->second = last->second;
  auto digits = std::to_string(++at->second);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return id += "-" + digits;
}

void attach_papers(const Facts& facts, const Acting& acting, Numbers& numbers,
                   const std::string& subject, std::vector<Fact>& facts_out) {
  facts_out.reserve(facts_out.size() + acting.papers.size());
  for (const auto& paper : acting.papers) {
    Evidence e;
    e.id = numbers.next("E"), e.subject = subject, e.kind = paper.kind, e.name = paper.name;
    e.digest = paper.digest, e.size_bytes = paper.size_bytes, e.issuer = paper.issuer;
    e.accreditation = paper.accreditation, e.dated = paper.dated, e.expires = paper.expires;
    e.result = paper.result, e.attached_by = acting.person;
    e.attached_on = day_of(facts, acting.effective);
    facts_out.push_back(Attached{std::move(e)});
  }
}

namespace {

Refusal beyond(const Facts& facts, const CatalogItem& item, const std::string& object,
               const std::string& detail, Say hint) {
  return Refusal{Reason::beyond_catalogue, object, detail, cite(facts.policy, item.basis), {},
                 std::move(hint)};
}

std::string known_keys(const CatalogItem& item) {
  std::vector<std::string> keys;
  for (const auto& key : item.keys) keys.push_back(key.name);
  return joined(keys);
}

MaybeNo key_in_bounds(const Facts& facts, const CatalogItem& item, const std::string& object,
                      const std::string& name, const Quantity& quantity) {
  const auto key = std::find_if(item.keys.begin(), item.keys.end(),
                                [&](const CatalogKey& k) { return k.name == name && !k.is_word; });
  if (key == item.keys.end())
    return beyond(facts, item, object, item.code + ":" + name,
                  say("{0} takes: {1}", item.code, known_keys(item)));
  if (quantity.amount < key->min || (key->max > 0 && quantity.upper() > key->max) ||
      quantity.upper() < quantity.amount)
    return beyond(facts, item, object, fmt::format("{}:{}={}", item.code, name, quantity.amount),
                  say("{0} is from {1} to {2}", name, std::to_string(key->min),
                      std::to_string(key->max)));
  return std::nullopt;
}

}  // namespace

MaybeNo in_own_zone(const Facts& facts, const std::string& unit, const std::string& object, const Line& line) {
  const auto* found = find(facts.books.units, unit);
  if (!facts.policy.zones_by_tenancy || found == nullptr) return std::nullopt;
  const std::string own(name_of(found->tenancy));
  if (line.zone == own) return std::nullopt;
  return Refusal{Reason::beyond_catalogue, object, "zone=" + line.zone, cite(facts.policy, facts.policy.zone_basis), {},
                 say("{0} has its resources in the zone {1}: zone={1}", unit, own)};
}

MaybeNo against_catalogue(const Facts& facts, const std::string& object, const Line& line) {
  const auto& policy = facts.policy;
  if (std::find(policy.excluded.begin(), policy.excluded.end(), line.item) != policy.excluded.end())
    return Refusal{Reason::item_excluded, object, line.item, cite(policy, policy.catalog.front().basis),
                   {}, say("the platform does not offer this; leave it out")};
  const auto* item = policy.item(line.item);
  std::vector<std::string> known;
  for (const auto& i : policy.catalog) known.push_back(i.code);
  if (item == nullptr)
    return NotFound{"item", line.item, say("the catalogue has: {0}", joined(known))};
  if (std::find(policy.zones.begin(), policy.zones.end(), line.zone) == policy.zones.end())
    return NotFound{"zone", line.zone, say("the zones are: {0}", joined(policy.zones))};
  for (const auto& [name, quantity] : line.asked)
    if (auto no = key_in_bounds(facts, *item, object, name, quantity)) return no;
  for (const auto& key : item->keys) {
    const bool there = key.is_word ? line.words.contains(key.name) : line.asked.contains(key.name);
    if (key.required && !there)
      return beyond(facts, *item, object, item->code + ":" + key.name,
                    say("{0} needs {1}", item->code, key.name));
  }
  for (const auto& [name, text] : line.words)
    if (std::none_of(item->keys.begin(), item->keys.end(),
                     [&](const CatalogKey& k) { return k.is_word && k.name == name; }))
      return beyond(facts, *item, object, item->code + ":" + name,
                    say("{0} takes: {1}", item->code, known_keys(*item)));
  return std::nullopt;
}

}  // namespace govcloud
