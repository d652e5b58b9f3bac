// evolve(): the one meaning of events. Replay from nothing gives the live books, and an event that
// names what is not there is nobody's.
#include <doctest/doctest.h>

#include "core/ledger/codec.h"
#include "tests/law/books_text.h"

using namespace govcloud;
using namespace govcloud::testing;

TEST_CASE("evolve: a replay from nothing gives the same books") {
  for (const std::string policy : {"zhejiang", "changde"}) {
    Office office(policy);
    office.bring_to(Stage::open);
    Books again;
    for (const auto& [event, stamp] : office.journal) evolve(again, event, stamp);
    CHECK(text_of(again) == text_of(office.books));
  }
}

TEST_CASE("evolve: what a ledger knows of itself") {
  Office office("zhejiang");
  office.bring_to(Stage::approved);
  const auto& ledger = office.books.ledger;
  CHECK(ledger.founder == "root");
  CHECK(ledger.policy == "zhejiang");
  CHECK(ledger.counters.at("R-2026") == 1);
  CHECK(ledger.counters.at("E-2026") == 2);
  CHECK(office.books.persons.at("root").roles == std::vector<Role>{Role::keeper});
  CHECK(office.books.systems.at("budget").numbered.at("host") == 2);
  CHECK(office.books.touched.contains({Kind::resource, "budget/storage-1"}));
}

TEST_CASE("evolve: each record remembers the last event that touched it") {
  Office office("zhejiang");
  const auto id = office.bring_to(Stage::submitted);
  const auto submitted = office.request(id).seq;
  office.as("wang")(review(ReviewKind::accept, id));
  CHECK(office.request(id).seq == office.journal.size());
  CHECK(office.request(id).seq > submitted);
  CHECK(office.books.systems.at("budget").seq < office.request(id).seq);
}

TEST_CASE("evolve: history tells every step, with both of its times") {
  Office office("changde");
  const auto id = office.bring_to(Stage::open);
  std::string told;
  for (const auto& entry : office.request(id).history) told += entry.event + " ";
  CHECK(told == "submitted accepted approved delivered delivered delivered trial_started opened ");
  CHECK(office.request(id).history[1].person == "wang");
  CHECK(office.request(id).history[1].effective == morning(day("2026-03-03")));
}

TEST_CASE("evolve: a ledger is made once") {
  Office office("zhejiang");
  LedgerCreated again;
  again.ledger = "another", again.founder = "zhang";
  CHECK_THROWS_AS(evolve(office.books, {again, {}}, {99, "zhang", "", {}}), std::logic_error);
  CHECK(office.books.ledger.founder == "root");
}

TEST_CASE("evolve: an event about what is not there is refused") {
  const Fact rows[] = {Accepted{"R-2026-0009"}, Delivered{"R-2026-0001", "budget/host-9"},
                       Opened{"R-2026-0001", "ghost"}, Reclaimed{"R-2026-0001", "budget/host-9"},
                       Fixed{"F-2026-0001"}, Verified{"F-2026-0001"}, Withdrawn{"R-2026-0009"},
                       Approved{"R-2026-0001", "budget", "", {{"R-2026-0001/9"}}},
                       ScanImported{{"s1"}, {"F-2026-0009"}}, Ordered{{"O-2026-0001", 0, "czj", "", {"F-2026-0009"}}},
                       OrderCosigned{"O-2026-0009"}, OrderFixed{"O-2026-0009"}, OrderVerified{"O-2026-0009"},
                       FindingAccepted{"F-2026-0009"}, IncidentUpdated{"I-2026-0009"}, IncidentResolved{"I-2026-0009"},
                       MeasureCosigned{"M-2026-0009"}, MeasureLifted{"M-2026-0009"}, FeeCosigned{"P-2026-0009"}};
  for (const auto& fact : rows) {
    CAPTURE(std::string(kind_of(fact)));
    Office office("zhejiang");
    office.bring_to(Stage::submitted);
    CHECK_THROWS_AS(evolve(office.books, {fact, {}}, {99, "wang", "", {}}), std::logic_error);
  }
}

