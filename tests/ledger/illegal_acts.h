// What insiders with a patched program try: each row is an act that the law would not have recorded,
// with the words that verification must find for it.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "tests/ledger/paper_ledger.h"

namespace govcloud::testing {
using enum ReviewKind;

inline const std::string kId = "R-2026-0001";

/// A program with some of its law taken out: the books and the policy are its own copies.
struct Patched {
  explicit Patched(const Office& office)
      : books(office.books), policy(office.policy), calendar(office.calendar) {}
  Patched& as(const std::string& person) { return acting.person = person, *this; }
  Patched& on(const std::string& date) {
    return acting.recorded = acting.effective = morning(day(date)), *this;
  }
  Patched& with(std::vector<Paper> papers) { return acting.papers = std::move(papers), *this; }
  Patched& late(const std::string& date) {
    acting.is_late = true, acting.late_reason = "停电", acting.effective = morning(day(date));
    return *this;
  }
  /// Gives somebody all rights, in this program's mind.
  Patched& trusting(const std::string& person) {
    policy.house_rules_off.push_back("H-01");
    auto& trusted = books.persons[person];
    trusted.roles.clear();
    for (std::size_t i = 0; i < kRoles.size(); ++i) trusted.roles.push_back(static_cast<Role>(i));
    for (auto& [id, request] : books.requests)
      request.authority = request.provider = trusted.unit, request.unit = trusted.unit;
    return *this;
  }
  template <class Command>
  std::vector<Fact> operator()(const Command& command) {
    auto decision = decide({books, policy, calendar}, command, acting);
    if (!std::holds_alternative<std::vector<Fact>>(decision))
      throw std::runtime_error("the patched program refuses as well: " + outcome(decision));
    return std::get<std::vector<Fact>>(std::move(decision));
  }

