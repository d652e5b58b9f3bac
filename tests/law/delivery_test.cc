// Reports delivered: by whom, when, to whom, once, and that the duty of reporting is done by it.
#include <doctest/doctest.h>

#include "core/law/delivery.h"
#include "core/law/duty.h"
#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

DeliverReports reports(const std::vector<std::string>& about, const std::vector<std::string>& to = {},
                       const std::string& report = "monthly", const std::string& period = "2026-04") {
  DeliverReports command{report, period, 12, std::string(64, 'b'), "zh", {}};
  for (const auto& id : about)
    command.copies.push_back({id, std::string(64, 'd'), to, {{period + "-" + id + ".html", "html", std::string(64, 'f'), 9}}});
  return command;
}

}  // namespace

TEST_CASE("delivery: by whom, of which period, about what, and to whom") {
  struct Row { std::string what, policy, by; DeliverReports command; std::string want, cites; };
  const Row rows[] = {
      {"a unit's to the unit and the authority", "zhejiang", "sun", reports({"czj"}), "report_delivered", ""},
      {"the platform's to the authority", "zhejiang", "sun", reports({"platform"}), "report_delivered", ""},
      {"the provider owes it, no reviewer", "zhejiang", "wang", reports({"czj"}), "role_missing", "15"},
      {"where no article says whose it is, a reviewer too", "changde", "wang", reports({"czj"}), "report_delivered", ""},
      {"no applicant", "changde", "zhang", reports({"czj"}), "role_missing", "H-55"},
      {"nobody known", "zhejiang", "ghost", reports({"czj"}), "person_unknown", "H-02"},
      {"a month that runs", "zhejiang", "sun", reports({"czj"}, {}, "monthly", "2026-05"), "date_order", "H-56"},
      {"a month that is none", "zhejiang", "sun", reports({"czj"}, {}, "monthly", "2026-13"), "date_order", "H-56"},
      {"a year that runs", "zhejiang", "sun", reports({"czj"}, {}, "yearly", "2026"), "date_order", "H-56"},
      {"a year that is over", "zhejiang", "sun", reports({"platform"}, {}, "yearly", "2025"), "report_delivered", ""},
      {"a report that is none", "zhejiang", "sun", reports({"czj"}, {}, "weekly", "2026-04"), "date_order", "H-56"},
      {"about a unit that is not there", "zhejiang", "sun", reports({"ghost"}), "not_found", ""},
      {"to a unit that is not there", "zhejiang", "sun", reports({"czj"}, {"ghost"}), "not_found", ""},
      {"to another using unit", "zhejiang", "sun", reports({"czj"}, {"czj", "rsj"}), "unit_foreign", "H-57"},
      {"about all to a using unit", "zhejiang", "sun", reports({"platform"}, {"czj"}), "unit_foreign", "H-57"},
      {"to the provider itself", "zhejiang", "sun", reports({"czj"}, {"yun"}), "report_delivered", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office(row.policy);
    office.bring_to(Stage::open, 1);
    office.on("2026-05-04");
    CHECK(office.as(row.by)(row.command) == row.want);
    if (row.cites.starts_with("H-")) CHECK(office.refusal().citation.house_rule() == row.cites);
    else if (!row.cites.empty()) CHECK(office.refusal().citation.article() == row.cites);
  }
}

TEST_CASE("delivery: it is recorded once, with all that makes the report again, and the duty is done") {
  Office office("zhejiang");
  office.bring_to(Stage::open, 1);
  office.on("2026-05-04");
  CHECK(office.as("sun")(reports({"platform", "czj"})) == "report_delivered");
  const auto* record = delivery_of(office.books, "monthly", "czj", "2026-04");
  REQUIRE(record != nullptr);
  CHECK(record->id == "D-2026-0002");
  CHECK(record->article == "15");
  CHECK(record->unit == "czj");
  using Values = std::map<std::string, std::string>;
  CHECK(record->values == Values{{"as_of", "12"}, {"digest", std::string(64, 'd')}, {"html", std::string(64, 'f')},
                                 {"period", "2026-04"}, {"to", "czj, dsj"}});
  CHECK(delivery_of(office.books, "monthly", "platform", "2026-04")->values.at("to") == "dsj");
  CHECK(delivery_of(office.books, "monthly", "czj", "2026-03") == nullptr);
  CHECK(delivery_of(office.books, "yearly", "czj", "2026-04") == nullptr);
  for (const auto& owed : duties_owed(office.facts(), day("2026-05-20")))
    if (owed.rule->id == "monthly_report" && owed.period == "2026-04") CHECK(owed.record == "D-2026-0002");
  // Again, and with one more report: only that one is recorded.
  const auto before = office.books.records.size();
  CHECK(office.as("sun")(reports({"platform", "czj"})) == "attached");  // the word for no fact
  CHECK(office.books.records.size() == before);
  CHECK(office.as("sun")(reports({"czj", "rsj"})) == "report_delivered");
  CHECK(office.books.records.size() == before + 1);
  // What was done by a record needs no delivery.
  CHECK(office.as("sun")(MakeRecord{"monthly_report", "czj", {{"period", "2026-03"}}}) == "record_made");
  CHECK(office.as("sun")(reports({"czj"}, {}, "monthly", "2026-03")) == "attached");
}
