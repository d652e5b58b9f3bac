// The commands, and decide(): facts and a command become facts to record, or a refusal. Pure: told
// who acts, when, and under which policy and calendar; knows no disk, clock or terminal.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/law/books.h"
#include "core/law/calendar.h"
#include "core/law/policy.h"
#include "core/law/refusal.h"
#include "core/law/register_commands.h"

namespace govcloud {

/// A file that is handed in with an act, hashed already.
struct Paper {
  std::string kind, name, digest;
  std::int64_t size_bytes = 0;
  std::string issuer, accreditation;
  std::optional<Date> dated, expires;
  std::string result;

  static void fields(auto& self, auto& v) {  // what an idempotency key is bound to
    v("kind", self.kind), v("name", self.name), v("digest", self.digest);
    v("issuer", self.issuer), v("accreditation", self.accreditation), v("dated", self.dated);
    v("expires", self.expires), v("result", self.result);
  }
};

/// Who acts, when, and with which papers in hand.
struct Acting {
  std::string person, for_person;
  Instant recorded{};   // when it is entered
  Instant effective{};  // when it happened; the same unless entered late 补录
  bool is_late = false;
  std::string late_reason;
  std::vector<Paper> papers;

  bool has_paper(std::string_view kind) const;
  /// The instant by which lateness is judged: the effective one only if its paper is attached.
  Instant judged() const { return is_late && has_paper("paper") ? effective : recorded; }
};

/// What a decision may look at: the part of the books that its loader fetched, and the law in force.
struct Facts {
  const Books& books;
  const Policy& policy;
  const Calendar& calendar;
};

using Decision = std::variant<std::vector<Fact>, No>;

struct AddUnit {
  Unit unit;
  static void fields(auto& self, auto& v) { v("unit", self.unit); }
};
struct AddPerson {
  Person person;
  static void fields(auto& self, auto& v) { v("person", self.person); }
};
struct GrantRoles {
  std::string person;
  std::vector<Role> roles;
  static void fields(auto& self, auto& v) { v("person", self.person), v("roles", self.roles); }
};
/// Of a person who leaves no roles are named: all are revoked.
struct RevokeRoles {
  std::string person, reason;
  std::vector<Role> roles;
  static void fields(auto& self, auto& v) { v("person", self.person), v("reason", self.reason), v("roles", self.roles); }
};
struct Delegate {
  std::string person, deputy;
  Date since{}, until{};
  static void fields(auto& self, auto& v) {
    v("person", self.person), v("deputy", self.deputy), v("since", self.since), v("until", self.until);
  }
};
struct EndDelegation {
  std::string person, deputy;
  static void fields(auto& self, auto& v) { v("person", self.person), v("deputy", self.deputy); }
};
struct LoadCalendar {
  std::string digest, name;
  std::vector<int> arranged;
  static void fields(auto& self, auto& v) {
    v("digest", self.digest), v("name", self.name), v("arranged", self.arranged);
  }
};
struct Submit {
  std::string system, unit, name, provider, resubmits, authority;
  std::int64_t level = 0;
  std::vector<Line> lines;
  std::optional<std::int64_t> trial_days;
  bool incomplete = false;
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("unit", self.unit), v("name", self.name);
    v("provider", self.provider), v("resubmits", self.resubmits), v("level", self.level);
    v("lines", self.lines), v("trial_days", self.trial_days), v("incomplete", self.incomplete);
    v("authority", self.authority);
  }
};
struct Change {
  std::string system, reason;
  std::vector<Line> lines;  // of a set: `asked` holds only the keys to change
  bool major = false;
  bool emergency = false;  // the provider did it already; entered by its operator, decided afterwards
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("reason", self.reason), v("lines", self.lines);
    v("major", self.major);
    if (self.emergency) v("emergency", self.emergency);  // a key given before there was any stays bound to its content
  }
};
/// Sets what runs of an elastic resource, inside its granted range.
struct ScaleResource {
  std::string resource, reason;
  std::map<std::string, std::int64_t> running;
  static void fields(auto& self, auto& v) {
    v("resource", self.resource), v("reason", self.reason), v("running", self.running);
  }
};
/// Asks for more days of a trial that runs.
struct Extend {
  std::string request, reason;
  std::int64_t days = 0;
  static void fields(auto& self, auto& v) { v("request", self.request), v("reason", self.reason), v("days", self.days); }
};
struct Decommission {
  std::string system, reason;
  std::vector<std::string> resources;  // empty: the whole system
  std::optional<Date> offline_on;
  static void fields(auto& self, auto& v) {
    v("system", self.system), v("reason", self.reason), v("resources", self.resources);
    v("offline_on", self.offline_on);
  }
};
struct Withdraw {
  std::string request, reason;
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("reason", self.reason);
  }
};
/// Hands the papers of Acting to a request, a system or a unit.
struct Attach {
  std::string subject;
  static void fields(auto& self, auto& v) { v("subject", self.subject); }
};
enum class ReviewKind { accept, refuse, approve, reject, open, extend };
constexpr std::array<std::string_view, 6> kReviewKinds{"accept", "refuse", "approve", "reject", "open", "extend"};
constexpr const auto& names(ReviewKind) { return kReviewKinds; }
/// What an approval grants of a line, by line id; keys that are not named are granted as asked.
struct Review {
  ReviewKind kind = ReviewKind::accept;
  std::string request, opinion;
  std::map<std::string, Quantities> grants;
  std::optional<std::int64_t> days;
  bool major = false;
  std::vector<std::string> waive;
  static void fields(auto& self, auto& v) {
    v("kind", self.kind), v("request", self.request), v("opinion", self.opinion);
    v("grants", self.grants), v("days", self.days), v("major", self.major);
    v("waive", self.waive);
  }
};
/// Carries out what was approved: delivery, change, or reclaiming.
struct Provision {
  std::string request;
  std::vector<std::string> resources;             // empty: all that is due
  std::map<std::string, std::string> cloud_ids;   // resource → the cloud's own id
  std::map<std::string, Quantities> deliver;      // resource → less than granted
  static void fields(auto& self, auto& v) {
    v("request", self.request), v("resources", self.resources);
    v("cloud_ids", self.cloud_ids), v("deliver", self.deliver);
  }
};
/// Records what the policy's [[records]] and [[duties]] name.
struct MakeRecord {
  std::string kind, about;
  std::map<std::string, std::string> values;
  static void fields(auto& self, auto& v) { v("kind", self.kind), v("about", self.about), v("values", self.values); }
};
/// Names a wrong event and says what it should have told; `kind` and `id` are what the journal has of it,
/// empty where there is no such event.
struct Correct {
  std::uint64_t event = 0;
  std::string kind, id;
  std::map<std::string, std::string> values;
  std::string reason;
  static void fields(auto& self, auto& v) { v("event", self.event), v("values", self.values), v("reason", self.reason); }
};
struct ImportUsage {
  UsageImported what;
  static void fields(auto& self, auto& v) { v("what", self.what); }
};
/// A scan with the findings that are new, seen again, and no longer there.
struct ImportScan {
  Scan scan;
  std::vector<Finding> found;  // without ids, owners and due dates
  std::vector<std::string> seen, closed;
  static void fields(auto& self, auto& v) {
    v("scan", self.scan), v("found", self.found), v("seen", self.seen), v("closed", self.closed);
  }
};
struct FixFinding {
  std::string finding, note;
  static void fields(auto& self, auto& v) { v("finding", self.finding), v("note", self.note); }
};
struct VerifyFinding {
  std::string finding, note;
  bool holds = true;
  static void fields(auto& self, auto& v) {
    v("finding", self.finding), v("note", self.note), v("holds", self.holds);
  }
};