  Books books;
  Policy policy;
  Calendar calendar;
  Acting acting;
};

/// The fact of a kind in an act.
template <class F>
F& fact(std::vector<Fact>& facts) {
  for (auto& f : facts)
    if (auto* found = std::get_if<F>(&f)) return *found;
  throw std::runtime_error("the act has no such fact");
}

struct IllegalAct {
  std::string want;      // words of the message: the reason, or what the law gives
  std::string what, policy;
  Stage stage;           // to which the office is brought in law
  std::function<std::vector<Fact>(Office&, Patched&)> forge;
  std::size_t at = 0;    // the act's first bad event
  std::function<void(Office&)> before = {};  // what happens in law before it
};

inline Change bigger(std::int64_t cpu) { return {"budget", "高峰", {set("budget/host-1", "cpu", {cpu, {}})}}; }

inline ImportScan scan_of_one() {
  ImportScan scan;
  scan.scan.digest = std::string(64, 'c'), scan.scan.system = "budget", scan.found.resize(1);
  return scan;
}

inline ImportUsage measurements() {
  ImportUsage usage;
  usage.what.digest = std::string(64, 'd');
  return usage;
}

/// A finding that zhang has mended.
inline void mend(Office& o) {
  o.as("he")(scan_of_one());
  o.as("zhang").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", "补丁"});
}

/// The report of March about czj.
inline DeliverReports march() {
  const std::string digest(64, 'e');
  return {"monthly", "2026-03", 9, digest, "zh", {{"czj", digest, {}, {{"2026-03-czj.html", "html", digest, 9}}}}};
}

inline void refuse_first(Office& o) { o.as("wang")(review(refuse, kId, "材料不全")); }

// -- rights --------------------------------------------------------------------------------------

inline const IllegalAct kRights[] = {
    {"role_missing", "an applicant approves", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) { return p.as("zhang").trusting("zhang")(review(approve, kId)); }},
    {"role_missing", "an applicant accepts", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("li").trusting("li")(review(accept, kId)); }},
    {"person_unknown", "nobody known accepts", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("ghost").trusting("ghost")(review(accept, kId)); }},
    {"own_request", "the one who asked accepts", "changde", Stage::submitted,
     [](Office& o, Patched& p) {
       p.policy.house_rules_off = {"H-01"}, p.books = o.books;
       return p.as("qian")(review(accept, "R-2026-0002"));
     }, 0,
     [](Office& o) { o.as("qian")(submission("own", "dsj", 1, o.policy)); }},
    {"role_missing", "a reviewer opens", "changde", Stage::trial,
     [](Office&, Patched& p) {
       p.policy.gates.clear();
       return p.as("wang").trusting("wang")(review(open, kId));
     }},
    {"unit_foreign", "another unit withdraws", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("li").trusting("li")(Withdraw{kId, "不要了"}); }},
    {"role_missing", "an applicant delivers", "changde", Stage::approved,
     [](Office&, Patched& p) { return p.as("zhang").trusting("zhang")(Provision{kId}); }},
    {"role_missing", "a unit is added by no keeper", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("zhang").trusting("zhang")(AddUnit{{"x", 0, "某局"}}); }},
    {"role_missing", "a person is added by no keeper", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       return p.as("wang").trusting("wang")(AddPerson{{"wang2", 0, "王", "dsj", {Role::chief}}});
     }},
    {"exists_already", "a person takes more roles", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       p.books.persons.erase("wang");
       return p.as("root")(AddPerson{{"wang", 0, "王", "dsj", {Role::reviewer, Role::chief}}});
     }},
    {"roles_apart", "one person is keeper and auditor", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       p.policy.roles_apart.clear();
       return p.as("root")(AddPerson{{"x", 0, "某", "dsj", {Role::keeper, Role::auditor}}});
     }},
    {"role_missing", "a calendar is loaded by no keeper", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       p.trusting("zhang").as("zhang");
       return p(LoadCalendar{p.calendar.digest, "cn.csv", {p.calendar.arranged.begin(), p.calendar.arranged.end()}});
     }},
    {"role_missing", "an applicant imports measurements", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("zhang").trusting("zhang")(measurements()); }},
    {"role_missing", "a reviewer imports a scan", "zhejiang", Stage::open,
     [](Office&, Patched& p) { return p.as("wang").trusting("wang")(scan_of_one()); }},
    {"role_missing", "an applicant is given the roles of a chief by a reviewer", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("wang").trusting("wang")(GrantRoles{"zhang", {Role::chief}}); }},
    {"role_missing", "roles are taken by no keeper", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("wang").trusting("wang")(RevokeRoles{"zhao", "调岗", {Role::chief}}); }},
    {"role_missing", "an applicant delivers the provider's report", "zhejiang", Stage::open,
     [](Office&, Patched& p) { return p.as("zhang").trusting("zhang")(march()); }},
    {"unit_foreign", "a report about one unit goes to another", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.units["rsj"].kind = UnitKind::authority;
       auto command = march();
       command.copies.front().receivers = {"rsj"};
       return p.as("sun")(command);
     }},
    {"date_order", "a month's report is delivered before its end", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(march());
       fact<ReportDelivered>(facts).record.values["period"] = "2026-04";
       return facts;
     }},
    {"role_missing", "an applicant grants an extension", "zhejiang", Stage::trial,
     [](Office& o, Patched& p) {
       o.on("2026-03-10").as("zhang")(Extend{kId, "测试未完成", 10});
       p.books = o.books;
       return p.as("zhang").trusting("zhang")(review(extend, "R-2026-0002"));
     }, 0, [](Office& o) { o.on("2026-03-10").as("zhang")(Extend{kId, "测试未完成", 10}); }},
    {"record_missing", "an access without an authorisation", "changde", Stage::open,
     [](Office&, Patched& p) {
       for (auto& rule : p.policy.records) rule.needs.clear();
       return p.as("sun")(MakeRecord{"access", "budget/host-1", {{"person", "李维"}, {"purpose", "排障"}, {"began", "2026-04-20T09:00:00+08:00"}}});
     }},
    {"field_wrong", "a record without its fields", "changde", Stage::open,
     [](Office&, Patched& p) {
       for (auto& rule : p.policy.records)
         for (auto& field : rule.fields_asked) field.required = false;
       return p.as("zhang")(MakeRecord{"access_authorisation", "budget/host-1", {{"person", "李维"}}});
     }},
    {"unit_foreign", "a party signs for another", "changde", Stage::open,
     [](Office& o, Patched& p) {
       p.books = o.books;
       p.books.persons["li"].unit = "yun";
       return p.as("li")(Cosign{"D-2026-0001"});
     }, 0,
     [](Office& o) { o.as("zhang")(MakeRecord{"security_agreement", "budget", {{"valid_from", "2026-03-01"}}}); }},
    {"scan_out_of_bounds", "a system's scan closes the platform's finding", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto scan = scan_of_one();
       scan.found.clear(), scan.scan.complete = true, scan.closed = {"F-2026-0001"};
       p.policy.house_rules_off.push_back("H-19");
       return p.as("zhang")(scan);
     }, 0,
     [](Office& o) {
       auto scan = scan_of_one();
       scan.scan.digest = std::string(64, 'e'), scan.scan.system.clear();
       o.as("he")(scan);
     }},
    {"delegation_out_of_bounds", "somebody of another unit stands in", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       p.books.persons["zhang"].unit = "dsj";
       return p.as("zhao")(Delegate{"zhao", "zhang", day("2026-04-20"), day("2026-05-20")});
     }},
    {"stage_wrong", "a delegation ends that was never given", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       p.books.persons["zhao"].delegations = {{"wang", day("2026-04-01"), day("2026-05-20")}};
       return p.as("zhao")(EndDelegation{"zhao", "wang"});
     }},
    {"delegation_missing", "somebody acts for another", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       p.acting.for_person = "zhao";
       return p.as("wang")(review(accept, kId));
     }},
    {"unit_foreign", "another unit's papers", "zhejiang", Stage::trial,
     [](Office&, Patched& p) { return p.as("li").trusting("li").with(papers({"plan"}))(Attach{kId}); }},
    {"own_request", "who mended a finding verifies it", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.policy.house_rules_off = {"H-01"};
       return p.as("qian")(VerifyFinding{"F-2026-0001", "好了"});
     }, 0,
     [](Office& o) {
       o.as("qian")(submission("own", "dsj", 1, o.policy));
       auto scan = scan_of_one();
       scan.scan.system = "own";
       o.as("he")(scan);
       o.as("qian").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", "补丁"});
     }},
};

