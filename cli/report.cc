// govcloud report: the monthly report.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/format/embedded.h"
#include "core/format/width.h"
#include "core/ledger/disk.h"
#include "core/report/render.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string period, unit, out_dir;
};

void declare(Words& words, Args& args) {
  words.word("PERIOD", args.period, false, N_("YYYY-MM; without it, the last complete month"));
  words.allow("--output", {"table", "json", "csv", "value", "html", "md", "xlsx"});
  words.text("--unit UNIT", args.unit, N_("only what belongs to this unit"));
  words.text("--out-dir DIR", args.out_dir, N_("the report as files of all forms, for the platform and for each unit"));
}

Month period_of(const std::string& text, Date today) {
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

Material gather(Counter& counter, const Args& args) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Material material;
  fetch_all(db, material.books);
  material.head = read_head(db), material.month = period_of(args.period, counter.today());
  material.rollups = rollups_of(db, material.month), material.days = platform_days_of(db, material.month);
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

/// Which form: -o as typed, else the extension of --out; a report has more forms than a list.
std::string form_of_report(const Common& common) {
  const auto ends = [&](const char* tail) { return common.out.ends_with(tail); };
  if (common.output_named) return common.output;
  if (ends(".html") || ends(".htm")) return "html";
  if (ends(".md")) return "md";
  if (ends(".xlsx")) return "xlsx";
  return form_of(common);
}

std::string rendered(const MonthlyReport& report, const std::string& form, Lang lang, bool excel, Ledger& ledger) {
  if (form == "json") return envelope({"report.monthly", stamp(ledger)}, "item", report_json(report));
  if (form == "csv") return render_csv(report, excel);
  if (form == "html") return render_html(report, lang, embedded::version());
  if (form == "md") return render_markdown(report, lang);
  if (form == "xlsx") return render_xlsx(report, lang, embedded::version());
  return render_text(report, lang);
}

/// The forms of a set of files: the one that was typed, or those that offices and programs open.
std::vector<std::string> forms_of_set(const Common& common) {
  if (!common.output_named) return {"html", "xlsx", "csv", "json"};
  static const std::vector<std::string> kForms{"html", "xlsx", "md", "csv", "json"};
  if (std::find(kForms.begin(), kForms.end(), common.output) == kForms.end())
    bad_words(message(N_("--out-dir: files have the forms html, xlsx, md, csv and json")), {});
  return {common.output};
}

/// 2026-10.html for the platform, 2026-10-czj.html for a unit; prints each path.
int write_set(Desk& desk, const Common& common, const Args& args, Counter& counter, Lang lang) {
  const auto forms = forms_of_set(common);
  if (!common.out.empty()) bad_words(message(N_("{0} and {1} do not go together"), "--out", "--out-dir"), {});
  const auto material = gather(counter, args);
  auto whole = make(counter, material, args.unit);
  std::vector<std::string> units{args.unit};
  if (args.unit.empty())
    for (const auto& unit : whole.units) units.push_back(unit.id);
  if (!make_folders(args.out_dir, 0777))
    return report_error(desk, common, {"cannot_create", 73, say(common.lang, N_("{0} cannot be created: {1}"), args.out_dir, std::strerror(errno)), args.out_dir});
  for (const auto& unit : units) {
    const auto report = unit == args.unit ? std::move(whole) : make(counter, material, unit);
    for (const auto& form : forms) {
      Common file = common;
      file.out = args.out_dir + "/" + to_text(material.month) + (unit.empty() ? "" : "-" + unit) + "." + form;
      if (const auto code = emit(desk, file, rendered(report, form, lang, common.excel, counter.ledger)); code != 0)
        return code;
      if (!common.quiet) desk.out << printable(file.out) << "\n";
    }
  }
  return 0;
}

int run_monthly(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  Books units;
  fetch_unit(counter.ledger.db(), units, args.unit);
  if (!args.unit.empty() && units.units.empty())
    return settle_no(desk, common, NotFound{"unit", args.unit, say("see them with: govcloud list units")});
  const auto lang = !common.lang_named.empty() ? common.lang : counter.ledger.info().lang == "en" ? Lang::en : Lang::zh;
  if (!args.out_dir.empty()) return write_set(desk, common, args, counter, lang);
  const auto report = make(counter, gather(counter, args), args.unit);
  const auto form = form_of_report(common);
  if (form == "value") return emit(desk, common, report.digest + "\n");
  return emit(desk, common, rendered(report, form, lang, common.excel, counter.ledger));
}

}  // namespace

const Verb kReport = verb("report", N_("make the monthly report"),
                          {action<Args>("monthly", N_("use, requests, findings and duties of a month"), Access::reads,
                                        declare, run_monthly,
                                        {{10, 16, 73, 78},
                                         {"govcloud report monthly 2026-10 --out 2026-10.html", "govcloud report monthly --out-dir reports -q"}})});

}  // namespace govcloud
