// The vocabulary of the journal: every fact that can be recorded, in the past tense, with the
// subjects that it touches. A fact carries all that was decided (due dates, digests of the policy and
// calendar in force, numbers given), so that replay consults no policy and no clock. Members may be
// added at the end of a fact, never renamed or removed.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "core/law/assessment_events.h"
#include "core/law/case.h"
#include "core/law/check.h"
#include "core/law/clocks.h"
#include "core/law/delivery_events.h"
#include "core/law/incident_events.h"
#include "core/law/measure_events.h"
#include "core/law/parties.h"
#include "core/law/party_events.h"
#include "core/law/procedure_events.h"
#include "core/law/rating_events.h"
#include "core/law/record.h"
#include "core/law/rectify_events.h"
#include "core/law/register_events.h"
#include "core/law/row_events.h"
#include "core/law/trust_events.h"

namespace govcloud {

struct LedgerCreated {
  static constexpr std::string_view kKind = "ledger_created";
  std::string ledger, name, lang, founder, founder_name;
  std::string policy, policy_digest, calendar_digest;
  int offset_minutes = 480;
  bool test = false;
  std::string root_key;  // the founder's public key; empty on an unsigned ledger
  std::string policy_name;  // of the policy's file
  Subjects subjects() const { return {founder}; }
  static void fields(auto& self, auto& v) {
    v("ledger", self.ledger), v("name", self.name), v("lang", self.lang);
    v("founder", self.founder), v("founder_name", self.founder_name);
    v("policy", self.policy), v("policy_digest", self.policy_digest);
    v("calendar_digest", self.calendar_digest), v("offset_minutes", self.offset_minutes);
    v("test", self.test), v("root_key", self.root_key), v("policy_name", self.policy_name);
  }
};

struct UnitAdded {
  static constexpr std::string_view kKind = "unit_added";
  Unit unit;
  Subjects subjects() const { return {unit.id}; }
  static void fields(auto& self, auto& v) { v("unit", self.unit); }
};

struct PersonAdded {
  static constexpr std::string_view kKind = "person_added";
  Person person;
  Subjects subjects() const { return {person.id}; }
  static void fields(auto& self, auto& v) { v("person", self.person); }
};

struct CalendarLoaded {
  static constexpr std::string_view kKind = "calendar_loaded";
  std::string digest, name;
  std::vector<int> arranged;  // the years whose arrangement it holds
  Subjects subjects() const { return {}; }
  static void fields(auto& self, auto& v) {
    v("digest", self.digest), v("name", self.name), v("arranged", self.arranged);
  }
};

struct Attached {
  static constexpr std::string_view kKind = "attached";
  Evidence evidence;
  Subjects subjects() const { return {evidence.id, evidence.subject}; }
  static void fields(auto& self, auto& v) { v("evidence", self.evidence); }
};

/// An application, a change or a termination was handed in.
struct Submitted {
  static constexpr std::string_view kKind = "submitted";
  std::string request, case_id;
  RequestKind kind = RequestKind::onboarding;
  std::string system, system_name, unit;
  std::int64_t level = 0;
  std::string authority, provider, policy, policy_digest;
  bool not_in_force = false;
  Date submitted_on{};
  std::vector<Line> lines;
  std::vector<std::string> missing, resources;
  std::string reason, resubmits;
  std::optional<std::int64_t> trial_days;
  bool major = false, whole = true;
  std::optional<Date> offline_on;
  Clocks clocks;
  std::string extends;  // of an extension: the application whose trial it is
  bool emergency = false;  // a change that was done at once and is decided afterwards
  Subjects subjects() const { return {request, system}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("case", self.case_id), v("kind", self.kind);
    v("system", self.system), v("system_name", self.system_name), v("unit", self.unit);
    v("level", self.level), v("authority", self.authority), v("provider", self.provider);
    v("policy", self.policy), v("policy_digest", self.policy_digest);
    v("not_in_force", self.not_in_force), v("submitted_on", self.submitted_on);
    v("lines", self.lines), v("missing", self.missing), v("resources", self.resources);
    v("reason", self.reason), v("resubmits", self.resubmits);
    v("trial_days", self.trial_days), v("major", self.major), v("whole", self.whole);
    v("offline_on", self.offline_on), v("clocks", self.clocks), v("extends", self.extends);
    v("emergency", self.emergency);
  }
};

/// The four decisions that close or pass a stage with an opinion 意见.
struct Accepted {
  static constexpr std::string_view kKind = "accepted";
  std::string request, opinion;
  Clocks clocks;
  Subjects subjects() const { return {request}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("opinion", self.opinion), v("clocks", self.clocks);
  }
};

struct Refused {
  static constexpr std::string_view kKind = "refused";
  std::string request, opinion;
  Clocks clocks;
  Subjects subjects() const { return {request}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("opinion", self.opinion), v("clocks", self.clocks);
  }
};

struct Rejected {
  static constexpr std::string_view kKind = "rejected";
  std::string request, opinion;
  std::vector<std::string> reclaim;  // a failed trial's resources, for the provider to take back
  Clocks clocks;
  Subjects subjects() const { return {request}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("opinion", self.opinion), v("reclaim", self.reclaim);
    v("clocks", self.clocks);
  }
};

struct Approved {
  static constexpr std::string_view kKind = "approved";
  struct Grant {
    std::string line;
    std::int64_t count = 1;
    Quantities granted;
    std::vector<std::string> resources;  // the numbers given
    static void fields(auto& self, auto& v) {
      v("line", self.line), v("count", self.count), v("granted", self.granted);
      v("resources", self.resources);
    }
  };
  std::string request, system, opinion;
  std::vector<Grant> grants;
  std::optional<std::int64_t> trial_days;
  bool major = false;
  Clocks clocks;
  std::vector<std::string> reclaim;  // of a termination: what the provider has to take back
  Subjects subjects() const {
    Subjects all{request, system};
    for (const auto& grant : grants)
      all.insert(all.end(), grant.resources.begin(), grant.resources.end());
    all.insert(all.end(), reclaim.begin(), reclaim.end());
    return all;
  }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("system", self.system), v("opinion", self.opinion);
    v("grants", self.grants), v("trial_days", self.trial_days), v("major", self.major);
    v("clocks", self.clocks), v("reclaim", self.reclaim);
  }
};

