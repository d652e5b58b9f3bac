// The offices of Changde that pay together: a second authority with liu, the treasury with feng; and what the
// provider did wrong in April.
#pragma once
#include "core/law/fee.h"
#include "core/law/incident.h"
#include "core/law/measure.h"
#include "core/law/rectify.h"
#include "tests/law/clerk.h"

namespace govcloud::testing {

/// An office whose system is in service; liu and feng are there.
inline void add_offices(Office& o) {
  o.as("root");
  o(AddUnit{{"zhb", 0, "智慧办", UnitKind::authority}}), o(AddUnit{{"cwj", 0, "财务局", UnitKind::finance}});
  o(AddPerson{{"liu", 0, "刘", "zhb", {Role::reviewer}}}), o(AddPerson{{"feng", 0, "冯", "cwj", {Role::treasurer}}});
}

/// A fault of 1 April with four hours to be restored in, which lasts: I-2026-0001.
inline void break_down(Office& o) {
  add_offices(o);
  o.as("zhang").on("2026-04-01")(OpenIncident{"断网", "serious", false, true, {"budget"}, {}, {}});
}

/// The provider is ordered to mend something until 10 April and does not: O-2026-0001.
inline void order_provider(Office& o) {
  add_offices(o);
  o.as("wang").on("2026-04-01")(OrderMending{"yun", "巡检", {}, {"更换电源"}, day("2026-04-10")});
}

inline TakeMeasure deducting(std::vector<std::string> because, std::int64_t fen = 5000, const std::string& period = "2026-04") {
  return {MeasureStep::deduct, "", std::move(because), "未及时排除", period, fen, {}, ""};
}
inline TakeMeasure deferring(std::vector<std::string> because, const std::string& until = "2026-06-30") {
  return {MeasureStep::defer, "", std::move(because), "未及时排除", "2026-04", {}, day(until), ""};
}
inline TakeMeasure moving(std::vector<std::string> because) { return {MeasureStep::staff, "", std::move(because), "处置不当", "", {}, {}, "值班经理"}; }
inline TakeMeasure by_law(std::vector<std::string> because) { return {MeasureStep::law, "", std::move(because), "后果严重", "", {}, {}, "公安局"}; }
inline TakeMeasure ending(std::vector<std::string> because) { return {MeasureStep::end, "", std::move(because), "涉嫌犯罪", "", {}, {}, ""}; }

/// Signed by the two other offices.
inline void sign_all(Office& o, const std::string& id) { o.as("liu")(Cosign{id}), o.as("feng")(Cosign{id}); }

/// A deduction of 5000 fen for the fault of April, signed: M-2026-0001.
inline void deduct(Office& o) {
  break_down(o);
  o.as("wang").on("2026-05-04")(deducting({"I-2026-0001"}));
  sign_all(o, "M-2026-0001");
}

inline FixFee fixing(const std::string& period = "2026-04", const std::string& replaces = "") { return {"", period, replaces, std::string(64, 'f')}; }

}  // namespace govcloud::testing
