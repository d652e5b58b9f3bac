#include "cli/views.h"

#include <algorithm>
#include <tuple>

namespace govcloud {

Table table_of(const std::vector<Json>& items, const std::vector<std::string>& shown) {
  Table table;
  for (const auto& key : shown) table.columns.push_back({key, {}, false, false});
  if (!items.empty())
    for (const auto& [key, value] : *items.front().members())
      if (std::find(shown.begin(), shown.end(), key) == shown.end())
        table.columns.push_back({key, {}, false, true});
  for (const auto& item : items) {
    std::vector<Json> row;
    for (const auto& column : table.columns) {
      const auto* value = item.find(column.key);
      row.push_back(value != nullptr ? *value : Json());
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Json date_json(const std::optional<Date>& date) { return date ? Json(to_text(*date)) : Json(); }

namespace {

Json texts_json(const auto& texts) {
  Json all = Json::array();
  for (const auto& text : texts) all.push(std::string(text));
  return all;
}

Json words_json(const WordMap& words) {
  Json all = Json::object();
  for (const auto& [key, text] : words) all.set(key, text);
  return all;
}

}  // namespace

bool is_overdue(const Deadline& deadline, Date today) {
  return deadline.is_open() && deadline.due_on && today > *deadline.due_on;
}

int days_late(const Deadline& deadline, const Today& today) {
  if (deadline.done_on) return deadline.working_days_late;
  return is_overdue(deadline, today.date)
             ? working_days_late(today.calendar(), *deadline.due_on, today.date)
             : 0;
}

Json deadline_json(const Deadline& deadline, const Today& today) {
  Json item = Json::object();
  item.set("rule", deadline.rule).set("article", text_json(deadline.article));
  item.set("house_rule", nullptr).set("owner", deadline.owner);
  item.set("started_on", to_text(deadline.started_on)).set("due_on", date_json(deadline.due_on));
  item.set("working_days", deadline.working_days ? Json(*deadline.working_days) : Json());
  item.set("provisional", deadline.provisional).set("done_on", date_json(deadline.done_on));
  item.set("overdue", is_overdue(deadline, today.date));
  item.set("working_days_late", days_late(deadline, today)).set("ended", deadline.ended);
  return item;
}

std::vector<const Deadline*> in_order(const Request& request) {
  std::vector<const Deadline*> order;
  for (const auto& deadline : request.deadlines) order.push_back(&deadline);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->started_on < b->started_on; });
  return order;
}

Json quantities_json(const Quantities& quantities) {
  Json all = Json::object();
  for (const auto& [key, quantity] : quantities) {
    if (!quantity.max) all.set(key, quantity.amount);
    else all.set(key, Json::object().set("min", quantity.amount).set("max", *quantity.max));
  }
  return all;
}

namespace {

Json line_json(const Line& line) {
  Json item = Json::object();
  item.set("id", line.id).set("action", std::string(name_of(line.action)));
  item.set("item", line.item).set("zone", text_json(line.zone)).set("count", line.count);
  item.set("asked", quantities_json(line.asked)).set("words", words_json(line.words));
  item.set("resource", text_json(line.resource)).set("granted_count", line.granted_count);
  item.set("granted", quantities_json(line.granted)).set("resources", texts_json(line.resources));
  return item;
}

Json history_json(const HistoryEntry& entry, Offset offset) {
  Json item = Json::object();
  item.set("seq", entry.seq).set("event", entry.event).set("person", entry.person);
  item.set("for_person", text_json(entry.for_person));
  item.set("effective", to_text(entry.effective, offset));
  item.set("recorded", to_text(entry.recorded, offset));
  item.set("note", text_json(entry.note)).set("late_reason", text_json(entry.late_reason));
  item.set("with_paper", entry.with_paper);
  return item;
}

Json trial_json(const TrialPeriod& trial) {
  if (!trial.started_on) return {};
  Json item = Json::object();
  item.set("started_on", date_json(trial.started_on));
  item.set("earliest_on", date_json(trial.earliest_on)).set("ends_on", date_json(trial.ends_on));
  item.set("extensions", trial.extensions);
  return item;
}

void add_evidence(Json& all, const Books& books, const std::string& subject) {
  for (const auto* evidence : evidence_of(books, subject)) all.push(evidence_json(*evidence));
}

/// What happened to a system, in the registers and through its requests, in the order in which it happened.
Json timeline_json(const System& system, const std::vector<const Request*>& requests, Offset offset) {
  struct Step {
    const HistoryEntry* entry;
    const std::string* request;
  };
  std::vector<Step> steps;
  for (const auto& entry : system.history) steps.push_back({&entry, &system.id});
  for (const auto* request : requests)
    for (const auto& entry : request->history) steps.push_back({&entry, &request->id});
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return std::tie(a.entry->effective, a.entry->seq, *a.request) < std::tie(b.entry->effective, b.entry->seq, *b.request);
  });
  Json all = Json::array();
  for (const auto& [entry, request] : steps) {
    const Json told = history_json(*entry, offset);
    Json item = Json::object();
    item.set("id", *request);
    for (const auto& [key, value] : *told.members()) item.set(key, value);
    all.push(std::move(item));
  }
  return all;
}

}  // namespace

