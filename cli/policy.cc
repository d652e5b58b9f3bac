// govcloud policy: the regulation as the ledger has it.
#include <algorithm>

#include <fmt/format.h>

#include <unistd.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/law/record.h"
#include "cli/views.h"
#include "core/format/embedded.h"
#include "core/format/width.h"
#include "core/format/gzip.h"
#include "core/ledger/policy_file.h"
#include "core/ledger/policy_replay.h"
#include "core/ledger/sha256.h"

namespace govcloud {
namespace {

struct Args {
  std::string file;
};

void declare_replay(Words& words, Args& args) {
  words.word("FILE", args.file, true, N_("the other policy's file, or zhejiang or changde"));
}

void declare(Words& words, Args& args) {
  words.word("FILE", args.file, false, N_("a policy file, or zhejiang or changde; without it, the ledger's"));
}

struct Source {
  std::string bytes, name;
  std::optional<LedgerStamp> ledger;
};

Source source_of(Desk& desk, const Common& common, const std::string& file) {
  if (const auto built_in = embedded::policy(file); !built_in.empty() && access(file.c_str(), F_OK) != 0)
    return {std::string(built_in), file + ".toml", {}};
  if (!file.empty()) return {read_all(file, 4 << 20), file, {}};
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto content = read_content(counter.ledger.db(), counter.ledger.info().policy_on(counter.today()));
  if (!content) throw LedgerError(15, "the policy is not in the ledger");
  return {content->bytes, content->name, stamp(counter.ledger)};
}

/// Every cited entry of a policy as one row: what it is, its value, its article and what that asks.
struct Entries {
  Lang lang;
  std::vector<Json> items;
  void add(const std::string& section, const std::string& key, const std::string& value, const Basis& basis) {
    Json item = Json::object(), obligations = Json::array();
    for (const auto& id : basis.obligations) obligations.push(id);
    item.set("section", section).set("key", key).set("value", value);
    item.set("article", basis.article.empty() ? Json() : Json(basis.article)).set("line", basis.line);
    item.set("example", basis.example).set("says", lang == Lang::zh ? basis.says.zh : basis.says.en);
    item.set("obligations", std::move(obligations));
    items.push_back(std::move(item));
  }
};

std::string text(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }
std::string days(const std::optional<int>& n) { return n ? std::to_string(*n) : "unset"; }

/// "respond 60, restore 240": minutes; nothing of a class without limits.
std::string limits_text(const IncidentClass& level) {
  std::vector<std::string> all;
  if (level.response_minutes) all.push_back(fmt::format("respond {}", *level.response_minutes));
  if (level.restore_minutes) all.push_back(fmt::format("restore {}", *level.restore_minutes));
  return fmt::format("{}", fmt::join(all, ", "));
}

/// "by reviewer chief; answers order incident; after defer deduct; signed by authority authority finance".
std::string measure_text(const MeasureRule& m) {
  auto said = fmt::format("by {}; answers {}", text(m.by), text(m.grounds));
  if (!m.after.empty()) said += "; after " + text(m.after);
  if (!m.after_by_house_rule.empty()) said += "; after " + text(m.after_by_house_rule) + " (H-66)";
  if (!m.signatories.empty()) said += "; signed by " + text(m.signatories);
  return said;
}

/// "cpu 4000/month, mbps 150/day": in fen.
std::string prices_text(const CatalogItem& item) {
  std::vector<std::string> all;
  for (const auto& [key, fen] : item.month_fen) all.push_back(fmt::format("{} {}/month", key, fen));
  for (const auto& [key, fen] : item.day_fen) all.push_back(fmt::format("{} {}/day", key, fen));
  return fmt::format("{}", fmt::join(all, ", "));
}

std::vector<Json> entries_of(const Policy& policy, Lang lang) {
  Entries e{lang, {}};
  for (const auto& l : policy.limits) e.add("limits", l.rule, days(l.working_days), l.basis);
  for (const auto& g : policy.gates)
    e.add("gates", g.at + "." + g.rule, fmt::format("level {}..{}: {}{}", g.level_min, g.level_max, text(g.papers), g.passed ? " (passed)" : ""), g.basis);
  e.add("trial", "days", days(policy.trial.days_min) + ".." + days(policy.trial.days_max), policy.trial.basis);
  if (policy.major_growth_percent) e.add("major", "growth_percent", std::to_string(*policy.major_growth_percent), policy.major);
  e.add("zones", "zones", text(policy.zones), policy.zone_basis);
  for (const auto& c : policy.catalog) e.add("catalog", c.code, lang == Lang::zh ? c.name.zh : c.name.en, c.basis);
  for (const auto& c : policy.catalog)
    if (const auto prices = prices_text(c); !prices.empty()) e.add("prices", c.code, prices, c.basis);
  for (const auto& r : policy.roles) e.add("roles", r.act, text(r.roles) + (r.kinds.empty() ? "" : ": " + text(r.kinds)), r.basis);
  for (const auto& d : policy.duties) e.add("duties", d.id, (d.period.empty() ? "regularly" : d.period) + " " + d.owner, d.basis);
  for (const auto& r : policy.records) e.add("records", r.kind, text(field_words(r)), r.basis);
  if (!policy.orders.signatories.empty()) e.add("orders", "signatories", text(policy.orders.signatories), policy.orders.basis);
  for (const auto& m : policy.measures) e.add("measures", m.step, measure_text(m), m.basis);
  if (!policy.fees.by.empty()) e.add("fees", "by", text(policy.fees.by) + (policy.fees.signatories.empty() ? "" : "; signed by " + text(policy.fees.signatories)), policy.fees.basis);
  for (const auto& i : policy.incidents) e.add("incidents", i.level, limits_text(i), i.basis);
  if (const auto hours = policy.maintenance.notice_hours) e.add("maintenance", "notice_hours", std::to_string(*hours), policy.maintenance.basis);
  const auto& t = policy.thresholds;
  e.add("thresholds", "verdicts",
        fmt::format("idle: cpu mean {}, max {}, memory mean {}; oversized: cpu max {}, memory max {}; "
                    "tight: cpu p95 {}, memory p95 {}; coverage {}", t.idle_cpu_mean, t.idle_cpu_max,
                    t.idle_memory_mean, t.oversized_cpu_max, t.oversized_memory_max, t.tight_cpu_p95,
                    t.tight_memory_p95, t.coverage_min), t.basis);
  for (const auto& c : policy.assessment)
    e.add("assessment", c.object + "." + c.dimension + "." + c.figure, fmt::format("weight {}", c.weight), c.basis);
  for (const auto& p : policy.parameters) e.add("parameters", p.key, p.value, p.basis);
  return std::move(e.items);
}

int run_show(Desk& desk, const Common& common, const Args& args) {
  const auto source = source_of(desk, common, args.file);
  const auto policy = read_policy(source.bytes, source.name);
  return print_items(desk, common, {"policy", source.ledger},
                     table_of(entries_of(policy, common.lang), {"section", "key", "value", "article", "says"}));
}

/// What carries an obligation, by the section where it stands.
std::string carrier_of(const std::string& section, const std::string& key, const std::string& value) {
  if (value == "cited") return "cited";
  if (section == "limits" || section == "incidents" || section == "maintenance") return "clock";
  if (section == "gates" || section == "trial" || section == "major") return "gate";
  if (section == "duties") return "duty";
  if (section == "records") return "record";
  if (section == "roles") return "role";
  if (key.starts_with("assess.") || section == "thresholds" || section == "assessment") return "assessment";
  // A parameter that neither the procedure nor the assessment carries is only quoted.
  const bool carried = key.starts_with("procedure.") || key.starts_with("findings.") || key == "satisfaction.grades" || key == "catalog.excluded";
  return section == "parameters" && !carried ? "cited" : "procedure";
}

Json obligations_json(const std::vector<Json>& entries) {
  std::map<std::string, Json> by_id;
  for (const auto& entry : entries)
    for (const auto& id : *entry.find("obligations")->items()) {
      const auto key = *entry.find("key")->text();
      const auto carrier = carrier_of(*entry.find("section")->text(), key, *entry.find("value")->text());
      Json item = Json::object();
      item.set("id", *id.text()).set("carrier", carrier).set("rule", key);
      item.set("reason", carrier == "cited" ? *entry.find("says") : Json());
      by_id.emplace(*id.text(), std::move(item));
    }
  Json all = Json::array();
  for (auto& [id, item] : by_id) all.push(std::move(item));
  return all;
}

int run_lint(Desk& desk, const Common& common, const Args& args) {
  const auto source = source_of(desk, common, args.file);
  const auto faults = lint_policy(source.bytes, source.name);
  if (!faults.empty()) {
    for (std::size_t i = 1; i < faults.size(); ++i)
      if (form_of(common) != "json") desk.err << fmt::format("{} line {}: {}\n", source.name, faults[i].line, printable(faults[i].message));
    throw InputError(78, fmt::format("{} line {}: {}", source.name, faults[0].line, faults[0].message));
  }
  if (!common.verbose) return 0;
  const auto policy = read_policy(source.bytes, source.name);
  Json item = Json::object();
  item.set("policy", policy.id).set("obligations", obligations_json(entries_of(policy, common.lang)));
  return print_item(desk, common, {"policy.lint", source.ledger}, item);
}

struct AdoptArgs {
  std::string file, from;
};

void declare_adopt(Words& words, AdoptArgs& args) {
  words.word("FILE", args.file, true, N_("a policy file, or zhejiang or changde"));
  words.text("--from DATE", args.from, N_("the first day on which it holds"));
}

int run_adopt(Desk& desk, const Common& common, const AdoptArgs& args) {
  const auto from = read_date(args.from, "--from");
  if (!from) bad_words(message(N_("--from is needed")), message(N_("say from which day on it holds: --from DATE")));
  const auto source = source_of(desk, common, args.file);
  const auto policy = read_policy(source.bytes, source.name);
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "policy adopt");
  const auto digest = hex(sha256(source.bytes));
  auto name = source.name.substr(source.name.find_last_of('/') + 1);
  if (const auto kept = read_content(counter.ledger.db(), digest)) name = kept->name;  // under which its bytes are kept
  const AdoptPolicy command{policy.id, digest, printable(name), static_cast<int>(policy.offset.count()), *from};
  foil.act.content = encode(command);
  const auto outcome = transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) { fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person); },
      [&](const Facts& facts) { return judged(facts, command, foil.act.acting); },
      [&](Database& db) { add_content(db, {"policy", name, source.bytes}); });
  return settle(desk, common, counter, foil.act, outcome);
}

