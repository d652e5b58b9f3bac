// Assessments on record: the authority fixes one, whom it is about may object, the authority answers.
#pragma once
#include <string>

#include "core/law/assess.h"

namespace govcloud {

/// Fixes the assessment of a unit over a period that is over. `use` is what was measured; all else is
/// counted again from the books.
struct FixAssessment {
  std::string about, period;
  UseTally use;
  /// A key is not bound to the measurements: they grow with every import.
  static void fields(auto& self, auto& v) { v("about", self.about), v("period", self.period); }
};
struct ObjectToAssessment {
  std::string assessment, reason;
  static void fields(auto& self, auto& v) { v("assessment", self.assessment), v("reason", self.reason); }
};
struct AnswerObjection {
  std::string assessment, answer;
  bool is_upheld = false;
  static void fields(auto& self, auto& v) { v("assessment", self.assessment), v("answer", self.answer), v("is_upheld", self.is_upheld); }
};

Decision decide(const Facts&, const FixAssessment&, const Acting&);
Decision decide(const Facts&, const ObjectToAssessment&, const Acting&);
Decision decide(const Facts&, const AnswerObjection&, const Acting&);

/// The assessment of a unit and period that stands, or null.
const Assessment* assessment_of(const Books& books, std::string_view about, std::string_view period);

}  // namespace govcloud
