// What insiders with a patched program try with checks, orders and acceptances.
#pragma once
#include "core/law/incident.h"
#include "core/law/rectify.h"
#include "tests/ledger/illegal_acts.h"

namespace govcloud::testing {

inline HoldCheck check_with_finding() {
  HoldCheck command{"budget", "口令", "", "", {"管理口令"}, {}};
  command.found.resize(1);
  command.found[0].title = "弱口令", command.found[0].severity = Severity::high;
  return command;
}

inline OrderMending order_for_budget() { return {"", "口令", {"F-2026-0001"}, {}, day("2026-05-20")}; }

inline void check_budget(Office& o) { o.as("he").on("2026-04-01")(check_with_finding()); }
inline void order_budget(Office& o) { check_budget(o), o.as("wang")(order_for_budget()); }
inline void mend_as_ordered(Office& o) {
  order_budget(o);
  o.as("zhang").with(papers({"paper"}))(FixFinding{"F-2026-0001", ""});
  o.as("he")(VerifyFinding{"F-2026-0001", ""});
  o.as("zhang").with(papers({"paper"}))(FixFinding{"O-2026-0001", ""});
}

inline void report_fault(Office& o) {
  o.as("zhang").on("2026-04-01")(OpenIncident{"断网", "serious", false, true, {"budget"}, morning(day("2026-04-01")), {}});
}

inline const IllegalAct kRectified[] = {
    {"role_missing", "an applicant passes a check of their own system", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.as("zhang").trusting("zhang");
       return p(HoldCheck{"budget", "年度检查", "", "", {"备份"}, {}});
     }},
    {"the law gives", "a check is passed in spite of what it found", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("he")(check_with_finding());
       fact<CheckHeld>(facts).check.passed = true;
       return facts;
     }},
    {"the law gives", "a finding of a check gets more time than the policy has", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("he")(check_with_finding());
       fact<govcloud::Found>(facts).finding.due_on = day("2030-01-01");
       return facts;
     }, 1},
    {"field_wrong", "an order to a unit that owes nothing", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.books.systems["budget"].unit = "rsj";
       return p.as("wang")(order_for_budget());
     }, 0, check_budget},
    {"the law gives", "an order that binds without its second signature", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.policy.orders.signatories = {"authority"};
       return p.as("wang")(order_for_budget());
     }, 0, check_budget},
    {"unit_foreign", "the authority signs for the security authority", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.persons["zhao"].unit = "wxb";
       return p.as("zhao")(Cosign{"O-2026-0001"});
     }, 0, order_budget},
    {"stage_wrong", "an order is carried out while its finding is open", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.books.findings["F-2026-0001"].state = FindingState::closed;
       return p.as("zhang").with(papers({"paper"}))(FixFinding{"O-2026-0001", ""});
     }, 0, order_budget},
    {"role_missing", "who carried an order out closes it", "changde", Stage::open,
     [](Office&, Patched& p) { return p.as("li").trusting("li")(VerifyFinding{"O-2026-0001", ""}); }, 0, mend_as_ordered},
    {"field_wrong", "a risk is accepted for years", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.policy.accept_days_max.reset();
       return p.as("wang")(AcceptFinding{"F-2026-0001", "年内下线", "zhang", day("2036-01-01")});
     }, 0, check_budget},
    {"role_missing", "a unit resolves the provider's incident", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.persons["zhang"].unit = "yun";
       return p.as("zhang").trusting("zhang")(ResolveIncident{"I-2026-0001", "好了", "", morning(day("2026-04-20"))});
     }, 0, report_fault},
    {"the law gives", "a response is moved to a better time", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(UpdateIncident{"I-2026-0001", "", "", {}, morning(day("2026-04-20"))});
       fact<IncidentUpdated>(facts).responded->told -= std::chrono::hours{400};
       fact<IncidentUpdated>(facts).responded->counts -= std::chrono::hours{400};
       return facts;
     }, 0, report_fault},
    {"the law gives", "maintenance of tomorrow passes for announced", "changde", Stage::open,
     [](Office&, Patched& p) {
       const auto now = morning(day("2026-04-20"));
       auto facts = p.as("sun")(OpenIncident{"升级", "", true, true, {}, now + std::chrono::hours{2}, now + std::chrono::hours{4}});
       fact<IncidentOpened>(facts).incident.excluded = true;
       return facts;
     }},
};

}  // namespace govcloud::testing
