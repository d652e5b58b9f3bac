// Security checks: importing what scanners found, mending, and verification by somebody else
// (Zhejiang article 17, Changde articles 13 and 20). And the import of measurements.
#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/rectify.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

/// Who owes the mending: the using unit for its system, the provider for the platform.
std::string owner_of(const std::string& system) { return system.empty() ? "provider" : "using"; }

std::string system_unit(const Facts& facts, const std::string& system) {
  const auto* found = find(facts.books.systems, system);
  return found != nullptr ? found->unit : "";
}

/// Whether they hold another role than an applicant's that the rule names for the act.
bool acts_for_all(const Facts& facts, const Acting& acting, const RoleRule* rule) {
  const auto held = roles_of(facts, acting);
  return rule != nullptr && std::any_of(held.begin(), held.end(), [&](Role role) {
           return role != Role::applicant && std::find(rule->roles.begin(), rule->roles.end(), name_of(role)) != rule->roles.end();
         });
}

/// H-19, of what a scan says about findings that are known already.
MaybeNo within_scan(const Facts& facts, const ImportScan& command) {
  const auto& scan = command.scan;
  for (const auto* ids : {&command.seen, &command.closed})
    for (const auto& id : *ids) {
      const auto* finding = find(facts.books.findings, id);
      if (finding == nullptr) return NotFound{"finding", id, say("see them with: govcloud list findings")};
      const bool theirs = finding->system == scan.system && finding->check.empty();  // what people found, no scan closes
      if (!theirs && facts.policy.house_rule_on("H-19"))
        return Refusal{Reason::scan_out_of_bounds, id, finding->system, house_rule("H-19"), {},
                       say("{0} is not of what this scan looked at: import it for the system that was scanned", id)};
    }
  if (!command.closed.empty() && !scan.complete && facts.policy.house_rule_on("H-19"))
    return Refusal{Reason::scan_out_of_bounds, command.closed.front(), "", house_rule("H-19"), {},
                   say("a scan that did not finish closes nothing: let it run to its end")};
  return std::nullopt;
}

}  // namespace

bool is_theirs(const Acting& acting, const std::string& by, const std::string& in_place_of) {
  const auto involved = [&](const std::string& person) {
    return !person.empty() && (person == acting.person || person == acting.for_person);
  };
  return involved(by) || involved(in_place_of);
}

MaybeNo own_system(const Facts& facts, const Acting& acting, const RoleRule* rule, const std::string& system) {
  const auto* person = in_whose_right(facts, acting);
  if (person == nullptr || acts_for_all(facts, acting, rule)) return std::nullopt;
  if (!system.empty() && person->unit == system_unit(facts, system)) return std::nullopt;
  return Refusal{Reason::unit_foreign, acting.person, system, house_rule("H-02"), {},
                 say("an applicant acts for the systems of {0}", person->unit)};
}

const RoleRule* rule_by(const Policy& policy, std::string_view act, std::string_view kindred) {
  const auto* own = policy.role_rule(act);
  return own != nullptr ? own : policy.role_rule(kindred);
}

MaybeNo may_by(const Facts& facts, const Acting& acting, std::string_view act, std::string_view kindred,
               const std::string& unit) {
  return may(facts, acting, facts.policy.role_rule(act) != nullptr ? act : kindred, unit);
}

std::string owing_unit(const Facts& facts, const Finding& finding) {
  return finding.owner == "using" ? system_unit(facts, finding.system) : provider_for(facts, finding.system);
}

void rate(const Facts& facts, Finding& finding, Date on) {
  finding.owner = owner_of(finding.system), finding.found_on = on;
  if (const auto* rule = facts.policy.role_rule("check_verify")) finding.article = rule->basis.article;
  const auto days = facts.policy.finding_due_days.find(std::string(name_of(finding.severity)));
  if (days != facts.policy.finding_due_days.end()) finding.due_on = on + std::chrono::days{days->second};
}

