// govcloud report: the monthly report.
#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/format/embedded.h"
#include "core/report/render.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string period, unit;
};

void declare(Words& words, Args& args) {
  words.word("PERIOD", args.period, false, N_("YYYY-MM; without it, the last complete month"));
  words.allow("--output", "html");
  words.text("--unit UNIT", args.unit, N_("only what belongs to this unit"));
}

Month period_of(const std::string& text, Date today) {
  if (text.empty()) return month_of(first_day(month_of(today)) - std::chrono::days{1});
  const auto month = parse_month(text);
  if (!month) bad_words(message(N_("PERIOD: '{0}' is not a month"), text), message(N_("write it as YYYY-MM")));
  return *month;
}

MonthlyReport make(Counter& counter, const Args& args) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Books books;
  fetch_all(db, books);
  const auto head = read_head(db);
  const auto month = period_of(args.period, counter.today());
  std::optional<std::string> unit;
  if (!args.unit.empty()) unit = args.unit;
  // The day of the report is the head's, so that the same ledger gives the same report for ever.
  auto report = make_monthly(books, counter.ledger.policy(), counter.ledger.calendar(), month,
                             rollups_of(db, month), local_date(head.recorded, counter.ledger.offset()), unit);
  report.head_seq = head.seq, report.head_hash = hex(head.hash);
  report.digest = digest_of(report);
  return report;
}

/// Which form: -o as typed, else the extension of --out; a report has two forms more than a list.
std::string form_of_report(const Common& common) {
  const auto ends = [&](const char* tail) { return common.out.ends_with(tail); };
  if (common.output_named) return common.output;
  if (ends(".html") || ends(".htm")) return "html";
  return form_of(common);
}

std::string rendered(const MonthlyReport& report, const std::string& form, Lang lang, const Common& common,
                     Ledger& ledger) {
  if (form == "json") return envelope({"report.monthly", stamp(ledger)}, "item", report_json(report));
  if (form == "csv") return render_csv(report, common.excel);
  if (form == "html") return render_html(report, lang, embedded::version());
  return render_text(report, lang);
}

int run_monthly(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  Books units;
  fetch_unit(counter.ledger.db(), units, args.unit);
  if (!args.unit.empty() && units.units.empty())
    return settle_no(desk, common, NotFound{"unit", args.unit, say("see them with: govcloud list units")});
  const auto report = make(counter, args);
  const auto form = form_of_report(common);
  const auto lang = !common.lang_named.empty() ? common.lang : counter.ledger.info().lang == "en" ? Lang::en : Lang::zh;
  if (form == "value") {
    desk.out << report.digest << "\n";
    return 0;
  }
  return emit(desk, common, rendered(report, form, lang, common, counter.ledger));
}

}  // namespace

const Verb kReport = verb("report", N_("make the monthly report"),
                          {action<Args>("monthly", N_("use, requests, findings and duties of a month"), Access::reads,
                                        declare, run_monthly,
                                        {{10, 16, 73, 78},
                                         {"govcloud report monthly 2026-10 --out 2026-10.html", "govcloud report monthly --unit czj -o json"}})});

}  // namespace govcloud
