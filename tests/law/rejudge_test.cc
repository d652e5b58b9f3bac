// The journal read backwards: what leaves no trace is taken in the form that asks least, and keys and
// denials are judged as everything else is. That each act of every other test is judged the same when
// it is read back is seen to by the office itself (clerk.h, again.h).
#include "core/law/rejudge.h"

#include <doctest/doctest.h>

#include "core/law/well_formed.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kId = "R-2026-0001";

/// What the law says of facts that somebody recorded now.
std::string judged(const Office& office, const std::string& person, std::vector<Fact> facts) {
  std::vector<Event> events;
  for (auto& fact : facts) events.push_back({std::move(fact), {}});
  const auto read = reread(office.books, {person, "", morning(day("2026-03-20")), events});
  return read ? outcome(rejudge(office.facts(), *read)) : "no command";
}

/// The command of the last act.
template <class Command>
Command last_command(const Office& office, const Books& before) {
  std::vector<Event> events;
  for (auto at = office.acts.back(); at < office.journal.size(); ++at) events.push_back(office.journal[at].first);
  const auto& stamp = office.journal.back().second;
  return std::get<Command>(reread(before, {stamp.person, stamp.for_person, stamp.recorded, events})->command);
}

}  // namespace

TEST_CASE("reread: a grant of just what was asked names nothing, less names what is less") {
  Office office("zhejiang");
  office.bring_to(Stage::accepted);
  const auto before = office.books;
  auto command = review(approve, kId, "同意");
  SUBCASE("as asked") {
    office.as("wang")(command);
    CHECK(last_command<Review>(office, before).grants.empty());
  }
  SUBCASE("less") {
    command.grants[kId + "/1"] = {{"cpu", {2, {}}}, {"memory_gib", {16, {}}}, {"count", {1, {}}}};
    REQUIRE(office.as("wang")(command) == "approved");
    const Quantities less{{"count", {1, {}}}, {"cpu", {2, {}}}};
    const auto read = last_command<Review>(office, before);
    REQUIRE(read.grants.size() == 1);
    CHECK(read.grants.at(kId + "/1") == less);
    CHECK(read.opinion == "同意");
    CHECK(read.days.has_value());
  }
}

TEST_CASE("reread: papers that were carried over are not papers in hand") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  office.as("wang")(review(refuse, kId, "不全"));
  auto command = submission("budget", "czj", 1, office.policy);
  command.resubmits = kId;
  office.as("zhang").on("2026-03-06").with(papers({"self_test", "grading"}));
  const auto before = office.books;
  REQUIRE(office(command) == "submitted");
  REQUIRE(office.journal.size() - office.acts.back() == 4);  // the plan is carried over
  std::vector<Event> events;
  for (auto at = office.acts.back(); at < office.journal.size(); ++at) events.push_back(office.journal[at].first);
  const auto read = reread(before, {"zhang", "", office.journal.back().second.recorded, events});
  REQUIRE(read);
  REQUIRE(read->acting.papers.size() == 2);
  CHECK(read->acting.papers[0].kind == "self_test");
  CHECK(read->acting.papers[1].kind == "grading");
}

TEST_CASE("rejudge: facts that no command records") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  CHECK(judged(office, "root", {}) == "no command");
  CHECK(judged(office, "root", {LedgerCreated{}}) == "no command");
  CHECK(judged(office, "he", {govcloud::Found{}}) == "no command");
}

TEST_CASE("rejudge: keys and denials") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  const KeyEnrolled wangs{"K-2026-0002", "wang", "ssh-ed25519 WANG", "cHJvb2Y=", true, ""};
  const auto day20 = day("2026-03-20");
  const Denied denied{"zhang", "review approve", kId, "role_missing", "reviewer, chief", day20};
  CHECK(judged(office, "root", {wangs}) == "ledger_unsigned");
  CHECK(judged(office, "zhang", {denied}) == "attached");  // nothing at all is recorded
  office.found_root();
  struct Row { std::string what, person; Fact fact; std::string want; };
  Denied conflict = denied;
  conflict.reason = "stage_wrong";
  const Row rows[] = {
      {"a key by a keeper", "root", wangs, "key_enrolled"},
      {"a key by no keeper", "wang", wangs, "role_missing"},
      {"the last keeper's key", "root", KeyRevoked{"K-2026-0001", "root", "遗失"}, "last_keeper"},
      {"a key that is not there", "root", KeyRevoked{"K-2026-0009", "wang", "遗失"}, "not_found"},
      {"confirmed by who entered it", "root", KeyCosigned{"K-2026-0001", "root", ""}, "own_request"},
      {"confirmed although it waits for nobody", "zhao", KeyCosigned{"K-2026-0001", "root", ""}, "stage_wrong"},
      {"a seal brought in by no auditor", "root", SealImported{5, "00ff", "zhao", "K-2026-0001", "ssh-ed25519 ROOT", "", ""},
       "role_missing"},
      {"denied for lack of right", "zhang", denied, "denied"},
      {"denied for another reason", "zhang", conflict, "attached"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(judged(office, row.person, {row.fact}) == row.want);
  }
  auto& signatory = office.books.signatories["zhang"];
  signatory.denied_on = day20, signatory.denied = 100;
  CHECK(judged(office, "zhang", {denied}) == "attached");  // a hundred a day are enough
}

TEST_CASE("well formed: what no counter takes") {
  const Policy& policy = shipped_policy("zhejiang");
  CHECK(ill_formed(submission("budget", "czj", 5, policy)) == "");
  CHECK(ill_formed(submission("budget", "czj", 6, policy)) == "level 6");
  CHECK(ill_formed(submission("-budget", "czj", 1, policy)) == "the id '-budget'");
  auto many = submission("budget", "czj", 1, policy);
  many.lines[0].count = 1001;
  CHECK(ill_formed(many) == "count=1001");
  Review backwards{approve, kId};
  backwards.grants[kId + "/1"]["cpu"] = {4, 2};
  CHECK(ill_formed(backwards) == kId + "/1.cpu=4");
  CHECK(ill_formed(Withdraw{"anything"}) == "");
}
