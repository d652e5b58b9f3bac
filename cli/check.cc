// govcloud check: what scanners and the ledger itself find, and what became of it.
#include <algorithm>

#include <fmt/format.h>

#include "cli/rectify.h"
#include "cli/settle.h"
#include "cli/shortfalls.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/format/gzip.h"
#include "core/format/width.h"
#include "core/law/compliance.h"
#include "core/security/importing.h"
#include "core/security/read_scan.h"
#include "core/usage/import.h"

namespace govcloud {
namespace {

struct Args {
  std::string system, finding, note, state = "open";
  std::vector<std::string> names;  // files or checks
  bool fails = false;
};

constexpr std::size_t kScanBytesMax = std::size_t{512} << 20;

// -- run -----------------------------------------------------------------------------------------

void declare_run(Words& words, Args& args) {
  words.words("CHECK", args.names, 0, N_("only these checks; without any, all"));
  words.allow("--output", {"sarif"});
}

std::vector<Shortfall> shortfalls(Counter& counter) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  Books books;
  fetch_all(db, books);
  const auto month = month_before(month_of(counter.today()));
  std::set<std::string> measured;
  for (const auto& [resource, rollup] : rollups_of(db, month))
    if (rollup.samples + rollup.absent > 0) measured.insert(resource);
  return compliance(Facts{books, counter.ledger.policy(), counter.ledger.calendar()}, counter.now, month, measured);
}

int run_checks(Desk& desk, const Common& common, const Args& args) {
  for (const auto& name : args.names)
    if (std::find(std::begin(kChecks), std::end(kChecks), name) == std::end(kChecks))
      bad_words(message(N_("there is no check '{0}'"), name),
                message(N_("there are: {0}"), fmt::format("{}", fmt::join(kChecks, ", "))));
  const bool sarif = form_of(common) == "sarif";
  if (sarif && (!common.columns.empty() || common.limit))
    bad_words(message(N_("{0} and {1} do not go together"), "-o sarif", common.limit ? "--limit" : "-c"));
  auto counter = open_counter(desk, common, Database::Mode::read);
  std::vector<Json> items;
  std::vector<Shortfall> told;
  for (const auto& s : shortfalls(counter)) {
    if (!args.names.empty() && std::find(args.names.begin(), args.names.end(), s.check) == args.names.end()) continue;
    told.push_back(s);
    items.push_back(shortfall_json(s, common.lang));
  }
  if (items.empty() && form_of(common) == "table") return 0;
  const auto ledger = stamp(counter.ledger);
  const int exit = sarif ? emit(desk, common, sarif_of(told, common.lang, ledger))
                         : print_items(desk, common, {"check.run", ledger}, table_of(items, {"check", "subject", "article", "message", "mend"}));
  return exit != 0 ? exit : items.empty() ? 0 : 1;
}

// -- import --------------------------------------------------------------------------------------

void declare_import(Words& words, Args& args) {
  words.words("FILE", args.names, 1, N_("results of a scanner, plain or .gz"));
  words.text("--system SYSTEM", args.system, N_("the system that was scanned; without it, the one that all its machines belong to, else the platform"));
}

/// The system whose resources the machines are, by the cloud's own id or an address that was delivered;
/// empty where a machine is nobody's, or they belong to several.
std::string system_of(const ScanReport& report, const Books& books) {
  std::map<std::string, std::set<std::string>> systems;  // by every name of a resource
  for (const auto& [id, resource] : books.resources) {
    if (resource.state == ResourceState::reclaimed) continue;
    if (!resource.cloud_id.empty()) systems[resource.cloud_id].insert(resource.system);
    for (const auto& [key, word] : resource.words)
      if (key.ends_with("address") || key == "ip" || key == "hostname") systems[word].insert(resource.system);
  }
  std::set<std::string> owners;
  for (const auto& asset : report.assets) {
    std::set<std::string> own;
    auto names = asset.addresses;
    names.insert(names.end(), {asset.name, asset.fqdn});
    for (const auto& name : names)
      if (const auto at = systems.find(name); !name.empty() && at != systems.end()) own.insert(at->second.begin(), at->second.end());
    if (own.size() != 1) return {};
    owners.merge(own);
  }
  return owners.size() == 1 ? *owners.begin() : std::string();
}

Scan scan_of(const ScanReport& report, const std::string& bytes, const std::string& file, const std::string& system) {
  Scan scan;
  scan.digest = hex(sha256(bytes)), scan.name = printable(file.substr(file.find_last_of('/') + 1));
  scan.format = report.format, scan.tool = report.tool + (report.tool_version.empty() ? "" : " " + report.tool_version);
  scan.system = system, scan.complete = report.complete;
  scan.started = report.started, scan.finished = report.finished;
  scan.results = static_cast<std::int64_t>(report.results);
  for (const auto& asset : report.assets) scan.assets.push_back(asset.name);
  for (const auto& [severity, n] : count_by_severity(report.findings))
    scan.open_by_severity[severity] = static_cast<std::int64_t>(n);
  return scan;
}

Json import_json(const Scan& scan, Offset offset, std::int64_t fresh, std::int64_t seen, std::int64_t closed) {
  Json item = Json::object(), assets = Json::array(), open = Json::object();
  for (const auto& asset : scan.assets) assets.push(asset);
  for (const auto severity : kSeverities) {
    const auto at = scan.open_by_severity.find(std::string(severity));
    open.set(std::string(severity), at != scan.open_by_severity.end() ? at->second : 0);
  }
  item.set("id", scan.digest.substr(0, 12)).set("format", scan.format).set("tool", scan.tool);
  item.set("assets", std::move(assets)).set("results", scan.results).set("complete", scan.complete);
  item.set("system", scan.system.empty() ? Json() : Json(scan.system));
  item.set("started_at", scan.started ? Json(to_text(*scan.started, offset)) : Json()).set("finished_at", scan.finished ? Json(to_text(*scan.finished, offset)) : Json());
  item.set("open_by_severity", std::move(open)).set("new", fresh).set("seen", seen).set("closed", closed);
  return item;
}

Settled import_told(const Common& common, const Scan& scan, Offset offset, std::int64_t fresh, std::int64_t seen,
                    std::int64_t closed) {
  return {{}, {{scan.digest.substr(0, 12),
                say(common.lang, N_("{0}: {1} results; findings new {2}, seen {3}, closed {4}"), scan.name,
                    scan.results, fresh, seen, closed),
                import_json(scan, offset, fresh, seen, closed)}}, false};
}

Settled import_one(const Common& common, const Args& args, Counter& counter, const std::string& file,
                   const std::string& key) {
  auto bytes = read_all(file, kScanBytesMax);
  const auto report = read_scan(bytes, file, counter.ledger.offset());
  auto scan = scan_of(report, bytes, file, args.system);
  std::string().swap(bytes);  // the findings of a large file need the room
  Counterfoil foil(counter, common, "check import");
  foil.act.key = key;
  foil.act.content = encode(scan);
  std::int64_t older = 0;
  const auto outcome = transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) {
        fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person);
        fetch_system(db, books, args.system);
        fetch_kind(db, books, "findings");
        fetch_kind(db, books, "scans");
        if (!args.system.empty()) return;
        fetch_kind(db, books, "resources");
        scan.system = system_of(report, books);
        if (!scan.system.empty()) fetch_system(db, books, scan.system);
      },
      [&](const Facts& facts) -> Decision {
        return judged(facts, import_of(report, scan, facts.books, counter.ledger.offset(), older), foil.act.acting);
      });
  if (!std::holds_alternative<Recorded>(outcome)) return settled(common, counter, foil.act, outcome);
  const auto& recorded = std::get<Recorded>(outcome);
  std::int64_t fresh = 0, seen = 0, closed = 0;
  if (recorded.events.empty()) seen = static_cast<std::int64_t>(report.findings.size());
  for (const auto& event : recorded.events) {
    if (std::holds_alternative<Found>(event.fact)) ++fresh;
    if (const auto* imported = std::get_if<ScanImported>(&event.fact))
      seen = older + static_cast<std::int64_t>(imported->seen.size()), closed = static_cast<std::int64_t>(imported->closed.size());
  }
  return import_told(common, scan, counter.ledger.offset(), fresh, seen, closed);
}