// -- stages and dates ----------------------------------------------------------------------------

inline const IllegalAct kOrder[] = {
    {"stage_wrong", "approved twice", "zhejiang", Stage::approved,
     [](Office&, Patched& p) {
       p.books.requests[kId].stage = Stage::accepted;
       return p.as("wang")(review(approve, kId));
     }},
    {"stage_wrong", "refused after it was accepted", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) {
       p.books.requests[kId].stage = Stage::submitted;
       return p.as("wang")(review(refuse, kId, "不行"));
     }},
    {"stage_wrong", "withdrawn after approval", "zhejiang", Stage::approved,
     [](Office&, Patched& p) {
       p.books.requests[kId].stage = Stage::submitted;
       return p.as("zhang")(Withdraw{kId, "不要了"});
     }},
    {"stage_wrong", "a paper for a closed request", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.requests[kId].stage = Stage::trial;
       return p.as("zhang").with(papers({"plan"}))(Attach{kId});
     }},
    {"stage_wrong", "delivered again", "changde", Stage::trial,
     [](Office& o, Patched& p) {
       p.books.requests[kId].stage = Stage::approved;
       for (auto& [id, r] : p.books.resources) r.state = ResourceState::granted, r.delivered.clear();
       return o.books.requests.empty() ? std::vector<Fact>{} : p.as("sun")(Provision{kId});
     }},
    {"request_open", "applied for twice", "changde", Stage::submitted,
     [](Office& o, Patched& p) {
       p.books.requests.clear();
       return p.as("zhang")(submission("budget", "czj", 1, o.policy));
     }},
    {"record_moved", "a change of what has moved is approved", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.books.resources["budget/host-1"].version = 1;
       return p.as("wang")(review(approve, "R-2026-0002"));
     }, 0,
     [](Office& o) {
       o.as("zhang")(bigger(8)), o(bigger(6));
       o.as("wang")(review(approve, "R-2026-0003")), o.as("sun")(Provision{"R-2026-0003"});
     }},
    {"system_frozen", "a change of what is ending", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.books.systems["budget"].state = SystemState::in_service;
       return p.as("zhang")(bigger(8));
     }, 0,
     [](Office& o) { o.as("zhang")(Decommission{"budget", "停用"}); }},
    {"date_order", "backdated before the last stage", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) {
       p.policy.house_rules_off = {"H-06"}, p.books.requests[kId].history.clear();
       return p.as("wang").late("2026-03-01")(review(approve, kId));
     }},
    {"date_order", "it happens tomorrow", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) { return p.as("wang").late("2027-03-01")(review(approve, kId)); }},
    {"date_order", "offline after it was asked for", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.acting.effective += std::chrono::days{40};
       auto facts = p.as("zhang")(Decommission{"budget", "停用", {}, local_date(p.acting.effective, Offset{480})});
       return facts;
     }},
    {"opinion_missing", "refused without a word", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       auto facts = p.as("wang")(review(refuse, kId, "为什么"));
       fact<Refused>(facts).opinion.clear();
       return facts;
     }},
    {"stage_wrong", "verified unmended", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.findings["F-2026-0001"].state = FindingState::fixed;
       return p.as("he")(VerifyFinding{"F-2026-0001", "好了"});
     }, 0,
     [](Office& o) { o.as("he")(scan_of_one()); }},
    {"stage_wrong", "a mended finding is mended", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.findings["F-2026-0001"].state = FindingState::open;
       return p.as("zhang").with(papers({"plan"}))(FixFinding{"F-2026-0001", "补丁"});
     }, 0, mend},
};

