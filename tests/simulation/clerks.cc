#include "tests/simulation/clerks.h"

#include <algorithm>

namespace govcloud::simulation {

const Request* Clerks::any_request(const Model& model) {
  if (model.requests.empty()) return nullptr;
  auto at = model.requests.begin();
  std::advance(at, up_to(static_cast<int>(model.requests.size())));
  return &at->second;
}

const Request* Clerks::open_request(const Model& model) {
  std::vector<const Request*> open;
  for (const auto& [id, request] : model.requests)
    if (request.is_open() || (request.stage == "rejected" && !request.resources.empty() && in(20))) open.push_back(&request);
  return open.empty() || in(4) ? any_request(model) : open[static_cast<std::size_t>(up_to(static_cast<int>(open.size())))];
}

std::string Clerks::any_system(const Model& model) {
  std::vector<std::string> all;
  for (const auto& [id, system] : model.systems)
    if (system.state == "in_service" || in(10)) all.push_back(id);
  return all.empty() || in(1) ? "nothing" : all[static_cast<std::size_t>(up_to(static_cast<int>(all.size())))];
}

std::vector<std::string> Clerks::resources_of(const Model& model, const std::string& system, bool live) {
  std::vector<std::string> all;
  for (auto at = model.resources.lower_bound(system + "/"); at != model.resources.end() && at->second.system == system; ++at)
    if (!live || at->second.state == "in_service") all.push_back(at->first);
  return all;
}

Act Clerks::submit(const Model& model) {
  static const std::pair<const char*, const char*> kSystems[] = {{"budget", "czj"}, {"tax", "czj"},    {"jobs", "rsj"},   {"insurance", "rsj"},
                                                                 {"portal", "dsj"}, {"health", "wjw"}, {"clinic", "wjw"}, {"school", "jyj"}};
  Act act;
  const auto [name, unit] = kSystems[up_to(several_ ? 8 : 7)];
  act.verb = Verb::submit, act.unit = in(98) ? unit : "czj", act.about = name + std::string("-") + std::to_string(up_to(12));
  act.level = 1 + up_to(5);
  for (int i = up_to(3); i >= 0 && !in(2); --i) act.wishes.push_back(some_wish(model));
  if (in(25)) act.days = in(80) ? 15 + up_to(16) : 10 + up_to(25);
  act.incomplete = in(15);
  if (several_ && in(85)) act.provider = in(97) ? one_of<std::string>({"yun", "dian"}) : "czj";
  if (several_ && in(85)) act.authority = in(97) ? (unit == std::string("jyj") && in(80) ? "xxb" : one_of<std::string>({"dsj", "xxb"})) : "wxb";
  if (in(70))
    for (const auto& [id, request] : model.requests)
      if (request.system == act.about && !in(10)) act.resubmits = id;
  by(model, act, {"applicant"}, act.unit);
  if (in(85)) bring(act, {"plan", "self_test"}, in(30) ? "pass" : "");
  else if (in(50)) bring(act, {"plan"});
  return act;
}

/// The step that a case waits for.
Act Clerks::go_on(const Model& model) {
  const auto* request = open_request(model);
  if (request == nullptr) return submit(model);
  const bool onboarding = request->kind == "onboarding";
  if (request->stage == "submitted") return review(model, onboarding ? Verb::accept : request->kind == "extension" ? Verb::extend_trial : Verb::approve, *request);
  if (request->stage == "accepted") return review(model, Verb::approve, *request);
  if (request->stage == "trial") return in_trial(model, *request);
  return provide(model, *request);
}

Act Clerks::in_trial(const Model& model, const Request& request) {
  Act act;
  act.about = request.id;
  if (request.kind == "change" || in(25)) {
    act.verb = Verb::attach;
    by(model, act, {"applicant"}, request.unit), bring_tests(model, act, request);
  } else if (in(12)) {
    act.verb = Verb::extend, act.days = 1 + up_to(30);
    by(model, act, {"applicant"}, request.unit);
  } else {
    act = review(model, in(93) ? Verb::open : Verb::reject, request);
  }
  return act;
}

Act Clerks::review(const Model& model, Verb verb, const Request& request) {
  Act act;
  act.verb = verb, act.about = in(99) ? request.id : "R-2016-9999", act.opinion = in(85);
  if (verb == Verb::extend_trial && !request.extends.empty() && in(40)) act.about = request.extends;
  if (!request.lines.empty() && in(30)) {
    const auto& line = request.lines[static_cast<std::size_t>(up_to(static_cast<int>(request.lines.size())))];
    const auto less = some_amounts(line.wish.amounts, in(90) ? 100 : 130);
    if (!less.empty()) act.amounts[in(99) ? line.id : line.id + "0"] = less;
    if (in(40)) act.amounts[line.id]["count"] = {up_to(line.wish.count + (in(10) ? 2 : 1)), 0};
    if (act.amounts.contains(line.id) && act.amounts[line.id].contains("count")) act.amounts[line.id]["count"].to = act.amounts[line.id]["count"].from;
  }
  if (in(25)) act.days = verb == Verb::extend_trial ? 1 + up_to(30) : in(80) ? 15 + up_to(16) : 10 + up_to(25);
  act.major = in(8);
  if (in(25)) act.named = {"trial_min"};
  if (verb == Verb::open) by(model, act, {"chief"}, request.authority);
  else by(model, act, {"reviewer", "chief"}, request.authority);
  if (verb == Verb::open && in(70)) bring_tests(model, act, request);
  if (verb == Verb::approve && in(30)) bring(act, {"plan", "self_test"});
  return act;
}

Act Clerks::provide(const Model& model, const Request& request) {
  Act act;
  act.verb = Verb::provision, act.about = request.id;
  const auto any = [&] { return request.resources[static_cast<std::size_t>(up_to(static_cast<int>(request.resources.size())))]; };
  if (!request.resources.empty() && in(25))
    for (int i = up_to(3); i >= 0; --i) act.named.push_back(any());
  if (in(1)) act.named.push_back("budget-0/host-99");
  if (!request.resources.empty() && in(15)) {
    const auto id = any();
    act.amounts[id] = some_amounts(model.resources.at(id).granted, in(85) ? 100 : 130);
  }
  by(model, act, {"operator"}, request.provider);
  if (in(90)) bring(act, {"reclaim_proof"});
  return act;
}

Act Clerks::change(const Model& model) {
  Act act;
  act.verb = Verb::change, act.about = any_system(model), act.major = in(12);
  for (const auto& id : resources_of(model, act.about, in(95))) {
    if (!in(35)) continue;
    Wish wish;
    wish.kind = in(25) ? WishKind::drop : WishKind::set, wish.resource = id;
    if (wish.kind == WishKind::set) wish.amounts = some_amounts(model.resources.at(id).delivered, in(60) ? 130 : 250);
    if (wish.kind == WishKind::drop || !wish.amounts.empty()) act.wishes.push_back(wish);
  }
  if (in(40)) act.wishes.push_back(some_wish(model));
  const auto system = model.systems.find(act.about);
  by(model, act, {"applicant"}, system != model.systems.end() ? system->second.unit : "");
  if (in(60)) bring(act, {"plan", "self_test"});
  return act;
}

Act Clerks::decommission(const Model& model) {
  Act act;
  act.verb = Verb::decommission, act.about = any_system(model);
  if (in(60))
    for (const auto& id : resources_of(model, act.about, in(95)))
      if (in(40)) act.named.push_back(id);
  const auto system = model.systems.find(act.about);
  by(model, act, {"applicant"}, system != model.systems.end() ? system->second.unit : "");
  bring_leaving(act);
  return act;
}

Act Clerks::attach(const Model& model) {
  Act act;
  act.verb = Verb::attach;
  const auto* request = in(60) ? open_request(model) : nullptr;
  const auto system = any_system(model);
  const auto known = model.systems.find(system);
  act.about = request != nullptr ? request->id : in(70) ? system : one_of<std::string>({"czj", "rsj", "yun", "nothing"});
  const auto unit = request != nullptr ? request->unit : known != model.systems.end() ? known->second.unit : "czj";
  if (in(20)) by(model, act, {"operator"}, request != nullptr ? request->provider : "");
  else by(model, act, {"applicant"}, unit);
  if (in(40) && request != nullptr) bring_tests(model, act, *request);
  const auto* kind = one_of<const char*>({"plan", "self_test", "security_test", "reclaim_proof", "paper", "security_agreement"});
  bring(act, {kind}, in(70) ? "pass" : "fail");
  return act;
}

Act Clerks::people(const Model& model) {
  Act act;
  act.about = anybody(model), act.verb = one_of({Verb::grant_roles, Verb::revoke_roles, Verb::delegate, Verb::delegate, Verb::end_delegation});
  by(model, act, {"keeper"});
  const auto role = one_of<std::string>({"applicant", "reviewer", "chief", "operator", "inspector", "treasurer", "keeper", "steward", "auditor"});
  if (act.verb == Verb::grant_roles || in(90)) act.named = {role};
  if (act.verb == Verb::revoke_roles && act.named.empty() && !in(10)) act.named = {role};
  if (act.verb == Verb::delegate || act.verb == Verb::end_delegation) {
    act.named.clear(), act.deputy = anybody(model);
    const auto person = model.persons.find(act.about);
    for (const auto& [id, other] : model.persons)
      if (person != model.persons.end() && other.unit == person->second.unit && id != act.about && in(60)) act.deputy = id;
    if (in(50)) act.by = act.about, act.instead_of.clear();
  }
  // Each throw has a line of its own: a compiler chooses the order within an expression.
  act.since = today_ + up_to(6);
  if (in(8)) act.since -= 3;
  act.until = act.since + up_to(40);
  if (in(8)) act.until -= 10;
  return act;
}

Act Clerks::record(const Model& model) {
  Act act;
  act.verb = Verb::record;
  const auto day = [](Day on) { return testing::wall()[static_cast<std::size_t>(std::clamp(on, 0, static_cast<Day>(testing::wall().size()) - 1))].text; };
  const auto system = any_system(model);
  const auto resources = resources_of(model, system, true);
  if (!model.records.empty() && in(40)) {
    auto at = model.records.begin();
    std::advance(at, up_to(static_cast<int>(model.records.size())));
    for (const auto& [id, entry] : model.records)
      if (!entry.waits.empty() && in(30)) at = model.records.find(id);
    act.verb = Verb::cosign, act.about = in(98) ? at->first : "D-2016-9999";
    by(model, act, {"applicant", "operator"});
  } else if (in(30)) {
    act.kind = "security_agreement";
    std::vector<std::string> all;
    for (const auto& [id, s] : model.systems) all.push_back(id);
    act.about = all.empty() || in(3) ? "nothing" : all[static_cast<std::size_t>(up_to(static_cast<int>(all.size())))];
    act.fields = {{"valid_from", day(today_ - up_to(5))}};
    if (in(30)) act.fields["valid_to"] = day(today_ + up_to(300) - 10);
    by(model, act, {"applicant", "operator", "reviewer"}, model.systems.contains(act.about) && in(60) ? model.systems.at(act.about).unit : "");
  } else if (in(70)) {
    act.kind = one_of<std::string>({"access_authorisation", "access"});
    act.about = resources.empty() || in(2) ? "nothing/host-1" : resources.front();
    act.fields = {{"person", one_of<std::string>({"李维", "王二"})}};
    if (act.kind == "access") {
      act.fields["purpose"] = "排障", act.fields["began"] = day(today_ - (in(40) ? up_to(30) : 0)) + "T09:00:00+08:00";
      by(model, act, {"operator"});
    } else {
      act.fields["valid_from"] = day(today_ - up_to(3)), act.fields["valid_to"] = day(today_ + up_to(60) - 2);
      by(model, act, {"applicant"}, model.systems.contains(system) ? model.systems.at(system).unit : "");
    }
  } else {
    act.kind = in(97) ? "bulletin" : "fireworks", act.about = "platform", act.fields = {{"period", day(today_ - up_to(60)).substr(0, 7)}};
    by(model, act, {"operator"});
  }
  if (in(3)) act.fields["colour"] = "红";
  if (in(3) && !act.fields.empty()) act.fields.rbegin()->second = "　";
  if (in(3) && !act.fields.empty()) act.fields.erase(act.fields.begin());
  return act;
}

Act Clerks::check(const Model& model) {
  Act act;
  auto finding = model.findings.begin();
  if (!model.findings.empty()) std::advance(finding, up_to(static_cast<int>(model.findings.size())));
  act.about = model.findings.empty() || in(2) ? "F-2016-9999" : finding->first;
  const auto system = model.findings.empty() ? "" : finding->second.system;
  const auto unit = model.systems.contains(system) ? model.systems.at(system).unit : "";
  if (in(35)) {
    act.verb = Verb::scan, act.about = in(75) ? any_system(model) : "", act.level = up_to(3);
    by(model, act, {"inspector", "operator", "applicant"});
  } else if (in(50)) {
    act.verb = Verb::fix;
    by(model, act, {"applicant", "operator"}, in(50) ? unit : "");
    if (in(85)) bring(act, {"vulnerability_scan"});
  } else {
    act.verb = Verb::verify, act.holds = in(70);
    by(model, act, {"inspector", "reviewer", "chief"});
  }
  return act;
}

Act Clerks::next(const Model& model) {
  tick();
  const int what = up_to(100);
  const auto* request = open_request(model);
  Act act;
  if (what < 13 || request == nullptr) act = submit(model);
  else if (what < 56) act = go_on(model);
  else if (what < 65) act = review(model, one_of({Verb::accept, Verb::refuse, Verb::approve, Verb::reject, Verb::open, Verb::extend_trial}), *request);
  else if (what < 69) act = provide(model, *request);
  else if (what < 80) act = change(model);
  else if (what < 83) act = decommission(model);
  else if (what < 87) act = attach(model);
  else if (what < 90) act = people(model);
  else if (what < 94) act = record(model);
  else if (what < 97) act = check(model);
  else {
    act.verb = in(50) ? Verb::withdraw : Verb::extend, act.about = request->id, act.days = 1 + up_to(20);
    by(model, act, {"applicant"}, request->unit);
  }
  act.recorded = act.effective = today_, act.minute = minute_;
  if (in(8)) {  // entered late, with the paper of it or without
    act.effective = std::max(0, today_ - 1 - up_to(7));
    if (in(60)) act.papers.push_back({"paper", "", "", "", {}, {}});
  }
  return act;
}

}  // namespace govcloud::simulation
