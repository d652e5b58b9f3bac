// govcloud assess: how a provider or a using unit did in a period.
#include "cli/assessment_views.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/assessment.h"
#include "core/law/offices.h"
#include "core/law/rules.h"
#include "core/report/use_verdicts.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string about, period, reason, opinion, result;
  bool is_explained = false;
};

const std::vector<int> kReads{10, 12, 16, 78}, kWrites{10, 12, 13, 14, 16, 66, 75, 78};

void declare_rest(Words& words, Args& args) {
  words.word("PERIOD", args.period, false, N_("a month, quarter, half-year or year: 2026-10, 2026-Q4, 2026-H2, 2026; without it, the last complete year"));
  words.flag("--explain", args.is_explained, N_("each thing that was counted, with the event that settled it"));
}

/// The named period, or the last complete year.
Period period_for(const std::string& text, Date today) {
  if (text.empty()) return period_with(period_with(today, months_of("year")).first - std::chrono::days{1}, months_of("year"));
  if (const auto period = parse_period(text)) return *period;
  bad_words(message(N_("PERIOD: '{0}' is no period"), text), message(N_("write it as 2026-10, 2026-Q4, 2026-H2 or 2026")));
}

std::vector<MonthRollups> rollups_in(Database& db, const Period& period) {
  std::vector<MonthRollups> all;
  for (auto month = month_of(period.first); first_day(month) < period.after; month = next(month)) all.push_back(rollups_of(db, month));
  return all;
}

/// What is asked, with what was measured.
std::variant<Asked, No> asked_with_use(Database& db, const Facts& facts, const std::string& about, const Period& period, Instant now) {
  auto found = asked_of(facts, about, period, now);
  if (auto* asked = std::get_if<Asked>(&found)) {
    asked->verdicts = use_verdicts(facts, *asked, rollups_in(db, period));
    asked->use = tally_of(asked->verdicts);
  }
  return found;
}

/// `about` is a unit's id, or empty for the only provider.
int run_reading(Desk& desk, const Common& common, const Args& args, bool provider) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto period = period_for(args.period, counter.today());
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Books books;
  fetch_all(db, books);
  const auto today = today_of(counter);
  const Facts facts{books, counter.ledger.policy(), today.calendar()};
  const auto found = asked_with_use(db, facts, args.about.empty() ? provider_for(facts, "") : args.about, period, counter.now);
  if (const auto* no = std::get_if<No>(&found)) return settle_no(desk, common, *no);
  const auto& asked = std::get<Asked>(found);
  if (asked.is_provider != provider) return settle_no(desk, common, other_kind(asked));
  // Programs get every operand; people get them where they ask for them.
  const auto item = assessed_json(facts, asked, assess(facts, asked), common.lang, args.is_explained || common.output != "table");
  return print_item(desk, common, {"assessment", stamp(counter.ledger)}, item, assessment_titles(args.is_explained));
}

void declare_provider(Words& words, Args& args) {
  declare_rest(words, args);
  words.text("--provider UNIT", args.about, N_("the provider, where there are several"));
}
int run_provider(Desk& desk, const Common& common, const Args& args) { return run_reading(desk, common, args, true); }

void declare_unit(Words& words, Args& args) {
  words.word("UNIT", args.about, true, N_("the using unit's id"));
  declare_rest(words, args);
}
int run_unit(Desk& desk, const Common& common, const Args& args) { return run_reading(desk, common, args, false); }

// -- fixing, objecting, answering ----------------------------------------------------------------

void declare_record(Words& words, Args& args) {
  words.word("UNIT", args.about, true, N_("the provider's or the using unit's id"));
  words.word("PERIOD", args.period, true, N_("the period, which is over"));
}

/// What was measured, as far as there is something to assess; decide() says why not otherwise.
UseTally measured(Counter& counter, const std::string& about, const Period& period) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Books books;
  for (const char* kind : {"units", "resources", "usage"}) fetch_kind(db, books, kind);
  const auto today = today_of(counter);
  const auto found = asked_with_use(db, {books, counter.ledger.policy(), today.calendar()}, about, period, counter.now);
  const auto* asked = std::get_if<Asked>(&found);
  return asked == nullptr ? UseTally{} : asked->use;
}

int run_record(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  const auto period = period_for(args.period, counter.today());
  const FixAssessment command{args.about, period.name, measured(counter, args.about, period)};
  Counterfoil foil(counter, common, "assess record");
  return carry_out(desk, common, counter, foil, command, args.about, [](Database& db, Books& books) { fetch_all(db, books); });
}

void fetch_known(Database& db, Books& books, const std::string& id) {
  fetch_assessment(db, books, id);
  if (const auto* made = find(books.assessments, id)) fetch_unit(db, books, std::string(made->about));
}

void declare_object(Words& words, Args& args) {
  words.word("ASSESSMENT", args.about, true, N_("the assessment's number"));
  words.text("--reason TEXT", args.reason, N_("what is wrong with it"));
}

int run_object(Desk& desk, const Common& common, const Args& args) {
  want_text(args.reason, "--reason");
  auto counter = open_counter(desk, common, Database::Mode::write);
  const ObjectToAssessment command{args.about, args.reason};
  Counterfoil foil(counter, common, "assess object");
  return carry_out(desk, common, counter, foil, command, args.about, [=](Database& db, Books& books) { fetch_known(db, books, command.assessment); });
}

void declare_answer(Words& words, Args& args) {
  words.word("ASSESSMENT", args.about, true, N_("the assessment's number"));
  words.choice("--result WORD", args.result, {"upheld", "dismissed"}, N_("what becomes of the objection"));
  words.text("--opinion TEXT", args.opinion, N_("why"));
}

int run_answer(Desk& desk, const Common& common, const Args& args) {
  want_text(args.opinion, "--opinion");
  if (args.result.empty()) bad_words(message(N_("--result: say upheld or dismissed")));
  auto counter = open_counter(desk, common, Database::Mode::write);
  const AnswerObjection command{args.about, args.opinion, args.result == "upheld"};
  Counterfoil foil(counter, common, "assess answer");
  return carry_out(desk, common, counter, foil, command, args.about, [=](Database& db, Books& books) { fetch_known(db, books, command.assessment); });
}

}  // namespace

const Verb kAssess = verb(
    "assess", N_("how a provider or a unit did in a period"),
    {action<Args>("provider", N_("the points of a provider, dimension by dimension"), Access::reads, declare_provider, run_provider,
                  {kReads, {"govcloud assess provider 2026-Q1", "govcloud assess provider 2026 --explain -o json"}}),
     action<Args>("unit", N_("the points of a using unit, dimension by dimension"), Access::reads, declare_unit, run_unit,
                  {kReads, {"govcloud assess unit czj 2026", "govcloud assess unit czj 2026 --as-of 2027-01-31 -o json"}}),
     action<Args>("record", N_("fix an assessment"), Access::rows, declare_record, run_record,
                  {kWrites, {"govcloud assess record yun 2026-Q1", "govcloud assess record czj 2026 --attach paper=考核表.pdf"}}),
     action<Args>("object", N_("object to an assessment"), Access::rows, declare_object, run_object,
                  {kWrites, {"govcloud assess object A-2026-0001 --reason 一月故障属计划内维护", "govcloud assess object A-2026-0001 --reason 数据有误 --attach paper=说明.pdf"}}),
     action<Args>("answer", N_("answer an objection"), Access::rows, declare_answer, run_answer,
                  {kWrites, {"govcloud assess answer A-2026-0001 --result dismissed --opinion 未提前公告", "govcloud assess answer A-2026-0001 --result upheld --opinion 属实"}})});

}  // namespace govcloud
