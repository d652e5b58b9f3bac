// The figures 考核数据 from which assessments are made: what each counts, and how it is told. A policy
// weighs them in [[assessment]]; core/law/figures.cc counts them.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/law/assessment_events.h"
#include "core/law/decide.h"
#include "core/law/period.h"

namespace govcloud {

/// A share in hundredths of a percent, rounded down; a mean, rounded up; a count; or the mean of the
/// points of grades in hundredths, rounded down.
enum class FigureForm { share, mean, count, grade };
constexpr std::array<std::string_view, 4> kFigureForms{"share", "mean", "count", "grade"};
constexpr const auto& names(FigureForm) { return kFigureForms; }

struct FigureRule {
  std::string_view name;
  FigureForm form;
  bool of_provider, of_unit;
  std::string_view only;  // what `only` narrows it to: severity, class, duty, clock; or nothing
};
inline constexpr FigureRule kFigures[] = {
    {"clocks_in_time", FigureForm::share, true, false, "clock"},       // limits of requests that fell due
    {"delivery_days", FigureForm::mean, true, false, "clock"},         // calendar days that they took
    {"responses_in_time", FigureForm::share, true, false, "class"},    // of faults
    {"restores_in_time", FigureForm::share, true, false, "class"},
    {"response_minutes", FigureForm::mean, true, false, "class"},      // from the report of a fault to the response
    {"satisfaction", FigureForm::grade, true, false, ""},              // of units that answered
    {"availability", FigureForm::share, true, true, ""},               // minutes in service and not down
    {"faults", FigureForm::count, true, false, "class"},               // outages that began
    {"findings_in_time", FigureForm::share, true, true, "severity"},   // that fell due
    {"findings_open", FigureForm::count, true, true, "severity"},      // when the period ends
    {"orders_in_time", FigureForm::share, true, true, ""},             // to mend, that fell due
    {"duties_in_time", FigureForm::share, true, true, "duty"},         // that fell due
    {"not_tight", FigureForm::share, true, true, ""},                  // measured months of resources
    {"in_use", FigureForm::share, true, true, ""},                     // neither idle nor oversized
    {"share_on_cloud", FigureForm::share, false, true, ""},            // of all systems, when the period ends
    {"systems_on_cloud", FigureForm::count, false, true, ""},
    {"papers_valid", FigureForm::share, false, true, ""},              // of papers that expire, when the period ends
};
/// The rule of a name, or null.
constexpr const FigureRule* figure_named(std::string_view name) {
  for (const auto& figure : kFigures)
    if (figure.name == name) return &figure;
  return nullptr;
}

/// One thing that a figure counts, and the event that settled it. A figure is the sum of both members
/// over what it counts; where the denominators sum to 0 there is no evidence. Of a count the denominators
/// say over how many systems it was looked.
struct Counted {
  std::string id;    // a request, an incident, a finding …
  std::string what;  // the clock, month, grade, verdict
  std::uint64_t seq = 0;  // 0: nothing happened yet
  std::int64_t numerator = 0, denominator = 0;
};

/// The verdict on a resource in a month; `seq` of the last import of that month.
struct UseVerdict {
  std::string resource, month, verdict;
  std::uint64_t seq = 0;
};
UseTally tally_of(const std::vector<UseVerdict>& verdicts);

/// Who is assessed, and over which period, as seen at a moment.
struct Asked {
  std::string about;  // a provider's or a using unit's id
  bool is_provider = false;
  Period period;
  Instant now{};
  UseTally use;
  std::vector<UseVerdict> verdicts;  // that the tally was made of, or none
};

/// What a figure counts, in order of their ids. `only` narrows it; empty: all, of findings without those
/// of the severity info. `grades` are the points of satisfaction. Limits that run on are not counted yet.
std::vector<Counted> counted_in(const Facts& facts, const Asked& asked, std::string_view figure, const std::vector<std::string>& only,
                           const std::map<std::string, long long>& grades);

}  // namespace govcloud
