// Registers: units, persons and calendars, kept by the keeper.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

TEST_CASE("register: units") {
  Unit of_nobody{"new", 0, "新单位"};
  of_nobody.authority = "ghost";
  Unit under{"new", 0, "新单位"};
  under.authority = "dsj";
  Unit under_provider{"new", 0, "新单位"};
  under_provider.authority = "yun";
  struct Row { std::string what, by; Unit unit; std::string want; };
  const Row rows[] = {
      {"a new one", "root", {"new", 0, "新单位"}, "unit_added"},
      {"under an authority", "root", under, "unit_added"},
      {"under nobody's", "root", of_nobody, "not_found"},
      {"under a provider", "root", under_provider, "not_found"},
      {"an id that is taken", "root", {"czj", 0, "又一个"}, "exists_already"},
      {"the platform's own name", "root", {"platform", 0, "平台"}, "exists_already"},
      {"by the chief", "zhao", {"new", 0, "新单位"}, "role_missing"},
      {"by nobody", "nobody", {"new", 0, "新单位"}, "person_unknown"},
      {"role before id", "zhang", {"czj", 0, "又一个"}, "role_missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    CHECK(office.as(row.by)(AddUnit{row.unit}) == row.want);
  }
}

TEST_CASE("register: persons, and the roles that are kept apart") {
  using enum Role;
  struct Row { std::string what, by; Person person; std::string want; };
  const Row rows[] = {
      {"a new one", "root", {"xin", 0, "新人", "czj", {applicant}}, "person_added"},
      {"without a role", "root", {"xin", 0, "新人", "czj", {}}, "person_added"},
      {"two roles that may meet",
       "root",
       {"xin", 0, "新人", "dsj", {reviewer, chief}},
       "person_added"},
      {"keeper and auditor", "root", {"xin", 0, "新人", "dsj", {keeper, auditor}}, "roles_apart"},
      {"steward and keeper",
       "root",
       {"xin", 0, "新人", "dsj", {steward, chief, keeper}},
       "roles_apart"},
      {"one administrator and a chief",
       "root",
       {"xin", 0, "新人", "dsj", {auditor, chief}},
       "person_added"},
      {"of a unit that is not there",
       "root",
       {"xin", 0, "新人", "ghost", {applicant}},
       "not_found"},
      {"an id that is taken", "root", {"wang", 0, "又一个", "czj", {applicant}}, "exists_already"},
      {"taken before apart",
       "root",
       {"wang", 0, "又一个", "dsj", {keeper, auditor}},
       "exists_already"},
      {"by an applicant", "zhang", {"xin", 0, "新人", "czj", {applicant}}, "role_missing"},
  };
  for (const std::string policy : {"zhejiang", "changde"})
    for (const auto& row : rows) {
      CAPTURE(row.what);
      Office office(policy);
      CHECK(office.as(row.by)(AddPerson{row.person}) == row.want);
    }
}

TEST_CASE("register: a calendar is in force from its loading on") {
  Office office("zhejiang");
  const auto id = office.bring_to(Stage::submitted);
  const auto before = office.clock(id, "accept");
  CHECK(office.as("zhang")(LoadCalendar{"00ff", "cn.csv", {2026}}) == "role_missing");
  CHECK(office.as("root")(LoadCalendar{"00ff", "cn.csv", {2026, 2027}}) == "calendar_loaded");
  CHECK(office.books.ledger.calendar_digest == "00ff");
  CHECK(office.clock(id, "accept").due_on == before.due_on);  // what was promised stays
  CHECK(office.clock(id, "accept").calendar_digest == before.calendar_digest);
}

TEST_CASE("register: an authority of one's own decides, another one does not") {
  Office office("changde");
  office.as("root")(AddUnit{{"qx", 0, "区县数据局", UnitKind::authority}});
  Unit county{"xian", 0, "县财政局"};
  county.authority = "qx";
  office(AddUnit{county});
  office(AddPerson{{"ma", 0, "马", "xian", {Role::applicant}}});
  office(AddPerson{{"hu", 0, "胡", "qx", {Role::reviewer}}});
  REQUIRE(office.as("ma")(submission("tax", "xian", 1, office.policy)) == "submitted");
  CHECK(office.request("R-2026-0001").authority == "qx");
  CHECK(office.as("wang")(review(ReviewKind::accept, "R-2026-0001")) == "unit_foreign");
  CHECK(office.as("hu")(review(ReviewKind::accept, "R-2026-0001")) == "accepted");
}
