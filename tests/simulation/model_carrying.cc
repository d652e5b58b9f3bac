// What is carried out and handed in: delivery, taking back, papers, records, checks.
#include <algorithm>

#include "tests/simulation/model.h"

namespace govcloud::simulation {
namespace {

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

/// The resources on which a request has work left.
std::vector<std::string> Model::still_to_do(const Request& request) const {
  std::vector<std::string> left;
  if (request.kind == "termination" || request.stage == "rejected") {
    for (const auto& id : request.resources)
      if (resources.at(id).state == "ending") left.push_back(id);
    return left;
  }
  for (const auto& line : request.lines)
    for (const auto& id : line.resources) {
      const auto& resource = resources.at(id);
      const bool lives = resource.state == "granted" || resource.state == "trial" || resource.state == "in_service";
      if (lives && (line.wish.kind == WishKind::drop || resource.state == "granted" || resource.delivered != line.granted)) left.push_back(id);
    }
  return left;
}

Verdict Model::provision(const Act& act) {
  const auto at = requests.find(act.about);
  if (at == requests.end()) return {"not_found", ""};
  Request& request = at->second;
  const bool back = request.kind == "termination" || request.stage == "rejected";
  if (auto no = may(act, back ? "reclaim" : "provision", request.provider)) return *no;
  // Of what was rejected only a trial has something to take back.
  if (request.stage != "approved" && !(request.stage == "rejected" && request.kind == "onboarding")) return {"stage_wrong", "H-11"};
  for (const auto& [id, amounts] : act.amounts)
    if (!has(request.resources, id)) return {"not_found", ""};
  const auto left = still_to_do(request);
  for (const auto& id : act.named) {
    if (!has(request.resources, id)) return {"not_found", ""};
    if (!has(left, id)) return {"stage_wrong", "H-11"};
  }
  auto chosen = left;
  if (!act.named.empty()) std::erase_if(chosen, [&](const auto& id) { return !has(act.named, id); });
  // What was approved and leaves nothing to do is carried out by saying so.
  const bool nothing = chosen.empty() && !(request.stage == "approved" && request.kind != "onboarding");
  if (nothing) return {"stage_wrong", "H-11"};
  if (auto no = in_order(act, request)) return *no;
  return back ? reclaim(act, request, chosen) : deliver(act, request, chosen);
}

Verdict Model::deliver(const Act& act, Request& request, const std::vector<std::string>& chosen) {
  std::map<std::string, Amounts> delivered;
  for (const auto& line : request.lines)
    for (const auto& id : line.resources) {
      if (!has(chosen, id) || line.wish.kind == WishKind::drop) continue;
      delivered[id] = line.granted;
      const auto less = act.amounts.find(id);
      if (less == act.amounts.end()) continue;
      for (const auto& [key, range] : less->second) {
        const auto granted = line.granted.find(key);
        if (granted == line.granted.end()) return {"not_found", ""};
        if (range.to > granted->second.to) return {"exceeds_grant", "H-03"};
        delivered[id][key] = range;
      }
    }
  for (const auto& id : chosen) {
    Resource& resource = resources.at(id);
    ++resource.version;
    const auto now = delivered.find(id);
    resource.delivered = now != delivered.end() ? now->second : Amounts{};
    if (now == delivered.end()) resource.state = "reclaimed";
    else if (resource.state == "granted") resource.state = request.kind == "onboarding" ? "trial" : "in_service";
  }
  carried_out(act, request);
  file(act, request.id);
  if (!still_to_do(request).empty()) return {"delivered", ""};
  keep(request, request.kind == "onboarding" ? "provide_trial" : "carry_out_change", act);
  // A major change is tried like an application, where the measures ask for its tests.
  if (request.kind == "change" && !(request.major && zhejiang)) {
    step(request, "applied", act);
    if (request.major) systems.at(request.system).tested = capacity(request.system, true);
    return {"applied", ""};
  }
  step(request, "trial", act);
  request.trial_start = act.effective;
  if (request.kind == "onboarding") {
    if (request.trial_days) request.trial_end = act.effective + *request.trial_days;
    if (zhejiang) request.trial_min = act.effective + 15;
    start(request, "trial", act.effective), start(request, "open", act.effective);
  }
  return {"trial_started", ""};
}

void Model::carried_out(const Act& act, Request& request) const {
  request.last = act.effective;
  request.hands.insert(act.by);
  if (!act.instead_of.empty()) request.hands.insert(act.instead_of);
}

Verdict Model::reclaim(const Act& act, Request& request, const std::vector<std::string>& chosen) {
  if (zhejiang && !chosen.empty() && !missing("reclaim", request.level, {}, request.unit, act).empty()) return {"proof_missing", "H-07"};
  for (const auto& id : chosen) resources.at(id).state = "reclaimed";
  if (chosen.empty()) request.last = act.effective;
  else carried_out(act, request);
  file(act, request.id);
  if (!still_to_do(request).empty()) return {"reclaimed", ""};
  keep(request, request.kind == "termination" ? "reclaim" : "reclaim_trial", act);
  if (request.kind == "termination") request.stage = "reclaimed";
  if (request.kind == "termination" && request.whole) systems.at(request.system).state = "ended";
  return {"ended", ""};
}

Verdict Model::attach(const Act& act) {
  const auto at = requests.find(act.about);
  const bool asked = at != requests.end(), system = systems.contains(act.about);
  if (!asked && !system && !units.contains(act.about)) return {"not_found", ""};
  const auto unit = asked ? at->second.unit : system ? systems.at(act.about).unit : act.about;
  if (auto no = may_attach(act, unit, asked ? at->second.provider : "")) return *no;
  if (asked && !at->second.is_open()) return {"stage_wrong", "H-11"};
  // The last test of a major change lets it count; what was tested before its delivery says nothing.
  if (asked && at->second.kind == "change" && at->second.stage == "trial") {
    Request& request = at->second;
    if (missing("apply_major", request.level, {request.id, request.system, request.unit}, request.unit, act, request.trial_start).empty()) {
      if (auto no = in_order(act, request)) return *no;
      step(request, "applied", act);
      systems.at(request.system).tested = capacity(request.system, true);
      file(act, act.about);
      return {"applied", ""};
    }
  }
  file(act, act.about);
  return {"attached", ""};
}

namespace {

struct RecordKind {
  std::string about, zhejiang, changde;  // the article; empty where the measures do not ask for it
  std::set<std::string> by, fields;
};

const std::map<std::string, RecordKind> kRecords{
    {"security_agreement", {"system", "", "7", {}, {"valid_from", "valid_to", "document"}}},
    {"access_authorisation", {"resource", "20", "12", {"applicant"}, {"person", "scope", "valid_from", "valid_to"}}},
    {"access", {"resource", "20", "12", {"operator"}, {"person", "purpose", "began", "ended"}}},
    {"bulletin", {"platform", "19", "15", {"operator"}, {"period", "result", "note", "digest"}}}};

const std::map<std::string, std::set<std::string>> kNeeded{{"security_agreement", {"valid_from"}},
                                                           {"access_authorisation", {"person", "valid_from"}},
                                                           {"access", {"person", "purpose", "began"}},
                                                           {"bulletin", {"period"}}};

const std::string kBlank = "　";  // says nothing, like a field that is not there

const std::set<std::string> kAnyParty{"applicant", "reviewer", "chief", "operator", "inspector", "treasurer"};

/// A day of the wall calendar, or of an instant's text; nothing for any other text.
std::optional<Day> day_in(const std::map<std::string, std::string>& fields, const std::string& name) {
  const auto at = fields.find(name);
  if (at == fields.end()) return std::nullopt;
  const auto& days = testing::wall();
  const auto found = std::lower_bound(days.begin(), days.end(), at->second.substr(0, 10),
                                      [](const auto& cell, const std::string& text) { return cell.text < text; });
  return found != days.end() && found->text == at->second.substr(0, 10) ? std::optional(static_cast<Day>(found - days.begin())) : std::nullopt;
}

}  // namespace

Verdict Model::record(const Act& act) {
  const auto kind = kRecords.find(act.kind);
  const auto article = kind == kRecords.end() ? "" : zhejiang ? kind->second.zhejiang : kind->second.changde;
  if (article.empty()) return {"not_found", ""};
  const auto& rule = kind->second;
  std::string unit, provider;
  if (rule.about == "system") {
    if (!systems.contains(act.about)) return {"not_found", ""};
    unit = systems.at(act.about).unit, provider = provider_for(act.about);
  } else if (rule.about == "resource") {
    if (!resources.contains(act.about)) return {"not_found", ""};
    const auto& resource = resources.at(act.about);
    unit = systems.at(resource.system).unit, provider = resource.provider;
  } else if (act.about != "platform") {
    return {"not_found", ""};
  }
  if (!persons.contains(act.by) || !persons.contains(in_whose_right(act))) return {"person_unknown", "H-02"};
  const auto& theirs = persons.at(in_whose_right(act)).unit;
  bool named = false, allowed = false;
  for (const auto& role : roles_of(act)) {
    if (!(rule.by.empty() ? kAnyParty : rule.by).contains(role)) continue;
    named = true;
    allowed = allowed || (role == "applicant" ? theirs == unit : role != "operator" || provider.empty() || theirs == provider);
  }
  if (!allowed) return named ? Verdict{"unit_foreign", "H-02"} : Verdict{"role_missing", article};
  for (const auto& [id, other] : records)
    if (act.kind == "bulletin" && other.kind == act.kind && act.fields.contains("period") && other.fields.at("period") == act.fields.at("period"))
      return {"exists_already", "H-12"};
  for (const auto& [name, value] : act.fields)
    if (!rule.fields.contains(name)) return {"field_wrong", article};
  for (const auto& name : kNeeded.at(act.kind))
    if (!act.fields.contains(name) || act.fields.at(name) == kBlank) return {"field_wrong", article};
  Entry entry{act.kind, act.about, unit, act.fields, act.effective, {}, {}, {}, {}};
  entry.from = day_in(act.fields, "valid_from"), entry.to = day_in(act.fields, "valid_to");
  if (entry.from && entry.to && *entry.to < *entry.from) return {"field_wrong", article};
  if (act.kind == "access" && !authorised(act, day_in(act.fields, "began").value_or(act.effective))) return {"record_missing", article};
  if (act.kind == "security_agreement") entry.waits = {"using", "provider"};
  sign(act, provider, entry);
  const auto id = number("D", act);
  records[id] = entry;
  file(act, id);
  return {"record_made", ""};
}

/// Each entry into a resource lies within an authorisation of that person, of the resource or its system.
bool Model::authorised(const Act& act, Day day) const {
  return std::any_of(records.begin(), records.end(), [&](const auto& other) {
    const auto& entry = other.second;
    return entry.kind == "access_authorisation" && entry.about == act.about && entry.in_force(day) &&
           entry.fields.at("person") == act.fields.at("person");
  });
}

/// Whoever is of a party signs for it: the system's own unit, and its provider.
bool Model::sign(const Act& act, const std::string& provider, Entry& entry) const {
  const auto& theirs = persons.at(in_whose_right(act)).unit;
  std::string party;
  if (theirs == entry.unit) party = "using";
  else if (units.contains(theirs) && units.at(theirs).kind == "provider" && (provider.empty() || theirs == provider)) party = "provider";
  if (party.empty() || entry.waits.erase(party) == 0) return false;
  entry.signed_on.push_back(act.effective);
  return true;
}

Verdict Model::cosign(const Act& act) {
  if (!persons.contains(act.by)) return {"person_unknown", "H-02"};
  const auto at = records.find(act.about);
  if (at == records.end()) return {"not_found", ""};
  if (at->second.waits.empty()) return {"stage_wrong", "H-11"};
  const auto roles = roles_of(act);
  const bool speaks = std::any_of(roles.begin(), roles.end(), [](const auto& role) { return kAnyParty.contains(role); });
  if (!speaks || !sign(act, provider_for(at->second.about), at->second)) return {"unit_foreign", "H-02"};
  file(act, at->first);
  return {"record_cosigned", ""};
}

/// An applicant acts for their own unit's systems; whoever else may, for all.
Model::Maybe Model::own_system(const Act& act, const std::string& system, const std::set<std::string>& for_all) const {
  for (const auto& role : roles_of(act))
    if (for_all.contains(role)) return std::nullopt;
  if (!system.empty() && persons.at(in_whose_right(act)).unit == systems.at(system).unit) return std::nullopt;
  return Verdict{"unit_foreign", "H-02"};
}

Verdict Model::scan(const Act& act) {
  if (!act.about.empty() && !systems.contains(act.about)) return {"not_found", ""};
  if (auto no = may(act, "check_import", "")) return *no;
  if (auto no = own_system(act, act.about, {"inspector", "operator"})) return *no;
  for (int i = 0; i < act.level; ++i) findings[number("F", act)] = {act.about, "open", {}};
  return {act.level > 0 ? "found" : "scan_imported", ""};
}

Verdict Model::fix(const Act& act) {
  const auto at = findings.find(act.about);
  if (at == findings.end()) return {"not_found", ""};
  if (auto no = may(act, "check_fix", "")) return *no;
  if (auto no = own_system(act, at->second.system, {"operator"})) return *no;
  if (at->second.state != "open") return {"stage_wrong", "H-11"};
  if (act.papers.empty()) return {"paper_missing", "H-13"};
  at->second.state = "fixed", at->second.hands = {act.by};
  if (!act.instead_of.empty()) at->second.hands.insert(act.instead_of);
  return {"fixed", ""};
}

Verdict Model::verify(const Act& act) {
  const auto at = findings.find(act.about);
  if (at == findings.end()) return {"not_found", ""};
  if (auto no = may(act, "check_verify", "")) return *no;
  if (auto no = own_hands(act, at->second.hands)) return *no;
  if (at->second.state != "fixed") return {"stage_wrong", "H-11"};
  at->second.state = act.holds ? "closed" : "open";
  return {"verified", ""};
}

Verdict Model::judge(const Act& act) {
  if (auto no = stands_in(act)) return *no;
  switch (act.verb) {
    case Verb::submit: return submit(act);
    case Verb::change: return change(act);
    case Verb::decommission: return decommission(act);
    case Verb::extend: return extend(act);
    case Verb::withdraw: return withdraw(act);
    case Verb::attach: return attach(act);
    case Verb::provision: return provision(act);
    case Verb::grant_roles: return grant_roles(act);
    case Verb::revoke_roles: return revoke_roles(act);
    case Verb::delegate: return delegate(act);
    case Verb::end_delegation: return end_delegation(act);
    case Verb::record: return record(act);
    case Verb::cosign: return cosign(act);
    case Verb::scan: return scan(act);
    case Verb::fix: return fix(act);
    case Verb::verify: return verify(act);
    default: return review(act);
  }
}

}  // namespace govcloud::simulation
