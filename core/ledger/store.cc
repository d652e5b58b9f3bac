#include "core/ledger/store.h"

#include "core/ledger/codec.h"
#include "core/ledger/ledger_error.h"

#include <algorithm>
#include <stdexcept>

namespace govcloud {
namespace {

std::optional<std::string> text_of(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return to_text(*date);
}

void put(Database& db, const Unit& r) {
  Statement(db, "INSERT OR REPLACE INTO unit VALUES (?1,?2,?3,?4)")
      .bind(r.id, r.seq, name_of(r.kind), encode(r)).run();
}
void put(Database& db, const Person& r) {
  Statement(db, "INSERT OR REPLACE INTO person VALUES (?1,?2,?3,?4)")
      .bind(r.id, r.seq, r.unit, encode(r)).run();
}
void put(Database& db, const Key& r) {
  Statement(db, "INSERT OR REPLACE INTO key VALUES (?1,?2,?3,?4,?5)")
      .bind(r.id, r.seq, r.person, name_of(r.state), encode(r)).run();
}
void put(Database& db, const Signatory& r) {
  Statement(db, "INSERT OR REPLACE INTO signatory VALUES (?1,?2,?3,?4)")
      .bind(r.person, r.seq, r.key, encode(r)).run();
}
void put(Database& db, const System& r) {
  Statement(db, "INSERT OR REPLACE INTO system VALUES (?1,?2,?3,?4,?5)")
      .bind(r.id, r.seq, r.unit, name_of(r.state), encode(r)).run();
}
void put(Database& db, const Resource& r) {
  Statement(db, "INSERT OR REPLACE INTO resource VALUES (?1,?2,?3,?4,?5,?6,?7)")
      .bind(r.id, r.seq, r.system, r.unit, name_of(r.state), r.cloud_id, encode(r)).run();
}
void put(Database& db, const Evidence& r) {
  Statement(db, "INSERT OR REPLACE INTO evidence VALUES (?1,?2,?3,?4,?5)")
      .bind(r.id, r.seq, r.subject, r.kind, encode(r)).run();
}
void put(Database& db, const Finding& r) {
  Statement(db, "INSERT OR REPLACE INTO finding VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")
      .bind(r.id, r.seq, r.identity, r.system, name_of(r.state), name_of(r.severity),
            text_of(r.due_on), encode(r)).run();
}
void put(Database& db, const Scan& r) {
  Statement(db, "INSERT OR REPLACE INTO scan VALUES (?1,?2,?3)").bind(r.digest, r.seq, encode(r)).run();
}
void put(Database& db, const UsageImport& r) {
  Statement(db, "INSERT OR REPLACE INTO usage_import VALUES (?1,?2,?3)")
      .bind(r.digest, r.seq, encode(r)).run();
}

void put(Database& db, const Request& r) {
  Statement(db, "INSERT OR REPLACE INTO request VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")
      .bind(r.id, r.seq, name_of(r.kind), r.system, r.unit, name_of(r.stage),
            to_text(r.submitted_on), encode(r)).run();
  Statement clock(db, "INSERT OR REPLACE INTO deadline VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)");
  std::int64_t position = 0;
  for (const auto& d : r.deadlines)
    clock.bind(r.id, ++position, d.rule, d.article, d.owner, to_text(d.started_on), text_of(d.due_on),
               d.provisional, text_of(d.done_on), d.working_days_late, d.is_open()).run();
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
void fetch(Statement& rows, Books& books, Shelf<T> Books::*shelf, const char* table) {
  while (rows.step()) {
    auto& record = (books.*shelf)[rows.text(0)];
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
    }
  }
  Statement(db, "INSERT OR REPLACE INTO ledger VALUES (1,?1,?2)").bind(head_seq, encode(books.ledger)).run();
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

void fetch_evidence(Database& db, Books& books, std::string_view id) {
  fetch(db, books, &Books::evidence, "evidence", "SELECT id, seq, record FROM evidence WHERE id = ?1", id);
}
void fetch_findings_of(Database& db, Books& books, std::string_view system) {
  fetch(db, books, &Books::findings, "finding", "SELECT id, seq, record FROM finding WHERE system = ?1", system);
}

void fetch_usage_import(Database& db, Books& books, std::string_view digest) {
  fetch(db, books, &Books::usage, "usage_import",
        "SELECT digest, seq, record FROM usage_import WHERE digest = ?1", digest);
}

void fetch_owing(Database& db, Books& books) {
  Statement requests(db, "SELECT id, seq, record FROM request WHERE id IN"
                         " (SELECT request FROM deadline WHERE open = 1)");
  fetch(requests, books, &Books::requests, "request");
  Statement findings(db, "SELECT id, seq, record FROM finding WHERE state <> 'closed'");
  fetch(findings, books, &Books::findings, "finding");
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
  if (kind == "keys") fetch_every(db, books, &Books::keys, "key", "SELECT id, seq, record FROM key");
  if (kind == "signatories") fetch_every(db, books, &Books::signatories, "signatory", "SELECT person, seq, record FROM signatory");
  if (kind == "usage") fetch_every(db, books, &Books::usage, "usage_import", "SELECT digest, seq, record FROM usage_import");
}

void fetch_all(Database& db, Books& books) {
  fetch_ledger(db, books);
  for (const char* kind : {"units", "persons", "systems", "requests", "resources", "evidence", "findings",
                           "scans", "usage", "keys", "signatories"})
    fetch_kind(db, books, kind);
}

std::vector<StoredRow> stored_rows(Database& db) {
  static constexpr std::pair<const char*, const char*> kTables[] = {
      {"ledger", "SELECT one, seq || '|' || record FROM ledger"},
      {"unit", "SELECT id, seq || '|' || kind || '|' || record FROM unit"},
      {"person", "SELECT id, seq || '|' || unit || '|' || record FROM person"},
      {"key", "SELECT id, seq || '|' || person || '|' || state || '|' || record FROM key"},
      {"signatory", "SELECT person, seq || '|' || key || '|' || record FROM signatory"},
      {"system", "SELECT id, seq || '|' || unit || '|' || state || '|' || record FROM system"},
      {"request", "SELECT id, seq || '|' || kind || '|' || system || '|' || unit || '|' || stage || '|' || submitted_on || '|' || record FROM request"},
      {"resource", "SELECT id, seq || '|' || system || '|' || unit || '|' || state || '|' || cloud_id || '|' || record FROM resource"},
      {"evidence", "SELECT id, seq || '|' || subject || '|' || kind || '|' || record FROM evidence"},
      {"deadline", "SELECT request || '/' || position, rule || '|' || article || '|' || owner || '|' || started_on || '|' || quote(due_on) || '|' || provisional || '|' || quote(done_on) || '|' || working_days_late || '|' || open FROM deadline"},
      {"finding", "SELECT id, seq || '|' || identity || '|' || system || '|' || state || '|' || severity || '|' || quote(due_on) || '|' || record FROM finding"},
      {"scan", "SELECT digest, seq || '|' || record FROM scan"},
      {"usage_import", "SELECT digest, seq || '|' || record FROM usage_import"},
  };
  std::vector<StoredRow> all;
  for (const auto& [table, sql] : kTables) {
    Statement rows(db, sql);
    while (rows.step()) all.push_back({table, rows.text(0), rows.text(1)});
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace govcloud
