#include "core/law/duty.h"

#include <algorithm>

#include "core/law/period.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

/// Whole periods from a day on, up to the one in which `today` lies.
std::vector<Period> periods(int months, Date from, Date today) {
  auto period = period_with(from, months);
  if (period.first < from) period = next(period);
  std::vector<Period> all;
  for (; period.first <= today; period = next(period)) all.push_back(period);
  return all;
}

/// Whether a unit or a system had a resource on some day of the period.
bool was_active(const Resource& resource, const Period& period) {
  return resource.delivered_on && *resource.delivered_on < period.after &&
         (!resource.reclaimed_on || *resource.reclaimed_on >= period.first);
}

std::vector<std::string> subjects(const Facts& facts, const DutyRule& rule, const Period& period) {
  if (rule.about == "platform") return {"platform"};
  std::vector<std::string> all;
  for (const auto& [id, resource] : facts.books.resources)
    if (was_active(resource, period)) all.push_back(rule.about == "unit" ? resource.unit : resource.system);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

const Record* done_by(const Facts& facts, const DutyRule& rule, const std::string& about, const std::string& period) {
  for (const auto* record : records_of(facts.books, about)) {
    const auto at = record->values.find("period");
    if (record->kind == rule.id && at != record->values.end() && at->second == period) return record;
  }
  return nullptr;
}

}  // namespace

std::string period_of(const DutyRule& rule, Date day) {
  const int months = months_of(rule.period);
  return months == 0 ? "" : period_with(day, months).name;
}

std::vector<DutyOwed> duties_owed(const Facts& facts, Date today) {
  std::vector<DutyOwed> all;
  const auto made_on = day_of(facts, facts.books.ledger.created);
  for (const auto& rule : facts.policy.duties) {
    const int months = months_of(rule.period);
    if (months == 0) continue;
    for (const auto& period : periods(months, made_on, today))
      for (const auto& about : subjects(facts, rule, period)) {
        DutyOwed owed{&rule, about, period.name, period.after + std::chrono::days{rule.grace_days - 1}, "", {}, today < period.after};
        if (const auto* record = done_by(facts, rule, about, period.name)) owed.record = record->id, owed.done_on = record->on;
        all.push_back(std::move(owed));
      }
  }
  std::stable_sort(all.begin(), all.end(), [](const DutyOwed& a, const DutyOwed& b) { return a.due_on < b.due_on; });
  return all;
}

}  // namespace govcloud
