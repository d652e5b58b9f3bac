// govcloud explain: why a due date is what it is, what comes next, what a rule or a code means.
#include <algorithm>

#include <fmt/format.h>

#include "cli/exit_codes.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/record.h"
#include "cli/views.h"
#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

struct Args {
  std::string what;
};

void declare(Words& words, Args& args) {
  words.word("WHAT", args.what, true, N_("a request, a rule, an obligation, a house rule or a code"));
}

/// What the calendar in force now would have promised, and how late the act is by it, where that differs.
/// The promise stands all the same.
void add_amended(const Deadline& deadline, const Today& today, Json& item) {
  item.set("amended_due_on", nullptr).set("amended_working_days_late", nullptr);
  if (!deadline.working_days || deadline.calendar_digest == today.calendar().digest) return;
  const auto now = working_days_after(today.calendar(), deadline.started_on, *deadline.working_days).due_on;
  if (now == deadline.due_on) return;
  const bool open = deadline.is_open();
  const int late = open || deadline.done_on ? working_days_late(today.calendar(), now, deadline.done_on.value_or(today.date)) : 0;
  item.set("amended_due_on", to_text(now)).set("amended_working_days_late", late);
}

/// A deadline with its days one by one, counted with the calendar under which it was promised.
Json explained(const Deadline& deadline, Ledger& ledger, const Today& today) {
  Json item = deadline_json(deadline, today), counted = Json::array(), skipped = Json::array();
  if (deadline.working_days) {
    const auto& calendar = ledger.calendar(deadline.calendar_digest);
    const auto count = working_days_after(calendar, deadline.started_on, *deadline.working_days);
    for (const auto day : count.counted) counted.push(to_text(day));
    for (const auto& day : count.skipped)
      skipped.push(Json::object().set("date", to_text(day.date)).set("name", day.name.empty() ? Json() : Json(day.name)));
  }
  item.set("counted", std::move(counted)).set("skipped", std::move(skipped));
  add_amended(deadline, today, item);
  item.set("policy_digest", deadline.policy_digest).set("calendar_digest", deadline.calendar_digest.empty() ? Json() : Json(deadline.calendar_digest));
  return item;
}

struct NextStep {
  std::string command;
  std::string act;   // whose roles the policy names
  std::string step;  // whose gate blocks it; empty: none does
};

/// A decision, with what it needs beside the request's number.
NextStep decision(const std::string& act, const Request& request, const std::string& step = "") {
  const bool refuses = act == "refuse" || act == "reject";
  return {"review " + act + " " + request.id + (refuses ? " --opinion TEXT" : ""), act == "extend" ? "approve" : act, step};
}

NextStep withdrawal(const Request& request) { return {"withdraw " + request.id + " --reason TEXT", "withdraw", ""}; }

/// A rejection after which the provider has something to take or to put back.
bool still_owed(const Request& request) {
  return std::any_of(request.deadlines.begin(), request.deadlines.end(),
                     [](const Deadline& deadline) { return deadline.owner == "provider" && deadline.is_open(); });
}

/// The commands that can follow a stage, in their order.
std::vector<NextStep> next_steps(const Request& request) {
  const auto& id = request.id;
  const bool onboarding = request.kind == RequestKind::onboarding;
  switch (request.stage) {
    case Stage::submitted:
      if (onboarding) return {decision("accept", request, "submit"), decision("refuse", request), withdrawal(request)};
      if (request.kind == RequestKind::extension)
        return {decision("extend", request), decision("reject", request), withdrawal(request)};
      if (request.emergency) return {decision("approve", request, request.major ? "change_major" : ""), decision("reject", request)};
      return {decision("approve", request, request.major ? "change_major" : ""), decision("reject", request), withdrawal(request)};
    case Stage::accepted: return {decision("approve", request), decision("reject", request), withdrawal(request)};
    case Stage::approved:
      return {{"provision " + id, request.kind == RequestKind::termination ? "reclaim" : "provision", ""}};
    case Stage::trial:
      if (!onboarding) return {{"attach " + id + " KIND=FILE --result pass", "attach", "apply_major"}};
      return {decision("open", request, "open"), decision("reject", request)};
    case Stage::rejected:
      if (still_owed(request)) return {{"provision " + id, request.emergency ? "provision" : "reclaim", ""}};
      return {};
    case Stage::refused: return {{"submit " + request.system + " … --resubmits " + id, "submit", ""}};
    default: return {};
  }
}

