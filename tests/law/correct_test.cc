// Corrections: what may be mended, by whom, and what follows from it.
#include <doctest/doctest.h>

#include "core/law/compliance.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

const std::string kId = "R-2026-0001";

/// The number of the last event of a kind.
std::uint64_t last(const Office& office, std::string_view kind) {
  for (auto at = office.journal.rbegin(); at != office.journal.rend(); ++at)
    if (kind_of(at->first.fact) == kind) return at->second.seq;
  return 0;
}

Correct of_paper(const Office& office, const std::string& id, std::map<std::string, std::string> values) {
  return {last(office, "attached"), "attached", id, std::move(values), "录入有误"};
}

}  // namespace

TEST_CASE("correct: what was told of a paper, by its own unit") {
  struct Row { std::string what, by; std::map<std::string, std::string> values; std::string want; };
  const Row rows[] = {
      {"the issuer", "zhang", {{"issuer", "某测评机构"}}, "corrected"},
      {"two at once", "zhang", {{"dated", "2026-03-01"}, {"expires", "2027-02-28"}}, "corrected"},
      {"a result for the worse", "zhang", {{"result", "fail"}}, "corrected"},
      {"a result for the better", "zhang", {{"result", "pass"}}, "field_wrong"},
      {"the kind", "zhang", {{"kind", "self_test"}}, "field_wrong"},
      {"the file", "zhang", {{"digest", std::string(64, 'b')}}, "field_wrong"},
      {"no date", "zhang", {{"dated", "昨天"}}, "field_wrong"},
      {"a day to come", "zhang", {{"dated", "2026-12-31"}}, "field_wrong"},
      {"an end before the beginning", "zhang", {{"dated", "2026-03-01"}, {"expires", "2026-02-28"}}, "field_wrong"},
      {"nothing", "zhang", {}, "line_missing"},
      {"what it says already", "zhang", {{"issuer", ""}}, "line_missing"},
      {"by another unit", "li", {{"issuer", "某测评机构"}}, "unit_foreign"},
      {"by the authority", "wang", {{"issuer", "某测评机构"}}, "role_missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    office.bring_to(Stage::submitted);
    CHECK(office.as(row.by)(of_paper(office, "E-2026-0001", row.values)) == row.want);
  }
  Office office("zhejiang");
  office.bring_to(Stage::submitted);
  CHECK(office.as("zhang")(of_paper(office, "E-2026-0099", {{"issuer", "某"}})) == "not_found");
}

TEST_CASE("correct: never a decision, nor what was asked for") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  for (const std::string kind : {"submitted", "accepted", "approved", "trial_started", "opened"}) {
    CAPTURE(kind);
    CHECK(office.as("wang")(Correct{last(office, kind), kind, kId, {{"opinion", "改"}}, "写错"}) == "stage_wrong");
    CHECK(office.refusal().citation.house_rule() == "H-38");
  }
  CHECK(office(Correct{999, "", "", {{"opinion", "改"}}, "写错"}) == "not_found");
}

TEST_CASE("correct: gates ask the corrected paper, past decisions stand, and the shortfall is told") {
  Office office("zhejiang");
  office.bring_to(Stage::trial, 1);
  office.on("2026-03-23").as("zhang");
  auto tests = office.all_tests();
  REQUIRE(office.with(tests)(Attach{kId}) == "attached");
  std::string security;
  for (const auto* evidence : evidence_of(office.books, kId))
    if (evidence->kind == "security_test") security = evidence->id;
  const auto fails = of_paper(office, security, {{"result", "fail"}});
  SUBCASE("before the opening") {
    REQUIRE(office(fails) == "corrected");
    CHECK(office.as("zhao").on("2026-03-24")(review(open, kId)) == "gate_closed");
  }
  SUBCASE("after it") {
    REQUIRE(office.as("zhao").on("2026-03-24")(review(open, kId)) == "opened");
    REQUIRE(office.as("zhang")(fails) == "corrected");
    CHECK(office.request(kId).stage == Stage::open);
    const auto all = compliance(office.facts(), day("2026-03-25"), {2026, 2}, {});
    CHECK(std::any_of(all.begin(), all.end(), [](const Shortfall& s) { return s.check == "papers_missing" && s.subject == "budget"; }));
  }
}