int run_import(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  Receipts receipts(desk, common, "check.import", args.names.size());
  int part = 0;
  for (const auto& file : args.names) {
    const auto key = common.key.empty() || ++part == 1 ? common.key : fmt::format("{}/{}", common.key, part);
    const auto done = import_one(common, args, counter, file, key);
    if (const int exit = receipts.add(done, stamp(counter.ledger)); exit != 0) return exit;
  }
  return receipts.finish(stamp(counter.ledger));
}

// -- list, fix, verify ---------------------------------------------------------------------------

void declare_list(Words& words, Args& args) {
  words.text("--system SYSTEM", args.system, N_("only those of a system"));
  words.choice("--state STATE", args.state, {"open", "fixed", "closed", "all"}, N_("which; open unless given"));
}

int run_list(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  const Today today = today_of(counter);
  Books books;
  fetch_kind(counter.ledger.db(), books, "findings");
  std::vector<Json> items;
  bool serious = false;  // info is kept, never due, and never makes the answer no
  for (const auto& [id, finding] : books.findings) {
    if (!args.system.empty() && finding.system != args.system) continue;
    if (args.state != "all" && name_of(finding.state) != args.state) continue;
    serious = serious || (finding.state == FindingState::open && finding.severity != Severity::info);
    items.push_back(finding_json(finding, today));
  }
  if (items.empty() && form_of(common) == "table") return 0;
  const int exit = print_items(desk, common, {"findings", stamp(counter.ledger)},
                               table_of(items, {"id", "severity", "state", "title", "asset", "system", "owner", "due_on", "overdue"}));
  return exit != 0 ? exit : serious ? 1 : 0;
}

