// What the ledger judges of the measures of Zhejiang, obligation by obligation.
#include <doctest/doctest.h>

#include "core/law/cloud_share.h"
#include "core/law/compliance.h"
#include "core/law/duty.h"
#include "core/law/incident.h"
#include "core/law/rate.h"
#include "core/law/well_formed.h"
#include "core/usage/verdict.h"
#include "tests/law/obligations.h"

namespace govcloud::testing {
namespace {

using enum ReviewKind;
const std::string kId = "R-2026-0001", kNext = "R-2026-0002";
const std::vector<std::string> kBoth{"plan", "self_test"}, kLeaving{"offline_record", "migration_record", "backup_record"};

Step applies(std::vector<std::string> kinds, Submit (*change)(Submit) = nullptr) {
  return [kinds = std::move(kinds), change](Office& o) {
    auto command = submission("other", "czj", 1, o.policy);
    if (change != nullptr) command = change(std::move(command));
    return o.as("zhang").with(papers(kinds))(command);
  };
}

Step decides(const std::string& by, Review command, const std::string& on = "") {
  return [=](Office& o) {
    if (!on.empty()) o.on(on);
    return o.as(by)(command);
  };
}

Step decides_by(const std::string& on, const std::string& rule, Review command) {
  return [=](Office& o) { return late(o.as("wang").on(on), command.request, rule, command); };
}

Step delivers_by(const std::string& on, const std::string& request, const std::string& rule) {
  return [=](Office& o) { return late(o.as("sun").on(on).with(papers({"reclaim_proof"})), request, rule, Provision{request}); };
}

Step opens_with(std::vector<Paper> in_hand) {
  return [in_hand = std::move(in_hand)](Office& o) { return o.as("zhao").on("2026-03-24").with(in_hand)(review(open, kId)); };
}

std::vector<Paper> and_third(std::vector<Paper> all) { return all.push_back(third_party("CNAS L1")), all; }

Change wish(Quantity cpu, bool major = false) { return {"budget", "高峰", {set("budget/host-1", "cpu", cpu)}, major}; }

/// First asks for a change on 1 April, and has it approved if that is wanted; then the step.
Step changing(Change command, bool approved, Step then) {
  return [=](Office& o) {
    o.as("zhang").on("2026-04-01").with(papers(kBoth))(command);
    if (approved) o.as("wang").on("2026-04-08")(review(approve, kNext));
    return then(o);
  };
}

/// First asks for the termination on 1 April, and has it approved if that is wanted; then the step.
Step leaving(bool approved, Step then) {
  return [=](Office& o) {
    o.as("zhang").on("2026-04-01").with(papers(kLeaving))(Decommission{"budget"});
    if (approved) o.as("wang").on("2026-04-08")(review(approve, kNext));
    return then(o);
  };
}

/// Whether a shortfall of a check is told on a day.
std::string told(const Office& o, const std::string& check, const std::string& today, const std::set<std::string>& measured = {}) {
  for (const auto& shortfall : compliance(o.facts(), morning(day(today)), parse_month("2026-04").value(), measured))
    if (shortfall.check == check) return "told";
  return "silent";
}

/// A duty of the platform or of the unit, whose period is over, with the record that it was done or without.
Step duty(const std::string& id, const std::string& about, const std::string& by, const std::string& period, const std::string& today, bool done) {
  return [=](Office& o) {
    o.on(today).as(by);
    if (done) o(entry(id, about, {{"period", period}}));
    for (const auto& owed : duties_owed(o.facts(), day(today)))
      if (owed.rule->id == id && owed.period == period) return std::string(owed.is_overdue(day(today)) ? "overdue" : "done");
    return std::string("not owed");
  };
}

/// The duty of checks, to which a policy of one's own gave a period.
Step with_interval(Step then) {
  return [=](Office& o) {
    for (auto& rule : o.policy.duties)
      if (rule.id == "security_check") rule.period = "quarter";
    return then(o);
  };
}

Step found_and(const std::string& today, bool mended) {
  return [=](Office& o) {
    ImportScan scan;
    scan.scan.digest = "s1", scan.scan.system = "budget", scan.scan.complete = true;
    scan.found.emplace_back().identity = "ssh-weak";
    scan.found.back().severity = Severity::high;
    o.as("he").on("2026-04-01")(scan);
    if (mended) {
      o.as("zhang").on("2026-04-10").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", "补丁"});
      o.as("he")(VerifyFinding{"F-2026-0001", "已复核"});
    }
    return told(o, "finding_overdue", today);
  };
}

/// What the counter says of an application at a level; the counter stands before the law.
Step at_level(std::int64_t level) {
  return [=](Office& o) {
    auto command = submission("other", "czj", level, o.policy);
    const auto fault = ill_formed(command);
    return fault.empty() ? o.as("zhang").with(papers(kBoth))(command) : fault;
  };
}

/// The verdict on a month in which processors and memory stood at these percentages all the time.
Step used(std::int64_t percent) {
  return [=](Office& o) {
    Rollup rollup;
    for (auto* spread : {&rollup.cpu_percent, &rollup.memory_percent})
      *spread = {720, 720 * percent * 100, percent * 100, percent * 100, percent * 100, percent * 100, percent * 100};
    return std::string(code_of(judge(o.policy.thresholds, rollup, 10000)));
  };
}

std::vector<Judged> applications() {
  const auto late_entry = [](const std::string& happened) {
    return [=](Office& o) { return o.as("wang").on("2026-03-06").with(papers({"paper"})).happened_on(happened)(review(accept, kId)); };
  };
  const auto again = [](const std::string& of) {
    return [=](Office& o) {
      o.as("wang")(review(refuse, kId, "不全"));
      auto command = submission("budget", "czj", 1, o.policy);
      command.resubmits = of;
      const std::string outcome = o.as("zhang").on("2026-03-09").with(papers(kBoth))(command);
      return o.books.requests.contains(kNext) ? outcome + " " + o.due(kNext, "accept") : outcome;
    };
  };
  const auto of_unit = [](const std::string& unit) {
    return [=](Office& o) { return o.as("zhang").with(papers(kBoth))(submission("other", unit, 1, o.policy)); };
  };
  return {
      {"ZJ-04.2", Stage::submitted, 1, decides("wang", review(accept, kId)), "accepted", decides("sun", review(accept, kId)), "role_missing"},
      {"ZJ-06.1", Stage::submitted, 1, decides("wang", review(accept, kId)), "accepted", decides("wang", review(approve, kId)), "stage_wrong"},
      {"ZJ-06.2", Stage::submitted, 1, late_entry("2026-03-03"), "accepted", late_entry("2026-03-01"), "date_order"},
      {"ZJ-07.1", Stage::submitted, 1, of_unit("czj"), "submitted", of_unit("rsj"), "unit_foreign"},
      {"ZJ-07.2a", Stage::submitted, 1, applies(kBoth), "submitted", applies({"self_test"}), "paper_missing"},
      {"ZJ-07.2b", Stage::submitted, 1, applies(kBoth), "submitted", applies({"plan"}), "paper_missing"},
      {"ZJ-07.2c", Stage::submitted, 1, applies(kBoth), "submitted",
       applies(kBoth, [](Submit s) { return s.lines.clear(), s; }), "line_missing"},
      {"ZJ-08.2", Stage::submitted, 1, decides_by("2026-03-05", "accept", review(accept, kId)), "late 0",
       decides_by("2026-03-06", "accept", review(accept, kId)), "late 1"},
      {"ZJ-08.3", Stage::submitted, 1, decides("wang", review(refuse, kId, "不全")), "refused", decides("wang", review(refuse, kId)), "opinion_missing"},
      {"ZJ-08.4", Stage::submitted, 1, again(kId), "submitted 2026-03-12", again("R-2026-0009"), "not_found"},
      {"ZJ-08.5", Stage::accepted, 1, decides_by("2026-03-05", "approve", review(approve, kId)), "late 0",
       decides_by("2026-03-06", "approve", review(approve, kId)), "late 1"},
      {"ZJ-18.2", Stage::submitted, 1, at_level(5), "submitted", at_level(6), "level 6"},
      {"ZJ-24.2", Stage::submitted, 1, applies(kBoth), "submitted",
       applies(kBoth, [](Submit s) { return s.lines[0].zone = "enterprise", s; }), "not_found"}};
}

std::vector<Judged> trials() {
  const auto asks = [](std::int64_t days) {
    return [=](Office& o) {
      auto command = submission("other", "czj", 1, o.policy);
      command.trial_days = days;
      return o.as("zhang").with(papers(kBoth))(command);
    };
  };
  const auto extends = [](const std::string& on) {
    return [=](Office& o) { return o.as("zhang").on(on)(Extend{kId, "未测完", 10}); };
  };
  const auto delivers = [](std::int64_t cpu) {
    return [=](Office& o) {
      Provision command{kId};
      command.deliver["budget/host-1"]["cpu"] = {cpu, {}};
      return o.as("sun")(command);
    };
  };
  const auto tests = [](std::vector<std::string> kinds) { return papers(kinds, "pass"); };
  const std::vector<std::string> three{"function_test", "performance_test", "security_test"};
  const auto formal = [](const std::string& resource) {
    return [=](Office& o) {
      o.as("zhao").on("2026-03-24").with(o.all_tests())(review(open, kId));
      const auto* found = find(o.books.resources, resource);
      return found == nullptr ? std::string("not_found") : std::string(name_of(found->state));
    };
  };
  return {
      {"ZJ-09.1", Stage::approved, 1, delivers_by("2026-03-06", kId, "provide_trial"), "late 0", delivers_by("2026-03-09", kId, "provide_trial"), "late 1"},
      {"ZJ-09.1", Stage::approved, 1, delivers(4), "trial_started", delivers(5), "exceeds_grant"},
      {"ZJ-09.2", Stage::submitted, 1, asks(15), "submitted", asks(14), "trial_out_of_bounds"},
      {"ZJ-09.2", Stage::submitted, 1, asks(30), "submitted", asks(31), "trial_out_of_bounds"},
      {"ZJ-09.3", Stage::trial, 1, extends("2026-04-04"), "submitted", extends("2026-04-05"), "trial_out_of_bounds"},
      {"ZJ-09.4", Stage::trial, 1, opens_with(tests(three)), "opened", opens_with(tests({"function_test", "performance_test"})), "gate_closed"},
      {"ZJ-09.5", Stage::trial, 3, opens_with(and_third(tests(three))), "opened", opens_with(tests(three)), "gate_closed"},
      {"ZJ-10.1", Stage::trial, 1, opens_with(tests(three)), "opened", decides("wang", review(open, kId), "2026-03-24"), "role_missing"},
      {"ZJ-10.2", Stage::trial, 1, formal("budget/host-2"), "in_service", formal("budget/host-3"), "not_found"}};
}

std::vector<Judged> changes() {
  const auto scaled = [](std::int64_t upper) {
    return changing(wish({4, 8}), true, [=](Office& o) {
      Provision command{kNext};
      command.deliver["budget/host-1"]["cpu"] = {4, upper};
      return o.as("sun")(command);
    });
  };
  const auto delivered = [](const std::string& request) {
    return changing(wish({6, {}}), true, [=](Office& o) { return o.as("sun")(Provision{request}); });
  };
  const auto tested = [](std::vector<std::string> kinds) {
    return changing(wish({16, {}}, true), true, [=](Office& o) {
      o.as("sun")(Provision{kNext});
      return o.as("zhang").with(papers(kinds, "pass"))(Attach{kNext});
    });
  };
  const auto major = [](std::vector<std::string> kinds) {
    return [=](Office& o) { return o.as("zhang").with(papers(kinds))(wish({16, {}}, true)); };
  };
  return {
      {"ZJ-10.4", Stage::open, 1, scaled(8), "applied", scaled(9), "exceeds_grant"},
      {"ZJ-11.1", Stage::open, 1, delivered(kNext), "applied", delivered(kId), "stage_wrong"},
      {"ZJ-11.2", Stage::open, 1, changing(wish({6, {}}), false, decides_by("2026-04-09", "decide_change", review(approve, kNext))), "late 0",
       changing(wish({6, {}}), false, decides_by("2026-04-10", "decide_change", review(approve, kNext))), "late 1"},
      {"ZJ-11.3", Stage::open, 1, changing(wish({6, {}}), true, delivers_by("2026-04-13", kNext, "carry_out_change")), "late 0",
       changing(wish({6, {}}), true, delivers_by("2026-04-14", kNext, "carry_out_change")), "late 1"},
      {"ZJ-11.4", Stage::open, 1, major(kBoth), "submitted", major({"plan"}), "paper_missing"},
      {"ZJ-11.5", Stage::open, 1, tested({"performance_test", "security_test"}), "applied", tested({"performance_test"}), "attached"}};
}

std::vector<Judged> terminations() {
  const auto ends = [](std::vector<std::string> kinds) {
    return [=](Office& o) { return o.as("zhang").with(papers(kinds))(Decommission{"budget"}); };
  };
  const auto taken = [](const std::string& request) {
    return leaving(true, [=](Office& o) { return o.as("sun").with(papers({"reclaim_proof"}))(Provision{request}); });
  };
  const auto after = [](std::vector<std::string> resources) {
    return leaving(true, [=](Office& o) {
      o.as("sun").with(papers({"reclaim_proof"}))(Provision{kNext, resources});
      return std::string(name_of(o.books.systems.at("budget").state));
    });
  };
  return {
      {"ZJ-12.1", Stage::open, 1, ends(kLeaving), "submitted", ends({"offline_record", "migration_record"}), "paper_missing"},
      {"ZJ-12.2", Stage::open, 1, taken(kNext), "ended", taken(kId), "stage_wrong"},
      {"ZJ-12.3", Stage::open, 1, leaving(false, decides_by("2026-04-09", "decide_termination", review(approve, kNext))), "late 0",
       leaving(false, decides_by("2026-04-10", "decide_termination", review(approve, kNext))), "late 1"},
      {"ZJ-12.4", Stage::open, 1, leaving(true, delivers_by("2026-04-13", kNext, "reclaim")), "late 0",
       leaving(true, delivers_by("2026-04-14", kNext, "reclaim")), "late 1"},
      {"ZJ-12.5", Stage::open, 1, after({}), "ended", after({"budget/host-1"}), "ending"}};
}

/// The unit's share of systems on the cloud in hundredths of a percent, with or without one off it.
Step share(bool with_one_off) {
  return [=](Office& o) {
    if (with_one_off) o.as("root")(AddSystem{"archive", "czj", "档案", "", "", 2, false, {}, {}, {}});
    return std::to_string(cloud_share(o.books, "czj").hundredths().value_or(-1));
  };
}

/// A serious fault at nine in the morning, which the example policy wants restored within four hours.
Step fault_restored(bool restored) {
  return [=](Office& o) {
    const auto nine = parse_instant("2026-04-01T09:00:00+08:00").value();
    o.on("2026-04-01").as("sun")(OpenIncident{"数据库无法连接", "serious", false, true, {"budget"}, nine, {}});
    o(UpdateIncident{"I-2026-0001", "", "", {}, nine + std::chrono::minutes{10}});
    if (restored) o(ResolveIncident{"I-2026-0001", "磁盘故障", "", nine + std::chrono::minutes{50}});
    return told(o, "incident_overdue", "2026-04-02");
  };
}

/// The three persons are named until 10 April, and others from a day on: a gap is told on its first day.
Step persons_followed_on(const std::string& next) {
  return [=](Office& o) {
    const auto named = [&](const std::string& from, const std::string& to) {
      std::map<std::string, std::string> values{{"administration", "甲"}, {"secrecy", "乙"}, {"audit", "丙"}, {"valid_from", from}};
      if (!to.empty()) values["valid_to"] = to;
      o(entry("security_persons", "budget", values));
    };
    o.as("zhang").on("2026-04-01");
    named("2026-04-01", "2026-04-10"), named(next, "");
    return told(o, "persons_missing", "2026-04-11");
  };
}

std::vector<Judged> operation() {
  const auto measured = [](std::set<std::string> resources) {
    return [=](Office& o) { return told(o, "not_measured", "2026-05-04", resources); };
  };
  const auto enters = [](const std::string& person) {
    return [=](Office& o) {
      o.on("2026-04-20").as("zhang")(entry("access_authorisation", "budget/host-1", {{"person", "李维"}, {"valid_from", "2026-04-20"}, {"valid_to", "2026-04-21"}}));
      return o.as("sun")(entry("access", "budget/host-1", {{"person", person}, {"purpose", "排障"}, {"began", "2026-04-20T09:00:00+08:00"}}));
    };
  };
  const auto rates = [](const std::string& grade) {
    return [=](Office& o) { return o.on("2026-04-20").as("zhang")(Rate{kId, grade, "", ""}); };
  };
  const auto report = [](bool done) { return duty("monthly_report", "czj", "sun", "2026-04", "2026-05-11", done); };
  const auto bulletin = [](bool done) { return duty("bulletin", "platform", "sun", "2026-04", "2026-05-11", done); };
  const auto drill = [](bool done) { return duty("drill", "platform", "sun", "2027", "2028-01-05", done); };
  const auto checked = [](bool done) { return with_interval(duty("security_check", "platform", "wang", "2026-Q2", "2026-07-02", done)); };
  return {
      {"ZJ-15.2", Stage::open, 1, measured({"budget/host-1", "budget/host-2", "budget/storage-1"}), "silent", measured({"budget/host-1"}), "told"},
      {"ZJ-15.3", Stage::open, 1, fault_restored(true), "silent", fault_restored(false), "told"},
      {"ZJ-15.4", Stage::open, 1, report(true), "done", report(false), "overdue"},
      {"ZJ-17.2", Stage::open, 1, checked(true), "done", checked(false), "overdue"},
      {"ZJ-17.3", Stage::open, 1, found_and("2026-04-17", true), "silent", found_and("2026-04-17", false), "told"},
      {"ZJ-19.4", Stage::open, 1, bulletin(true), "done", bulletin(false), "overdue"},
      {"ZJ-19.5", Stage::open, 1, drill(true), "done", drill(false), "overdue"},
      {"ZJ-18.1", Stage::open, 1, persons_followed_on("2026-04-11"), "silent", persons_followed_on("2026-04-12"), "told"},
      {"ZJ-20.1", Stage::open, 1, enters("李维"), "record_made", enters("王二"), "record_missing"},
      {"ZJ-22.1a", Stage::open, 1, share(false), "10000", share(true), "5000"},
      {"ZJ-22.1b", Stage::open, 1, used(60), "fit", used(5), "idle"},
      {"ZJ-22.1b", Stage::open, 1, used(60), "fit", used(40), "oversized"},
      {"ZJ-23.2", Stage::open, 1, rates("very_satisfied"), "rated", rates("delighted"), "grade_unknown"},
      {"ZJ-22.1c", Stage::open, 1, scored("czj", "findings_in_time", "2026-04-16"), "100", scored("czj", "findings_in_time", "2026-04-20"), "0"},
      {"ZJ-23.1", Stage::open, 1, scored("yun", "responses_in_time", "2026-04-16"), "100", scored("yun", "responses_in_time", "2026-04-20"), "0"},
      {"ZJ-23.3", Stage::open, 1, scored("yun", "restores_in_time", "2026-04-16"), "100", scored("yun", "restores_in_time", "2026-04-20"), "0"}};
}

}  // namespace

std::vector<Judged> judged_in_zhejiang() {
  std::vector<Judged> all;
  for (auto&& part : {applications(), trials(), changes(), terminations(), operation()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace govcloud::testing
