#include "core/law/record.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_year(std::string_view text) { return text.size() == 4 && all_digits(text); }

/// "2026-Q3", "2026-H1".
bool is_part(std::string_view text, char letter, char last) {
  return text.size() == 7 && is_year(text.substr(0, 4)) && text[4] == '-' && text[5] == letter && text[6] >= '1' && text[6] <= last;
}

bool is_amount(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc{} && end == text.data() + text.size();
}

/// What an id of the record's subject belongs to.
struct About {
  bool there = false;
  std::string unit, provider;
};

About about(const Facts& facts, const std::string& what, const std::string& id) {
  const auto& books = facts.books;
  if (what == "platform") return {id == "platform", "", ""};
  if (what == "unit") {
    const auto* unit = find(books.units, id);
    return {unit != nullptr, id, ""};
  }
  if (what == "system") {
    const auto* system = find(books.systems, id);
    return system == nullptr ? About{} : About{true, system->unit, provider_for(facts, id)};
  }
  if (what == "resource") {
    const auto* resource = find(books.resources, id);
    return resource == nullptr ? About{} : About{true, resource->unit, resource->provider};
  }
  if (what == "request") {
    const auto* request = find(books.requests, id);
    return request == nullptr ? About{} : About{true, request->unit, request->provider};
  }
  if (what == "person") {
    const auto* person = find(books.persons, id);
    return person == nullptr ? About{} : About{true, person->unit, ""};
  }
  if (what == "finding") return {find(books.findings, id) != nullptr, "", ""};
  return {true, "", ""};  // an incident, which is told by the words of its name
}

/// Who has nothing else to say in the policy: an applicant for their own unit, the authority, the
/// security authority, the provider and the treasury for all.
bool may_by_default(Role role) {
  return role == Role::applicant || role == Role::reviewer || role == Role::chief || role == Role::operator_ ||
         role == Role::inspector || role == Role::treasurer;
}

bool is_named(const std::vector<std::string>& roles, Role role) {
  return roles.empty() ? may_by_default(role) : std::find(roles.begin(), roles.end(), name_of(role)) != roles.end();
}

MaybeNo may_record(const Facts& facts, const Acting& acting, const RecordRule& rule, const About& of) {
  const auto* person = in_whose_right(facts, acting);
  if (person == nullptr || find(facts.books.persons, acting.person) == nullptr)
    return Refusal{Reason::person_unknown, acting.person, acting.person, house_rule("H-02"), {},
                   say("add the person first: govcloud person add {0} …", acting.person)};
  bool has_role = false;
  for (const auto role : roles_of(facts, acting)) {
    if (!is_named(rule.by, role)) continue;
    has_role = true;
    // Whoever does not speak for a using unit or a provider speaks for all.
    if (role == Role::applicant && person->unit != of.unit) continue;
    if (role == Role::operator_ && !of.provider.empty() && person->unit != of.provider) continue;
    return std::nullopt;
  }
  if (has_role)
    return Refusal{Reason::unit_foreign, acting.person, of.unit, house_rule("H-02"), {},
                   say("{0} acts for {1}; this is for a person of {2}", acting.person, person->unit, of.unit.empty() ? "-" : of.unit)};
  const auto wanted = rule.by.empty() ? std::string("applicant, reviewer, chief, operator, inspector, treasurer") : joined(rule.by);
  return Refusal{Reason::role_missing, acting.person, wanted, cite(facts.policy, rule.basis), {},
                 say("this is for a person with the role {0}", wanted)};
}

Refusal field_wrong(const Facts& facts, const RecordRule& rule, const std::string& object, std::string detail, Say hint) {
  return Refusal{Reason::field_wrong, object, std::move(detail), cite(facts.policy, rule.basis), {}, std::move(hint), rule.kind};
}

MaybeNo fields_hold(const Facts& facts, const RecordRule& rule, const MakeRecord& command) {
  for (const auto& [name, value] : command.values)
    if (std::none_of(rule.fields_asked.begin(), rule.fields_asked.end(), [&, field = name](const FieldRule& f) { return f.name == field; }))
      return field_wrong(facts, rule, command.about, name, say("{0} has the fields: {1}", rule.kind, joined(field_words(rule))));
  for (const auto& field : rule.fields_asked) {
    const auto given = command.values.find(field.name);
    if (given == command.values.end() || is_blank(given->second)) {
      if (!field.required) continue;
      return field_wrong(facts, rule, command.about, field.name, say("give it: --field {0}=VALUE", field.name));
    }
    if (const auto fault = value_fault(field.type, given->second); !fault.empty())
      return field_wrong(facts, rule, command.about, field.name + "=" + given->second,
                         say("write it as {0}", std::string(field.type)));
  }
  return std::nullopt;
}

std::optional<Date> day_in(const MakeRecord& command, const char* field) {
  const auto given = command.values.find(field);
  return given != command.values.end() ? parse_date(given->second) : std::nullopt;
}

