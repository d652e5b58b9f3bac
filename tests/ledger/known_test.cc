// What the build read of the files inside the program is what the program reads of them.
#include <doctest/doctest.h>

#include "core/format/embedded.h"
#include "core/ledger/codec.h"
#include "core/ledger/known.h"
#include "core/ledger/ledger.h"
#include "core/ledger/policy_file.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;

TEST_CASE("known: a built-in policy is, member for member, what its file says") {
  for (const auto* id : {"zhejiang", "changde"}) {
    CAPTURE(id);
    const auto bytes = embedded::policy(id);
    const auto digest = hex(sha256(bytes));
    auto read = read_policy(bytes, id);
    read.digest = digest;
    const auto known = known_policy(digest);
    REQUIRE(known);
    CHECK(*known == read);  // every member, so that none can be forgotten in fields()
    CHECK(known->id == id);
  }
}

TEST_CASE("known: the built-in calendar is what its file says") {
  const auto bytes = embedded::calendar();
  const auto read = read_calendar(bytes, "cn.csv");
  const auto known = known_calendar(read.digest);
  REQUIRE(known);
  CHECK(known->digest == read.digest);
  CHECK(known->arranged == read.arranged);
  CHECK(encode(known->days) == encode(read.days));
  CHECK_FALSE(known->days.empty());
}

TEST_CASE("known: one byte more, and the file is read from the ledger") {
  const auto bytes = std::string(embedded::policy("zhejiang")) + "# ours\n";
  const auto digest = hex(sha256(bytes));
  CHECK_FALSE(known_policy(digest));
  CHECK_FALSE(known_policy(""));
  CHECK_FALSE(known_calendar(digest));
  Folder folder;
  create_ledger(folder.file("l.db"), founding("zhejiang", true), {"policy", "ours.toml", bytes},
                {"calendar", "cn.csv", std::string(embedded::calendar())}, morning(day("2026-03-02")));
  auto ledger = Ledger::open(folder.file("l.db"), Database::Mode::read, 0);
  auto policy = ledger.policy();
  CHECK(policy.digest == digest);
  policy.digest = hex(sha256(embedded::policy("zhejiang")));
  CHECK(policy == *known_policy(policy.digest));
}
