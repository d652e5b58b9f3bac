// The rows of the derived tables: which statement writes a table, which reads it in the order of its
// key, and what stands in each column. Said once, for the store and for verification.
#pragma once
#include <optional>
#include <string>

#include "core/ledger/codec.h"

namespace govcloud {

/// A clock of a request, by its place there.
struct DeadlineRow {
  const std::string& request;
  std::int64_t position;
  const Deadline& deadline;
};

inline std::optional<std::string> text_of(const std::optional<Date>& date) {
  return date ? std::optional(to_text(*date)) : std::nullopt;
}

template <class T>
struct DerivedTable;

template <>
struct DerivedTable<Unit> {
  static constexpr const char* kName = "unit";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO unit VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT id, seq, kind, record FROM unit ORDER BY id";
  static void row(const Unit& r, auto to) { to(r.id, r.seq, name_of(r.kind), encode(r)); }
};

template <>
struct DerivedTable<Person> {
  static constexpr const char* kName = "person";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO person VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT id, seq, unit, record FROM person ORDER BY id";
  static void row(const Person& r, auto to) { to(r.id, r.seq, r.unit, encode(r)); }
};

template <>
struct DerivedTable<System> {
  static constexpr const char* kName = "system";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO system VALUES (?1,?2,?3,?4,?5,?6)";
  static constexpr const char* kRead = "SELECT id, seq, unit, state, raised_on, record FROM system ORDER BY id";
  static void row(const System& r, auto to) { to(r.id, r.seq, r.unit, name_of(r.state), text_of(r.raised_on), encode(r)); }
};

template <>
struct DerivedTable<Request> {
  static constexpr const char* kName = "request";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO request VALUES (?1,?2,?3,?4,?5,?6,?7,?8)";
  static constexpr const char* kRead =
      "SELECT id, seq, kind, system, unit, stage, submitted_on, record FROM request ORDER BY id";
  static void row(const Request& r, auto to) {
    to(r.id, r.seq, name_of(r.kind), r.system, r.unit, name_of(r.stage), to_text(r.submitted_on), encode(r));
  }
};

template <>
struct DerivedTable<DeadlineRow> {
  static constexpr const char* kName = "deadline";
  static constexpr const char* kPut =
      "INSERT OR REPLACE INTO deadline VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)";
  static constexpr const char* kRead =
      "SELECT request, position, rule, article, owner, started_on, due_on, provisional, done_on,"
      " working_days_late, open FROM deadline ORDER BY request, position";
  static void row(const DeadlineRow& r, auto to) {
    const auto& d = r.deadline;
    to(r.request, r.position, d.rule, d.article, d.owner, to_text(d.started_on), text_of(d.due_on),
       d.provisional, text_of(d.done_on), d.working_days_late, d.is_open());
  }
};

template <>
struct DerivedTable<Resource> {
  static constexpr const char* kName = "resource";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO resource VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)";
  static constexpr const char* kRead =
      "SELECT id, seq, system, unit, state, cloud_id, delivered_on, reclaimed_on, record FROM resource ORDER BY id";
  static void row(const Resource& r, auto to) {
    to(r.id, r.seq, r.system, r.unit, name_of(r.state), r.cloud_id, text_of(r.delivered_on), text_of(r.reclaimed_on),
       encode(r));
  }
};

template <>
struct DerivedTable<Evidence> {
  static constexpr const char* kName = "evidence";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO evidence VALUES (?1,?2,?3,?4,?5)";
  static constexpr const char* kRead = "SELECT id, seq, subject, kind, record FROM evidence ORDER BY id";
  static void row(const Evidence& r, auto to) { to(r.id, r.seq, r.subject, r.kind, encode(r)); }
};

template <>
struct DerivedTable<Finding> {
  static constexpr const char* kName = "finding";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO finding VALUES (?1,?2,?3,?4,?5,?6,?7,?8)";
  static constexpr const char* kRead =
      "SELECT id, seq, identity, system, state, severity, due_on, record FROM finding ORDER BY id";
  static void row(const Finding& r, auto to) {
    to(r.id, r.seq, r.identity, r.system, name_of(r.state), name_of(r.severity), text_of(r.due()), encode(r));
  }
};

