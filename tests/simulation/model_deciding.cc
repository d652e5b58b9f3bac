// What the authority decides: accept, refuse, approve, reject, open, and more days of a trial.
#include <algorithm>

#include "tests/simulation/model.h"

namespace govcloud::simulation {
namespace {

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string deciding_clock(const Request& request) {
  if (request.kind == "onboarding") return "approve";
  return request.kind == "change" ? "decide_change" : request.kind == "termination" ? "decide_termination" : "decide_extension";
}

std::string carrying_clock(const Request& request) {
  return request.kind == "onboarding" ? "provide_trial" : request.kind == "change" ? "carry_out_change" : "reclaim";
}

}  // namespace

Verdict Model::review(const Act& act) {
  const auto at = requests.find(act.about);
  if (at == requests.end()) return {"not_found", ""};
  Request* request = &at->second;
  static const std::map<Verb, std::string> kWhat{{Verb::accept, "accept"}, {Verb::refuse, "refuse"}, {Verb::approve, "approve"},
                                                 {Verb::reject, "reject"}, {Verb::open, "open"}, {Verb::extend_trial, "approve"}};
  if (auto no = may(act, kWhat.at(act.verb), request->authority)) return *no;
  // The application stands for the extension that was asked for it.
  if (act.verb == Verb::extend_trial && request->kind == "onboarding")
    if (auto* extension = open_extension(*request)) request = extension;
  if (auto no = own_hands(act, request->hands)) return *no;
  const auto id = act.about;
  const auto verdict = [&]() -> Verdict {
    switch (act.verb) {
      case Verb::accept: return accept(act, *request);
      case Verb::refuse: return refuse(act, *request);
      case Verb::approve: return approve(act, *request);
      case Verb::reject: return reject(act, *request);
      case Verb::open: return open(act, *request);
      default: return extend_trial(act, *request);
    }
  }();
  if (verdict.ground.empty() && verdict.word != "not_found") file(act, id);
  return verdict;
}

Verdict Model::accept(const Act& act, Request& request) {
  if (request.kind != "onboarding" || request.stage != "submitted") return {"stage_wrong", "H-11"};
  if (auto no = in_order(act, request)) return *no;
  if (!missing("submit", request.level, {request.id, request.system, request.unit}, request.unit, act).empty())
    return {"paper_missing", "7"};
  step(request, "accepted", act), keep(request, "accept", act), start(request, "approve", act.effective);
  return {"accepted", ""};
}

Verdict Model::refuse(const Act& act, Request& request) {
  if (request.kind != "onboarding" || request.stage != "submitted") return {"stage_wrong", "H-11"};
  if (auto no = in_order(act, request)) return *no;
  if (!act.opinion) return {"opinion_missing", zhejiang ? "8" : "H-09"};
  step(request, "refused", act), keep(request, "accept", act);
  return {"refused", ""};
}

/// What a change or the termination of a part names is still as it was when it was asked.
Model::Maybe Model::still_as_asked(const Request& request) const {
  const auto in_service = [&](const std::string& id) { return resources.at(id).state == "in_service"; };
  if (request.kind == "termination" && !request.whole)
    for (const auto& id : request.resources)
      if (!in_service(id)) return Verdict{"record_moved", "H-04"};
  for (const auto& line : request.lines) {
    const auto& id = line.wish.resource;
    if (line.wish.kind == WishKind::add) continue;
    if (!in_service(id)) return Verdict{"record_moved", "H-04"};
    for (const auto& [other_id, other] : requests)
      if (other_id != request.id && other.kind == "change" && other.stage == "approved" && has(other.resources, id))
        return Verdict{"request_open", "H-04"};
    if (resources.at(id).version != line.base) return Verdict{"record_moved", "H-04"};
  }
  return std::nullopt;
}

/// A termination that is approved withdraws what is open on what it takes.
void Model::cancel(Request& request, const std::string& by, const Act& act) {
  if (request.stage == "approved") ungrant(request);  // in its trial all of it is delivered
  step(request, "withdrawn", act), end_clocks(request);
  request.cancelled_by = by;
}

/// What was granted and not delivered is granted no longer.
void Model::ungrant(const Request& request) {
  for (const auto& line : request.lines)
    for (const auto& id : line.resources) {
      auto& resource = resources.at(id);
      if (resource.state == "granted") resource.state = "cancelled";
      else if (resource.state == "in_service") resource.granted = resource.delivered;
    }
}

/// The lines as they would be granted: never more than was asked of anything, and something of one.
Model::Maybe Model::grant(const Act& act, Request& granted) const {
  bool nothing = !granted.lines.empty();
  for (auto& line : granted.lines) {
    line.granted = line.wish.amounts, line.granted_count = line.wish.count;
    if (const auto wish = act.amounts.find(line.id); wish != act.amounts.end())
      for (const auto& [key, range] : wish->second) {
        if (key == "count") {
          if (range.from > line.wish.count) return Verdict{"exceeds_request", "H-03"};
          line.granted_count = range.from;
          continue;
        }
        const auto asked = line.wish.amounts.find(key);
        if (asked == line.wish.amounts.end()) return Verdict{"not_found", ""};
        if (range.to > asked->second.to) return Verdict{"exceeds_request", "H-03"};
        line.granted[key] = range;
      }
    nothing = nothing && line.wish.kind == WishKind::add && line.granted_count == 0;
  }
  return nothing ? Maybe(Verdict{"line_missing", "H-11"}) : std::nullopt;
}

Verdict Model::approve(const Act& act, Request& request) {
  const bool onboarding = request.kind == "onboarding", change = request.kind == "change";
  if (request.kind == "extension") return {"stage_wrong", "H-11"};
  for (const auto& [id, amounts] : act.amounts)
    if (std::none_of(request.lines.begin(), request.lines.end(), [&, line_id = id](const Line& line) { return line.id == line_id; }))
      return {"not_found", ""};
  if (request.stage != (onboarding ? "accepted" : "submitted")) return {"stage_wrong", "H-11"};
  if (auto no = still_as_asked(request)) return *no;
  System& system = systems.at(request.system);
  if (change && system.state == "ending") return {"system_frozen", "H-05"};
  if (auto no = in_order(act, request)) return *no;
  const auto lacks_papers = [&] {
    return !missing("change_major", request.level, {request.id, request.system, request.unit}, request.unit, act).empty();
  };
  bool major = request.major || (change && act.major);
  if (change && major && lacks_papers()) return {"paper_missing", "11"};
  auto days = act.days ? act.days : request.trial_days;
  if (onboarding && zhejiang) {
    if (!days) days = 30;
    if (*days < 15 || *days > 30) return {"trial_out_of_bounds", "9"};
  }
  Request granted = request;
  if (auto no = grant(act, granted)) return *no;
  if (change && !major && is_major(system, granted, true)) {
    major = true;
    if (lacks_papers()) return {"paper_missing", "11"};
  }

  request = std::move(granted);
  if (onboarding) request.trial_days = days;
  request.major = major || act.major;
  for (auto& line : request.lines) number_resources(request, line);
  if (request.kind == "termination") take(request);
  step(request, "approved", act), keep(request, deciding_clock(request), act);
  start(request, carrying_clock(request), act.effective);
  if (request.kind == "termination") overtake(request, act);
  return {"approved", ""};
}

/// Numbers are given on from the last of the item, and never twice.
void Model::number_resources(Request& request, Line& line) {
  if (line.wish.kind != WishKind::add) {
    if (line.wish.kind == WishKind::set) resources.at(line.wish.resource).granted = line.granted;
    line.resources = {line.wish.resource};
    request.resources.push_back(line.wish.resource);
    return;
  }
  auto& last = systems.at(request.system).numbered[line.wish.item];
  for (int i = 0; i < line.granted_count; ++i) {
    const auto id = request.system + "/" + line.wish.item + "-" + std::to_string(++last);
    Resource& resource = resources[id];
    resource.id = id, resource.system = request.system, resource.item = line.wish.item, resource.zone = line.wish.zone;
    resource.provider = request.provider, resource.granted = line.granted;
    line.resources.push_back(id), request.resources.push_back(id);
  }
}

/// What an approved termination takes. Of a whole system that is everything in service, and what the
/// termination of a part was taking.
void Model::take(Request& request) {
  if (request.whole) {
    std::set<std::string> all;
    for (const auto& [id, resource] : resources)
      if (resource.system == request.system && resource.state == "in_service") all.insert(id);
    for (const auto& [id, part] : requests)
      if (part.system == request.system && part.kind == "termination" && part.stage == "approved")
        for (const auto& taken : still_to_do(part)) all.insert(taken);
    request.resources = {all.begin(), all.end()};
  }
  for (const auto& id : request.resources) resources.at(id).state = "ending";
}

void Model::overtake(const Request& request, const Act& act) {
  for (auto& [id, other] : requests) {
    if (id == request.id || other.system != request.system || !other.is_open()) continue;
    const auto changed = std::any_of(other.lines.begin(), other.lines.end(), [&](const Line& line) {
      return line.wish.kind != WishKind::add && has(request.resources, line.wish.resource);
    });
    if (request.whole || (other.kind == "change" && changed)) cancel(other, request.id, act);
  }
}

Verdict Model::reject(const Act& act, Request& request) {
  const bool trial = request.kind == "onboarding" && request.stage == "trial";
  if (!trial && request.stage != (request.kind == "onboarding" ? "accepted" : "submitted")) return {"stage_wrong", "H-11"};
  if (auto no = in_order(act, request)) return *no;
  if (!act.opinion) return {"opinion_missing", "H-09"};
  keep(request, trial ? "trial" : deciding_clock(request), act);
  end_clocks(request);
  step(request, "rejected", act);
  bool left = false;
  for (const auto& id : request.resources)
    if (trial && resources.at(id).state == "trial") resources.at(id).state = "ending", left = true;
  if (left) start(request, "reclaim_trial", act.effective);
  if (request.kind == "termination" && request.whole) systems.at(request.system).state = "in_service";
  if (trial)
    if (auto* extension = open_extension(request)) cancel(*extension, request.id, act);
  return {"rejected", ""};
}

Verdict Model::open(const Act& act, Request& request) {
  if (request.kind != "onboarding" || request.stage != "trial") return {"stage_wrong", "H-11"};
  if (auto no = in_order(act, request)) return *no;
  if (request.trial_min && act.effective < *request.trial_min && !has(act.named, "trial_min")) return {"trial_too_short", "9"};
  if (!missing("open", request.level, {request.id, request.system, request.unit}, request.unit, act).empty())
    return {"gate_closed", zhejiang ? "9" : "7"};
  step(request, "open", act), keep(request, "trial", act), keep(request, "open", act);
  for (const auto& id : request.resources)
    if (resources.at(id).state == "trial") resources.at(id).state = "in_service";
  System& system = systems.at(request.system);
  system.state = "in_service", system.tested = capacity(system.id, true);
  if (auto* extension = open_extension(request)) cancel(*extension, request.id, act);
  return {"opened", ""};
}

Verdict Model::extend_trial(const Act& act, Request& extension) {
  if (extension.kind != "extension" || extension.stage != "submitted") return {"stage_wrong", "H-11"};
  Request& of = requests.at(extension.extends);
  if (of.stage != "trial" || !of.trial_end) return {"stage_wrong", "H-11"};
  if (auto no = in_order(act, extension)) return *no;
  const auto days = act.days.value_or(*extension.trial_days);
  if (days > *extension.trial_days) return {"exceeds_request", "H-03"};
  step(extension, "applied", act);
  of.trial_end = *of.trial_end + days, of.last = act.effective;
  for (auto& clock : of.clocks)
    if (clock.rule == "trial" && clock.runs()) clock.ended = true;
  start(of, "trial", act.effective);
  return {"trial_extended", ""};
}

}  // namespace govcloud::simulation
