// govcloud usage: measurements.
#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/usage_source.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/format/width.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct ShowArgs {
  std::string month, resource;
};

void declare_import(Words& words, ImportArgs& args) {
  words.words("FILE", args.files, 0, N_("files of measurements, plain or .gz, or folders of collectd's; '-' is standard input"));
  words.text("--map FILE", args.map, N_("how to read them: a mapping file, or the name of one that is built in"));
  words.text("--at WHEN", args.at, N_("when a file that tells no time was written, in RFC 3339"));
  words.text("--prometheus URL", args.server, N_("ask this server in place of reading files"));
  words.text("--query-file FILE", args.query_file, N_("a mapping with the queries to ask it; one for node_exporter is built in"));
  words.text("--month YYYY-MM", args.month, N_("what to ask for; the last complete month is the default"));
  words.text("--since DATE", args.since, N_("the first day to ask for"));
  words.text("--until DATE", args.until, N_("the last day to ask for"));
  words.text("--token-file FILE", args.token_file, N_("a file with the token for the server"));
  words.flag("--keep-going", args.keep_going, N_("pass over bad rows and count them"));
  words.flag("--check", args.check, N_("say what would be read and how, and keep nothing"));
}

struct Read {
  UsageMap map;
  PreparedImport prepared;
};

Read read_source(Desk& desk, const Common& common, Counter& counter, const ImportArgs& args, const std::string& named) {
  Sha256 hash;
  auto source = open_source(desk, common, counter, args, named, [&](std::string_view bytes) { hash.add(bytes); });
  auto prepared = prepare_import(counter.ledger.db(), source.bytes, source.map.mapping, options_of(counter, args),
                                 counter.ledger.offset());
  char rest[4096];
  while (source.bytes.read(rest, sizeof rest) > 0) {
  }
  prepared.what.digest = hex(hash.finish());
  prepared.what.name = source.name;
  prepared.what.mapping_digest = hex(sha256(source.map.content.bytes));
  return {std::move(source.map), std::move(prepared)};
}

/// What the source came to; of one that was imported before, what it would have come to.
Json import_json(const UsageImported& what, bool imported, bool dry_run) {
  Json item = Json::object(), months = Json::array(), unknown = Json::array();
  for (const auto& month : what.months) months.push(month);
  for (const auto& id : what.unknown_ids) unknown.push(id);
  item.set("id", what.digest.substr(0, 12)).set("name", what.name).set("imported", imported);
  item.set("dry_run", dry_run).set("rows", what.rows).set("kept", what.kept).set("skipped", what.skipped);
  item.set("repeated", what.repeated).set("conflicting", what.conflicting).set("unknown", what.unknown);
  item.set("resources", what.resources).set("months", std::move(months)).set("unknown_ids", std::move(unknown));
  return item;
}

Settled import_one(const Common& common, const UsageMap& map, Counter& counter, const PreparedImport& prepared,
                   const std::string& key) {
  Counterfoil foil(counter, common, "usage import");
  foil.act.key = key;
  const ImportUsage command{prepared.what};
  foil.act.content = encode(command);
  bool known = false;
  const auto outcome = transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) {
        fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person);
        fetch_usage_import(db, books, prepared.what.digest);
        known = find(books.usage, prepared.what.digest) != nullptr;
      },
      [&](const Facts& facts) { return judged(facts, command, foil.act.acting); },
      [&](Database& db) {
        add_content(db, map.content);
        store_import(db, prepared);
      });
  auto done = settled(common, counter, foil.act, outcome);
  if (!done.error && done.receipts.empty())
    done.receipts = {{prepared.what.digest.substr(0, 12),
                      say(common.lang, N_("{0}: imported before; nothing changed"), prepared.what.name), {}}};
  for (auto& receipt : done.receipts)
    receipt.item = import_json(prepared.what, !known && !common.dry_run, common.dry_run);
  return done;
}

/// What a person should know of a file besides its receipt.
void talk(Desk& desk, const Common& common, const PreparedImport& prepared, bool done) {
  for (const auto& problem : prepared.report.problems)
    desk.err << "govcloud: " << printable(problem) << "\n";
  if (!common.quiet)
    for (const auto& warning : prepared.report.warnings)
      desk.err << "govcloud: " << prepared.what.name << ": " << printable(say(common.lang, warning)) << "\n";
  if (done && !prepared.what.unknown_ids.empty() && !common.quiet)
    desk.err << "govcloud: "
             << say(common.lang, N_("{0}: no resource has these cloud ids: {1}"), prepared.what.name,
                    printable(fmt::format("{}", fmt::join(prepared.what.unknown_ids, ", "))))
             << "\n";
}

