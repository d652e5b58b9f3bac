// Checks, orders, incidents and availability as JSON items.
#include "cli/views.h"
#include "core/law/incident.h"

namespace govcloud {
Json inspection_json(const Inspection& check) {
  Json item = Json::object(), items = Json::array(), findings = Json::array();
  for (const auto& one : check.items) items.push(one);
  for (const auto& id : check.findings) findings.push(id);
  item.set("id", check.id).set("seq", check.seq).set("about", check.about).set("on", to_text(check.on));
  item.set("scope", check.scope).set("items", std::move(items)).set("result", check.passed ? "pass" : "fail");
  item.set("findings", std::move(findings)).set("article", text_json(check.article));
  return item.set("held_by", check.held_by).set("with", text_json(check.with)).set("note", text_json(check.note));
}

Json incident_json(const Incident& incident, const Today& today, Instant now) {
  const auto time = [&](const std::optional<Instant>& at) { return at ? Json(to_text(*at, today.offset)) : Json(); };
  const auto told = [&](const std::optional<Moment>& at) { return at ? Json(to_text(at->told, today.offset)) : Json(); };
  Json item = Json::object(), systems = Json::array(), notes = Json::array();
  bool overdue = false;
  std::map<std::string, Json> late{{"respond", {}}, {"restore", {}}};  // told of what is done
  for (const auto& clock : clocks_of(incident)) {
    overdue = overdue || (clock.is_open() && incident.began <= now && clock.is_late(now));
    if (clock.done) late[clock.rule] = clock.is_late(now);
  }
  for (const auto& id : incident.systems) systems.push(id);
  for (const auto& note : incident.notes)
    notes.push(Json::object().set("at", to_text(note.at, today.offset)).set("person", note.person).set("text", text_json(note.text)));
  item.set("id", incident.id).set("seq", incident.seq).set("title", incident.title);
  item.set("kind", incident.planned ? "maintenance" : "fault").set("class", text_json(incident.level));
  item.set("state", std::string(name_of(incident.state))).set("outage", incident.outage);
  item.set("systems", std::move(systems)).set("provider", text_json(incident.provider));
  item.set("began_at", to_text(incident.began, today.offset)).set("planned_until", time(incident.planned_until));
  item.set("reported_at", to_text(incident.reported, today.offset)).set("announced_in_time", incident.planned ? Json(incident.excluded) : Json());
  item.set("responded_at", told(incident.responded)).set("restored_at", told(incident.restored));
  item.set("response_due_at", time(incident.response_due)).set("restore_due_at", time(incident.restore_due)).set("overdue", overdue);
  item.set("responded_late", late["respond"]).set("restored_late", late["restore"]);
  item.set("article", text_json(incident.article)).set("reported_by", incident.reported_by);
  item.set("responded_by", text_json(incident.responded_by)).set("resolved_by", text_json(incident.resolved_by));
  return item.set("cause", text_json(incident.cause)).set("notes", std::move(notes));
}

Json rating_json(const Rating& rating) {
  Json item = Json::object();
  item.set("id", rating.id).set("seq", rating.seq).set("about", rating.about).set("is_period", rating.is_period);
  item.set("unit", rating.unit).set("provider", rating.provider).set("grade", rating.grade).set("note", text_json(rating.note));
  item.set("policy", rating.policy).set("article", rating.article).set("rated_by", rating.rated_by).set("rated_on", date_json(rating.on));
  return item.set("replaces", text_json(rating.replaces)).set("replaced_by", text_json(rating.replaced_by));
}

Json availability_json(const Availability& availability, Month month) {
  const auto share = availability.hundredths();
  Json item = Json::object();
  item.set("system", availability.system).set("month", to_text(month));
  item.set("availability_percent", share ? Json(Json::Decimal{*share, 2}) : Json());
  item.set("minutes", availability.minutes).set("down_minutes", availability.down);
  return item.set("excluded_minutes", availability.excluded).set("incidents", availability.incidents);
}

Json order_json(const Order& order, const Today& today) {
  Json item = Json::object(), items = Json::array(), findings = Json::array(), waits = Json::array(), parties = Json::array();
  for (const auto& one : order.items) items.push(one);
  for (const auto& id : order.findings) findings.push(id);
  for (const auto& party : order.waits_for) waits.push(party);
  for (const auto& s : order.signed_by)
    parties.push(Json::object().set("party", s.party).set("person", s.person).set("for", text_json(s.for_person)).set("on", to_text(s.on)));
  item.set("id", order.id).set("seq", order.seq).set("unit", order.to);
  item.set("state", order.is_in_force() ? std::string(name_of(order.state)) : std::string("pending"));
  item.set("scope", order.scope).set("findings", std::move(findings)).set("items", std::move(items));
  item.set("article", text_json(order.article)).set("ordered_by", order.ordered_by).set("ordered_on", to_text(order.on));
  item.set("due_on", to_text(order.due_on)).set("overdue", order.is_overdue(today.date));
  item.set("waits_for", std::move(waits)).set("signed_by", std::move(parties));
  item.set("fixed_by", text_json(order.fixed_by)).set("fixed_on", date_json(order.fixed_on));
  item.set("verified_by", text_json(order.verified_by)).set("closed_on", date_json(order.closed_on));
  return item.set("note", text_json(order.note));
}

}  // namespace govcloud
