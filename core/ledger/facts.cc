#include "core/ledger/facts.h"

namespace govcloud {

void fetch_actors(Database& db, Books& books, const std::string& person,
                  const std::string& for_person) {
  fetch_person(db, books, person);
  if (!for_person.empty()) fetch_person(db, books, for_person);
  fetch_offices(db, books);
}

void fetch_system_case(Database& db, Books& books, std::string_view id) {
  fetch_system_life(db, books, id);
  fetch_evidence_of(db, books, id);
  fetch_records_of(db, books, id);
  const auto* system = find(books.systems, id);
  if (system == nullptr) return;
  fetch_unit(db, books, system->unit);
  fetch_evidence_of(db, books, system->unit);
  fetch_records_of(db, books, system->unit);
  fetch_scans_of(db, books, std::string(id));
}

void fetch_finding_case(Database& db, Books& books, const std::string& id) {
  fetch_finding(db, books, id);
  fetch_order(db, books, id);
  fetch_kind(db, books, "units");
  if (const auto* finding = find(books.findings, id)) fetch_system(db, books, std::string(finding->system));
}

void fetch_opening(Database& db, Books& books, std::string_view id) {
  fetch_system_case(db, books, id);
  for (const auto* request : requests_of(books, id)) {
    fetch_evidence_of(db, books, request->id);
    fetch_records_of(db, books, request->id);
  }
}

void fetch_transfer(Database& db, Books& books, std::string_view system, std::string_view to) {
  fetch_system_case(db, books, system);
  fetch_unit(db, books, to);
  fetch_findings_of(db, books, system);
  fetch_kind(db, books, "orders");
}

void fetch_inventory(Database& db, Books& books) {
  for (const char* kind : {"units", "systems", "resources", "requests", "persons", "keys", "signatories", "orders"}) fetch_kind(db, books, kind);
}

void fetch_case(Database& db, Books& books, std::string_view id) {
  fetch_request(db, books, id);
  const auto* request = find(books.requests, id);
  if (request == nullptr) return;
  fetch_system_case(db, books, std::string(request->system));
  fetch_evidence_of(db, books, id);
}

void fetch_record_case(Database& db, Books& books, const std::string& about) {
  fetch_kind(db, books, "units");  // whoever signs, signs for theirs
  fetch_records_of(db, books, about);
  if (about == "platform") return;
  fetch_item(db, books, about);
  fetch_person(db, books, about);
  const auto* resource = find(books.resources, about);
  const auto* person = find(books.persons, about);
  for (const auto& unit : {resource != nullptr ? resource->unit : "", person != nullptr ? person->unit : ""})
    if (!unit.empty()) fetch_records_of(db, books, unit);
}

void fetch_duties(Database& db, Books& books, const Policy& policy) {
  fetch_ledger(db, books);
  bool of_units = false, of_systems = false;
  for (const auto& rule : policy.duties) {
    if (rule.period.empty()) continue;  // of no set period nothing is owed
    fetch_records_of_kind(db, books, rule.id);
    of_units = of_units || rule.about == "unit", of_systems = of_systems || rule.about == "system";
  }
  if (of_systems) fetch_kind(db, books, "resources");
  else if (of_units) fetch_held_longest(db, books);
}

void fetch_rating_case(Database& db, Books& books, const std::string& about) {
  fetch_request(db, books, about);
  fetch_incident(db, books, about);
  fetch_ratings_of(db, books, about);
  if (books.requests.contains(about)) return;
  if (const auto* incident = find(books.incidents, about))
    for (const auto& id : std::vector<std::string>(incident->systems)) fetch_system(db, books, id);
  else
    fetch_kind(db, books, "systems");  // a period is judged by what was in service in it
}

void fetch_item(Database& db, Books& books, std::string_view id) {
  fetch_case(db, books, id);
  if (books.requests.contains(id)) return;  // its number can be nothing else's
  fetch_system_case(db, books, id);
  fetch_unit(db, books, id);
  fetch_finding(db, books, id);
  if (const auto* finding = find(books.findings, id)) fetch_system(db, books, finding->system);
  fetch_order(db, books, id);
  fetch_inspection(db, books, id);
  fetch_incident(db, books, id);
  fetch_rating(db, books, id);
  fetch_assessment(db, books, id);
  fetch_records_of(db, books, id);
  if (const auto slash = id.find('/'); slash != std::string_view::npos)
    fetch_system_case(db, books, id.substr(0, slash));
}

}  // namespace govcloud