/// Something that stands in the way, and the command that clears it.
Json obstacle(const Basis& basis, const std::string& rule, const std::string& papers, const std::optional<Date>& until, const std::string& command) {
  Json item = Json::object();
  item.set("rule", rule).set("article", basis.article.empty() ? Json() : Json(basis.article));
  item.set("papers", papers.empty() ? Json() : Json(papers)).set("until", date_json(until));
  return item.set("command", "govcloud " + command);
}

/// The papers of a gate as they are handed in.
std::string attaching(const Request& request, const ClosedGate& closed) {
  std::string command = "attach " + request.id;
  for (const auto& kind : closed.missing) command += " " + kind + "=FILE";
  return command + (closed.gate->passed ? " --result pass" : "");
}

Json obstacles(const Request& request, const NextStep& next, const Facts& facts, Date today) {
  Json all = Json::array();
  if (next.step.empty()) return all;
  for (const auto& closed : closed_gates(facts, next.step, request.level, papers_of(facts, {}, request), today, request.unit, {}))
    all.push(obstacle(closed.gate->basis, closed.gate->rule, joined(closed.missing), {}, attaching(request, closed)));
  if (next.step == "open" && request.trial.earliest_on && today < *request.trial.earliest_on)
    all.push(obstacle(facts.policy.trial.basis, "trial_min", "", request.trial.earliest_on, next.command + " --waive trial_min"));
  return all;
}

/// Who may: the roles that the policy names for an act.
Json roles_json(const Policy& policy, const std::string& act) {
  Json all = Json::array();
  for (const auto& rule : policy.roles)
    if (rule.act == act && rule.kinds.empty())
      for (const auto& role : rule.roles) all.push(role);
  return all;
}

/// The next steps, each with what blocks it; and what blocks any of them once more, for the eye.
void add_next(const Request& request, const Facts& facts, Date today, Json& item) {
  Json all = Json::array(), blocked = Json::array();
  for (const auto& next : next_steps(request)) {
    Json step = Json::object();
    const auto in_the_way = obstacles(request, next, facts, today);
    for (const auto& obstacle : *in_the_way.items()) blocked.push(obstacle);
    step.set("command", "govcloud " + next.command).set("by", roles_json(facts.policy, next.act));
    all.push(step.set("blocked_by", in_the_way));
  }
  item.set("next", std::move(all)).set("obstacles", std::move(blocked));
}

std::optional<Json> explain_request(Counter& counter, const std::string& id) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Books books;
  fetch_ledger(db, books);
  fetch_offices(db, books);
  fetch_case(db, books, id);
  const auto* request = find(books.requests, id);
  if (request == nullptr) return std::nullopt;
  const Today today = today_of(counter);
  const Facts facts{books, counter.ledger.policy(request->policy_digest), today.calendar()};
  Json item = Json::object(), deadlines = Json::array();
  item.set("id", id).set("stage", std::string(name_of(request->stage)));
  item.set("policy", request->policy).set("not_in_force", request->not_in_force);
  for (const auto* deadline : in_order(*request)) deadlines.push(explained(*deadline, counter.ledger, today));
  item.set("deadlines", std::move(deadlines));
  add_next(*request, facts, today.date, item);
  return item;
}

Json cited(const std::string& what, const std::string& kind, const Basis& basis, const std::string& value) {
  Json item = Json::object(), obligations = Json::array();
  for (const auto& id : basis.obligations) obligations.push(id);
  item.set("id", what).set("kind", kind).set("value", value);
  item.set("article", basis.article.empty() ? Json() : Json(basis.article)).set("line", basis.line);
  item.set("zh", basis.says.zh).set("en", basis.says.en).set("example", basis.example);
  item.set("obligations", std::move(obligations));
  return item;
}

bool carries(const Basis& basis, const std::string& id) {
  return std::find(basis.obligations.begin(), basis.obligations.end(), id) != basis.obligations.end();
}