int run_import(Desk& desk, const Common& common, const ImportArgs& args) {
  if (args.check) return check_sources(desk, common, args);
  const auto sources = named_sources(args);
  auto counter = open_counter(desk, common, Database::Mode::write);
  Receipts receipts(desk, common, "usage.import", sources.size());
  int part = 0;
  for (const auto& file : sources) {
    const auto key = common.key.empty() || ++part == 1 ? common.key : fmt::format("{}/{}", common.key, part);
    const auto [map, prepared] = read_source(desk, common, counter, args, file);
    const auto done = import_one(common, map, counter, prepared, key);
    const int exit = receipts.add(done, stamp(counter.ledger));
    talk(desk, common, prepared, exit == 0);
    if (exit != 0) return exit;
  }
  return receipts.finish(stamp(counter.ledger));
}

void declare_show(Words& words, ShowArgs& args) {
  words.word("RESOURCE", args.resource, false, N_("only this resource, or this system's"));
  words.text("--month YYYY-MM", args.month, N_("only this month"));
}

Json percent(const std::optional<std::int64_t>& hundredths) {
  return hundredths ? Json(Json::Decimal{*hundredths, 2}) : Json();
}

Json rollup_json(const std::string& month, const std::string& resource, const Rollup& r) {
  Json item = Json::object();
  const auto spread = [&](const std::string& name, const Spread& s) {
    const bool there = s.count > 0;
    const auto m = mean(s, 1);
    item.set(name + "_mean", m ? Json(Json::Decimal{*m, 3}) : Json());
    item.set(name + "_p95", there ? percent(s.p95) : Json()).set(name + "_max", there ? percent(s.max) : Json());
  };
  item.set("month", month).set("resource", resource).set("samples", r.samples).set("absent", r.absent);
  item.set("repeated", r.repeated).set("conflicts", r.conflicts).set("interval_seconds", r.interval_seconds);
  spread("cpu_percent", r.cpu_percent);
  spread("memory_percent", r.memory_percent);
  return item;
}

bool belongs(const std::string& resource, const std::string& wanted) {
  return wanted.empty() || resource == wanted || resource.starts_with(wanted + "/");
}

bool is_known(Counter& counter, const std::string& id) {
  Books books;
  fetch_item(counter.ledger.db(), books, id);
  return find(books.systems, id) != nullptr || find(books.resources, id) != nullptr;
}

int run_show(Desk& desk, const Common& common, const ShowArgs& args) {
  read_month(args.month, "--month");
  auto counter = open_counter(desk, common, Database::Mode::read);
  if (!args.resource.empty() && !is_known(counter, args.resource))
    return settle_no(desk, common, NotFound{"resource", args.resource, say("see them with: govcloud list resources")});
  std::vector<Json> items;
  Statement rows(counter.ledger.db(), "SELECT month, resource, record FROM usage_rollup ORDER BY resource, month");
  while (rows.step())
    if (belongs(rows.text(1), args.resource) && (args.month.empty() || rows.text(0) == args.month))
      items.push_back(rollup_json(rows.text(0), rows.text(1), decode<Rollup>(rows.view(2))));
  return print_items(desk, common, {"usage", stamp(counter.ledger)},
                     table_of(items, {"resource", "month", "samples", "absent", "conflicts", "cpu_percent_mean",
                                      "cpu_percent_p95", "cpu_percent_max", "memory_percent_mean",
                                      "memory_percent_p95", "memory_percent_max"}));
}

}  // namespace

const Verb kUsage = verb(
    "usage", N_("import and see measurements"),
    {action<ImportArgs>("import", N_("import files of measurements"), Access::writes, declare_import, run_import,
                  {{10, 12, 14, 65, 66, 75, 78},
                   {"govcloud usage import 2026-10.csv", "govcloud usage import --map bitbrains rnd/*.csv.gz"}}),
     action<ShowArgs>("show", N_("what the months' measurements come to"), Access::reads, declare_show, run_show,
                  {{10, 15, 16, 78}, {"govcloud usage show budget", "govcloud usage show --month 2026-10 -o csv"}})});

}  // namespace govcloud
