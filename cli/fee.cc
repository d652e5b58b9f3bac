// govcloud fee: what the provider is owed for a month, deferred, reduced and fixed.
#include <fmt/format.h>

#include "cli/measures.h"
#include "cli/verbs.h"
#include "core/law/fee.h"
#include "core/ledger/sha256.h"

namespace govcloud {
namespace {

std::string digest_of(const FeeStatement& statement) { return hex(sha256(encode(statement))); }

// -- statement -----------------------------------------------------------------------------------

void declare_statement(Words& words, MeasureArgs& args) {
  words.word("MONTH", args.period, false, N_("the month, as YYYY-MM; without it, the last complete one"));
  words.text("--provider PROVIDER", args.provider, N_("the provider; may be left out where there is one"));
}

Json line_json(const FeeLine& line) {
  Json item = Json::object(), parts = Json::array();
  for (const auto& part : line.parts)
    parts.push(Json::object().set("key", part.key).set("amount", part.amount).set("price_fen", part.price_fen).set("per", part.per));
  item.set("resource", line.resource).set("system", line.system).set("unit", line.unit).set("item", line.item);
  item.set("first", to_text(line.first)).set("last", to_text(line.last)).set("days", line.days).set("days_of_month", line.days_of_month);
  return item.set("parts", std::move(parts)).set("fen", line.fen);
}

Json measure_row(const FeeMeasure& measure) {
  Json because = Json::array();
  for (const auto& id : measure.because) because.push(id);
  Json item = Json::object();
  item.set("measure", measure.measure).set("step", measure.step).set("because", std::move(because));
  return item.set("deduct_fen", measure.deduct_fen).set("until", date_json(measure.until));
}

/// The members and their order are those of the canonical text that is digested; what stands before and
/// after them is not in it.
Json statement_json(const FeeStatement& s, const Settlement* fixed) {
  const auto digest = digest_of(s);
  Json item = Json::object(), lines = Json::array(), measures = Json::array(), text = Json::object();
  for (const auto& line : s.lines) lines.push(line_json(line));
  for (const auto& measure : s.measures) measures.push(measure_row(measure));
  text.set("ledger", s.ledger).set("provider", s.provider).set("period", s.period).set("through", to_text(s.through));
  text.set("policy", s.policy).set("policy_digest", s.policy_digest);
  text.set("catalog_digest", s.catalog_digest ? Json(*s.catalog_digest) : Json()).set("lines", std::move(lines)).set("measures", std::move(measures));
  text.set("gross_fen", s.gross_fen).set("deducted_fen", s.deducted_fen).set("payable_fen", s.payable_fen);
  text.set("deferred_until", date_json(s.deferred_until));
  item.set("digest", digest).set("settlement", fixed != nullptr ? settlement_json(*fixed) : Json());
  item.set("same_as_settlement", fixed != nullptr ? Json(fixed->digest == digest) : Json());
  return item.set("statement", std::move(text));
}

/// For people and spreadsheets: a row a line, then what is deducted, then the sums.
std::vector<Json> rows_of(const FeeStatement& s) {
  std::vector<Json> rows;
  const auto row = [&](const std::string& what, const std::string& unit, const Json& first, const Json& last, const Json& days, const std::string& parts, std::int64_t fen) {
    rows.push_back(Json::object().set("what", what).set("unit", text_json(unit)).set("first", first).set("last", last).set("days", days)
                       .set("parts", text_json(parts)).set("fen", fen));
  };
  for (const auto& line : s.lines) {
    std::string parts;
    for (const auto& p : line.parts) parts += fmt::format("{}{}={}*{}/{}", parts.empty() ? "" : " ", p.key, p.amount, p.price_fen, p.per);
    row(line.resource, line.unit, to_text(line.first), to_text(line.last), line.days, parts, line.fen);
  }
  for (const auto& m : s.measures) row(m.measure, "", Json(), date_json(m.until), Json(), m.step + ": " + fmt::format("{}", fmt::join(m.because, " ")), -m.deduct_fen);
  row("gross", "", Json(), Json(), Json(), "", s.gross_fen);
  row("deducted", "", Json(), Json(), Json(), "", s.deducted_fen);
  row("payable", "", Json(), date_json(s.deferred_until), Json(), "", s.payable_fen);
  return rows;
}

int run_statement(Desk& desk, const Common& common, const MeasureArgs& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto month = read_month(args.period, "MONTH").value_or(month_before(month_of(counter.today())));
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Books books;
  fetch_ledger(db, books);
  fetch_fee_case(db, books, counter.ledger.policy(), {});
  const Facts now{books, counter.ledger.policy(), counter.ledger.calendar()};
  const auto provider = provider_meant(now, args.provider);
  if (const auto no = no_provider(now, provider)) return settle_no(desk, common, *no);
  // What was fixed is held against the prices of that day.
  const auto* fixed = settlement_of(books, provider, to_text(month));
  const auto day = fixed != nullptr ? fixed->on : counter.today();
  const auto& rules = counter.ledger.rules(books.ledger.policy_on(day), books.ledger.catalog_on(day));
  const auto statement = statement_of({books, rules, counter.ledger.calendar()}, provider, month, day);
  const bool differs = fixed != nullptr && fixed->digest != digest_of(statement);
  const auto form = form_of(common);
  const int exit = form == "json" || form == "jsonl"
                       ? print_item(desk, common, {"fee", stamp(counter.ledger)}, statement_json(statement, fixed))
                       : print_items(desk, common, {"fee", stamp(counter.ledger)},
                                     table_of(rows_of(statement), {"what", "unit", "first", "last", "days", "parts", "fen"}));
  return exit != 0 ? exit : differs ? 1 : 0;
}

// -- fix -----------------------------------------------------------------------------------------

void declare_fix(Words& words, MeasureArgs& args) {
  words.word("MONTH", args.period, true, N_("the month, as YYYY-MM; it is over"));
  words.text("--provider PROVIDER", args.provider, N_("the provider; may be left out where there is one"));
  words.text("--replaces SETTLEMENT", args.measure, N_("the statement of the same month that was wrong"));
}

int run_fix(Desk& desk, const Common& common, const MeasureArgs& args) {
  const auto month = read_month(args.period, "MONTH").value_or(Month{});
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "fee fix");
  const FixFee command{args.provider, args.period, args.measure, ""};
  const auto* policy = &counter.ledger.policy();
  foil.act.content = encode(command);
  const auto outcome = transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) {
        fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person);
        fetch_fee_case(db, books, *policy, {});
      },
      [&](const Facts& facts) {
        auto with_digest = command;
        const auto on = local_date(foil.act.acting.effective, counter.ledger.offset());
        with_digest.digest = digest_of(statement_of(facts, provider_meant(facts, args.provider), month, on));
        return judged(facts, with_digest, foil.act.acting);
      });
  return settle(desk, common, counter, foil.act, outcome);
}

