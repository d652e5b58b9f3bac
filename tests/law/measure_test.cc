// Measures against a provider: which breach they answer, by whom, after what, and what they do.
#include "core/law/measure.h"

#include <doctest/doctest.h>

#include "tests/law/three_offices.h"

using namespace govcloud;
using namespace govcloud::testing;
using enum ReviewKind;

namespace {

struct Row {
  std::string what, policy;
  std::function<void(Office&)> before;
  std::string by, on;
  TakeMeasure command;
  std::string word, cites;  // the article or the house rule
};

std::string cited(const Office& o) {
  if (!std::holds_alternative<No>(o.last) || !std::holds_alternative<Refusal>(std::get<No>(o.last))) return "";
  const auto& c = o.refusal().citation;
  return c.is_article() ? c.article() : c.house_rule();
}

void restored(Office& o, const std::string& at) {
  break_down(o);
  o.as("sun").at(parse_instant(at).value())(ResolveIncident{"I-2026-0001", "光缆", "", {}});
}

}  // namespace

TEST_CASE("measure: it answers a breach of this provider, is taken by whom the policy names, and climbs") {
  const auto no_bulletin = [](Office& o) { add_offices(o); };
  const auto mended = [](Office& o) {
    order_provider(o);
    o.as("sun").on("2026-04-09").with(papers({"paper"}))(FixFinding{"O-2026-0001", ""});
  };
  const auto mended_late = [](Office& o) {
    order_provider(o);
    o.as("sun").on("2026-04-13").with(papers({"paper"}))(FixFinding{"O-2026-0001", ""});
  };
  const auto in_time = [](Office& o) { restored(o, "2026-04-01T13:00:00+08:00"); };
  const auto too_late = [](Office& o) { restored(o, "2026-04-01T16:00:00+08:00"); };
  const auto pending = [](Office& o) {
    break_down(o);
    o.as("wang").on("2026-05-04")(deducting({"I-2026-0001"}));
  };
  const auto lifted = [](Office& o) {
    deduct(o);
    o.as("wang")(LiftMeasure{"M-2026-0001", "已补偿"});
  };
  const auto referred = [](Office& o) {
    deduct(o);
    o.as("wang")(by_law({"I-2026-0001"}));
  };
  const auto fixed = [](Office& o) {
    break_down(o);
    o.as("wang").on("2026-05-04")(fixing());
  };
  auto blank = deducting({"I-2026-0001"});
  blank.reason = " ";
  auto to_come = deducting({"I-2026-0001"}, 5000, "2026-06");
  auto nameless = moving({"I-2026-0001"});
  nameless.detail = "";
  const Row rows[] = {
      {"a fault that lasts", "changde", break_down, "wang", "2026-05-04", deducting({"I-2026-0001"}), "measure_taken", ""},
      {"restored too late", "changde", too_late, "feng", "2026-05-04", deducting({"I-2026-0001"}), "measure_taken", ""},
      {"restored in time", "changde", in_time, "wang", "2026-05-04", deducting({"I-2026-0001"}), "field_wrong", "H-65"},
      {"within its limit", "changde", break_down, "wang", "2026-04-01", deducting({"I-2026-0001"}), "field_wrong", "H-65"},
      {"an order past its day", "changde", order_provider, "wang", "2026-04-11", deferring({"O-2026-0001"}), "measure_taken", ""},
      {"an order on its day", "changde", order_provider, "wang", "2026-04-10", deferring({"O-2026-0001"}), "field_wrong", "H-65"},
      {"an order carried out in time", "changde", mended, "wang", "2026-05-04", deferring({"O-2026-0001"}), "field_wrong", "H-65"},
      {"an order carried out late", "changde", mended_late, "wang", "2026-05-04", deferring({"O-2026-0001"}), "measure_taken", ""},
      {"a missed duty alone", "changde", no_bulletin, "wang", "2026-05-11", deferring({"bulletin:platform:2026-04"}), "record_missing", "H-66"},
      {"a missed duty beside the order", "changde", order_provider, "wang", "2026-05-11", deferring({"bulletin:platform:2026-04", "O-2026-0001"}), "measure_taken", ""},
      {"a duty that is not due yet", "changde", order_provider, "wang", "2026-04-30", deferring({"bulletin:platform:2026-04", "O-2026-0001"}), "field_wrong", "H-65"},
      {"a duty that is owed for no period", "changde", order_provider, "wang", "2027-02-20", deferring({"authority_training:platform:2026", "O-2026-0001"}), "not_found", ""},
      {"nothing that is there", "changde", break_down, "wang", "2026-05-04", deducting({"I-2026-0009"}), "not_found", ""},
      {"no breach at all", "changde", break_down, "wang", "2026-05-04", deducting({}), "field_wrong", "H-65"},
      {"without a reason", "changde", break_down, "wang", "2026-05-04", blank, "field_wrong", "H-65"},
      {"by an inspector", "changde", break_down, "he", "2026-05-04", deducting({"I-2026-0001"}), "role_missing", "20"},
      {"by nobody known", "changde", break_down, "ghost", "2026-05-04", deducting({"I-2026-0001"}), "person_unknown", "H-02"},
      {"in Zhejiang, whose text names none", "zhejiang", break_down, "wang", "2026-05-04", deducting({"I-2026-0001"}), "field_wrong", "H-65"},
      {"from a month to come", "changde", break_down, "wang", "2026-05-04", to_come, "field_wrong", "H-67"},
      {"all of a month", "changde", break_down, "wang", "2026-05-04", deducting({"I-2026-0001"}, 116000), "measure_taken", ""},
      {"more than the month", "changde", break_down, "wang", "2026-05-04", deducting({"I-2026-0001"}, 116001), "field_wrong", "H-67"},
      {"more than is left of it", "changde", deduct, "wang", "2026-05-04", deducting({"I-2026-0001"}, 111001), "field_wrong", "H-67"},
      {"nothing", "changde", break_down, "wang", "2026-05-04", deducting({"I-2026-0001"}, 0), "field_wrong", "H-67"},
      {"deferred until today", "changde", break_down, "wang", "2026-05-04", deferring({"I-2026-0001"}, "2026-05-04"), "field_wrong", "H-67"},
      {"from a month that is fixed", "changde", fixed, "wang", "2026-05-04", deducting({"I-2026-0001"}), "stage_wrong", "H-68"},
      {"staff before the fee", "changde", break_down, "wang", "2026-05-04", moving({"I-2026-0001"}), "record_missing", "20"},
      {"staff while the fee waits for signatures", "changde", pending, "wang", "2026-05-04", moving({"I-2026-0001"}), "record_missing", "20"},
      {"staff after the fee was lifted", "changde", lifted, "wang", "2026-05-04", moving({"I-2026-0001"}), "record_missing", "20"},
      {"staff besides the fee", "changde", deduct, "wang", "2026-05-04", moving({"I-2026-0001"}), "measure_taken", ""},
      {"staff by the treasury", "changde", deduct, "feng", "2026-05-04", moving({"I-2026-0001"}), "role_missing", "20"},
      {"staff, but whom", "changde", deduct, "wang", "2026-05-04", nameless, "field_wrong", "H-65"},
      {"by law before the fee", "changde", break_down, "wang", "2026-05-04", by_law({"I-2026-0001"}), "record_missing", "H-66"},
      {"by law after the fee", "changde", deduct, "wang", "2026-05-04", by_law({"I-2026-0001"}), "measure_taken", ""},
      {"by law after a measure that is named itself", "changde", deduct, "wang", "2026-05-04", by_law({"M-2026-0001"}), "measure_taken", ""},
      {"the end before the law", "changde", deduct, "wang", "2026-05-04", ending({"I-2026-0001"}), "record_missing", "20"},
      {"the end after it", "changde", referred, "wang", "2026-05-04", ending({"M-2026-0002"}), "measure_taken", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Office o(row.policy);
    o.bring_to(Stage::open);
    row.before(o);
    CHECK(o.as(row.by).on(row.on)(row.command) == row.word);
    CHECK(cited(o) == row.cites);
  }
}

TEST_CASE("measure: three offices sign what is about payment, each once") {
  Office o("changde");
  o.bring_to(Stage::open);
  break_down(o);
  REQUIRE(o.as("wang").on("2026-05-04")(deducting({"I-2026-0001"})) == "measure_taken");
  const auto& measure = o.books.measures.at("M-2026-0001");
  CHECK(measure.waits_for == std::vector<std::string>{"authority", "finance"});
  CHECK(o.as("zhao")(Cosign{"M-2026-0001"}) == "unit_foreign");  // of the office that has signed
  CHECK(o.as("he")(Cosign{"M-2026-0001"}) == "role_missing");
  CHECK(o.as("liu")(Cosign{"M-2026-0001"}) == "measure_cosigned");
  CHECK(!measure.is_in_force());
  CHECK(o.as("feng")(Cosign{"M-2026-0001"}) == "measure_cosigned");
  CHECK(measure.is_in_force());
  CHECK(o.as("feng")(Cosign{"M-2026-0001"}) == "stage_wrong");
  CHECK(o.as("feng")(Cosign{"M-2026-0009"}) == "not_found");
}

TEST_CASE("measure: the end of the cooperation gives the provider nothing new, and takes back what it has") {
  Office o("changde");
  o.bring_to(Stage::open);
  deduct(o);
  o.as("zhang")(Change{"budget", "扩容", {set("budget/host-1", "cpu", {6, {}})}, false});
  o.as("wang")(by_law({"I-2026-0001"}));
  auto command = ending({"M-2026-0002"});
  command.day = day("2026-05-08");
  REQUIRE(o(command) == "measure_taken");
  const auto asks = [&] {
    auto other = submission("other", "czj", 1, o.policy);
    other.authority = "dsj";
    return o.as("zhang")(other);
  };
  CHECK(asks() == "submitted");  // until that day
  o.on("2026-05-08");
  CHECK(o.as("wang")(review(approve, "R-2026-0002")) == "provider_missing");
  CHECK(cited(o) == "20");
  CHECK(o.as("zhang")(Change{"budget", "扩容", {set("budget/host-1", "cpu", {8, {}})}, false}) == "provider_missing");
  CHECK(o.as("zhang")(Change{"budget", "缩减", {drop("budget/host-2")}, false}) == "submitted");
  CHECK(o.as("wang")(deducting({"I-2026-0001"})) == "provider_missing");
  CHECK(o.as("zhang")(Decommission{"budget", "迁出", {}, {}}) == "submitted");
  CHECK(o.as("wang")(review(approve, "R-2026-0005")) == "approved");
  CHECK(o.as("sun")(Provision{"R-2026-0005"}) == "ended");
  CHECK(o.as("wang")(LiftMeasure{"M-2026-0003", "查明无罪"}) == "measure_lifted");
  CHECK(o.as("wang")(LiftMeasure{"M-2026-0003", "查明无罪"}) == "stage_wrong");
  CHECK(o.as("wang")(LiftMeasure{"M-2026-0009", "查明无罪"}) == "not_found");
  CHECK(!o.books.units.at("yun").ended_on);
}
