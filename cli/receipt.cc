#include "cli/receipt.h"

#include <fmt/format.h>

#include "core/law/rules.h"

namespace govcloud {
namespace {

/// The first clock of an event that has a due date, else the first one.
const Deadline* clock_of(const Clocks& clocks) {
  for (const auto& deadline : clocks.started)
    if (deadline.due_on) return &deadline;
  return clocks.started.empty() ? nullptr : &clocks.started.front();
}

/// Ends a sentence with what is due next, where the policy sets a day.
ReceiptLine line(const std::string& id, const char* stage, const Deadline* clock, Sentence plain,
                 Sentence with_due, const std::string& policy) {
  if (clock == nullptr || !clock->due_on) return {id, message(plain, id), stage, clock};
  return {id, message(with_due, id, to_text(*clock->due_on), policy, clock->article), stage, clock};
}

std::string names_of(const std::vector<Role>& roles) {
  std::string all;
  for (const auto role : roles) all += (all.empty() ? "" : ", ") + std::string(name_of(role));
  return all;
}

struct Teller {
  std::string policy;
  bool papers;
  Offset offset;
  std::vector<ReceiptLine> lines;
  std::vector<std::string> done;  // resources delivered or taken back
  bool succession = false;        // its people end with a unit, and are not told one by one

  void add(ReceiptLine l) { lines.push_back(std::move(l)); }