/// The first and the last day of what is recorded: when it was done, or when it began and ended.
std::pair<Date, Date> days_of(const Facts& facts, const MakeRecord& command, Date on) {
  const auto moment = [&](const char* field) -> std::optional<Date> {
    const auto given = command.values.find(field);
    const auto instant = given != command.values.end() ? parse_instant(given->second) : std::nullopt;
    return instant ? std::optional(day_of(facts, *instant)) : std::nullopt;
  };
  const auto began = moment("began"), ended = moment("ended");
  const auto first = day_in(command, "done_on").value_or(began.value_or(on));
  return {first, ended ? std::max(first, *ended) : first};
}

/// A record that must be there before: about the same item, or its system or unit, in force on those days.
MaybeNo what_it_needs(const Facts& facts, const RecordRule& rule, const MakeRecord& command, const std::string& unit, Date today) {
  if (rule.needs.empty()) return std::nullopt;
  const auto [on, last] = days_of(facts, command, today);
  const auto slash = command.about.find('/');
  for (const auto& subject : {command.about, command.about.substr(0, slash), unit})
    for (const auto* record : records_of(facts.books, subject)) {
      if (record->kind != rule.needs || !record->in_force(on) || !record->in_force(last)) continue;
      const bool same = std::all_of(rule.match.begin(), rule.match.end(), [&](const std::string& field) {
        const auto a = record->values.find(field), b = command.values.find(field);
        return a != record->values.end() && b != command.values.end() && a->second == b->second;
      });
      if (same) return std::nullopt;
    }
  return Refusal{Reason::record_missing, command.about, rule.needs, cite(facts.policy, rule.basis), {},
                 say("it needs a record of the kind {0} that is signed and in force on {1}: govcloud record {0} {2} …", rule.needs,
                     to_text(on), command.about),
                 rule.kind};
}

/// A duty is done once for its subject and period.
MaybeNo done_before(const Facts& facts, const RecordRule& rule, const MakeRecord& command) {
  if (!rule.is_duty) return std::nullopt;
  const auto period = command.values.find("period");
  for (const auto* record : records_of(facts.books, command.about)) {
    const auto theirs = record->values.find("period");
    if (record->kind == rule.kind && period != command.values.end() && theirs != record->values.end() && theirs->second == period->second)
      return Refusal{Reason::exists_already, record->id, period->second, house_rule("H-12"),
                     say("{0} of {1} is recorded already: {2}", rule.kind, period->second, record->id), {}};
  }
  return std::nullopt;
}

/// The party for which a person can sign: their unit's kind, or its id.
std::string party_of(const Facts& facts, const Acting& acting, const std::vector<std::string>& parties, const About& of) {
  const auto* person = in_whose_right(facts, acting);
  const auto* unit = person != nullptr ? find(facts.books.units, person->unit) : nullptr;
  if (unit == nullptr) return "";
  const auto is = [&](std::string_view party) { return std::find(parties.begin(), parties.end(), party) != parties.end(); };
  if (is(unit->id)) return unit->id;
  if (is("using") && !of.unit.empty() && unit->id == of.unit) return "using";  // whatever else it is
  const std::string kind(name_of(unit->kind));
  if (!is(kind)) return "";
  if (unit->kind == UnitKind::using_unit && !of.unit.empty() && unit->id != of.unit) return "";
  if (unit->kind == UnitKind::provider && !of.provider.empty() && unit->id != of.provider) return "";
  return kind;
}

void sign(const Facts& facts, const Acting& acting, const std::string& party, Record& record) {
  if (party.empty()) return;
  record.signed_by.push_back({party, acting.person, acting.for_person, day_of(facts, acting.effective)});
  std::erase(record.waits_for, party);
}

}  // namespace

std::optional<RecordRule> record_rule(const Policy& policy, std::string_view kind) {
  for (const auto& rule : policy.records)
    if (rule.kind == kind) return rule;
  for (const auto& duty : policy.duties) {
    if (duty.id != kind) continue;
    RecordRule rule;
    rule.kind = duty.id, rule.about = duty.about, rule.basis = duty.basis, rule.is_duty = true;
    rule.fields_asked = {{"period", duty.period.empty() ? "text" : duty.period, !duty.period.empty()}, {"result", "text", false},
                         {"note", "text", false}, {"digest", "text", false}};
    if (duty.owner == "provider") rule.by = {"operator"};
    else if (duty.owner == "security") rule.by = {"inspector"};
    else if (duty.owner == "using") rule.by = {"applicant"};
    else rule.by = {"reviewer", "chief"};
    return rule;
  }
  return std::nullopt;
}

std::vector<std::string> field_words(const RecordRule& rule) {
  std::vector<std::string> all;
  for (const auto& field : rule.fields_asked)
    all.push_back(field.name + (field.type == "text" ? "" : ":" + field.type) + (field.required ? "" : "?"));
  return all;
}

