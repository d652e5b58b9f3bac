// Review 审核: the authority accepts 受理 or refuses 不予受理, approves 批准 or rejects 不批准, and
// opens 终审开通 (Zhejiang articles 8-12, Changde article 7).
#include "core/law/emergency.h"
#include "core/law/house_rules.h"
#include "core/law/major.h"
#include "core/law/measure.h"
#include "core/law/rules.h"

#include <algorithm>

#include <fmt/format.h>

namespace govcloud {
namespace {

/// Why not, rests on the article where the regulation asks a refusal 不予受理 for its opinion, else on
/// a house rule.
MaybeNo has_opinion(const Facts& facts, const Review& review) {
  if (!is_blank(review.opinion)) return std::nullopt;
  auto citation = house_rule("H-09");
  for (const auto& parameter : facts.policy.parameters)
    if (parameter.key == "procedure.refusal_opinion" && parameter.value == "required" &&
        review.kind == ReviewKind::refuse)
      citation = cite(facts.policy, parameter.basis);
  return Refusal{Reason::opinion_missing, review.request, "opinion", std::move(citation), {},
                 say("say why: --opinion TEXT")};
}

std::string decide_rule(const Request& request) {
  switch (request.kind) {
    case RequestKind::onboarding: return "approve";
    case RequestKind::change: return request.emergency ? "decide_emergency" : "decide_change";
    case RequestKind::termination: return "decide_termination";
    case RequestKind::extension: return "decide_extension";
  }
  return "";
}

/// The clock of what the provider owes after an approval.
std::string_view carried_out_by(const Request& request) {
  if (request.kind == RequestKind::onboarding) return "provide_trial";
  return request.kind == RequestKind::change ? "carry_out_change" : "reclaim";
}

Stage decided_from(const Request& request) {
  return request.kind == RequestKind::onboarding ? Stage::accepted : Stage::submitted;
}

Decision accept(const Facts& facts, const Review& review, const Request& request,
                const Acting& acting) {
  if (request.kind != RequestKind::onboarding || request.stage != Stage::submitted)
    return wrong_stage(request, "accept");
  if (auto no = order_of_dates(facts, acting, request)) return *no;
  const auto closed = closed_gates(facts, "submit", request.level, papers_of(facts, acting, request),
                                   day_of(facts, acting.effective), request.unit, {});
  if (!closed.empty())
    return refuse_gates(facts, Reason::paper_missing, request.id, closed,
                        say("wait for the papers, or refuse: govcloud review refuse {0} --opinion TEXT",
                            request.id));
  Accepted e{request.id, review.opinion, {}};
  keep_clock(facts, e.clocks, request, "accept", acting);
  start_clock(facts, e.clocks, "approve", day_of(facts, acting.effective));
  return std::vector<Fact>{e};
}

Decision refuse(const Facts& facts, const Review& review, const Request& request,
                const Acting& acting) {
  if (request.kind != RequestKind::onboarding || request.stage != Stage::submitted)
    return wrong_stage(request, "refuse");
  if (auto no = order_of_dates(facts, acting, request)) return *no;
  if (auto no = has_opinion(facts, review)) return *no;
  Refused e{request.id, review.opinion, {}};
  keep_clock(facts, e.clocks, request, "accept", acting);
  return std::vector<Fact>{e};
}

Decision reject(const Facts& facts, const Review& review, const Request& request,
                const Acting& acting) {
  const bool trial = request.kind == RequestKind::onboarding && request.stage == Stage::trial;
  if (!trial && request.stage != decided_from(request)) return wrong_stage(request, "reject");
  if (auto no = order_of_dates(facts, acting, request)) return *no;
  if (auto no = has_opinion(facts, review)) return *no;
  Rejected e{request.id, review.opinion, {}, {}};
  keep_clock(facts, e.clocks, request, trial ? "trial" : decide_rule(request), acting);
  if (trial) {
    e.clocks.ended = {"open"};
    for (const auto& id : request.resources)
      if (facts.books.resources.at(id).state == ResourceState::trial) e.reclaim.push_back(id);
    if (!e.reclaim.empty()) start_clock(facts, e.clocks, "reclaim_trial", day_of(facts, acting.effective));
  }
  if (request.emergency) start_clock(facts, e.clocks, "undo_emergency", day_of(facts, acting.effective));
  std::vector<Fact> recorded{e};
  if (trial) cancel_extension(facts, request, recorded);
  return recorded;
}

// -- approval ------------------------------------------------------------------------------------

Refusal too_much(const std::string& request, std::string detail, std::int64_t asked) {
  return Refusal{Reason::exceeds_request, request, std::move(detail), house_rule("H-03"), {},
                 say("at most {0} was asked", std::to_string(asked))};
}

/// Puts what the authority grants into the place of what was asked, never more of anything.
MaybeNo grant(const Review& review, const Line& line, Approved::Grant& granted) {
  granted.line = line.id, granted.count = line.count, granted.granted = line.asked;
  const auto wish = review.grants.find(line.id);
  if (wish == review.grants.end()) return std::nullopt;
  for (const auto& [key, quantity] : wish->second) {
    const auto detail = fmt::format("{}.{}={}", line.id, key, quantity.upper());
    if (key == "count") {
      if (quantity.amount > line.count) return too_much(review.request, detail, line.count);
      granted.count = quantity.amount;
      continue;
    }
    const auto asked = line.asked.find(key);
    if (asked == line.asked.end())
      return NotFound{"quantity", line.id + "." + key, say("the line does not ask for it")};
    if (quantity.upper() > asked->second.upper())
      return too_much(review.request, detail, asked->second.upper());
    granted.granted[key] = quantity;
  }
  return std::nullopt;
}

MaybeNo lines_exist(const Review& review, const Request& request) {
  for (const auto& [id, keys] : review.grants)
    if (std::none_of(request.lines.begin(), request.lines.end(),
                     [&, line_id = id](const Line& line) { return line.id == line_id; }))
      return NotFound{"line", id, say("see the lines with: govcloud show {0}", request.id)};
  return std::nullopt;
}

/// Another request that was approved and has this resource still to change, or that changed it in an
/// emergency and is not done with.
const Request* at_work_on(const Facts& facts, const Request& request, const std::string& resource) {
  for (const auto* other : requests_of(facts.books, request.system))
    if (other != &request && other->kind == RequestKind::change &&
        (other->stage == Stage::approved || is_in_emergency(*other, facts.books.resources.at(resource))) &&
        std::find(other->resources.begin(), other->resources.end(), resource) != other->resources.end())
      return other;
  return nullptr;
}

bool is_in_service(const Facts& facts, const std::string& resource) {
  const auto* found = find(facts.books.resources, resource);
  return found != nullptr && found->state == ResourceState::in_service;
}

Refusal moved(const Request& request, const std::string& resource) {
  return Refusal{Reason::record_moved, request.id, resource, house_rule("H-04"),
                 say("{0} has moved since {1} was asked", resource, request.id),
                 say("reject it and let it be asked anew")};
}

/// Every resource that a change or the termination of a part names is still what it was when it was
/// asked: H-04. A change waits for one that was approved before it, so that no change is lost.
MaybeNo base_holds(const Facts& facts, const Request& request) {
  if (request.kind == RequestKind::termination && !request.whole)
    for (const auto& id : request.resources)
      if (!is_in_service(facts, id)) return moved(request, id);
  for (const auto& line : request.lines) {
    if (line.action == LineAction::add) continue;
    if (!is_in_service(facts, line.resource)) return moved(request, line.resource);
    if (const auto* other = at_work_on(facts, request, line.resource))
      return Refusal{Reason::request_open, request.id, line.resource, house_rule("H-04"),
                     say("{0} is being changed by {1}", line.resource, other->id),
                     say("wait until {0} is applied", other->id)};
    if (facts.books.resources.at(line.resource).version != line.base_version)
      return moved(request, line.resource);
  }
  return std::nullopt;
}

/// Numbers the granted resources on from the last number of their item; numbers are never reused.
void number_resources(const System& system, const Line& line, Approved::Grant& granted,
                      std::map<std::string, std::int64_t>& numbered) {
  if (line.action != LineAction::add) {
    granted.resources = {line.resource};
    return;
  }
  for (std::int64_t i = 0; i < granted.count; ++i)
    granted.resources.push_back(fmt::format("{}/{}-{}", system.id, line.item, ++numbered[line.item]));
}

/// Grants every line. A grant of nothing at all is a rejection and must be called one.
MaybeNo grant_lines(const Review& review, const Request& request, const System& system, Approved& e) {
  auto numbered = system.numbered;
  bool nothing = !request.lines.empty();
  for (const auto& line : request.lines) {
    Approved::Grant granted;
    if (auto no = grant(review, line, granted)) return *no;
    number_resources(system, line, granted, numbered);
    nothing = nothing && granted.resources.empty();
    e.grants.push_back(std::move(granted));
  }
  if (!nothing) return std::nullopt;
  return Refusal{Reason::line_missing, request.id, "grant", house_rule("H-11"), {},
                 say("grant something, or reject it: govcloud review reject {0} --opinion TEXT",
                     request.id)};
}

MaybeNo trial_days(const Facts& facts, const Review& review, const Request& request, Approved& e) {
  if (request.kind != RequestKind::onboarding) return std::nullopt;
  const auto& trial = facts.policy.trial;
  e.trial_days = review.days ? review.days : request.trial_days;
  if (!e.trial_days && trial.days_default) e.trial_days = *trial.days_default;
  if (!e.trial_days) return std::nullopt;
  if ((trial.days_min && *e.trial_days < *trial.days_min) ||
      (trial.days_max && *e.trial_days > *trial.days_max))
    return Refusal{Reason::trial_out_of_bounds, request.id, std::to_string(*e.trial_days),
                   cite(facts.policy, trial.basis), {},
                   say("a trial lasts from {0} to {1} days",
                       std::to_string(trial.days_min.value_or(1)),
                       std::to_string(trial.days_max.value_or(0)))};
  return std::nullopt;
}

/// A major change 重大变更 wants the papers of an application again before it is approved.
MaybeNo papers_of_major(const Facts& facts, const Request& request, const Acting& acting) {
  const auto closed =
      closed_gates(facts, "change_major", request.level, papers_of(facts, acting, request),
                   day_of(facts, acting.effective), request.unit, {});
  if (closed.empty()) return std::nullopt;
  return refuse_gates(facts, Reason::paper_missing, request.id, closed,
                      say("attach them: govcloud attach {0} KIND=FILE", request.id));
}

/// Whether what is granted makes the change a major one, with those approved before it.
bool has_grown(const Facts& facts, const Request& request, const System& system, const Approved& e) {
  std::vector<LineOfChange> lines;
  for (std::size_t i = 0; i < e.grants.size(); ++i)
    lines.push_back({&request.lines[i], &e.grants[i].granted, e.grants[i].count});
  return !grown_beyond(facts, system, lines).empty();
}

bool is_taken_by_part(const Facts& facts, const Resource& resource) {
  const auto others = requests_of(facts.books, resource.system);
  return std::any_of(others.begin(), others.end(), [&](const Request* other) {
    return other->kind == RequestKind::termination && other->stage == Stage::approved &&
           std::find(other->resources.begin(), other->resources.end(), resource.id) != other->resources.end();
  });
}

/// What an approved termination takes: of a whole system all that is in service on that day, since changes
/// approved before may have been carried out after it was asked, and what a part's termination, which it
/// overtakes, had still to take back.
std::vector<std::string> to_reclaim(const Facts& facts, const Request& request) {
  if (request.kind != RequestKind::termination) return {};
  if (!request.whole) return request.resources;
  std::vector<std::string> ids;
  for (const auto* resource : resources_of(facts.books, request.system))
    if (resource->state == ResourceState::in_service ||
        (resource->state == ResourceState::ending && is_taken_by_part(facts, *resource)))
      ids.push_back(resource->id);
  return ids;
}

/// Whether a termination overtakes another request: the whole system's every open one, a part's the
/// changes of a resource that it takes.
bool overtakes(const Request& request, const Request& other) {
  if (other.id == request.id || other.system != request.system || !other.is_open()) return false;
  return request.whole ||
         (other.kind == RequestKind::change &&
          std::any_of(other.lines.begin(), other.lines.end(), [&](const Line& line) {
            const auto& ids = request.resources;
            return line.action != LineAction::add &&
                   std::find(ids.begin(), ids.end(), line.resource) != ids.end();
          }));
}

/// The end of a part waits until an emergency change of it is decided: it was done, and is not withdrawn.
MaybeNo emergency_undecided(const Facts& facts, const Request& request) {
  if (request.kind != RequestKind::termination || request.whole) return std::nullopt;
  for (const auto* other : requests_of(facts.books, request.system))
    if (other->emergency && overtakes(request, *other))
      return Refusal{Reason::request_open, request.id, other->id, house_rule("H-36"),
                     say("{0} has an open request: {1}", request.system, other->id), say("decide on {0} first", other->id)};
  return std::nullopt;
}

/// An approved termination withdraws what is still open on that which it ends.
void cancel_overtaken(const Facts& facts, const Request& request, std::vector<Fact>& recorded) {
  for (const auto* other : requests_of(facts.books, request.system)) {
    if (!overtakes(request, *other)) continue;
    Withdrawn w{other->id, "", request.id, {}};
    for (const auto& deadline : other->deadlines)
      if (deadline.is_open()) w.clocks.ended.push_back(deadline.rule);
    recorded.push_back(std::move(w));
  }
}

Decision approve(const Facts& facts, const Review& review, const Request& request,
                 const Acting& acting) {
  if (request.kind == RequestKind::extension) return wrong_stage(request, "approve");
  if (auto no = lines_exist(review, request)) return *no;
  if (request.stage != decided_from(request)) return wrong_stage(request, "approve");
  if (auto no = base_holds(facts, request)) return *no;
  const System& system = facts.books.systems.at(request.system);
  if (request.kind == RequestKind::change && !request.emergency && system.state == SystemState::ending)
    return Refusal{Reason::system_frozen, request.id, system.id, house_rule("H-05"), {},
                   say("reject it: {0} is being terminated", system.id)};
  if (auto no = order_of_dates(facts, acting, request)) return *no;
  if (request.kind != RequestKind::termination)
    if (auto no = serves(facts, request.provider, request.id, day_of(facts, acting.effective))) return *no;
  Approved e{request.id, request.system, review.opinion, {}, {}, review.major, {}, {}};
  const bool change = request.kind == RequestKind::change, declared = request.major || review.major;
  if (change && declared)
    if (auto no = papers_of_major(facts, request, acting)) return *no;
  if (auto no = trial_days(facts, review, request, e)) return *no;
  if (auto no = grant_lines(review, request, system, e)) return *no;
  if (change && !declared && has_grown(facts, request, system, e)) {
    e.major = true;
    if (auto no = papers_of_major(facts, request, acting)) return *no;
  }
  e.reclaim = to_reclaim(facts, request);
  if (auto no = emergency_undecided(facts, request)) return *no;
  const bool done = request.emergency && is_done_as_granted(facts, e);
  const auto on = day_of(facts, acting.effective);
  keep_clock(facts, e.clocks, request, decide_rule(request), acting);
  if (!done) start_clock(facts, e.clocks, carried_out_by(request), on);
  std::vector<Fact> recorded{e};
  if (request.kind == RequestKind::termination) cancel_overtaken(facts, request, recorded);
  if (request.kind == RequestKind::termination) overtake_undoing(facts, request, e.reclaim, recorded);
  if (done) {
    Request as_granted = request;
    as_granted.major = request.major || e.major;
    all_delivered(facts, as_granted, acting, recorded);
  }
  return recorded;
}

// -- opening -------------------------------------------------------------------------------------

bool is_waived(const Review& review, std::string_view rule) {
  return std::find(review.waive.begin(), review.waive.end(), rule) != review.waive.end();
}

Decision open(const Facts& facts, const Review& review, const Request& request,
              const Acting& acting) {
  if (request.kind != RequestKind::onboarding || request.stage != Stage::trial)
    return wrong_stage(request, "open");
  if (auto no = order_of_dates(facts, acting, request)) return *no;
  const auto on = day_of(facts, acting.effective);
  if (request.trial.earliest_on && on < *request.trial.earliest_on && !is_waived(review, "trial_min"))
    return Refusal{Reason::trial_too_short, request.id, to_text(*request.trial.earliest_on),
                   cite(facts.policy, facts.policy.trial.basis), {},
                   say("open it from {0} on, or record the waiver: --waive trial_min",
                       to_text(*request.trial.earliest_on)), "trial_min"};
  // Only the length of the trial may be waived: the gates are the regulation's own.
  const auto closed = closed_gates(facts, "open", request.level, papers_of(facts, acting, request),
                                   on, request.unit, {});
  if (!closed.empty())
    return refuse_gates(facts, Reason::gate_closed, request.id, closed,
                        say("attach it: govcloud attach {0} KIND=FILE --result pass", request.id));
  Opened e{request.id, request.system, review.opinion, on, review.waive, {}};
  keep_clock(facts, e.clocks, request, "trial", acting);
  keep_clock(facts, e.clocks, request, "open", acting);
  std::vector<Fact> recorded{e};
  cancel_extension(facts, request, recorded);
  return recorded;
}

}  // namespace

Decision decide(const Facts& facts, const Review& review, const Acting& acting) {
  const auto* found = find(facts.books.requests, review.request);
  if (found == nullptr) return NotFound{"request", review.request, say("see them with: govcloud list requests")};
  const Request& request = *found;
  // Whoever may approve may grant an extension: no regulation names another.
  const auto act = review.kind == ReviewKind::extend ? "approve" : name_of(review.kind);
  if (auto no = may(facts, acting, act, request.authority)) return *no;
  const auto* extension = review.kind == ReviewKind::extend ? open_extension(facts, request) : nullptr;
  if (auto no = own_request(facts, acting, extension != nullptr ? *extension : request)) return *no;
  Decision decision = [&]() -> Decision {
    switch (review.kind) {
      case ReviewKind::accept: return accept(facts, review, request, acting);
      case ReviewKind::refuse: return refuse(facts, review, request, acting);
      case ReviewKind::approve: return approve(facts, review, request, acting);
      case ReviewKind::reject: return reject(facts, review, request, acting);
      case ReviewKind::open: return open(facts, review, request, acting);
      case ReviewKind::extend: return extend_trial(facts, review, request, acting);
    }
    return wrong_stage(request, "review");
  }();
  auto* recorded = std::get_if<std::vector<Fact>>(&decision);
  if (recorded == nullptr) return decision;
  Numbers numbers(facts, acting);
  std::vector<Fact> papers;
  attach_papers(facts, acting, numbers, request.id, papers);
  recorded->insert(recorded->begin(), papers.begin(), papers.end());
  return decision;
}

}  // namespace govcloud
