// Both states in the same words, so that they can be compared and a difference read.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/simulation/program.h"

namespace govcloud::simulation {
namespace {

const std::string& text_of_day(Day day) { return testing::wall()[static_cast<std::size_t>(day)].text; }
std::string text(const std::optional<Day>& day) { return day ? text_of_day(*day) : "-"; }
std::string text(const std::optional<Date>& date) { return date ? to_text(*date) : "-"; }
std::string number(const std::optional<int>& n) { return n ? std::to_string(*n) : "-"; }

std::string text(const Amounts& amounts) {
  std::string all;
  for (const auto& [key, range] : amounts) all += fmt::format(" {}={}..{}", key, range.from, range.to);
  return all;
}
std::string text(const Quantities& quantities) {
  std::string all;
  for (const auto& [key, quantity] : quantities) all += fmt::format(" {}={}..{}", key, quantity.amount, quantity.upper());
  return all;
}

std::string told(const Clock& c) {
  return fmt::format("  {} from {} due {}{} done {} late {}{}\n", c.rule, text_of_day(c.started), text(c.due), c.provisional ? "?" : "",
                     text(c.done), c.late, c.ended ? " ended" : "");
}
std::string told(const Deadline& c) {
  return fmt::format("  {} from {} due {}{} done {} late {}{}\n", c.rule, to_text(c.started_on), text(c.due_on), c.provisional ? "?" : "",
                     text(c.done_on), c.working_days_late, c.ended ? " ended" : "");
}

std::string told(const Request& r) {
  auto all = fmt::format("{} {} of {} is {}, level {}, by {} and {}{}, days {}, trial {} {} {}, [{}]{}\n", r.id, r.kind, r.case_id, r.stage, r.level,
                         r.authority, r.provider, r.major ? ", major" : "", number(r.trial_days), text(r.trial_start), text(r.trial_min),
                         text(r.trial_end), fmt::join(r.resources, " "), r.cancelled_by.empty() ? "" : ", by " + r.cancelled_by);
  for (const auto& line : r.lines)
    all += fmt::format("  {} {}{} ->{} x{} [{}]\n", line.id, line.wish.item, text(line.wish.amounts), text(line.granted), line.granted_count,
                       fmt::join(line.resources, " "));
  for (const auto& clock : r.clocks) all += told(clock);
  return all;
}
std::string told(const govcloud::Request& r) {
  const auto days = r.trial_days ? std::to_string(*r.trial_days) : "-";
  auto all = fmt::format("{} {} of {} is {}, level {}, by {} and {}{}, days {}, trial {} {} {}, [{}]{}\n", r.id, name_of(r.kind), r.case_id,
                         name_of(r.stage), r.level, r.authority, r.provider, r.major ? ", major" : "", days, text(r.trial.started_on),
                         text(r.trial.earliest_on), text(r.trial.ends_on), fmt::join(r.resources, " "),
                         r.cancelled_by.empty() ? "" : ", by " + r.cancelled_by);
  for (const auto& line : r.lines)
    all += fmt::format("  {} {}{} ->{} x{} [{}]\n", line.id, line.item, text(line.asked), text(line.granted), line.granted_count,
                       fmt::join(line.resources, " "));
  for (const auto& deadline : r.deadlines) all += told(deadline);
  return all;
}

}  // namespace

std::string tell_system(const Model& model, const std::string& id) {
  const auto at = model.systems.find(id);
  if (at == model.systems.end()) return "";
  auto all = fmt::format("{} of {} is {}, level {}\n", id, at->second.unit, at->second.state, at->second.level);
  for (const auto& [resource_id, r] : model.resources)
    if (r.system == id) all += fmt::format("{} is {}, version {}, by {},{} ->{}\n", r.id, r.state, r.version, r.provider, text(r.granted), text(r.delivered));
  for (const auto& [request_id, r] : model.requests)
    if (r.system == id) all += told(r);
  return all;
}

std::string tell_system(const Books& books, const std::string& id) {
  const auto* system = find(books.systems, id);
  if (system == nullptr) return "";
  auto all = fmt::format("{} of {} is {}, level {}\n", id, system->unit, name_of(system->state), system->level);
  for (const auto* r : resources_of(books, id))
    all += fmt::format("{} is {}, version {}, by {},{} ->{}\n", r->id, name_of(r->state), r->version, r->provider, text(r->granted), text(r->delivered));
  for (const auto* r : requests_of(books, id)) all += told(*r);
  return all;
}

std::string tell_person(const Model& model, const std::string& id) {
  const auto at = model.persons.find(id);
  if (at == model.persons.end()) return "";
  auto all = fmt::format("{} is {}\n", id, fmt::join(at->second.roles, " "));
  for (const auto& s : at->second.deputies) all += fmt::format("  {} stands in {}..{}\n", s.deputy, text_of_day(s.since), text_of_day(s.until));
  return all;
}

std::string tell_person(const Books& books, const std::string& id) {
  const auto* person = find(books.persons, id);
  if (person == nullptr) return "";
  std::set<std::string> held;
  for (const auto role : person->roles) held.insert(std::string(name_of(role)));
  auto all = fmt::format("{} is {}\n", id, fmt::join(held, " "));
  for (const auto& d : person->delegations) all += fmt::format("  {} stands in {}..{}\n", d.deputy, to_text(d.since), to_text(d.until));
  return all;
}

std::string tell_rest(const Model& model) {
  std::string all;
  for (const auto& [id, entry] : model.records) all += fmt::format("{} {} about {}, waits for {}\n", id, entry.kind, entry.about, fmt::join(entry.waits, " "));
  for (const auto& [id, finding] : model.findings) all += fmt::format("{} of {} is {}\n", id, finding.system, finding.state);
  return all;
}

std::string tell_rest(const Books& books) {
  std::string all;
  for (const auto& [id, r] : books.records) {
    const std::set<std::string> waits(r.waits_for.begin(), r.waits_for.end());
    all += fmt::format("{} {} about {}, waits for {}\n", id, r.kind, r.about, fmt::join(waits, " "));
  }
  for (const auto& [id, finding] : books.findings) all += fmt::format("{} of {} is {}\n", id, finding.system, name_of(finding.state));
  return all;
}

std::string tell(const Act& act) {
  static const char* const kVerbs[] = {"submit", "change", "decommission", "extend", "withdraw", "attach", "accept", "refuse",
                                       "approve", "reject", "open", "extend_trial", "provision", "grant", "revoke", "delegate",
                                       "end_delegation", "record", "cosign", "scan", "fix", "verify"};
  auto all = fmt::format("{} {}: {}", text_of_day(act.recorded), act.by + (act.instead_of.empty() ? "" : " for " + act.instead_of),
                         kVerbs[static_cast<std::size_t>(act.verb)] + (act.about.empty() ? "" : " " + act.about));
  if (act.late()) all += " of " + text_of_day(act.effective);
  for (const auto& [name, value] : {std::pair{"unit", act.unit}, {"provider", act.provider}, {"authority", act.authority},
                                    {"resubmits", act.resubmits}, {"deputy", act.deputy}, {"kind", act.kind}})
    if (!value.empty()) all += fmt::format(" {}={}", name, value);
  if (act.verb == Verb::submit || act.verb == Verb::scan) all += fmt::format(" level={}", act.level);
  if (act.days) all += fmt::format(" days={}", *act.days);
  for (const auto& wish : act.wishes)
    all += fmt::format(" ({} {}{} x{} {}{})", wish.kind == WishKind::add ? "add" : wish.kind == WishKind::set ? "set" : "drop", wish.item,
                       wish.resource, wish.count, wish.zone, text(wish.amounts));
  for (const auto& [id, amounts] : act.amounts) all += fmt::format(" {}:{}", id, text(amounts));
  if (!act.named.empty()) all += fmt::format(" [{}]", fmt::join(act.named, " "));
  for (const auto& [name, value] : act.fields) all += fmt::format(" {}={}", name, value);
  if (act.verb == Verb::delegate) all += fmt::format(" {}..{}", text_of_day(act.since), text_of_day(act.until));
  for (const auto& sheet : act.papers)
    all += fmt::format(" +{}{}{}{}", sheet.kind, sheet.result.empty() ? "" : ":" + sheet.result, sheet.dated ? " dated " + text(sheet.dated) : "",
                       sheet.expires ? " until " + text(sheet.expires) : "");
  return all + (act.opinion ? "" : " without opinion") + (act.major ? " major" : "") + (act.incomplete ? " incomplete" : "") + (act.holds ? "" : " not held");
}

}  // namespace govcloud::simulation
