// Measures 处置措施 against a provider (Changde article 20): the fee is deferred or reduced, staff is moved
// or dismissed, the matter is handled by law, the cooperation ends. Each answers a breach on record, and a
// higher one a lower one that did not help. Which there are, by whom and upon what, the policy says.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

struct TakeMeasure {
  MeasureStep step = MeasureStep::defer;
  std::string provider;              // empty: the only one there is
  std::vector<std::string> because;  // O-, I-, F- and M- numbers, and duties: bulletin:platform:2026-03
  std::string reason;
  std::string period;                      // defer, deduct
  std::optional<std::int64_t> deduct_fen;  // deduct
  std::optional<Date> day;                 // defer: until; end: from, else the day of the act
  std::string detail;                      // staff, law
  static void fields(auto& self, auto& v) {
    v("step", self.step), v("provider", self.provider), v("because", self.because), v("reason", self.reason);
    v("period", self.period), v("deduct_fen", self.deduct_fen), v("day", self.day), v("detail", self.detail);
  }
};

struct LiftMeasure {
  std::string measure, reason;
  static void fields(auto& self, auto& v) { v("measure", self.measure), v("reason", self.reason); }
};

/// pending, in_force or lifted.
std::string_view state_of(const Measure& measure);

Decision decide(const Facts&, const TakeMeasure&, const Acting&);
Decision decide(const Facts&, const LiftMeasure&, const Acting&);
/// cosign of a measure.
Decision cosign_measure(const Facts&, const Measure&, const Acting&);

/// The right to take, to lift or to sign what offices do together: by role, and for a unit of the kinds that
/// sign it.
MaybeNo may_in_roles(const Facts& facts, const Acting& acting, const FeeRule& rule);
/// Not found, unless it is a provider.
MaybeNo no_provider(const Facts& facts, const std::string& provider);
/// Refuses what would be given to a provider with whom the cooperation has ended by that day.
MaybeNo serves(const Facts& facts, const std::string& provider, const std::string& object, Date on);

/// What waits for signatures of units, kind by kind.
struct Signatures {
  std::vector<std::string>& waits_for;
  std::vector<Signed>& signed_by;
};
/// Signs for the acting person's unit where its kind is still wanted and the unit has not signed; gives
/// that kind, or nothing.
std::string sign_for_unit(const Facts& facts, const Acting& acting, Signatures of);

}  // namespace govcloud
