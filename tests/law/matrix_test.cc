// Who may do what, and when: every actor tries every act in every stage of a case under both policies.
// What the policy allows is taken; everything else is refused by an article or a house rule, by the reason's
// class that is expected, and changes nothing.
#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "core/law/rectify.h"
#include "tests/law/books_text.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

using enum ReviewKind;
using Words = std::set<std::string>;
const std::string kFirst = "R-2026-0001";

// -- who -----------------------------------------------------------------------------------------

struct Actor {
  std::string name, person, for_person;
};

const std::vector<Actor> kActors{{"applicant", "zhang", ""}, {"applicant's colleague", "ma", ""}, {"applicant elsewhere", "li", ""},
                                 {"reviewer", "wang", ""}, {"chief", "zhao", ""}, {"applicant and reviewer", "qian", ""},
                                 {"chief elsewhere", "tang", ""}, {"operator", "sun", ""}, {"operator elsewhere", "guo", ""},
                                 {"inspector", "he", ""}, {"treasurer", "feng", ""}, {"keeper", "root", ""}, {"steward", "xu", ""},
                                 {"auditor", "han", ""}, {"deputy of the reviewer", "lin", "wang"}, {"deputy of nobody", "lin", "zhao"},
                                 {"a cron job", "cron", ""}, {"a stranger", "nobody", ""}};

const Words kApplicants{"applicant", "applicant's colleague"}, kKeeper{"keeper"}, kOperator{"operator"},
    kReviewers{"reviewer", "chief", "applicant and reviewer", "deputy of the reviewer"}, kChief{"chief"},
    kOperators{"operator", "operator elsewhere", "a cron job"};

Words both(Words one, const Words& other) { return one.insert(other.begin(), other.end()), one; }

// -- when ----------------------------------------------------------------------------------------

const Words kTaken{"trial", "failed", "open", "change asked", "change approved", "change applied", "end asked", "end approved", "ended",
                   "extension asked"};
const Words kAll = both(kTaken, {"submitted", "accepted", "refused", "approved", "rejected", "withdrawn"});
const Words kInService{"open", "change asked", "change approved", "change applied"};
const Words kOpenRequest{"submitted", "accepted", "approved", "trial", "change asked", "change approved", "end asked", "end approved",
                         "extension asked"};

std::vector<Paper> everything(const Office& office) {
  auto all = papers({"plan", "offline_record", "migration_record", "backup_record", "reclaim_proof"});
  const auto tests = office.all_tests();
  all.insert(all.end(), tests.begin(), tests.end());
  return all;
}

/// A case in a stage, and the number of the request that is in it; no number where the policy has no such stage.
std::string bring(Office& o, const std::string& stage) {
  static const std::map<std::string, Stage> kFirstPart{{"submitted", Stage::submitted}, {"refused", Stage::submitted},
                                                       {"withdrawn", Stage::submitted}, {"accepted", Stage::accepted},
                                                       {"rejected", Stage::accepted}, {"approved", Stage::approved},
                                                       {"trial", Stage::trial}, {"failed", Stage::trial}, {"extension asked", Stage::trial}};
  const auto at = kFirstPart.find(stage);
  o.bring_to(at != kFirstPart.end() ? at->second : Stage::open, 1);
  o.on("2026-03-25").as("zhang").with(everything(o));
  const auto second = [&](std::string word, const char* want = "submitted") { return word == want ? "R-2026-0002" : ""; };
  if (stage == "withdrawn") o(Withdraw{kFirst, "不再需要"});
  if (stage == "refused") o.as("wang")(review(refuse, kFirst, "不全"));
  if (stage == "rejected" || stage == "failed") o.as("wang")(review(reject, kFirst, "不同意"));
  if (stage == "extension asked") return second(o(Extend{kFirst, "未测完", 5}));
  if (!stage.starts_with("change") && !stage.starts_with("end")) return kFirst;
  if (stage.starts_with("change")) o(Change{"budget", "高峰", {set("budget/host-1", "cpu", {5, {}})}});
  else o(Decommission{"budget", "停用"});
  if (!stage.ends_with("asked")) o.as("wang").on("2026-03-26")(review(approve, "R-2026-0002"));
  if (stage == "change applied" || stage == "ended") o.as("sun").with(everything(o))(Provision{"R-2026-0002"});
  return "R-2026-0002";
}

