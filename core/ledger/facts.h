// The facts that each rule needs, fetched by the subjects that a command names: one loader a command.
#pragma once
#include <string>
#include <string_view>

#include "core/ledger/store.h"

namespace govcloud {

/// Who acts, in whose place, and the offices that serve as defaults.
void fetch_actors(Database& db, Books& books, const std::string& person,
                  const std::string& for_person);
/// What a record about an item is judged by: the item, its owner, and the records about both.
void fetch_record_case(Database& db, Books& books, const std::string& about);
/// What a policy's duties are counted from: who had resources when, what was done, and when the ledger
/// was made. The resources are no more of them than that needs.
void fetch_duties(Database& db, Books& books, const Policy& policy);
/// A request with its system's whole life, its units and its papers.
void fetch_case(Database& db, Books& books, std::string_view request);
/// A system with its life, its unit, its papers and what scans found.
void fetch_system_case(Database& db, Books& books, std::string_view system);
/// A finding with its system, or an order of that id; and all units, who may owe the mending.
void fetch_finding_case(Database& db, Books& books, const std::string& id);
/// A system's case with the papers of its requests: what its opening rested on.
void fetch_opening(Database& db, Books& books, std::string_view system);
/// What the transfer of a system to a unit is judged by.
void fetch_transfer(Database& db, Books& books, std::string_view system, std::string_view to);
/// All that a unit has, owes and decides, its people and their keys.
void fetch_inventory(Database& db, Books& books);
/// What a rating is judged by: the request, the incident, or for a period all systems; and what was said of
/// it before.
void fetch_rating_case(Database& db, Books& books, const std::string& about);
/// Whatever an id names: request, system, unit, finding or resource.
void fetch_item(Database& db, Books& books, std::string_view id);

}  // namespace govcloud
