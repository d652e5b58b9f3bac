// Records to and from the derived tables. What is stored is what evolve() made, as canonical text,
// with the columns that are searched beside it.
#pragma once
#include <string>
#include <vector>

#include "core/law/books.h"
#include "core/ledger/database.h"

namespace govcloud {

/// Writes the records that evolve() touched.
void store(Database& db, const Books& books, std::uint64_t head_seq);
/// Writes every record, into tables that were just made.
void store_all(Database& db, const Books& books, std::uint64_t head_seq);

/// Fetches records by id into the books; an id that is not there is passed over.
void fetch_ledger(Database& db, Books& books);
void fetch_unit(Database& db, Books& books, std::string_view id);
void fetch_person(Database& db, Books& books, std::string_view id);
/// What a person signs with: the signatory's record and the active key.
void fetch_signatory(Database& db, Books& books, std::string_view person);
void fetch_system(Database& db, Books& books, std::string_view id);
void fetch_request(Database& db, Books& books, std::string_view id);
void fetch_finding(Database& db, Books& books, std::string_view id);
/// An order with the findings that it names.
void fetch_order(Database& db, Books& books, std::string_view id);
void fetch_inspection(Database& db, Books& books, std::string_view id);
void fetch_incident(Database& db, Books& books, std::string_view id);
void fetch_rating(Database& db, Books& books, std::string_view id);
void fetch_assessment(Database& db, Books& books, std::string_view id);
/// Those about a request, an incident or a period.
void fetch_ratings_of(Database& db, Books& books, std::string_view about);
/// Units of the kinds that serve as defaults and issuers: authorities, providers, assessors.
void fetch_offices(Database& db, Books& books);
/// All resources and requests of a system.
void fetch_system_life(Database& db, Books& books, std::string_view id);
/// Every resource that bears the cloud's id.
void fetch_cloud_id(Database& db, Books& books, std::string_view cloud_id);
void fetch_evidence_of(Database& db, Books& books, std::string_view subject);
void fetch_evidence(Database& db, Books& books, std::string_view id);
void fetch_record(Database& db, Books& books, std::string_view id);
/// Those about an item.
void fetch_records_of(Database& db, Books& books, std::string_view about);
void fetch_records_of_kind(Database& db, Books& books, std::string_view kind);
/// Resources from which one can tell in which periods each unit had one: of those that a unit has now,
/// the one it has had longest; of those that were taken back on one day, the one that was delivered first.
void fetch_held_longest(Database& db, Books& books);
void fetch_key(Database& db, Books& books, std::string_view id);
void fetch_findings_of(Database& db, Books& books, std::string_view system);
/// Its scans, and the findings of them that are not closed.
void fetch_scans_of(Database& db, Books& books, std::string_view system);
void fetch_usage_import(Database& db, Books& books, std::string_view digest);
/// All records of a kind by the word of `list`: "systems", "requests" …
void fetch_kind(Database& db, Books& books, std::string_view kind);
/// Requests with an open clock, open findings that have a due date, open orders, and open incidents.
void fetch_owing(Database& db, Books& books);
/// Everything there is, for reports and for the checks of the ledger itself.
void fetch_all(Database& db, Books& books);

}  // namespace govcloud