template <>
struct DerivedTable<Scan> {
  static constexpr const char* kName = "scan";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO scan VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT digest, seq, system, record FROM scan ORDER BY digest";
  static void row(const Scan& r, auto to) { to(r.digest, r.seq, r.system, encode(r)); }
};

template <>
struct DerivedTable<UsageImport> {
  static constexpr const char* kName = "usage_import";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO usage_import VALUES (?1,?2,?3)";
  static constexpr const char* kRead = "SELECT digest, seq, record FROM usage_import ORDER BY digest";
  static void row(const UsageImport& r, auto to) { to(r.digest, r.seq, encode(r)); }
};

template <>
struct DerivedTable<Key> {
  static constexpr const char* kName = "key";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO key VALUES (?1,?2,?3,?4,?5)";
  static constexpr const char* kRead = "SELECT id, seq, person, state, record FROM key ORDER BY id";
  static void row(const Key& r, auto to) { to(r.id, r.seq, r.person, name_of(r.state), encode(r)); }
};

template <>
struct DerivedTable<Signatory> {
  static constexpr const char* kName = "signatory";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO signatory VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT person, seq, key, record FROM signatory ORDER BY person";
  static void row(const Signatory& r, auto to) { to(r.person, r.seq, r.key, encode(r)); }
};

/// The clocks of a request as rows.
void each_deadline(const Request& request, auto visit) {
  std::int64_t position = 0;
  for (const auto& deadline : request.deadlines) visit(DeadlineRow{request.id, ++position, deadline});
}

template <>
struct DerivedTable<Record> {
  static constexpr const char* kName = "record";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO record VALUES (?1,?2,?3,?4,?5)";
  static constexpr const char* kRead = "SELECT id, seq, kind, about, record FROM record ORDER BY id";
  static void row(const Record& r, auto to) { to(r.id, r.seq, r.kind, r.about, encode(r)); }
};

template <>
struct DerivedTable<Inspection> {
  static constexpr const char* kName = "inspection";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO inspection VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT id, seq, about, record FROM inspection ORDER BY id";
  static void row(const Inspection& r, auto to) { to(r.id, r.seq, r.about, encode(r)); }
};

template <>
struct DerivedTable<Order> {
  static constexpr const char* kName = "mending_order";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO mending_order VALUES (?1,?2,?3,?4,?5,?6)";
  static constexpr const char* kRead = "SELECT id, seq, unit, state, due_on, record FROM mending_order ORDER BY id";
  static void row(const Order& r, auto to) {
    to(r.id, r.seq, r.to, name_of(r.state), to_text(r.due_on), encode(r));
  }
};

template <>
struct DerivedTable<Incident> {
  static constexpr const char* kName = "incident";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO incident VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT id, seq, state, record FROM incident ORDER BY id";
  static void row(const Incident& r, auto to) { to(r.id, r.seq, name_of(r.state), encode(r)); }
};

template <>
struct DerivedTable<Measure> {
  static constexpr const char* kName = "measure";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO measure VALUES (?1,?2,?3,?4,?5)";
  static constexpr const char* kRead = "SELECT id, seq, provider, step, record FROM measure ORDER BY id";
  static void row(const Measure& r, auto to) { to(r.id, r.seq, r.provider, name_of(r.step), encode(r)); }
};

template <>
struct DerivedTable<Settlement> {
  static constexpr const char* kName = "settlement";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO settlement VALUES (?1,?2,?3,?4,?5)";
  static constexpr const char* kRead = "SELECT id, seq, provider, period, record FROM settlement ORDER BY id";
  static void row(const Settlement& r, auto to) { to(r.id, r.seq, r.provider, r.period, encode(r)); }
};

template <>
struct DerivedTable<Rating> {
  static constexpr const char* kName = "rating";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO rating VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT id, seq, about, record FROM rating ORDER BY id";
  static void row(const Rating& r, auto to) { to(r.id, r.seq, r.about, encode(r)); }
};

template <>
struct DerivedTable<Assessment> {
  static constexpr const char* kName = "assessment";
  static constexpr const char* kPut = "INSERT OR REPLACE INTO assessment VALUES (?1,?2,?3,?4)";
  static constexpr const char* kRead = "SELECT id, seq, about, record FROM assessment ORDER BY id";
  static void row(const Assessment& r, auto to) { to(r.id, r.seq, r.about, encode(r)); }
};

}  // namespace govcloud
