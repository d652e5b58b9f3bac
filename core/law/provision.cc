// Provision 供给: the provider delivers what was granted, changes what was approved, and takes back
// what was terminated (Zhejiang articles 9-12, Changde article 7).
#include "core/law/emergency.h"
#include "core/law/house_rules.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

#include <algorithm>

#include <fmt/format.h>

namespace govcloud {
namespace {

bool lives(const Resource& resource) {
  return resource.state == ResourceState::granted || resource.state == ResourceState::trial ||
         resource.state == ResourceState::in_service;
}

/// What this request still has to do with a resource. A new one that was taken back is delivered no more.
bool is_due(const Request& request, const Line* line, const Resource& resource) {
  if (line == nullptr && request.emergency) return is_to_undo(request, resource);
  if (line == nullptr) return resource.state == ResourceState::ending;
  if (line->action == LineAction::drop) return resource.state == ResourceState::in_service;
  if (line->action == LineAction::set)
    return resource.state == ResourceState::in_service && resource.delivered != line->granted;
  return resource.state == ResourceState::granted || (lives(resource) && resource.delivered != resource.granted);
}

const Line* line_of(const Request& request, const std::string& resource) {
  if (request.kind == RequestKind::termination || request.stage == Stage::rejected) return nullptr;
  for (const auto& line : request.lines)
    if (std::find(line.resources.begin(), line.resources.end(), resource) != line.resources.end())
      return &line;
  return nullptr;
}

/// The resources to work on: those named, or all that are due.
MaybeNo choose(const Facts& facts, const Provision& command, const Request& request,
               std::vector<std::string>& chosen) {
  for (const auto& id : request.resources)
    if (is_due(request, line_of(request, id), facts.books.resources.at(id))) chosen.push_back(id);
  if (command.resources.empty()) return std::nullopt;
  for (const auto& id : command.resources) {
    if (std::find(request.resources.begin(), request.resources.end(), id) == request.resources.end())
      return NotFound{"resource", id, say("see the resources with: govcloud show {0}", request.id)};
    if (std::find(chosen.begin(), chosen.end(), id) == chosen.end())
      return Refusal{Reason::stage_wrong, request.id, id, house_rule("H-11"),
                     say("{0} is done already", id), {}};
  }
  std::erase_if(chosen, [&](const std::string& id) {
    return std::find(command.resources.begin(), command.resources.end(), id) == command.resources.end();
  });
  return std::nullopt;
}

MaybeNo names_are_ours(const Provision& command, const Request& request) {
  const auto known = [&](const std::string& id) {
    return std::find(request.resources.begin(), request.resources.end(), id) != request.resources.end();
  };
  const auto hint = say("see the resources with: govcloud show {0}", request.id);
  for (const auto& [id, cloud_id] : command.cloud_ids)
    if (!known(id)) return NotFound{"resource", id, hint};
  for (const auto& [id, keys] : command.deliver)
    if (!known(id)) return NotFound{"resource", id, hint};
  return std::nullopt;
}

/// What is delivered of a resource: as granted, save where the provider says less. Never more: H-03.
MaybeNo delivery(const Provision& command, const Request& request, const Resource& resource,
                 const Quantities& granted, Quantities& delivered) {
  delivered = granted;
  const auto less = command.deliver.find(resource.id);
  if (less == command.deliver.end()) return std::nullopt;
  for (const auto& [key, quantity] : less->second) {
    const auto limit = granted.find(key);
    if (limit == granted.end())
      return NotFound{"quantity", resource.id + "." + key, say("nothing of it was granted")};
    if (quantity.upper() > limit->second.upper())
      return Refusal{Reason::exceeds_grant, request.id,
                     fmt::format("{}.{}={}", resource.id, key, quantity.upper()), house_rule("H-03"), {},
                     say("at most {0} was granted", std::to_string(limit->second.upper()))};
    delivered[key] = quantity;
  }
  return std::nullopt;
}

std::string provider_of(const Facts& facts, const Acting& acting) {
  const auto* person = in_whose_right(facts, acting);
  return person != nullptr ? person->unit : "";
}

TrialPeriod trial_from(const Facts& facts, const Request& request, Date start) {
  TrialPeriod trial{start, {}, {}};
  if (request.kind != RequestKind::onboarding) return trial;
  if (request.trial_days) trial.ends_on = start + std::chrono::days{*request.trial_days};
  if (facts.policy.trial.days_min)
    trial.earliest_on = start + std::chrono::days{*facts.policy.trial.days_min};
  return trial;
}

/// The trial's clock runs in calendar days and never moves for a holiday.
void start_trial_clock(const Facts& facts, Clocks& clocks, const TrialPeriod& trial) {
  start_clock(facts, clocks, "trial", *trial.started_on);
  if (clocks.started.empty()) return;
  if (facts.policy.trial.days_max) clocks.started.back().due_on = trial.ends_on;
}

/// A major change is tried like an application, where the policy asks for its tests.
bool is_tried(const Facts& facts, const Request& request) {
  return request.kind == RequestKind::onboarding ||
         (request.major && std::any_of(facts.policy.gates.begin(), facts.policy.gates.end(), [&](const Gate& gate) {
            return gate.at == "apply_major" && request.level >= gate.level_min && request.level <= gate.level_max;
          }));
}

}  // namespace

void all_delivered(const Facts& facts, const Request& request, const Acting& acting,
                   std::vector<Fact>& recorded) {
  const auto on = day_of(facts, acting.effective);
  const bool onboarding = request.kind == RequestKind::onboarding;
  if (is_tried(facts, request)) {
    TrialStarted e{request.id, trial_from(facts, request, on), {}};
    keep_clock(facts, e.clocks, request, onboarding ? "provide_trial" : "carry_out_change", acting);
    if (onboarding) {
      start_trial_clock(facts, e.clocks, e.trial);
      start_clock(facts, e.clocks, "open", on);
    }
    recorded.push_back(std::move(e));
    return;
  }
  Applied e{request.id, {}};
  keep_clock(facts, e.clocks, request, "carry_out_change", acting);
  recorded.push_back(std::move(e));
}

namespace {

Decision deliver(const Facts& facts, const Provision& command, const Request& request,
                 const Acting& acting, const std::vector<std::string>& chosen) {
  std::vector<Fact> recorded;
  bool complete = true;
  for (const auto& id : request.resources) {
    const Resource& resource = facts.books.resources.at(id);
    const Line* line = line_of(request, id);
    const bool mine = std::find(chosen.begin(), chosen.end(), id) != chosen.end();
    if (!mine) {
      complete = complete && !is_due(request, line, resource);
      continue;
    }
    Delivered e{request.id, id, "", provider_of(facts, acting), {}, line->action == LineAction::drop,
                day_of(facts, acting.effective)};
    if (!e.removed) {
      if (auto no = delivery(command, request, resource, line->granted, e.delivered)) return *no;
      complete = complete && e.delivered == line->granted;
    }
    if (const auto given = command.cloud_ids.find(id); given != command.cloud_ids.end())
      e.cloud_id = given->second;
    recorded.push_back(std::move(e));
  }
  if (complete) all_delivered(facts, request, acting, recorded);
  return recorded;
}

/// A termination's resources are taken back one by one; the last one ends the case.
Decision reclaim(const Facts& facts, const Request& request, const Acting& acting,
                 const std::vector<std::string>& chosen) {
  const auto closed = closed_gates(facts, "reclaim", request.level,
                                   PapersHeld{{}, &acting.papers}, day_of(facts, acting.effective),
                                   request.unit, {});
  if (!closed.empty() && !chosen.empty())
    return refuse_gates(facts, Reason::proof_missing, request.id, closed,
                        say("attach it: --attach reclaim_proof=FILE"));
  const auto on = day_of(facts, acting.effective);
  Numbers numbers(facts, acting);
  std::string proof;  // the number that attach_papers() will give to the proof
  for (const auto& paper : acting.papers) {
    const auto id = numbers.next("E");
    if (paper.kind == "reclaim_proof") proof = id;
  }
  std::vector<Fact> recorded;
  for (const auto& id : chosen) recorded.push_back(Reclaimed{request.id, id, proof, on});
  const auto left = std::count_if(request.resources.begin(), request.resources.end(), [&](const auto& id) {
    return facts.books.resources.at(id).state == ResourceState::ending &&
           std::find(chosen.begin(), chosen.end(), id) == chosen.end();
  });
  if (left > 0) return recorded;
  const bool whole = request.kind == RequestKind::termination && request.whole;
  Ended e{request.id, whole ? request.system : "", on, {}};
  keep_clock(facts, e.clocks, request, request.kind == RequestKind::termination ? "reclaim" : "reclaim_trial", acting);
  recorded.push_back(std::move(e));
  return recorded;
}

}  // namespace

MaybeNo cloud_ids_are_free(const Facts& facts, const std::map<std::string, std::string>& cloud_ids) {
  const auto no = [](const std::string& id, const std::string& cloud_id, const std::string& other) {
    return Refusal{Reason::exists_already, id, cloud_id, house_rule("H-12"),
                   say("{0} is the cloud id of {1}", cloud_id, other), say("choose another id")};
  };
  for (const auto& [id, cloud_id] : cloud_ids) {
    for (const auto& [other, theirs] : cloud_ids)
      if (other != id && theirs == cloud_id) return no(id, cloud_id, other);
    for (const auto* other : resources_called(facts.books, cloud_id))
      if (other->id != id && other->state != ResourceState::reclaimed && other->state != ResourceState::cancelled &&
          !cloud_ids.contains(other->id))
        return no(id, cloud_id, other->id);
  }
  return std::nullopt;
}

Decision decide(const Facts& facts, const Provision& command, const Acting& acting) {
  const auto* found = find(facts.books.requests, command.request);
  if (found == nullptr)
    return NotFound{"request", command.request, say("see them with: govcloud list requests")};
  const Request& request = *found;
  const bool undoing = request.emergency && request.stage == Stage::rejected;
  // Of what was rejected, a trial has something to take back and an emergency something to put back.
  const bool failed_trial = request.stage == Stage::rejected && request.kind == RequestKind::onboarding;
  const bool taking_back = request.kind == RequestKind::termination || failed_trial;
  if (auto no = may(facts, acting, taking_back ? "reclaim" : "provision", request.provider)) return *no;
  if (request.stage != Stage::approved && !failed_trial && !undoing) return wrong_stage(request, "provision");
  if (auto no = names_are_ours(command, request)) return *no;
  if (auto no = cloud_ids_are_free(facts, command.cloud_ids)) return *no;
  std::vector<std::string> chosen;
  if (auto no = choose(facts, command, request, chosen)) return *no;
  // What was approved and leaves nothing to do is carried out by saying so: a change to what is there
  // already, the end of a system whose last resource was dropped before.
  if (chosen.empty() && (request.kind == RequestKind::onboarding || request.stage != Stage::approved))
    return wrong_stage(request, "provision");
  if (auto no = order_of_dates(facts, acting, request)) return *no;
  Decision decision = undoing     ? undo(facts, command, request, acting, chosen)
                      : taking_back ? reclaim(facts, request, acting, chosen)
                                    : deliver(facts, command, request, acting, chosen);
  auto* recorded = std::get_if<std::vector<Fact>>(&decision);
  if (recorded == nullptr) return decision;
  Numbers numbers(facts, acting);
  std::vector<Fact> papers;
  attach_papers(facts, acting, numbers, request.id, papers);
  recorded->insert(recorded->begin(), papers.begin(), papers.end());
  return decision;
}

}  // namespace govcloud
