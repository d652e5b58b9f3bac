// govcloud catalog: what can be asked for.
#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/format/gzip.h"
#include "core/format/width.h"
#include "core/ledger/policy_file.h"
#include "core/ledger/sha256.h"

namespace govcloud {
namespace {

struct Args {};
void declare(Words&, Args&) {}

/// "cpu 1..256" for each key; a word as its name; required ones first have a star.
Json keys_json(const CatalogItem& item) {
  Json keys = Json::array();
  for (const auto& key : item.keys)
    keys.push(key.is_word ? key.name
                          : fmt::format("{}{} {}..{}", key.name, key.required ? "*" : "", key.min, key.max));
  return keys;
}

int run_show(Desk& desk, const Common& common, const Args&) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto& policy = counter.ledger.policy();
  std::vector<Json> items;
  for (const auto& item : policy.catalog) {
    Json row = Json::object(), zones = Json::array();
    for (const auto& zone : policy.zones) zones.push(zone);
    row.set("item", item.code).set("name", common.lang == Lang::zh ? item.name.zh : item.name.en);
    row.set("keys", keys_json(item)).set("zones", std::move(zones));
    row.set("article", item.basis.article.empty() ? Json() : Json(item.basis.article));
    row.set("example", item.basis.example);
    items.push_back(std::move(row));
  }
  return print_items(desk, common, {"catalog", stamp(counter.ledger)},
                     table_of(items, {"item", "name", "keys", "zones", "article"}));
}

struct LoadArgs {
  std::string file, from;
};

void declare_load(Words& words, LoadArgs& args) {
  words.word("FILE", args.file, true, N_("a catalogue file"));
  words.text("--from DATE", args.from, N_("the first day on which it holds; without it, today"));
}

int run_load(Desk& desk, const Common& common, const LoadArgs& args) {
  const auto from = read_date(args.from, "--from");
  const auto bytes = read_all(args.file, 4 << 20);
  auto counter = open_counter(desk, common, Database::Mode::write);
  (void)with_catalog(counter.ledger.policy(), bytes, args.file);  // throws where it cannot be read
  Counterfoil foil(counter, common, "catalog load");
  const auto digest = hex(sha256(bytes));
  auto name = args.file.substr(args.file.find_last_of('/') + 1);
  if (const auto kept = read_content(counter.ledger.db(), digest)) name = kept->name;  // under which its bytes are kept
  const LoadCatalog command{digest, printable(name), from.value_or(local_date(foil.act.acting.effective, counter.ledger.offset()))};
  foil.act.content = encode(command);
  const auto outcome = transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) { fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person); },
      [&](const Facts& facts) { return judged(facts, command, foil.act.acting); },
      [&](Database& db) { add_content(db, {"catalog", name, bytes}); });
  return settle(desk, common, counter, foil.act, outcome);
}

}  // namespace

const Verb kCatalog = verb("catalog", N_("see what can be asked for"),
                           {action<Args>("show", N_("list the items with their keys; * is required"), Access::reads,
                                         declare, run_show,
                                         {{10, 78}, {"govcloud catalog show", "govcloud catalog show -o json"}}),
                            action<LoadArgs>("load", N_("put a version of the catalogue in force from a day on"), Access::writes, declare_load, run_load,
                                             {{10, 12, 13, 14, 66, 75, 78},
                                              {"govcloud catalog load catalog-2027.toml --from 2027-01-01",
                                               "govcloud catalog load catalog-2027.toml --dry-run"}})});

}  // namespace govcloud