Json request_json(const Request& request, const Books& books, const Today& today) {
  Json item = Json::object();
  item.set("id", request.id).set("seq", request.seq).set("kind", std::string(name_of(request.kind)));
  item.set("case", request.case_id).set("system", request.system).set("unit", request.unit);
  item.set("stage", std::string(name_of(request.stage))).set("policy", request.policy);
  item.set("not_in_force", request.not_in_force);
  item.set("submitted_on", to_text(request.submitted_on)).set("level", request.level);
  item.set("asked_by", request.asked_by).set("authority", text_json(request.authority));
  item.set("provider", text_json(request.provider)).set("reason", text_json(request.reason));
  item.set("opinion", text_json(request.opinion)).set("major", request.major);
  item.set("emergency", request.emergency);
  item.set("resubmits", text_json(request.resubmits));
  item.set("resubmitted_by", text_json(request.resubmitted_by));
  item.set("cancelled_by", text_json(request.cancelled_by));
  item.set("trial_days", request.trial_days ? Json(*request.trial_days) : Json());
  item.set("extends", text_json(request.extends));
  item.set("trial", trial_json(request.trial)).set("offline_on", date_json(request.offline_on));
  item.set("waived", texts_json(request.waived));
  Json lines = Json::array(), resources = Json::array(), deadlines = Json::array(),
       history = Json::array();
  for (const auto& line : request.lines) lines.push(line_json(line));
  for (const auto& id : request.resources)
    if (const auto* resource = find(books.resources, id)) resources.push(resource_json(*resource));
  for (const auto* deadline : in_order(request)) deadlines.push(deadline_json(*deadline, today));
  for (const auto& entry : request.history) history.push(history_json(entry, today.offset));
  item.set("lines", std::move(lines)).set("resources", std::move(resources));
  Json papers = Json::array();
  add_evidence(papers, books, request.id);
  item.set("evidence", std::move(papers)).set("missing", texts_json(request.missing));
  item.set("deadlines", std::move(deadlines)).set("history", std::move(history));
  return item;
}

namespace {

/// What waits for the receiving unit, or null.
Json transfer_json(const System& system) {
  if (!system.transfer) return {};
  const auto& t = *system.transfer;
  return Json::object().set("to", t.to).set("reason", t.reason).set("asked_by", t.asked_by).set("asked_on", to_text(t.on));
}

Json tenures_json(const System& system) {
  Json all = Json::array();
  for (const auto& tenure : system.tenures) all.push(Json::object().set("unit", tenure.unit).set("until", to_text(tenure.until)));
  return all;
}

}  // namespace

