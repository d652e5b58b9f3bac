// The state of a ledger, or the part of it that a command needs. evolve() is the only meaning that
// events have: the live ledger stores the records that it touched, and replay starts from an empty
// state and applies every event.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/law/events.h"

namespace govcloud {

template <class T>
using Shelf = std::map<std::string, T, std::less<>>;

template <class T>
const T* find(const Shelf<T>& shelf, std::string_view id) {
  const auto at = shelf.find(id);
  return at == shelf.end() ? nullptr : &at->second;
}

/// The last seal 封印 that was imported: event `size` had the hash `head`, countersigned by `by`.
struct LastSeal {
  std::uint64_t size = 0;
  std::string head, by;
  Instant on{};  // when it was imported
  static void fields(auto& self, auto& v) {
    v("size", self.size), v("head", self.head), v("by", self.by), v("on", self.on);
  }
};

/// What holds from a day on: a policy, or a version of the catalogue.
struct InForce {
  std::string id, digest;
  Date from{};
  static void fields(auto& self, auto& v) { v("id", self.id), v("digest", self.digest), v("from", self.from); }
};

/// What holds for the whole ledger.
struct LedgerInfo {
  std::string id;  // random, 32 hex digits
  std::string name, lang = "zh", founder;
  std::string policy, policy_digest, calendar_digest;
  int offset_minutes = 480;
  bool test = false;
  std::string root_key;
  Instant created{};
  std::int64_t imports = 0;                      // of measurements, so far
  std::map<std::string, std::int64_t> counters;  // last number given: "R-2026" → 7
  std::optional<LastSeal> seal;
  std::vector<InForce> adopted;   // policies after the founding one, in order of their first days
  std::vector<InForce> catalogs;  // in place of the policies' own, in the same order

  /// The digest of the policy in force on a day.
  const std::string& policy_on(Date day) const;
  /// Of the catalogue; empty: the policy's own.
  std::string_view catalog_on(Date day) const;

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("name", self.name), v("lang", self.lang), v("founder", self.founder);
    v("policy", self.policy), v("policy_digest", self.policy_digest);
    v("calendar_digest", self.calendar_digest), v("offset_minutes", self.offset_minutes);
    v("test", self.test), v("root_key", self.root_key), v("created", self.created);
    v("imports", self.imports), v("counters", self.counters);
    v("seal", self.seal), v("adopted", self.adopted), v("catalogs", self.catalogs);
  }
};

/// A file of measurements that was imported.
struct UsageImport {
  std::string digest;
  std::uint64_t seq = 0;
  UsageImported what;
  Instant recorded{};
  static void fields(auto& self, auto& v) {
    v("digest", self.digest), v("what", self.what), v("recorded", self.recorded);
  }
};

enum class Kind { ledger, unit, person, system, request, resource, evidence, finding, scan, usage, key, signatory, record, inspection, order, incident, measure, settlement, rating, assessment };

/// Which records belong together: the ids of one owner's, in order. A rule that asks for the papers of
/// a request must not look through those of the whole ledger, or judging a journal would take time
/// with the square of its length.
struct Belongings {
  using Ids = std::map<std::string, std::vector<std::string>, std::less<>>;
  Ids evidence;   // by subject
  Ids requests;   // by system
  Ids resources;  // by system
  Ids cloud_ids;  // resources, by the cloud's own id
  Ids records;    // by what they are about
  Ids scans;      // by system
  Ids findings;   // by system
  Ids ratings;    // by what they are about
  Ids assessments;  // by whom they are about
  std::array<std::vector<std::string>, kUnitKinds.size()> units;  // by kind
};

struct Books {
  LedgerInfo ledger;
  Shelf<Unit> units;
  Shelf<Person> persons;
  Shelf<System> systems;
  Shelf<Request> requests;
  Shelf<Resource> resources;
  Shelf<Evidence> evidence;
  Shelf<Finding> findings;
  Shelf<Scan> scans;
  Shelf<UsageImport> usage;
  Shelf<Key> keys;
  Shelf<Signatory> signatories;  // by person
  Shelf<Record> records;
  Shelf<Inspection> inspections;
  Shelf<Order> orders;
  Shelf<Incident> incidents;
  Shelf<Measure> measures;
  Shelf<Settlement> settlements;
  Shelf<Rating> ratings;
  Shelf<Assessment> assessments;
  std::set<std::pair<Kind, std::string>> touched;  // by the events applied so far
  bool notes_touched = true;                       // a replay of a whole journal has no use for it
  Belongings belongings;                           // kept by enter()
};

/// Notes whose a record is that was just put on its shelf; whoever fills a shelf calls it.
void enter(Books& books, const Unit& unit);
void enter(Books& books, const Request& request);
void enter(Books& books, const Resource& resource);
void enter(Books& books, const Evidence& evidence);
void enter(Books& books, const Record& record);
void enter(Books& books, const Scan& scan);
void enter(Books& books, const Finding& finding);
void enter(Books& books, const Rating& rating);
void enter(Books& books, const Assessment& assessment);
template <class T>
void enter(Books&, const T&) {}  // nothing is asked of the others by owner

/// The records of one owner, in order of their ids.
std::vector<const Evidence*> evidence_of(const Books& books, std::string_view subject);
std::vector<const Request*> requests_of(const Books& books, std::string_view system);
std::vector<const Resource*> resources_of(const Books& books, std::string_view system);
/// Those that have the cloud's own id now.
std::vector<const Resource*> resources_called(const Books& books, std::string_view cloud_id);
std::vector<const Record*> records_of(const Books& books, std::string_view about);
std::vector<const Scan*> scans_of(const Books& books, std::string_view system);
std::vector<const Finding*> findings_of(const Books& books, std::string_view system);
std::vector<const Rating*> ratings_of(const Books& books, std::string_view about);
std::vector<const Assessment*> assessments_of(const Books& books, std::string_view about);
/// Those in whose place no other has come.
std::vector<const Unit*> units_of(const Books& books, UnitKind kind);

/// Where in the journal a fact stands, and by whom.
struct Stamp {
  std::uint64_t seq = 0;
  std::string person, for_person;
  Instant recorded{};
};

/// Applies one event. The records that it names must be there; a journal that names others is not
/// ours, and std::logic_error says so.
void evolve(Books& books, const Event& event, const Stamp& stamp);

}  // namespace govcloud
