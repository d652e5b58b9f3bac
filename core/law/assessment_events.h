// Assessments 考核 of the provider and of using units: the figures and points; a part of the journal's
// vocabulary (core/law/events.h). Points are hundredths of a point, 10000 the best. Zhejiang articles 22
// and 23, Changde articles 19 and 20.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/law/date.h"
#include "core/law/trust_events.h"

namespace govcloud {

/// What was measured of resources in a period: how many months of a resource had which verdict.
struct UseTally {
  std::int64_t idle = 0, oversized = 0, tight = 0, fit = 0, no_data = 0;
  bool operator==(const UseTally&) const = default;
  static void fields(auto& self, auto& v) {
    v("idle", self.idle), v("oversized", self.oversized), v("tight", self.tight), v("fit", self.fit), v("no_data", self.no_data);
  }
};

/// One criterion of the policy: what was counted, and the points for it; no points without evidence.
struct Score {
  std::string dimension, figure;
  std::int64_t weight = 0;
  std::int64_t numerator = 0, denominator = 0;
  std::optional<std::int64_t> value;   // by the figure's form
  std::optional<std::int64_t> points;  // hundredths
  static void fields(auto& self, auto& v) {
    v("dimension", self.dimension), v("figure", self.figure), v("weight", self.weight), v("numerator", self.numerator);
    v("denominator", self.denominator), v("value", self.value), v("points", self.points);
  }
};

/// The mean of its criteria with evidence, by their weights, rounded down.
struct DimensionScore {
  std::string dimension;
  std::int64_t weight = 0;  // of all its criteria
  std::optional<std::int64_t> points;
  static void fields(auto& self, auto& v) { v("dimension", self.dimension), v("weight", self.weight), v("points", self.points); }
};

/// The mean of the dimensions with evidence, by their weights, rounded down.
struct ScoreSheet {
  std::vector<Score> scores;  // in the order of the policy
  std::vector<DimensionScore> dimensions;
  std::optional<std::int64_t> points;
  static void fields(auto& self, auto& v) { v("scores", self.scores), v("dimensions", self.dimensions), v("points", self.points); }
};

/// What the assessed said against it, and the answer.
struct Objection {
  std::string reason, by;
  Date on{};
  bool is_upheld = false;
  std::string answer, answered_by;  // empty: not answered yet
  std::optional<Date> answered_on;
  static void fields(auto& self, auto& v) {
    v("reason", self.reason), v("by", self.by), v("on", self.on), v("is_upheld", self.is_upheld), v("answer", self.answer);
    v("answered_by", self.answered_by), v("answered_on", self.answered_on);
  }
};

/// An assessment that the authority fixed.
struct Assessment {
  std::string id;  // A-2026-0001
  std::uint64_t seq = 0;
  std::string about;  // a provider's or a using unit's id
  bool is_provider = false;
  std::string period;  // 2026-10, 2026-Q4, 2026-H2, 2026
  UseTally use;        // as it was measured when it was fixed
  ScoreSheet sheet;
  std::string policy, policy_digest, fixed_by, fixed_for;
  Date on{};
  std::optional<Objection> objection;
  std::string replaces, replaced_by;  // of the same unit and period, or empty

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("about", self.about), v("is_provider", self.is_provider), v("period", self.period), v("use", self.use);
    v("sheet", self.sheet), v("policy", self.policy), v("policy_digest", self.policy_digest), v("fixed_by", self.fixed_by);
    v("fixed_for", self.fixed_for), v("on", self.on), v("objection", self.objection), v("replaces", self.replaces);
    v("replaced_by", self.replaced_by);
  }
};

struct AssessmentFixed {
  static constexpr std::string_view kKind = "assessment_fixed";
  Assessment assessment;
  Subjects subjects() const { return {assessment.id, assessment.about}; }
  static void fields(auto& self, auto& v) { v("assessment", self.assessment); }
};

struct AssessmentObjected {
  static constexpr std::string_view kKind = "assessment_objected";
  std::string assessment, about;
  Objection objection;
  Subjects subjects() const { return {assessment, about}; }
  static void fields(auto& self, auto& v) { v("assessment", self.assessment), v("about", self.about), v("objection", self.objection); }
};

struct ObjectionAnswered {
  static constexpr std::string_view kKind = "objection_answered";
  std::string assessment, about, person, answer;
  bool is_upheld = false;
  Date on{};
  Subjects subjects() const { return {assessment, about}; }
  static void fields(auto& self, auto& v) {
    v("assessment", self.assessment), v("about", self.about), v("person", self.person), v("answer", self.answer);
    v("is_upheld", self.is_upheld), v("on", self.on);
  }
};

}  // namespace govcloud