  void tell(const LedgerCreated&) {}
  void tell(const CalendarLoaded& e) {
    add({e.digest.substr(0, 12), message(N_("{0} is the calendar now"), e.name), "", nullptr});
  }
  void tell(const UnitAdded& e) { add({e.unit.id, message(N_("{0} added"), e.unit.id), "", nullptr}); }
  void tell(const PersonAdded& e) { add({e.person.id, message(N_("{0} added"), e.person.id), "", nullptr}); }
  void tell(const RolesGranted& e) { add({e.person, message(N_("{0} has these roles from {1}: {2}"), e.person, to_text(e.on), names_of(e.roles)), "", nullptr}); }
  void tell(const RolesRevoked& e) { if (!succession) add({e.person, message(N_("{0} has no longer, from {1}: {2}"), e.person, to_text(e.on), names_of(e.roles)), "", nullptr}); }
  void tell(const Delegated& e) {
    add({e.person, message(N_("{0}: {1} stands in from {2} to {3}"), e.person, e.deputy, to_text(e.since), to_text(e.until)), "", nullptr});
  }
  void tell(const DelegationEnded& e) { add({e.person, message(N_("{0}: {1} no longer stands in"), e.person, e.deputy), "", nullptr}); }
  void tell(const Attached& e) {
    if (papers)
      add({e.evidence.id, message(N_("{0} attached to {1}: {2}"), e.evidence.id, e.evidence.subject,
                                  e.evidence.kind), "", nullptr, true});
  }
  void tell(const Submitted& e) {
    const auto* clock = clock_of(e.clocks);
    if (e.kind == RequestKind::onboarding)
      add(line(e.request, "submitted", clock, N_("{0} submitted"),
               N_("{0} submitted; to be accepted or refused by {1} ({2} art. {3})"), policy));
    else if (e.emergency)
      add(line(e.request, "submitted", clock, N_("{0} recorded as done; to be approved or rejected"),
               N_("{0} recorded as done; to be approved or rejected by {1} ({2} art. {3})"), policy));
    else
      add(line(e.request, "submitted", clock, N_("{0} submitted"),
               N_("{0} submitted; to be approved or rejected by {1} ({2} art. {3})"), policy));
    lines.back().numbered = true;
  }
  void tell(const TrialExtended& e) {
    add({e.request, message(N_("{0} granted; the trial of {1} ends on {2}"), e.request, e.extends, to_text(e.ends_on)), "applied", nullptr});
  }
  void tell(const Accepted& e) {
    add(line(e.request, "accepted", clock_of(e.clocks), N_("{0} accepted"),
             N_("{0} accepted; to be approved or rejected by {1} ({2} art. {3})"), policy));
  }
  void tell(const Refused& e) { add({e.request, message(N_("{0} refused"), e.request), "refused", nullptr}); }
  void tell(const Rejected& e) {
    Sentence due = N_("{0} rejected; to be put back by {1} ({2} art. {3})");
    if (!e.reclaim.empty()) due = N_("{0} rejected; resources to be taken back by {1} ({2} art. {3})");
    add(line(e.request, "rejected", clock_of(e.clocks), N_("{0} rejected"), due, policy));
  }
  void tell(const Undone& e) {
    if (e.overtaken_by.empty()) add({e.request, message(N_("{0} is put back as it was"), e.request), "rejected", nullptr});
  }
  void tell(const Corrected& e) {
    std::string now;
    for (const auto& [name, value] : e.now) now += (now.empty() ? "" : ", ") + name + "=" + value;
    add({e.id, e.waits_for.empty() ? message(N_("{0} corrected: {1}"), e.id, now)
                                   : message(N_("{0} corrected: {1}; it has to be signed anew"), e.id, now),
         e.waits_for.empty() ? "" : "pending", nullptr});
  }
  void tell(const Scaled& e) {
    std::string now;
    for (const auto& [key, amount] : e.running) now += (now.empty() ? "" : ", ") + key + "=" + std::to_string(amount);
    add({e.resource, message(N_("{0} runs with {1}"), e.resource, now), "", nullptr});
  }
  void tell(const Withdrawn& e) {
    if (e.cancelled_by.empty())
      add({e.request, message(N_("{0} withdrawn"), e.request), "withdrawn", nullptr});
  }
  void tell(const Approved& e) {
    const auto* clock = clock_of(e.clocks);
    Sentence due = N_("{0} approved; trial to be provided by {1} ({2} art. {3})");
    if (clock != nullptr && clock->rule == "carry_out_change")
      due = N_("{0} approved; to be carried out by {1} ({2} art. {3})");
    if (clock != nullptr && clock->rule == "reclaim")
      due = N_("{0} approved; resources to be taken back by {1} ({2} art. {3})");
    add(line(e.request, "approved", clock, N_("{0} approved"), due, policy));
  }
  void tell(const Delivered& e) { done.push_back(e.resource); }
  void tell(const Reclaimed& e) { done.push_back(e.resource); }
  void tell(const TrialStarted& e) {
    add(line(e.request, "trial", clock_of(e.clocks), N_("{0} in trial"),
             N_("{0} in trial until {1} ({2} art. {3})"), policy));
  }
  void tell(const Opened& e) {
    add({e.request, message(N_("{0} open; {1} is in service"), e.request, e.system), "open", nullptr});
  }
  void tell(const Applied& e) { add({e.request, message(N_("{0} applied"), e.request), "applied", nullptr}); }
  void tell(const Ended& e) {
    if (e.system.empty()) add({e.request, message(N_("{0} reclaimed"), e.request), "reclaimed", nullptr});
    else add({e.request, message(N_("{0} reclaimed; {1} has ended"), e.request, e.system), "reclaimed", nullptr});
  }
  void tell(const UsageImported& e) {
    add({e.digest.substr(0, 12), message(N_("{0}: {1} samples of {2} resources kept; repeated {3}, conflicting {4}, unknown {5}"),
                                         e.name, e.kept, e.resources, e.repeated, e.conflicting, e.unknown), "", nullptr});
  }
  void tell(const ScanImported& e) {
    add({e.scan.digest.substr(0, 12), message(N_("{0}: {1} results; known findings seen {2}, closed {3}"), e.scan.name,
                                              e.scan.results, e.seen.size(), e.closed.size()), "", nullptr});
  }
  void tell(const Found& e) { add({e.finding.id, message(N_("{0} found: {1}"), e.finding.id, e.finding.title), "", nullptr, true}); }
  void tell(const RowBegun&) {}
  void tell(const SystemTakenOver& e) {
    std::size_t resources = 0;
    for (const auto& l : e.lines) resources += l.resources.size();
    add({e.system, e.on_cloud ? message(N_("{0} taken over; in service with {1} resources"), e.system, resources)
                              : message(N_("{0} taken over; it runs off the cloud"), e.system),
         e.on_cloud ? "in_service" : "off_cloud", nullptr});
  }
  void tell(const LevelSet& e) {
    std::string wanted;
    for (const auto& kind : e.wanted) wanted += (wanted.empty() ? "" : ", ") + kind;
    add({e.system, wanted.empty() ? message(N_("{0} has the level {1} now"), e.system, e.to)
                                  : message(N_("{0} has the level {1} now; it wants: {2}"), e.system, e.to, wanted), "", nullptr});
  }
  void tell(const LevelConfirmed& e) {
    if (!papers) add({e.system, message(N_("{0} has all that its level {1} wants"), e.system, e.level), "", nullptr});
  }
  void tell(const TransferAsked& e) {
    add({e.system, message(N_("{0}: the transfer to {1} waits for that unit: govcloud cosign {0}"), e.system, e.to), "pending", nullptr});
  }
  void tell(const TransferWithdrawn& e) { add({e.system, message(N_("{0}: the transfer is withdrawn"), e.system), "withdrawn", nullptr}); }
  void tell(const SystemTransferred& e) {
    add({e.system, message(N_("{0} belongs to {1} from {2}; open requests gone over: {3}"), e.system, e.to, to_text(e.on), e.requests.size()), "", nullptr});
  }
  void tell(const UnitRenamed& e) { add({e.unit, message(N_("{0} is called {1} from {2}"), e.unit, e.name, to_text(e.since)), "", nullptr}); }
  void tell(const UnitSucceeded& e) {
    succession = true;
    add({e.unit, message(N_("{0} is now {1}, from {2}; gone over: systems {3}, resources {4}, open requests {5}"), e.unit, e.successor, to_text(e.on),
                         e.systems.size(), e.resources.size(), e.requests.size()), "", nullptr});
  }
  void tell(const PolicyAdopted& e) { add({e.policy, message(N_("{0} is in force from {1}"), e.policy, to_text(e.from)), "", nullptr}); }
  void tell(const CatalogLoaded& e) {
    add({e.digest.substr(0, 12), message(N_("{0} is the catalogue from {1}"), e.name, to_text(e.from)), "", nullptr});
  }
  void tell(const RecordMade& e) {
    const auto& r = e.record;
    const auto waits = joined(r.waits_for);
    add({r.id, waits.empty() ? message(N_("{0} recorded: {1} of {2}"), r.id, r.kind, r.about)
                             : message(N_("{0} recorded: {1} of {2}; it waits for: {3}"), r.id, r.kind, r.about, waits),
         waits.empty() ? "complete" : "pending", nullptr, true});
  }
  void tell(const RecordCosigned& e) {
    add({e.record, message(N_("{0} signed for {1} by {2}"), e.record, e.signing.party, e.signing.person), "", nullptr});
  }
  void tell(const CheckHeld& e) {
    add({e.check.id, message(N_("{0}: the check of {1} is recorded; findings {2}"), e.check.id, e.check.about, e.check.findings.size()),
         e.check.passed ? "pass" : "fail", nullptr, true});
  }
  void tell(const Ordered& e) {
    const auto& o = e.order;
    const auto waits = joined(o.waits_for);
    if (waits.empty())
      add({o.id, message(N_("{0} ordered to {1}; to be mended by {2} ({3} art. {4})"), o.id, o.to, to_text(o.due_on), policy, o.article), "open", nullptr, true});
    else
      add({o.id, message(N_("{0} to {1} is written; it waits for: {2}"), o.id, o.to, waits), "pending", nullptr, true});
  }
  void tell(const OrderCosigned& e) {
    add({e.order, message(N_("{0} signed for {1} by {2}"), e.order, e.signing.party, e.signing.person), "", nullptr});
  }
  void tell(const OrderFixed& e) { add({e.order, message(N_("{0} fixed; to be verified by somebody else"), e.order), "fixed", nullptr}); }
  void tell(const OrderVerified& e) {
    add({e.order, e.holds ? message(N_("{0} closed"), e.order) : message(N_("{0} is open again"), e.order),
         e.holds ? "closed" : "open", nullptr});
  }
  void tell(const FindingAccepted& e) {
    const auto& a = e.acceptance;
    add({e.finding, message(N_("{0} accepted until {1}; {2} answers for it"), e.finding, to_text(a.until), a.answers), "open", nullptr});
  }
  void tell(const IncidentOpened& e) {
    const auto& i = e.incident;
    const auto time = [&](const Instant& instant) { return to_text(instant, offset).substr(0, 16); };
    if (i.planned)
      add({i.id, i.excluded ? message(N_("{0} announced; until {1} it is no outage"), i.id, time(*i.planned_until))
                            : message(N_("{0} announced too late: it counts as an outage"), i.id), "open", nullptr, true});
    else if (i.restore_due)
      add({i.id, message(N_("{0} opened; to be restored by {1} ({2} art. {3})"), i.id, time(*i.restore_due), policy, i.article), "open", nullptr, true});
    else
      add({i.id, message(N_("{0} opened"), i.id), "open", nullptr, true});
  }
  void tell(const IncidentUpdated& e) { add({e.incident, message(N_("{0} updated"), e.incident), "open", nullptr}); }
  void tell(const IncidentResolved& e) { add({e.incident, message(N_("{0} resolved"), e.incident), "resolved", nullptr}); }
  void tell(const MeasureTaken& e) {
    const auto& m = e.measure;
    const auto waits = joined(m.waits_for);
    const std::string step(name_of(m.step));
    if (waits.empty())
      add({m.id, message(N_("{0} taken against {1}: {2} ({3} art. {4})"), m.id, m.provider, step, policy, m.article), "in_force", nullptr, true});
    else
      add({m.id, message(N_("{0} against {1} is written: {2}; it waits for: {3}"), m.id, m.provider, step, waits), "pending", nullptr, true});
  }
  void tell(const MeasureCosigned& e) {
    add({e.measure, message(N_("{0} signed for {1} by {2}"), e.measure, e.signing.party, e.signing.person), "", nullptr});
  }
  void tell(const MeasureLifted& e) { add({e.measure, message(N_("{0} lifted"), e.measure), "lifted", nullptr}); }
  void tell(const FeeFixed& e) {
    const auto& s = e.settlement;
    const auto waits = joined(s.waits_for);
    if (waits.empty())
      add({s.id, message(N_("{0}: the fee of {1} for {2} is fixed, {3} fen payable"), s.id, s.provider, s.period, s.payable_fen), "signed", nullptr, true});
    else
      add({s.id, message(N_("{0}: the fee of {1} for {2} is fixed, {3} fen payable; it waits for: {4}"), s.id, s.provider, s.period, s.payable_fen, waits), "pending", nullptr, true});
  }
  void tell(const FeeCosigned& e) {
    add({e.settlement, message(N_("{0} signed for {1} by {2}"), e.settlement, e.signing.party, e.signing.person), "", nullptr});
  }
  void tell(const Rated& e) {
    const auto& r = e.rating;
    add({r.id, r.replaces.empty() ? message(N_("{0}: {1} rated {2}: {3}"), r.id, r.unit, r.about, r.grade)
                                  : message(N_("{0}: {1} rated {2}: {3}; it replaces {4}"), r.id, r.unit, r.about, r.grade, r.replaces),
         r.grade, nullptr, true});
  }
  void tell(const AssessmentFixed& e) {
    const auto& a = e.assessment;
    const auto points = a.sheet.points.value_or(0);
    add({a.id, a.sheet.points ? message(N_("{0}: {1} has {2} points for {3}"), a.id, a.about, fmt::format("{}.{:02}", points / 100, points % 100), a.period)
                              : message(N_("{0}: of {1} in {2} nothing was recorded that has points"), a.id, a.about, a.period), "fixed", nullptr, true});
  }
  void tell(const AssessmentObjected& e) { add({e.assessment, message(N_("{0} is objected to; to be answered by the authority"), e.assessment), "objected", nullptr}); }
  void tell(const ObjectionAnswered& e) {
    add({e.assessment, e.is_upheld ? message(N_("{0}: the objection is upheld; another assessment may be fixed"), e.assessment)
                                   : message(N_("{0}: the objection is dismissed"), e.assessment), e.is_upheld ? "upheld" : "dismissed", nullptr});
  }
  void tell(const ReportDelivered& e) {
    const auto& r = e.record;
    add({r.id, message(N_("{0} recorded: {1} of {2} for {3} delivered to {4}"), r.id, r.kind, r.about, r.values.at("period"), r.values.at("to")),
         "complete", nullptr, true});
  }
  void tell(const KeyEnrolled& e) {
    add({e.key, e.needs_cosign ? message(N_("{0} of {1} waits for a second person: govcloud cosign {0}"), e.key, e.person)
                               : message(N_("{0} enrolled for {1}"), e.key, e.person),
         e.needs_cosign ? "pending" : "active", nullptr, true});
  }
  void tell(const KeyCosigned& e) { add({e.key, message(N_("{0} of {1} is confirmed"), e.key, e.person), "active", nullptr}); }
  void tell(const KeyRevoked& e) { if (!succession) add({e.key, message(N_("{0} of {1} revoked"), e.key, e.person), "revoked", nullptr}); }
  void tell(const Denied&) {}
  void tell(const SealImported& e) {
    add({e.head.substr(0, 12), message(N_("{0}: the seal of event {1} is recorded, countersigned by {2}"), e.head.substr(0, 12),
                                       e.size, e.person), "", nullptr});
  }
  void tell(const Fixed& e) { add({e.finding, message(N_("{0} fixed; to be verified by somebody else"), e.finding), "fixed", nullptr}); }
  void tell(const Verified& e) {
    add({e.finding, e.holds ? message(N_("{0} closed"), e.finding) : message(N_("{0} is open again"), e.finding),
         e.holds ? "closed" : "open", nullptr});
  }
};

/// The request of deliveries that did not complete it.
std::string partial_request(const std::vector<Event>& events) {
  for (const auto& event : events) {
    if (const auto* e = std::get_if<Delivered>(&event.fact)) return e->request;
    if (const auto* e = std::get_if<Reclaimed>(&event.fact)) return e->request;
  }
  return "";
}

}  // namespace

std::vector<ReceiptLine> receipt(const std::vector<Event>& events, const std::string& policy,
                                 bool papers, Offset offset) {
  Teller teller{policy, papers, offset, {}, {}, false};
  for (const auto& event : events)
    std::visit([&](const auto& fact) { teller.tell(fact); }, event.fact);
  if (teller.lines.empty() && !teller.done.empty()) {
    const auto request = partial_request(events);
    teller.add({request, message(N_("{0} is still approved; done now: {1}"), request,
                                 fmt::format("{}", fmt::join(teller.done, ", "))), "approved", nullptr});
  }
  return std::move(teller.lines);
}

}  // namespace govcloud