// -- amounts, papers and gates -------------------------------------------------------------------

inline const IllegalAct kAmounts[] = {
    {"exceeds_request", "granted more than was asked", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) {
       p.books.requests[kId].lines[0].asked["cpu"] = {64, {}};
       return p.as("wang")(review(approve, kId));
     }},
    {"exceeds_request", "granted more of them", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) {
       p.books.requests[kId].lines[0].count = 9;
       return p.as("wang")(review(approve, kId));
     }},
    {"not_found", "granted what nobody asked for", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) {
       p.books.requests[kId].lines[0].asked["gpu"] = {1, {}};
       return p.as("wang")(review(approve, kId));
     }},
    {"exceeds_grant", "delivered beyond the grant", "changde", Stage::approved,
     [](Office&, Patched& p) {
       p.books.requests[kId].lines[0].granted["cpu"] = {64, {}};
       return p.as("sun")(Provision{kId});
     }},
    {"trial_out_of_bounds", "a trial of a year", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) {
       p.policy.trial.days_max = 365;
       auto command = review(approve, kId);
       command.days = 365;
       return p.as("wang")(command);
     }},
    {"trial_too_short", "opened on the first day", "zhejiang", Stage::trial,
     [](Office& o, Patched& p) {
       p.books.requests[kId].trial.earliest_on.reset();
       return p.as("zhao").on("2026-03-06").with(o.all_tests())(review(open, kId));
     }},
    {"gate_closed", "opened without its tests", "zhejiang", Stage::trial,
     [](Office&, Patched& p) {
       p.policy.gates.clear();
       return p.as("zhao").on("2026-03-24")(review(open, kId, "同意"));
     }},
    {"paper_missing", "accepted without its papers", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       p.policy.gates.clear();
       return p.as("wang")(review(accept, "R-2026-0002"));
     }, 0,
     [](Office& o) {
       auto command = submission("other", "czj", 1, o.policy);
       command.incomplete = true;
       o.as("zhang")(command);
     }},
    {"paper_missing", "handed in without papers as if complete", "zhejiang", Stage::submitted,
     [](Office& o, Patched& p) {
       p.policy.gates.clear();
       return p.as("zhang")(submission("other", "czj", 1, o.policy));
     }},
    {"paper_missing", "mended without a paper", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("zhang").with(papers({"plan"}))(FixFinding{"F-2026-0001", "补丁"});
       facts.resize(1);
       return facts;
     }, 0,
     [](Office& o) { o.as("he")(scan_of_one()); }},
    {"proof_missing", "taken back without a proof", "zhejiang", Stage::trial,
     [](Office&, Patched& p) {
       p.policy.gates.clear();
       return p.as("sun")(Provision{kId});
     }, 0,
     [](Office& o) { o.as("wang")(review(reject, kId, "测试未过")); }},
    {"line_missing", "a change of nothing", "changde", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("zhang")(bigger(8));
       fact<Submitted>(facts).lines.clear();
       return facts;
     }},
    {"item_excluded", "what the platform does not offer", "changde", Stage::submitted,
     [](Office& o, Patched& p) {
       auto facts = p.as("zhang")(submission("other", "czj", 1, o.policy));
       fact<Submitted>(facts).lines[0].item = "application_operation";
       return facts;
     }},
    {"beyond_catalogue", "more than the catalogue has", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.policy.catalog[0].keys[0].max = 0;
       for (auto& item : p.policy.catalog)
         for (auto& key : item.keys) key.max = 0;
       return p.as("zhang")(bigger(100000));
     }},
    {"provider_missing", "of two providers none", "changde", Stage::submitted,
     [](Office& o, Patched& p) {
       p.books.units.erase("yun2");
       auto facts = p.as("zhang")(submission("other", "czj", 1, o.policy));
       fact<Submitted>(facts).provider.clear();
       return facts;
     }, 0,
     [](Office& o) { o.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}}); }},
    {"authority_missing", "of two authorities none", "changde", Stage::submitted,
     [](Office& o, Patched& p) {
       p.books.units.erase("dsj2");
       auto facts = p.as("zhang")(submission("other", "czj", 1, o.policy));
       fact<Submitted>(facts).authority.clear();
       return facts;
     }, 0,
     [](Office& o) { o.as("root")(AddUnit{{"dsj2", 0, "数据局二", UnitKind::authority}}); }},
};

