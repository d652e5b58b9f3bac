#include "core/ledger/store.h"

#include "core/ledger/columns.h"
#include "core/ledger/ledger_error.h"

#include <concepts>
#include <stdexcept>

namespace govcloud {
namespace {

/// Writes rows of one table.
template <class T>
class TableWriter {
 public:
  explicit TableWriter(Database& db) : row_(db, DerivedTable<T>::kPut) {}
  void put(const T& record) {
    DerivedTable<T>::row(record, [&](const auto&... columns) { row_.bind(columns...).run(); });
  }

 private:
  Statement row_;
};

template <class T>
void put(Database& db, const T& record) { TableWriter<T>(db).put(record); }

void put(Database& db, const Request& request) {
  TableWriter<Request>(db).put(request);
  TableWriter<DeadlineRow> deadlines(db);
  each_deadline(request, [&](const DeadlineRow& row) { deadlines.put(row); });
}

template <class T>
void put_all(Database& db, const Shelf<T>& shelf) {
  TableWriter<T> table(db);
  for (const auto& [id, record] : shelf) table.put(record);
}

void put_ledger(Database& db, const Books& books, std::uint64_t head_seq) {
  Statement(db, "INSERT OR REPLACE INTO ledger VALUES (1,?1,?2)").bind(head_seq, encode(books.ledger)).run();
}

/// Decodes a stored record; one that does not read is damage, not a defect.
template <class T>
T read_record(const Statement& row, int seq, int record, const char* table) {
  try {
    T value = decode<T>(row.view(record));
    if constexpr (requires { value.seq; }) value.seq = static_cast<std::uint64_t>(row.integer(seq));
    return value;
  } catch (const std::invalid_argument& e) {
    throw LedgerError(15, std::string("a row of the table ") + table + " does not read: " + e.what(),
                      "rebuild it from the journal: govcloud audit rebuild");
  }
}

template <class T>
constexpr Kind kind_of_record() {
  if constexpr (std::same_as<T, Unit>) return Kind::unit;
  else if constexpr (std::same_as<T, Person>) return Kind::person;
  else if constexpr (std::same_as<T, System>) return Kind::system;
  else if constexpr (std::same_as<T, Request>) return Kind::request;
  else if constexpr (std::same_as<T, Resource>) return Kind::resource;
  else if constexpr (std::same_as<T, Evidence>) return Kind::evidence;
  else if constexpr (std::same_as<T, Finding>) return Kind::finding;
  else if constexpr (std::same_as<T, Scan>) return Kind::scan;
  else if constexpr (std::same_as<T, UsageImport>) return Kind::usage;
  else if constexpr (std::same_as<T, Key>) return Kind::key;
  else if constexpr (std::same_as<T, Signatory>) return Kind::signatory;
  else if constexpr (std::same_as<T, Inspection>) return Kind::inspection;
  else if constexpr (std::same_as<T, Order>) return Kind::order;
  else if constexpr (std::same_as<T, Incident>) return Kind::incident;
  else if constexpr (std::same_as<T, Measure>) return Kind::measure;
  else if constexpr (std::same_as<T, Settlement>) return Kind::settlement;
  else if constexpr (std::same_as<T, Rating>) return Kind::rating;
  else if constexpr (std::same_as<T, Assessment>) return Kind::assessment;
  else return Kind::record;
}

/// A record that an event of the same act has changed already is left as it is.
template <class T>
void fetch(Statement& rows, Books& books, Shelf<T> Books::*shelf, const char* table) {
  while (rows.step()) {
    const auto id = rows.text(0);
    if (!books.touched.empty() && books.touched.contains({kind_of_record<T>(), id})) continue;
    auto& record = (books.*shelf)[id];
    record = read_record<T>(rows, 1, 2, table);
    enter(books, record);
  }
}

template <class T>
void fetch(Database& db, Books& books, Shelf<T> Books::*shelf, const char* table, std::string_view sql,
           std::string_view value) {
  Statement rows(db, sql);
  rows.bind(value);
  fetch(rows, books, shelf, table);
}

}  // namespace

void store(Database& db, const Books& books, std::uint64_t head_seq) {
  for (const auto& [kind, id] : books.touched) {
    switch (kind) {
      case Kind::ledger: break;
      case Kind::unit: put(db, books.units.at(id)); break;
      case Kind::person: put(db, books.persons.at(id)); break;
      case Kind::system: put(db, books.systems.at(id)); break;
      case Kind::request: put(db, books.requests.at(id)); break;
      case Kind::resource: put(db, books.resources.at(id)); break;
      case Kind::evidence: put(db, books.evidence.at(id)); break;
      case Kind::finding: put(db, books.findings.at(id)); break;
      case Kind::scan: put(db, books.scans.at(id)); break;
      case Kind::usage: put(db, books.usage.at(id)); break;
      case Kind::key: put(db, books.keys.at(id)); break;
      case Kind::signatory: put(db, books.signatories.at(id)); break;
      case Kind::record: put(db, books.records.at(id)); break;
      case Kind::inspection: put(db, books.inspections.at(id)); break;
      case Kind::order: put(db, books.orders.at(id)); break;
      case Kind::incident: put(db, books.incidents.at(id)); break;
      case Kind::measure: put(db, books.measures.at(id)); break;
      case Kind::settlement: put(db, books.settlements.at(id)); break;
      case Kind::rating: put(db, books.ratings.at(id)); break;
      case Kind::assessment: put(db, books.assessments.at(id)); break;
    }
  }
  put_ledger(db, books, head_seq);
}

void store_all(Database& db, const Books& books, std::uint64_t head_seq) {
  put_ledger(db, books, head_seq);
  put_all(db, books.units), put_all(db, books.persons), put_all(db, books.systems);
  put_all(db, books.requests), put_all(db, books.resources), put_all(db, books.evidence);
  put_all(db, books.findings), put_all(db, books.scans), put_all(db, books.usage);
  put_all(db, books.keys), put_all(db, books.signatories), put_all(db, books.records);
  put_all(db, books.inspections), put_all(db, books.orders), put_all(db, books.incidents);
  put_all(db, books.measures), put_all(db, books.settlements);
  put_all(db, books.ratings), put_all(db, books.assessments);
  TableWriter<DeadlineRow> deadlines(db);
  for (const auto& [id, request] : books.requests)
    each_deadline(request, [&](const DeadlineRow& row) { deadlines.put(row); });
}

void fetch_ledger(Database& db, Books& books) {
  Statement row(db, "SELECT seq, record FROM ledger WHERE one = 1");
  if (!row.step()) throw LedgerError(15, "the ledger's own record is missing",
                                     "rebuild it from the journal: govcloud audit rebuild");
  books.ledger = read_record<LedgerInfo>(row, 0, 1, "ledger");
}

void fetch_unit(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::units, "unit", "SELECT id, seq, record FROM unit WHERE id = ?1", id);
}
void fetch_person(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::persons, "person", "SELECT id, seq, record FROM person WHERE id = ?1", id);
}
void fetch_signatory(Database& db, Books& books, std::string_view person) {
  fetch(db, books, &Books::signatories, "signatory", "SELECT person, seq, record FROM signatory WHERE person = ?1", person);
  const auto* signatory = find(books.signatories, person);
  if (signatory != nullptr)
    fetch(db, books, &Books::keys, "key", "SELECT id, seq, record FROM key WHERE id = ?1", signatory->key);
}
void fetch_system(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::systems, "system", "SELECT id, seq, record FROM system WHERE id = ?1", id);
}
void fetch_request(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::requests, "request", "SELECT id, seq, record FROM request WHERE id = ?1", id);
}
void fetch_finding(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::findings, "finding", "SELECT id, seq, record FROM finding WHERE id = ?1", id);
}
void fetch_order(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::orders, "mending_order", "SELECT id, seq, record FROM mending_order WHERE id = ?1", id);
  if (const auto* order = find(books.orders, id))
    for (const auto& finding : std::vector<std::string>(order->findings)) fetch_finding(db, books, finding);
}
void fetch_inspection(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::inspections, "inspection", "SELECT id, seq, record FROM inspection WHERE id = ?1", id);
}
void fetch_incident(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::incidents, "incident", "SELECT id, seq, record FROM incident WHERE id = ?1", id);
}
void fetch_rating(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::ratings, "rating", "SELECT id, seq, record FROM rating WHERE id = ?1", id);
}
void fetch_ratings_of(Database& db, Books& books, std::string_view about) {
  fetch(db, books, &Books::ratings, "rating", "SELECT id, seq, record FROM rating WHERE about = ?1", about);
}
void fetch_assessment(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::assessments, "assessment", "SELECT id, seq, record FROM assessment WHERE id = ?1", id);
}
void fetch_evidence_of(Database& db, Books& books, std::string_view subject) {
  fetch(db, books, &Books::evidence, "evidence", "SELECT id, seq, record FROM evidence WHERE subject = ?1", subject);
}

