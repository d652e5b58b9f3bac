// govcloud report: the monthly and the yearly report.
#include <fmt/format.h>

#include <algorithm>

#include "cli/issuing.h"
#include "cli/verbs.h"
#include "core/format/embedded.h"
#include "core/report/render.h"
#include "core/report/yearly.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string period;
  Destination to;
};

void declare_rest(Words& words, Args& args) {
  words.allow("--output", {"html", "md", "xlsx"}, {"jsonl", "tsv", "shell"});
  words.text("--unit UNIT", args.to.unit, N_("only what belongs to this unit"));
  words.text("--out-dir DIR", args.to.out_dir, N_("the report as files of all forms, for the platform and for each unit"));
  words.flag("--deliver", args.to.deliver, N_("record that it goes to its receivers, once"));
  words.list("--to UNIT", args.to.receivers, N_("to whom it goes; else to its unit and to the authority"));
}

void declare_monthly(Words& words, Args& args) {
  words.word("PERIOD", args.period, false, N_("YYYY-MM; without it, the last complete month"));
  declare_rest(words, args);
}

void declare_yearly(Words& words, Args& args) {
  words.word("PERIOD", args.period, false, N_("YYYY; without it, the last complete year"));
  declare_rest(words, args);
}

int year_for(const std::string& text, Date today) {
  if (text.empty()) return year_of(today) - 1;
  if (!value_fault("year", text).empty())
    bad_words(message(N_("PERIOD: '{0}' is not a year"), text), message(N_("write it as YYYY")));
  return std::stoi(text);
}

/// What the reports of a period are made of, read at one head. `months` is one month, or the twelve of
/// a year.
struct Material {
  Books books;
  Head head;
  std::vector<std::map<std::string, Rollup>> months;
  MonthDays days;  // of a month
};

Material gather(Counter& counter, Month first, int months) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Material material;
  fetch_all(db, material.books);
  material.head = read_head(db);
  if (months == 1) material.days = platform_days_of(db, first);
  for (auto month = first; months > 0; month = next(month), --months) material.months.push_back(rollups_of(db, month));
  return material;
}

template <class Report>
Report finished(Report report, const Head& head) {
  report.head_seq = head.seq, report.head_hash = hex(head.hash);
  report.digest = digest_of(report);
  return report;
}

template <class Report>
std::string rendered(const Report& report, const std::string& thing, const std::string& form, Lang lang, bool excel) {
  const LedgerStamp at{report.ledger_id, static_cast<std::int64_t>(report.head_seq), report.head_hash};
  if (form == "json") return envelope({thing, at}, "item", report_json(report));
  if (form == "csv") return render_csv(report, excel);
  if (form == "html") return render_html(report, lang, embedded::version());
  if (form == "md") return render_markdown(report, lang);
  if (form == "xlsx") return render_xlsx(report, lang, embedded::version());
  return render_text(report, lang);
}

/// The day of the report is the head's, so that the same ledger gives the same report for ever. Once the
/// period is over, which is before `after`, nothing that is recorded changes that, and the report says so.
Date day_of_report(Desk& desk, const Common& common, const Counter& counter, const Head& head, Date after) {
  const auto recorded_on = local_date(head.recorded, counter.ledger.offset());
  // A past event is asked for today; a past day is asked for as it was on it.
  const auto asked_on = parse_date(common.as_of) ? counter.today() : local_date(now_of(desk), counter.ledger.offset());
  return asked_on >= after ? std::max(recorded_on, after) : recorded_on;
}

/// What held on the last day of a period, or on the day of the report if that is earlier.
const Policy& rules_at_end(Counter& counter, const Material& of, Date day, Date after) {
  const auto last = std::min(day, after - std::chrono::days{1});
  return counter.ledger.rules(of.books.ledger.policy_on(last), of.books.ledger.catalog_on(last));
}

