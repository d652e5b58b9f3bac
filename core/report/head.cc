// What every report says of itself, of its ledger and of the policy; as a value, in words and in JSON.
#include "core/format/width.h"
#include "core/ledger/seal.h"
#include "core/ledger/sha256.h"
#include "core/report/figures.h"
#include "core/report/json_parts.h"
#include "core/report/labels.h"
#include "core/report/page.h"
#include "core/report/parts.h"

namespace govcloud {
namespace {

void add_policy(ReportHead& head, const ReportView& view) {
  const Policy& policy = view.policy;
  head.policy_id = policy.id, head.policy_document = policy.document;
  head.policy_title = policy.title, head.thresholds = policy.thresholds;
  head.not_in_force =
      !policy.in_force(view.begin) || !policy.in_force(view.end - std::chrono::days{1});
  for (const auto& [stage, name] : policy.stage_names) head.policy_words["stage." + stage] = name;
  for (const auto& item : policy.catalog) head.policy_words["item." + item.code] = item.name;
}

std::string policy_line(const ReportHead& head, Lang lang) {
  const auto& title = lang == Lang::zh ? head.policy_title.zh : head.policy_title.en;
  const std::string name = printable(title.empty() ? head.policy_id : title);
  if (head.policy_document.empty()) return name;
  return label(lang, "word.titled", {name, printable(head.policy_document)});
}

}  // namespace

void add_head(ReportHead& head, const ReportView& view) {
  const auto& ledger = view.books.ledger;
  head.prepared_on = view.today, head.complete = view.today >= view.end;
  head.unit = view.unit.value_or("");
  head.ledger_id = ledger.id, head.ledger_name = ledger.name;
  head.unsigned_ledger = ledger.root_key.empty(), head.test_ledger = ledger.test;
  add_policy(head, view);
}

std::string digest_of(const Json& whole) {
  Json json = Json::object();
  for (const auto& [key, value] : *whole.members())
    if (key != "digest") json.set(key, value);
  return hex(sha256(json.dump()));
}

ReportPage page_for(const ReportHead& head, Lang lang, const std::string& period, const std::string& unit_name) {
  const auto name = [&](std::string_view key) { return std::string(label(lang, key)); };
  const auto unit = head.unit.empty() ? name("meta.all_units") : named_text(lang, unit_name, head.unit);
  ReportPage page;
  page.lang = lang, page.period = period, page.made_on = head.prepared_on;
  page.head = {{name("meta.period"), period},
               {name("meta.unit"), unit},
               {name("meta.policy"), policy_line(head, lang)},
               {name("meta.ledger"), named_text(lang, head.ledger_name, short_hash(head.ledger_id))},
               {name("meta.head"), label(lang, "meta.head_text", {std::to_string(head.head_seq), short_hash(head.head_hash)})},
               {name("meta.prepared"), to_text(head.prepared_on)}};
  if (head.test_ledger) page.warnings.push_back(name("note.test"));
  if (head.unsigned_ledger) page.warnings.push_back(name("note.unsigned"));
  if (head.unsigned_ledger) page.foot.push_back(name("note.unsigned"));
  if (head.test_ledger) page.foot.push_back(name("note.test"));
  if (head.not_in_force) page.warnings.push_back(name("note.not_in_force"));
  page.ledger_id = printable(head.ledger_id), page.digest = printable(head.digest);
  page.seal = seal_facts(printable(head.ledger_id), head.head_seq, printable(head.head_hash));
  return page;
}

namespace {

Json policy_json(const ReportHead& head) {
  Json title = Json::object(), json = Json::object();
  title.set("zh", head.policy_title.zh).set("en", head.policy_title.en);
  json.set("id", head.policy_id).set("title", title).set("document", head.policy_document);
  return json.set("not_in_force", head.not_in_force);
}

Json ledger_json(const ReportHead& head) {
  Json json = Json::object();
  json.set("id", head.ledger_id).set("name", head.ledger_name).set("seq", head.head_seq);
  json.set("head", head.head_hash).set("unsigned", head.unsigned_ledger);
  return json.set("test", head.test_ledger);
}

Json seal_json(const ReportHead& head) {
  Json json = Json::object();
  json.set("origin", seal_origin(head.ledger_id)).set("size", head.head_seq);
  return json.set("head", head.head_hash);
}

}  // namespace

Json head_json(const ReportHead& head, const std::string& period) {
  Json json = Json::object();
  json.set("period", period).set("prepared_on", to_text(head.prepared_on));
  json.set("complete", head.complete).set("unit", text_json(head.unit));
  json.set("digest", text_json(head.digest));
  return json.set("ledger", ledger_json(head)).set("seal", seal_json(head)).set("policy", policy_json(head));
}

Json thresholds_json(const Thresholds& t) {
  const auto percent = [](long long value) { return Json(Json::Decimal{value, 2}); };
  Json json = Json::object();
  json.set("idle_cpu_mean_percent", percent(t.idle_cpu_mean));
  json.set("idle_cpu_max_percent", percent(t.idle_cpu_max));
  json.set("idle_memory_mean_percent", percent(t.idle_memory_mean));
  json.set("oversized_cpu_max_percent", percent(t.oversized_cpu_max));
  json.set("oversized_memory_max_percent", percent(t.oversized_memory_max));
  json.set("tight_cpu_p95_percent", percent(t.tight_cpu_p95));
  json.set("tight_memory_p95_percent", percent(t.tight_memory_p95));
  json.set("coverage_min_percent", percent(t.coverage_min));
  return json.set("article", text_json(t.basis.article)).set("example", t.basis.example);
}

}  // namespace govcloud
