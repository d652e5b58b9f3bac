// The fee of a month: days, versions, rounding, what is deducted, and its fixing by three offices.
#include "core/law/fee.h"

#include <doctest/doctest.h>

#include "tests/law/three_offices.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

FeeStatement april(const Office& o, const std::string& today = "2026-12-31") {
  return statement_of(o.facts(), "yun", parse_month("2026-04").value(), day(today));
}

/// "budget/host-1 2026-04-01..2026-04-30 30 48000", line by line.
std::vector<std::string> told(const FeeStatement& statement) {
  std::vector<std::string> all;
  for (const auto& line : statement.lines)
    all.push_back(line.resource + " " + to_text(line.first) + ".." + to_text(line.last) + " " + std::to_string(line.days) + " " + std::to_string(line.fen));
  return all;
}
using Lines = std::vector<std::string>;

/// host-1 has six processors from 11 April on.
void grow(Office& o) {
  o.as("zhang").on("2026-04-09")(Change{"budget", "扩容", {set("budget/host-1", "cpu", {6, {}})}, false});
  o.as("wang")(review(approve, "R-2026-0002"));
  o.as("sun").on("2026-04-11")(Provision{"R-2026-0002"});
}

}  // namespace

TEST_CASE("fee: a resource counts from its delivery to the day before it was taken back, a version until the next") {
  Office o("changde");
  o.bring_to(Stage::open);
  const auto march = statement_of(o.facts(), "yun", parse_month("2026-03").value(), day("2026-12-31"));
  CHECK(told(march) == Lines{"budget/host-1 2026-03-05..2026-03-31 27 41806", "budget/host-2 2026-03-05..2026-03-31 27 41806",
                             "budget/storage-1 2026-03-05..2026-03-31 27 17419"});
  CHECK(march.gross_fen == 101031);
  CHECK(told(april(o)) == Lines{"budget/host-1 2026-04-01..2026-04-30 30 48000", "budget/host-2 2026-04-01..2026-04-30 30 48000",
                                "budget/storage-1 2026-04-01..2026-04-30 30 20000"});
  grow(o);
  o.as("zhang").on("2026-04-20")(Decommission{"budget", "停用", {"budget/storage-1"}, {}});
  o.as("wang")(review(approve, "R-2026-0003"));
  o.as("sun").on("2026-04-21")(Provision{"R-2026-0003"});
  CHECK(told(april(o)) == Lines{"budget/host-1 2026-04-01..2026-04-10 10 16000", "budget/host-1 2026-04-11..2026-04-30 20 37333",
                                "budget/host-2 2026-04-01..2026-04-30 30 48000", "budget/storage-1 2026-04-01..2026-04-20 20 13333"});
  CHECK(told(april(o, "2026-04-11")) == Lines{"budget/host-1 2026-04-01..2026-04-10 10 16000", "budget/host-1 2026-04-11..2026-04-11 1 1867",
                                              "budget/host-2 2026-04-01..2026-04-11 11 17600", "budget/storage-1 2026-04-01..2026-04-11 11 7333"});
  CHECK(told(april(o, "2026-03-31")).empty());
  CHECK(statement_of(o.facts(), "other", parse_month("2026-04").value(), day("2026-12-31")).lines.empty());
}

TEST_CASE("fee: an elastic resource counts with what it was scaled to") {
  Office o("changde");
  o.bring_to(Stage::open);
  o.as("zhang").on("2026-04-09")(Change{"budget", "弹性", {set("budget/host-1", "cpu", {4, 8})}, false});
  o.as("wang")(review(approve, "R-2026-0002"));
  o.as("sun")(Provision{"R-2026-0002"});
  o.on("2026-04-11")(ScaleResource{"budget/host-1", "", {{"cpu", 6}}});
  o.on("2026-04-11")(ScaleResource{"budget/host-1", "", {{"cpu", 8}}});
  o.on("2026-04-21")(ScaleResource{"budget/host-1", "", {{"cpu", 4}}});
  const auto lines = told(april(o));
  REQUIRE(lines.size() == 6);
  CHECK(Lines(lines.begin(), lines.begin() + 4) == Lines{"budget/host-1 2026-04-01..2026-04-08 8 12800", "budget/host-1 2026-04-09..2026-04-10 2 3200",
                                                         "budget/host-1 2026-04-11..2026-04-20 10 21333", "budget/host-1 2026-04-21..2026-04-30 10 16000"});
}

