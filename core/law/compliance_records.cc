// Checks of the ledger over its registers: what expires, what is owed each period, accesses, zones,
// persons, retests, consents and recoveries.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/law/compliance.h"
#include "core/law/duty.h"
#include "core/law/house_rules.h"
#include "core/law/record.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

// The measures set no such days; rules H-51 and H-52 of this ledger.
constexpr int kRenewDays = 30, kRetestDays = 366, kRetestLevel = 3;

using Shortfalls = std::vector<Shortfall>;

const RecordRule* rule_of(const Policy& policy, std::string_view kind) {
  for (const auto& rule : policy.records)
    if (rule.kind == kind) return &rule;
  return nullptr;
}

bool lives(const Resource& resource) {
  return resource.state == ResourceState::trial || resource.state == ResourceState::in_service || resource.state == ResourceState::ending;
}

bool in_service(const Books& books, std::string_view id) {
  const auto* system = find(books.systems, id);
  return system != nullptr && system->state == SystemState::in_service;
}

std::string value_of(const Record& record, const std::string& field) {
  const auto at = record.values.find(field);
  return at != record.values.end() ? at->second : "";
}

/// A record of a kind that is in force on a day about an item; for a resource its system or unit will do.
bool holds(const Facts& facts, std::string_view kind, const std::string& about, const std::string& unit, Date day, const std::string& person = "") {
  for (const auto& subject : {about, about.substr(0, about.find('/')), unit})
    for (const auto* record : records_of(facts.books, subject))
      if (record->kind == kind && record->in_force(day) && (person.empty() || value_of(*record, "person") == person)) return true;
  return false;
}

// -- what expires --------------------------------------------------------------------------------

/// The system of a paper's subject; empty for one that belongs to none in service.
std::string served_by(const Books& books, const std::string& subject) {
  const auto* request = find(books.requests, subject);
  const auto system = request != nullptr ? request->system : subject.substr(0, subject.find('/'));
  return in_service(books, system) ? system : "";
}

Say ends(const std::string& what, Date on, Date today) {
  return on < today ? say("{0} ended on {1}", what, to_text(on)) : say("{0} ends on {1}", what, to_text(on));
}

/// The newest paper of each kind of a system in service, and its newest records with an end.
void expiring(const Facts& facts, Date today, Shortfalls& all) {
  std::map<std::pair<std::string, std::string>, const Evidence*> papers;
  for (const auto& [id, paper] : facts.books.evidence) {
    const auto system = served_by(facts.books, paper.subject);
    if (system.empty()) continue;
    auto& newest = papers[{system, paper.kind}];
    if (newest == nullptr || newest->seq < paper.seq) newest = &paper;
  }
  const auto soon = today + std::chrono::days{kRenewDays};
  for (const auto& [place, paper] : papers)
    if (paper->expires && *paper->expires <= soon)
      all.push_back({"expiring", place.first, "using", house_rule("H-51"), ends(paper->kind, *paper->expires, today),
                     "govcloud attach " + place.first + " " + paper->kind + "=FILE --expires DATE", paper->kind});
  std::map<std::pair<std::string, std::string>, const Record*> records;
  for (const auto& [id, record] : facts.books.records) {
    if (!record.waits_for.empty() || served_by(facts.books, record.about).empty() || record.kind.starts_with("access")) continue;
    auto& newest = records[{record.about, record.kind}];
    if (newest == nullptr || newest->seq < record.seq) newest = &record;
  }
  for (const auto& [place, record] : records)
    if (record->valid_to && *record->valid_to <= soon) {
      const auto* rule = rule_of(facts.policy, record->kind);
      all.push_back({"expiring", place.first, "using", rule != nullptr ? cite(facts.policy, rule->basis) : house_rule("H-51"),
                     ends(record->kind, *record->valid_to, today), "govcloud record " + record->kind + " " + place.first + " --field valid_to=DATE", record->kind});
    }
}

// -- what is owed each period --------------------------------------------------------------------

void duty_missing(const Facts& facts, Date today, Shortfalls& all) {
  for (const auto& owed : duties_owed(facts, today)) {
    if (!owed.is_overdue(today)) continue;
    const auto about = owed.about == "platform" ? "" : " " + owed.about;
    all.push_back({"duty_missing", owed.about, owed.rule->owner, cite(facts.policy, owed.rule->basis),
                   say("{0} of {1} is not recorded; it was due on {2}", owed.rule->id, owed.period, to_text(owed.due_on)),
                   "govcloud duty done " + owed.rule->id + about + " --period " + owed.period, owed.rule->id + "/" + owed.period});
  }
}

// -- accesses, zones, persons, retests, consents, recoveries ---------------------------------------

/// An access that goes on although the authorisation that it began with has ended.
void access_unauthorised(const Facts& facts, Date today, Shortfalls& all) {
  const auto* rule = rule_of(facts.policy, "access");
  if (rule == nullptr || rule->needs.empty()) return;
  for (const auto& [id, record] : facts.books.records) {
    if (record.kind != "access" || !value_of(record, "ended").empty()) continue;
    if (holds(facts, rule->needs, record.about, record.unit, today, value_of(record, "person"))) continue;
    all.push_back({"access_unauthorised", id, "provider", cite(facts.policy, rule->basis),
                   say("{0} is in {1} without an authorisation that holds", value_of(record, "person"), record.about),
                   "govcloud record " + rule->needs + " " + record.about + " --field person=" + value_of(record, "person") + " --field valid_from=" + to_text(today)});
  }
}