void declare_fix(Words& words, Args& args) {
  words.word("FINDING", args.finding, true, N_("the finding's number, or an order's"));
  words.text("--note TEXT", args.note, N_("what was done"));
}

void declare_verify(Words& words, Args& args) {
  declare_fix(words, args);
  words.flag("--fails", args.fails, N_("the mending does not hold: open again"));
}

template <class Command>
int on_finding(Desk& desk, const Common& common, const std::string& verb, const Command& command) {
  want_text(command.note, "--note");
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, verb);
  return carry_out(desk, common, counter, foil, command, command.finding, [=](Database& db, Books& books) { fetch_finding_case(db, books, command.finding); });
}

int run_fix(Desk& desk, const Common& common, const Args& args) {
  return on_finding(desk, common, "check fix", FixFinding{args.finding, args.note});
}

int run_verify(Desk& desk, const Common& common, const Args& args) {
  return on_finding(desk, common, "check verify", VerifyFinding{args.finding, args.note, !args.fails});
}

const std::vector<int> kExits{10, 12, 13, 14, 16, 66, 75, 78};

}  // namespace

namespace {

std::vector<Action> actions() {
  std::vector<Action> all{
    action<Args>("run", N_("check the ledger itself; silent and 0 when all is well"), Access::reads, declare_run, run_checks,
                  {{1, 10, 78}, {"govcloud check run", "govcloud check run overdue -o json"}}),
     action<Args>("import", N_("import what a scanner found"), Access::writes, declare_import, run_import,
                  {{10, 12, 14, 16, 65, 66, 75, 78}, {"govcloud check import results.xml --system budget", "govcloud check import scan.nessus trivy.json"}}),
     action<Args>("list", N_("list findings; 1 when some are open"), Access::reads, declare_list, run_list,
                  {{1, 10, 78}, {"govcloud check list", "govcloud check list --state all -o csv"}}),
     action<Args>("fix", N_("record that a finding was mended, with evidence"), Access::rows, declare_fix, run_fix,
                  {kExits, {"govcloud check fix F-2026-0001 --attach paper=patch.txt", "govcloud check fix F-2026-0001 --attach paper=patch.txt --note 已升级"}}),
     action<Args>("verify", N_("somebody else confirms the mending, or not"), Access::rows, declare_verify, run_verify,
                  {kExits, {"govcloud check verify F-2026-0001", "govcloud check verify F-2026-0001 --fails --note 仍可复现"}})};
  for (auto& one : rectify_actions()) all.push_back(std::move(one));
  return all;
}

}  // namespace

const Verb kCheck = verb("check", N_("security checks, and checks of the ledger itself"), actions());

}  // namespace govcloud
