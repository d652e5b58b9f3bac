// What the verbs measure and fee share: a measure against a provider as it is typed, and what it is judged by.
#pragma once
#include <string>
#include <vector>

#include "cli/settle.h"
#include "core/law/measure.h"

namespace govcloud {

/// The words of any measure; each verb declares those that its step takes.
struct MeasureArgs {
  std::string provider, reason, period, day, detail, measure;
  std::vector<std::string> because;
  std::int64_t fen = 0;
};

/// PROVIDER, --because and --reason.
void declare_measure(Words& words, MeasureArgs& args);
/// Takes the measure. `day_option` is how the step calls its day.
int run_measure(Desk& desk, const Common& common, const MeasureArgs& args, MeasureStep step, const std::string& verb, const char* day_option);

/// What a measure and a statement of fees are judged by: measures, settlements, units and resources, and what the
/// ids name.
void fetch_fee_case(Database& db, Books& books, const Policy& policy, const std::vector<std::string>& because);

/// The exit codes of a verb that takes or lifts a measure.
extern const std::vector<int> kMeasureExits;

}  // namespace govcloud