TEST_CASE("fee: half a fen is rounded up, a price by the day not at all") {
  Office o("changde");
  o.bring_to(Stage::open);
  auto& prices = const_cast<CatalogItem&>(*o.policy.item("storage"));
  struct Price { long long month, day; std::int64_t days; std::int64_t fen; };
  for (const auto& price : {Price{3, 0, 5, 250}, Price{0, 3, 5, 7500}, Price{1, 1, 5, 2583}, Price{0, 0, 5, 0}}) {
    CAPTURE(price.month);
    prices.month_fen = {{"size_gib", price.month}}, prices.day_fen = {{"size_gib", price.day}};
    CHECK(april(o, "2026-04-05").lines.at(2).fen == price.fen);
  }
  prices.day_fen.clear(), prices.month_fen = {{"each", 3}};
  CHECK(april(o, "2026-04-05").lines.at(2).fen == 1);  // 3 * 5 / 30 is half a fen
  CHECK(april(o, "2026-04-04").lines.at(2).fen == 0);
}

TEST_CASE("fee: only what is signed and not lifted is deducted or deferred, each with its breach") {
  Office o("changde");
  o.bring_to(Stage::open);
  break_down(o);
  o.as("wang").on("2026-05-04")(deducting({"I-2026-0001"}));
  CHECK(april(o).measures.empty());
  sign_all(o, "M-2026-0001");
  o.as("wang")(deferring({"I-2026-0001"}));
  sign_all(o, "M-2026-0002");
  auto statement = april(o);
  REQUIRE(statement.measures.size() == 2);
  CHECK(statement.measures[0].because == std::vector<std::string>{"I-2026-0001"});
  CHECK(statement.gross_fen == 116000);
  CHECK(statement.payable_fen == 111000);
  CHECK(statement.deferred_until == day("2026-06-30"));
  o.as("wang")(LiftMeasure{"M-2026-0001", "已补偿"});
  statement = april(o);
  CHECK(statement.payable_fen == 116000);
  CHECK(statement.measures.size() == 1);
}

TEST_CASE("fee: a month is fixed once it is over, by three offices, and corrected only by another") {
  Office o("changde");
  o.bring_to(Stage::open);
  deduct(o);
  CHECK(o.as("wang").on("2026-04-30")(fixing()) == "date_order");
  o.on("2026-05-04");
  CHECK(o.as("sun")(fixing()) == "role_missing");
  CHECK(o.as("wang")(fixing("april")) == "field_wrong");
  CHECK(o.as("wang")(fixing("2026-04", "P-2026-0001")) == "not_found");
  o.as("wang")(deferring({"I-2026-0001"}));
  CHECK(o.as("wang")(fixing()) == "stage_wrong");  // the deferral waits
  sign_all(o, "M-2026-0002");
  REQUIRE(o.as("feng")(fixing()) == "fee_fixed");
  const auto& first = o.books.settlements.at("P-2026-0001");
  CHECK(first.payable_fen == 111000);
  CHECK(first.lines == 3);
  CHECK(first.measures == std::vector<std::string>{"M-2026-0001", "M-2026-0002"});
  CHECK(first.waits_for == std::vector<std::string>{"authority", "authority"});
  CHECK(o.as("wang")(fixing()) == "exists_already");
  CHECK(o.as("wang")(Cosign{"P-2026-0001"}) == "fee_cosigned");
  CHECK(o.as("zhao")(Cosign{"P-2026-0001"}) == "unit_foreign");
  CHECK(o.as("liu")(Cosign{"P-2026-0001"}) == "fee_cosigned");
  CHECK(o.as("liu")(Cosign{"P-2026-0001"}) == "stage_wrong");
  CHECK(first.waits_for.empty());
  o.as("wang")(LiftMeasure{"M-2026-0001", "已补偿"});
  REQUIRE(o.as("wang")(fixing("2026-04", "P-2026-0001")) == "fee_fixed");
  CHECK(first.replaced_by == "P-2026-0002");
  CHECK(o.books.settlements.at("P-2026-0002").payable_fen == 116000);
  CHECK(settlement_of(o.books, "yun", "2026-04")->id == "P-2026-0002");
  CHECK(o.as("wang")(fixing("2026-04", "P-2026-0001")) == "exists_already");
}

TEST_CASE("fee: Zhejiang names no signatures: one person fixes a month") {
  Office o("zhejiang");
  o.bring_to(Stage::open);
  CHECK(o.as("wang").on("2026-05-04")(fixing()) == "fee_fixed");
  CHECK(o.books.settlements.at("P-2026-0001").waits_for.empty());
  o.policy.fees = {};
  CHECK(o(fixing("2026-03")) == "field_wrong");
}