TEST_CASE("correct: the cloud id that a delivery gave") {
  Office office("zhejiang");
  office.bring_to(Stage::approved, 1);
  Provision command{kId};
  command.cloud_ids = {{"budget/host-1", "i-1"}, {"budget/host-2", "i-2"}};
  REQUIRE(office.as("sun").on("2026-03-05")(command) == "trial_started");
  const auto named_at = office.resource("budget/host-1").named_at;
  const auto to = [&](std::uint64_t event, const std::string& id) {
    return Correct{event, "delivered", "budget/host-1", {{"cloud_id", id}}, "编号抄错"};
  };
  CHECK(office.as("zhang")(to(named_at, "i-9")) == "role_missing");
  CHECK(office.as("sun")(to(named_at + 1, "i-9")) == "record_moved");
  CHECK(office(to(named_at, "i-2")) == "exists_already");
  CHECK(office(to(named_at, "")) == "field_wrong");
  REQUIRE(office(to(named_at, "i-9")) == "corrected");
  CHECK(office.resource("budget/host-1").cloud_id == "i-9");
  CHECK(resources_called(office.books, "i-9").size() == 1);
  CHECK(resources_called(office.books, "i-1").empty());
  REQUIRE(office(to(named_at, "i-1")) == "corrected");  // the same event once more
}

TEST_CASE("correct: a record's fields, and its parties sign anew") {
  Office office("changde");
  office.bring_to(Stage::open, 1);
  office.as("zhang").on("2026-04-01");
  REQUIRE(office(MakeRecord{"security_agreement", "budget", {{"valid_from", "2026-04-01"}, {"valid_to", "2027-03-31"}}}) == "record_made");
  const auto made = last(office, "record_made");
  REQUIRE(office.as("sun")(Cosign{"D-2026-0001"}) == "record_cosigned");
  REQUIRE(office.books.records.at("D-2026-0001").in_force(day("2026-04-02")));
  const auto to = [&](std::map<std::string, std::string> values) { return Correct{made, "record_made", "D-2026-0001", std::move(values), "期限写错"}; };
  CHECK(office.as("li")(to({{"valid_to", "2028-03-31"}})) == "unit_foreign");
  office.as("zhang").on("2026-04-02");
  CHECK(office(to({{"valid_to", "2025-03-31"}})) == "field_wrong");
  CHECK(office(to({{"colour", "红"}})) == "field_wrong");
  REQUIRE(office(to({{"valid_to", "2028-03-31"}})) == "corrected");
  const auto& record = office.books.records.at("D-2026-0001");
  CHECK(record.valid_to == day("2028-03-31"));
  CHECK(record.waits_for == std::vector<std::string>{"provider"});
  CHECK_FALSE(record.in_force(day("2026-04-03")));
  REQUIRE(office.as("sun")(Cosign{"D-2026-0001"}) == "record_cosigned");
  CHECK(office.books.records.at("D-2026-0001").in_force(day("2027-12-31")));
}

TEST_CASE("correct: a duty that is done is moved to another period once") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  office.as("sun").on("2026-05-20");
  REQUIRE(office(MakeRecord{"bulletin", "platform", {{"period", "2026-04"}}}) == "record_made");
  REQUIRE(office(MakeRecord{"bulletin", "platform", {{"period", "2026-03"}}}) == "record_made");
  const auto to = [&](const std::string& period) {
    return Correct{last(office, "record_made"), "record_made", "D-2026-0002", {{"period", period}}, "月份写错"};
  };
  CHECK(office(to("2026-04")) == "exists_already");
  CHECK(office(to("2026-05")) == "corrected");
  CHECK(office.books.records.at("D-2026-0002").values.at("period") == "2026-05");
}
