#include "core/law/delivery.h"

#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

std::string kind_of_report(std::string_view report) { return std::string(report) + "_report"; }

/// The first day after a report's period; nothing for a period that is none.
std::optional<Date> day_after(const DeliverReports& command) {
  if (command.report == "monthly") {
    const auto month = parse_month(command.period);
    return month ? std::optional(first_day(next(*month))) : std::nullopt;
  }
  if (command.report != "yearly" || !value_fault("year", command.period).empty()) return std::nullopt;
  return first_day({std::stoi(command.period) + 1, 1});
}

/// Where an article names who owes the report, it is theirs; else H-55.
MaybeNo may_deliver(const Facts& facts, const Acting& acting, const std::optional<RecordRule>& duty) {
  const auto* person = in_whose_right(facts, acting);
  if (person == nullptr || find(facts.books.persons, acting.person) == nullptr)
    return Refusal{Reason::person_unknown, acting.person, acting.person, house_rule("H-02"), {},
                   say("add the person first: govcloud person add {0} …", acting.person)};
  const auto wanted = duty ? duty->by : std::vector<std::string>{"operator", "reviewer", "chief"};
  const auto roles = roles_of(facts, acting);
  if (std::any_of(roles.begin(), roles.end(),
                  [&](Role role) { return std::find(wanted.begin(), wanted.end(), name_of(role)) != wanted.end(); }))
    return std::nullopt;
  return Refusal{Reason::role_missing, acting.person, joined(wanted), duty ? cite(facts.policy, duty->basis) : house_rule("H-55"), {},
                 say("this is for a person with the role {0}", joined(wanted))};
}

/// To whom a report goes when nobody else is named: its unit, and the authority.
std::vector<std::string> receivers_by_default(const Facts& facts, const std::string& about) {
  std::vector<std::string> all;
  if (about != "platform") all.push_back(about);
  const auto authorities = units_of(facts.books, UnitKind::authority);
  const auto authority = about != "platform"        ? authority_for(facts, about, "")
                         : authorities.size() == 1 ? authorities.front()->id
                                                   : std::string();
  if (!authority.empty() && authority != about) all.push_back(authority);
  return all;
}

/// H-57: no using unit gets what is about another one, or about all of them.
MaybeNo may_receive(const Facts& facts, const std::string& about, const std::vector<std::string>& receivers) {
  for (const auto& id : receivers) {
    const auto* unit = find(facts.books.units, id);
    if (unit == nullptr) return NotFound{"unit", id, say("see them with: govcloud list units")};
    if (unit->kind == UnitKind::using_unit && id != about)
      return Refusal{Reason::unit_foreign, about, id, house_rule("H-57"), {},
                     say("a using unit gets its own report: --unit {0}", id)};
  }
  return std::nullopt;
}

/// Where nobody is named, the authority must be known: article 15 wants it to have the report.
MaybeNo authority_receives(const Facts& facts, const std::string& about, const std::vector<std::string>& receivers) {
  const bool there = std::any_of(receivers.begin(), receivers.end(), [&](const std::string& id) {
    const auto* unit = find(facts.books.units, id);
    return unit != nullptr && unit->kind == UnitKind::authority;
  });
  if (there) return std::nullopt;
  return Refusal{Reason::authority_missing, about, "", house_rule("H-57"), {}, say("say to whom it goes: --to UNIT")};
}

ReportDelivered delivered(const Facts& facts, const DeliverReports& command, const ReportCopy& copy,
                          const std::optional<RecordRule>& duty, const Acting& acting) {
  ReportDelivered fact;
  fact.report = command.report, fact.size = command.size, fact.head = command.head, fact.lang = command.lang;
  fact.receivers = copy.receivers.empty() ? receivers_by_default(facts, copy.about) : copy.receivers;
  fact.files = copy.files;
  Record& record = fact.record;
  record.kind = kind_of_report(command.report), record.about = copy.about;
  if (copy.about != "platform") record.unit = copy.about;
  record.values = {{"period", command.period}, {"digest", copy.digest}, {"to", joined(fact.receivers)},
                   {"as_of", std::to_string(command.size)}};
  for (const auto& file : copy.files) record.values[file.form] = file.digest;
  record.policy = facts.policy.id, record.recorded_by = acting.person, record.on = day_of(facts, acting.effective);
  if (duty) record.article = duty->basis.article;
  return fact;
}

}  // namespace

const Record* delivery_of(const Books& books, std::string_view report, std::string_view about, std::string_view period) {
  for (const auto* record : records_of(books, about)) {
    const auto at = record->values.find("period");
    if (record->kind == kind_of_report(report) && at != record->values.end() && at->second == period) return record;
  }
  return nullptr;
}

Decision decide(const Facts& facts, const DeliverReports& command, const Acting& acting) {
  const auto duty = record_rule(facts.policy, kind_of_report(command.report));
  if (auto no = may_deliver(facts, acting, duty)) return *no;
  const auto after = day_after(command);
  if (!after || day_of(facts, acting.effective) < *after)
    return Refusal{Reason::date_order, command.period, command.period, house_rule("H-56"), {},
                   say("deliver it when {0} is over", command.period)};
  std::vector<Fact> recorded;
  std::string first;
  Numbers numbers(facts, acting);
  for (const auto& copy : command.copies) {
    if (copy.about != "platform" && find(facts.books.units, copy.about) == nullptr)
      return NotFound{"unit", copy.about, say("see them with: govcloud list units")};
    if (delivery_of(facts.books, command.report, copy.about, command.period) != nullptr) continue;  // it is no act
    auto fact = delivered(facts, command, copy, duty, acting);
    if (auto no = may_receive(facts, copy.about, fact.receivers)) return *no;
    if (copy.receivers.empty())
      if (auto no = authority_receives(facts, copy.about, fact.receivers)) return *no;
    fact.record.id = numbers.next("D");
    if (first.empty()) first = fact.record.id;
    recorded.push_back(std::move(fact));
  }
  if (!recorded.empty()) attach_papers(facts, acting, numbers, first, recorded);
  return recorded;
}

}  // namespace govcloud
