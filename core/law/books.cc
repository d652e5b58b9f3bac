#include "core/law/books.h"

#include <algorithm>

namespace govcloud {
namespace {

/// Ids are given in rising order, so that most are put at the end.
void put_in_order(std::vector<std::string>& ids, const std::string& id) {
  if (ids.empty() || ids.back() < id) {
    ids.push_back(id);
    return;
  }
  const auto at = std::lower_bound(ids.begin(), ids.end(), id);
  if (*at != id) ids.insert(at, id);
}

/// A record that was put in another's place under its id may have another owner.
template <class T, class IsTheirs>
std::vector<const T*> records(const Shelf<T>& shelf, const std::vector<std::string>& ids,
                              IsTheirs is_theirs) {
  std::vector<const T*> all;
  all.reserve(ids.size());
  for (const auto& id : ids)
    if (const auto* record = find(shelf, id); record != nullptr && is_theirs(*record))
      all.push_back(record);
  return all;
}

template <class T>
std::vector<const T*> owned(const Shelf<T>& shelf, const Belongings::Ids& ids, std::string_view owner,
                            std::string T::*member) {
  const auto at = ids.find(owner);
  if (at == ids.end()) return {};
  return records(shelf, at->second, [&](const T& record) { return record.*member == owner; });
}

}  // namespace

namespace {

/// The last of those that hold on a day.
const InForce* last_on(const std::vector<InForce>& all, Date day) {
  const InForce* last = nullptr;
  for (const auto& one : all)
    if (one.from <= day) last = &one;
  return last;
}

}  // namespace

const std::string& LedgerInfo::policy_on(Date day) const {
  const auto* last = last_on(adopted, day);
  return last != nullptr ? last->digest : policy_digest;
}
std::string_view LedgerInfo::catalog_on(Date day) const {
  const auto* last = last_on(catalogs, day);
  return last != nullptr ? std::string_view(last->digest) : std::string_view();
}

void enter(Books& books, const Unit& unit) {
  put_in_order(books.belongings.units[static_cast<std::size_t>(unit.kind)], unit.id);
}
void enter(Books& books, const Request& request) {
  put_in_order(books.belongings.requests[request.system], request.id);
}
void enter(Books& books, const Resource& resource) {
  put_in_order(books.belongings.resources[resource.system], resource.id);
  if (!resource.cloud_id.empty()) put_in_order(books.belongings.cloud_ids[resource.cloud_id], resource.id);
}
void enter(Books& books, const Evidence& evidence) {
  put_in_order(books.belongings.evidence[evidence.subject], evidence.id);
}

std::vector<const Evidence*> evidence_of(const Books& books, std::string_view subject) {
  return owned(books.evidence, books.belongings.evidence, subject, &Evidence::subject);
}
std::vector<const Request*> requests_of(const Books& books, std::string_view system) {
  return owned(books.requests, books.belongings.requests, system, &Request::system);
}
std::vector<const Resource*> resources_of(const Books& books, std::string_view system) {
  return owned(books.resources, books.belongings.resources, system, &Resource::system);
}
void enter(Books& books, const Record& record) { put_in_order(books.belongings.records[record.about], record.id); }

std::vector<const Record*> records_of(const Books& books, std::string_view about) {
  return owned(books.records, books.belongings.records, about, &Record::about);
}
void enter(Books& books, const Scan& scan) { put_in_order(books.belongings.scans[scan.system], scan.digest); }
void enter(Books& books, const Finding& finding) { put_in_order(books.belongings.findings[finding.system], finding.id); }

void enter(Books& books, const Rating& rating) { put_in_order(books.belongings.ratings[rating.about], rating.id); }

void enter(Books& books, const Assessment& assessment) { put_in_order(books.belongings.assessments[assessment.about], assessment.id); }

std::vector<const Scan*> scans_of(const Books& books, std::string_view system) {
  return owned(books.scans, books.belongings.scans, system, &Scan::system);
}
std::vector<const Finding*> findings_of(const Books& books, std::string_view system) {
  return owned(books.findings, books.belongings.findings, system, &Finding::system);
}
std::vector<const Rating*> ratings_of(const Books& books, std::string_view about) {
  return owned(books.ratings, books.belongings.ratings, about, &Rating::about);
}
std::vector<const Assessment*> assessments_of(const Books& books, std::string_view about) {
  return owned(books.assessments, books.belongings.assessments, about, &Assessment::about);
}
std::vector<const Resource*> resources_called(const Books& books, std::string_view cloud_id) {
  return owned(books.resources, books.belongings.cloud_ids, cloud_id, &Resource::cloud_id);
}
std::vector<const Unit*> units_of(const Books& books, UnitKind kind) {
  return records(books.units, books.belongings.units[static_cast<std::size_t>(kind)],
                 [&](const Unit& unit) { return unit.kind == kind && unit.succeeded_by.empty(); });
}

}  // namespace govcloud
