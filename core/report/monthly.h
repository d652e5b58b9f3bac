// The monthly report 月度报告 as a value: plain words and whole numbers, in no language. The renderers
// in core/report/render.h print it. Zhejiang article 15 asks the provider for it: a table of use, a
// report on operation and advice, to each unit and to the authority.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/law/books.h"
#include "core/law/calendar.h"
#include "core/law/policy.h"
#include "core/usage/daily.h"
#include "core/usage/rollup.h"
#include "core/usage/verdict.h"

namespace govcloud {

/// Used over provisioned: the ratio of sums over a group's resources, in thousandths of a percent;
/// nothing where there is nothing to divide by. The basis is "source" where the capacity is the one
/// that the measurements state, "allocated" where no source states any and the quantities of this
/// ledger stand in, and empty without a ratio. The two are never mixed in one ratio.
struct UsedOverProvisioned {
  std::optional<std::int64_t> cpu_percent, memory_percent;
  std::string cpu_basis, memory_basis;
};

/// The whole platform's use on a day of the month.
struct ReportDay {
  Date day{};
  std::int64_t samples = 0;
  UsedOverProvisioned used;  // by the capacity that the measurements state, or nothing
};

/// One metric of a resource over the month; nothing where it was not measured.
struct MetricUse {
  std::optional<std::int64_t> mean;      // thousandths of a percent
  std::optional<std::int64_t> p95, max;  // hundredths of a percent
};

struct VerdictCounts {
  std::int64_t idle = 0, oversized = 0, tight = 0, fit = 0, no_data = 0;
};

/// What a verdict suggests: give_back (idle), shrink (oversized), enlarge (tight). `size` is the
/// standard size that would do, empty where the catalogue has none; `steps` is the sum behind it.
struct ReportAdvice {
  std::string resource, unit, verdict, action;
  std::map<std::string, long long> size;
  std::vector<AdviceStep> steps;
};

struct ReportResource {
  std::string id, cloud_id, item, zone, state;
  Quantities allocated;  // as delivered
  Date delivered_on{};
  std::optional<Date> reclaimed_on;
  std::int64_t samples = 0, absent = 0, conflicts = 0;
  std::int64_t coverage = 0;  // hundredths of a percent
  MetricUse cpu, memory;
  std::string verdict;  // the month's own: idle, oversized, tight, fit, no_data
  std::string advice;   // the action, or empty
};

struct ReportSystem {
  std::string id, name, state;
  std::int64_t level = 0;
  UsedOverProvisioned used;
  std::vector<ReportResource> resources;
  std::optional<Date> taken_over_on;  // a system that was there before the ledger
};

struct ReportUnit {
  std::string id, name;
  UsedOverProvisioned used;
  std::vector<ReportSystem> systems;
};

/// A clock of a request. `status`: overdue (not done and past due), open, late, kept, done (no
/// limit was set), ended (no longer owed). Days are working days after the start, up to its doing or
/// else to the day of the report; for what is overdue `working_days_late` runs to that day too.
struct ReportDeadline {
  std::string rule, article, owner, status;
  Date started_on{};
  std::optional<Date> due_on, done_on;
  std::optional<int> limit_working_days;
  int working_days_used = 0, working_days_late = 0;
  bool provisional = false;
};

/// A request with those of its clocks that started, were due or were done in the month, or were
/// open in it; `governing` is the one that says most: overdue before open before late before the
/// last one. Never empty.
struct ReportRequest {
  std::string id, kind, system, unit, stage, policy;
  bool not_in_force = false;
  std::vector<ReportDeadline> deadlines;
  std::size_t governing = 0;
  const ReportDeadline& main() const { return deadlines[governing]; }
};

struct DeadlineCounts {
  std::int64_t kept = 0, late = 0, overdue = 0, open = 0, no_limit = 0;
};

/// A finding; `state`: open, accepted for a time, fixed.
struct ReportFinding {
  std::string id, title, asset, severity, system, owner, state;
  Date found_on{};
  std::optional<Date> due_on;
  bool overdue = false;
};

/// An order to mend. `state`: pending (it waits for a signature), open, fixed, closed in the month.
struct ReportOrder {
  std::string id, unit, scope, state;
  Date on{}, due_on{};
  std::optional<Date> closed_on = {};
  std::int64_t findings = 0, items = 0;
  bool overdue = false;
};

/// A fault, or planned maintenance, that lasted in the month or is still open. `state`: open, resolved.
struct ReportIncident {
  std::string id, title, level, state;
  bool planned = false, outage = true;
  std::vector<std::string> systems;  // none: the platform
  Instant began{};
  std::optional<Instant> restored = {};
  bool late = false, overdue = false;  // a limit was or is missed; one is missed and still owed
};

/// How much of the month's minutes in service, in whole days up to the report's, a system could be used.
struct ReportAvailability {
  std::string system;
  std::int64_t minutes = 0, down = 0, excluded = 0, incidents = 0;
  std::optional<std::int64_t> hundredths = {};  // of a percent, rounded down
};

/// A paper or an accreditation whose validity ends within kExpiryDays, or has ended.
struct ReportPaper {
  std::string id, subject, kind;
  Date expires{};
  bool expired = false;
};
inline constexpr int kExpiryDays = 60;

/// A duty of the policy. `state`: this_report, no_record (the period is over and this ledger has no
/// record of it), running (the period is not over), not_owed (it began before the ledger).
struct ReportDuty {
  std::string id, period, owner, about, article, state;
  Wording says;
};

struct ZoneCapacity {
  std::string zone;
  std::int64_t resources = 0;
  std::map<std::string, std::int64_t> allocated;  // cpu, memory_gib, size_gib, mbps …
};

/// What every report says of itself, of its ledger and of the policy.
struct ReportHead {
  Date prepared_on{};      // the local date of the head; the same ledger gives the same bytes
  bool complete = true;    // the period was over on that day
  std::string unit;        // the filter, or empty
  std::string digest;      // of digest_of(), set by the caller; empty before

