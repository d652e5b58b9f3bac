// Withdrawal: by the unit that asked, until approval.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

TEST_CASE("withdraw: who may, and until when") {
  struct Row { std::string what; Stage stage; std::string by, id, want; };
  const Row rows[] = {
      {"submitted", Stage::submitted, "zhang", "R-2026-0001", "withdrawn"},
      {"accepted", Stage::accepted, "zhang", "R-2026-0001", "withdrawn"},
      {"approved", Stage::approved, "zhang", "R-2026-0001", "stage_wrong"},
      {"in trial", Stage::trial, "zhang", "R-2026-0001", "stage_wrong"},
      {"open", Stage::open, "zhang", "R-2026-0001", "stage_wrong"},
      {"another unit's", Stage::submitted, "li", "R-2026-0001", "unit_foreign"},
      {"a reviewer", Stage::submitted, "wang", "R-2026-0001", "role_missing"},
      {"nobody", Stage::submitted, "nobody", "R-2026-0001", "person_unknown"},
      {"a request nobody made", Stage::submitted, "zhang", "R-2026-0002", "not_found"},
      {"unit before stage", Stage::open, "li", "R-2026-0001", "unit_foreign"},
  };
  for (const std::string policy : {"zhejiang", "changde"})
    for (const auto& row : rows) {
      CAPTURE(row.what);
      Office office(policy);
      office.bring_to(row.stage);
      CHECK(office.as(row.by)(Withdraw{row.id, "不再需要"}) == row.want);
    }
}

TEST_CASE("withdraw: ends the clocks and frees the system's name") {
  Office office("zhejiang");
  const auto id = office.bring_to(Stage::accepted);
  CHECK(office.as("zhang").happened_on("2026-03-02")(Withdraw{id, ""}) == "date_order");
  REQUIRE(office.on("2026-03-20")(Withdraw{id, "不再需要"}) == "withdrawn");
  CHECK(office.clock(id, "approve").ended);
  CHECK(office.clock(id, "approve").working_days_late == 0);
  CHECK(office.request(id).history.back().note == "不再需要");
  CHECK(office(Withdraw{id, ""}) == "stage_wrong");
  auto again = submission("budget", "czj", 3, office.policy);
  again.resubmits = id;
  CHECK(office(again) == "submitted");
  CHECK(office.request("R-2026-0002").case_id == id);
}
