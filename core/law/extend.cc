// Extension 延期 of a trial: asked by the unit before its end, decided by the authority, and counted
// (Zhejiang article 9).
#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

/// There is a trial, with an end that is not to be moved already.
MaybeNo can_be_extended(const Facts& facts, const Request& request) {
  if (request.kind != RequestKind::onboarding || request.stage != Stage::trial) return wrong_stage(request, "extend");
  if (!request.trial.ends_on)
    return Refusal{Reason::stage_wrong, request.id, "trial", house_rule("H-11"),
                   say("the trial of {0} has no end", request.id), {}};
  if (const auto* other = open_extension(facts, request))
    return Refusal{Reason::request_open, request.id, other->id, house_rule("H-11"),
                   say("{0} has an open request: {1}", request.id, other->id),
                   say("see it with: govcloud show {0}", other->id)};
  return std::nullopt;
}

/// It is asked while the trial runs.
MaybeNo trial_runs(const Facts& facts, const Request& request, Date on) {
  if (on <= *request.trial.ends_on) return std::nullopt;
  return Refusal{Reason::trial_out_of_bounds, request.id, to_text(*request.trial.ends_on),
                 cite(facts.policy, facts.policy.trial.basis), {},
                 say("the trial ended on {0}; the authority decides on it: govcloud review open|reject {1}",
                     to_text(*request.trial.ends_on), request.id)};
}

}  // namespace

const Request* open_extension(const Facts& facts, const Request& request) {
  for (const auto* other : requests_of(facts.books, request.system))
    if (other->kind == RequestKind::extension && other->extends == request.id && other->is_open()) return other;
  return nullptr;
}

Decision decide(const Facts& facts, const Extend& command, const Acting& acting) {
  const auto* request = find(facts.books.requests, command.request);
  if (request == nullptr)
    return NotFound{"request", command.request, say("see them with: govcloud list requests")};
  if (auto no = may(facts, acting, "submit", request->unit)) return *no;
  const auto on = day_of(facts, acting.effective);
  if (auto no = can_be_extended(facts, *request)) return *no;
  if (auto no = order_of_dates(facts, acting, *request)) return *no;
  if (auto no = trial_runs(facts, *request, on)) return *no;
  Numbers numbers(facts, acting);
  Submitted e;
  e.request = numbers.next("R"), e.case_id = request->case_id, e.kind = RequestKind::extension;
  e.system = request->system, e.unit = request->unit, e.level = request->level;
  if (const auto* system = find(facts.books.systems, request->system)) e.system_name = system->name;
  e.authority = request->authority, e.provider = request->provider, e.reason = command.reason;
  e.policy = request->policy, e.policy_digest = request->policy_digest;
  e.not_in_force = !facts.policy.in_force(on), e.submitted_on = on;
  e.trial_days = command.days, e.extends = request->id;
  start_clock(facts, e.clocks, "decide_extension", on);
  std::vector<Fact> recorded{e};
  attach_papers(facts, acting, numbers, e.request, recorded);
  return recorded;
}

Decision extend_trial(const Facts& facts, const Review& review, const Request& asked, const Acting& acting) {
  // The application may be named in the place of the extension that was asked for it.
  const auto* extension = asked.kind == RequestKind::onboarding ? open_extension(facts, asked) : &asked;
  if (extension == nullptr || extension->kind != RequestKind::extension || extension->stage != Stage::submitted)
    return wrong_stage(asked, "extend");
  const auto* request = find(facts.books.requests, extension->extends);
  if (request == nullptr || request->stage != Stage::trial || !request->trial.ends_on) return wrong_stage(asked, "extend");
  if (auto no = order_of_dates(facts, acting, *extension)) return *no;
  const auto days = review.days.value_or(*extension->trial_days);
  if (days > *extension->trial_days)
    return Refusal{Reason::exceeds_request, extension->id, std::to_string(days), house_rule("H-03"), {},
                   say("at most {0} was asked", std::to_string(*extension->trial_days))};
  TrialExtended e{extension->id, request->id, review.opinion, days,
                  *request->trial.ends_on + std::chrono::days{days}, {}, {}};
  keep_clock(facts, e.clocks, *extension, "decide_extension", acting);
  start_clock(facts, e.trial, "trial", day_of(facts, acting.effective));
  if (!e.trial.started.empty() && facts.policy.trial.days_max) e.trial.started.back().due_on = e.ends_on;
  const bool runs = std::any_of(request->deadlines.begin(), request->deadlines.end(),
                                [](const Deadline& d) { return d.rule == "trial" && d.is_open(); });
  if (runs) e.trial.ended = {"trial"};
  return std::vector<Fact>{e};
}

void cancel_extension(const Facts& facts, const Request& request, std::vector<Fact>& recorded) {
  const auto* extension = open_extension(facts, request);
  if (extension == nullptr) return;
  Withdrawn w{extension->id, "", request.id, {}};
  for (const auto& deadline : extension->deadlines)
    if (deadline.is_open()) w.clocks.ended.push_back(deadline.rule);
  recorded.push_back(std::move(w));
}

}  // namespace govcloud
