#include "core/law/compliance.h"

#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/incident.h"
#include "core/law/rectify.h"
#include "core/law/rules.h"
#include "core/law/system.h"

namespace govcloud {
namespace {

Citation cite_limit(const Policy& policy, std::string_view rule) {
  const auto* limit = policy.limit(rule);
  return cite(policy, limit != nullptr ? limit->basis : policy.trial.basis);
}

/// The entry that asks for measurements: the monthly report's duty, else the thresholds.
Citation cite_measurement(const Policy& policy) {
  for (const auto& duty : policy.duties)
    if (duty.id == "monthly_report") return cite(policy, duty.basis);
  return cite(policy, policy.thresholds.basis);
}

void overdue(const Facts& facts, Date today, std::vector<Shortfall>& all) {
  for (const auto& [id, request] : facts.books.requests)
    for (const auto& deadline : request.deadlines) {
      if (!deadline.is_open() || !deadline.due_on || today <= *deadline.due_on) continue;
      if (deadline.rule == "trial") continue;  // told by trial_ended
      all.push_back({"overdue", id, deadline.owner, cite_limit(facts.policy, deadline.rule),
                     say("{0} was due on {1}", deadline.rule, to_text(*deadline.due_on)),
                     "govcloud explain " + id, deadline.rule});
    }
}

void trial_ended(const Facts& facts, Date today, std::vector<Shortfall>& all) {
  for (const auto& [id, request] : facts.books.requests) {
    if (request.stage != Stage::trial || !request.trial.ends_on || today <= *request.trial.ends_on) continue;
    all.push_back({"trial_ended", id, "authority", cite(facts.policy, facts.policy.trial.basis),
                   say("the trial ended on {0} and nothing was decided", to_text(*request.trial.ends_on)),
                   "govcloud review open " + id});
  }
}

/// A resource that lives although its system ended, or although its taking back is overdue.
void alive_after_end(const Facts& facts, Date today, std::vector<Shortfall>& all) {
  for (const auto& [id, resource] : facts.books.resources) {
    if (resource.state == ResourceState::reclaimed || resource.state == ResourceState::cancelled) continue;
    const auto* system = find(facts.books.systems, resource.system);
    const bool ended = system != nullptr && system->state == SystemState::ended;
    std::string request;
    for (const auto& [rid, r] : facts.books.requests) {
      if (resource.state != ResourceState::ending || r.kind != RequestKind::termination) continue;
      for (const auto& deadline : r.deadlines)
        if (deadline.rule == "reclaim" && deadline.is_open() && deadline.due_on && today > *deadline.due_on &&
            std::find(r.resources.begin(), r.resources.end(), id) != r.resources.end())
          request = rid;
    }
    if (!ended && request.empty()) continue;
    all.push_back({"alive_after_end", id, "provider", cite_limit(facts.policy, "reclaim"),
                   say("it was terminated and has not been taken back"),
                   "govcloud provision " + request + " --resource " + id});
  }
}

void not_measured(const Facts& facts, Month month, const std::set<std::string>& measured,
                  std::vector<Shortfall>& all) {
  for (const auto& [id, resource] : facts.books.resources) {
    const bool lives = resource.state == ResourceState::trial || resource.state == ResourceState::in_service ||
                       resource.state == ResourceState::ending;
    if (!lives || !resource.delivered_on || *resource.delivered_on >= first_day(next(month))) continue;
    if (measured.contains(id)) continue;
    const auto* system = find(facts.books.systems, resource.system);
    if (system != nullptr && system->taken_over_on && *system->taken_over_on >= first_day(next(month))) continue;
    all.push_back({"not_measured", id, "provider", cite_measurement(facts.policy),
                   say("there are no measurements of {0}", to_text(month)), "govcloud usage import FILE", to_text(month)});
  }
}

/// What opened a system must still hold while it runs: tests, agreement, validity. One that was taken
/// over must show what would open it, and one whose level was raised its tests anew.
void papers_missing(const Facts& facts, Date today, std::vector<Shortfall>& all) {
  for (const auto& [id, system] : facts.books.systems) {
    if (system.state != SystemState::in_service) continue;
    for (const auto& closed : opening_gates(facts, {}, system, today))
      all.push_back({"papers_missing", id, "using", cite(facts.policy, closed.gate->basis),
                     say("missing or no longer valid: {0}", joined(closed.missing)),
                     "govcloud attach " + id + " KIND=FILE", closed.gate->rule});
  }
}

void finding_overdue(const Facts& facts, Date today, std::vector<Shortfall>& all) {
  const auto* rule = facts.policy.role_rule("check_verify");
  for (const auto& [id, finding] : facts.books.findings) {
    if (finding.state == FindingState::closed || !finding.due() || today <= *finding.due()) continue;
    if (finding.state == FindingState::fixed) continue;  // the owner has done their part
    all.push_back({"finding_overdue", id, finding.owner,
                   cite(facts.policy, rule != nullptr ? rule->basis : facts.policy.trial.basis),
                   say("it was to be mended by {0}", to_text(*finding.due())),
                   "govcloud check fix " + id + " --attach KIND=FILE"});
  }
}

void order_overdue(const Facts& facts, Date today, std::vector<Shortfall>& all) {
  const auto* rule = rule_by(facts.policy, "check_order", "check_verify");
  for (const auto& [id, order] : facts.books.orders) {
    if (!order.is_overdue(today)) continue;
    all.push_back({"order_overdue", id, owner_of(facts.books, order),
                   cite(facts.policy, rule != nullptr ? rule->basis : facts.policy.trial.basis),
                   say("{0} was ordered to mend it by {1}", order.to, to_text(order.due_on)),
                   "govcloud check fix " + id + " --attach KIND=FILE"});
  }
}

void incident_overdue(const Facts& facts, Instant now, std::vector<Shortfall>& all) {
  for (const auto& [id, incident] : facts.books.incidents)
    for (const auto& clock : clocks_of(incident)) {
      if (!clock.is_open() || incident.began > now || !clock.is_late(now)) continue;
      const auto* level = incident.planned ? nullptr : class_of(facts.policy, incident.level);
      const auto& basis = level != nullptr ? level->basis : facts.policy.maintenance.basis;
      all.push_back({"incident_overdue", id, "provider", basis.article.empty() ? house_rule("H-50") : cite(facts.policy, basis),
                     say("{0} was due at {1}", clock.rule, to_text(*clock.due, facts.policy.offset)),
                     clock.rule == "respond" ? "govcloud incident update " + id + " --responded TIME"
                                             : "govcloud incident resolve " + id + " --cause TEXT", clock.rule});
    }
}

}  // namespace

std::vector<Shortfall> compliance(const Facts& facts, Instant now, Month month,
                                  const std::set<std::string>& measured) {
  const auto today = day_of(facts, now);
  std::vector<Shortfall> all;
  overdue(facts, today, all);
  trial_ended(facts, today, all);
  alive_after_end(facts, today, all);
  not_measured(facts, month, measured, all);
  papers_missing(facts, today, all);
  finding_overdue(facts, today, all);
  order_overdue(facts, today, all);
  incident_overdue(facts, now, all);
  check_registers(facts, today, all);
  return all;
}

}  // namespace govcloud
