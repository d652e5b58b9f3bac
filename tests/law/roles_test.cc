// Roles granted and revoked, and deputies: who may do what, on which day, in whose place.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;
using enum Role;

namespace {

const std::string kId = "R-2026-0001";

Delegate deputy(const std::string& person, const std::string& of, const std::string& since, const std::string& until) {
  return {person, of, day(since), day(until)};
}

}  // namespace

TEST_CASE("roles: what may be granted and revoked, and by whom") {
  struct Row { std::string what, by; std::vector<Role> grant, revoke; std::string person, want; };
  const Row rows[] = {
      {"a further role", "root", {chief}, {}, "wang", "roles_granted"},
      {"two at once", "root", {chief, inspector}, {}, "wang", "roles_granted"},
      {"one that is there", "root", {reviewer}, {}, "wang", "exists_already"},
      {"to nobody", "root", {chief}, {}, "ghost", "not_found"},
      {"by a chief", "zhao", {chief}, {}, "wang", "role_missing"},
      {"a second administrator's", "root", {auditor}, {}, "root", "roles_apart"},
      {"revoked", "root", {}, {reviewer}, "wang", "roles_revoked"},
      {"one that is not there", "root", {}, {chief}, "wang", "stage_wrong"},
      {"all of them", "root", {}, {}, "qian", "roles_revoked"},
      {"the last keeper's", "root", {}, {keeper}, "root", "last_keeper"},
      {"by nobody's right", "wang", {}, {chief}, "zhao", "role_missing"}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    office.as(row.by);
    if (!row.grant.empty()) CHECK(office(GrantRoles{row.person, row.grant}) == row.want);
    else CHECK(office(RevokeRoles{row.person, "调岗", row.revoke}) == row.want);
  }
}

TEST_CASE("roles: they are judged on the day on which it happened and on the day on which it is entered") {
  Office office("changde");
  office.bring_to(Stage::submitted);
  office.on("2026-03-10").as("root");
  CHECK(office(GrantRoles{"li", {reviewer}}) == "roles_granted");
  CHECK(office(GrantRoles{"sun", {inspector}}) == "roles_granted");
  CHECK(office(RevokeRoles{"wang", "离任", {}}) == "roles_revoked");
  office.on("2026-03-12");
  CHECK(office.as("wang")(review(accept, kId)) == "role_missing");
  // It happened while the role was held, but who no longer holds it enters nothing.
  CHECK(office.as("wang").happened_on("2026-03-05")(review(accept, kId)) == "role_missing");
  CHECK(office.as("root")(GrantRoles{"wang", {reviewer}}) == "roles_granted");
  CHECK(office.as("wang").happened_on("2026-03-11")(review(accept, kId)) == "role_missing");
  CHECK(office.as("wang").happened_on("2026-03-05")(review(accept, kId)) == "accepted");
  // A change of roles is not dated before one that stands.
  CHECK(office.as("root").happened_on("2026-03-05")(RevokeRoles{"wang", "更正", {reviewer}}) == "date_order");
}

TEST_CASE("delegation: dated, within one unit, bounded, without a circle") {
  struct Row { std::string what, by; Delegate command; std::string want; };
  const Row rows[] = {
      {"by the person", "zhao", deputy("zhao", "wang", "2026-03-03", "2026-03-09"), "delegated"},
      {"by a keeper", "root", deputy("zhao", "wang", "2026-03-03", "2026-03-09"), "delegated"},
      {"for one day, from today", "zhao", deputy("zhao", "wang", "2026-03-02", "2026-03-02"), "delegated"},
      {"by a third person", "qian", deputy("zhao", "wang", "2026-03-03", "2026-03-09"), "role_missing"},
      {"by the deputy", "wang", deputy("zhao", "wang", "2026-03-03", "2026-03-09"), "role_missing"},
      {"to another unit", "zhao", deputy("zhao", "zhang", "2026-03-03", "2026-03-09"), "delegation_out_of_bounds"},
      {"to oneself", "zhao", deputy("zhao", "zhao", "2026-03-03", "2026-03-09"), "delegation_out_of_bounds"},
      {"from a day that is past", "zhao", deputy("zhao", "wang", "2026-03-01", "2026-03-09"), "delegation_out_of_bounds"},
      {"the wrong way round", "zhao", deputy("zhao", "wang", "2026-03-09", "2026-03-03"), "delegation_out_of_bounds"},
      {"to nobody", "zhao", deputy("zhao", "ghost", "2026-03-03", "2026-03-09"), "not_found"}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    CHECK(office.as(row.by)(row.command) == row.want);
  }
  Office office("zhejiang");
  office.as("root");
  CHECK(office(deputy("zhao", "wang", "2026-03-03", "2026-03-09")) == "delegated");
  CHECK(office(deputy("zhao", "wang", "2026-03-09", "2026-03-12")) == "exists_already");
  CHECK(office(deputy("wang", "qian", "2026-03-05", "2026-03-07")) == "delegated");
  CHECK(office(deputy("qian", "zhao", "2026-03-07", "2026-03-08")) == "delegation_out_of_bounds");
  CHECK(office(deputy("qian", "zhao", "2026-03-08", "2026-03-20")) == "delegated");  // the circle is open on every day
}

