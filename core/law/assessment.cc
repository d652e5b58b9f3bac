#include "core/law/assessment.h"

#include "core/law/hand.h"
#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/rectify.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

Refusal wrong_time(const std::string& object, Say message) {
  return Refusal{Reason::stage_wrong, object, "", house_rule("H-64"), std::move(message), {}};
}

NotFound no_assessment(const std::string& id) { return {"assessment", id, say("see them with: govcloud list assessments")}; }

/// Who decides for the unit; a provider is assessed by any authority.
MaybeNo may_assess(const Facts& facts, const Acting& acting, const std::string& about, bool provider) {
  return may_by(facts, acting, "assess", "approve", provider ? "" : authority_for(facts, about, ""));
}

/// H-06: nothing is said of an assessment on a day before it was fixed, or objected to.
MaybeNo follows(const Facts& facts, const Acting& acting, const std::string& id, Date before) {
  if (day_of(facts, acting.effective) >= before) return std::nullopt;
  return Refusal{Reason::date_order, id, to_text(day_of(facts, acting.effective)), house_rule("H-06"), {},
                 say("give a time not before {0}", to_text(before))};
}

/// H-61: the period is over, on the day of the act too.
MaybeNo is_over(const Facts& facts, const Acting& acting, const Period& period) {
  const auto over = start_of(period.after, facts.policy.offset);
  if (acting.effective >= over) return std::nullopt;
  return Refusal{Reason::date_order, period.name, to_text(acting.effective, facts.policy.offset), house_rule("H-61"), {},
                 say("give a time not before {0}", to_text(over, facts.policy.offset))};
}

/// H-63: another is fixed for a period only where the objection to the first was upheld.
MaybeNo is_first(const Assessment* before) {
  if (before == nullptr || (before->objection && before->objection->is_upheld)) return std::nullopt;
  return Refusal{Reason::exists_already, before->id, before->period, house_rule("H-63"),
                 say("{0} of {1} is fixed already: {2}", before->period, before->about, before->id), {}};
}

Decision with_papers(const Facts& facts, const Acting& acting, Numbers& numbers, const std::string& id, Fact fact) {
  std::vector<Fact> recorded{std::move(fact)};
  attach_papers(facts, acting, numbers, id, recorded);
  return recorded;
}

}  // namespace

const Assessment* assessment_of(const Books& books, std::string_view about, std::string_view period) {
  for (const auto* assessment : assessments_of(books, about))
    if (assessment->period == period && assessment->replaced_by.empty()) return assessment;
  return nullptr;
}

Decision decide(const Facts& facts, const FixAssessment& command, const Acting& acting) {
  const auto period = parse_period(command.period);
  if (!period) return NotFound{"period", command.period, say("write it as 2026-10, 2026-Q4, 2026-H2 or 2026")};
  auto found = asked_of(facts, command.about, *period, acting.recorded);
  if (const auto* no = std::get_if<No>(&found)) return *no;
  auto& asked = std::get<Asked>(found);
  if (auto no = may_assess(facts, acting, command.about, asked.is_provider)) return *no;
  if (auto no = is_over(facts, acting, *period)) return *no;
  const auto* before = assessment_of(facts.books, command.about, command.period);
  if (auto no = is_first(before)) return *no;
  asked.use = command.use;
  Numbers numbers(facts, acting);
  Assessment made;
  made.id = numbers.next("A"), made.about = command.about, made.is_provider = asked.is_provider, made.period = command.period;
  made.use = command.use, made.sheet = assess(facts, asked).sheet;
  made.policy = facts.policy.id, made.policy_digest = facts.policy.digest;
  made.fixed_by = acting.person, made.fixed_for = acting.for_person, made.on = day_of(facts, acting.effective);
  if (before != nullptr) made.replaces = before->id;
  const auto id = made.id;
  return with_papers(facts, acting, numbers, id, AssessmentFixed{std::move(made)});
}

Decision decide(const Facts& facts, const ObjectToAssessment& command, const Acting& acting) {
  const auto* made = find(facts.books.assessments, command.assessment);
  if (made == nullptr) return no_assessment(command.assessment);
  if (auto no = may_by(facts, acting, "assess_object", made->is_provider ? "provision" : "submit", made->about)) return *no;
  if (made->objection) return wrong_time(made->id, say("{0} was objected to already", made->id));
  if (!made->replaced_by.empty()) return wrong_time(made->id, say("{0} is replaced by {1}", made->id, made->replaced_by));
  if (auto no = follows(facts, acting, made->id, made->on)) return *no;
  if (is_blank(command.reason))
    return Refusal{Reason::opinion_missing, made->id, "reason", house_rule("H-64"), {}, say("say what is wrong with it: --reason TEXT")};
  Objection objection{command.reason, acting.person, day_of(facts, acting.effective)};
  Numbers numbers(facts, acting);
  return with_papers(facts, acting, numbers, made->id, AssessmentObjected{made->id, made->about, std::move(objection)});
}

Decision decide(const Facts& facts, const AnswerObjection& command, const Acting& acting) {
  const auto* made = find(facts.books.assessments, command.assessment);
  if (made == nullptr) return no_assessment(command.assessment);
  if (auto no = may_assess(facts, acting, made->about, made->is_provider)) return *no;
  if (!made->objection) return wrong_time(made->id, say("nobody objected to {0}", made->id));
  if (made->objection->answered_on) return wrong_time(made->id, say("the objection to {0} was answered already", made->id));
  if (auto no = follows(facts, acting, made->id, made->objection->on)) return *no;
  if (is_theirs(acting, made->fixed_by, made->fixed_for) && facts.policy.house_rule_on("H-64"))
    return Refusal{Reason::own_request, made->id, acting.person, house_rule("H-64"), {}, say("this is for somebody other than {0}", made->fixed_by)};
  if (is_blank(command.answer))
    return Refusal{Reason::opinion_missing, made->id, "answer", house_rule("H-64"), {}, say("say why: --opinion TEXT")};
  Numbers numbers(facts, acting);
  return with_papers(facts, acting, numbers, made->id,
                     ObjectionAnswered{made->id, made->about, acting.person, command.answer, command.is_upheld, day_of(facts, acting.effective)});
}

// -- what the facts do ---------------------------------------------------------------------------

void on(Hand& hand, const AssessmentFixed& e) {
  hand.number(e.assessment.id);
  auto& made = hand.put(hand.books.assessments, Kind::assessment, e.assessment.id);
  made = e.assessment, made.seq = hand.stamp.seq;
  enter(hand.books, made);
  if (!made.replaces.empty()) hand.take(hand.books.assessments, Kind::assessment, made.replaces).replaced_by = made.id;
}

void on(Hand& hand, const AssessmentObjected& e) {
  hand.take(hand.books.assessments, Kind::assessment, e.assessment).objection = e.objection;
}

void on(Hand& hand, const ObjectionAnswered& e) {
  auto& made = hand.take(hand.books.assessments, Kind::assessment, e.assessment);
  if (!made.objection) throw std::logic_error("an answer is to an objection that is not there");
  made.objection->is_upheld = e.is_upheld, made.objection->answer = e.answer;
  made.objection->answered_by = e.person, made.objection->answered_on = e.on;
}

}  // namespace govcloud