void fetch_offices(Database& db, Books& books) {
  Statement rows(db, "SELECT id, seq, record FROM unit WHERE kind IN ('authority','provider','assessor')");
  fetch(rows, books, &Books::units, "unit");
}

void fetch_system_life(Database& db, Books& books, std::string_view id) {
  fetch_system(db, books, id);
  fetch(db, books, &Books::requests, "request", "SELECT id, seq, record FROM request WHERE system = ?1", id);
  fetch(db, books, &Books::resources, "resource", "SELECT id, seq, record FROM resource WHERE system = ?1", id);
}

void fetch_cloud_id(Database& db, Books& books, std::string_view cloud_id) {
  fetch(db, books, &Books::resources, "resource", "SELECT id, seq, record FROM resource WHERE cloud_id = ?1", cloud_id);
}

void fetch_evidence(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::evidence, "evidence", "SELECT id, seq, record FROM evidence WHERE id = ?1", id);
}
void fetch_record(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::records, "record", "SELECT id, seq, record FROM record WHERE id = ?1", id);
}
void fetch_records_of(Database& db, Books& books, std::string_view about) {
  fetch(db, books, &Books::records, "record", "SELECT id, seq, record FROM record WHERE about = ?1", about);
}
void fetch_records_of_kind(Database& db, Books& books, std::string_view kind) {
  fetch(db, books, &Books::records, "record", "SELECT id, seq, record FROM record WHERE kind = ?1", kind);
}