TEST_CASE("events: every fact has a kind of its own and names its subjects") {
  struct Row { Fact fact; std::string kind; Subjects subjects; };
  const Row rows[] = {
      {LedgerCreated{"0", "", "", "root"}, "ledger_created", {"root"}},
      {UnitAdded{{"czj"}}, "unit_added", {"czj"}},
      {PersonAdded{{"wang"}}, "person_added", {"wang"}},
      {CalendarLoaded{}, "calendar_loaded", {}},
      {Attached{{"E-1", 0, "R-1"}}, "attached", {"E-1", "R-1"}},
      {Submitted{"R-1", "R-1", RequestKind::change, "budget"}, "submitted", {"R-1", "budget"}},
      {Accepted{"R-1"}, "accepted", {"R-1"}},
      {Refused{"R-1"}, "refused", {"R-1"}},
      {Rejected{"R-1"}, "rejected", {"R-1"}},
      {Approved{"R-1", "budget", "", {{"R-1/1", 1, {}, {"budget/host-1"}}}},
       "approved",
       {"R-1", "budget", "budget/host-1"}},
      {Delivered{"R-1", "budget/host-1"}, "delivered", {"R-1", "budget/host-1"}},
      {TrialStarted{"R-1"}, "trial_started", {"R-1"}},
      {Opened{"R-1", "budget"}, "opened", {"R-1", "budget"}},
      {Applied{"R-1"}, "applied", {"R-1"}},
      {Reclaimed{"R-1", "budget/host-1"}, "reclaimed", {"R-1", "budget/host-1"}},
      {Ended{"R-1", "budget"}, "ended", {"R-1", "budget"}},
      {Withdrawn{"R-1"}, "withdrawn", {"R-1"}},
      {UsageImported{}, "usage_imported", {}},
      {ScanImported{{"s1", 0, "", "", "", "budget"}, {"F-1"}, {"F-2"}},
       "scan_imported",
       {"F-1", "F-2", "budget"}},
      {Found{{"F-1"}}, "found", {"F-1"}},
      {Fixed{"F-1"}, "fixed", {"F-1"}},
      {Verified{"F-1"}, "verified", {"F-1"}},
      {KeyEnrolled{"K-1", "wang"}, "key_enrolled", {"K-1", "wang"}},
      {KeyCosigned{"K-1", "wang"}, "key_cosigned", {"K-1", "wang"}},
      {KeyRevoked{"K-1", "wang"}, "key_revoked", {"K-1", "wang"}},
      {Denied{"wang", "submit", "budget"}, "denied", {"wang", "budget"}},
      {SealImported{5, "00ff", "shen", "K-1"}, "seal_imported", {"shen", "K-1"}},
      {RolesGranted{"wang"}, "roles_granted", {"wang"}},
      {RolesRevoked{"wang"}, "roles_revoked", {"wang"}},
      {Delegated{"zhao", "wang"}, "delegated", {"zhao", "wang"}},
      {DelegationEnded{"zhao", "wang"}, "delegation_ended", {"zhao", "wang"}},
      {TrialExtended{"R-2", "R-1"}, "trial_extended", {"R-2", "R-1"}},
      {RecordMade{{"D-1", 0, "consulting", "czj"}}, "record_made", {"D-1", "czj"}},
      {RecordCosigned{"D-1", "platform"}, "record_cosigned", {"D-1"}},
      {RowBegun{1, "K/1"}, "row_begun", {"key:K/1"}},
      {CheckHeld{{"C-1", 0, "budget"}}, "check_held", {"C-1", "budget"}},
      {Ordered{{"O-1", 0, "czj", "", {"F-1"}}}, "ordered", {"O-1", "czj", "F-1"}},
      {OrderCosigned{"O-1"}, "order_cosigned", {"O-1"}},
      {OrderFixed{"O-1"}, "order_fixed", {"O-1"}},
      {OrderVerified{"O-1"}, "order_verified", {"O-1"}},
      {FindingAccepted{"F-1"}, "finding_accepted", {"F-1"}},
      {IncidentOpened{{"I-1", 0, "", "", false, true, {"budget"}}}, "incident_opened", {"I-1", "budget"}},
      {IncidentUpdated{"I-1", "", {"budget"}}, "incident_updated", {"I-1", "budget"}},
      {IncidentResolved{"I-1"}, "incident_resolved", {"I-1"}},
      {ReportDelivered{{"D-1", 0, "monthly_report", "czj"}, "monthly", {"czj", "dsj"}}, "report_delivered", {"D-1", "czj", "dsj"}},
      {SystemTakenOver{"budget", "", "czj"}, "system_taken_over", {"budget", "czj"}},
      {LevelSet{"budget"}, "level_set", {"budget"}},
      {LevelConfirmed{"budget"}, "level_confirmed", {"budget"}},
      {TransferAsked{"budget", "czj", "rsj"}, "transfer_asked", {"budget", "czj", "rsj"}},
      {TransferWithdrawn{"budget"}, "transfer_withdrawn", {"budget"}},
      {SystemTransferred{"budget", "czj", "rsj", {}, {"budget/host-1"}, {"R-1"}}, "system_transferred", {"budget", "czj", "rsj", "R-1"}},
      {UnitRenamed{"czj"}, "unit_renamed", {"czj"}},
      {UnitSucceeded{"yun", "yun2", "", {}, {"budget"}, {"budget/host-1"}, {"R-1"}, {"czj"}, {"O-1"}},
       "unit_succeeded",
       {"yun", "yun2", "budget", "budget/host-1", "R-1", "czj", "O-1"}},
      {PolicyAdopted{"changde"}, "policy_adopted", {}},
      {CatalogLoaded{}, "catalog_loaded", {}},
      {Scaled{"budget/host-1", "budget"}, "scaled", {"budget/host-1", "budget"}},
      {Undone{"R-1"}, "undone", {"R-1"}},
      {Corrected{7, "attached", "E-1", "R-1"}, "corrected", {"E-1", "R-1"}},
      {MeasureTaken{{"M-1", 0, MeasureStep::deduct, "yun", {"I-1"}}}, "measure_taken", {"M-1", "yun", "I-1"}},
      {MeasureCosigned{"M-1"}, "measure_cosigned", {"M-1"}},
      {MeasureLifted{"M-1"}, "measure_lifted", {"M-1"}},
      {FeeFixed{{"P-1", 0, "yun"}}, "fee_fixed", {"P-1", "yun"}},
      {FeeCosigned{"P-1"}, "fee_cosigned", {"P-1"}},
      {Rated{{"S-1", 0, "R-1", false, "czj", "yun"}}, "rated", {"S-1", "czj", "yun", "R-1"}},
      {AssessmentFixed{{"A-1", 0, "yun"}}, "assessment_fixed", {"A-1", "yun"}},
      {AssessmentObjected{"A-1", "yun"}, "assessment_objected", {"A-1", "yun"}},
      {ObjectionAnswered{"A-1", "yun"}, "objection_answered", {"A-1", "yun"}},
  };
  CHECK(std::size(rows) == std::variant_size_v<Fact>);
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    CAPTURE(rows[i].kind);
    CHECK(rows[i].fact.index() == i);
    CHECK(kind_of(rows[i].fact) == rows[i].kind);
    CHECK(subjects_of(rows[i].fact) == rows[i].subjects);
  }
}