// -- facts that the law would have given otherwise -----------------------------------------------

inline const IllegalAct kFacts[] = {
    {"the law records nothing here", "a report is delivered a second time", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.records.clear(), p.books.belongings.records.clear();
       return p.as("sun")(march());
     }, 0,
     [](Office& o) { o.on("2026-04-15").as("sun")(march()); }},
    {"\"due_on\":\"2026-04-2", "a due date is moved", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       auto facts = p.as("wang")(review(accept, kId));
       fact<Accepted>(facts).clocks.started.at(0).due_on = day("2026-12-31");
       return facts;
     }},
    {"the law gives", "lateness is hushed up", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) {
       auto facts = p.as("wang").on("2026-03-20")(review(accept, kId));
       fact<Accepted>(facts).clocks.kept.at(0).working_days_late = 0;
       return facts;
     }},
    {"the law gives", "a number is used again", "zhejiang", Stage::accepted,
     [](Office&, Patched& p) {
       auto facts = p.as("wang")(review(approve, kId));
       fact<Approved>(facts).grants[0].resources[1] = fact<Approved>(facts).grants[0].resources[0];
       return facts;
     }},
    {"R-2026-0002", "a request's number is used again", "changde", Stage::submitted,
     [](Office& o, Patched& p) {
       p.books.ledger.counters.clear();
       return p.as("zhang")(submission("other", "czj", 1, o.policy));
     }},
    {"E-2026-0003", "a paper's number is used again", "zhejiang", Stage::trial,
     [](Office&, Patched& p) {
       p.books.ledger.counters.clear();
       return p.as("zhang").with(papers({"plan"}))(Attach{kId});
     }},
    {"\"attached_by\":\"zhang\"", "a paper in another's name", "zhejiang", Stage::trial,
     [](Office&, Patched& p) {
       auto facts = p.as("zhang").with(papers({"plan", "self_test"}))(Attach{kId});
       std::get<Attached>(facts[1]).evidence.attached_by = "li";
       return facts;
     }, 1},
    {"the law records 'delivered' here", "a trial of nothing", "changde", Stage::approved,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(Provision{kId});
       facts.erase(facts.begin(), facts.end() - 1);
       return facts;
     }},
    {"the law records 'trial_started' after it", "a delivery that starts no trial", "changde", Stage::approved,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(Provision{kId});
       facts.pop_back();
       return facts;
     }, 2},
    {"the law records 'reclaimed' here", "ended with something left", "changde", Stage::trial,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(Provision{kId});
       facts.erase(facts.begin(), facts.end() - 1);
       return facts;
     }, 0,
     [](Office& o) { o.as("wang")(review(reject, kId, "测试未过")); }},
    {"the law gives", "reclaimed on another day", "changde", Stage::trial,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(Provision{kId});
       fact<Reclaimed>(facts).reclaimed_on = day("2026-03-01");
       return facts;
     }, 0,
     [](Office& o) { o.as("wang")(review(reject, kId, "测试未过")); }},
    {"the law records nothing here", "a major change applied untested", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.policy.gates.clear();
       return p.as("zhang").with(papers({"plan"}))(Attach{"R-2026-0002"});
     }, 1,
     [](Office& o) {
       auto command = bigger(8);
       command.major = true;
       o.as("zhang").with(papers({"plan", "self_test"}))(command);
       o.as("wang")(review(approve, "R-2026-0002")), o.as("sun")(Provision{"R-2026-0002"});
     }},
    {"the law gives", "a failed trial keeps a resource", "changde", Stage::trial,
     [](Office&, Patched& p) {
       auto facts = p.as("wang")(review(reject, kId, "不行"));
       fact<Rejected>(facts).reclaim.pop_back();
       return facts;
     }},
    {"the law gives", "a withdrawal by nobody's termination", "changde", Stage::submitted,
     [](Office&, Patched& p) {
       auto facts = p.as("zhang")(Withdraw{kId, "不要了"});
       fact<Withdrawn>(facts).cancelled_by = "R-2026-0009";
       return facts;
     }},
    {"the law gives", "an application that drops another's resource", "changde", Stage::open,
     [](Office& o, Patched& p) {
       auto facts = p.as("li")(submission("other", "rsj", 1, o.policy));
       auto& line = fact<Submitted>(facts).lines[0];
       line.action = LineAction::drop, line.resource = "budget/host-1";
       return facts;
     }},
    {"the law gives", "a finding without a day to mend it", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("he")(scan_of_one());
       fact<Found>(facts).finding.due_on.reset();
       return facts;
     }, 1},
    {"no command records this", "a finding without a scan", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("he")(scan_of_one());
       facts.erase(facts.begin());
       return facts;
     }},
    {"the law records nothing here", "the same measurements twice", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.usage.clear();
       return p.as("sun")(measurements());
     }, 0,
     [](Office& o) { o.as("sun")(measurements()); }},
    {"the law records nothing here", "the same scan twice", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.scans.clear();
       return p.as("he")(scan_of_one());
     }, 0, mend},
    {"\"number\":1", "an import of another number", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(measurements());
       fact<UsageImported>(facts).number = 7;
       return facts;
     }},
    {"no command records this", "the ledger made again", "zhejiang", Stage::open,
     [](Office& o, Patched& p) {
       p.as("zhang");
       auto created = std::get<LedgerCreated>(o.journal[0].first.fact);
       created.founder = "zhang";
       return std::vector<Fact>{created};
     }},
    {"ledger_unsigned", "a key in an unsigned ledger is revoked", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.as("root");
       return std::vector<Fact>{KeyRevoked{"K-2026-0002", "wang", "遗失"}};
     }},
    {"the law records nothing here", "a denial in an unsigned ledger", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.as("zhang");
       return std::vector<Fact>{Denied{"zhang", "test", kId, "role_missing", "", day("2026-04-20")}};
     }},
    {"not_found", "a request that nobody made", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.as("wang");
       return std::vector<Fact>{Accepted{"R-2026-0099", "", {}}};
     }},
    {"the years are not those of the calendar", "a calendar of other years", "zhejiang", Stage::submitted,
     [](Office&, Patched& p) { return p.as("root")(LoadCalendar{p.calendar.digest, "cn.csv", {2099}}); }},
    {"the law gives", "papers of a refused request that were never there", "zhejiang", Stage::submitted,
     [](Office& o, Patched& p) {
       auto command = submission("budget", "czj", 1, o.policy);
       command.resubmits = kId;
       auto facts = p.as("zhang")(command);
       std::get<Attached>(facts.back()).evidence.digest = std::string(64, 'f');
       return facts;
     }, 2, refuse_first},
    {"the law gives", "a grant put together with a drop", "changde", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("zhang")(Decommission{"budget", "停用", {"budget/host-1"}});
       fact<Submitted>(facts).whole = true;
       return facts;
     }},
};