/// Enters a key that its holder made a request for; the request's signature was checked before.
struct EnrolKey {
  std::string person, public_key, proof;
  static void fields(auto& self, auto& v) {
    v("person", self.person), v("public_key", self.public_key), v("proof", self.proof);
  }
};
struct RevokeKey {
  std::string key, reason;
  static void fields(auto& self, auto& v) { v("key", self.key), v("reason", self.reason); }
};
/// Confirms what waits for a second person.
struct Cosign {
  std::string id;
  static void fields(auto& self, auto& v) { v("id", self.id); }
};
/// Brings a countersigned seal back; that it is true of this ledger, and that the signature holds, was
/// checked before.
struct ImportSeal {
  SealImported what;
  static void fields(auto& self, auto& v) { v("what", self.what); }
};
/// A report about a unit or "platform" as it goes to its receivers; without any, to its unit and the
/// authority. `digest` is the report's own, whatever its form.
struct ReportCopy {
  std::string about, digest;
  std::vector<std::string> receivers;
  std::vector<ReportFile> files;
  /// A key is not bound to the bytes: they change with every event that the ledger gets.
  static void fields(auto& self, auto& v) { v("about", self.about), v("receivers", self.receivers); }
};
/// Delivers the reports of a period, made of the ledger at event `size`. What was delivered before is
/// passed over.
struct DeliverReports {
  std::string report, period;  // monthly and 2026-10, yearly and 2026
  std::uint64_t size = 0;
  std::string head, lang;
  std::vector<ReportCopy> copies;
  static void fields(auto& self, auto& v) { v("report", self.report), v("period", self.period), v("copies", self.copies); }
};