/// Those who come to an office beside its own people, and two findings, one of them mended.
void people(Office& o) {
  o.as("root").on("2026-03-27");
  o(AddUnit{{"xxb", 0, "信息办", UnitKind::authority}}), o(AddUnit{{"dian", 0, "电信", UnitKind::provider}});
  const std::tuple<const char*, const char*, std::vector<Role>> persons[] = {
      {"ma", "czj", {Role::applicant}}, {"feng", "czj", {Role::treasurer}}, {"tang", "xxb", {Role::reviewer, Role::chief}},
      {"guo", "dian", {Role::operator_}}, {"xu", "dsj", {Role::steward}}, {"han", "dsj", {Role::auditor}}, {"lin", "dsj", {Role::treasurer}}};
  for (const auto& [id, unit, roles] : persons) o(AddPerson{{id, 0, id, unit, roles}});
  Person cron{"cron", 0, "定时", "yun", {Role::operator_}};
  cron.service = true;
  o(AddPerson{cron});
  o(Delegate{"wang", "lin", day("2026-03-27"), day("2026-04-30")});
  ImportScan scan;
  scan.scan.digest = "s1", scan.scan.system = "budget";
  scan.found.resize(2), scan.found[0].identity = "ssh-weak", scan.found[1].identity = "tls-old";
  o.as("he")(scan);
  o.as("sun").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0002", "补丁"});
  o.as("zhang")(MakeRecord{"access_authorisation", "budget/host-1", {{"person", "李维"}, {"valid_from", "2026-03-27"}}});
  o(MakeRecord{"security_agreement", "budget", {{"valid_from", "2026-03-27"}}});
}

// -- what ----------------------------------------------------------------------------------------

struct Tried {
  std::string name;
  Words who, when;
  std::function<std::string(Office&, const std::string&)> act;
  std::string only;  // under this policy
};

template <class Command>
auto gives(Command command) {
  return [=](Office& o, const std::string&) { return o.with(everything(o))(command); };
}

auto reviews(ReviewKind kind) {
  return [=](Office& o, const std::string& id) { return o.with(everything(o))(review(kind, id, "意见")); };
}

auto attaches(const char* kind) {
  return [=](Office& o, const std::string& id) { return o.with(papers({kind}))(Attach{id}); };
}

auto applies(const char* system) {
  return [=](Office& o, const std::string&) {
    auto command = submission(system, "czj", 1, o.policy);
    command.authority = "dsj", command.provider = "yun";
    return o.with(everything(o))(command);
  };
}

std::vector<Tried> asking() {
  const auto withdraws = [](Office& o, const std::string& id) { return o(Withdraw{id, "不再需要"}); };
  const auto provides = [](Office& o, const std::string& id) { return o.with(everything(o))(Provision{id}); };
  const auto asks_days = [](Office& o, const std::string& id) { return o(Extend{id, "未测完", 5}); };
  return {{"submit another", kApplicants, kAll, applies("other"), ""},
          {"submit again", kApplicants, {"refused", "rejected", "withdrawn", "failed"}, applies("budget"), ""},
          {"change", kApplicants, kInService, gives(Change{"budget", "高峰", {set("budget/host-2", "cpu", {5, {}})}}), ""},
          {"decommission", kApplicants, kInService, gives(Decommission{"budget", "停用"}), ""},
          {"extend", kApplicants, {"trial"}, asks_days, "zhejiang"},
          {"extend", kApplicants, {}, asks_days, "changde"},
          {"withdraw", kApplicants, {"submitted", "accepted", "change asked", "end asked", "extension asked"}, withdraws, ""},
          {"attach a plan", kApplicants, kOpenRequest, attaches("plan"), ""},
          {"attach a scan", both(kApplicants, {"operator", "a cron job"}), kOpenRequest, attaches("malware_scan"), ""},
          {"accept", kReviewers, {"submitted"}, reviews(accept), ""},
          {"refuse", kReviewers, {"submitted"}, reviews(refuse), ""},
          {"approve", kReviewers, {"accepted", "change asked", "end asked"}, reviews(approve), ""},
          {"reject", kReviewers, {"accepted", "trial", "change asked", "end asked", "extension asked"}, reviews(reject), ""},
          {"open", kChief, {"trial"}, reviews(open), ""},
          {"review extend", kReviewers, {"extension asked"}, reviews(extend), ""},
          {"provision", both(kOperator, {"a cron job"}), {"approved", "failed", "change approved", "end approved"}, provides, ""}};
}