TEST_CASE("delegation: roles that are kept apart do not meet in a deputy") {
  Office office("zhejiang");
  office.as("root");
  CHECK(office(AddPerson{{"jian", 0, "监", "dsj", {steward}}}) == "person_added");
  CHECK(office(AddPerson{{"shen", 0, "审", "dsj", {auditor}}}) == "person_added");
  CHECK(office(deputy("shen", "jian", "2026-03-03", "2026-03-09")) == "roles_apart");
  CHECK(office(deputy("shen", "wang", "2026-03-03", "2026-03-09")) == "delegated");
}

TEST_CASE("delegation: a deputy acts in the other's roles within its days, and both names are kept") {
  Office office("changde");
  office.bring_to(Stage::trial, 1);
  office.with(office.all_tests()).as("zhang")(Attach{kId});
  office.on("2026-03-24");
  CHECK(office.as("wang", "zhao")(review(open, kId)) == "delegation_missing");
  CHECK(office.as("zhao")(deputy("zhao", "wang", "2026-03-25", "2026-03-27")) == "delegated");
  CHECK(office.as("wang", "zhao")(review(open, kId)) == "delegation_missing");
  office.on("2026-03-28");
  CHECK(office.as("wang", "zhao")(review(open, kId)) == "delegation_missing");
  CHECK(office.as("wang", "zhao").happened_on("2026-03-27")(review(open, kId)) == "delegation_missing");
  CHECK(office.as("zhao")(deputy("zhao", "wang", "2026-03-28", "2026-03-30")) == "delegated");
  CHECK(office.as("wang")(review(open, kId)) == "role_missing");  // in their own right they may not
  CHECK(office.as("wang", "zhao")(review(open, kId)) == "opened");
  CHECK(office.request(kId).history.back().person == "wang");
  CHECK(office.request(kId).history.back().for_person == "zhao");
}

TEST_CASE("delegation: nobody decides on what those asked for in whose place they stand") {
  Office office("changde");
  CHECK(office.as("qian")(submission("own", "dsj", 1, office.policy)) == "submitted");
  CHECK(office.as("qian")(deputy("qian", "wang", "2026-03-02", "2026-03-09")) == "delegated");
  CHECK(office.as("wang", "qian")(review(accept, kId)) == "own_request");
  CHECK(office.as("wang")(review(accept, kId)) == "accepted");  // in their own right
}

TEST_CASE("delegation: it can be ended, and a deputy passes nothing on") {
  Office office("changde");
  office.bring_to(Stage::submitted);
  CHECK(office.as("wang")(deputy("wang", "qian", "2026-03-03", "2026-04-30")) == "delegated");
  office.on("2026-03-03");
  CHECK(office.as("qian", "wang")(deputy("wang", "zhao", "2026-03-03", "2026-03-09")) == "role_missing");
  CHECK(office.as("wang")(EndDelegation{"wang", "qian"}) == "delegation_ended");
  CHECK(office.as("wang")(EndDelegation{"wang", "qian"}) == "stage_wrong");
  CHECK(office.as("qian", "wang")(review(accept, kId)) == "delegation_missing");
}
