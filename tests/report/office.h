// An invented office for the tests of the report: two units, three systems, some requests, findings
// and papers, and a month of measurements. The month is October 2026, read on 2026-11-03.
#pragma once
#include <map>
#include <string>

#include "core/report/monthly.h"

namespace govcloud::office {

inline Date day(const std::string& text) { return *parse_date(text); }
inline constexpr Month kOctober{2026, 10};
inline Date read_on() { return day("2026-11-03"); }

inline Policy policy() {
  Policy policy;
  policy.id = "invented", policy.document = "样〔2026〕1号";
  policy.title = {"样例管理办法", "Invented measures"};
  policy.effective_from = day("2015-01-01");
  auto& t = policy.thresholds;
  t.idle_cpu_mean = 1000, t.idle_cpu_max = 3000, t.idle_memory_mean = 2000;
  t.oversized_cpu_max = t.oversized_memory_max = 5000;
  t.tight_cpu_p95 = t.tight_memory_p95 = 8000, t.coverage_min = 9000;
  t.basis.article = "22", t.basis.example = true;
  CatalogItem host{"host", {"云主机", "cloud host"}, {}, {}, {}};
  for (const auto& [cpu, memory] : {std::pair(2, 4), {4, 8}, {8, 16}, {16, 32}})
    host.sizes.push_back({{"cpu", cpu}, {"memory_gib", memory}});
  policy.catalog.push_back(host);
  const auto duty = [&](const char* id, const char* period, const char* article) {
    policy.duties.push_back({id, period, "provider", "platform", 0, {}});
    policy.duties.back().basis.article = article;
    policy.duties.back().basis.says = {std::string("职责 ") + id, std::string("duty ") + id};
  };
  duty("monthly_report", "month", "15"), duty("bulletin", "month", "19");
  duty("drill", "year", "19"), duty("training", "", "14");
  return policy;
}

/// National Day's week off, and the Saturday after it worked.
inline Calendar calendar() {
  std::vector<CalendarDay> days;
  for (int d = 1; d <= 7; ++d)
    days.push_back({day("2026-10-0" + std::to_string(d)), false, "国庆节"});
  days.push_back({day("2026-10-10"), true, "国庆节"});
  return make_calendar(days);
}

inline Spread spread(std::int64_t count, std::int64_t mean_hundredths, std::int64_t p95,
                     std::int64_t max) {
  return {count, mean_hundredths * count, 0, max, mean_hundredths, p95, max};
}

/// A month of hourly samples of a machine that the source gives `cores` hundredths of a core.
inline Rollup hourly(std::int64_t samples, Spread cpu, Spread memory, std::int64_t cores) {
  Rollup rollup;
  rollup.samples = samples, rollup.interval_seconds = 3600;
  rollup.cpu_percent = cpu, rollup.memory_percent = memory;
  rollup.cpu_provisioned = cores * samples;
  rollup.cpu_used = cpu.sum * cores / 10000;
  if (memory.count > 0) rollup.memory_provisioned = 1024 * samples;
  rollup.memory_used_of_provisioned = memory.sum * 1024 / 10000;
  return rollup;
}

inline Resource host(const std::string& id, const std::string& unit, std::int64_t cpu,
                     std::int64_t memory_gib, const std::string& delivered) {
  Resource resource;
  resource.id = id, resource.system = id.substr(0, id.find('/')), resource.unit = unit;
  resource.item = "host", resource.zone = "dedicated";
  resource.cloud_id = "i-" + id.substr(id.find('/') + 1);
  resource.state = ResourceState::in_service, resource.delivered_on = day(delivered);
  resource.delivered["cpu"].amount = cpu, resource.delivered["memory_gib"].amount = memory_gib;
  return resource;
}

inline Deadline deadline(const std::string& rule, const std::string& article,
                         const std::string& started, std::optional<int> days,
                         const std::string& due, const std::string& done, int late) {
  Deadline clock;
  clock.rule = rule, clock.article = article, clock.owner = "authority";
  clock.started_on = day(started), clock.working_days = days;
  clock.due_on = parse_date(due), clock.done_on = parse_date(done);
  clock.working_days_late = late;
  return clock;
}

inline Request request(const std::string& id, RequestKind kind, const std::string& system,
                       const std::string& unit, Stage stage) {
  Request request;
  request.id = id, request.kind = kind, request.system = system, request.unit = unit;
  request.stage = stage, request.policy = "invented";
  return request;
}

inline Finding finding(const std::string& id, Severity severity, const std::string& system,
                       const std::string& found, const std::string& due) {
  Finding finding;
  finding.id = id, finding.severity = severity, finding.system = system;
  finding.title = "弱口令未禁用 weak passwords allowed", finding.asset = "10.0.0.8";
  finding.owner = system.empty() ? "provider" : "using";
  finding.found_on = day(found), finding.due_on = parse_date(due);
  return finding;
}

inline Evidence paper(const std::string& id, std::uint64_t seq, const std::string& subject,
                      const std::string& kind, const std::string& expires) {
  Evidence evidence;
  evidence.id = id, evidence.seq = seq, evidence.subject = subject, evidence.kind = kind;
  evidence.expires = parse_date(expires);
  return evidence;
}

inline void add_parties(Books& books) {
  books.ledger.id = "5f0c9a7e21d34b68a1b2c3d4e5f60718", books.ledger.name = "省电子政务云台账";
  books.ledger.created = start_of(day("2026-03-01"), Offset{480});
  for (const auto& [id, name] : {std::pair("finance", "财政局"), {"health", "卫生健康委"}})
    books.units[id].id = id, books.units[id].name = name;
  const auto add = [&](const char* id, const char* name, const char* unit, int level) {
    auto& system = books.systems[id];
    system.id = id, system.name = name, system.unit = unit, system.level = level;
    system.state = SystemState::in_service;
  };
  add("budget", "预算管理系统", "finance", 3), add("portal", "门户网站", "finance", 2);
  add("clinic", "预约挂号", "health", 3);
}

inline void add_work(Books& books) {
  using K = RequestKind;
  auto& late = books.requests["R-2026-0007"] =
      request("R-2026-0007", K::change, "portal", "finance", Stage::submitted);
  late.deadlines = {deadline("decide_change", "11", "2026-10-09", 5, "2026-10-15", "", 0)};
  auto& kept = books.requests["R-2026-0003"] =
      request("R-2026-0003", K::onboarding, "clinic", "health", Stage::trial);
  kept.deadlines = {deadline("accept", "8", "2026-09-28", 3, "2026-10-08", "2026-09-30", 0),
                    deadline("approve", "8", "2026-09-30", 2, "2026-10-09", "2026-10-12", 2),
                    deadline("trial", "9", "2026-10-14", {}, "2026-11-13", "", 0),
                    deadline("open", "10", "2026-10-14", {}, "", "", 0)};
  auto& old = books.requests["R-2026-0001"] =
      request("R-2026-0001", K::onboarding, "budget", "finance", Stage::open);
  old.deadlines = {deadline("accept", "8", "2026-03-02", 3, "2026-03-05", "2026-03-04", 0)};
  books.findings["F-2026-0001"] = finding("F-2026-0001", Severity::medium, "portal", "2026-10-12",
      "2026-11-11");
  books.findings["F-2026-0002"] = finding("F-2026-0002", Severity::high, "budget", "2026-10-12",
      "2026-10-27");
  books.findings["F-2026-0003"] = finding("F-2026-0003", Severity::critical, "", "2026-10-20",
      "2026-11-20");
  auto& closed = books.findings["F-2026-0004"] =
      finding("F-2026-0004", Severity::low, "portal", "2026-09-12", "2026-11-11");
  closed.state = FindingState::closed, closed.closed_on = day("2026-10-30");
  books.evidence["E-2026-0001"] = paper("E-2026-0001", 10, "budget", "security_agreement",
      "2026-10-31");
  books.evidence["E-2026-0002"] = paper("E-2026-0002", 11, "R-2026-0003", "third_party_test",
      "2026-12-20");
  books.evidence["E-2026-0003"] = paper("E-2026-0003", 12, "portal", "mlps_report", "2026-11-20");
  books.evidence["E-2026-0004"] = paper("E-2026-0004", 13, "portal", "mlps_report", "2028-11-20");
}

inline Books books() {
  Books books;
  add_parties(books);
  const auto add = [&](Resource resource) { books.resources[resource.id] = std::move(resource); };
  add(host("budget/host-1", "finance", 8, 16, "2026-03-20"));
  add(host("budget/host-2", "finance", 4, 8, "2026-03-20"));
  add(host("portal/host-1", "finance", 4, 8, "2026-05-06"));
  auto storage = host("portal/storage-1", "finance", 0, 0, "2026-05-06");
  storage.item = "storage", storage.delivered.clear(), storage.delivered["size_gib"].amount = 500;
  add(storage);
  auto trial = host("clinic/host-1", "health", 8, 16, "2026-10-14");
  trial.state = ResourceState::trial, trial.delivered["cpu"].max = 16, trial.zone = "public";
  add(trial);
  add_work(books);
  return books;
}

inline std::map<std::string, Rollup> rollups() {
  return {
      {"budget/host-1", hourly(744, spread(744, 325, 890, 2140), spread(744, 1240, 1510, 1890),
          800)},
      {"budget/host-2", hourly(740, spread(740, 6120, 8890, 9912), spread(740, 5518, 6102, 7040),
          400)},
      {"portal/host-1", hourly(744, spread(744, 2210, 3050, 4630), spread(744, 3120, 3600, 4410),
          400)},
      {"clinic/host-1", hourly(400, spread(400, 4410, 6230, 10304), spread(400, 5210, 6200, 6610),
          800)}};
}

inline MonthlyReport report() {
  auto made = make_monthly(books(), policy(), calendar(), kOctober, rollups(), read_on());
  made.head_seq = 214, made.head_hash = std::string(64, 'a');
  made.digest = digest_of(made);
  return made;
}

}  // namespace govcloud::office
