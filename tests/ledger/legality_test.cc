// Legality: what an insider with a patched program appends, with hashes that hold and derived tables
// made anew, is found at its first bad event with the reason; what the law gave is never suspected.
#include "core/ledger/legality.h"

#include <doctest/doctest.h>

#include <set>

#include "core/ledger/verify.h"
#include "tests/ledger/illegal_acts.h"
#include "tests/ledger/illegal_fee.h"
#include "tests/ledger/illegal_assess.h"
#include "tests/ledger/illegal_rectify.h"
#include "tests/ledger/illegal_registers.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

/// An act in a ledger, and what verification says.
struct Result {
  Verification verification;
  std::uint64_t first = 0;
  const Check* legality() const {
    for (const auto& check : verification.checks)
      if (check.name == "legality") return &check;
    return nullptr;
  }
};

Result verified_after(const Office& office, const Acting& acting, const std::vector<Fact>& facts,
                      const std::string& program = program_version()) {
  Folder folder;
  write_journal(folder.file("l.db"), office);
  auto db = Database::open(folder.file("l.db"), Database::Mode::write, 0);
  std::vector<Event> events;
  for (const auto& f : facts) events.push_back({f, late_of(acting)});
  Result found;
  {
    Transaction tx(db, Transaction::Kind::write);
    found.first = append_act(db, acting, events, program);
    tx.commit();
  }
  try {
    rebuild(db);
  } catch (const LedgerError&) {
    // It does not even fit into the books.
  }
  found.verification = verify(db);
  return found;
}

std::string told(const Verification& verification) {
  std::string all;
  for (const auto& check : verification.checks)
    if (!check.holds) all += check.name + " at " + std::to_string(check.first_bad) + ": " + check.message + "; ";
  return all;
}

void check_rows(std::span<const IllegalAct> rows, std::set<std::string>& reasons, std::set<std::string>& kinds) {
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office(row.policy);
    office.bring_to(row.stage, 1);
    if (row.before) row.before(office);
    Patched patched(office);
    patched.on("2026-04-20");
    const auto facts = row.forge(office, patched);
    REQUIRE(!facts.empty());
    const auto found = verified_after(office, patched.acting, facts);
    CAPTURE(told(found.verification));
    REQUIRE(found.legality() != nullptr);
    CHECK(found.verification.verdict == "illegal");
    CHECK(found.verification.first_bad == found.first + row.at);
    CHECK(found.legality()->first_bad == found.first + row.at);
    CHECK(found.legality()->message.find(row.want) != std::string::npos);
    reasons.insert(row.want);
    for (const auto& f : facts) kinds.insert(std::string(kind_of(f)));
  }
}

}  // namespace

TEST_CASE("legality: what a patched program appends is illegal, whatever the kind and the reason") {
  std::set<std::string> reasons, kinds;
  check_rows(kRights, reasons, kinds), check_rows(kOrder, reasons, kinds);
  check_rows(kAmounts, reasons, kinds), check_rows(kFacts, reasons, kinds);
  check_rows(kForms, reasons, kinds), check_rows(kRectified, reasons, kinds), check_rows(kRegisters, reasons, kinds);
  check_rows(kProcedures, reasons, kinds);
  check_rows(kPaid, reasons, kinds);
  check_rows(kAssessed, reasons, kinds);
  for (const auto reason : kReasons) {
    CAPTURE(std::string(reason));
    // The last keeper has a key in a signed ledger only: tests/law/rejudge_test.cc. The shipped policies, by
    // which these ledgers are verified, have criteria.
    CHECK((reasons.contains(std::string(reason)) || reason == "last_keeper" || reason == "criteria_missing"));
  }
  for (const std::string kind :
       {"ledger_created", "unit_added", "person_added", "calendar_loaded", "attached", "submitted", "accepted",
        "refused", "rejected", "approved", "delivered", "trial_started", "opened", "applied", "reclaimed",
        "ended", "withdrawn", "usage_imported", "scan_imported", "found", "fixed", "verified",
        "roles_granted", "roles_revoked", "delegated", "delegation_ended", "trial_extended", "record_made", "record_cosigned",
         "check_held", "ordered", "order_cosigned", "order_fixed", "order_verified", "finding_accepted",
         "incident_opened", "incident_updated", "incident_resolved", "report_delivered",
         "system_taken_over", "level_set", "level_confirmed", "transfer_asked", "transfer_withdrawn", "system_transferred",
         "unit_renamed", "unit_succeeded", "policy_adopted", "catalog_loaded", "scaled", "undone", "corrected",
         "measure_taken", "measure_cosigned", "measure_lifted", "fee_fixed", "fee_cosigned",
         "rated", "assessment_fixed", "assessment_objected", "objection_answered"}) {
    CAPTURE(kind);
    CHECK(kinds.contains(kind));
  }
  static_assert(std::variant_size_v<Fact> == 67, "a new kind of event wants its row here or in rejudge_test.cc");
}

