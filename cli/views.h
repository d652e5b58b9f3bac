// Records as JSON items for reading verbs: the keys of cli.md, the same in `show`, `list` and reports.
#pragma once
#include <functional>

#include "cli/table.h"
#include "core/format/json.h"
#include "core/law/books.h"
#include "core/law/calendar.h"
#include "core/law/availability.h"
#include "core/law/duty.h"
#include "core/law/policy.h"

namespace govcloud {

/// What reading verbs judge by: today's date and the calendar in force, which is read from the ledger
/// only when something is late.
struct Today {
  Date date;
  Offset offset;
  std::function<const Calendar&()> calendar;
};

/// Items as rows: the `shown` columns first, all other members hidden until -c names them.
Table table_of(const std::vector<Json>& items, const std::vector<std::string>& shown);

Json date_json(const std::optional<Date>& date);
bool is_overdue(const Deadline& deadline, Date today);
int days_late(const Deadline& deadline, const Today& today);

Json deadline_json(const Deadline& deadline, const Today& today);
/// The started clocks in order of their start, then of the procedure.
std::vector<const Deadline*> in_order(const Request& request);

Json quantities_json(const Quantities& quantities);
Json request_json(const Request& request, const Books& books, const Today& today);
/// With its resources, requests, papers (also those of its requests), records and findings, and what
/// happened to it through its requests as a timeline.
Json system_json(const System& system, const Books& books, const Today& today);
Json resource_json(const Resource& resource);
Json evidence_json(const Evidence& evidence);
Json unit_json(const Unit& unit);
Json person_json(const Person& person);
Json record_json(const Record& record, const Today& today);
Json duty_json(const DutyOwed& owed, const Today& today);
Json key_json(const Key& key);
Json finding_json(const Finding& finding, const Today& today);
Json inspection_json(const Inspection& check);
Json order_json(const Order& order, const Today& today);
/// `now` decides what is overdue.
Json incident_json(const Incident& incident, const Today& today, Instant now);
Json rating_json(const Rating& rating);
Json availability_json(const Availability& availability, Month month);

Json measure_json(const Measure& measure);
Json settlement_json(const Settlement& settlement);

}  // namespace govcloud
