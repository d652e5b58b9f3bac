// govcloud usage import --check: what a file would give, and how it is read.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cli/usage_source.h"
#include "cli/views.h"
#include "core/usage/origin.h"

namespace govcloud {
namespace {

constexpr std::size_t kNamedMax = 20, kFirstRows = 5, kGapsMax = 100000, kSeenMax = 1000000;

/// What is seen of one metric, in its kept whole numbers.
struct Seen {
  std::int64_t count = 0, least = 0, most = 0;
};

/// All that is noted while the samples stream by; it stays small, however many they are.
struct Noted {
  std::array<Seen, kMetricCount> metrics{};
  std::map<std::string, std::int64_t, std::less<>> last;  // of each resource
  std::map<std::int64_t, std::int64_t> gaps;              // between samples of a resource, and how often
  std::set<std::string> matched, unknown;
  std::int64_t first_at = INT64_MAX, last_at = 0;
  std::vector<Json> first_rows;
};

/// A kept number in the unit of the metric's name.
Json value_json(Metric metric, std::int64_t value) {
  if (value == kMissing) return {};
  const auto per_one = facts_of(metric).units_per_one;
  return Json::Decimal{per_one == 100 ? value : (value * 100 + per_one / 2) / per_one, 2};
}

Json row_json(const Measured& row, Offset offset) {
  Json item = Json::object();
  item.set("resource", std::string(row.resource));
  item.set("time", to_text(Instant{std::chrono::seconds{row.at_seconds}}, offset));
  for (const auto& metric : kMetrics) item.set(std::string(metric.name), value_json(metric.metric, row.values[index_of(metric.metric)]));
  return item;
}

void note_time(Noted& noted, const Measured& row) {
  noted.first_at = std::min(noted.first_at, row.at_seconds);
  noted.last_at = std::max(noted.last_at, row.at_seconds);
  const auto known = noted.last.find(row.resource);
  if (known == noted.last.end()) {
    if (noted.last.size() < kSeenMax) noted.last.emplace(std::string(row.resource), row.at_seconds);
    return;
  }
  const auto gap = row.at_seconds - known->second;
  known->second = row.at_seconds;
  if (gap > 0 && (noted.gaps.size() < kGapsMax || noted.gaps.contains(gap))) ++noted.gaps[gap];
}

void note(Noted& noted, const Measured& row, bool known, Offset offset) {
  auto& names = known ? noted.matched : noted.unknown;
  if (names.size() < kSeenMax) names.emplace(row.resource);
  if (noted.first_rows.size() < kFirstRows) noted.first_rows.push_back(row_json(row, offset));
  if (row.values == no_values()) return;
  note_time(noted, row);
  for (std::size_t i = 0; i < kMetricCount; ++i) {
    const auto value = row.values[i];
    if (value == kMissing) continue;
    auto& seen = noted.metrics[i];
    seen.least = seen.count == 0 ? value : std::min(seen.least, value);
    seen.most = seen.count == 0 ? value : std::max(seen.most, value);
    ++seen.count;
  }
}

/// The middle one of the gaps, the lower of two.
Json step_json(const Noted& noted) {
  std::int64_t count = 0, passed = 0;
  for (const auto& [gap, times] : noted.gaps) count += times;
  for (const auto& [gap, times] : noted.gaps)
    if ((passed += times) * 2 >= count) return gap;
  return {};
}

Json metrics_json(const Mapping& mapping, const Noted& noted) {
  Json metrics = Json::array();
  for (const auto& metric : kMetrics) {
    const auto& seen = noted.metrics[index_of(metric.metric)];
    const auto origin = origin_of(mapping, metric.metric);
    if (seen.count == 0 && origin.column.empty()) continue;
    Json item = Json::object();
    item.set("metric", std::string(metric.name)).set("column", origin.column).set("unit", origin.unit).set("values", seen.count);
    item.set("least", seen.count == 0 ? Json() : value_json(metric.metric, seen.least));
    item.set("most", seen.count == 0 ? Json() : value_json(metric.metric, seen.most));
    metrics.push(std::move(item));
  }
  return metrics;
}

Json names_json(const std::set<std::string>& names) {
  Json list = Json::array();
  for (auto at = names.begin(); at != names.end() && list.items()->size() < kNamedMax; ++at) list.push(*at);
  return list;
}

Json time_json(const Noted& noted, std::int64_t at, Offset offset) {
  return noted.first_at == INT64_MAX ? Json() : Json(to_text(Instant{std::chrono::seconds{at}}, offset));
}

Json check_json(const UsageSource& source, const Noted& noted, const ReadReport& report, Lang lang, Offset offset) {
  Json item = Json::object(), ignored = Json::array(), rows = Json::array(), problems = Json::array(), warnings = Json::array();
  for (const auto& column : report.ignored_columns)
    if (ignored.items()->size() < kNamedMax) ignored.push(column);
  for (const auto& row : noted.first_rows) rows.push(row);
  for (const auto& problem : report.problems) problems.push(problem);
  for (const auto& warning : report.warnings) warnings.push(say(lang, warning));
  item.set("name", source.name).set("format", std::string(code_of(source.map.mapping.kind)));
  item.set("mapping", source.map.mapping.name).set("encoding", report.encoding);
  item.set("rows", report.rows).set("kept", report.kept).set("skipped", report.skipped);
  item.set("first_at", time_json(noted, noted.first_at, offset)).set("last_at", time_json(noted, noted.last_at, offset));
  item.set("interval_seconds", step_json(noted));
  item.set("matched", static_cast<std::int64_t>(noted.matched.size())).set("matched_ids", names_json(noted.matched));
  item.set("unknown", static_cast<std::int64_t>(noted.unknown.size())).set("unknown_ids", names_json(noted.unknown));
  item.set("ignored_columns", std::move(ignored)).set("problems", std::move(problems)).set("warnings", std::move(warnings));
  return item.set("metrics", metrics_json(source.map.mapping, noted)).set("first_rows", std::move(rows));
}

std::set<std::string, std::less<>> cloud_ids(Database& db) {
  std::set<std::string, std::less<>> ids;
  Statement rows(db, "SELECT cloud_id FROM resource WHERE cloud_id <> ''");
  while (rows.step()) ids.insert(rows.text(0));
  return ids;
}

}  // namespace

int check_sources(Desk& desk, const Common& common, const ImportArgs& args) {
  const auto named = named_sources(args);
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto known = cloud_ids(counter.ledger.db());
  const auto offset = counter.ledger.offset();
  std::vector<Json> items;
  for (const auto& one : named) {
    auto source = open_source(desk, common, counter, args, one);
    Noted noted;
    const auto report = read_measurements(source.bytes, source.map.mapping, options_of(counter, args), [&](const Measured& row) {
      note(noted, row, known.contains(row.resource), offset);
    });
    items.push_back(check_json(source, noted, report, common.lang, offset));
  }
  const Answer answer{"usage.check", stamp(counter.ledger)};
  if (items.size() == 1) return print_item(desk, common, answer, items.front());
  return print_items(desk, common, answer,
                     table_of(items, {"name", "format", "encoding", "rows", "skipped", "matched", "unknown", "first_at", "last_at",
                                      "interval_seconds"}));
}

}  // namespace govcloud
