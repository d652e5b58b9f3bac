// Records: what a policy asks to be recorded, who may record and sign it, and what must be there before.
#include <doctest/doctest.h>

#include "core/law/duty.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kId = "R-2026-0001";
using Values = std::map<std::string, std::string>;

MakeRecord agreement(const std::string& from, const std::string& to = "") {
  MakeRecord command{"security_agreement", "budget", {{"valid_from", from}}};
  if (!to.empty()) command.values["valid_to"] = to;
  return command;
}

MakeRecord authorisation(const std::string& person, const std::string& from, const std::string& to) {
  return {"access_authorisation", "budget/host-1", {{"person", person}, {"scope", "排障"}, {"valid_from", from}, {"valid_to", to}}};
}

MakeRecord access(const std::string& person) {
  return {"access", "budget/host-1", {{"person", person}, {"purpose", "排障"}, {"began", "2026-04-20T09:00:00+08:00"}}};
}

}  // namespace

TEST_CASE("record: kinds, subjects, fields and persons") {
  struct Row { std::string what, by; MakeRecord command; std::string want; };
  const Values consulting{{"subject", "迁移方案"}, {"done_on", "2026-03-20"}};
  const Row rows[] = {
      {"as the policy asks", "sun", {"consulting", "czj", consulting}, "record_made"},
      {"a kind that is none", "sun", {"gossip", "czj", {}}, "not_found"},
      {"about a unit that is not there", "sun", {"consulting", "ghost", consulting}, "not_found"},
      {"a unit's kind about the platform", "sun", {"consulting", "platform", consulting}, "not_found"},
      {"a field is missing", "sun", {"consulting", "czj", {{"subject", "迁移方案"}}}, "field_wrong"},
      {"a field is blank", "sun", {"consulting", "czj", {{"subject", " "}, {"done_on", "2026-03-20"}}}, "field_wrong"},
      {"a date that is none", "sun", {"consulting", "czj", {{"subject", "方案"}, {"done_on", "2026-02-30"}}}, "field_wrong"},
      {"a field that is none", "sun", {"consulting", "czj", {{"subject", "方案"}, {"done_on", "2026-03-20"}, {"mood", "好"}}}, "field_wrong"},
      {"by nobody", "ghost", {"consulting", "czj", consulting}, "person_unknown"},
      {"by a keeper", "root", {"consulting", "czj", consulting}, "role_missing"},
      {"an applicant for another unit", "li", {"consulting", "czj", consulting}, "unit_foreign"},
      {"an authorisation by the provider", "sun", authorisation("李维", "2026-04-01", "2026-04-30"), "role_missing"},
      {"an authorisation by the unit", "zhang", authorisation("李维", "2026-04-01", "2026-04-30"), "record_made"},
      {"it ends before it begins", "zhang", authorisation("李维", "2026-04-30", "2026-04-01"), "field_wrong"}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("changde");
    office.bring_to(Stage::open, 1);
    CHECK(office.as(row.by)(row.command) == row.want);
  }
}

TEST_CASE("record: nobody enters a unit's resources without an authorisation that names them, on that day") {
  Office office("changde");
  office.bring_to(Stage::open, 1);
  office.on("2026-04-20");
  CHECK(office.as("sun")(access("李维")) == "record_missing");
  CHECK(office.refusal().citation.article() == "12");
  CHECK(office.as("zhang")(authorisation("李维", "2026-04-01", "2026-04-19")) == "record_made");
  CHECK(office.as("sun")(access("李维")) == "record_missing");  // it ran out yesterday
  CHECK(office.as("zhang")(authorisation("李维", "2026-04-20", "2026-04-21")) == "record_made");
  CHECK(office.as("sun")(access("王二")) == "record_missing");  // it names another
  CHECK(office.as("sun")(access("李维")) == "record_made");
}

TEST_CASE("record: no backup before the unit's consent, by the day on which it ran") {
  Office office("changde");
  office.bring_to(Stage::open, 1);
  office.on("2026-04-20");
  const auto run = [](const std::string& on) { return MakeRecord{"backup_run", "budget/host-1", {{"done_on", on}, {"scope", "全部"}}}; };
  CHECK(office.as("sun")(run("2026-04-20")) == "record_missing");
  CHECK(office.as("zhang")(MakeRecord{"backup_consent", "budget/host-1", {{"signer", "张明"}, {"scope", "全部"}, {"dated", "2026-04-20"}}}) == "record_made");
  CHECK(office.as("sun")(run("2026-04-20")) == "record_made");
}

