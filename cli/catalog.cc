// govcloud catalog: what can be asked for.
#include <fmt/format.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"

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

}  // namespace

const Verb kCatalog = verb("catalog", N_("see what can be asked for"),
                           {action<Args>("show", N_("list the items with their keys; * is required"), Access::reads,
                                         declare, run_show,
                                         {{10, 78}, {"govcloud catalog show", "govcloud catalog show -o json"}})});

}  // namespace govcloud