/// Makes the reports of a period, which is over before `after`, and sends them on their way.
template <class Make>
int run_report(Desk& desk, const Common& common, Counter& counter, const Args& args, const Material& material,
               const std::string& report, const std::string& period, Date after, const Make& make) {
  const auto lang = !common.lang_named.empty() ? common.lang : counter.ledger.info().lang == "en" ? Lang::en : Lang::zh;
  const auto day = day_of_report(desk, common, counter, material.head, after);
  const auto made = [&](const std::string& unit) {
    return finished(make(unit.empty() ? std::nullopt : std::optional(unit), day), material.head);
  };
  const auto whole = std::make_shared<const decltype(made(""))>(made(args.to.unit));
  Edition edition{report, period, material.head, lang, {}, {}};
  for (const auto& unit : whole->units) edition.units.push_back(unit.id);
  edition.make = [&](const std::string& unit) -> Issue {
    const auto one = unit == args.to.unit ? whole : std::make_shared<const decltype(made(""))>(made(unit));
    return {unit, one->digest, [=, excel = common.excel](const std::string& form) { return rendered(*one, "report." + report, form, lang, excel); }};
  };
  return issue(desk, common, counter, edition, args.to);
}

/// Tells that the unit of --unit is not there, or nothing.
std::optional<No> unit_missing(Counter& counter, const std::string& unit) {
  Books books;
  fetch_unit(counter.ledger.db(), books, unit);
  if (unit.empty() || !books.units.empty()) return std::nullopt;
  return NotFound{"unit", unit, say("see them with: govcloud list units")};
}

Counter counter_for(Desk& desk, const Common& common, const Args& args) {
  return open_counter(desk, common, args.to.deliver ? Database::Mode::write : Database::Mode::read);
}

int run_monthly(Desk& desk, const Common& common, const Args& args) {
  auto counter = counter_for(desk, common, args);
  if (const auto no = unit_missing(counter, args.to.unit)) return settle_no(desk, common, *no);
  const auto month = read_month(args.period, "PERIOD").value_or(month_before(month_of(counter.today())));
  const auto material = gather(counter, month, 1);
  const auto make = [&](const std::optional<std::string>& unit, Date day) {
    return make_monthly(material.books, rules_at_end(counter, material, day, first_day(next(month))), counter.ledger.calendar(),
                        month, material.months.front(), day, unit, material.days);
  };
  return run_report(desk, common, counter, args, material, "monthly", to_text(month), first_day(next(month)), make);
}

int run_yearly(Desk& desk, const Common& common, const Args& args) {
  auto counter = counter_for(desk, common, args);
  if (const auto no = unit_missing(counter, args.to.unit)) return settle_no(desk, common, *no);
  const int year = year_for(args.period, counter.today());
  const auto material = gather(counter, {year, 1}, 12);
  const auto make = [&](const std::optional<std::string>& unit, Date day) {
    return make_yearly(material.books, rules_at_end(counter, material, day, first_day({year + 1, 1})), counter.ledger.calendar(),
                       year, material.months, day, unit);
  };
  return run_report(desk, common, counter, args, material, "yearly", fmt::format("{:04}", year), first_day({year + 1, 1}), make);
}

}  // namespace

const Verb kReport = verb(
    "report", N_("make the monthly or yearly report"),
    {action<Args>("monthly", N_("use, requests, findings and duties of a month"), Access::writes, declare_monthly, run_monthly,
                  {{10, 12, 13, 14, 16, 17, 66, 73, 75, 78},
                   {"govcloud report monthly 2026-10 --out 2026-10.html", "govcloud report monthly --out-dir reports --deliver --as robot -q"}}),
     action<Args>("yearly", N_("the year by month and by unit, and what could be given back"), Access::writes, declare_yearly, run_yearly,
                  {{10, 12, 13, 14, 16, 17, 66, 73, 75, 78},
                   {"govcloud report yearly 2026 --out 2026.html", "govcloud report yearly 2026 --unit czj -o json"}})});

}  // namespace govcloud