/// A tenant's kind and the zone of its resources, where the policy's zones are named after them; and a
/// system whose resources lie in two zones.
void zones_mixed(const Facts& facts, Shortfalls& all) {
  const auto has_zone = [&](std::string_view zone) { return std::find(facts.policy.zones.begin(), facts.policy.zones.end(), zone) != facts.policy.zones.end(); };
  std::map<std::string, std::set<std::string>> zones;
  for (const auto& [id, resource] : facts.books.resources) {
    if (!lives(resource)) continue;
    zones[resource.system].insert(resource.zone);
    const auto* unit = find(facts.books.units, resource.unit);
    const std::string own(unit != nullptr ? name_of(unit->tenancy) : "");
    if (unit == nullptr || !has_zone(own) || resource.zone == own) continue;
    all.push_back({"zones_mixed", id, "provider", cite(facts.policy, facts.policy.zone_basis),
                   say("it lies in the zone {0}, and {1} is a tenant of the zone {2}", resource.zone, resource.unit, own),
                   "govcloud change " + resource.system + " --drop " + id});
  }
  for (const auto& [system, in] : zones)
    if (in.size() > 1)
      all.push_back({"zones_mixed", system, "using", cite(facts.policy, facts.policy.zone_basis),
                     say("its resources lie in several zones: {0}", joined({in.begin(), in.end()})), "govcloud show " + system});
}

void persons_missing(const Facts& facts, Date today, Shortfalls& all) {
  const auto* rule = rule_of(facts.policy, "security_persons");
  if (rule == nullptr) return;
  for (const auto& [id, system] : facts.books.systems)
    if (system.state == SystemState::in_service && !holds(facts, rule->kind, id, system.unit, today))
      all.push_back({"persons_missing", id, "using", cite(facts.policy, rule->basis), say("the persons for administration, secrecy and audit are not recorded"),
                     "govcloud record security_persons " + id + " --field administration=NAME --field secrecy=NAME --field audit=NAME --field valid_from=" + to_text(today)});
}

/// A system of level 3 or above whose last level evaluation is more than a year old. One that has none is
/// told by what the policy asks for at its opening.
void retest_due(const Facts& facts, Date today, Shortfalls& all) {
  std::map<std::string, Date> tested;
  for (const auto& [id, paper] : facts.books.evidence) {
    const auto system = served_by(facts.books, paper.subject);
    if (system.empty() || paper.kind != "mlps_report" || paper.result == "fail") continue;
    auto& last = tested[system];
    last = std::max(last, paper.dated.value_or(paper.attached_on));
  }
  for (const auto& [id, last] : tested)
    if (facts.books.systems.at(id).level >= kRetestLevel && last + std::chrono::days{kRetestDays} < today)
      all.push_back({"retest_due", id, "using", house_rule("H-52"), say("its level was last evaluated on {0}", to_text(last)),
                     "govcloud attach " + id + " mlps_report=FILE --dated DATE --result pass"});
}

void consent_missing(const Facts& facts, Date today, Shortfalls& all) {
  const auto* rule = rule_of(facts.policy, "backup_consent");
  if (rule == nullptr) return;
  for (const auto& [id, resource] : facts.books.resources)
    if (lives(resource) && resource.item == "backup" && !holds(facts, rule->kind, id, resource.unit, today))
      all.push_back({"consent_missing", id, "using", cite(facts.policy, rule->basis), say("the unit has not consented to its backup in writing"),
                     "govcloud record backup_consent " + id + " --field signer=NAME --field dated=" + to_text(today)});
}

/// A recovery that was asked for and of which nobody has said that it began.
void recovery_not_started(const Facts& facts, Shortfalls& all) {
  const auto* rule = rule_of(facts.policy, "recovery");
  if (rule == nullptr) return;
  std::map<std::pair<std::string, std::string>, bool> started;
  for (const auto& [id, record] : facts.books.records)
    if (record.kind == rule->kind) {
      auto& one = started[{record.about, value_of(record, "asked_at")}];
      one = one || !value_of(record, "started_at").empty();
    }
  for (const auto& [asked, began] : started)
    if (!began)
      all.push_back({"recovery_not_started", asked.first, "provider", cite(facts.policy, rule->basis), say("its recovery was asked for at {0} and has not begun", asked.second),
                     "govcloud record recovery " + asked.first + " --field asked_at=" + asked.second + " --field started_at=TIME", asked.second});
}

}  // namespace

void check_registers(const Facts& facts, Date today, std::vector<Shortfall>& all) {
  expiring(facts, today, all), duty_missing(facts, today, all), access_unauthorised(facts, today, all);
  zones_mixed(facts, all), persons_missing(facts, today, all), retest_due(facts, today, all);
  consent_missing(facts, today, all), recovery_not_started(facts, all);
}

}  // namespace govcloud