// -- elastic resources and emergencies -------------------------------------------------------------

inline Change in_emergency(std::int64_t cpu) {
  auto command = bigger(cpu);
  command.emergency = true;
  return command;
}

/// An event of the office by its number in a ledger, which loads its calendar as its second event.
inline std::uint64_t in_ledger(const Stamp& stamp) { return stamp.seq + 1; }

/// The event by which a paper was attached.
inline std::uint64_t attached_at(const Office& office, const std::string& id) {
  for (const auto& [event, stamp] : office.journal)
    if (const auto* e = std::get_if<Attached>(&event.fact); e != nullptr && e->evidence.id == id) return in_ledger(stamp);
  return 0;
}

inline const IllegalAct kProcedures[] = {
    {"role_missing", "a unit scales its own host", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.resources["budget/host-1"].delivered["cpu"].max = 8;
       p.books.resources["budget/host-1"].provider = "czj";
       return p.as("zhang").trusting("zhang")(ScaleResource{"budget/host-1", "", {{"cpu", 6}}});
     }},
    {"exceeds_grant", "more runs than the range has", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.books.resources["budget/host-1"].delivered["cpu"].max = 80;
       return p.as("sun")(ScaleResource{"budget/host-1", "", {{"cpu", 60}}});
     }},
    {"role_missing", "a unit helps itself in an emergency", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       for (auto& [id, resource] : p.books.resources) resource.provider = "czj";
       return p.as("zhang").trusting("zhang")(in_emergency(6));
     }},
    {"the law gives", "an emergency without a day by which it is decided", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(in_emergency(6));
       fact<Submitted>(facts).clocks.started.clear();
       return facts;
     }},
    {"the law gives", "more is delivered than the emergency says", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(in_emergency(6));
       fact<Delivered>(facts).delivered["cpu"].amount = 60;
       return facts;
     }, 1},
    {"no command records this", "put back by word only", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("sun")(Provision{"R-2026-0002"});
       facts.erase(facts.begin());
       return facts;
     }, 0,
     [](Office& o) { o.as("sun")(in_emergency(6)), o.as("wang")(review(reject, "R-2026-0002", "并非急需")); }},
    {"stage_wrong", "an emergency is withdrawn as if it had not been", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.requests["R-2026-0002"].emergency = false;
       return p.as("zhang")(Withdraw{"R-2026-0002", "误会"});
     }, 0, [](Office& o) { o.as("sun")(in_emergency(6)); }},
    {"field_wrong", "a failed test is corrected to passed", "zhejiang", Stage::trial,
     [](Office& o, Patched& p) {
       auto facts = p.as("zhang")(Correct{attached_at(o, "E-2026-0001"), "attached", "E-2026-0001", {{"result", "fail"}}, "写错"});
       fact<Corrected>(facts).now["result"] = "pass";
       return facts;
     }},
    {"stage_wrong", "an approval is corrected", "zhejiang", Stage::approved,
     [](Office& o, Patched& p) {
       auto facts = p.as("zhang")(Correct{attached_at(o, "E-2026-0001"), "attached", "E-2026-0001", {{"issuer", "某机构"}}, "写错"});
       auto& e = fact<Corrected>(facts);
       e.kind = "approved", e.id = kId;
       for (const auto& [event, stamp] : o.journal)
         if (std::holds_alternative<Approved>(event.fact)) e.event = in_ledger(stamp);
       return facts;
     }},
    {"is not what the correction says of it", "a correction that names another's event", "zhejiang", Stage::trial,
     [](Office& o, Patched& p) {
       return p.as("zhang")(Correct{attached_at(o, "E-2026-0002"), "attached", "E-2026-0001", {{"issuer", "某机构"}}, "写错"});
     }},
    {"the law gives", "what was said before is hushed up", "zhejiang", Stage::trial,
     [](Office& o, Patched& p) {
       auto facts = p.as("zhang")(Correct{attached_at(o, "E-2026-0001"), "attached", "E-2026-0001", {{"issuer", "某机构"}}, "写错"});
       fact<Corrected>(facts).was["issuer"] = "某机构";
       return facts;
     }},
};

