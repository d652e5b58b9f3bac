// The records of the law: what a ledger knows of systems, resources, requests and their papers. Each
// is what evolve() made of the events that name it, and nothing else. fields() lists a record's
// members once, for every writer and reader of it.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/law/date.h"
#include "core/law/names.h"

namespace govcloud {

/// Submitted 已申请, accepted 已受理, refused 不予受理, approved 已批准, rejected 不批准, trial 试用,
/// open 已开通, applied 已变更, reclaimed 已回收, withdrawn 已撤回.
enum class Stage {
  submitted, accepted, refused, approved, rejected, trial, open, applied, reclaimed, withdrawn
};
constexpr std::array<std::string_view, 10> kStages{"submitted", "accepted", "refused", "approved",
                                                   "rejected",  "trial",    "open",    "applied",
                                                   "reclaimed", "withdrawn"};
constexpr const auto& names(Stage) { return kStages; }

/// Onboarding 开通, change 变更, termination 终止, extension 延期 of a trial.
enum class RequestKind { onboarding, change, termination, extension };
constexpr std::array<std::string_view, 4> kRequestKinds{"onboarding", "change", "termination", "extension"};
constexpr const auto& names(RequestKind) { return kRequestKinds; }

/// A system before its opening is applying; ending from the request to terminate the whole of it.
enum class SystemState { applying, in_service, ending, ended, off_cloud };
constexpr std::array<std::string_view, 5> kSystemStates{"applying", "in_service", "ending", "ended",
                                                        "off_cloud"};
constexpr const auto& names(SystemState) { return kSystemStates; }

/// Granted but not delivered, in trial, in service, to be reclaimed, reclaimed; cancelled when the
/// grant ended before delivery.
enum class ResourceState { granted, trial, in_service, ending, reclaimed, cancelled };
constexpr std::array<std::string_view, 6> kResourceStates{"granted", "trial",     "in_service",
                                                          "ending",  "reclaimed", "cancelled"};
constexpr const auto& names(ResourceState) { return kResourceStates; }

/// An integer amount in the unit that its key names; with `max` an elastic range 弹性.
struct Quantity {
  std::int64_t amount = 0;
  std::optional<std::int64_t> max;
  std::int64_t upper() const { return max.value_or(amount); }
  bool operator==(const Quantity&) const = default;
  static void fields(auto& self, auto& v) { v("amount", self.amount), v("max", self.max); }
};
using Quantities = std::map<std::string, Quantity>;
using WordMap = std::map<std::string, std::string>;

enum class LineAction { add, set, drop };
constexpr std::array<std::string_view, 3> kLineActions{"add", "set", "drop"};
constexpr const auto& names(LineAction) { return kLineActions; }

/// One line of a request: what is asked for, and after approval what was granted.
struct Line {
  std::string id;  // R-2026-0001/1
  LineAction action = LineAction::add;
  std::string item;  // catalogue code
  std::string zone;
  std::int64_t count = 1;  // input only: becomes that many resources
  Quantities asked;
  WordMap words;                   // os, engine …
  std::string resource;           // of a set or drop
  std::int64_t base_version = 0;  // of that resource, when the change was asked
  std::int64_t granted_count = 0;
  Quantities granted;
  std::vector<std::string> resources;  // numbered at approval

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("action", self.action), v("item", self.item), v("zone", self.zone);
    v("count", self.count), v("asked", self.asked), v("words", self.words);
    v("resource", self.resource), v("base_version", self.base_version);
    v("granted_count", self.granted_count), v("granted", self.granted);
    v("resources", self.resources);
  }
};

/// A clock 时限 that was started, with the due date then promised; it is never recomputed.
struct Deadline {
  std::string rule;   // accept, approve, provide_trial, trial …
  std::string label;  // empty, or which of several
  std::string article;
  std::string owner;  // authority, provider, using
  Date started_on{};
  std::optional<int> working_days;  // the limit; nothing where the policy sets none
  std::optional<Date> due_on;
  bool provisional = false;
  std::string policy_digest, calendar_digest;
  std::optional<Date> done_on;  // the date by which it was judged
  int working_days_late = 0;
  bool ended = false;  // no longer owed: withdrawn, or overtaken by another decision