/// A rule by its name or an obligation by its id, wherever the policy has it.
std::optional<Json> explain_rule(const Policy& policy, const std::string& what) {
  const auto match = [&](const std::string& key, const Basis& basis) { return key == what || carries(basis, what); };
  for (const auto& l : policy.limits)
    if (match(l.rule, l.basis)) return cited(l.rule, "limit", l.basis, l.working_days ? std::to_string(*l.working_days) : "unset");
  for (const auto& g : policy.gates)
    if (match(g.rule, g.basis)) return cited(g.rule, "gate", g.basis, fmt::format("{}", fmt::join(g.papers, " ")));
  if (match("trial_min", policy.trial.basis)) return cited("trial", "trial", policy.trial.basis, "");
  for (const auto& d : policy.duties)
    if (match(d.id, d.basis)) return cited(d.id, "duty", d.basis, d.period);
  for (const auto& r : policy.records)
    if (match(r.kind, r.basis)) return cited(r.kind, "record", r.basis, fmt::format("{}", fmt::join(field_words(r), " ")));
  for (const auto& r : policy.roles)
    if (match(r.act, r.basis)) return cited(r.act, "role", r.basis, fmt::format("{}", fmt::join(r.roles, " ")));
  for (const auto& c : policy.catalog)
    if (match(c.code, c.basis)) return cited(c.code, "item", c.basis, c.name.zh);
  if (match("signatories", policy.orders.basis))
    return cited("signatories", "orders", policy.orders.basis, fmt::format("{}", fmt::join(policy.orders.signatories, " ")));
  for (const auto& m : policy.measures)
    if (match(m.step, m.basis)) return cited(m.step, "measure", m.basis, fmt::format("{}", fmt::join(m.grounds, " ")));
  if (!policy.fees.by.empty() && match("fees", policy.fees.basis))
    return cited("fees", "fees", policy.fees.basis, fmt::format("{}", fmt::join(policy.fees.by, " ")));
  for (const auto& c : policy.assessment)
    if (match(c.figure, c.basis)) return cited(c.figure, "assessment", c.basis, fmt::format("weight {}", c.weight));
  for (const auto& i : policy.incidents)
    if (match(i.level, i.basis)) return cited(i.level, "incident", i.basis, "");
  if (const auto hours = policy.maintenance.notice_hours; hours && match("notice_hours", policy.maintenance.basis))
    return cited("notice_hours", "maintenance", policy.maintenance.basis, std::to_string(*hours));
  if (match("verdicts", policy.thresholds.basis)) return cited("verdicts", "thresholds", policy.thresholds.basis, "");
  if (match("zones", policy.zone_basis))
    return cited("zones", "zones", policy.zone_basis, fmt::format("{}", fmt::join(policy.zones, " ")));
  if (policy.major_growth_percent && match("growth_percent", policy.major))
    return cited("growth_percent", "major", policy.major, std::to_string(*policy.major_growth_percent));
  for (const auto& p : policy.parameters)
    if (match(p.key, p.basis)) return cited(p.key, "parameter", p.basis, p.value);
  return std::nullopt;
}

std::optional<Json> explain_house_rule(const std::string& what) {
  for (const auto& rule : kHouseRules)
    if (rule.id == what) {
      Json item = Json::object();
      item.set("id", what).set("kind", "house_rule").set("zh", std::string(rule.zh)).set("en", std::string(rule.en));
      return item;
    }
  return std::nullopt;
}

std::optional<Json> explain_code(Lang lang, const std::string& what) {
  const auto reason = named<Reason>(what);
  if (!reason) return std::nullopt;
  Json item = Json::object();
  item.set("id", what).set("kind", "code").set("exit", exit_of(*reason));
  item.set("meaning", std::string(translate(lang, meaning_of_exit(exit_of(*reason)).id)));
  return item;
}

/// What a person does not look for in a table; JSON has it.
const std::vector<Column> kHidden{{"policy_digest", {}, false, true}, {"calendar_digest", {}, false, true},
                                  {"house_rule", {}, false, true},    {"ended", {}, false, true},
                                  {"blocked_by", {}, false, true}};

/// Whether the calendar in force now would have promised another day.
bool is_amended(const Json& item) {
  const auto* deadlines = item.find("deadlines");
  return deadlines != nullptr && std::any_of(deadlines->items()->begin(), deadlines->items()->end(),
                                             [](const Json& one) { return !one.find("amended_due_on")->is_null(); });
}

int run_explain(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  auto item = explain_request(counter, args.what);
  if (!item) item = explain_rule(counter.ledger.policy(), args.what);
  if (!item) item = explain_house_rule(args.what);
  if (!item) item = explain_code(common.lang, args.what);
  if (!item)
    return settle_no(desk, common, NotFound{"item", args.what, say("rules and obligations: govcloud policy show; requests: govcloud list requests")});
  auto hidden = kHidden;
  if (!is_amended(*item))
    for (const char* key : {"amended_due_on", "amended_working_days_late"}) hidden.push_back({key, {}, false, true});
  return print_item(desk, common, {"explanation", stamp(counter.ledger)}, *item, hidden);
}

}  // namespace

const Verb kExplain = verb<Args>("explain", N_("why a date, a rule or a refusal is what it is"), Access::reads, declare,
                                 run_explain, {{10, 16, 78}, {"govcloud explain R-2026-0001", "govcloud explain ZJ-08.2"}});

}  // namespace govcloud
