// Policies and catalogues hold from a day on, and never backwards.
#include "core/law/in_force.h"

#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

const std::string kNew(64, 'e'), kNewer(64, 'f');

AdoptPolicy adoption(const std::string& digest, const std::string& from) { return {"next", digest, "next.toml", 480, day(from)}; }
LoadCatalog catalogue(const std::string& digest, const std::string& from) { return {digest, "catalog.toml", day(from)}; }

}  // namespace

TEST_CASE("in force: what begins when") {
  struct Row { std::string what, by, from; int offset; std::string policy, catalog; };
  const Row rows[] = {
      {"today", "root", "2026-03-02", 480, "policy_adopted", "catalog_loaded"},
      {"to come", "root", "2027-01-01", 480, "policy_adopted", "catalog_loaded"},
      {"backwards", "root", "2026-03-01", 480, "date_order", "date_order"},
      {"by the chief", "zhao", "2027-01-01", 480, "role_missing", "role_missing"},
      {"at another time of day", "root", "2027-01-01", 0, "field_wrong", "catalog_loaded"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office office("zhejiang");
    auto command = adoption(kNew, row.from);
    command.offset_minutes = row.offset;
    CHECK(office.as(row.by)(command) == row.policy);
    CHECK(office.as(row.by)(catalogue(kNew, row.from)) == row.catalog);
  }
}

TEST_CASE("in force: the one of a day, and each once") {
  Office office("zhejiang");
  const auto founding = office.books.ledger.policy_digest;
  REQUIRE(office.as("root")(adoption(kNew, "2027-01-01")) == "policy_adopted");
  CHECK(office(adoption(kNew, "2027-06-01")) == "stage_wrong");
  CHECK(office(adoption(founding, "2026-12-31")) == "date_order");
  const auto& ledger = office.books.ledger;
  CHECK(ledger.policy_on(day("2026-12-31")) == founding);
  CHECK(ledger.policy_on(day("2027-01-01")) == kNew);
  REQUIRE(office(adoption(kNewer, "2027-01-01")) == "policy_adopted");  // in its place, before it began
  CHECK(ledger.policy_on(day("2027-01-01")) == kNewer);
  CHECK(ledger.adopted.size() == 1);

  CHECK(ledger.catalog_on(day("2026-12-31")).empty());
  REQUIRE(office(catalogue(kNew, "2026-04-01")) == "catalog_loaded");
  REQUIRE(office(catalogue(kNewer, "2026-05-01")) == "catalog_loaded");
  CHECK(ledger.catalog_on(day("2026-03-31")).empty());
  CHECK(ledger.catalog_on(day("2026-04-30")) == kNew);
  CHECK(ledger.catalog_on(day("2026-05-01")) == kNewer);
}