Json system_json(const System& system, const Books& books, const Today& today) {
  Json item = Json::object();
  item.set("id", system.id).set("seq", system.seq).set("name", system.name);
  item.set("unit", system.unit).set("level", system.level);
  item.set("state", std::string(name_of(system.state)));
  item.set("opened_on", date_json(system.opened_on)).set("ended_on", date_json(system.ended_on));
  item.set("taken_over_on", date_json(system.taken_over_on)).set("since", date_json(system.since));
  item.set("raised_on", date_json(system.raised_on)).set("transfer", transfer_json(system)).set("tenures", tenures_json(system));
  Json resources = Json::array(), requests = Json::array(), findings = Json::array();
  Json papers = Json::array(), records = Json::array();
  add_evidence(papers, books, system.id);
  for (const auto& [id, resource] : books.resources)
    if (resource.system == system.id) resources.push(resource_json(resource));
  for (const auto& [id, request] : books.requests) {
    if (request.system != system.id) continue;
    Json r = Json::object();
    r.set("id", id).set("kind", std::string(name_of(request.kind)));
    r.set("stage", std::string(name_of(request.stage)));
    r.set("submitted_on", to_text(request.submitted_on));
    add_evidence(papers, books, id);
    requests.push(std::move(r));
  }
  for (const auto& [id, finding] : books.findings)
    if (finding.system == system.id) findings.push(finding_json(finding, today));
  item.set("resources", std::move(resources)).set("requests", std::move(requests));
  item.set("evidence", std::move(papers));
  for (const auto* record : records_of(books, system.id)) records.push(record_json(*record, today));
  item.set("records", std::move(records)).set("findings", std::move(findings));
  item.set("timeline", timeline_json(system, requests_of(books, system.id), today.offset));
  return item;
}

Json resource_json(const Resource& resource) {
  Json item = Json::object();
  item.set("id", resource.id).set("seq", resource.seq).set("system", resource.system);
  item.set("unit", resource.unit).set("item", resource.item).set("zone", text_json(resource.zone));
  item.set("state", std::string(name_of(resource.state))).set("cloud_id", text_json(resource.cloud_id));
  item.set("granted", quantities_json(resource.granted));
  item.set("delivered", quantities_json(resource.delivered));
  item.set("words", words_json(resource.words)).set("provider", text_json(resource.provider));
  item.set("request", resource.request).set("version", resource.version);
  item.set("delivered_on", date_json(resource.delivered_on));
  item.set("reclaimed_on", date_json(resource.reclaimed_on)).set("proof", text_json(resource.proof));
  Json running = Json::object();
  for (const auto& [key, amount] : resource.running) running.set(key, amount);
  return item.set("running", std::move(running)).set("scaled_on", date_json(resource.scaled_on));
}

Json evidence_json(const Evidence& evidence) {
  Json item = Json::object();
  item.set("id", evidence.id).set("seq", evidence.seq).set("subject", evidence.subject);
  item.set("kind", evidence.kind).set("name", evidence.name).set("digest", evidence.digest);
  item.set("size_bytes", evidence.size_bytes).set("issuer", text_json(evidence.issuer));
  item.set("accreditation", text_json(evidence.accreditation));
  item.set("dated", date_json(evidence.dated)).set("expires", date_json(evidence.expires));
  item.set("result", text_json(evidence.result)).set("attached_by", evidence.attached_by);
  item.set("attached_on", to_text(evidence.attached_on));
  return item;
}

Json unit_json(const Unit& unit) {
  Json item = Json::object();
  item.set("id", unit.id).set("seq", unit.seq).set("name", unit.name);
  item.set("kind", std::string(name_of(unit.kind))).set("tenancy", std::string(name_of(unit.tenancy)));
  item.set("authority", text_json(unit.authority)).set("accreditation", text_json(unit.accreditation));
  item.set("valid_from", date_json(unit.valid_from)).set("valid_to", date_json(unit.valid_to));
  Json former = Json::array();
  for (const auto& earlier : unit.former) former.push(Json::object().set("name", earlier.name).set("until", to_text(earlier.until)));
  item.set("former", std::move(former)).set("succeeded_by", text_json(unit.succeeded_by));
  return item.set("succeeded_on", date_json(unit.succeeded_on)).set("ended_on", date_json(unit.ended_on));
}