TEST_CASE("record: an agreement is pending until each party has signed, and then opens the gate as its paper does") {
  Office office("changde");
  office.bring_to(Stage::trial, 1);
  office.with(papers({"self_test", "vulnerability_scan", "malware_scan"}, "pass")).as("zhang")(Attach{kId});
  office.on("2026-03-24");
  CHECK(office.as("zhao")(review(open, kId)) == "gate_closed");
  CHECK(office.refusal().detail == "security_agreement");
  CHECK(office.as("zhang")(agreement("2026-03-01", "2027-02-28")) == "record_made");
  const auto& record = office.books.records.at("D-2026-0001");
  CHECK(record.waits_for == std::vector<std::string>{"provider"});
  CHECK(office.as("zhao")(review(open, kId)) == "gate_closed");
  CHECK(office.as("li")(Cosign{"D-2026-0001"}) == "unit_foreign");     // another unit
  CHECK(office.as("zhang")(Cosign{"D-2026-0001"}) == "unit_foreign");  // who has signed already
  CHECK(office.as("sun")(Cosign{"D-2026-0099"}) == "not_found");
  CHECK(office.as("sun")(Cosign{"D-2026-0001"}) == "record_cosigned");
  CHECK(office.as("sun")(Cosign{"D-2026-0001"}) == "stage_wrong");
  CHECK(record.in_force(day("2026-03-24")));
  CHECK(office.as("zhao")(review(open, kId)) == "opened");
}

TEST_CASE("record: an agreement of another period opens nothing") {
  for (const auto& [from, to] : {std::pair("2026-03-25", ""), {"2025-01-01", "2026-03-23"}}) {
    Office office("changde");
    office.bring_to(Stage::trial, 1);
    office.with(papers({"self_test", "vulnerability_scan", "malware_scan"}, "pass")).as("zhang")(Attach{kId});
    office.on("2026-03-24").as("zhang")(agreement(from, to));
    office.as("sun")(Cosign{"D-2026-0001"});
    CHECK(office.as("zhao")(review(open, kId)) == "gate_closed");
  }
}

TEST_CASE("value types") {
  struct Row { std::string type, value; bool good; };
  const Row rows[] = {{"date", "2026-02-29", false}, {"date", "2024-02-29", true},  {"time", "2026-03-02T09:00:00+08:00", true},
                      {"time", "9 o'clock", false},  {"integer", "-7", true},       {"integer", "7.5", false},
                      {"fen", "100", true},          {"fen", "-1", false},          {"fen", "99999999999999999999", false},
                      {"month", "2026-13", false},   {"month", "2026-12", true},    {"quarter", "2026-Q4", true},
                      {"quarter", "2026-Q5", false}, {"half_year", "2026-H2", true}, {"half_year", "2026-H3", false},
                      {"year", "2026", true},        {"year", "26", false},         {"text", "随便", true}};
  for (const auto& row : rows) {
    CAPTURE(row.type + " " + row.value);
    CHECK(value_fault(row.type, row.value).empty() == row.good);
  }
}

TEST_CASE("duties: owed for whole periods after the ledger's making, and done once") {
  Office office("zhejiang", "2026-03-02");
  office.bring_to(Stage::open, 1);  // delivered on 2026-03-05
  const auto names = [&](const std::string& today) {
    std::vector<std::string> all;
    for (const auto& owed : duties_owed(office.facts(), day(today)))
      all.push_back(owed.rule->id + " " + owed.about + " " + owed.period + (owed.is_overdue(day(today)) ? " overdue" : owed.running ? " running" : " owed"));
    return all;
  };
  using Names = std::vector<std::string>;
  CHECK(names("2026-03-31").empty());  // March began before the ledger
  CHECK(names("2026-04-30") == Names{"bulletin platform 2026-04 running", "monthly_report czj 2026-04 running"});
  CHECK(names("2026-05-01") == Names{"bulletin platform 2026-04 overdue", "monthly_report czj 2026-04 owed",
                                     "bulletin platform 2026-05 running", "monthly_report czj 2026-05 running"});
  CHECK(names("2026-05-10")[1] == "monthly_report czj 2026-04 owed");
  CHECK(names("2026-05-11")[1] == "monthly_report czj 2026-04 overdue");
  office.on("2026-05-11");
  const MakeRecord done{"monthly_report", "czj", {{"period", "2026-04"}}};
  CHECK(office.as("zhang")(done) == "role_missing");
  CHECK(office.as("sun")(MakeRecord{"monthly_report", "czj", {}}) == "field_wrong");
  CHECK(office.as("sun")(done) == "record_made");
  CHECK(office.as("sun")(done) == "exists_already");
  for (const auto& owed : duties_owed(office.facts(), day("2026-05-11")))
    if (owed.rule->id == "monthly_report" && owed.period == "2026-04") CHECK(owed.record == "D-2026-0001");
}

TEST_CASE("duties: a year's is owed for the first whole year") {
  Office office("changde", "2026-03-02");
  bool found = false;
  for (const auto& owed : duties_owed(office.facts(), day("2028-01-05")))
    if (owed.rule->id == "drill") {
      if (!found) CHECK(owed.period == "2027");
      found = true;
    }
  CHECK(found);
}