Decision decide(const Facts& facts, const ImportUsage& command, const Acting& acting) {
  // The same file again tells nothing new, and is no act.
  if (find(facts.books.usage, command.what.digest) != nullptr) return std::vector<Fact>{};
  if (auto no = may(facts, acting, "usage_import", "")) return *no;
  auto what = command.what;
  what.number = facts.books.ledger.imports + 1;
  std::vector<Fact> recorded{std::move(what)};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, facts.books.ledger.id, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const ImportScan& command, const Acting& acting) {
  if (find(facts.books.scans, command.scan.digest) != nullptr) return std::vector<Fact>{};
  if (!command.scan.system.empty() && find(facts.books.systems, command.scan.system) == nullptr)
    return NotFound{"system", command.scan.system, say("see them with: govcloud list systems")};
  if (auto no = may(facts, acting, "check_import", "")) return *no;
  if (auto no = own_system(facts, acting, facts.policy.role_rule("check_import"), command.scan.system)) return *no;
  if (auto no = within_scan(facts, command)) return *no;
  const auto on = day_of(facts, acting.effective);
  Numbers numbers(facts, acting);
  std::vector<Fact> recorded{ScanImported{command.scan, command.seen, command.closed, on}};
  recorded.reserve(1 + command.found.size() + acting.papers.size());
  for (auto finding : command.found) {
    finding.id = numbers.next("F"), finding.system = command.scan.system;
    finding.scan = finding.last_scan = command.scan.digest;
    rate(facts, finding, on);
    recorded.push_back(Found{std::move(finding)});
  }
  attach_papers(facts, acting, numbers, command.scan.digest, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const FixFinding& command, const Acting& acting) {
  if (const auto* order = find(facts.books.orders, command.finding)) return fix_order(facts, *order, command, acting);
  const auto* finding = find(facts.books.findings, command.finding);
  if (finding == nullptr)
    return NotFound{"finding", command.finding, say("see them with: govcloud list findings")};
  if (auto no = may(facts, acting, "check_fix", "")) return *no;
  if (auto no = own_system(facts, acting, facts.policy.role_rule("check_fix"), finding->system)) return *no;
  if (finding->state != FindingState::open)
    return Refusal{Reason::stage_wrong, finding->id, std::string(name_of(finding->state)),
                   house_rule("H-11"),
                   say("{0} is {1} already", finding->id, name_of(finding->state)), {}};
  if (acting.papers.empty())
    return Refusal{Reason::paper_missing, finding->id, "evidence", house_rule("H-13"), {},
                   say("show the mending: --attach KIND=FILE")};
  std::vector<Fact> recorded{
      Fixed{finding->id, acting.person, command.note, day_of(facts, acting.effective)}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, finding->id, recorded);
  return recorded;
}

Decision decide(const Facts& facts, const VerifyFinding& command, const Acting& acting) {
  if (const auto* order = find(facts.books.orders, command.finding)) return verify_order(facts, *order, command, acting);
  const auto* finding = find(facts.books.findings, command.finding);
  if (finding == nullptr)
    return NotFound{"finding", command.finding, say("see them with: govcloud list findings")};
  if (auto no = may(facts, acting, "check_verify", "")) return *no;
  if (facts.policy.house_rule_on("H-01") && is_theirs(acting, finding->fixed_by, finding->fixed_for))
    return Refusal{Reason::own_request, finding->id, acting.person, house_rule("H-01"), {},
                   say("let somebody else look at the mending of {0}", finding->id)};
  if (finding->state != FindingState::fixed)
    return Refusal{Reason::stage_wrong, finding->id, std::string(name_of(finding->state)),
                   house_rule("H-11"),
                   say("{0} is {1}; only a fixed finding can be verified", finding->id,
                       name_of(finding->state)),
                   say("record the mending first: govcloud check fix {0} --attach KIND=FILE", finding->id)};
  std::vector<Fact> recorded{Verified{finding->id, acting.person, command.note, command.holds,
                                      day_of(facts, acting.effective)}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, finding->id, recorded);
  return recorded;
}

}  // namespace govcloud
