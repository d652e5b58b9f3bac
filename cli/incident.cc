// govcloud incident: faults and planned maintenance, by the minute.
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/availability.h"
#include "core/law/incident.h"

namespace govcloud {
namespace {

struct Args {
  std::string id, title, level, since, until, at, note, cause;
  std::vector<std::string> systems;
  bool planned = false, no_outage = false;
};

/// RFC 3339, or to the minute and without an offset in the ledger's own time; nothing where nothing is said.
std::optional<Instant> read_time(const std::string& text, const char* option, const Counter& counter) {
  if (text.empty()) return std::nullopt;
  if (const auto at = parse_instant(text)) return *at;
  const auto offset = counter.ledger.offset().count(), size = std::abs(offset);
  if (const auto at = parse_instant(fmt::format("{}:00{}{:02}:{:02}", text, offset < 0 ? '-' : '+', size / 60, size % 60))) return *at;
  bad_words(message(N_("{0}: '{1}' is no time"), option, text), message(N_("write it like 2026-04-01T09:30, or with an offset: 2026-04-01T09:30:00+08:00")));
}

const std::vector<int> kExits{10, 12, 13, 14, 16, 66, 75, 78};

void declare_affected(Words& words, Args& args) {
  words.list("--system SYSTEM", args.systems, N_("a system that is affected; may be repeated; without any, the platform"));
}

void fetch_affected(Database& db, Books& books, const std::vector<std::string>& systems) {
  for (const auto& id : systems) fetch_system_life(db, books, id);
}

void fetch_known(Database& db, Books& books, const std::string& id) {
  fetch_offices(db, books);
  fetch_incident(db, books, id);
  if (const auto* incident = find(books.incidents, id)) fetch_affected(db, books, std::vector<std::string>(incident->systems));
}

// -- open ----------------------------------------------------------------------------------------

void declare_open(Words& words, Args& args) {
  words.text("--title TEXT", args.title, N_("what happened, or what the maintenance is"));
  words.text("--class CLASS", args.level, N_("how grave it is, by the policy's classes; not of maintenance"));
  declare_affected(words, args);
  words.text("--since TIME", args.since, N_("when it began, or will begin; now unless given"));
  words.flag("--planned", args.planned, N_("it is planned maintenance, announced with this act"));
  words.text("--until TIME", args.until, N_("when planned maintenance will be over"));
  words.flag("--no-outage", args.no_outage, N_("the systems can be used all the same"));
}

int run_open(Desk& desk, const Common& common, const Args& args) {
  want_line(args.title, "--title");
  auto counter = open_counter(desk, common, Database::Mode::write);
  const OpenIncident command{args.title, args.level, args.planned, !args.no_outage, args.systems, read_time(args.since, "--since", counter),
                             read_time(args.until, "--until", counter)};
  Counterfoil foil(counter, common, "incident open");
  return carry_out(desk, common, counter, foil, command, "", [=](Database& db, Books& books) { fetch_affected(db, books, command.systems); });
}

// -- update and resolve --------------------------------------------------------------------------

void declare_update(Words& words, Args& args) {
  words.word("INCIDENT", args.id, true, N_("the incident's number"));
  words.text("--note TEXT", args.note, N_("what became known"));
  words.text("--responded TIME", args.at, N_("when the provider began to deal with it"));
  words.text("--class CLASS", args.level, N_("its class from now on"));
  words.list("--system SYSTEM", args.systems, N_("a system that is affected as well; may be repeated"));
}

int run_update(Desk& desk, const Common& common, const Args& args) {
  want_text(args.note, "--note");
  auto counter = open_counter(desk, common, Database::Mode::write);
  const UpdateIncident command{args.id, args.note, args.level, args.systems, read_time(args.at, "--responded", counter)};
  Counterfoil foil(counter, common, "incident update");
  return carry_out(desk, common, counter, foil, command, args.id, [=](Database& db, Books& books) {
    fetch_known(db, books, command.incident);
    fetch_affected(db, books, command.systems);
  });
}

void declare_resolve(Words& words, Args& args) {
  words.word("INCIDENT", args.id, true, N_("the incident's number"));
  words.text("--restored TIME", args.at, N_("when all worked again; now unless given"));
  words.text("--cause TEXT", args.cause, N_("what the cause was"));
  words.text("--note TEXT", args.note, N_("what was done"));
}

int run_resolve(Desk& desk, const Common& common, const Args& args) {
  want_text(args.note, "--note"), want_text(args.cause, "--cause");
  auto counter = open_counter(desk, common, Database::Mode::write);
  const ResolveIncident command{args.id, args.cause, args.note, read_time(args.at, "--restored", counter)};
  Counterfoil foil(counter, common, "incident resolve");
  return carry_out(desk, common, counter, foil, command, args.id, [=](Database& db, Books& books) { fetch_known(db, books, command.incident); });
}

// -- availability --------------------------------------------------------------------------------

void declare_availability(Words& words, Args& args) {
  words.word("MONTH", args.at, false, N_("the month, as YYYY-MM; without it, the last complete one"));
  words.list("--system SYSTEM", args.systems, N_("only this system; may be repeated"));
}

int run_availability(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto asked = read_month(args.at, "MONTH").value_or(month_before(month_of(counter.today())));
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Books books;
  fetch_ledger(db, books);
  for (const char* kind : {"systems", "incidents"}) fetch_kind(db, books, kind);
  for (const auto& id : args.systems)
    if (!books.systems.contains(id)) return settle_no(desk, common, NotFound{"system", id, say("see them with: govcloud list systems")});
  std::vector<Json> items;
  for (const auto& one : availability(books, asked, counter.now))
    if (args.systems.empty() || std::find(args.systems.begin(), args.systems.end(), one.system) != args.systems.end())
      items.push_back(availability_json(one, asked));
  return print_items(desk, common, {"incident.availability", stamp(counter.ledger)},
                     table_of(items, {"system", "month", "availability_percent", "down_minutes", "excluded_minutes", "minutes", "incidents"}));
}

}  // namespace

const Verb kIncident = verb(
    "incident", N_("faults and planned maintenance"),
    {action<Args>("open", N_("report a fault, or announce maintenance"), Access::rows, declare_open, run_open,
                  {kExits, {"govcloud incident open --title 数据库无法连接 --class serious --system budget --since 2026-04-01T09:30",
                            "govcloud incident open --planned --title 交换机升级 --since 2026-04-04T22:00 --until 2026-04-05T02:00"}}),
     action<Args>("update", N_("record the response, another class, or what became known"), Access::rows, declare_update, run_update,
                  {kExits, {"govcloud incident update I-2026-0001 --responded 2026-04-01T09:40 --note 已定位",
                            "govcloud incident update I-2026-0001 --class especially_serious --as he"}}),
     action<Args>("resolve", N_("record that all works again, and why it did not"), Access::rows, declare_resolve, run_resolve,
                  {kExits, {"govcloud incident resolve I-2026-0001 --restored 2026-04-01T11:10 --cause 磁盘故障",
                            "govcloud incident resolve I-2026-0002 --cause 按计划完成 --attach paper=记录.pdf"}}),
     action<Args>("availability", N_("how much of a month each system could be used"), Access::reads, declare_availability, run_availability,
                  {{10, 16, 78}, {"govcloud incident availability 2026-04", "govcloud incident availability --system budget -o json"}})});

}  // namespace govcloud