void fetch_held_longest(Database& db, Books& books) {
  Statement held(db, "WITH longest AS (SELECT (SELECT r.id FROM resource r WHERE r.unit = u.id AND r.reclaimed_on IS NULL"
                     " AND r.delivered_on > '' ORDER BY r.delivered_on LIMIT 1) AS id FROM unit u)"
                     " SELECT id, seq, record FROM resource WHERE id IN (SELECT id FROM longest)");
  fetch(held, books, &Books::resources, "resource");
  // Of what was taken back on one day, the one that was delivered first says all; the days are sought one by one.
  Statement before(db, "WITH RECURSIVE longest AS MATERIALIZED (SELECT u.id AS unit, (SELECT r.delivered_on FROM resource r"
                       " WHERE r.unit = u.id AND r.reclaimed_on IS NULL AND r.delivered_on > '' ORDER BY r.delivered_on LIMIT 1) AS since"
                       " FROM unit u), taken (unit, since, day) AS (SELECT unit, since, (SELECT r.reclaimed_on FROM resource r"
                       " WHERE r.unit = longest.unit AND r.reclaimed_on > '' ORDER BY r.reclaimed_on LIMIT 1) FROM longest UNION ALL"
                       " SELECT unit, since, (SELECT r.reclaimed_on FROM resource r WHERE r.unit = taken.unit"
                       " AND r.reclaimed_on > taken.day ORDER BY r.reclaimed_on LIMIT 1) FROM taken WHERE taken.day IS NOT NULL)"
                       " SELECT id, seq, record FROM resource WHERE id IN (SELECT (SELECT r.id FROM resource r"
                       " WHERE r.unit = taken.unit AND r.reclaimed_on = taken.day AND r.delivered_on > ''"
                       " AND (taken.since IS NULL OR r.delivered_on < taken.since) ORDER BY r.delivered_on LIMIT 1)"
                       " FROM taken WHERE taken.day IS NOT NULL)");
  fetch(before, books, &Books::resources, "resource");
}

void fetch_key(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::keys, "key", "SELECT id, seq, record FROM key WHERE id = ?1", id);
}

void fetch_findings_of(Database& db, Books& books, std::string_view system) {
  fetch(db, books, &Books::findings, "finding", "SELECT id, seq, record FROM finding WHERE system = ?1", system);
}

void fetch_scans_of(Database& db, Books& books, std::string_view system) {
  fetch(db, books, &Books::scans, "scan", "SELECT digest, seq, record FROM scan WHERE system = ?1", system);
  fetch(db, books, &Books::findings, "finding",
        "SELECT id, seq, record FROM finding WHERE system = ?1 AND state <> 'closed'", system);
}

