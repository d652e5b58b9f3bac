#include "core/report/use_verdicts.h"

#include <algorithm>

#include "core/report/parts.h"
#include "core/usage/verdict.h"

namespace govcloud {
namespace {

/// The last import that had measurements of a month.
std::uint64_t last_import(const Books& books, const std::string& month) {
  std::uint64_t seq = 0;
  for (const auto& [digest, import] : books.usage)
    if (std::find(import.what.months.begin(), import.what.months.end(), month) != import.what.months.end()) seq = std::max(seq, import.seq);
  return seq;
}

bool is_of(const Asked& asked, const Resource& resource) {
  return asked.is_provider ? resource.provider == asked.about : resource.unit == asked.about;
}

void add_month(std::vector<UseVerdict>& all, const Facts& facts, const Asked& asked, Month month, const MonthRollups& rollups) {
  const ReportView view{facts.books, facts.policy, facts.calendar, rollups, first_day(month), first_day(next(month)),
                        local_date(asked.now, facts.policy.offset), {}};
  const auto seq = last_import(facts.books, to_text(month));
  for (const auto& [id, resource] : facts.books.resources) {
    if (!is_of(asked, resource) || !alive_in(view, resource)) continue;
    const auto at = rollups.find(id);
    const auto rollup = at == rollups.end() ? Rollup{} : at->second;
    all.push_back({id, to_text(month), std::string(code_of(judge(facts.policy.thresholds, rollup, coverage(rollup, alive_span(view, resource))))), seq});
  }
}

}  // namespace

std::vector<UseVerdict> use_verdicts(const Facts& facts, const Asked& asked, const std::vector<MonthRollups>& rollups) {
  std::vector<UseVerdict> all;
  auto month = month_of(asked.period.first);
  for (const auto& of_month : rollups) {
    if (asked.now >= start_of(first_day(month), facts.policy.offset)) add_month(all, facts, asked, month, of_month);
    month = next(month);
  }
  return all;
}

}  // namespace govcloud