// -- what the counter never lets through ---------------------------------------------------------

inline std::vector<Fact> applied_for(Office& o, Patched& p, const std::function<void(Submit&)>& alter) {
  auto command = submission("other", "czj", 1, o.policy);
  alter(command);
  return p.as("zhang").with(papers({"plan", "self_test"}))(command);
}

inline const IllegalAct kForms[] = {
    {"no counter takes level 0", "a level under every gate", "zhejiang", Stage::submitted,
     [](Office& o, Patched& p) { return applied_for(o, p, [](Submit& c) { c.level = 0; }); }},
    {"no counter takes count=-1", "less than none", "zhejiang", Stage::submitted,
     [](Office& o, Patched& p) { return applied_for(o, p, [](Submit& c) { c.lines[0].count = -1; }); }},
    {"no counter takes the id 'R-2026-0001'", "a system that is called like a request", "changde", Stage::submitted,
     [](Office& o, Patched& p) { return applied_for(o, p, [](Submit& c) { c.system = "R-2026-0001"; }); }},
    {"no counter takes -3 days", "a trial that ends before it begins", "changde", Stage::submitted,
     [](Office& o, Patched& p) { return applied_for(o, p, [](Submit& c) { c.trial_days = -3; }); }},
    {"no counter takes R-2026-0001/1.cpu=0", "granted nothing of it", "changde", Stage::accepted,
     [](Office&, Patched& p) {
       auto command = review(approve, kId);
       command.grants[kId + "/1"]["cpu"] = {0, {}};
       return p.as("wang")(command);
     }},
    {"no counter takes budget/host-1.cpu=-4", "delivered less than nothing", "changde", Stage::approved,
     [](Office&, Patched& p) {
       Provision command{kId};
       command.deliver["budget/host-1"]["cpu"] = {-4, {}};
       return p.as("sun")(command);
     }},
    {"no counter takes a person without a role", "nobody in particular", "changde", Stage::submitted,
     [](Office&, Patched& p) { return p.as("root")(AddPerson{{"x", 0, "某", "dsj", {}}}); }},
    {"no counter takes the id 'U 1'", "a unit with a blank in its id", "changde", Stage::submitted,
     [](Office&, Patched& p) { return p.as("root")(AddUnit{{"U 1", 0, "某局"}}); }},
};

}  // namespace govcloud::testing