/// One resource was delivered, or changed as granted.
struct Delivered {
  static constexpr std::string_view kKind = "delivered";
  std::string request, resource, cloud_id, provider;
  Quantities delivered;
  bool removed = false;  // a drop was carried out
  Date delivered_on{};
  Subjects subjects() const { return {request, resource}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("resource", self.resource), v("cloud_id", self.cloud_id);
    v("provider", self.provider), v("delivered", self.delivered), v("removed", self.removed);
    v("delivered_on", self.delivered_on);
  }
};

/// All that was granted has been delivered: the trial of an onboarding or of a major change runs.
struct TrialStarted {
  static constexpr std::string_view kKind = "trial_started";
  std::string request;
  TrialPeriod trial;
  Clocks clocks;
  Subjects subjects() const { return {request}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("trial", self.trial), v("clocks", self.clocks);
  }
};

struct Opened {
  static constexpr std::string_view kKind = "opened";
  std::string request, system, opinion;
  Date opened_on{};
  std::vector<std::string> waived;
  Clocks clocks;
  Subjects subjects() const { return {request, system}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("system", self.system), v("opinion", self.opinion);
    v("opened_on", self.opened_on), v("waived", self.waived), v("clocks", self.clocks);
  }
};

/// A trial ends later: `days` were granted on top of what it had. `clocks` are of the extension, `trial`
/// of the application.
struct TrialExtended {
  static constexpr std::string_view kKind = "trial_extended";
  std::string request, extends, opinion;
  std::int64_t days = 0;
  Date ends_on{};
  Clocks clocks, trial;
  Subjects subjects() const { return {request, extends}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("extends", self.extends), v("opinion", self.opinion);
    v("days", self.days), v("ends_on", self.ends_on), v("clocks", self.clocks), v("trial", self.trial);
  }
};

/// A change counts as carried out.
struct Applied {
  static constexpr std::string_view kKind = "applied";
  std::string request;
  Clocks clocks;
  Subjects subjects() const { return {request}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("clocks", self.clocks);
  }
};

/// One resource was taken back.
struct Reclaimed {
  static constexpr std::string_view kKind = "reclaimed";
  std::string request, resource, proof;
  Date reclaimed_on{};
  Subjects subjects() const { return {request, resource}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("resource", self.resource), v("proof", self.proof);
    v("reclaimed_on", self.reclaimed_on);
  }
};

/// The last resource of a termination was taken back.
struct Ended {
  static constexpr std::string_view kKind = "ended";
  std::string request;
  std::string system;  // empty when only part of the system was terminated
  Date ended_on{};
  Clocks clocks;
  Subjects subjects() const {
    return system.empty() ? Subjects{request} : Subjects{request, system};
  }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("system", self.system), v("ended_on", self.ended_on);
    v("clocks", self.clocks);
  }
};