  bool is_open() const { return !done_on && !ended; }
  static void fields(auto& self, auto& v) {
    v("rule", self.rule), v("label", self.label), v("article", self.article);
    v("owner", self.owner), v("started_on", self.started_on);
    v("working_days", self.working_days), v("due_on", self.due_on);
    v("provisional", self.provisional), v("policy_digest", self.policy_digest);
    v("calendar_digest", self.calendar_digest), v("done_on", self.done_on);
    v("working_days_late", self.working_days_late), v("ended", self.ended);
  }
};

/// One thing that happened to a request, as `show` tells it.
struct HistoryEntry {
  std::uint64_t seq = 0;
  std::string event;
  std::string person, for_person;
  Instant effective{}, recorded{};
  std::string note;         // opinion or reason
  std::string late_reason;  // why it was entered after it happened
  bool with_paper = false;  // the paper of a late entry was attached

  static void fields(auto& self, auto& v) {
    v("seq", self.seq), v("event", self.event), v("person", self.person);
    v("for", self.for_person), v("effective", self.effective), v("recorded", self.recorded);
    v("note", self.note), v("late_reason", self.late_reason), v("with_paper", self.with_paper);
  }
};

/// The trial 试用: calendar days, neither end moved for a holiday.
struct TrialPeriod {
  std::optional<Date> started_on;
  std::optional<Date> earliest_on;  // an opening before this day needs a waiver
  std::optional<Date> ends_on;
  std::int64_t extensions = 0;  // that were granted
  static void fields(auto& self, auto& v) {
    v("started_on", self.started_on), v("earliest_on", self.earliest_on);
    v("ends_on", self.ends_on), v("extensions", self.extensions);
  }
};

/// A request 申请 with everything that was decided on it.
struct Request {
  std::string id;
  std::uint64_t seq = 0;
  RequestKind kind = RequestKind::onboarding;
  std::string case_id;  // the first request of the case 案件
  std::string system, unit, asked_by, authority, provider;
  std::string policy, policy_digest;
  bool not_in_force = false;
  Date submitted_on{};
  Stage stage = Stage::submitted;
  std::int64_t level = 0;  // protection level 等保级别
  std::vector<Line> lines;
  std::vector<std::string> missing;  // papers that an incomplete application lacks
  std::string reason, opinion;
  std::string resubmits, resubmitted_by, cancelled_by;
  std::optional<std::int64_t> trial_days;  // asked, later granted
  TrialPeriod trial;
  bool major = false;  // 重大变更
  bool whole = true;   // of a termination: the whole system
  std::optional<Date> offline_on;
  std::vector<std::string> resources;
  std::vector<std::string> waived;
  std::vector<Deadline> deadlines;
  std::vector<HistoryEntry> history;
  std::string extends;  // of an extension: the application whose trial it is
  bool emergency = false;  // a change 应急变更 that was done at once and is decided afterwards

  bool is_open() const {
    return stage == Stage::submitted || stage == Stage::accepted || stage == Stage::approved ||
           stage == Stage::trial;
  }
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("kind", self.kind), v("case", self.case_id), v("system", self.system);
    v("unit", self.unit), v("asked_by", self.asked_by), v("authority", self.authority);
    v("provider", self.provider), v("policy", self.policy);
    v("policy_digest", self.policy_digest), v("not_in_force", self.not_in_force);
    v("submitted_on", self.submitted_on), v("stage", self.stage), v("level", self.level);
    v("lines", self.lines), v("missing", self.missing), v("reason", self.reason);
    v("opinion", self.opinion), v("resubmits", self.resubmits);
    v("resubmitted_by", self.resubmitted_by), v("cancelled_by", self.cancelled_by);
    v("trial_days", self.trial_days), v("trial", self.trial), v("major", self.major);
    v("whole", self.whole), v("offline_on", self.offline_on), v("resources", self.resources);
    v("waived", self.waived), v("deadlines", self.deadlines), v("history", self.history);
    v("extends", self.extends), v("emergency", self.emergency);
  }
};

/// Whose a system was, up to the day before `until`.
struct Tenure {
  std::string unit;
  Date until{};
  static void fields(auto& self, auto& v) { v("unit", self.unit), v("until", self.until); }
};

