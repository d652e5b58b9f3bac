// govcloud calendar: working days.
#include <fmt/format.h>

#include <unistd.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/format/embedded.h"
#include "core/format/width.h"
#include "core/format/gzip.h"

namespace govcloud {
namespace {

struct Args {
  std::string date, n, file, calendar;
  std::optional<std::int64_t> year;
};

bool ledger_is_named(const Common& common) {
  for (const auto& setting : common.settings)
    if (setting.name == "ledger") return setting.origin != "default";
  return !common.ledger.empty();
}

/// --calendar FILE, else the ledger's, else (when there is no ledger) the one compiled in.
Calendar calendar_of(Desk& desk, const Common& common, const Args& args, std::optional<LedgerStamp>& from) {
  if (!args.calendar.empty()) return read_calendar(read_all(args.calendar, 4 << 20), args.calendar);
  if (!ledger_is_named(common) && access(common.ledger.c_str(), F_OK) != 0)
    return read_calendar(embedded::calendar(), "cn.csv");
  auto counter = open_counter(desk, common, Database::Mode::read);
  from = stamp(counter.ledger);
  return counter.ledger.calendar();
}

Date want_date(const std::string& text) {
  const auto date = read_date(text, "DATE");
  return *date;
}

void declare_due(Words& words, Args& args) {
  words.word("DATE", args.date, true, N_("the day of the event, not counted"));
  words.word("N", args.n, true, N_("how many working days"));
  words.text("--calendar FILE", args.calendar, N_("ask this calendar in place of the ledger's"));
}

int run_due(Desk& desk, const Common& common, const Args& args) {
  const auto start = want_date(args.date);
  const auto n = read_quantity(args.n, "N");
  if (n.max || n.amount > 10000) bad_words(message(N_("N: '{0}' is not a number up to 10000"), args.n));
  std::optional<LedgerStamp> from;
  const auto calendar = calendar_of(desk, common, args, from);
  const auto count = working_days_after(calendar, start, static_cast<int>(n.amount));
  if (year_of(count.due_on) > 9999)
    bad_words(message(N_("DATE: {0} working days after {1} are beyond the year 9999"), n.amount, to_text(start)));
  Json item = Json::object(), counted = Json::array(), skipped = Json::array();
  for (const auto day : count.counted) counted.push(to_text(day));
  for (const auto& day : count.skipped)
    skipped.push(Json::object().set("date", to_text(day.date)).set("name", day.name.empty() ? Json() : Json(day.name)));
  item.set("start_on", to_text(start)).set("working_days", n.amount).set("due_on", to_text(count.due_on));
  item.set("provisional", count.provisional).set("counted", std::move(counted)).set("skipped", std::move(skipped));
  return print_item(desk, common, {"calendar.due", from}, item);
}

void declare_is_workday(Words& words, Args& args) {
  words.word("DATE", args.date, false, N_("the day; without it, today"));
  words.text("--calendar FILE", args.calendar, N_("ask this calendar in place of the ledger's"));
}

int run_is_workday(Desk& desk, const Common& common, const Args& args) {
  const auto date = args.date.empty() ? local_date(now_of(desk), Offset{480}) : want_date(args.date);
  std::optional<LedgerStamp> from;
  const auto calendar = calendar_of(desk, common, args, from);
  const bool works = calendar.is_workday(date);
  if (common.quiet) return works ? 0 : 1;
  const auto* named = calendar.named(date);
  Json item = Json::object();
  item.set("date", to_text(date)).set("is_workday", works);
  item.set("name", named != nullptr ? Json(named->name) : Json());
  item.set("provisional", !calendar.arranged.contains(year_of(date)));
  const int exit = print_item(desk, common, {"calendar.day", from}, item);
  return exit != 0 ? exit : works ? 0 : 1;
}

void declare_show(Words& words, Args& args) {
  words.number("--year YEAR", args.year, N_("only this year"));
  words.text("--calendar FILE", args.calendar, N_("show this calendar in place of the ledger's"));
}

int run_show(Desk& desk, const Common& common, const Args& args) {
  std::optional<LedgerStamp> from;
  const auto calendar = calendar_of(desk, common, args, from);
  std::vector<Json> items;
  for (const auto& day : calendar.days) {
    if (args.year && year_of(day.date) != *args.year) continue;
    Json item = Json::object();
    item.set("date", to_text(day.date)).set("is_workday", day.is_workday).set("name", day.name);
    items.push_back(std::move(item));
  }
  return print_items(desk, common, {"calendar", from}, table_of(items, {"date", "is_workday", "name"}));
}

void declare_load(Words& words, Args& args) { words.word("FILE", args.file, true, N_("a calendar file")); }

int run_load(Desk& desk, const Common& common, const Args& args) {
  const auto bytes = read_all(args.file, 4 << 20);
  const auto name = args.file.substr(args.file.find_last_of('/') + 1);
  const auto calendar = read_calendar(bytes, args.file);
  LoadCalendar command{calendar.digest, printable(name), {calendar.arranged.begin(), calendar.arranged.end()}};
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "calendar load");
  foil.act.content = encode(command);
  const auto outcome = transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) { fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person); },
      [&](const Facts& facts) { return judged(facts, command, foil.act.acting); },
      [&](Database& db) { add_content(db, {"calendar", name, bytes}); });
  return settle(desk, common, counter, foil.act, outcome);
}

}  // namespace

const Verb kCalendar = verb(
    "calendar", N_("count working days and keep the calendar"),
    {action<Args>("due", N_("the Nth working day after a day"), Access::reads, declare_due, run_due,
                  {{10, 66, 78}, {"govcloud calendar due 2026-09-30 5", "govcloud calendar due 2026-02-12 3 -o value -c due_on"}}),
     action<Args>("is-workday", N_("exit 0 if a day is a working day, 1 if not"), Access::reads, declare_is_workday,
                  run_is_workday, {{1, 10, 66, 78}, {"govcloud calendar is-workday -q", "govcloud calendar is-workday 2026-10-10"}}),
     action<Args>("show", N_("list the days that the calendar names"), Access::reads, declare_show, run_show,
                  {{10, 66, 78}, {"govcloud calendar show --year 2026", "govcloud calendar show -o csv"}}),
     action<Args>("load", N_("make a file the calendar from now on"), Access::writes, declare_load, run_load,
                  {{10, 13, 14, 66, 75, 78}, {"govcloud calendar load cn-2027.csv", "govcloud calendar load cn-2027.csv --dry-run"}})});

}  // namespace govcloud