  std::string ledger_id, ledger_name;
  std::uint64_t head_seq = 0;  // the head's number and hash are set by the caller
  std::string head_hash;
  bool unsigned_ledger = false, test_ledger = false;

  std::string policy_id, policy_document;
  Wording policy_title;
  bool not_in_force = false;  // the policy, on some day of the period
  std::map<std::string, Wording> policy_words;  // its names: "stage.trial", "item.host"
  Thresholds thresholds;
};

struct MonthlyReport : ReportHead {
  Month period;

  std::int64_t resources = 0, samples = 0;
  UsedOverProvisioned used;
  VerdictCounts verdicts;
  std::vector<ReportDay> days;  // of the whole platform; empty in a unit's report
  std::vector<ReportUnit> units;
  std::vector<ReportAdvice> advice;
  std::vector<ReportRequest> requests;  // overdue first
  DeadlineCounts deadlines;
  std::map<std::string, std::int64_t> open_by_severity;  // all five severities
  std::int64_t findings_found = 0, findings_closed = 0;  // in the month
  std::vector<ReportFinding> findings;                   // open ones; overdue, then gravest first
  std::vector<ReportOrder> orders;                       // overdue first, then by due date
  std::vector<ReportIncident> incidents;                 // overdue first
  std::vector<ReportAvailability> availability;          // by system
  Offset offset{};                                       // of the ledger's time
  std::vector<ReportPaper> papers;                       // by date
  std::vector<ReportDuty> duties;
  std::vector<ZoneCapacity> capacity;  // allocated at the month's end, or on the day of the report
};

/// The report on a month. A resource is in it that was alive at any moment of the month, trials
/// included: delivered before its end, and not reclaimed before its first day. `rollups` are the
/// month's by resource id; a resource without one has no data; `days` the platform's. `today` is the local date of the
/// head's recorded instant. With `unit` only what belongs to that unit. What is told of requests,
/// findings and papers is their state in `books`. The verdict is the month's alone, whatever
/// number of months the policy's thresholds name.
MonthlyReport make_monthly(const Books& books, const Policy& policy, const Calendar& calendar,
                           Month month, const std::map<std::string, Rollup>& rollups, Date today,
                           const std::optional<std::string>& unit = {}, const MonthDays& days = {});

/// SHA-256, lower-case hex, over report_json() on one line without its member `digest`.
std::string digest_of(const MonthlyReport& report);

}  // namespace govcloud