std::vector<Tried> keeping() {
  const Words numbered = both(kTaken, {"approved"});
  ImportScan scan;
  scan.scan.digest = "s2", scan.scan.system = "budget";
  UsageImported usage;
  usage.name = "vm.csv", usage.digest = "u1", usage.months = {"2026-03"};
  const Words mend = both(kApplicants, kOperators), all_parties = both(both(kApplicants, kReviewers),
      {"chief elsewhere", "operator", "a cron job", "inspector", "treasurer"});
  const Words supervisors = both(kReviewers, {"chief elsewhere"});
  const OrderMending order{"", "弱口令", {"F-2026-0001"}, {}, day("2026-04-10")};
  return {
      {"agree", all_parties, kAll, gives(MakeRecord{"security_agreement", "budget", {{"valid_from", "2026-03-30"}}}), "changde"},
      {"cosign", both(kOperator, {"a cron job"}), numbered, gives(Cosign{"D-2026-0002"}), "changde"},
      {"authorise", kApplicants, numbered,
       gives(MakeRecord{"access_authorisation", "budget/host-1", {{"person", "王二"}, {"valid_from", "2026-03-30"}}}), ""},
      {"enter", both(kOperator, {"a cron job"}), numbered,
       gives(MakeRecord{"access", "budget/host-1", {{"person", "李维"}, {"purpose", "排障"}, {"began", "2026-03-30T09:00:00+08:00"}}}), ""},
      {"bulletin", kOperators, kAll, gives(MakeRecord{"bulletin", "platform", {{"period", "2026-02"}}}), ""},
      {"check import", both(mend, {"inspector"}), kAll, gives(ImportScan{scan}), ""},
      {"check fix", mend, kAll, gives(FixFinding{"F-2026-0001", "补丁"}), ""},
      {"check verify", both(kReviewers, {"inspector", "chief elsewhere"}), kAll, gives(VerifyFinding{"F-2026-0002", "复核"}), ""},
      {"check verify of what is open", {}, kAll, gives(VerifyFinding{"F-2026-0001", "复核"}), ""},
      {"check hold", both(supervisors, {"inspector"}), kAll, gives(HoldCheck{"platform", "机房", "", "", {"消防"}, {}}), ""},
      {"check order", both(supervisors, {"inspector"}), kAll, gives(order), "zhejiang"},
      {"check order", supervisors, kAll, gives(order), "changde"},
      {"check accept", both(supervisors, {"inspector"}), kAll, gives(AcceptFinding{"F-2026-0001", "待升级", "ma", day("2026-04-10")}), ""},
      {"usage import", kOperators, kAll, gives(ImportUsage{usage}), ""},
      {"unit add", kKeeper, kAll, gives(AddUnit{{"wjw", 0, "卫健委", UnitKind::using_unit}}), ""},
      {"person add", kKeeper, kAll, gives(AddPerson{{"gao", 0, "高", "czj", {Role::applicant}}}), ""},
      {"person grant", kKeeper, kAll, gives(GrantRoles{"feng", {Role::applicant}}), ""},
      {"person revoke", kKeeper, kAll, gives(RevokeRoles{"feng", "调岗", {Role::treasurer}}), ""},
      {"person delegate", both(kKeeper, {"chief"}), kAll, gives(Delegate{"zhao", "wang", day("2026-04-01"), day("2026-04-09")}), ""},
      {"end a delegation", both(kKeeper, {"reviewer"}), kAll, gives(EndDelegation{"wang", "lin"}), ""},
      {"calendar load", kKeeper, kAll, gives(LoadCalendar{"c2", "cn.csv", {2026}}), ""},
      {"key enrol", {}, kAll, gives(EnrolKey{"he", "ssh-ed25519 HE", "proof"}), ""}};  // in a ledger that is not signed
}

struct Count {
  unsigned allowed = 0, no_right = 0, not_now = 0;
};

/// One cell: whether the act was taken.
bool holds(Office& o, const Tried& tried, const Actor& actor, const std::string& stage, const std::string& id, Count& count) {
  const bool may = tried.who.contains(actor.name), now = tried.when.contains(stage);
  const auto before = o.journal.size();
  const auto word = tried.act(o.as(actor.person, actor.for_person).on("2026-03-30"), id);
  const auto* no = std::get_if<No>(&o.last);
  CAPTURE(word);
  CHECK((no == nullptr) == (may && now));
  if (no == nullptr) return ++count.allowed, true;
  CHECK(o.journal.size() == before);
  const auto* refusal = std::get_if<Refusal>(no);
  if (refusal == nullptr) {  // what is named is not there
    CHECK(!now);
    return ++count.not_now, false;
  }
  const auto& citation = refusal->citation;
  CHECK((citation.is_article() ? citation.article() : citation.house_rule()) != "");
  CHECK(citation.says().zh != "");
  const bool no_right = exit_of(refusal->reason) == 14;
  if (!tried.who.empty()) CHECK(no_right == !may);
  ++(no_right ? count.no_right : count.not_now);
  return false;
}

}  // namespace

TEST_CASE("matrix: every actor, every act, every stage, both policies") {
  auto acts = asking();
  for (auto& tried : keeping()) acts.push_back(std::move(tried));
  Count count;
  for (const std::string policy : {"zhejiang", "changde"})
    for (const auto& stage : kAll) {
      Office master(policy);
      const auto id = bring(master, stage);
      if (id.empty()) continue;  // no trial of Changde's has an end that could be moved
      people(master);
      const auto state = text_of(master.books);
      Office office = master;
      for (const auto& tried : acts) {
        if (!tried.only.empty() && tried.only != policy) continue;
        CAPTURE(policy);
        CAPTURE(stage);
        CAPTURE(tried.name);
        for (const auto& actor : kActors) {
          CAPTURE(actor.name);
          if (holds(office, tried, actor, stage, id, count)) office = master;
        }
        CHECK(text_of(office.books) == state);
      }
    }
  MESSAGE((count.allowed + count.no_right + count.not_now) << " cells: " << count.allowed << " allowed, " << count.no_right
          << " refused for lack of right, " << count.not_now << " because it was not their time");
}
