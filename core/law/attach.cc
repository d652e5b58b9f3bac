// Papers 材料, handed to a request from its submission to its opening, or to a system or unit. The
// last test of a major change lets it count as applied (Zhejiang article 11).
#include "core/law/house_rules.h"
#include "core/law/roles.h"
#include "core/law/rules.h"
#include "core/law/system.h"

#include <algorithm>

namespace govcloud {
namespace {

/// A person may attach a kind if one of the policy's rules for the act names their role and the kind.
MaybeNo may_attach(const Facts& facts, const Acting& acting, const std::string& unit,
                   const std::string& provider) {
  if (auto no = may(facts, acting, "attach", "")) return *no;
  const Person& person = *in_whose_right(facts, acting);
  const auto roles = roles_of(facts, acting);
  for (const auto& paper : acting.papers) {
    bool allowed = false;
    for (const auto& rule : facts.policy.roles) {
      if (rule.act != "attach") continue;
      if (!rule.kinds.empty() &&
          std::find(rule.kinds.begin(), rule.kinds.end(), paper.kind) == rule.kinds.end())
        continue;
      for (const auto role : roles) {
        if (std::find(rule.roles.begin(), rule.roles.end(), name_of(role)) == rule.roles.end())
          continue;
        const auto& wanted = role == Role::operator_ ? provider : unit;
        if (wanted.empty() || person.unit == wanted) allowed = true;
      }
    }
    if (!allowed)
      return Refusal{Reason::unit_foreign, acting.person, paper.kind, house_rule("H-02"), {},
                     say("{0} is attached by an applicant of {1}", paper.kind, unit)};
  }
  return std::nullopt;
}

/// A major change that was delivered counts as applied with its last passed test. Tests from before
/// the delivery say nothing about what was delivered.
MaybeNo apply_if_tested(const Facts& facts, const Acting& acting, const Request& request,
                        std::vector<Fact>& recorded) {
  if (request.kind != RequestKind::change || request.stage != Stage::trial) return std::nullopt;
  auto papers = papers_of(facts, acting, request);
  std::erase_if(papers.attached, [&](const Evidence* e) {
    return e->dated.value_or(e->attached_on) < *request.trial.started_on;
  });
  auto in_hand = acting.papers;
  std::erase_if(in_hand, [&](const Paper& paper) { return paper.dated && *paper.dated < *request.trial.started_on; });
  papers.in_hand = &in_hand;
  const auto closed = closed_gates(facts, "apply_major", request.level, papers,
                                   day_of(facts, acting.effective), request.unit, {});
  if (!closed.empty()) return std::nullopt;
  if (auto no = order_of_dates(facts, acting, request)) return no;
  recorded.push_back(Applied{request.id, {}});
  return std::nullopt;
}

}  // namespace

Decision decide(const Facts& facts, const Attach& command, const Acting& acting) {
  const auto* request = find(facts.books.requests, command.subject);
  const auto* finding = find(facts.books.findings, command.subject);
  const auto* system = find(facts.books.systems, finding != nullptr ? finding->system : command.subject);
  const auto* unit = find(facts.books.units, command.subject);
  if (request == nullptr && system == nullptr && unit == nullptr && finding == nullptr)
    return NotFound{"item", command.subject, say("papers go to a request, a system, a unit or a finding")};
  const std::string owner = request != nullptr  ? request->unit
                            : system != nullptr ? system->unit
                            : unit != nullptr   ? unit->id
                                                : "";
  if (auto no = may_attach(facts, acting, owner, request != nullptr ? request->provider : "")) return *no;
  if (request != nullptr && !request->is_open()) {
    auto no = wrong_stage(*request, "attach");
    no.hint = say("attach it to the system instead: govcloud attach {0} …", request->system);
    return no;
  }
  std::vector<Fact> recorded;
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, command.subject, recorded);
  if (request != nullptr)
    if (auto no = apply_if_tested(facts, acting, *request, recorded)) return *no;
  if (command.subject == (system != nullptr ? system->id : "")) confirm_level(facts, acting, *system, recorded);
  return recorded;
}

}  // namespace govcloud