Json difference_json(const Difference& difference) {
  const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  Json item = Json::object();
  item.set("seq", difference.seq == 0 ? Json() : Json(difference.seq)).set("verb", or_null(difference.verb));
  item.set("person", or_null(difference.person)).set("subject", or_null(difference.subject));
  item.set("outcome", difference.outcome).set("rule", difference.rule);
  item.set("article", or_null(difference.article)).set("detail", or_null(difference.detail));
  return item;
}

/// 0: nothing would have come out otherwise; 1: something would, and is listed.
int run_replay(Desk& desk, const Common& common, const Args& args) {
  const auto source = source_of(desk, common, args.file);
  auto policy = read_policy(source.bytes, source.name);
  policy.digest = hex(sha256(source.bytes));
  auto counter = open_counter(desk, common, Database::Mode::read);
  Transaction snapshot(counter.ledger.db(), Transaction::Kind::read);
  const auto replayed = replay_policy(counter.ledger, policy, counter.today());
  std::vector<Json> items;
  for (const auto& difference : replayed.differences) items.push_back(difference_json(difference));
  if (!common.quiet)
    desk.err << "govcloud: " << say(common.lang, N_("{0} acts judged by {1}; {2} would have come out otherwise"),
                                    replayed.acts, policy.id, items.size()) << "\n";
  const int told = print_items(desk, common, {"policy.replay", stamp(counter.ledger)},
                               table_of(items, {"seq", "verb", "subject", "outcome", "rule", "article", "detail"}));
  return told != 0 || items.empty() ? told : 1;
}

}  // namespace

const Verb kPolicy = verb("policy", N_("see and check the policy"),
                          {action<Args>("show", N_("list its entries with their articles"), Access::reads, declare, run_show,
                                        {{10, 66, 78}, {"govcloud policy show", "govcloud policy show changde -o json"}}),
                           action<Args>("lint", N_("check a policy file; silent when all is well"), Access::reads, declare, run_lint,
                                        {{10, 66, 78}, {"govcloud policy lint my.toml", "govcloud policy lint zhejiang -v"}}),
                           action<Args>("replay", N_("judge the recorded past by another policy"), Access::reads, declare_replay, run_replay,
                                        {{1, 10, 15, 66, 78}, {"govcloud policy replay my.toml", "govcloud policy replay changde -o json"}}),
                           action<AdoptArgs>("adopt", N_("put a policy in force from a day on"), Access::writes, declare_adopt, run_adopt,
                                             {{10, 12, 13, 14, 66, 75, 78},
                                              {"govcloud policy adopt zhejiang-2027.toml --from 2027-01-01", "govcloud policy adopt changde --from 2027-01-01 --dry-run"}})});

}  // namespace govcloud
