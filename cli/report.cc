// govcloud report: the monthly report.
#include <algorithm>

#include "cli/issuing.h"
#include "cli/verbs.h"
#include "core/format/embedded.h"
#include "core/report/render.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string period;
  Destination to;
};

void declare(Words& words, Args& args) {
  words.word("PERIOD", args.period, false, N_("YYYY-MM; without it, the last complete month"));
  words.allow("--output", {"table", "json", "csv", "value", "html", "md", "xlsx"});
  words.text("--unit UNIT", args.to.unit, N_("only what belongs to this unit"));
  words.text("--out-dir DIR", args.to.out_dir, N_("the report as files of all forms, for the platform and for each unit"));
  words.flag("--deliver", args.to.deliver, N_("record that it goes to its receivers, once"));
  words.list("--to UNIT", args.to.receivers, N_("to whom it goes; else to its unit and to the authority"));
}

/// The day by which the last complete period is told: today, or that of a past ledger's head.
Date day_of_report(Counter& counter, const Common& common) {
  if (common.as_of.empty()) return counter.today();
  const auto asked = parse_date(common.as_of);
  return std::min(counter.today(), asked.value_or(local_date(read_head(counter.ledger.db()).recorded, counter.ledger.offset())));
}

Month month_for(const std::string& text, Date today) {
  if (text.empty()) return month_of(first_day(month_of(today)) - std::chrono::days{1});
  const auto month = parse_month(text);
  if (!month) bad_words(message(N_("PERIOD: '{0}' is not a month"), text), message(N_("write it as YYYY-MM")));
  return *month;
}

/// What the reports of a month are made of, read at one head.
struct Material {
  Books books;
  Head head;
  Month month;
  std::map<std::string, Rollup> rollups;
  MonthDays days;
};

Material gather(Counter& counter, Month month) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Material material;
  fetch_all(db, material.books);
  material.head = read_head(db), material.month = month;
  material.rollups = rollups_of(db, month), material.days = platform_days_of(db, month);
  return material;
}

MonthlyReport make(Counter& counter, const Material& of, const std::string& unit) {
  // The day of the report is the head's, so that the same ledger gives the same report for ever.
  auto report = make_monthly(of.books, counter.ledger.policy(), counter.ledger.calendar(), of.month, of.rollups,
                             local_date(of.head.recorded, counter.ledger.offset()),
                             unit.empty() ? std::nullopt : std::optional(unit), of.days);
  report.head_seq = of.head.seq, report.head_hash = hex(of.head.hash);
  report.digest = digest_of(report);
  return report;
}

std::string rendered(const MonthlyReport& report, const std::string& form, Lang lang, bool excel) {
  const LedgerStamp at{report.ledger_id, static_cast<std::int64_t>(report.head_seq), report.head_hash};
  if (form == "json") return envelope({"report.monthly", at}, "item", report_json(report));
  if (form == "csv") return render_csv(report, excel);
  if (form == "html") return render_html(report, lang, embedded::version());
  if (form == "md") return render_markdown(report, lang);
  if (form == "xlsx") return render_xlsx(report, lang, embedded::version());
  return render_text(report, lang);
}

int run_monthly(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, args.to.deliver ? Database::Mode::write : Database::Mode::read);
  Books units;
  fetch_unit(counter.ledger.db(), units, args.to.unit);
  if (!args.to.unit.empty() && units.units.empty())
    return settle_no(desk, common, NotFound{"unit", args.to.unit, say("see them with: govcloud list units")});
  const auto lang = !common.lang_named.empty() ? common.lang : counter.ledger.info().lang == "en" ? Lang::en : Lang::zh;
  const auto material = gather(counter, month_for(args.period, day_of_report(counter, common)));
  auto whole = make(counter, material, args.to.unit);
  Edition edition{"monthly", to_text(material.month), material.head, lang, {}, {}};
  for (const auto& unit : whole.units) edition.units.push_back(unit.id);
  edition.make = [&](const std::string& unit) -> Issue {
    const auto report = std::make_shared<MonthlyReport>(unit == args.to.unit ? whole : make(counter, material, unit));
    return {unit, report->digest, [=, excel = common.excel](const std::string& form) { return rendered(*report, form, lang, excel); }};
  };
  return issue(desk, common, counter, edition, args.to);
}

}  // namespace

const Verb kReport = verb("report", N_("make the monthly report"),
                          {action<Args>("monthly", N_("use, requests, findings and duties of a month"), Access::writes,
                                        declare, run_monthly,
                                        {{10, 12, 13, 14, 16, 66, 73, 75, 78},
                                         {"govcloud report monthly 2026-10 --out 2026-10.html",
                                          "govcloud report monthly --out-dir reports --deliver --as robot -q"}})});

}  // namespace govcloud