// -- defer and deduct ----------------------------------------------------------------------------

void declare_defer(Words& words, MeasureArgs& args) {
  declare_measure(words, args);
  words.text("--period MONTH", args.period, N_("the month whose fee it is, as YYYY-MM"));
  words.text("--until DATE", args.day, N_("until when it is not paid"));
}
void declare_deduct(Words& words, MeasureArgs& args) {
  declare_measure(words, args);
  words.text("--period MONTH", args.period, N_("the month whose fee it is, as YYYY-MM"));
  words.number("--fen N", args.fen, N_("how much, in fen"));
}

int run_defer(Desk& desk, const Common& common, const MeasureArgs& args) {
  return run_measure(desk, common, args, MeasureStep::defer, "fee defer", "--until");
}
int run_deduct(Desk& desk, const Common& common, const MeasureArgs& args) {
  return run_measure(desk, common, args, MeasureStep::deduct, "fee deduct", "");
}

}  // namespace

const Verb kFee = verb(
    "fee", N_("fees of a provider: the statement of a month, deferred, reduced and fixed"),
    {action<MeasureArgs>("statement", N_("what was in service for how many days at which price; 1 when a fixed one differs"), Access::reads,
                         declare_statement, run_statement, {{1, 10, 16, 78}, {"govcloud fee statement 2026-04", "govcloud fee statement 2026-04 --provider yun -o json"}}),
     action<MeasureArgs>("fix", N_("fix the statement of a month, for its signatures"), Access::writes, declare_fix, run_fix,
                         {kMeasureExits, {"govcloud fee fix 2026-04", "govcloud fee fix 2026-04 --replaces P-2026-0001 --as wang"}}),
     action<MeasureArgs>("defer", N_("defer the payment of a month's fee"), Access::rows, declare_defer, run_defer,
                         {kMeasureExits, {"govcloud fee defer --period 2026-04 --until 2026-06-30 --because O-2026-0001 --reason 逾期未整改",
                                          "govcloud fee defer yun --period 2026-04 --until 2026-06-30 --because I-2026-0001 --reason 故障未及时排除"}}),
     action<MeasureArgs>("deduct", N_("deduct from a month's fee"), Access::rows, declare_deduct, run_deduct,
                         {kMeasureExits, {"govcloud fee deduct --period 2026-04 --fen 500000 --because I-2026-0001 --reason 故障未及时排除",
                                          "govcloud fee deduct yun --period 2026-04 --fen 500000 --because O-2026-0001 --reason 逾期未整改"}})});

}  // namespace govcloud