/// A transfer 移交 that waits for the receiving unit.
struct PendingTransfer {
  std::string to, reason, asked_by;
  Date on{};
  static void fields(auto& self, auto& v) {
    v("to", self.to), v("reason", self.reason), v("asked_by", self.asked_by), v("on", self.on);
  }
};

/// An application system 应用系统.
struct System {
  std::string id;
  std::uint64_t seq = 0;
  std::string name, unit;
  std::int64_t level = 0;
  SystemState state = SystemState::applying;
  std::optional<Date> opened_on, ended_on;
  std::map<std::string, std::int64_t> numbered;  // last number given, by catalogue item
  std::map<std::string, std::int64_t> tested;    // processors, memory, storage when tests were last passed
  std::optional<Date> taken_over_on, since;      // of a system that was there before the ledger knew of it 接管
  std::string authority, provider;               // with which it was taken over
  std::vector<HistoryEntry> history;             // what the registers say of it; its requests have their own
  std::optional<Date> raised_on;                 // its level, and the papers of the opening are wanted since
  std::vector<Tenure> tenures;                   // whose it was before
  std::optional<PendingTransfer> transfer;

  /// It runs, and on the cloud.
  bool is_on_cloud() const { return state == SystemState::in_service || state == SystemState::ending; }

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("name", self.name), v("unit", self.unit), v("level", self.level);
    v("state", self.state), v("opened_on", self.opened_on), v("ended_on", self.ended_on);
    v("numbered", self.numbered);
    v("tested", self.tested), v("taken_over_on", self.taken_over_on), v("since", self.since);
    v("authority", self.authority), v("provider", self.provider), v("history", self.history);
    v("raised_on", self.raised_on), v("tenures", self.tenures), v("transfer", self.transfer);
  }
};

/// What ran of a resource from a day on, by key; of an elastic one that was not scaled, the lower end.
struct ResourceVersion {
  Date on{};
  std::map<std::string, std::int64_t> amounts;
  static void fields(auto& self, auto& v) { v("on", self.on), v("amounts", self.amounts); }
};

/// A resource 云资源 of a system.
struct Resource {
  std::string id;  // budget/host-1
  std::uint64_t seq = 0;
  std::string system, unit, provider, item, zone;
  std::string request;  // that granted it
  std::string cloud_id;
  ResourceState state = ResourceState::granted;
  std::int64_t version = 0;  // rises with every delivery
  Quantities granted, delivered;
  WordMap words;
  std::optional<Date> delivered_on, reclaimed_on;
  std::string proof;  // evidence of its end
  std::map<std::string, std::int64_t> running;  // of elastic keys: what runs now; else the lower end
  std::optional<Date> scaled_on;
  std::uint64_t named_at = 0;  // the event that gave the cloud id
  std::vector<ResourceVersion> versions;  // in the order of recording

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("system", self.system), v("unit", self.unit);
    v("provider", self.provider), v("item", self.item), v("zone", self.zone);
    v("request", self.request), v("cloud_id", self.cloud_id), v("state", self.state);
    v("version", self.version), v("granted", self.granted), v("delivered", self.delivered);
    v("words", self.words), v("delivered_on", self.delivered_on);
    v("reclaimed_on", self.reclaimed_on), v("proof", self.proof), v("running", self.running);
    v("scaled_on", self.scaled_on), v("named_at", self.named_at);
    v("versions", self.versions);
  }
};

/// A paper 材料: a file bound by its digest. The file lies beside the ledger; the record names it.
struct Evidence {
  std::string id;
  std::uint64_t seq = 0;
  std::string subject;  // request, system or other item that it belongs to
  std::string kind;     // plan, self_test …
  std::string name;     // the file's name as given, data and never a path
  std::string digest;   // SHA-256, lower-case hex
  std::int64_t size_bytes = 0;
  std::string issuer, accreditation;
  std::optional<Date> dated, expires;
  std::string result;  // pass, fail, or empty
  std::string attached_by;
  Date attached_on{};

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("subject", self.subject), v("kind", self.kind), v("name", self.name);
    v("digest", self.digest), v("size_bytes", self.size_bytes), v("issuer", self.issuer);
    v("accreditation", self.accreditation), v("dated", self.dated);
    v("expires", self.expires), v("result", self.result), v("attached_by", self.attached_by);
    v("attached_on", self.attached_on);
  }
};

}  // namespace govcloud