Decision decide(const Facts&, const AddUnit&, const Acting&);
Decision decide(const Facts&, const AddPerson&, const Acting&);
Decision decide(const Facts&, const GrantRoles&, const Acting&);
Decision decide(const Facts&, const RevokeRoles&, const Acting&);
Decision decide(const Facts&, const Delegate&, const Acting&);
Decision decide(const Facts&, const EndDelegation&, const Acting&);
Decision decide(const Facts&, const LoadCalendar&, const Acting&);
Decision decide(const Facts&, const Submit&, const Acting&);
Decision decide(const Facts&, const Change&, const Acting&);
Decision decide(const Facts&, const Extend&, const Acting&);
Decision decide(const Facts&, const Decommission&, const Acting&);
Decision decide(const Facts&, const Withdraw&, const Acting&);
Decision decide(const Facts&, const Attach&, const Acting&);
Decision decide(const Facts&, const Review&, const Acting&);
Decision decide(const Facts&, const Provision&, const Acting&);
Decision decide(const Facts&, const MakeRecord&, const Acting&);
Decision decide(const Facts&, const ImportUsage&, const Acting&);
Decision decide(const Facts&, const ImportScan&, const Acting&);
Decision decide(const Facts&, const FixFinding&, const Acting&);
Decision decide(const Facts&, const VerifyFinding&, const Acting&);
Decision decide(const Facts&, const EnrolKey&, const Acting&);
Decision decide(const Facts&, const RevokeKey&, const Acting&);
Decision decide(const Facts&, const Cosign&, const Acting&);
Decision decide(const Facts&, const ImportSeal&, const Acting&);
Decision decide(const Facts&, const DeliverReports&, const Acting&);
Decision decide(const Facts&, const AddSystem&, const Acting&);
Decision decide(const Facts&, const SetLevel&, const Acting&);
Decision decide(const Facts&, const TransferSystem&, const Acting&);
Decision decide(const Facts&, const RenameUnit&, const Acting&);
Decision decide(const Facts&, const SucceedUnit&, const Acting&);
Decision decide(const Facts&, const AdoptPolicy&, const Acting&);
Decision decide(const Facts&, const LoadCatalog&, const Acting&);
Decision decide(const Facts&, const ScaleResource&, const Acting&);
Decision decide(const Facts&, const Correct&, const Acting&);

/// Refuses whoever acts for another without a delegation that holds, on the day on which it happened
/// and on the day on which it is entered. It is asked before decide() of every command.
MaybeNo stands_in(const Facts&, const Acting&);

/// What the law says: both.
template <class Command>
Decision judged(const Facts& facts, const Command& command, const Acting& acting) {
  if (auto no = stands_in(facts, acting)) return *no;
  return decide(facts, command, acting);
}

/// What is recorded of a refusal for lack of right (exit 14): nothing for other refusals, and nothing
/// once the person was denied a hundred times that day.
std::optional<Denied> denial(const Facts&, const Acting&, const std::string& verb,
                             const std::string& item, const No& no);

}  // namespace govcloud
