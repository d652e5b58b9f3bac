// Who may do what: roles of a day, deputies, and nobody on their own case.
#include <algorithm>

#include "tests/simulation/model.h"

namespace govcloud::simulation {
namespace {

const std::set<std::string> kApart{"keeper", "steward", "auditor"};

bool meet(const std::set<std::string>& roles) {
  return std::count_if(roles.begin(), roles.end(), [](const auto& role) { return kApart.contains(role); }) > 1;
}

bool overlap(const Standing& a, Day since, Day until) { return a.since <= until && a.until >= since; }

/// The roles for an act: articles 4 and 17 of Zhejiang, 4, 7 and 13 of Changde.
std::set<std::string> roles_for(const std::string& what) {
  if (what == "submit" || what == "change" || what == "decommission" || what == "withdraw") return {"applicant"};
  if (what == "accept" || what == "refuse" || what == "approve" || what == "reject") return {"reviewer", "chief"};
  if (what == "open") return {"chief"};
  if (what == "provision" || what == "reclaim") return {"operator"};
  if (what == "attach" || what == "check_fix") return {"applicant", "operator"};
  if (what == "check_import") return {"inspector", "operator", "applicant"};
  if (what == "check_verify") return {"inspector", "reviewer", "chief"};
  return {"keeper"};
}

std::string article_of(bool zhejiang, const std::string& what) {
  if (what.starts_with("check_")) return zhejiang ? "17" : "13";
  static const std::set<std::string> kArticle7{"change", "decommission", "withdraw", "refuse", "approve", "reject", "open"};
  return !zhejiang && kArticle7.contains(what) ? "7" : "4";
}

}  // namespace

std::set<std::string> Model::roles_of(const Act& act) const {
  std::set<std::string> held;
  const auto person = persons.find(in_whose_right(act));
  if (person == persons.end()) return held;
  const auto on = [&](const std::string& role, Day day) {
    return std::any_of(person->second.past.begin(), person->second.past.end(), [&](const Held& h) {
      return h.role == role && (!h.since || *h.since <= day) && (!h.until || day < *h.until);
    });
  };
  for (const auto& role : person->second.roles)
    if (on(role, act.effective) && on(role, act.recorded)) held.insert(role);
  return held;
}

Model::Maybe Model::stands_in(const Act& act) const {
  if (act.instead_of.empty()) return std::nullopt;
  const auto person = persons.find(act.instead_of), deputy = persons.find(act.by);
  const auto holds = [&](Day day) {
    return std::any_of(person->second.deputies.begin(), person->second.deputies.end(),
                       [&](const Standing& s) { return s.deputy == act.by && s.since <= day && day <= s.until; });
  };
  if (person != persons.end() && deputy != persons.end() && person->second.unit == deputy->second.unit &&
      holds(act.effective) && holds(act.recorded))
    return std::nullopt;
  return Verdict{"delegation_missing", "H-18"};
}

Model::Maybe Model::may(const Act& act, const std::string& what, const std::string& unit) const {
  if (!persons.contains(act.by) || !persons.contains(in_whose_right(act))) return Verdict{"person_unknown", "H-02"};
  const auto wanted = roles_for(what), held = roles_of(act);
  if (std::none_of(held.begin(), held.end(), [&](const auto& role) { return wanted.contains(role); }))
    return Verdict{"role_missing", article_of(zhejiang, what)};
  if (!unit.empty() && persons.at(in_whose_right(act)).unit != unit) return Verdict{"unit_foreign", "H-02"};
  return std::nullopt;
}

/// An applicant hands in for their unit; an operator what the provider makes, for its own requests.
Model::Maybe Model::may_attach(const Act& act, const std::string& unit, const std::string& provider) const {
  if (auto no = may(act, "attach", "")) return no;
  static const std::set<std::string> kOperators{"reclaim_proof", "vulnerability_scan", "malware_scan", "security_agreement", "paper"};
  const auto held = roles_of(act);
  const auto& theirs = persons.at(in_whose_right(act)).unit;
  for (const auto& sheet : act.papers) {
    const bool applicant = held.contains("applicant") && theirs == unit;
    const bool provides = held.contains("operator") && kOperators.contains(sheet.kind) && (provider.empty() || theirs == provider);
    if (!applicant && !provides) return Verdict{"unit_foreign", "H-02"};
  }
  return std::nullopt;
}

Model::Maybe Model::own_hands(const Act& act, const std::set<std::string>& hands) const {
  if (!hands.contains(act.by) && (act.instead_of.empty() || !hands.contains(act.instead_of))) return std::nullopt;
  return Verdict{"own_request", "H-01"};
}

/// Roles change for the days to come: never before a change that stands already.
Model::Maybe Model::after_changes(const Act& act, const Person& person) const {
  for (const auto& held : person.past)
    if ((held.since && *held.since > act.effective) || (held.until && *held.until > act.effective))
      return Verdict{"date_order", "H-06"};
  return std::nullopt;
}

Verdict Model::grant_roles(const Act& act) {
  if (auto no = may(act, "register", "")) return *no;
  const auto at = persons.find(act.about);
  if (at == persons.end()) return {"not_found", ""};
  auto& person = at->second;
  for (const auto& role : act.named)
    if (person.roles.contains(role)) return {"exists_already", "H-12"};
  if (auto no = after_changes(act, person)) return *no;
  auto after = person.roles;
  after.insert(act.named.begin(), act.named.end());
  if (meet(after)) return {"roles_apart", "H-10"};
  for (const auto& role : act.named) person.past.push_back({role, act.effective, {}});
  person.roles = after;
  return {"roles_granted", ""};
}

Verdict Model::revoke_roles(const Act& act) {
  if (auto no = may(act, "register", "")) return *no;
  const auto at = persons.find(act.about);
  if (at == persons.end()) return {"not_found", ""};
  auto& person = at->second;
  const auto roles = act.named.empty() ? std::vector<std::string>(person.roles.begin(), person.roles.end()) : act.named;
  for (const auto& role : roles)
    if (!person.roles.contains(role)) return {"stage_wrong", "H-11"};
  if (roles.empty()) return {"stage_wrong", "H-11"};
  if (auto no = after_changes(act, person)) return *no;
  const bool keeps = std::find(roles.begin(), roles.end(), "keeper") == roles.end();
  const auto other = std::any_of(persons.begin(), persons.end(), [&](const auto& entry) {
    return entry.first != act.about && entry.second.roles.contains("keeper");
  });
  if (!keeps && !other) return {"last_keeper", "H-16"};
  for (const auto& role : roles) {
    person.roles.erase(role);
    for (auto& held : person.past)
      if (held.role == role && !held.until) held.until = act.effective;
  }
  return {"roles_revoked", ""};
}

bool Model::comes_back(const std::string& from, const std::string& to, Day since, Day until, std::set<std::string> seen) const {
  if (from == to) return true;
  const auto person = persons.find(from);
  if (!seen.insert(from).second || person == persons.end()) return false;
  return std::any_of(person->second.deputies.begin(), person->second.deputies.end(), [&](const Standing& s) {
    return overlap(s, since, until) && comes_back(s.deputy, to, std::max(since, s.since), std::min(until, s.until), seen);
  });
}

Verdict Model::delegate(const Act& act) {
  const bool own = act.instead_of.empty() && act.by == act.about;
  if (!own)
    if (auto no = may(act, "register", "")) return *no;
  if (!persons.contains(act.about) || !persons.contains(act.deputy)) return {"not_found", ""};
  auto& person = persons.at(act.about);
  const auto& deputy = persons.at(act.deputy);
  if (act.about == act.deputy || person.unit != deputy.unit || act.since > act.until || act.since < act.effective)
    return {"delegation_out_of_bounds", "H-18"};
  for (const auto& standing : person.deputies)
    if (standing.deputy == act.deputy && overlap(standing, act.since, act.until)) return {"exists_already", "H-12"};
  if (comes_back(act.deputy, act.about, act.since, act.until, {})) return {"delegation_out_of_bounds", "H-18"};
  auto both = person.roles;
  both.insert(deputy.roles.begin(), deputy.roles.end());
  if (meet(both)) return {"roles_apart", "H-10"};
  person.deputies.push_back({act.deputy, act.since, act.until});
  return {"delegated", ""};
}

Verdict Model::end_delegation(const Act& act) {
  const bool own = act.instead_of.empty() && act.by == act.about;
  if (!own)
    if (auto no = may(act, "register", "")) return *no;
  const auto at = persons.find(act.about);
  if (at == persons.end()) return {"not_found", ""};
  bool ended = false;
  for (auto& standing : at->second.deputies)
    if (standing.deputy == act.deputy && standing.until >= act.effective && standing.since <= standing.until)
      standing.until = act.effective - 1, ended = true;
  return ended ? Verdict{"delegation_ended", ""} : Verdict{"stage_wrong", "H-11"};
}

}  // namespace govcloud::simulation