void fetch_usage_import(Database& db, Books& books, std::string_view digest) {
  fetch(db, books, &Books::usage, "usage_import",
        "SELECT digest, seq, record FROM usage_import WHERE digest = ?1", digest);
}

void fetch_owing(Database& db, Books& books) {
  Statement requests(db, "SELECT id, seq, record FROM request WHERE id IN"
                         " (SELECT request FROM deadline WHERE open = 1)");
  fetch(requests, books, &Books::requests, "request");
  Statement raised(db, "SELECT id, seq, record FROM system WHERE raised_on IS NOT NULL");
  fetch(raised, books, &Books::systems, "system");
  Statement findings(db, "SELECT id, seq, record FROM finding WHERE state = 'open' AND due_on IS NOT NULL");
  fetch(findings, books, &Books::findings, "finding");
  Statement orders(db, "SELECT id, seq, record FROM mending_order WHERE state = 'open'");
  fetch(orders, books, &Books::orders, "mending_order");
  Statement incidents(db, "SELECT id, seq, record FROM incident WHERE state = 'open'");
  fetch(incidents, books, &Books::incidents, "incident");
}

namespace {

template <class T>
void fetch_every(Database& db, Books& books, Shelf<T> Books::*shelf, const char* table,
                 std::string_view sql) {
  Statement rows(db, sql);
  fetch(rows, books, shelf, table);
}

}  // namespace

void fetch_kind(Database& db, Books& books, std::string_view kind) {
  if (kind == "units") fetch_every(db, books, &Books::units, "unit", "SELECT id, seq, record FROM unit");
  if (kind == "persons") fetch_every(db, books, &Books::persons, "person", "SELECT id, seq, record FROM person");
  if (kind == "systems") fetch_every(db, books, &Books::systems, "system", "SELECT id, seq, record FROM system");
  if (kind == "requests") fetch_every(db, books, &Books::requests, "request", "SELECT id, seq, record FROM request");
  if (kind == "resources") fetch_every(db, books, &Books::resources, "resource", "SELECT id, seq, record FROM resource");
  if (kind == "evidence") fetch_every(db, books, &Books::evidence, "evidence", "SELECT id, seq, record FROM evidence");
  if (kind == "findings") fetch_every(db, books, &Books::findings, "finding", "SELECT id, seq, record FROM finding");
  if (kind == "scans") fetch_every(db, books, &Books::scans, "scan", "SELECT digest, seq, record FROM scan");
  if (kind == "usage") fetch_every(db, books, &Books::usage, "usage_import", "SELECT digest, seq, record FROM usage_import");
  if (kind == "records") fetch_every(db, books, &Books::records, "record", "SELECT id, seq, record FROM record");
  if (kind == "checks")
    fetch_every(db, books, &Books::inspections, "inspection", "SELECT id, seq, record FROM inspection");
  if (kind == "orders")
    fetch_every(db, books, &Books::orders, "mending_order", "SELECT id, seq, record FROM mending_order");
  if (kind == "incidents")
    fetch_every(db, books, &Books::incidents, "incident", "SELECT id, seq, record FROM incident");
  if (kind == "measures") fetch_every(db, books, &Books::measures, "measure", "SELECT id, seq, record FROM measure");
  if (kind == "settlements")
    fetch_every(db, books, &Books::settlements, "settlement", "SELECT id, seq, record FROM settlement");
  if (kind == "ratings") fetch_every(db, books, &Books::ratings, "rating", "SELECT id, seq, record FROM rating");
  if (kind == "assessments")
    fetch_every(db, books, &Books::assessments, "assessment", "SELECT id, seq, record FROM assessment");
  if (kind == "keys") fetch_every(db, books, &Books::keys, "key", "SELECT id, seq, record FROM key");
  if (kind == "signatories")
    fetch_every(db, books, &Books::signatories, "signatory", "SELECT person, seq, record FROM signatory");
}

void fetch_all(Database& db, Books& books) {
  fetch_ledger(db, books);
  for (const char* kind : {"units", "persons", "systems", "requests", "resources", "evidence", "findings",
                           "scans", "usage", "keys", "signatories", "records", "checks", "orders", "incidents",
                           "measures", "settlements", "ratings", "assessments"})
    fetch_kind(db, books, kind);
}

}  // namespace govcloud