struct Withdrawn {
  static constexpr std::string_view kKind = "withdrawn";
  std::string request, reason;
  std::string cancelled_by;  // the termination that overtook it
  Clocks clocks;
  Subjects subjects() const { return {request}; }
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("reason", self.reason), v("cancelled_by", self.cancelled_by);
    v("clocks", self.clocks);
  }
};

struct UsageImported {
  static constexpr std::string_view kKind = "usage_imported";
  std::int64_t number = 0;  // of the import in this ledger
  std::string name, digest, mapping_digest, blocks_digest;
  std::int64_t rows = 0, kept = 0, repeated = 0, conflicting = 0, unknown = 0, skipped = 0;
  std::int64_t resources = 0;
  std::vector<std::string> months, unknown_ids;
  Subjects subjects() const { return {}; }
  static void fields(auto& self, auto& v) {
    v("number", self.number), v("name", self.name), v("digest", self.digest);
    v("mapping_digest", self.mapping_digest), v("blocks_digest", self.blocks_digest);
    v("rows", self.rows), v("kept", self.kept), v("repeated", self.repeated);
    v("conflicting", self.conflicting), v("unknown", self.unknown);
    v("skipped", self.skipped), v("resources", self.resources), v("months", self.months);
    v("unknown_ids", self.unknown_ids);
  }
};

struct ScanImported {
  static constexpr std::string_view kKind = "scan_imported";
  Scan scan;
  std::vector<std::string> seen, closed;  // findings that were known, or are no longer there
  Date on{};
  Subjects subjects() const {
    Subjects all = seen;
    all.insert(all.end(), closed.begin(), closed.end());
    if (!scan.system.empty()) all.push_back(scan.system);
    return all;
  }
  static void fields(auto& self, auto& v) {
    v("scan", self.scan), v("seen", self.seen), v("closed", self.closed), v("on", self.on);
  }
};

struct Found {
  static constexpr std::string_view kKind = "found";
  Finding finding;
  Subjects subjects() const {
    return finding.system.empty() ? Subjects{finding.id} : Subjects{finding.id, finding.system};
  }
  static void fields(auto& self, auto& v) { v("finding", self.finding); }
};

struct Fixed {
  static constexpr std::string_view kKind = "fixed";
  std::string finding, person, note;
  Date on{};
  Subjects subjects() const { return {finding}; }
  static void fields(auto& self, auto& v) {
    v("finding", self.finding), v("person", self.person), v("note", self.note), v("on", self.on);
  }
};

/// Somebody else looked at the mending: it holds, or the finding is open again.
struct Verified {
  static constexpr std::string_view kKind = "verified";
  std::string finding, person, note;
  bool holds = true;
  Date on{};
  Subjects subjects() const { return {finding}; }
  static void fields(auto& self, auto& v) {
    v("finding", self.finding), v("person", self.person), v("note", self.note);
    v("holds", self.holds), v("on", self.on);
  }
};

using Fact = std::variant<LedgerCreated, UnitAdded, PersonAdded, CalendarLoaded, Attached, Submitted,
                          Accepted, Refused, Rejected, Approved, Delivered, TrialStarted, Opened,
                          Applied, Reclaimed, Ended, Withdrawn, UsageImported, ScanImported, Found,
                          Fixed, Verified, KeyEnrolled, KeyCosigned, KeyRevoked, Denied, SealImported,
                          RolesGranted, RolesRevoked, Delegated, DelegationEnded,
                          TrialExtended, RecordMade, RecordCosigned, RowBegun,
                           CheckHeld, Ordered, OrderCosigned, OrderFixed, OrderVerified, FindingAccepted,
                           IncidentOpened, IncidentUpdated, IncidentResolved, ReportDelivered,
                           SystemTakenOver, LevelSet, LevelConfirmed, TransferAsked, TransferWithdrawn,
                           SystemTransferred, UnitRenamed, UnitSucceeded, PolicyAdopted, CatalogLoaded,
                           Scaled, Undone, Corrected,
                           MeasureTaken, MeasureCosigned, MeasureLifted, FeeFixed, FeeCosigned,
                           Rated, AssessmentFixed, AssessmentObjected, ObjectionAnswered>;

/// A fact entered after it happened 补录: when it was, why late, and whether its paper is attached.
struct Late {
  Instant effective{};
  std::string reason;
  bool with_paper = false;
  static void fields(auto& self, auto& v) {
    v("effective", self.effective), v("reason", self.reason), v("with_paper", self.with_paper);
  }
};

/// One entry of the journal.
struct Event {
  Fact fact;
  std::optional<Late> late;  // nothing: it happened when it was recorded
};

std::string_view kind_of(const Fact& fact);
Subjects subjects_of(const Fact& fact);

}  // namespace govcloud