Json person_json(const Person& person) {
  Json item = Json::object(), roles = Json::array();
  for (const auto role : person.roles) roles.push(std::string(name_of(role)));
  item.set("id", person.id).set("seq", person.seq).set("name", person.name);
  item.set("unit", text_json(person.unit)).set("roles", std::move(roles));
  item.set("service", person.service);
  Json held = Json::array(), delegations = Json::array();
  for (const auto& period : person.held)
    held.push(Json::object().set("role", std::string(name_of(period.role))).set("since", date_json(period.since))
                  .set("until", date_json(period.until)));
  for (const auto& d : person.delegations)
    delegations.push(Json::object().set("deputy", d.deputy).set("since", to_text(d.since)).set("until", to_text(d.until)));
  return item.set("held", std::move(held)).set("delegations", std::move(delegations));
}

Json record_json(const Record& record, const Today& today) {
  Json item = Json::object(), values = Json::object(), waits = Json::array(), signed_by = Json::array();
  for (const auto& [name, value] : record.values) values.set(name, value);
  for (const auto& party : record.waits_for) waits.push(party);
  for (const auto& s : record.signed_by)
    signed_by.push(Json::object().set("party", s.party).set("person", s.person).set("for_person", text_json(s.for_person)).set("on", to_text(s.on)));
  item.set("id", record.id).set("seq", record.seq).set("kind", record.kind).set("about", record.about);
  item.set("unit", text_json(record.unit)).set("fields", std::move(values)).set("on", to_text(record.on));
  item.set("recorded_by", record.recorded_by).set("policy", record.policy).set("article", text_json(record.article));
  item.set("valid_from", date_json(record.valid_from)).set("valid_to", date_json(record.valid_to));
  item.set("in_force", record.in_force(today.date));
  return item.set("waits_for", std::move(waits)).set("signed_by", std::move(signed_by));
}

Json duty_json(const DutyOwed& owed, const Today& today) {
  Json item = Json::object();
  item.set("duty", owed.rule->id).set("about", owed.about).set("period", owed.period).set("owner", owed.rule->owner);
  item.set("article", text_json(owed.rule->basis.article)).set("due_on", to_text(owed.due_on));
  item.set("done_on", date_json(owed.done_on)).set("record", text_json(owed.record));
  item.set("overdue", owed.is_overdue(today.date));
  const bool late = owed.done_on && *owed.done_on > owed.due_on;
  return item.set("state", !owed.record.empty() ? (late ? "done_late" : "done") : owed.is_overdue(today.date) ? "overdue" : owed.running ? "running" : "owed");
}

Json finding_json(const Finding& finding, const Today& today) {
  Json item = Json::object();
  item.set("id", finding.id).set("seq", finding.seq).set("state", std::string(name_of(finding.state)));
  item.set("severity", std::string(name_of(finding.severity)));
  item.set("source_severity", text_json(finding.source_severity));
  item.set("title", finding.title).set("asset", finding.asset);
  item.set("system", text_json(finding.system)).set("owner", finding.owner);
  item.set("article", text_json(finding.article)).set("rule", finding.rule);
  item.set("location", text_json(finding.location)).set("found_on", to_text(finding.found_on));
  item.set("due_on", date_json(finding.due_on));
  item.set("overdue", finding.state != FindingState::closed && finding.due() && today.date > *finding.due());
  item.set("fixed_by", text_json(finding.fixed_by)).set("fixed_on", date_json(finding.fixed_on));
  item.set("verified_by", text_json(finding.verified_by));
  item.set("closed_on", date_json(finding.closed_on)).set("note", text_json(finding.note));
  item.set("scan", text_json(finding.scan)).set("last_scan", text_json(finding.last_scan));
  item.set("check", text_json(finding.check)).set("order", text_json(finding.order));
  item.set("accepted_until", date_json(finding.accepted_until));
  Json acceptances = Json::array();
  for (const auto& a : finding.acceptances)
    acceptances.push(Json::object().set("on", to_text(a.on)).set("until", to_text(a.until)).set("answers", a.answers).set("by", a.by).set("reason", a.reason));
  return item.set("acceptances", std::move(acceptances));
}

}  // namespace govcloud
