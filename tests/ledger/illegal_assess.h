// What insiders with a patched program try with ratings and assessments.
#pragma once
#include "core/law/assessment.h"
#include "core/law/rate.h"
#include "tests/ledger/illegal_acts.h"

namespace govcloud::testing {

inline void rate_the_opening(Office& o) { o.as("zhang").on("2026-04-01")(Rate{kId, "dissatisfied", "", ""}); }

inline void assess_march(Office& o) { o.as("wang").on("2026-04-01")(FixAssessment{"yun", "2026-03", {}}); }
inline void object_to_march(Office& o) { assess_march(o), o.as("sun")(ObjectToAssessment{"A-2026-0001", "三月无故障"}); }

inline const IllegalAct kAssessed[] = {
    {"role_missing", "the provider rates itself", "zhejiang", Stage::open,
     [](Office&, Patched& p) { return p.as("sun").trusting("sun")(Rate{kId, "very_satisfied", "", ""}); }},
    {"unit_foreign", "another unit speaks for the one that was served", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.as("li").trusting("li").books.requests.at(kId).provider = "yun";
       return p(Rate{kId, "satisfied", "", ""});
     }},
    {"grade_unknown", "a better grade than there is", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.policy.satisfaction.grades.push_back({"perfect", {}});
       return p.as("zhang")(Rate{kId, "perfect", "", ""});
     }},
    {"the law gives", "a second answer stands beside the first", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("zhang")(Rate{kId, "very_satisfied", "", ""});
       fact<Rated>(facts).rating.replaces.clear();
       return facts;
     }, 0, rate_the_opening},
    {"role_missing", "the provider assesses itself", "zhejiang", Stage::open,
     [](Office&, Patched& p) { return p.as("sun").trusting("sun")(FixAssessment{"yun", "2026-03", {}}); }},
    {"the law gives", "the provider gets other points than it earned", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("wang")(FixAssessment{"yun", "2026-03", {}});
       fact<AssessmentFixed>(facts).assessment.sheet.points.value() -= 1;
       return facts;
     }, 0, rate_the_opening},
    {"the law gives", "a criterion is weighed by more than the policy has", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.policy.assessment.front().weight = 90;
       return p.as("wang")(FixAssessment{"yun", "2026-03", {}});
     }},
    {"exists_already", "a better assessment of the same month", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.assessments.clear();
       return p.as("zhao")(FixAssessment{"yun", "2026-03", {}});
     }, 0, assess_march},
    {"role_missing", "somebody else objects in the provider's name", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.persons["zhang"].roles = {Role::operator_}, p.books.persons["zhang"].unit = "yun";
       return p.as("zhang")(ObjectToAssessment{"A-2026-0001", "不对"});
     }, 0, assess_march},
    {"own_request", "who fixed it dismisses the objection", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.policy.house_rules_off.push_back("H-64");
       return p.as("wang")(AnswerObjection{"A-2026-0001", "维持", false});
     }, 0, object_to_march},
};

}  // namespace govcloud::testing