TEST_CASE("legality: an act of another version that the law would give otherwise now is told, and no damage") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted, 1);
  Patched patched(office);
  patched.policy.gates.clear();
  auto facts = patched.on("2026-03-05").as("wang")(review(accept, kId));
  fact<Accepted>(facts).clocks.started.at(0).due_on = day("2026-12-31");
  const auto result = verified_after(office, patched.acting, facts, "0.0.7");
  CHECK(told(result.verification) == "");
  CHECK(result.verification.verdict == "unproven");
  REQUIRE(result.legality() != nullptr);
  CHECK(result.legality()->differs == 1);
  CHECK(result.legality()->first_bad == 0);
  CHECK(result.legality()->message.find("event " + std::to_string(result.first) + ", written by version 0.0.7") == 0);
}

TEST_CASE("legality: an illegal act that does not fit into the books is illegal, not damage") {
  Office office("zhejiang");
  office.bring_to(Stage::submitted, 1);
  Patched patched(office);
  const auto result = verified_after(office, patched.on("2026-03-05").as("wang").acting,
                                     {Opened{"R-2026-0099", "nothing", "", day("2026-03-05"), {}, {}}});
  CHECK(result.verification.verdict == "illegal");
  CHECK(result.verification.first_bad == result.first);
}

namespace {

struct Founding {
  LedgerCreated created = founding("zhejiang", true);
  CalendarLoaded loaded;
  Acting acting;
  std::vector<Event> events() const { return {{created, {}}, {loaded, {}}}; }
};

Verification founded(const std::function<std::vector<Event>(Founding&)>& alter) {
  auto db = Database::in_memory();
  db.run(enduring_schema()), db.run(derived_schema());
  Transaction tx(db, Transaction::Kind::write);
  Founding first;
  first.acting.person = "root", first.acting.recorded = morning(day("2026-03-02"));
  first.created.policy_digest =
      add_content(db, {"policy", "zhejiang.toml", file_bytes("examples/policies/zhejiang.toml")});
  first.created.policy_name = "zhejiang.toml";
  first.loaded = {shipped_calendar().digest, "cn.csv", {shipped_calendar().arranged.begin(), shipped_calendar().arranged.end()}};
  first.created.calendar_digest = add_content(db, {"calendar", "cn.csv", file_bytes("examples/calendars/cn.csv")});
  const auto events = alter(first);
  append_act(db, first.acting, events);
  tx.commit();
  try {
    rebuild(db);
  } catch (const LedgerError&) {
    // Without a first event that says so, this is no ledger at all.
  }
  return verify(db);
}

}  // namespace

TEST_CASE("legality: a ledger is made by its founder, under what it keeps, and by nothing else") {
  struct Row { std::string what; std::uint64_t at; std::function<std::vector<Event>(Founding&)> alter; };
  const Row rows[] = {
      {"as it is", 0, [](Founding& f) { return f.events(); }},
      {"by another", 1, [](Founding& f) { return f.acting.person = "zhang", f.events(); }},
      {"for another", 1, [](Founding& f) { return f.acting.for_person = "zhang", f.events(); }},
      {"another policy's name", 1, [](Founding& f) { return f.created.policy = "changde", f.events(); }},
      {"another hour", 1, [](Founding& f) { return f.created.offset_minutes = 0, f.events(); }},
      {"a policy that is not kept", 1,
       [](Founding& f) { return f.created.policy_digest = std::string(64, 'e'), f.events(); }},
      {"a calendar as policy", 1,
       [](Founding& f) { return f.created.policy_digest = f.created.calendar_digest, f.events(); }},
      {"another calendar", 2, [](Founding& f) { return f.loaded.digest = std::string(64, 'e'), f.events(); }},
      {"other years", 2, [](Founding& f) { return f.loaded.arranged = {2099}, f.events(); }},
      {"no calendar", 1, [](Founding& f) { return std::vector<Event>{{f.created, {}}}; }},
      {"no ledger", 1, [](Founding& f) { return std::vector<Event>{{f.loaded, {}}}; }},
      {"a person with it", 3,
       [](Founding& f) {
         auto events = f.events();
         events.push_back({PersonAdded{{"zhang", 0, "张", "", {Role::chief}}}, {}});
         return events;
       }},
      {"late", 1,
       [](Founding& f) {
         auto events = f.events();
         events[0].late = Late{morning(day("2026-01-01")), "停电"};
         return events;
       }},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto verification = founded(row.alter);
    CAPTURE(told(verification));
    CHECK(verification.first_bad == row.at);
    CHECK(verification.holds() == (row.at == 0));
  }
}