std::string value_fault(std::string_view type, std::string_view value) {
  bool good = true;
  if (type == "date") good = parse_date(value).has_value();
  else if (type == "time") good = parse_instant(value).has_value();
  else if (type == "integer") good = is_amount(value);
  else if (type == "fen") good = is_amount(value) && value.front() != '-';
  else if (type == "month") good = parse_month(value).has_value();
  else if (type == "quarter") good = is_part(value, 'Q', '4');
  else if (type == "half_year") good = is_part(value, 'H', '2');
  else if (type == "year") good = is_year(value);
  return good ? "" : fmt::format("'{}' is no {}", value, type);
}

Decision decide(const Facts& facts, const MakeRecord& command, const Acting& acting) {
  const auto rule = record_rule(facts.policy, command.kind);
  if (!rule) return NotFound{"record", command.kind, say("the kinds are in the policy: govcloud policy show")};
  const auto of = about(facts, rule->about, command.about);
  if (!of.there) return NotFound{rule->about, command.about, say("a record of this kind is about: {0}", rule->about)};
  if (auto no = may_record(facts, acting, *rule, of)) return *no;
  if (auto no = done_before(facts, *rule, command)) return *no;
  if (auto no = fields_hold(facts, *rule, command)) return *no;
  const auto on = day_of(facts, acting.effective);
  Record record;
  record.kind = rule->kind, record.about = command.about, record.unit = of.unit, record.values = command.values;
  std::erase_if(record.values, [](const auto& entry) { return is_blank(entry.second); });
  record.policy = facts.policy.id, record.article = rule->basis.article;
  record.recorded_by = acting.person, record.on = on;
  record.valid_from = day_in(command, "valid_from"), record.valid_to = day_in(command, "valid_to");
  if (record.valid_from && record.valid_to && *record.valid_to < *record.valid_from)
    return field_wrong(facts, *rule, command.about, "valid_to=" + to_text(*record.valid_to), say("it ends before it begins"));
  if (auto no = what_it_needs(facts, *rule, command, of.unit, on)) return *no;
  record.waits_for = rule->signatories;
  Numbers numbers(facts, acting);
  record.id = numbers.next("D");
  sign(facts, acting, party_of(facts, acting, record.waits_for, of), record);
  std::vector<Fact> recorded{RecordMade{record}};
  attach_papers(facts, acting, numbers, record.id, recorded);
  return recorded;
}

Decision correct_record(const Facts& facts, const Correct& command, const Acting& acting, Corrected e) {
  const auto* record = find(facts.books.records, command.id);
  if (record == nullptr) return NotFound{"record", command.id, {}};
  const auto rule = record_rule(facts.policy, record->kind);
  if (!rule) return NotFound{"record", record->kind, say("the kinds are in the policy: govcloud policy show")};
  const auto of = about(facts, rule->about, record->about);
  if (auto no = may_record(facts, acting, *rule, of)) return *no;
  MakeRecord now{record->kind, record->about, record->values};
  for (const auto& [name, value] : command.values) {
    const auto before = record->values.find(name);
    e.was[name] = before == record->values.end() ? "" : before->second;
    now.values[name] = value;
  }
  if (auto no = fields_hold(facts, *rule, now)) return *no;
  const auto from = day_in(now, "valid_from"), to = day_in(now, "valid_to");
  if (from && to && *to < *from) return field_wrong(facts, *rule, record->id, "valid_to=" + to_text(*to), say("it ends before it begins"));
  if (const auto period = command.values.find("period"); period != command.values.end() && period->second != e.was["period"])
    if (auto no = done_before(facts, *rule, now)) return *no;
  if (auto no = what_it_needs(facts, *rule, now, of.unit, day_in(now, "done_on").value_or(record->on))) return *no;
  Record anew;
  anew.waits_for = rule->signatories;
  sign(facts, acting, party_of(facts, acting, anew.waits_for, of), anew);
  e.about = record->about, e.waits_for = anew.waits_for, e.signed_by = anew.signed_by;
  return std::vector<Fact>{e};
}

Decision cosign_record(const Facts& facts, const Record& record, const Acting& acting) {
  if (find(facts.books.persons, acting.person) == nullptr)
    return Refusal{Reason::person_unknown, acting.person, acting.person, house_rule("H-02"), {},
                   say("add the person first: govcloud person add {0} …", acting.person)};
  if (record.waits_for.empty())
    return Refusal{Reason::stage_wrong, record.id, "", house_rule("H-11"), say("{0} is signed by all its parties", record.id), {}};
  const auto rule = record_rule(facts.policy, record.kind);
  const auto of = about(facts, rule ? rule->about : "", record.about);
  const auto party = party_of(facts, acting, record.waits_for, {true, record.unit, of.provider});
  const auto roles = roles_of(facts, acting);
  if (party.empty() || std::none_of(roles.begin(), roles.end(), may_by_default))
    return Refusal{Reason::unit_foreign, acting.person, joined(record.waits_for), house_rule("H-02"), {},
                   say("it waits for a person of: {0}", joined(record.waits_for))};
  std::vector<Fact> recorded{RecordCosigned{record.id, record.about, {party, acting.person, acting.for_person, day_of(facts, acting.effective)}}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, record.id, recorded);
  return recorded;
}

}  // namespace govcloud
